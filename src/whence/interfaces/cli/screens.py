"""Tables and colours for a terminal of any width, and plain text where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

import click

GAP = "  "
ROOM = 32
"""How much of its width the last column must get to stay on the line."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    colour: str | None = None
    dim: bool = False
    bold: bool = False


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

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Columns as wide as their cells. On a narrow screen the last ones go to a line of their own.

        A screen shows no empty columns; where lines may be of any length, every column stays.
        """
        lines = [[Cell(head, bold=True) for head in heads], *([_flat(cell) for cell in row] for row in rows)]
        widths = [max(breadth(cell.text) for cell in column) for column in zip(*lines, strict=True)]
        shown = [
            place for place in range(len(heads)) if self.width is None or any(row[place].text for row in lines[1:])
        ]
        fold = self._fold([widths[place] for place in shown])
        for row in lines:
            cells = [(row[place], widths[place]) for place in shown]
            self._line(cells[:fold])
            if fold < len(cells):
                self._line([(Cell(""), widths[shown[0]]), *cells[fold:]])

    def _fold(self, widths: Sequence[int]) -> int:
        """How many columns stand on the first line: all, or those that fit if the last would have no room."""
        if self.width is None or sum(widths[:-1]) + len(GAP) * len(widths) + min(widths[-1], ROOM) <= self.width:
            return len(widths)
        used, count = 0, 0
        for width in widths[:-1]:
            used += width + len(GAP)
            if used - len(GAP) > self.width:
                break
            count += 1
        return max(1, count)

    def _line(self, cells: Sequence[tuple[Cell, int]]) -> None:
        left = self.width
        parts = []
        for place, (cell, width) in enumerate(cells):
            text = cell.text if left is None else cut(cell.text, left)
            pad = "" if place == len(cells) - 1 else " " * (width - breadth(text)) + GAP
            parts.append(self.paint(text, colour=cell.colour, dim=cell.dim, bold=cell.bold) + pad)
            left = None if left is None else max(0, left - breadth(text) - len(pad))
        self.print("".join(parts).rstrip())


def breadth(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def cut(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if breadth(text) <= width:
        return text
    while text and breadth(text) > width - 1:
        text = text[:-1]
    return text + "…" if width > 0 else ""


def _flat(cell: Cell) -> Cell:
    """Nothing from a page can move the cursor or break the line."""
    return Cell(printable(cell.text), cell.colour, cell.dim, cell.bold)


def printable(text: str) -> str:
    """The text with every control character and line break as a space, one for one."""
    return "".join(each if each.isprintable() else " " for each in text)
