"""Full-text search over a ledger: a user's words made safe for FTS5, and the hits of the current readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Date, Text, TextualSelect, text

from whence.errors import InputError
from whence.ledger.schema import Words
from whence.model.interval import TimeInterval

OPEN, CLOSE = "\x02", "\x03"
"""What stands before and after a found word in an excerpt."""

_PART = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or claim that holds the words. ``excerpt`` has OPEN and CLOSE around each of them."""

    doc: str
    outlet: str | None
    published: TimeInterval
    title: str | None
    claim_id: str | None
    excerpt: str


def safe_query(words: str) -> str:
    """FTS5 syntax for all the words, ``"phrases"`` and beginnings (``dron*``) of a question.

    Raises InputError where nothing in it can be searched for.
    """
    parts = []
    for phrase, word in _PART.findall(words.replace("\x00", " ")):
        core = phrase or word.rstrip("*").replace('"', " ")
        if any(character.isalnum() for character in core):
            parts.append(f'"{core.strip()}"' + ("*" if word.endswith("*") else ""))
    if not parts:
        raise InputError(f"search: '{words}' holds no word to look for; give one or more words")
    return " ".join(parts)


def _question(index: str, reading: str, claim_id: str, excerpt: str) -> TextualSelect:
    statement = f"""
        SELECT article.name, article.outlet, article.title, article.published_start, article.published_end,
            {claim_id} AS claim_id, {excerpt} AS excerpt
        FROM {index} JOIN article ON article.revision = {index}.{reading}
        WHERE {index} MATCH :words AND article.revision <= :known AND NOT EXISTS (
            SELECT 1 FROM article AS later WHERE later.capture_id = article.capture_id
            AND later.revision > article.revision AND later.revision <= :known)
        ORDER BY {index}.rank, {index}.rowid LIMIT :limit"""
    return text(statement).columns(
        name=Words, outlet=Words, title=Words, published_start=Date, published_end=Date, claim_id=Text, excerpt=Words
    )


_ARTICLES = _question("article_words", "rowid", "NULL", f"snippet(article_words, -1, '{OPEN}', '{CLOSE}', '…', 24)")
_CLAIMS = _question(
    "claim_words", "revision", "claim_words.claim_id", f"highlight(claim_words, 0, '{OPEN}', '{CLOSE}')"
)


def find_articles(connection: Connection, words: str, known: int, limit: int) -> Iterator[Hit]:
    """The articles that hold the words, best first."""
    return _hits(connection, _ARTICLES, words, known, limit)


def find_claims(connection: Connection, words: str, known: int, limit: int) -> Iterator[Hit]:
    """The claims whose evidence holds the words, best first."""
    return _hits(connection, _CLAIMS, words, known, limit)


def _hits(connection: Connection, question: TextualSelect, words: str, known: int, limit: int) -> Iterator[Hit]:
    for row in connection.execute(question, {"words": safe_query(words), "known": known, "limit": limit}):
        yield Hit(
            doc=row.name,
            outlet=row.outlet,
            published=TimeInterval(row.published_start, row.published_end),
            title=row.title,
            claim_id=row.claim_id,
            excerpt=row.excerpt,
        )
