"""Tables that are worked out from the ledger and can be made again at any time: flows, fingerprints, copies, credits.

Law: what stands here for a revision follows from the revisions up to it and the rules named in ``derived_state``; with
other rules everything here is dropped and worked out anew. Nothing else in the ledger depends on it.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, Table, Text

from whence.ledger.schema import Words, metadata

state = Table(
    "derived_state",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

membership = Table(
    "derived_membership",
    metadata,
    Column("supplier", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("restriction", Boolean, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("companion", Boolean, nullable=False),
    Index("derived_membership_claim", "claim_id"),
    sqlite_with_rowid=False,
)

flow = Table(
    "derived_flow",
    metadata,
    Column("supplier", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("restriction", Boolean, primary_key=True),
    Column("slug", Text, nullable=False),
    Index("derived_flow_slug", "slug"),
    sqlite_with_rowid=False,
)

fingerprint = Table(
    "derived_fingerprint",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("word", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

reuse = Table(
    "derived_reuse",
    metadata,
    Column("right_revision", Integer, primary_key=True),
    Column("left_revision", Integer, primary_key=True),
    Column("left_start", Integer, primary_key=True),
    Column("left_end", Integer, nullable=False),
    Column("right_start", Integer, primary_key=True),
    Column("right_end", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Index("derived_reuse_left", "left_revision"),
    sqlite_with_rowid=False,
)

credit = Table(
    "derived_credit",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("agency", Words, primary_key=True),
    sqlite_with_rowid=False,
)

replaced = Table(
    "derived_replaced",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("by_revision", Integer, primary_key=True),
    Column("since", Integer, nullable=False),
    sqlite_with_rowid=False,
)

summary = Table(
    "derived_summary",
    metadata,
    Column("supplier", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("restriction", Boolean, primary_key=True),
    Column("stamp", Text, primary_key=True),
    Column("rows", JSON, nullable=False),
    sqlite_with_rowid=False,
)

TABLES = (state, membership, flow, fingerprint, reuse, credit, replaced, summary)
