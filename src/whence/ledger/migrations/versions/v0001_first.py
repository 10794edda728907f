"""The first schema: revisions, captures, articles, claims, skips and judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from whence.ledger.guards import guards

revision = "0001"
down_revision = None

JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    _add_revision()
    _add_capture()
    _add_article()
    _add_claim()
    _add_facet()
    _add_skip()
    _add_judgement()
    for statement in guards(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def _add_revision() -> None:
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
    )


def _add_capture() -> None:
    op.create_table(
        "capture",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("captured_at", sa.Text),
    )
    op.create_index("capture_path", "capture", ["path"])


def _add_article() -> None:
    op.create_table(
        "article",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("capture_id", sa.Text, sa.ForeignKey("capture.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("published_start", sa.Date),
        sa.Column("published_end", sa.Date),
        sa.Column("published", JSON, nullable=False),
        sa.Column("lines", JSON, nullable=False),
        sa.Column("captured_at", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("source", JSON, nullable=False),
        sa.Column("parsed", sa.Integer, nullable=False),
        sa.Column("gated", sa.Integer, nullable=False),
    )
    op.create_index("article_capture", "article", ["capture_id", "revision"])


def _add_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("revision", sa.Integer, sa.ForeignKey("article.revision"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("evidence_start", sa.Integer, nullable=False),
        sa.Column("evidence_end", sa.Integer, nullable=False),
        sa.Column("trigger_start", sa.Integer, nullable=False),
        sa.Column("trigger_end", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("suppliers", JSON, nullable=False),
        sa.Column("recipients", JSON, nullable=False),
        sa.Column("against", JSON, nullable=False),
        sa.Column("item_class", JSON, nullable=False),
        sa.Column("systems", JSON, nullable=False),
        sa.Column("quantity", JSON, nullable=True),
        sa.Column("quantity_low", sa.BigInteger),
        sa.Column("quantity_high", sa.BigInteger),
        sa.Column("value", JSON, nullable=True),
        sa.Column("when", JSON, nullable=True),
        sa.Column("when_start", sa.Date),
        sa.Column("when_end", sa.Date),
        sa.Column("said", JSON, nullable=True),
        sa.Column("said_start", sa.Date),
        sa.Column("said_end", sa.Date),
        sa.Column("sources", JSON, nullable=False),
        sa.Column("operators", JSON, nullable=False),
    )
    op.create_index("claim_id", "claim", ["id"])


def _add_facet() -> None:
    op.create_table(
        "facet",
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("claim_id", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("word", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("facet_word", "facet", ["role", "word"])


def _add_skip() -> None:
    op.create_table(
        "skip",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), primary_key=True, autoincrement=False),
        sa.Column("capture_id", sa.Text, sa.ForeignKey("capture.id")),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )
    op.create_index("skip_path", "skip", ["path"])


def _add_judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False),
        sa.Column("left_id", sa.Text, nullable=False),
        sa.Column("right_id", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("judge", sa.Text, nullable=False),
    )
    op.create_index("judgement_pair", "judgement", ["left_id", "right_id"])
