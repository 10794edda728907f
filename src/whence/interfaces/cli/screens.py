"""Tables and colours for a terminal of any width, and plain text where there is none."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, east_asian_width

import click

GAP = "  "
ROOM, COMFORT = 40, 64
"""How wide the last column, which wraps, must be to stay on the line of its row; and how wide it should be."""

NARROW = 24
"""How wide text that wraps is at least, whatever stands before it."""

WORD = 12
"""Up to this width a column is never cut where rows stand on one line: "expenditure", a day, a party."""

INDENT = 8
"""How far at most what is below a row is set in."""

_WORD = re.compile(r"(?:[←→] )?\S+")  # an arrow stays with what it points from


@dataclass(frozen=True, slots=True)
class Cell:
    """``below`` is what it says where it stands under its row, without the head of its column."""

    text: str
    colour: str | None = None
    dim: bool = False
    bold: bool = False
    below: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """``width`` is ``None`` where lines may be of any length."""

    width: int | None
    colour: bool

    @classmethod
    def of_stdout(cls) -> Screen:
        """Colour on a terminal that wants it; see https://no-color.org."""
        if not sys.stdout.isatty():
            return cls(None, False)
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return cls(max(40, shutil.get_terminal_size().columns), not plain)

    def print(self, text: str = "") -> None:
        click.echo(text, color=self.colour)

    def paint(self, text: str, *, colour: str | None = None, dim: bool = False, bold: bool = False) -> str:
        if not (self.colour and text and (colour or dim or bold)):
            return text
        return click.style(text, fg=colour, dim=dim or None, bold=bold or None)

    def lines(self, text: str, indent: int = 0) -> list[str]:
        """The text on lines that fit after an indent; whole where lines may be of any length."""
        return [text] if self.width is None else wrapped(text, max(NARROW, self.width - indent))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Cell]], below: Sequence[str] = ()) -> None:
        """Columns as wide as their cells; where lines may be of any length, that is all.

        A screen shows no empty columns; the widest give way first, and the last one wraps. Where usual cells
        would have to be cut, the columns named ``below`` go under each row, on lines of their own.
        """
        grid = [[Cell(head, bold=True) for head in heads], *([_flat(cell) for cell in row] for row in rows)]
        if self.width is None:
            self._rows(grid, [_widest(column) for column in zip(*grid, strict=True)])
            return
        columns = [column for column in zip(*grid, strict=True) if any(cell.text for cell in column[1:])]
        widths = _aligned(columns, self.width)
        if widths:
            self._rows(zip(*columns, strict=True), widths)
        else:
            self._folded(columns, below, self.width)

    def _folded(self, columns: Sequence[Sequence[Cell]], below: Sequence[str], width: int) -> None:
        """Each row on one line, as much as fits, and what belongs below it on the next.

        Rather than cut usual cells, more columns go below, from the right.
        """
        upper = [column for column in columns if column[0].text not in below]
        lower = [column for column in columns if column[0].text in below]
        while len(upper) > 1 and not _fitted(*_bounds(upper), width):
            lower.insert(0, upper.pop())
        natural, _ = _bounds(upper)
        widths = _fitted(*_bounds(upper), width) or [min(natural[0], width)]
        indent = min(widths[0] + len(GAP), INDENT)
        for place, cells in enumerate(zip(*upper, strict=True)):
            self._row([*cells[:-1], replace(cells[-1], text=cut(cells[-1].text, widths[-1]))], widths)
            under = [column[place] for column in lower if column[place].text]
            for line in self.lines(" · ".join(cell.below or cell.text for cell in under), indent) if under else ():
                self.print(" " * indent + self._painted(under[-1], line))

    def _rows(self, rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> None:
        for row in rows:
            self._row(row, widths)

    def _row(self, cells: Sequence[Cell], widths: Sequence[int]) -> None:
        """One row; the last cell goes on below itself if it must, the others are cut."""
        texts = [cut(cell.text, width) for cell, width in zip(cells, widths, strict=True)][:-1]
        lead = "".join(
            self._painted(cell, text) + " " * (width - breadth(text)) + GAP
            for cell, text, width in zip(cells, texts, widths, strict=False)
        )
        indent = " " * (sum(widths[:-1]) + len(GAP) * len(texts))
        for place, line in enumerate(wrapped(cells[-1].text, widths[-1])):
            self.print(((indent if place else lead) + self._painted(cells[-1], line)).rstrip())

    def _painted(self, cell: Cell, text: str) -> str:
        return self.paint(text, colour=cell.colour, dim=cell.dim, bold=cell.bold)


def _widest(column: Sequence[Cell]) -> int:
    return max(breadth(cell.text) for cell in column)


def _least(column: Sequence[Cell]) -> int:
    """How wide a column must be so that at most one cell in ten is cut, and no short one."""
    breadths = sorted(breadth(cell.text) for cell in column)
    return max(breadth(column[0].text), breadths[len(breadths) * 9 // 10], min(breadths[-1], WORD))


def _bounds(columns: Sequence[Sequence[Cell]]) -> tuple[list[int], list[int]]:
    """How wide columns are, and how narrow they may become."""
    return [_widest(column) for column in columns], [_least(column) for column in columns]


def _aligned(columns: Sequence[Sequence[Cell]], room: int) -> list[int] | None:
    """How wide columns are that stand on one line; ``None`` where usual cells would have to be cut for that."""
    *front, last = (_widest(column) for column in columns)
    least = [_least(column) for column in columns[:-1]]
    for wanted in range(COMFORT, ROOM - 1, -4):
        widths = _fitted(front, least, room - min(last, wanted) - len(GAP))
        if widths is not None:
            return [*widths, room - sum(widths) - len(GAP) * len(widths)]
    return None


def _fitted(widths: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """The widths, of which the widest gives way until all fit; ``None`` where that goes below the least."""
    fitted = list(widths)
    while sum(fitted) + len(GAP) * (len(fitted) - 1) > room:
        wider = [place for place, width in enumerate(fitted) if width > least[place]]
        if not wider:
            return None
        fitted[max(wider, key=fitted.__getitem__)] -= 1
    return fitted


def breadth(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def cut(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if breadth(text) <= width:
        return text
    return _beginning(text, width - 1) + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """Lines of whole words that fit, at least one line; a word that is wider than a line goes on on the next."""
    if breadth(text) <= width:
        return [text]
    lines = [""]
    for word in _WORD.findall(text):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if breadth(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        rest = word
        while breadth(rest) > width:
            lines[-1] = _beginning(rest, width) or rest[0]
            rest = rest[len(lines[-1]) :]
            lines.append("")
        lines[-1] = rest
    return [line for line in lines if line]


def _beginning(text: str, width: int) -> str:
    """As much of the text as fits."""
    while text and breadth(text) > width:
        text = text[:-1]
    return text


def _flat(cell: Cell) -> Cell:
    """Nothing from a page can move the cursor or break the line."""
    return replace(cell, text=printable(cell.text), below=printable(cell.below))


def printable(text: str) -> str:
    """The text with every control character and line break as a space, one for one."""
    return "".join(each if each.isprintable() else " " for each in text)
