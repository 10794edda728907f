"""One process or several: the same outcomes in the same order, and no trouble of one reaches another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sample_values import a_desk, stand_in_reader, write_pages
from whence.errors import DataError
from whence.ledger.filters import ClaimFilter


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
        monkeypatch.setattr("whence.crew.PATIENCE", 0)
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
        from sample_values import a_desk
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
