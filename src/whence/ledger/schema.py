"""The tables of a ledger. Law: rows are added, never changed, never removed.

Ids are hashes of content. A *reading* is one article row with its claims and bears the number of the
revision that brought it; a later reading of the same capture stands beside the earlier one. The JSON
columns hold values whole; the typed columns beside them are there to search by.
"""

from __future__ import annotations

import json
import re

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

MARK = "\ufdd0"
"""A character that no text may use: text after it is stored as a JSON string."""

_AWKWARD = re.compile("[\x00\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """Text of any characters. What no database takes (half surrogate pairs, NUL) is stored escaped."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  the signature is SQLAlchemy's
        if value is None or not (_AWKWARD.search(value) or value.startswith(MARK)):
            return value
        return MARK + json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  the signature is SQLAlchemy's
        if value is None or not value.startswith(MARK):
            return value
        text = json.loads(value[len(MARK) :])
        assert isinstance(text, str)
        return text


metadata = MetaData()


def _values(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, JSON(none_as_null=True), nullable=null)


revision = Table(
    "revision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("recorded_at", Text, nullable=False),
    Column("engine", Words, nullable=False),
)

capture = Table(
    "capture",
    metadata,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, ForeignKey("revision.number"), nullable=False),
    Column("name", Words, nullable=False),
    Column("path", Words, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("url", Words),
    Column("outlet", Words),
    Column("published", Words),
    Column("captured_at", Text),
    Index("capture_path", "path"),
)

article = Table(
    "article",
    metadata,
    Column("revision", Integer, ForeignKey("revision.number"), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("capture_id", Text, ForeignKey("capture.id"), nullable=False),
    Column("name", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("title", Words),
    Column("outlet", Words),
    Column("byline", Words),
    Column("published_start", Date),
    Column("published_end", Date),
    _values("published"),
    _values("lines"),
    Column("captured_at", Text),
    Column("url", Words),
    _values("source"),
    Column("parsed", Integer, nullable=False),
    Column("gated", Integer, nullable=False),
    Index("article_capture", "capture_id", "revision"),
    Index("article_url", "url"),
)

claim = Table(
    "claim",
    metadata,
    Column("revision", Integer, ForeignKey("article.revision"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    _values("suppliers"),
    _values("recipients"),
    _values("against"),
    _values("item_class"),
    _values("systems"),
    _values("quantity", null=True),
    Column("quantity_low", BigInteger),
    Column("quantity_high", BigInteger),
    _values("value", null=True),
    _values("when", null=True),
    Column("when_start", Date),
    Column("when_end", Date),
    _values("said", null=True),
    Column("said_start", Date),
    Column("said_end", Date),
    _values("sources"),
    _values("operators"),
    Index("claim_id", "id"),
)

facet = Table(
    "facet",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("word", Words, primary_key=True),
    Index("facet_word", "role", "word"),
    sqlite_with_rowid=False,
)

skip = Table(
    "skip",
    metadata,
    Column("revision", Integer, ForeignKey("revision.number"), primary_key=True, autoincrement=False),
    Column("capture_id", Text, ForeignKey("capture.id")),
    Column("name", Words, nullable=False),
    Column("path", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("message", Words, nullable=False),
    Index("skip_path", "path"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, ForeignKey("revision.number"), nullable=False),
    Column("left_id", Text, nullable=False),
    Column("right_id", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("score", Float),
    Column("why", Words, nullable=False),
    Column("judge", Words, nullable=False),
    Index("judgement_pair", "left_id", "right_id"),
)
