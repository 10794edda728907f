"""Tables worked out from the ledger, which can be made again: flows, fingerprints, copies, credits, summaries."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FLOW = (("supplier", sa.Text), ("recipient", sa.Text), ("item", sa.Text), ("restriction", sa.Boolean))


def upgrade() -> None:
    op.create_table("derived_state", _key("name", sa.Text), _field("value", sa.Text))
    op.create_table(
        "derived_membership",
        *(_key(name, kind) for name, kind in FLOW),
        _key("revision", sa.Integer),
        _key("claim_id", sa.Text),
        _field("companion", sa.Boolean),
        sqlite_with_rowid=False,
    )
    op.create_index("derived_membership_claim", "derived_membership", ["claim_id"])
    op.create_table(
        "derived_flow",
        *(_key(name, kind) for name, kind in FLOW),
        _field("slug", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_index("derived_flow_slug", "derived_flow", ["slug"])
    op.create_table(
        "derived_fingerprint",
        _key("hash", sa.BigInteger),
        _key("revision", sa.Integer),
        _key("word", sa.Integer),
        sqlite_with_rowid=False,
    )
    _add_reuse()
    op.create_table("derived_credit", _key("revision", sa.Integer), _key("agency", sa.Text), sqlite_with_rowid=False)
    op.create_table(
        "derived_replaced",
        _key("revision", sa.Integer),
        _key("by_revision", sa.Integer),
        _field("since", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "derived_summary",
        *(_key(name, kind) for name, kind in FLOW),
        _key("stamp", sa.Text),
        _field("rows", sa.JSON),
        sqlite_with_rowid=False,
    )
    op.create_index("article_url", "article", ["url"])


def _add_reuse() -> None:
    op.create_table(
        "derived_reuse",
        _key("right_revision", sa.Integer),
        _key("left_revision", sa.Integer),
        _key("left_start", sa.Integer),
        _field("left_end", sa.Integer),
        _key("right_start", sa.Integer),
        _field("right_end", sa.Integer),
        _field("words", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_index("derived_reuse_left", "derived_reuse", ["left_revision"])


def _key(name: str, kind: type[sa.types.TypeEngine[Any]]) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True)


def _field(name: str, kind: type[sa.types.TypeEngine[Any]]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
