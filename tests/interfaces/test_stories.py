"""What users see of the register: stories, what stands behind them, where they clash, and what people judge."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sample_values import ENGINE, denial_reading, relay_reading
from whence.interfaces.cli import main
from whence.ledger.store import Store

STORY = "irn-rus-uav-2022"


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """One relay and one denial of the same flow."""
    path = tmp_path / "whence.db"
    with Store.open(path) as store:
        store.record_reading(*relay_reading(), ENGINE)
        store.record_reading(*denial_reading(), ENGINE)
    monkeypatch.setenv("WHENCE_LEDGER", str(path))
    return path


def run(*words, status=0):
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == status, result.output
    return result


def lines(*words):
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


@pytest.mark.usefixtures("ledger")
class TestExport:
    def test_the_register_is_one_document_in_the_contract(self, tmp_path):
        whole = json.loads(run("export", "register").stdout)
        (story,) = whole["stories"]
        assert story["id"] == STORY
        assert len(story["claims"]) == 2
        assert sorted(claim for origin in story["origins"] for claim in origin["claims"]) == sorted(story["claims"])
        assert story["separate"] == [[0, 1]]
        assert [clash["about"] for clash in story["disagreements"]] == ["polarity"]
        result = run("export", "register", "-o", str(tmp_path / "register.json"))
        assert result.stderr == f"1 story written to {tmp_path / 'register.json'}\n"
        assert json.loads((tmp_path / "register.json").read_text()) == whole

    def test_a_ledger_without_stories_exports_none(self):
        assert json.loads(run("export", "register", "--known", "0").stdout) == {"stories": []}
