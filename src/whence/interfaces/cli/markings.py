"""A sentence with some of its words marked: in colour, or in brackets where there is no colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.interfaces.cli.screens import Screen, breadth, printable, wrapped
from whence.model.text import Span

WIDEST = 100
"""How wide a sentence is set at most: longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that made a claim what it is, and what they did."""

    span: Span
    meaning: str
    colour: str


def marked_lines(text: str, evidence: Span, marks: Sequence[Mark], screen: Screen, indent: int) -> Iterator[str]:
    """The evidence on lines that fit; marks outside it are left out."""
    inside = [mark for mark in marks if mark.span and evidence.contains(mark.span)]
    width = max(20, min(screen.width or WIDEST, WIDEST) - indent)
    if not screen.colour:
        yield from wrapped(bracketed(text, evidence, inside), width)
        return
    for line in _lines(text, evidence, width):
        yield "".join(_painted(text, line, inside, screen))


def bracketed(text: str, evidence: Span, marks: Sequence[Mark]) -> str:
    """The evidence on one line, each mark in brackets."""
    spans = {mark.span for mark in marks}
    opening, closing = Counter(span.start for span in spans), Counter(span.end for span in spans)
    places = sorted({evidence.start, evidence.end, *opening, *closing})
    pieces = []
    for start, end in zip(places, [*places[1:], evidence.end], strict=True):
        pieces += ["]" * closing[start], "[" * opening[start], printable(text[start:end])]
    return "".join(pieces)


def _lines(text: str, evidence: Span, width: int) -> Iterator[Span]:
    """Where to break: at spaces, as late as the width allows."""
    start, gap = evidence.start, None
    for place in range(evidence.start, evidence.end):
        if text[place].isspace():
            gap = place
        if gap is not None and gap > start and breadth(text[start : place + 1]) > width:
            yield Span(start, gap)
            start, gap = gap + 1, None
    yield Span(start, evidence.end)


def _painted(text: str, line: Span, marks: Sequence[Mark], screen: Screen) -> Iterator[str]:
    edges = {line.start, line.end}
    for mark in marks:
        edges |= {edge for edge in (mark.span.start, mark.span.end) if line.start < edge < line.end}
    places = sorted(edges)
    for start, end in pairwise(places):
        words = printable(text[start:end])
        over = [mark for mark in marks if mark.span.contains(Span(start, end))]
        shortest = min(over, key=lambda mark: len(mark.span), default=None)
        yield screen.paint(words, colour=shortest.colour, bold=True) if shortest else words
