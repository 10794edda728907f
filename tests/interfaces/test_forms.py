"""How values look: phrases, spreadsheets, screens."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from datetime import date

import pytest

from sample_values import ENGINE, denial_reading, relay_reading
from whence.interfaces import phrases
from whence.interfaces.cli.markings import Mark, marked_lines
from whence.interfaces.cli.options import Days
from whence.interfaces.cli.screens import Cell, Screen, breadth, cut
from whence.interfaces.exports.csv import csv_lines
from whence.interfaces.exports.jsonl import json_line
from whence.ledger.store import Store
from whence.model.claim import Link
from whence.model.interval import Money, Quantity, TimeInterval
from whence.model.text import Span


def interval(start, end):
    return TimeInterval(start and date.fromisoformat(start), end and date.fromisoformat(end))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-08-31", "2022-08-31", "2022-08-31"),
        ("2022-08-01", "2022-08-31", "2022-08"),
        ("2022-02-01", "2022-02-28", "2022-02"),
        ("2022-08-01", "2022-09-30", "2022-08..2022-09"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2021-01-01", "2022-12-31", "2021..2022"),
        ("2022-08-29", "2022-08-31", "2022-08-29..31"),
        ("2022-08-29", "2022-09-02", "2022-08-29..09-02"),
        ("2022-12-30", "2023-01-02", "2022-12-30..2023-01-02"),
        ("2022-08-29", None, "2022-08-29.."),
        (None, "2022-08-29", "..2022-08-29"),
        (None, None, ""),
    ],
)
def test_days(start, end, words):
    assert phrases.days(interval(start, end)) == words


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-08-31", "2022-08-31", "2022-08-31"),
        ("2022-08..2022-09", "2022-08-01", "2022-09-30"),
        ("2022-08..", "2022-08-01", None),
        ("..2022-08", None, "2022-08-31"),
    ],
)
def test_days_as_users_write_them(words, start, end):
    assert Days().convert(words, None, None) == interval(start, end)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Quantity(12, 12), "12"),
        (Quantity(200, 999), "200\u2013999"),
        (Quantity(2000, None), "2,000+"),
        (Quantity(None, 200), "≤200"),
        (Quantity(None, None), ""),
        (Money(1.85e9, 1.85e9, "USD"), "1,850,000,000"),
        (Money(0.5, 2.0, "USD"), "0.50\u20132"),
    ],
)
def test_amounts(value, words):
    assert phrases.amount(value) == words


@pytest.mark.parametrize(
    ("name", "named", "words"),
    [
        ("John Kirby", True, "John Kirby"),
        ("U.S. officials", False, "unnamed U.S. officials"),
        ("unnamed officials", False, "unnamed officials"),
        ("declassified U.S. intelligence", False, "declassified U.S. intelligence"),
        ("report", False, "report"),
    ],
)
def test_speakers(name, named, words):
    assert phrases.speaker(Link(name, None, named)) == words


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "  ="])
def test_no_cell_is_a_formula(start):
    cell = f'{start}HYPERLINK("https://example.org")'
    _, record = csv_lines([{"title": cell, "n": -5, "list": [start + "x", "y"]}], ("title", "n", "list"))
    assert record.startswith(f"\"'{start}HYPERLINK")
    assert ",-5," in record
    assert f"'{start}x; y" in record


def test_cells_of_any_characters_reach_the_file():
    (_, record) = csv_lines([{"title": "a\ud800\x00b\nc"}], ("title",))
    assert record == '"a?\ufffdb\nc"\n'


@pytest.mark.parametrize("text", ["Kyjiv → Москва", "half \ud800 a pair", "line\u2028break", "\x00"])
def test_json_lines_are_lines_of_utf8(text):
    line = json_line({"words": text})
    assert json.loads(line.encode()) == {"words": text}
    assert "\n" not in line


HEADS = ("id", "stance", "who says so")
ROWS = [(Cell("abc"), Cell(""), Cell("Newsweek ← The Washington Post ← unnamed U.S. officials"))]


class TestScreens:
    def table(self, capsys, width):
        Screen(width, colour=False).table(HEADS, ROWS)
        return capsys.readouterr().out.splitlines()

    def test_wide(self, capsys):
        assert self.table(capsys, None) == [
            "id   stance  who says so",
            "abc          Newsweek ← The Washington Post ← unnamed U.S. officials",
        ]

    def test_narrower_empty_columns_go_and_the_last_is_cut(self, capsys):
        assert self.table(capsys, 40) == ["id   who says so", "abc  Newsweek ← The Washington Post ← u…"]

    def test_narrow_the_last_column_has_a_line_of_its_own(self, capsys):
        assert self.table(capsys, 30) == ["id", "     who says so", "abc", "     Newsweek ← The Washingto…"]

    def test_pages_cannot_move_the_cursor(self, capsys):
        Screen(80, colour=True).table(("title",), [(Cell("\x1b[2Jgone\nnext\x07"),)])
        assert capsys.readouterr().out.splitlines()[1] == " [2Jgone next"

    @pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("", 0)])
    def test_breadth(self, text, width):
        assert breadth(text) == width

    @pytest.mark.parametrize(("width", "words"), [(10, "日本語"), (5, "日本…"), (4, "日…"), (1, "…"), (0, "")])
    def test_cut(self, width, words):
        assert cut("日本語", width) == words


class TestMarks:
    text = "Before. Iran had sold drones to Russia. After."
    evidence = Span(8, 39)

    def lines(self, screen, *words):
        spans = [Span(self.text.index(word), self.text.index(word) + len(word)) for word in words]
        marks = [Mark(span, "", "green") for span in spans]
        return list(marked_lines(self.text, self.evidence, marks, screen, 2))

    def test_brackets(self):
        assert self.lines(Screen(None, False), "had sold", "sold", "Russia.") == [
            "Iran [had [sold]] drones to [Russia.]"
        ]

    def test_marks_elsewhere_and_twice(self):
        assert self.lines(Screen(None, False), "After", "Iran", "Iran") == ["[Iran] had sold drones to Russia."]

    def test_brackets_that_cross(self):
        assert self.lines(Screen(None, False), "Iran had", "had sold") == ["[Iran [had] sold] drones to Russia."]

    def test_colours_break_lines_where_the_words_do(self):
        lines = self.lines(Screen(22, True), "drones to")
        assert [re.sub(r"\x1b\[\d+m", "", line) for line in lines] == ["Iran had sold drones", "to Russia."]
        assert lines[0].endswith("\x1b[32m\x1b[1mdrones\x1b[0m")
        assert lines[1].startswith("\x1b[32m\x1b[1mto\x1b[0m")


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_on_a_terminal(tmp_path, no_color, coloured):
    with Store.open(tmp_path / "whence.db") as store:
        store.record_reading(*relay_reading(), ENGINE)
        store.record_reading(*denial_reading(), ENGINE)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_color, "COLUMNS": "90", "TERM": "xterm"}
    code = "from whence.interfaces.cli import main; main()"
    words = [sys.executable, "-c", code, "claims", "--ledger", str(tmp_path / "whence.db")]
    done = subprocess.run(words, stdout=theirs, stderr=subprocess.PIPE, env=environment, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert ("\x1b[" in shown) is coloured
    assert "Newsweek ← The Washington Post" in shown
    assert max(map(breadth, re.sub(r"\x1b\[\d+m", "", shown).splitlines())) <= 90
    assert "2 claims · follow one with: whence why " in done.stderr.decode()
