"""What a database complains of, said so that a user can act: the thing, the place and the next step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from whence.errors import LedgerError

_SAYINGS = (
    ("SQLITE_FULL", "no room is left to write; free some space and run the same command again"),
    ("SQLITE_READONLY", "may not be written here; copy it to a folder where you may write"),
    ("SQLITE_PERM", "may not be opened; ask for the right to read and write it"),
    ("SQLITE_BUSY", "another program is writing to it; run the command again when that has finished"),
    ("SQLITE_LOCKED", "another program is writing to it; run the command again when that has finished"),
    ("SQLITE_CANTOPEN", "cannot be opened; check that its folder exists and that you may write there"),
    ("SQLITE_NOTADB", "is not a ledger; give the path of another file with --ledger"),
    ("SQLITE_CORRUPT", "is damaged; bring it back from a copy, or add the captures to a new ledger"),
    ("SQLITE_IOERR", "the disk failed to read or write; check the disk and run the command again"),
)


def explain(error: BaseException | None, where: str) -> LedgerError:
    """The error of whence for an error of the database driver."""
    code = getattr(error, "sqlite_errorname", "")
    for name, saying in _SAYINGS:
        if code.startswith(name):
            return LedgerError(f"{where}: {saying}")
    return LedgerError(f"{where}: the ledger could not be used ({error}); check the file and run the command again")


@contextmanager
def faults(where: str) -> Iterator[None]:
    """Turns whatever the database raises inside into a LedgerError that names the ledger."""
    try:
        yield
    except DBAPIError as error:
        raise explain(error.orig, where) from error
    except sqlite3.Error as error:
        raise explain(error, where) from error
