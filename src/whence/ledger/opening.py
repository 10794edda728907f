"""Opening a ledger: from a path or a database URL to an engine over tables of the present schema."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from whence.errors import LedgerError, NewerLedgerError
from whence.ledger.faults import faults

SCHEMAS = ("0001", "0002")
"""Every schema version, oldest first; the last is the present one."""

SQLITE_MARK = 0x77686E63
"""The ``application_id`` by which SQLite files say that they are ledgers of whence ("whnc")."""

BUSY_SECONDS = 30.0

CACHE_KB = 64_000
"""How much of a ledger SQLite keeps at hand at most: what is looked up for a new article lies all over it."""


def open_engine(where: str | Path, *, create: bool, busy_seconds: float = BUSY_SECONDS) -> tuple[Engine, str]:
    """An engine over a migrated ledger, and the ledger's name for messages.

    A ledger that may only be read, folder and all, opens too; writing to it is a LedgerError then.

    Raises LedgerError where there is no ledger and none may be made, or where it cannot be used,
    and NewerLedgerError where a later version of whence wrote it.
    """
    url = _address(where)
    name = url.render_as_string(hide_password=True) if url.get_backend_name() != "sqlite" else str(url.database)
    if url.get_backend_name() != "sqlite":
        raise LedgerError(f"{name}: only SQLite ledgers are kept so far; give the path of a file")
    if not create and name != ":memory:" and not Path(name).exists():
        raise LedgerError(f"{name}: there is no ledger; make one with 'whence add PATH' or name one with --ledger")
    try:
        return _opened(url, name, create, busy_seconds), name
    except LedgerError:
        sealed = None if name == ":memory:" else _sealed(Path(name))
        if sealed is None:
            raise
        return _opened(sealed, name, False, busy_seconds), name


def _opened(url: URL, name: str, create: bool, busy_seconds: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": busy_seconds, "isolation_level": None})
    event.listen(engine, "connect", _prepare)
    try:
        with faults(name):
            _bring_up_to_date(engine, name, create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _sealed(path: Path) -> URL | None:
    """The address by which a ledger is read in a place where nothing may be written, if it stands in one.

    WAL wants to write beside the file even to read it; ``immutable`` spares that, but would not see what is still
    in the log. A log that holds something is in use, or was left by a crash: such a ledger is not read.
    """
    if not os.access(path, os.R_OK) or os.access(path.parent, os.W_OK):
        return None
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise LedgerError(
            f"{path}: its last additions are in {log.name} and cannot be read here; "
            "copy both files to a folder where you may write"
        )
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=path.absolute().as_uri(), query=query)


def _address(where: str | Path) -> URL:
    if "://" not in str(where):
        return URL.create("sqlite", database=str(where))
    try:
        return make_url(str(where))
    except ArgumentError:
        raise LedgerError(f"{where}: is neither a path nor a database address; give the path of a file") from None


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """WAL with synchronous=NORMAL keeps every whole transaction through a crash of the program."""
    assert isinstance(connection, sqlite3.Connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")


def begin(connection: Connection) -> None:
    """Takes the write lock at once, so that what a writer reads first stays true until it commits."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bring_up_to_date(engine: Engine, name: str, create: bool) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")  # so that all that is asked here is of one moment
        version = _version(connection, name)
        connection.rollback()
        if version == SCHEMAS[-1]:
            return
        if version is None and not create:
            raise LedgerError(f"{name}: is empty; fill it with 'whence add PATH' or name another with --ledger")
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        begin(connection)
        if _version(connection, name) != SCHEMAS[-1]:
            _migrate(connection)
        connection.commit()


def _version(connection: Connection, name: str) -> str | None:
    """The schema of the ledger, or ``None`` for a new file."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
        return None
    if mark != SQLITE_MARK or not inspect(connection).has_table("alembic_version"):
        raise LedgerError(f"{name}: is a database of another program; give the path of another file with --ledger")
    version = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
    if version not in SCHEMAS:
        raise NewerLedgerError(
            f"{name}: was written by a later version of whence (schema {version}, known up to {SCHEMAS[-1]}); "
            "bring whence up to date, with 'pip install --upgrade whence' for instance"
        )
    return version


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {SQLITE_MARK}")
