"""What users type, and what they get: data on stdout, the rest on stderr, and a status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sample_values import (
    DENIAL,
    ENGINE,
    RELAY,
    a_sealed_folder,
    as_anybody,
    denial_reading,
    relay_reading,
    stand_in_reader,
)
from whence.errors import LedgerError
from whence.interfaces.cli import main, statuses
from whence.interfaces.cli.entry import COMMANDS
from whence.ledger.store import Store
from whence.model.document import Skipped

DOCS = Path(__file__).parent.parent.parent / "docs"

CLAIM_KEYS = {
    *("doc", "id", "article", "evidence", "kind", "stage", "polarity", "certainty"),
    *("suppliers", "recipients", "against", "item_class", "systems", "quantity", "value", "when", "said", "sources"),
    *("words", "trigger", "operators", "outlet", "title", "published", "url", "revision"),
}
ARTICLE_KEYS = {
    *("doc", "id", "title", "outlet", "byline", "published", "captured", "url", "body", "lines"),
    *("claims", "sentences", "revision"),
}


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """One relay, one denial and one skip."""
    path = tmp_path / "whence.db"
    with Store.open(path) as store:
        store.record_reading(*relay_reading(), ENGINE)
        store.record_reading(*denial_reading(), ENGINE)
        store.record_skip(
            Skipped("bad.bin", "/pages/bad.bin", "binary", "/pages/bad.bin: is not text; leave it out"), ENGINE
        )
    monkeypatch.setenv("WHENCE_LEDGER", str(path))
    return path


@pytest.fixture
def without_model(monkeypatch):
    monkeypatch.setattr("whence.desk.make_reader", lambda _pack, _language: stand_in_reader)


def run(*words, status=0):
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == status, result.output
    return result


def ids(result):
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("ledger")
class TestClaims:
    def test_the_table_stays_whole_where_there_is_no_terminal(self):
        assert run("claims").stdout.splitlines() == [
            "id      published   kind      who → whom  item        how many  stage        stance  who says so",
            f"{ids(run('claims', '--json'))[0][:6]}  2022-08-31  transfer  IRN → RUS   uav         401+      "
            "carried out          Newsweek ← The Washington Post ← unnamed U.S. officials",
            f"{ids(run('claims', '--json'))[1][:6]}  2022-10-03  transfer  IRN → RUS   shahed-136            "
            "carried out  denied  Tasnim ← Iran",
        ]

    def test_json_keeps_the_contract(self):
        relayed, denied = (json.loads(line) for line in run("claims", "--json").stdout.splitlines())
        assert set(relayed) == set(denied) == CLAIM_KEYS
        assert relayed["evidence"] == {"start": 0, "end": len(RELAY)}
        assert relayed["words"] == RELAY
        assert relayed["quantity"] == {"low": 401, "high": None, "tally": "unknown", "words": "more than 400"}
        assert relayed["value"] == {"low": 20e6, "high": 20e6, "currency": "USD", "words": "$20 million"}
        assert relayed["when"] == {
            "start": "2022-08-01",
            "end": "2022-08-31",
            "words": "in August",
            "anchor": "published 2022-08-31",
        }
        assert relayed["sources"] == [
            {"name": "The Washington Post", "party": None, "named": True, "state": False},
            {"name": "U.S. officials", "party": "USA", "named": False, "state": False},
        ]
        assert relayed["operators"][0] == {
            "effect": "source",
            "start": RELAY.index("quoted"),
            "end": RELAY.index("quoted") + 6,
            "words": "quoted",
        }
        assert relayed["published"] == {"start": "2022-08-31", "end": "2022-08-31"}
        assert (denied["polarity"], denied["systems"], denied["quantity"]) == ("denied", ["shahed-136"], None)

    def test_csv(self):
        relayed, denied = csv.DictReader(io.StringIO(run("claims", "--csv").stdout, newline=""))
        assert relayed["sources.name"] == "The Washington Post; U.S. officials"
        assert relayed["quantity.low"] == "401"
        assert (denied["polarity"], denied["quantity.low"]) == ("denied", "")

    @pytest.mark.parametrize(
        ("words", "count"),
        [
            (["--party", "RUS"], 2),
            (["--party", "russia"], 2),
            (["--party", "American"], 1),
            (["--supplier", "TEHRAN"], 2),
            (["--recipient", "the Russian Federation"], 2),
            (["--recipient", "Kyiv"], 0),
            (["--item", "drones"], 2),
            (["--item", "Geran-2"], 1),
            (["--item", "Shaheds"], 1),
            (["--item", "artillery shells"], 0),
            (["--stage", "carried out"], 2),
            (["--kind", "TRANSFER"], 2),
            (["--source", "washington"], 1),
            (["--source", "unnamed"], 1),
            (["--source", "unnamed U.S. officials"], 1),
            (["--source", "Iranian"], 1),
            (["--source", "us"], 1),
            (["--polarity", "denied", "--item", "uav"], 1),
            (["--said", "2022-08"], 1),
            (["--said", "2022"], 2),
            (["--said", "..2022-09-01"], 1),
            (["--said", "2022-09.."], 1),
            (["--when", "2022-08-01..2022-08-03"], 1),
            (["--known", "1"], 1),
            (["--known", "0"], 0),
            (["--known", f"{datetime.now(UTC):%Y-%m-%d}"], 2),
            (["--known", "2001-01-01"], 0),
            (["--known", "2999-01-01T00:00:00"], 2),
            (["--doc", "denial.txt"], 1),
        ],
    )
    def test_filters(self, words, count):
        assert len(run("claims", "--json", *words).stdout.splitlines()) == count

    def test_none(self):
        result = run("claims", "--party", "UKR", "--kind", "use", "--doc", "a b", "--said", "2022")
        assert result.stdout == ""
        assert result.stderr == (
            "no claims pass --party UKR --kind use --doc 'a b' --said …; 'whence claims' lists all\n"
        )
        assert run("claims", "--known", "0").stderr == "no claims; 'whence add PATH' reads some\n"

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--party", "Rusia"], "'Rusia' names no party (did you mean Russia (RUS)?); give a country, "),
            (["--supplier", "Irn."], None),
            (["--recipient", "Pentagon"], "'Pentagon' names no party (did you mean United States (USA)?)"),
            (["--item", "dronez"], "'dronez' names no class and no system (did you mean drone"),
            (["--item", "zzzzzzzz"], "'zzzzzzzz' names no class and no system; give a class, "),
        ],
    )
    def test_a_word_that_means_nothing_is_an_error(self, words, message):
        for command in (["claims"], ["claims", "--json"], ["export", "claims"]):
            result = run(*command, *words, status=2 if message else 0)
            assert not message or (result.stdout == "" and result.stderr.startswith(f"whence: {message}"))


@pytest.mark.usefixtures("ledger")
class TestWhy:
    def test_the_words_are_marked_and_explained(self):
        (relayed, _) = ids(run("claims", "--json"))
        assert run("why", relayed[:6]).stdout == WHY.format(short=relayed[:6])

    def test_json(self):
        (_, denied) = ids(run("claims", "--json"))
        assert json.loads(run("why", denied[:8], "--json").stdout)["id"] == denied

    def test_no_such_claim(self):
        result = run("why", "zzzzzz", status=2)
        assert result.stdout == ""
        assert result.stderr.startswith("whence: claim zzzzzz: no claim in ")

    def test_of_an_earlier_reading(self, ledger):
        (_, denied) = ids(run("claims", "--json"))
        capture, reading = denial_reading()
        with Store.open(ledger) as store:
            store.record_reading(capture, type(reading)(reading.article), "later")
        assert len(ids(run("claims", "--json"))) == 1
        assert "of an earlier reading" in run("why", denied[:6]).stdout


WHY = """\
{short}  transfer · carried out · affirmed · certain · IRN → RUS · uav · 401+

  Newsweek, 2022-08-31
  ← The Washington Post
    ← unnamed U.S. officials (USA)

  Newsweek cited [The Washington Post] [on Monday], which [quoted] unnamed [U.S. officials] as
  saying that Russian cargo planes [had] [picked up] [more than 400] Iranian drones worth [$20
  million] [in August].

  The Washington Post  → source
  on Monday            → said: 2022-08-29, counted from published 2022-08-31
  quoted               → source
  U.S. officials       → source, speaks for USA
  had                  → stage carried_out
  picked up            → trigger: transfer
  more than 400        → how many: 401+
  $20 million          → worth: 20 million USD
  in August            → when: 2022-08, counted from published 2022-08-31

  story irn-rus-uav-2022 · shown to share its origin with no other claim
  relay.txt, characters 0\u2013189 · https://example.org/relay · revision 1
"""


@pytest.mark.usefixtures("ledger")
class TestOtherLists:
    def test_articles(self):
        assert run("articles").stdout.splitlines() == [
            "published   outlet    claims  capture     title",
            "2022-08-31  Newsweek  1       relay.txt   Russia picks up drones",
            "2022-10-03  Tasnim    1       denial.txt",
        ]

    def test_articles_json(self):
        relayed, _ = (json.loads(line) for line in run("articles", "--json").stdout.splitlines())
        assert set(relayed) == ARTICLE_KEYS
        assert relayed["published"] == {
            "start": "2022-08-31",
            "end": "2022-08-31",
            "conflict": False,
            "evidence": [
                {"ground": "metadata", "words": "31 Aug 2022", "start": "2022-08-31", "end": "2022-08-31", "span": None}
            ],
        }
        assert relayed["captured"] == "2022-09-01T08:30:00+00:00"
        assert relayed["body"] == [[0, len(RELAY)]]
        assert relayed["lines"] == [[0, len(RELAY), "own"]]

    def test_skipped(self):
        assert run("skipped").stdout.splitlines() == [
            "reason  capture  what to do",
            "binary  bad.bin  /pages/bad.bin: is not text; leave it out",
        ]
        assert json.loads(run("skipped", "--json").stdout)["reason"] == "binary"
        assert "nothing was skipped" in run("skipped", "--known", "1").stderr

    def test_search(self):
        (_, denied) = ids(run("claims", "--json"))
        assert run("search", "dismissed").stdout.splitlines() == [
            "articles",
            "  denial.txt · Tasnim · 2022-10-03",
            f"      {DENIAL.replace('dismissed', '[dismissed]')}",
            "claims",
            f"  {denied[:6]} · Tasnim · 2022-10-03",
            f"      {DENIAL.replace('dismissed', '[dismissed]')}",
        ]
        assert [json.loads(line)["claim"] for line in run("search", "--json", "dismissed").stdout.splitlines()] == [
            None,
            denied,
        ]
        assert "nothing found" in run("search", "nowhere").stderr


@pytest.mark.usefixtures("ledger")
class TestExport:
    def test_claims_and_articles(self, tmp_path):
        run("export", "claims", "-o", str(tmp_path / "claims.jsonl"))
        run("export", "articles", "-o", str(tmp_path / "articles.jsonl"))
        claims = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text("utf-8").splitlines()]
        articles = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
        assert [set(claim) for claim in claims] == [CLAIM_KEYS] * 2
        assert [set(article) for article in articles] == [ARTICLE_KEYS] * 2
        assert run("export", "claims").stdout == (tmp_path / "claims.jsonl").read_text("utf-8")

    def test_csv_by_the_ending_or_by_name(self, tmp_path):
        run("export", "articles", "-o", str(tmp_path / "articles.csv"))
        assert (tmp_path / "articles.csv").read_bytes().startswith("\ufeffdoc,title,outlet,".encode())  # for Excel
        told = run("export", "claims", "--format", "csv", "--party", "USA").stdout
        assert told.count("\n") == 2
        assert told.startswith("id,doc,article,outlet,")

    def test_claims_lead_to_their_articles(self):
        articles = {json.loads(line)["id"]: json.loads(line) for line in run("export", "articles").stdout.splitlines()}
        for claim in map(json.loads, run("export", "claims").stdout.splitlines()):
            assert articles[claim["article"]]["doc"] == claim["doc"]

    def test_a_file_that_cannot_be_written(self, tmp_path):
        result = run("export", "claims", "-o", str(tmp_path / "no" / "claims.jsonl"), status=2)
        assert result.stderr == (
            f"whence: {tmp_path / 'no' / 'claims.jsonl'}: there is no folder {tmp_path / 'no'}; "
            "make it, or name another file with -o\n"
        )
        assert "is a folder; name a file in it with -o" in run("export", "claims", "-o", str(tmp_path), status=2).stderr

    def test_it_tells_how_many_were_written(self, tmp_path):
        target = str(tmp_path / "claims.csv")
        assert run("export", "claims").stderr == "2 claims written\n"
        assert run("export", "claims", "--item", "shahed", "-o", target).stderr == f"1 claim written to {target}\n"
        assert run("export", "articles", "--format", "csv", "-o", "-").stderr == "2 articles written\n"

    def test_the_file_may_be_read_by_others(self, tmp_path):
        new, old = tmp_path / "new.jsonl", tmp_path / "old.jsonl"
        old.touch()
        old.chmod(0o640)
        for target in (new, old):
            run("export", "claims", "-o", str(target))
        plain = tmp_path / "plain"
        plain.touch()
        assert (new.stat().st_mode, old.stat().st_mode & 0o777) == (plain.stat().st_mode, 0o640)

    def test_a_link_stays_a_link_and_a_pipe_a_pipe(self, tmp_path):
        target, link, pipe = tmp_path / "claims.jsonl", tmp_path / "link", tmp_path / "pipe"
        link.symlink_to(target)
        run("export", "claims", "-o", str(link))
        assert link.is_symlink()
        assert len(target.read_text("utf-8").splitlines()) == 2
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        run("export", "claims", "-o", str(pipe))
        assert os.read(reader, 1_000_000).decode() == target.read_text("utf-8")
        os.close(reader)
        assert pipe.is_fifo()

    def test_a_failure_leaves_the_old_file(self, tmp_path, monkeypatch):
        target = tmp_path / "claims.jsonl"
        target.write_text("old")

        def full(_shape):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("whence.interfaces.exports.jsonl.json_line", full)
        assert "No space left on device" in run("export", "claims", "-o", str(target), status=2).stderr
        assert target.read_text() == "old"
        assert sorted(path.name for path in tmp_path.iterdir() if "whence-" in path.name) == []


STAND_IN = """
import whence.desk
whence.desk.make_reader = lambda *_: sample_values.stand_in_reader
whence.desk.engine_name = lambda *_: "engine"
"""


class TestAdd:
    @pytest.fixture
    def pages(self, tmp_path):
        folder = tmp_path / "pages"
        folder.mkdir()
        (folder / "relay.txt").write_text(RELAY)
        (folder / "denial.txt").write_text(DENIAL)
        (folder / "empty.txt").touch()
        return folder

    @pytest.mark.usefixtures("without_model")
    def test_tells_what_it_did(self, pages, tmp_path):
        result = run("add", str(pages), "--ledger", str(tmp_path / "l.db"))
        assert result.stdout == ""
        first, last = result.stderr.splitlines()
        assert first.startswith("skipped: ")
        assert "empty.txt" in first
        assert last.startswith("3 captures: 2 read, 1 skipped (1 empty) · 2 claims from 2 outlets · ")
        assert last.endswith(f"ledger: {tmp_path / 'l.db'}")
        again = run("add", str(pages), "--ledger", str(tmp_path / "l.db"))
        assert "3 captures: 0 read, 2 known already, 1 skipped (1 empty) · 0 claims" in again.stderr

    @pytest.mark.usefixtures("without_model")
    def test_json(self, pages, tmp_path):
        result = run("add", "--json", str(pages), "--ledger", str(tmp_path / "l.db"))
        told = json.loads(result.stdout)
        assert (told["captures"], told["read"], told["reasons"], told["claims"]) == (3, 2, {"empty": 1}, 2)

    @pytest.mark.usefixtures("without_model")
    def test_nothing_could_be_read(self, pages, tmp_path):
        result = run("add", str(pages / "empty.txt"), "--ledger", str(tmp_path / "l.db"), status=1)
        assert result.stderr.splitlines()[-1].startswith("whence: nothing could be read in ")

    @pytest.mark.usefixtures("without_model")
    def test_a_missing_path(self, tmp_path):
        result = run("add", str(tmp_path / "none"), "--ledger", str(tmp_path / "l.db"), status=2)
        assert result.stderr.startswith(f"whence: {tmp_path / 'none'}: ")
        assert len(result.stderr.splitlines()) == 1
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.usefixtures("without_model")
    def test_a_failure_on_the_input_makes_no_ledger_and_keeps_one(self, pages, tmp_path):
        ledger, empty = tmp_path / "l.db", tmp_path / "empty"
        empty.mkdir()
        for words in (["none"], [str(pages), "none"], [str(empty)], ["--jobs", "0", str(pages)]):
            run("add", *words, "--ledger", str(ledger), status=2)
            assert not ledger.exists()
        run("add", str(pages), "--ledger", str(ledger))
        for words in (["none"], [str(empty)]):
            run("add", *words, "--ledger", str(ledger), status=2)
        assert len(ids(run("claims", "--json", "--ledger", str(ledger)))) == 2

    @pytest.mark.usefixtures("without_model")
    @pytest.mark.parametrize(("name", "shown"), [("relay.txt", False), ("", True)])
    def test_progress_for_more_than_one_capture(self, pages, tmp_path, monkeypatch, name, shown):
        seen = []

        @contextmanager
        def progress():
            yield seen.append

        monkeypatch.setattr("whence.interfaces.cli.add._progress", progress)
        run("add", str(pages / name), "--ledger", str(tmp_path / "l.db"))
        assert [each.name for each in seen] == (["denial.txt", "empty.txt", "relay.txt"] if shown else [])

    @pytest.mark.usefixtures("without_model")
    def test_a_large_capture(self, tmp_path):
        page, ledger = tmp_path / "page.txt", str(tmp_path / "l.db")
        page.write_text(f"{DENIAL}\n" * 20_000)
        refused = run("add", str(page), "--max-mb", "1", "--ledger", ledger, status=1)
        assert "larger than 1,000,000 bytes" in refused.stderr
        assert "1 capture: 1 read" in run("add", str(page), "--ledger", ledger).stderr

    def test_interrupted(self, pages, tmp_path, monkeypatch):
        def reader(capture):
            if "dismissed" not in capture.content.decode():
                raise KeyboardInterrupt
            return stand_in_reader(capture)

        monkeypatch.setattr("whence.desk.make_reader", lambda _pack, _language: reader)
        result = run("add", str(pages), "--ledger", str(tmp_path / "l.db"), status=130)
        assert "2 captures: 1 read, 1 skipped (1 empty) · 1 claim" in result.stderr
        assert result.stderr.endswith("interrupted; what was read is kept: run the same command again to go on\n")

    @pytest.mark.usefixtures("without_model")
    def test_a_ledger_that_fails_half_way(self, pages, tmp_path, monkeypatch):
        record = Store.record_reading

        def fail_at_relay(store, capture, reading, engine):
            if capture.name == "relay.txt":
                raise LedgerError("l.db: no room is left to write; free some space")
            return record(store, capture, reading, engine)

        monkeypatch.setattr(Store, "record_reading", fail_at_relay)
        result = run("add", str(pages), "--ledger", str(tmp_path / "l.db"), status=4)
        first, summary, last = result.stderr.splitlines()
        assert first.startswith("skipped: ")
        assert summary.startswith("2 captures: 1 read, 1 skipped (1 empty) · 1 claim from 1 outlet")
        assert last == "whence: l.db: no room is left to write; free some space"

    def test_a_ledger_that_may_only_be_read(self):
        code = """
            from whence.interfaces.cli import main
            main(sys.argv[1:])
        """
        with a_sealed_folder() as folder:
            path, page = folder / "whence.db", folder / "relay.txt"
            with Store.open(path) as store:
                store.record_reading(*denial_reading(), ENGINE)
            page.write_text(RELAY)
            folder.chmod(0o555)
            listed = as_anybody(code, "claims", "--ledger", str(path))
            added = as_anybody(STAND_IN + textwrap.dedent(code), "add", str(page), "--ledger", str(path))
        assert (listed.returncode, listed.stderr) == (0, "")
        assert "Tasnim ← Iran" in listed.stdout
        assert added.returncode == 4
        assert added.stderr.splitlines()[-1] == (
            f"whence: {path}: may not be written here; copy it to a folder where you may write"
        )

    @pytest.mark.usefixtures("without_model")
    def test_many_skips_are_summed_up(self, tmp_path):
        for number in range(15):
            (tmp_path / f"{number}.txt").touch()
        result = run("add", str(tmp_path), "--ledger", str(tmp_path / "l.db"), status=1)
        assert "skipped: 5 more; 'whence skipped' lists them" in result.stderr


class TestTrouble:
    @pytest.mark.parametrize(
        "words",
        [
            ["--nonsense"],
            ["nonsense"],
            ["add"],
            ["why"],
            ["search"],
            ["claims", "--kind", "gift"],
            ["claims", "--when", "yesterday"],
            ["claims", "--when", "2022-13"],
            ["claims", "--when", "2022-08..2022-07"],
            ["claims", "--known", "soon"],
            ["claims", "--known", "2022"],  # a revision, and not there
            ["claims", "--known", "2022-08"],
            ["claims", "--known", "-1"],
            ["claims", "--json", "--csv"],
            ["search", "!!!"],
            ["export", "claims", "--format", "xml"],
        ],
    )
    @pytest.mark.usefixtures("ledger")
    def test_wrong_use(self, words):
        result = run(*words, status=2)
        assert result.stdout == ""
        assert result.stderr.startswith("whence: ")
        assert len(result.stderr.splitlines()) == 1

    @pytest.mark.parametrize(
        "words", [["claims"], ["articles"], ["skipped"], ["why", "a"], ["search", "a"], ["export", "claims"]]
    )
    def test_no_ledger(self, tmp_path, words):
        result = run(*words, "--ledger", str(tmp_path / "none.db"), status=4)
        assert result.stderr == (
            f"whence: {tmp_path}/none.db: there is no ledger; "
            "make one with 'whence add PATH' or name one with --ledger\n"
        )

    @pytest.mark.usefixtures("ledger")
    def test_a_bug_is_one_line_without_a_traceback(self, monkeypatch):
        monkeypatch.setattr("whence.desk.Desk.claims", None)
        result = run("claims", status=1)
        assert result.stderr.startswith("whence: failed (TypeError: ")
        assert len(result.stderr.splitlines()) == 1

    @pytest.mark.usefixtures("ledger")
    def test_debugging_shows_it_all(self, monkeypatch):
        monkeypatch.setenv("WHENCE_DEBUG", "1")
        monkeypatch.setattr("whence.desk.Desk.claims", None)
        assert isinstance(CliRunner().invoke(main, ["claims"]).exception, TypeError)


class TestRealProcesses:
    def whence(self, *words, **environment):
        return subprocess.run(
            [sys.executable, "-c", "from whence.interfaces.cli import main; main()", *words],
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
        )

    def test_help_names_every_command(self):
        done = self.whence("--help")
        assert done.returncode == 0
        assert all(f"  {name} " in done.stdout.decode() for name in COMMANDS)

    @pytest.mark.parametrize("command", [(), ("export",)])
    def test_a_bare_command_shows_its_help(self, command):
        done = self.whence(*command)
        assert done.returncode == 2
        assert done.stderr.decode().startswith("Usage: whence")
        assert "\n  " in done.stderr.decode()

    def test_version(self):
        assert self.whence("--version").stdout.decode().startswith("whence 0.")

    @pytest.mark.usefixtures("ledger")
    def test_a_reader_that_stops_early_is_no_failure(self):
        code = "from whence.interfaces.cli import main; main()"
        writer = subprocess.Popen(
            [sys.executable, "-c", code, "claims"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        writer.stdout.close()
        assert writer.wait(30) == 0
        assert writer.stderr.read() == b""
        writer.stderr.close()

    @pytest.mark.usefixtures("ledger")
    def test_an_old_encoding_stops_nothing(self):
        done = self.whence("claims", PYTHONIOENCODING="latin-1")
        assert done.returncode == 0
        assert b"IRN ? RUS" in done.stdout

    def test_nothing_heavy_is_imported_for_help(self):
        code = (
            "import sys\nfrom whence.interfaces.cli import main\n"
            "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
            "heavy = {'sqlalchemy', 'numpy', 'onnxruntime', 'rich', 'alembic', 'trafilatura', 'multiprocessing'}\n"
            "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


class TestDocumentation:
    page = (DOCS / "cli.md").read_text("utf-8")

    def test_every_command_and_option_is_described(self):
        for name in COMMANDS:
            command = main.get_command(None, name)
            parts = command.commands.values() if name == "export" else [command]
            assert f"## whence {name}" in self.page
            for option in (option for part in parts for each in part.params for option in each.opts):
                if option.startswith("--"):
                    assert f"`{option}" in self.page, f"{name} {option}"

    def test_every_exit_code_is_described(self):
        table = re.findall(r"^\| (\d+) \|", self.page, re.MULTILINE)
        codes = [value for name, value in vars(statuses).items() if name.isupper()]
        assert [int(code) for code in table] == sorted(codes)

    def test_every_key_of_an_export_is_described(self):
        for key in CLAIM_KEYS | ARTICLE_KEYS:
            assert f"`{key}`" in self.page, key


@pytest.mark.usefixtures("without_model")
def test_the_example_in_python(tmp_path, monkeypatch, capsys):
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "denial.txt").write_text(DENIAL)
    monkeypatch.chdir(tmp_path)
    example = re.search(r"```python\n(.*?)```", (DOCS / "python.md").read_text("utf-8"), re.DOTALL)
    exec(example[1], {})
    assert capsys.readouterr().out.splitlines()[0] == "1 read, 1 claims, {} skipped"


def test_every_public_name_is_described():
    import whence

    page = (DOCS / "python.md").read_text("utf-8")
    for name in set(whence.__all__) - {"__version__"}:
        assert re.search(rf"`[^`\n]*\b{name}\b", page), name
