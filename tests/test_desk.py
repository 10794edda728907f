"""The order of the stages: what is read, what is left alone, and what trouble leaves behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sample_values import DENIAL, ENGINE, RELAY, a_clock, make_stand_in, moment, stand_in_reader, write_pages
from whence.desk import AddInterrupted, Desk, Progress, engine_name
from whence.errors import DataError, InputError
from whence.ledger.filters import ClaimFilter
from whence.ledger.store import Store


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "whence.db"


def a_desk(ledger, maker=make_stand_in, engine=ENGINE):
    return Desk(Store.open(ledger, clock=a_clock(moment(1))), maker, lambda: engine)


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a-relay.txt").write_text(RELAY)
    (folder / "b-empty.txt").touch()
    (folder / "c-denial.txt").write_text(DENIAL)
    return folder


def never():
    raise AssertionError("nothing was to be read, so no model was to be loaded")


def test_an_addition_counts_what_it_did(ledger, pages):
    seen: list[Progress] = []
    with a_desk(ledger) as desk:
        report = desk.add([pages], on_progress=seen.append)
        assert (report.captures, report.read, report.known, report.claims) == (3, 2, 0, 2)
        assert [skipped.name for skipped in report.skipped] == ["b-empty.txt"]
        assert report.reasons == {"empty": 1}
        assert report.outlets == ("Newsweek", "Tasnim")
        assert (report.parsed, report.gated) == (2, 2)
        assert [progress.done for progress in seen] == [1, 2, 3]
        assert [entry.article.name for entry in desk.claims()] == ["a-relay.txt", "c-denial.txt"]
        assert [omission.skipped.reason for omission in desk.skipped()] == ["empty"]
        assert desk.why(next(desk.claims()).claim.short_id).article.outlet == "Newsweek"
        assert len(desk.search("drones")) == 4


def test_again_nothing_is_added_and_no_model_loaded(ledger, pages):
    with a_desk(ledger) as desk:
        desk.add([pages])
        before = desk.counts()
    with a_desk(ledger, never) as desk:
        report = desk.add([pages])
        assert (report.read, report.known, report.claims, len(report.skipped)) == (0, 2, 0, 1)
        assert desk.counts() == before


def test_another_engine_reads_again_only_when_asked(ledger, pages):
    with a_desk(ledger) as desk:
        desk.add([pages])
    with a_desk(ledger, engine="later") as desk:
        assert desk.add([pages]).known == 2
        assert desk.add([pages], reread=True).read == 2
        assert desk.add([pages], reread=True).known == 2
        assert len(list(desk.claims())) == 2
        assert desk.counts().revision == 5


def test_the_same_bytes_twice_in_one_addition(ledger, pages):
    (pages / "d-denial.txt").write_text(DENIAL)
    with a_desk(ledger) as desk:
        report = desk.add([pages])
        assert (report.read, report.known) == (2, 1)


def test_a_bug_in_a_stage_skips_only_its_capture(ledger, pages):
    (pages / "b-bad.txt").write_text("crash, please")
    with a_desk(ledger) as desk:
        report = desk.add([pages])
        assert report.read == 2
        (bad, _empty) = report.skipped
        assert bad.reason == "error"
        assert bad.path.endswith("b-bad.txt")
        assert "whence failed to read it (ZeroDivisionError: a stage went wrong at sample_values.py:" in bad.message
        assert [omission.skipped.reason for omission in desk.skipped()] == ["error", "empty"]


def test_what_was_skipped_is_tried_again(ledger, pages):
    (pages / "b-bad.txt").write_text("crash, please")
    with a_desk(ledger) as desk:
        desk.add([pages])
    (pages / "b-bad.txt").write_text(DENIAL + " It works.")
    with a_desk(ledger) as desk:
        assert desk.add([pages]).read == 1
        assert [omission.skipped.reason for omission in desk.skipped()] == ["empty"]


def test_a_fault_of_whences_own_data_stops_everything(ledger, pages):
    def broken():
        raise DataError("triggers.toml:7: 'kind' is missing; add it to this entry")

    with a_desk(ledger, broken) as desk, pytest.raises(DataError, match=r"triggers\.toml:7"):
        desk.add([pages])


def test_a_missing_path_is_said_before_anything_is_read(ledger, pages):
    with a_desk(ledger) as desk:
        with pytest.raises(InputError, match="no-such-folder"):
            desk.add([pages, "no-such-folder"])
        assert desk.counts().captures == 0


def test_the_ledger_itself_is_no_capture(pages):
    with a_desk(pages / "whence.db") as desk:
        report = desk.add([pages])
        assert [skipped.name for skipped in report.skipped] == ["b-empty.txt"]


def test_an_interruption_keeps_what_was_read(ledger, pages):
    def stop_at_second(progress):
        if progress.done == 2:
            raise KeyboardInterrupt

    with a_desk(ledger) as desk:
        with pytest.raises(AddInterrupted) as stopped:
            desk.add([pages], on_progress=stop_at_second)
        assert stopped.value.report.read == 1
        assert desk.add([pages]).known == 1
        assert desk.counts().claims == 2


class TestManyProcesses:
    def test_they_give_what_one_gives(self, tmp_path):
        write_pages(tmp_path / "pages", 20)
        (tmp_path / "pages" / "page007.txt").write_text("crash, please")
        (tmp_path / "pages" / "page011.txt").write_text("")
        ledgers = []
        for jobs in (1, 2):
            with a_desk(tmp_path / f"{jobs}.db") as desk:
                report = desk.add([tmp_path / "pages"], jobs=jobs)
                assert (report.read, report.reasons) == (18, {"empty": 1, "error": 1})
                ledgers.append([(entry.claim.id, entry.revision) for entry in desk.claims(ClaimFilter(party="IRN"))])
        assert ledgers[0] == ledgers[1]

    def test_they_come_when_it_takes_long(self, tmp_path, monkeypatch):
        monkeypatch.setattr("whence.desk.PATIENCE", 0)
        monkeypatch.setattr("os.cpu_count", lambda: 2)
        write_pages(tmp_path / "pages", 5)
        with a_desk(tmp_path / "whence.db", make_noting) as desk:
            assert desk.add([tmp_path / "pages"], jobs=None).read == 5
            readers = [sheet.parsed for sheet in desk.articles()]
        assert readers[0] == os.getpid()
        assert os.getpid() not in readers[1:]

    def test_nothing_to_read(self, tmp_path):
        write_pages(tmp_path / "pages", 3)
        with a_desk(tmp_path / "whence.db") as desk:
            desk.add([tmp_path / "pages"])
            assert desk.add([tmp_path / "pages"], jobs=2).known == 3

    def test_one_that_dies_takes_only_its_capture_with_it(self, tmp_path):
        write_pages(tmp_path / "pages", 6)
        (tmp_path / "pages" / "page002.txt").write_text("die, please")
        with a_desk(tmp_path / "whence.db", make_mortal) as desk:
            report = desk.add([tmp_path / "pages"], jobs=2)
            assert report.read == 5
            assert [(skipped.name, skipped.reason) for skipped in report.skipped] == [("page002.txt", "error")]
            assert "the reading process died" in report.skipped[0].message

    def test_faults_of_data_come_out(self, tmp_path):
        write_pages(tmp_path / "pages", 3)
        with a_desk(tmp_path / "whence.db", make_nothing) as desk, pytest.raises(DataError, match="model"):
            desk.add([tmp_path / "pages"], jobs=2)


def make_mortal():
    def read(capture):
        if b"die" in capture.content:
            os._exit(9)
        return stand_in_reader(capture)

    return read


def make_noting():
    return lambda capture: replace(stand_in_reader(capture), parsed=os.getpid())


def make_nothing():
    raise DataError("model.onnx: is missing; install whence again")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_stopped_from_outside_and_run_again(tmp_path, jobs, sign):
    """What is in the ledger afterwards is whole, and the same command goes on from there."""
    write_pages(tmp_path / "pages", 12)
    ledger, started = tmp_path / "whence.db", tmp_path / "started"
    code = f"""
        import sys, time
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        import sample_values
        from test_desk import a_desk
        from pathlib import Path
        def tell(progress):
            if progress.done == 3:
                Path({str(started)!r}).touch()
                time.sleep(60)
        if __name__ == "__main__":
            try:
                a_desk({str(ledger)!r}).add([{str(tmp_path / "pages")!r}], jobs={jobs}, on_progress=tell)
            except KeyboardInterrupt as stopped:
                print(stopped.report.read)
                sys.exit(130)
    """
    script = tmp_path / "run.py"
    script.write_text(textwrap.dedent(code))
    running = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 30
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    if sign == signal.SIGINT:
        os.killpg(running.pid, sign)  # as a terminal does, to the reading processes too
        assert running.communicate(timeout=30) == ("3\n", "")
        assert running.returncode == 130
    else:
        running.kill()
        running.communicate(timeout=30)
    with a_desk(ledger) as desk:
        assert desk.counts().claims == 3
        report = desk.add([tmp_path / "pages"])
        assert (report.known, report.read) == (3, 9)
        assert desk.counts().claims == 12


def test_the_engine_bears_version_and_rules():
    assert re.fullmatch(r"whence \d+\.\d+\S* arms/en [a-z2-7]{8}", engine_name("arms", "en"))


def test_import_stays_light():
    light = "import sys, whence; assert 'sqlalchemy' not in sys.modules"
    code = f"{light}; whence.Desk; assert 'onnxruntime' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_there():
    import whence

    for name in whence.__all__:
        assert getattr(whence, name) is not None
    assert set(dir(whence)) == set(whence.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        whence.nonsense  # noqa: B018
