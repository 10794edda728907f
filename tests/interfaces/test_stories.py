"""What users see of the register: stories, what stands behind them, where they clash, and what people judge."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sample_values import ENGINE, denial_reading, relay_reading
from whence.interfaces.cli import main
from whence.interfaces.cli.screens import Screen
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


@pytest.fixture
def terminal(monkeypatch):
    """Makes the terminal so wide."""

    def resize(width):
        monkeypatch.setattr(Screen, "of_stdout", classmethod(lambda cls: cls(width, False)))

    return resize


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


@pytest.mark.usefixtures("ledger")
class TestRegister:
    def test_one_row_a_story(self):
        assert run("register").stdout.splitlines() == [
            "id                who → whom  item    furthest     how many  origins  articles  says so  denied by  days",
            "irn-rus-uav-2022  IRN → RUS   drones  carried out  401+      2        2         USA      IRN        "
            "2022-08-29..10-03",
        ]

    def test_a_narrow_screen_names_what_stands_below(self, terminal):
        terminal(60)
        assert run("register").stdout.splitlines() == [
            "id                who → whom  item    furthest     how many",
            "        origins · articles · says so · denied by · days",
            "irn-rus-uav-2022  IRN → RUS   drones  carried out  401+",
            "        origins 2 · 2 articles · says USA · denied by IRN ·",
            "        2022-08-29..10-03",
        ]

    def test_json(self):
        (row,) = lines("register")
        assert (row["figure"], row["counted"]) == ({"low": 401, "high": None, "tally": "unknown"}, "transfer")
        assert (row["origins"], row["claims"]) == ({"low": 2, "high": 2}, 2)

    @pytest.mark.parametrize(
        ("words", "count"),
        [
            (["--party", "Moscow"], 1),
            (["--item", "Geran-2", "--supplier", "iran"], 1),
            (["--party", "Kyiv"], 0),
            (["--restrictions"], 0),
            (["--known", "0"], 0),
            (["--said", "..2022-09"], 1),
            (["--said", "2021"], 0),
        ],
    )
    def test_filters(self, words, count):
        assert len(lines("register", *words)) == count

    def test_none(self):
        assert run("register", "--party", "Kyiv").stderr.startswith("no stories pass --party Kyiv; ")

    def test_a_word_without_meaning(self):
        result = run("register", "--party", "Rusia", status=2)
        assert result.stderr.startswith("whence: 'Rusia' names no party (did you mean Russia (RUS)?)")


@pytest.mark.usefixtures("ledger")
class TestStory:
    def test_told(self):
        relayed, denied = (each["id"][:6] for each in lines("claims"))
        assert run("story", STORY).stdout == TOLD.format(relayed=relayed, denied=denied)

    def test_json_is_as_in_the_export(self):
        assert lines("story", STORY) == json.loads(run("export", "register").stdout)["stories"]

    def test_known_and_said(self):
        assert len(lines("story", STORY, "--known", "1")[0]["claims"]) == 1
        assert len(lines("story", STORY, "--said", "..2022-09")[0]["claims"]) == 1

    @pytest.mark.parametrize("command", ["story", "origins", "disagreements"])
    def test_an_id_that_no_story_has(self, command):
        result = run(command, "irn-rus-uav-1990", status=2)
        assert result.stdout == ""
        assert result.stderr.startswith("whence: story irn-rus-uav-1990: ")
        assert result.stderr.endswith(" tells none; 'whence register' lists all with their ids\n")


TOLD = """\
irn-rus-uav-2022  IRN → RUS · drones
  2 claims · 2 articles · origins 2 · 2022-08-29..10-03 · shahed-136

stages
  carried out · origins 1 · 2022-08-29..10-03
    affirmed by U.S. officials (USA) {relayed}
    denied by Iran (IRN) {denied}

figures
  2022-08-29  401+  U.S. officials {relayed}

denials
  2022-10-03  Iran denies transfer carried out {denied}, against 1 claim

disagreements
  polarity: Iran denies a transfer carried out, which U.S. officials affirm

  what stands behind it: whence origins irn-rus-uav-2022
"""


@pytest.mark.usefixtures("ledger")
class TestOrigins:
    def test_drawn_as_trees(self):
        relayed, denied = (each["id"][:6] for each in lines("claims"))
        assert run("origins", STORY).stdout.splitlines() == [
            "irn-rus-uav-2022: at least 2, at most 2 origins",
            "",
            "U.S. officials (USA)",
            f"└─ {relayed}  2022-08-29  Newsweek ← The Washington Post ← U.S. officials · carried out",
            "",
            "Iran (IRN)",
            f"└─ {denied}  2022-10-03  Tasnim ← Iran · carried out, denied",
        ]

    def test_a_join_has_its_reason(self):
        pair = [each["id"] for each in lines("claims")]
        run("judge", *pair, "same", "--why", "one briefing", "--by", "Eva")
        assert "one briefing" in run("origins", STORY).stdout
        (origin,) = lines("origins", STORY)
        assert [merge["ground"] for merge in origin["merges"]] == ["person"]


@pytest.mark.usefixtures("ledger")
class TestDisagreements:
    def test_listed(self):
        (clash,) = lines("disagreements")
        assert (clash["story"], clash["about"], len(clash["claims"])) == (STORY, "polarity", 2)
        assert clash["sentence"] in run("disagreements", STORY).stdout
        assert lines("disagreements", "--about", "polarity") == lines("disagreements", STORY) == [clash]

    def test_none(self):
        assert run("disagreements", "--about", "when").stderr == "no disagreements pass --about when\n"
        assert run("disagreements", "--known", "1").stderr == "no disagreements\n"
        assert lines("disagreements", "--party", "Kyiv") == []


@pytest.mark.usefixtures("ledger")
class TestDiff:
    def test_by_story(self):
        found = lines("diff", "--from", "1")
        assert [(each["news"], each["revision"]) for each in found] == [
            ("first denial", 2),
            ("new origin", 2),
            ("new disagreement", 2),
        ]
        head, first, *more = run("diff", "--from", "1").stdout.splitlines()
        assert head.split() == ["story", "what", "claim", "known", "since"]
        assert first.startswith(STORY)
        assert all(line.startswith(" ") for line in more)

    def test_nothing(self):
        assert run("diff", "--from", "2").stderr == "nothing changed\n"
        assert run("diff", "--from", "1", "--item", "himars").stderr == "nothing changed that passes --item himars\n"

    def test_the_wrong_way_round(self):
        result = run("diff", "--from", "2", "--to", "1", status=2)
        assert result.stderr == "whence: revision 2 comes after revision 1; turn the two round\n"
        assert run("diff", "--from", "9", status=2).stderr.startswith("whence: revision 9: ")
        assert "neither a revision's number nor a day" in run("diff", "--from", "soon", status=2).stderr


@pytest.mark.usefixtures("ledger")
class TestJudging:
    def test_noted_and_reviewed(self):
        pair = [each["id"] for each in lines("claims")]
        result = run("judge", *(each[:6] for each in pair), "same", "--why", "one briefing", "--by", "Eva")
        assert result.stderr == "noted as revision 3: same, says Eva\n"
        (finding,) = lines("review")
        assert finding["claims"] == sorted(pair)
        assert finding["against"]["who"] == "the machine"
        assert "same, says Eva" in run("review").stdout
        assert run("review", "--known", "2").stderr.startswith("nothing to review")

    def test_what_cannot_be_judged(self):
        one, other = (each["id"] for each in lines("claims"))
        for words, message in (
            ([one, one], "cannot be judged against itself"),
            ([one, "zzzzzz"], "claim zzzzzz: no claim in"),
            (["", other], "2 claims begin so"),
        ):
            assert message in run("judge", *words, "same", "--why", "x", status=2).stderr
        assert "--why is empty" in run("judge", one, other, "same", "--why", " ", status=2).stderr
        assert "maybe" in run("judge", one, other, "maybe", "--why", "x", status=2).stderr


@pytest.mark.usefixtures("ledger")
def test_why_names_the_story_and_the_origin():
    relayed, denied = (each["id"] for each in lines("claims"))
    assert f"story {STORY} · shown to share its origin with no other claim" in run("why", relayed).stdout
    run("judge", relayed, denied, "same", "--why", "one briefing")
    assert f"story {STORY} · one origin with 1 other claim in 2 articles" in run("why", relayed).stdout
