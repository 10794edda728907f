"""How values look: phrases, spreadsheets, screens."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sample_values import ENGINE, denial_reading, relay_reading
from whence.interfaces import phrases
from whence.interfaces.cli.markings import Mark, marked_lines
from whence.interfaces.cli.options import Days, Known
from whence.interfaces.cli.screens import Cell, Screen, breadth, cut, wrapped
from whence.interfaces.cli.why import _tree, _whereabouts
from whence.interfaces.exports.csv import csv_lines
from whence.interfaces.exports.jsonl import json_line
from whence.ledger.store import Store
from whence.ledger.view import Entry
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
        (Money(1.85e9, 1.85e9, "USD"), "1.85 billion"),
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
        ("Ukraine's spy chief", False, "Ukraine's spy chief (unnamed)"),
        ("two senior officials", False, "two unnamed senior officials"),
        ("several", False, "unnamed several"),
    ],
)
def test_speakers(name, named, words):
    assert phrases.speaker(Link(name, None, named)) == words


def test_an_unknown_outlet_reads_well():
    _, reading = denial_reading("003_page.txt")
    entry = Entry(reading.claims[0], replace(reading.article, outlet=None), 1)
    assert phrases.chain(entry) == "(outlet unknown: 003_page.txt) ← Iran"
    assert list(_tree(entry, Screen(80, colour=False))) == [
        "  (outlet unknown: 003_page.txt), 2022-10-03",
        "  ← Iran (IRN)",
    ]


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("12", 12),
        ("2022", 2022),
        ("2022-08-31", datetime(2022, 8, 31, 23, 59, 59, 999999, UTC)),
        ("2022-08-31T12:00", datetime(2022, 8, 31, 12, tzinfo=UTC)),
        ("2022-08-31T12:00+03:00", datetime(2022, 8, 31, 9, tzinfo=UTC)),
        ("2022-08-31T12:00:00Z", datetime(2022, 8, 31, 12, tzinfo=UTC)),
    ],
)
def test_known_as_users_write_it(words, known):
    assert Known().convert(words, None, None) == known


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


HEADS = ("id", "item", "stance", "who says so")
CHAIN = "Newsweek ← The Washington Post ← unnamed U.S. officials"
ROWS = [(Cell("abc"), Cell("uav"), Cell(""), Cell(CHAIN)), (Cell("def"), Cell("air defence"), Cell(""), Cell("CNN"))]


class TestScreens:
    def table(self, capsys, width, rows=ROWS, below=()):
        Screen(width, colour=False).table(HEADS, rows, below)
        return capsys.readouterr().out.splitlines()

    def test_of_any_length(self, capsys):
        assert self.table(capsys, None) == [
            "id   item         stance  who says so",
            f"abc  uav                  {CHAIN}",
            "def  air defence          CNN",
        ]

    def test_empty_columns_go_and_the_last_one_wraps(self, capsys):
        assert self.table(capsys, 66, below=("who says so",)) == [
            "id   item         who says so",
            "abc  uav          Newsweek ← The Washington Post ← unnamed U.S.",
            "                  officials",
            "def  air defence  CNN",
        ]

    def test_narrow_the_last_column_goes_below(self, capsys):
        assert self.table(capsys, 50, below=("who says so",)) == [
            "id   item",
            "     who says so",
            "abc  uav",
            "     Newsweek ← The Washington Post ← unnamed U.S.",
            "     officials",
            "def  air defence",
            "     CNN",
        ]

    def test_what_goes_below_stands_together(self, capsys):
        assert self.table(capsys, 40, below=("item", "who says so"))[:4] == [
            "id",
            "     item · who says so",
            "abc",
            "     uav · Newsweek ← The Washington",
        ]

    def test_short_cells_are_never_cut(self, capsys):
        rows = [(Cell("abc"), Cell("expenditure"), Cell(""), Cell(CHAIN))]
        shown = self.table(capsys, 60, [*ROWS[:1] * 19, *rows], below=("who says so",))
        assert shown[-2] == "abc  expenditure  Newsweek ← The Washington Post ← unnamed"

    def test_rather_than_cut_more_columns_go_below(self, capsys):
        rows = [(Cell("abc"), Cell("a" * 30), Cell("b" * 20), Cell("CNN"))] * 2
        assert self.table(capsys, 50, rows, below=("who says so",))[2:4] == [
            f"abc  {'a' * 30}",
            f"     {'b' * 20} · CNN",
        ]

    def test_one_long_cell_is_cut_so_that_the_rest_has_room(self, capsys):
        long = [(Cell("ghi"), Cell("missile, " * 9), Cell(""), Cell("CNN"))]
        assert self.table(capsys, 66, ROWS * 10 + long, below=("who says so",))[-1] == "ghi  missile, missi…  CNN"

    def test_nothing_is_wider_than_the_narrowest_screen(self, capsys):
        rows = [tuple(Cell(word * 30) for word in ("ab", "c d", "日本", "e"))]
        assert max(map(breadth, self.table(capsys, 40, rows, below=("item",)))) <= 40

    def test_no_row_of_colour_without_colour(self, capsys):
        Screen(60, colour=True).table(("a", "b"), [(Cell("x", colour="red"), Cell("y " * 60, dim=True))])
        shown = capsys.readouterr().out
        assert shown.count("\x1b[31m") == 1
        assert all(line.endswith("\x1b[0m") for line in shown.splitlines())

    def test_pages_cannot_move_the_cursor(self, capsys):
        Screen(80, colour=True).table(("title",), [(Cell("\x1b[2Jgone\nnext\x07"),)])
        assert capsys.readouterr().out.splitlines()[1] == " [2Jgone next"

    @pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("", 0)])
    def test_breadth(self, text, width):
        assert breadth(text) == width

    @pytest.mark.parametrize(("width", "words"), [(10, "日本語"), (5, "日本…"), (4, "日…"), (1, "…"), (0, "")])
    def test_cut(self, width, words):
        assert cut("日本語", width) == words

    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            ("", 5, [""]),
            ("one two", 7, ["one two"]),
            ("one two", 6, ["one", "two"]),
            ("BBC ← Iran", 6, ["BBC", "← Iran"]),
            ("a longword b", 4, ["a", "long", "word", "b"]),
            ("日本語", 4, ["日本", "語"]),
            ("日本", 1, ["日", "本"]),
        ],
    )
    def test_wrapped(self, text, width, lines):
        assert wrapped(text, width) == lines


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

    def test_a_wide_screen_makes_no_longer_lines(self):
        text = "word " * 100
        assert max(map(len, marked_lines(text, Span(0, len(text)), [], Screen(300, False), 2))) <= 100

    def test_marks_elsewhere_and_twice(self):
        assert self.lines(Screen(None, False), "After", "Iran", "Iran") == ["[Iran] had sold drones to Russia."]

    def test_brackets_that_cross(self):
        assert self.lines(Screen(None, False), "Iran had", "had sold") == ["[Iran [had] sold] drones to Russia."]

    def test_colours_break_lines_where_the_words_do(self):
        lines = self.lines(Screen(22, True), "drones to")
        assert [re.sub(r"\x1b\[\d+m", "", line) for line in lines] == ["Iran had sold drones", "to Russia."]
        assert lines[0].endswith("\x1b[32m\x1b[1mdrones\x1b[0m")
        assert lines[1].startswith("\x1b[32m\x1b[1mto\x1b[0m")


def test_an_address_is_never_broken():
    _, reading = relay_reading()
    entry = Entry(reading.claims[0], replace(reading.article, url="https://example.org/" + "a" * 60), 1)
    assert list(_whereabouts(entry, Screen(50, colour=False))) == [
        "  relay.txt, characters 0\u2013189 · revision 1",
        f"  https://example.org/{'a' * 60}",
    ]


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
