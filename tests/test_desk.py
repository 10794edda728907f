"""The order of the stages: what is read, what is left alone, and what trouble leaves behind."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from sample_values import DENIAL, RELAY, a_desk
from whence.desk import AddError, AddInterrupted, Progress, engine_name
from whence.errors import DataError, InputError, LedgerError
from whence.ledger.filters import ClaimFilter
from whence.model.claim import Kind


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "whence.db"


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


def test_claims_are_asked_for_by_any_name(ledger, pages):
    with a_desk(ledger) as desk:
        desk.add([pages])
        wanted = ClaimFilter(supplier="iranian", recipient="Moscow", item="Geran-2")
        assert [entry.article.name for entry in desk.claims(wanted)] == ["c-denial.txt"]
        with pytest.raises(InputError, match=r"did you mean Russia \(RUS\)"):
            desk.claims(ClaimFilter(party="Rusia"))


def test_no_names_are_loaded_where_none_is_asked_for(ledger, pages, monkeypatch):
    with a_desk(ledger) as desk:
        desk.add([pages])
        monkeypatch.setattr("whence.desk.load_lexicon", never)
        assert len(list(desk.claims())) == 2
        assert len(list(desk.claims(ClaimFilter(kind=Kind.TRANSFER, doc="c-denial.txt")))) == 1


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


def test_a_ledger_that_fails_half_way_tells_what_is_stored(ledger, pages, monkeypatch):
    with a_desk(ledger) as desk:
        record = desk.store.record_reading

        def fail_at_second(capture, reading, engine):
            if desk.counts().captures:
                raise LedgerError("whence.db: no room is left to write")
            return record(capture, reading, engine)

        monkeypatch.setattr(desk.store, "record_reading", fail_at_second)
        with pytest.raises(AddError, match="no room is left") as stopped:
            desk.add([pages])
        assert (stopped.value.report.read, stopped.value.report.claims) == (1, 1)
        monkeypatch.undo()
        report = desk.add([pages])
        assert (report.known, report.read) == (1, 1)


def test_the_same_text_from_two_outlets_stays_two_captures(ledger, tmp_path):
    records = tmp_path / "wire.jsonl"
    records.write_text(
        "".join(json.dumps({"name": "wire.txt", "outlet": outlet, "text": DENIAL}) + "\n" for outlet in "AB")
    )
    with a_desk(ledger) as desk:
        assert desk.add([records]).read == 2
        articles = list(desk.articles())
        assert len({sheet.article.capture_id for sheet in articles}) == 2
        assert len({entry.claim.id for entry in desk.claims()}) == 2


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
