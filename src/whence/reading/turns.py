"""Finds the turns of a transcript: whose mark opens a line, and which lines are answers and which are questions.

Law: a page is a transcript only where several of its lines open with marks that agree, or its text opens with one that
can mean nothing else; on every other page no line changes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from whence.lang.turns import load_turns
from whence.model.document import Line, LineRole
from whence.model.text import Span

_WORDS = load_turns()
_NAME = r"[^\W\d_][\w.’'‑-]*"
_LINKS = "of|the|de|da|di|von|van|bin|al|el|for|and"
_BOLD = r"(?:\*\*|__|\*)?"
_MARK = re.compile(
    rf"{_BOLD}(?P<who>(?:{_NAME}|\\?\[[\w ]+\\?\])(?:[ \u00a0]+(?:{_LINKS}|{_NAME}|\d|\\?\[[\w ]+\\?\])){{0,6}})"
    rf"(?P<more>(?:,[ \u00a0][^:\n]{{2,70}}|[ \u00a0]\([^():\n]{{1,50}}\)){{0,2}}){_BOLD}:{_BOLD}(?=\s|$)"
)
"""A name or an office, more about it, and a colon; asterisks are those of bold text."""
_ASKED = re.compile(rf"{_BOLD}Q\.?{_BOLD}(?:[ \u00a0\t]+|$)(?=[^\w]*[A-Z0-9]|[—–-])")
"""A bare "Q" before a question."""
_RECORD = re.compile(
    r"(?P<who>(?:Mrs?|Ms|Dr|The|Senator|General|Ambassador|Secretary|Chairman)\.? "
    r"[A-Z][A-Z’'-]{2,}(?: [A-Z]{2,})?)\.(?=\s)"
)
"""The mark of records of parliaments: "Mr. ROE. I thank the gentleman." """
_EDGE = " \t\u00a0*_\\"
_OPENING = 3
"""Lines of text that may stand before the one mark of a speech."""
_CHANGING = 0.6
"""How often one mark must be followed by another's, of all marks, where none says by its words that it is one."""
_ASKING, _TURNS = 0.6, 2
"""The share of somebody's turns that must end in a question, and their least number, for an interviewer."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What opens a turn: ``strong`` where its words leave no doubt; ``key`` is alike for all marks of one speaker."""

    span: Span
    key: str
    strong: bool
    asks: bool


def opens_turn(line: str) -> bool:
    """Whether a line opens with a mark that is one by its words alone."""
    mark = _mark_of(line, Span(0, len(line)))
    return mark is not None and mark.strong


def find_marks(text: str, spans: Sequence[Span], own: Sequence[bool]) -> dict[int, Mark]:
    """The marks of a transcript by the place of their line, none on other pages; ``own`` tells which lines are text.

    A mark that is none by its words ("Ann Roe:", "Bottom line:") must come again, before text; without any that is,
    two such speakers must take turns.
    """
    found = ((place, _mark_of(text, span)) for place, span in enumerate(spans))
    marks = {place: mark for place, mark in found if mark is not None}
    strong = {place: mark for place, mark in marks.items() if mark.strong}
    names = _names(marks, own)
    if len(strong) > 1:
        known = {mark.key for mark in strong.values()} | names
        return {place: mark for place, mark in marks.items() if mark.key in known}
    if strong:
        place, mark = next(iter(strong.items()))
        opens = not mark.asks and len(spans) > _OPENING and sum(own[:place]) <= _OPENING
        return strong if opens and text[mark.span.start : mark.span.end].isupper() else {}
    weak = {place: mark for place, mark in marks.items() if mark.key in names}
    keys = [mark.key for mark in weak.values()]
    changes = sum(one != other for one, other in pairwise(keys))
    return weak if len(names) > 1 and changes >= _CHANGING * (len(keys) - 1) else {}


def _names(marks: Mapping[int, Mark], own: Sequence[bool]) -> set[str]:
    """The keys of marks without a title or office that come again, each time before text."""
    times = Counter(mark.key for mark in marks.values())
    text = Counter(mark.key for place, mark in marks.items() if own[place])
    return {key for key, count in times.items() if count > 1 and text[key] == count}


def _mark_of(text: str, span: Span) -> Mark | None:
    start, end = span.start, span.end
    asked = _ASKED.match(text, start, end)
    if asked is not None:
        return Mark(Span(start, start + len(asked[0].rstrip())), "q", strong=True, asks=True)
    found = _MARK.match(text, start, end) or _RECORD.match(text, start, end)
    if found is None or not found["who"].lstrip("\\[")[:1].isupper():
        return None
    words = [word.strip(".").casefold() for word in re.sub(r"[*_\\\[\]]", " ", found["who"]).split()]
    told = " ".join(words)
    asks, office = told in _WORDS.askers, words[-1] in _WORDS.unnamed
    if not asks and any(word[0].islower() and word not in _LINKS.split("|") for word in found["who"].split()):
        return None
    head = words[0] == "the" and " ".join(words[1:]) in _WORDS.heads
    lead = list(takewhile(lambda word: word in _WORDS.titles or word in _WORDS.ranks, words[:-1]))
    titled = not _WORDS.titles.isdisjoint(lead)
    strong = asks or told in _WORDS.answers or head or titled or (office and found["who"].isupper())
    return Mark(Span(start, found.end()), told if asks or office or head else words[-1], strong=strong, asks=asks)


def cut_turns(text: str, lines: Sequence[Line], marks: Iterable[Mark]) -> tuple[Line, ...]:
    """The lines with the marks cut off as speakers, and the turns of those who ask told apart as questions."""
    by_start = {mark.span.start: mark for mark in marks}
    if not by_start:
        return tuple(lines)
    asking = _interviewers(text, lines, by_start)
    found: list[Line] = []
    turn: LineRole | None = None
    for line in lines:
        mark = by_start.get(line.span.start)
        if mark is not None:
            turn = LineRole.QUESTION if mark.asks or mark.key in asking else LineRole.OWN
            found.extend(_cut(text, line, mark, turn))
        else:
            found.append(Line(line.span, turn) if turn is not None and line.role is LineRole.OWN else line)
    return tuple(found)


def _interviewers(text: str, lines: Sequence[Line], marks: Mapping[int, Mark]) -> set[str]:
    """Speakers whose turns mostly end in a question while another's do not: whoever leads an interview."""
    asked, turns = Counter[str](), Counter[str]()
    places = [place for place, line in enumerate(lines) if line.span.start in marks]
    for place, following in zip(places, [*places[1:], len(lines)], strict=True):
        mark, end = marks[lines[place].span.start], lines[following - 1].span.end
        turns[mark.key] += 1
        asked[mark.key] += text[mark.span.end : end].rstrip(" \n\"”'’)*_").endswith("?")
    often = {key for key, count in turns.items() if count >= _TURNS and asked[key] >= _ASKING * count}
    return often if set(turns) - often else set()


def _cut(text: str, line: Line, mark: Mark, role: LineRole) -> Iterator[Line]:
    yield Line(mark.span, LineRole.SPEAKER)
    start = mark.span.end
    while start < line.span.end and (text[start].isspace() or text[start] in _EDGE):
        start += 1
    if start < line.span.end:
        yield Line(Span(start, line.span.end), role)
