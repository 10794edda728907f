"""What a database itself must do beyond its tables: refuse changes, and keep the words searchable.

Law: migrations run these statements, so what a released version used stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from whence.errors import LedgerError

GUARDED = ("revision", "capture", "article", "claim", "facet", "skip", "judgement")

_SQLITE_WORDS = (
    "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article', content_rowid='revision', "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER article_words_added AFTER INSERT ON article BEGIN "
    "INSERT INTO article_words(rowid, title, text) VALUES (new.revision, new.title, new.text); END",
    "CREATE VIRTUAL TABLE claim_words USING fts5(words, claim_id UNINDEXED, revision UNINDEXED, "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER claim_words_added AFTER INSERT ON claim BEGIN "
    "INSERT INTO claim_words(words, claim_id, revision) VALUES (new.words, new.id, new.revision); END",
)


def _sqlite() -> Iterator[str]:
    for table in GUARDED:
        for verb, past in (("UPDATE", "changed"), ("DELETE", "removed")):
            yield (
                f"CREATE TRIGGER {table}_never_{past} BEFORE {verb} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'a ledger only grows: no row of {table} is ever {past}'); END"
            )
    yield from _SQLITE_WORDS


def guards(dialect: str) -> Iterator[str]:
    """The statements, in order, that stand guard over the tables in this kind of database."""
    if dialect != "sqlite":
        raise LedgerError(f"{dialect}: no ledger can be kept there yet; give the path of a file (SQLite) instead")
    yield from _sqlite()
