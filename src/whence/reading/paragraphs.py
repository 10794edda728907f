"""Splits text into lines that hold something, and puts paragraphs together again that were wrapped at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise

from whence.model.text import Span
from whence.reading.turns import opens_turn

_LINE = re.compile("[^\r\n\u2028\u2029]+")
_EDGES = "\ufeff\u200b\u200e\u200f\u2060"
_WRAPPED_LINES = 6
_WIDEST, _NARROWEST = 100, 50
_FULL_SHARE = 0.7
"""Of the last columns, how many a line must reach to count as full."""
_USUAL = 0.97
"""The share of lines within the width: a long address may stick out."""
_MOST_WRAPPED = 0.6


def split_lines(text: str) -> tuple[Span, ...]:
    """The lines that hold something, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and (text[start].isspace() or text[start] in _EDGES):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGES):
            end -= 1
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a text; where it was wrapped at a fixed width, each run of lines up to a blank one is one."""
    lines = split_lines(text)
    lengths = sorted(len(line) for line in lines)
    width = lengths[int(_USUAL * (len(lengths) - 1))] if lengths else 0
    if not _is_wrapped(text, lines, width):
        return lines
    joined = [lines[0]]
    for line in lines[1:]:
        last = joined[-1]
        full = len(last.of(text).rpartition("\n")[2]) >= _FULL_SHARE * width
        if full and text[last.end : line.start].count("\n") == 1 and _goes_on(line.of(text)):
            joined[-1] = last.joined(line)
        else:
            joined.append(line)
    return tuple(joined)


def _is_wrapped(text: str, lines: tuple[Span, ...], width: int) -> bool:
    """Whether most lines are full and run on: no line is longer than a screen, and the break falls inside sentences."""
    if len(lines) < _WRAPPED_LINES or not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = [(one, other) for one, other in pairwise(lines) if text[one.end : other.start].count("\n") == 1]
    full = [pair for pair in pairs if len(pair[0]) >= _FULL_SHARE * width]
    running = [pair for pair in full if text[pair[0].end - 1] not in '.!?"”:' and _goes_on(pair[1].of(text))]
    return len(full) >= _MOST_WRAPPED * max(1, len(pairs)) and len(running) >= len(full) / 2 and len(full) >= 4


def _goes_on(line: str) -> bool:
    return not re.match(r"[-*•·–—]\s|\d+[.)]\s", line) and not opens_turn(line)
