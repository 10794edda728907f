"""The ledger only grows, each revision whole; what cannot be written leaves what was stored as it was."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from sample_values import (
    DENIAL,
    ENGINE,
    a_capture,
    a_clock,
    a_denial,
    a_sealed_folder,
    an_article,
    as_anybody,
    denial_reading,
    moment,
    relay_reading,
)
from whence.errors import LedgerError, NewerLedgerError
from whence.ledger import opening, schema
from whence.ledger.guards import GUARDED
from whence.ledger.rows import Reading
from whence.ledger.store import Store
from whence.model.document import Skipped
from whence.model.text import Span

SKIP = Skipped("bad.bin", "/pages/bad.bin", "binary", "/pages/bad.bin: is not text; leave it out")


@pytest.fixture
def ledger(tmp_path):
    with Store.open(tmp_path / "whence.db") as store:
        yield store


def rows(path, table):
    with sqlite3.connect(path) as connection:
        found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    return found


class TestAdding:
    def test_one_revision_a_capture(self, ledger):
        assert ledger.record_reading(*relay_reading(), ENGINE) == 1
        assert ledger.record_reading(*denial_reading(), ENGINE) == 2
        counts = ledger.view().ledger()
        assert (counts.captures, counts.articles, counts.claims, counts.outlets) == (2, 2, 2, 2)

    def test_the_same_again_adds_nothing(self, ledger):
        ledger.record_reading(*relay_reading(), ENGINE)
        before = Path(ledger.name).read_bytes()
        assert ledger.record_reading(*relay_reading(), ENGINE) is None
        assert ledger.view().ledger().revision == 1
        assert Path(ledger.name).read_bytes() == before

    def test_a_later_engine_reads_beside_the_earlier(self, ledger):
        capture, reading = denial_reading()
        ledger.record_reading(capture, reading, "engine 1")
        (claim,) = reading.claims
        assert ledger.record_reading(capture, Reading(reading.article), "engine 2") == 2
        assert list(ledger.view().claims()) == []
        assert [entry.claim for entry in ledger.view(known=1).claims()] == [claim]
        assert not ledger.view().claim(claim.short_id).current
        assert ledger.reader_of(capture.id) == "engine 2"
        assert rows(ledger.name, "capture") == 1
        assert rows(ledger.name, "article") == 2

    def test_the_same_claim_twice_is_one(self, ledger):
        capture, reading = denial_reading()
        ledger.record_reading(capture, Reading(reading.article, reading.claims * 2), ENGINE)
        assert len(list(ledger.view().claims())) == 1

    def test_a_skip_is_kept_once_and_gone_when_read(self, ledger):
        capture, reading = denial_reading()
        skipped = Skipped(capture.name, capture.path, "no_text", "denial.txt: no text; nothing to do")
        assert ledger.record_skip(skipped, ENGINE, capture) == 1
        assert ledger.record_skip(skipped, ENGINE, capture) is None
        assert ledger.reader_of(capture.id) is None
        assert [omission.skipped for omission in ledger.view().skipped()] == [skipped]
        assert ledger.record_reading(capture, reading, ENGINE) == 2
        assert list(ledger.view().skipped()) == []
        assert [omission.skipped for omission in ledger.view(known=1).skipped()] == [skipped]
        assert ledger.view(known=1).ledger().skipped == 1

    def test_only_the_last_reason_counts(self, ledger):
        ledger.record_skip(SKIP, ENGINE)
        other = Skipped(SKIP.name, SKIP.path, "empty", "/pages/bad.bin: is empty; leave it out")
        ledger.record_skip(other, ENGINE)
        assert [omission.skipped.reason for omission in ledger.view().skipped()] == ["empty"]

    def test_ids_of_revisions_depend_on_all_before(self, tmp_path):
        ids = []
        for name, first in (("a", relay_reading()), ("b", denial_reading("other.txt", DENIAL + " Twice."))):
            with Store.open(tmp_path / name, clock=a_clock(moment(1))) as store:
                store.record_reading(*first, ENGINE)
                store.record_reading(*denial_reading(), ENGINE)
            with sqlite3.connect(tmp_path / name) as connection:
                ids.append([row[0] for row in connection.execute("SELECT id FROM revision ORDER BY number")])
            connection.close()
        assert ids[0][1] != ids[1][1]

    def test_the_clock_is_the_callers(self, tmp_path):
        with Store.open(tmp_path / "l.db", clock=a_clock(moment(1), moment(3))) as store:
            store.record_reading(*relay_reading(), ENGINE)
            store.record_skip(SKIP, ENGINE)
            assert store.view(known=moment(2)).ledger().revision == 1
            assert store.view(known=moment(3)).ledger().revision == 2
            assert store.view(known=datetime(2022, 1, 1, tzinfo=UTC)).ledger().revision == 0
            (omission,) = store.view().skipped()
            assert omission.recorded_at == moment(3)


class TestRefusing:
    @pytest.mark.parametrize("table", GUARDED)
    @pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {0} SET {1} = {1}"])
    def test_no_row_is_changed_or_removed(self, ledger, table, verb):
        ledger.record_reading(*relay_reading(), ENGINE)
        ledger.record_skip(SKIP, ENGINE)
        with ledger.engine.connect() as connection:
            if table == "judgement":
                connection.exec_driver_sql(
                    "INSERT INTO judgement VALUES ('j', 1, 'a', 'b', 'together', 1.0, 'w', 'me')"
                )
            with pytest.raises(IntegrityError, match=f"a ledger only grows: no row of {table} is ever"):
                connection.exec_driver_sql(verb.format(table, schema.metadata.tables[table].c[0].name))

    def test_evidence_must_lie_in_the_text(self, ledger):
        capture, reading = denial_reading()
        (claim,) = reading.claims
        far = type(claim)(**{name: getattr(claim, name) for name in claim.__slots__} | {"evidence": Span(0, 10_000)})
        with pytest.raises(ValueError, match="the evidence of claim"):
            ledger.record_reading(capture, Reading(reading.article, (far,)), ENGINE)
        assert ledger.view().ledger().captures == 0

    def test_parts_must_belong_together(self, ledger):
        capture, _ = relay_reading()
        other, reading = denial_reading()
        with pytest.raises(ValueError, match="another capture"):
            ledger.record_reading(capture, reading, ENGINE)
        stranger = a_denial(an_article(a_capture("else.txt", DENIAL + " So it said.")))
        with pytest.raises(ValueError, match="another article"):
            ledger.record_reading(other, Reading(reading.article, (stranger,)), ENGINE)


class TestOpening:
    def test_a_read_makes_no_ledger(self, tmp_path):
        with pytest.raises(LedgerError, match="there is no ledger; make one with 'whence add PATH'"):
            Store.open(tmp_path / "none.db", create=False)
        assert not (tmp_path / "none.db").exists()

    def test_an_empty_file_is_no_ledger_yet(self, tmp_path):
        path = tmp_path / "empty.db"
        path.touch()
        with pytest.raises(LedgerError, match="is empty; fill it with"):
            Store.open(path, create=False)
        with Store.open(path) as store:
            assert store.view().ledger().revision == 0

    def test_not_a_database(self, tmp_path):
        path = tmp_path / "notes.txt"
        path.write_text("These are notes, and not a ledger at all. " * 40)
        before = path.read_bytes()
        with pytest.raises(LedgerError, match=r"notes\.txt: is not a ledger; give the path of another file"):
            Store.open(path)
        assert path.read_bytes() == before

    def test_a_database_of_another_program(self, tmp_path):
        path = tmp_path / "other.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.close()
        with pytest.raises(LedgerError, match=r"other\.db: is a database of another program"):
            Store.open(path)
        assert rows(path, "sqlite_master") == 1

    def test_a_newer_ledger(self, tmp_path):
        path = tmp_path / "newer.db"
        Store.open(path).close()
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.close()
        with pytest.raises(
            NewerLedgerError, match=r"newer\.db: was written by a later version .*schema 0999.*pip install"
        ):
            Store.open(path)

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(LedgerError, match="cannot be opened; check that its folder exists"):
            Store.open(tmp_path / "no" / "such" / "whence.db")

    def test_a_folder_in_its_place(self, tmp_path):
        with pytest.raises(LedgerError, match="cannot be opened"):
            Store.open(tmp_path)

    @pytest.mark.parametrize(
        ("address", "match"),
        [
            ("postgresql://me:secret@host/db", r"postgresql://me:\*\*\*@host/db: only SQLite"),
            ("://nonsense", "is neither a path nor a database address"),
        ],
    )
    def test_addresses_of_other_kinds(self, address, match):
        with pytest.raises(LedgerError, match=match):
            Store.open(address)

    def test_a_database_address(self, tmp_path):
        with Store.open(f"sqlite:///{tmp_path}/by-url.db") as store:
            store.record_reading(*relay_reading(), ENGINE)
        assert (tmp_path / "by-url.db").exists()

    def test_a_busy_ledger(self, tmp_path):
        path = tmp_path / "busy.db"
        Store.open(path).close()
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with (
            Store.open(path, busy_seconds=0.05) as store,
            pytest.raises(LedgerError, match=r"busy\.db: another program is writing to it; run the command again"),
        ):
            store.record_reading(*relay_reading(), ENGINE)
        holder.execute("ROLLBACK")
        holder.close()

    def test_a_ledger_that_may_not_be_written(self, tmp_path):
        path = tmp_path / "mine.db"
        Store.open(path).close()
        with Store.open(path) as store:
            event.listen(store.engine, "checkout", lambda connection, *_: connection.execute("PRAGMA query_only = ON"))
            store.engine.dispose()
            with pytest.raises(LedgerError, match=r"mine\.db: may not be written here; copy it to a folder where"):
                store.record_reading(*relay_reading(), ENGINE)
            assert store.view().ledger().revision == 0

    def test_where_nothing_may_be_written_it_is_read(self):
        code = """
            with Store.open(sys.argv[1]) as store:
                print(store.view().ledger().claims, len(store.view().search("drones")))
                try:
                    store.record_reading(*sample_values.denial_reading(), "engine")
                except Exception as error:
                    print(type(error).__name__, error)
        """
        with a_sealed_folder() as folder:
            path = folder / "sealed copy #1?.db"  # signs that mean something in an address
            with Store.open(path) as store:
                store.record_reading(*relay_reading(), ENGINE)
            path.chmod(0o444)
            folder.chmod(0o555)
            done = as_anybody(code, str(path))
            assert [each.name for each in folder.iterdir()] == [path.name]
        assert done.stdout.splitlines() == [
            "1 2",
            f"LedgerError {path}: may not be written here; copy it to a folder where you may write",
        ], done.stderr

    def test_where_nothing_may_be_written_a_log_is_not_overlooked(self):
        with a_sealed_folder() as folder:
            path = folder / "crashed.db"
            with Store.open(path) as store:
                store.record_reading(*relay_reading(), ENGINE)
                log = Path(f"{path}-wal").read_bytes()
            Path(f"{path}-wal").write_bytes(log)
            folder.chmod(0o555)
            done = as_anybody("Store.open(sys.argv[1])", str(path))
        assert f"LedgerError: {path}: its last additions are in crashed.db-wal and cannot be read here" in done.stderr

    def test_the_schemas_known_are_the_migrations_there_are(self):
        config = Config()
        config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        versions = ScriptDirectory.from_config(config).walk_revisions()
        assert tuple(version.revision for version in versions)[::-1] == opening.SCHEMAS

    def test_the_migrations_make_the_tables_of_the_schema(self, ledger):
        with ledger.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_object": _ours})
            assert compare_metadata(context, schema.metadata) == []


def _ours(_object, name, kind, _reflected, _other):
    return kind != "table" or name in GUARDED


class TestTrouble:
    def test_a_full_disk_keeps_what_is_stored(self, tmp_path):
        path = tmp_path / "full.db"
        with Store.open(path) as store:
            store.record_reading(*relay_reading(), ENGINE)
            with store.engine.connect() as connection:
                pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            limit = f"PRAGMA max_page_count = {pages + 3}"
            event.listen(store.engine, "checkout", lambda connection, *_: connection.execute(limit))
            with pytest.raises(LedgerError, match=r"full\.db: no room is left to write; free some space and run"):
                store.record_reading(*denial_reading(text=DENIAL + " So it said." * 4000), ENGINE)
            assert store.view().ledger().captures == 1
        with Store.open(path) as store:
            assert store.record_reading(*denial_reading(), ENGINE) == 2
            with store.engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"

    def test_a_damaged_ledger(self, tmp_path):
        path = tmp_path / "damaged.db"
        with Store.open(path) as store:
            for number in range(20):
                store.record_reading(*denial_reading(f"{number}.txt", f"{DENIAL} ({number})"), ENGINE)
        with path.open("r+b") as stream:
            stream.seek(4096 * 3)
            stream.write(b"\xff" * (path.stat().st_size - 4096 * 3))
        with (
            pytest.raises(LedgerError, match=r"damaged\.db: is damaged; bring it back from a copy"),
            Store.open(path) as store,
        ):
            list(store.view().claims())

    def test_killed_in_the_middle_of_a_transaction(self, tmp_path):
        path = tmp_path / "killed.db"
        code = f"""
            import os, signal, sys
            sys.path[:0] = {[str(Path(__file__).parent.parent)]!r}
            from sample_values import *
            from whence.ledger import store as stores
            store = stores.Store.open({str(path)!r})
            store.record_reading(*relay_reading(), ENGINE)
            plain = stores._add
            def deadly(connection, table, rows):
                if table.name == "facet":
                    os.kill(os.getpid(), signal.SIGKILL)
                plain(connection, table, rows)
            stores._add = deadly
            store.record_reading(*denial_reading(), ENGINE)
        """
        ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
        assert ended.returncode == -signal.SIGKILL
        with Store.open(path) as store:
            counts = store.view().ledger()
            assert (counts.revision, counts.captures, counts.articles, counts.claims) == (1, 1, 1, 1)
            assert len(store.view().search("drones")) == 2
            assert store.record_reading(*denial_reading(), ENGINE) == 2

    def test_two_processes_add_to_one_ledger(self, tmp_path):
        path = tmp_path / "shared.db"
        context = multiprocessing.get_context("spawn")
        writers = [context.Process(target=_add_pages, args=(str(path), first)) for first in (0, 10)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert [writer.exitcode for writer in writers] == [0, 0]
        with Store.open(path, create=False) as store:
            counts = store.view().ledger()
        assert (counts.revision, counts.captures, counts.claims) == (30, 30, 30)


def _add_pages(path, first):
    """Twenty captures, ten of which the other process adds too."""
    sys.path.insert(0, os.fspath(Path(__file__).parent.parent))
    with Store.open(path) as store:
        for number in range(first, first + 20):
            store.record_reading(*denial_reading(f"{number}.txt", f"{DENIAL} ({number})"), ENGINE)
