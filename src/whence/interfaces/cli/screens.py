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
        """Columns as wide as their cells; the last takes what is left of the line.

        Where the others leave it too little, it goes to a line of its own under them.
        """
        lines = [[_flat(cell) for cell in row] for row in rows]
        heading = [Cell(head, bold=True) for head in heads]
        widths = [max(map(breadth, column)) for column in zip(*(_texts(row) for row in (heading, *lines)), strict=True)]
        used = sum(widths[:-1]) + len(GAP) * len(widths[:-1])
        folded = self.width is not None and widths[-1] > self.width - used and self.width - used < 24
        for row in (heading, *lines):
            if folded:
                self._line(row[:-1], widths[:-1])
                self._line((Cell(""), row[-1]), (widths[0], widths[-1]))
            else:
                self._line(row, widths)

    def _line(self, cells: Sequence[Cell], widths: Sequence[int]) -> None:
        left = self.width
        parts = []
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            last = place == len(cells) - 1
            text = cell.text if left is None else cut(cell.text, left)
            pad = "" if last else " " * (width - breadth(text)) + GAP
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


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]
