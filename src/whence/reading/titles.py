"""Finds the headline above an article's text, which is rarely the first line of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whence.model.document import LineRole
from whence.reading.litter import At, Hit, fold, load_litter
from whence.reading.mastheads import is_day_line, is_item, is_kicker, is_link, is_masthead, is_menu, is_trail
from whence.reading.turns import opens_turn

_CLOSED = re.compile(r"[.!…][\"'”’)\]]*$")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?]\s+\S")
_WORD = re.compile(r"[^\W_]{3,}")
_SEPARATED = re.compile(r"\s+[|•·»›/–—-]+\s+|\s*[|»›]\s*")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b ?(?:[ap]\.?m|[A-Z]{2,4}\b)", re.IGNORECASE)
_SUFFIX_WORDS = 6
_LONGEST = 400
_REACH = 60
"""Lines above the text in which a headline is looked for."""
_FEWEST, _MOST = 3, 35
_MOST_DIGITS = 0.25
_GOOD_FEWEST, _GOOD_MOST = 5, 25
_NO_HEADLINE = 1.5
"""What the name of an outlet loses: it is rarely a headline."""


def find_title(lines: Sequence[str], hits: Sequence[tuple[Hit, ...]], own: Sequence[bool]) -> int | None:
    """The place of the headline, or None where no line above the text can be one."""
    first = next((place for place, mine in enumerate(own) if mine), len(lines))
    said = _said(lines, own)
    places = [0, *range(max(1, first - _REACH), first)] if lines else []
    if own and own[0] and _is_headline(lines[0]):
        places = [0]
    scored = [(_score(place, lines, hits, said, first), place) for place in places]
    if first > 0 and _opens(lines, own, first):
        rest = _said(lines, [mine and place > first for place, mine in enumerate(own)])
        scored.append((_score(first, lines, hits, rest, first), first))
    best = max(scored, default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _said(lines: Sequence[str], own: Sequence[bool]) -> set[str]:
    return {word for line, mine in zip(lines, own, strict=True) if mine for word in _WORD.findall(fold(line))}


def _opens(lines: Sequence[str], own: Sequence[bool], first: int) -> bool:
    """Whether the first line of the text can be its headline: it ends like one, and a sentence follows."""
    follows = first + 1 < len(lines) and own[first + 1] and bool(_CLOSED.search(lines[first + 1]))
    return follows and _is_headline(lines[first]) and not _CLOSED.search(lines[first])


def page_title(line: str) -> str:
    """What a page's title says before the outlet's name: "Headline - Outlet" without its end."""
    cuts = list(_SEPARATED.finditer(line)) if len(line) <= _LONGEST else []
    if not cuts or len(line[: cuts[-1].start()].split()) < _FEWEST:
        return line
    return line[: cuts[-1].start()] if len(line[cuts[-1].end() :].split()) <= _SUFFIX_WORDS else line


def slug_length(line: str) -> int:
    """How much of a headline is a wire's mark before it: "UPDATE 2-Ruritania orders drones"."""
    marks = _slugs().match(line)
    return marks.end() if marks and marks.end() < len(line) else 0


@cache
def _slugs() -> re.Pattern[str]:
    words = "|".join(re.escape(word.upper()) for word in sorted(load_litter().slugs, key=len, reverse=True))
    return re.compile(rf"(?:(?:{words})(?: \d{{1,2}})?(?:\s*[-–—:]\s*))+(?=\S)")


def _is_headline(line: str) -> bool:
    return len(line.split()) <= _MOST and not _SENTENCE_END.search(line)


def _score(place: int, lines: Sequence[str], hits: Sequence[tuple[Hit, ...]], said: set[str], first: int) -> float:
    line = page_title(lines[place]) if place == 0 else lines[place]
    count = len(line.split())
    if not _FEWEST <= count <= _MOST:
        return 0.0
    words = _WORD.findall(fold(line))
    if (
        not words
        or line.endswith(":")
        or opens_turn(line)
        or is_menu(line)
        or is_item(line)
        or is_link(line)
        or is_trail(line)
        or is_day_line(line)
        or _CLOCK.search(line)
        or sum(char.isdigit() for char in line) > _MOST_DIGITS * len(line)
    ):
        return 0.0
    score = 1.0 + 4.0 * sum(1 for word in words if word in said) / len(words) if said else 2.0
    score += 1.0 if _GOOD_FEWEST <= count <= _GOOD_MOST else 0.0
    if place > 0:
        head = set(_WORD.findall(fold(lines[0])))
        score += 0.5 + (2.5 * _all(words, head) if len(words) >= _FEWEST else 0.0)
    if any(_is_header(hit) for hit_list in hits[place + 1 : place + 4] for hit in hit_list):
        score += 0.75
    score -= 1.25 if line.endswith(".") else 0.0
    score -= _NO_HEADLINE if is_masthead(line) else 0.0
    score -= _NO_HEADLINE if place > 0 and is_kicker(line) else 0.0
    score -= min(2.0, 0.04 * max(0, first - place - 1))
    if any(hit.at is not At.WITHIN for hit in hits[place]):
        score -= 2.5
    if any(hit.role in (LineRole.CAPTION, LineRole.NOTICE) for hit in hits[place]):
        score -= 2.0
    return score


def _all(words: Sequence[str], head: set[str]) -> float:
    """From 0, where half or fewer of the words are in a page's title, to 1 where all are."""
    return max(0.0, 2.0 * sum(1 for word in words if word in head) / len(words) - 1.0)


def _is_header(hit: Hit) -> bool:
    return hit.role in (LineRole.BYLINE, LineRole.DATELINE)
