"""Which agencies a page credits: in its byline, in the dateline of its first paragraph, or in a line at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.model.document import Article, LineRole
from whence.model.language import Language
from whence.model.pack import Outlet

HEAD = 160
"""Characters of the first paragraph in which a dateline stands."""
OWN = (LineRole.OWN, LineRole.DATELINE)
TAIL = 3
"""Lines at the end among which a credit may stand."""


def credits_of(article: Article, outlets: Sequence[Outlet], language: Language) -> tuple[str, ...]:
    """Names of the agencies whose copy an article says it prints; its own outlet is none of them."""
    own = next((line.span.of(article.text) for line in article.lines if line.role in OWN), "")
    tail = [" ".join(line.span.of(article.text).split()) for line in article.lines[-TAIL:]]
    places = Places(article.byline or "", own[:HEAD], tuple(tail))
    words = "\n".join((places.byline, places.head, *tail)).casefold()
    agencies = (outlet for outlet in outlets if outlet.kind == "agency" and outlet.name != article.outlet)
    near = (outlet for outlet in agencies if any(name.casefold() in words for name in (outlet.name, *outlet.aliases)))
    return tuple(sorted(outlet.name for outlet in near if any(_credits(places, outlet, language.credits))))


@dataclass(frozen=True, slots=True)
class Places:
    """Where credits stand: the byline, the beginning of the first paragraph, and the lines at the end."""

    byline: str
    head: str
    tail: tuple[str, ...]


def _credits(places: Places, outlet: Outlet, leads: tuple[str, ...]) -> Iterator[bool]:
    names = _names(outlet)
    yield bool(names.search(places.byline))
    dateline = re.match(rf"[^.!?]{{0,80}}(?:\({names.pattern}\)|\b{names.pattern})\s*[-–—:]", places.head)
    yield bool(dateline)
    for words in places.tail:
        yield bool(re.search(rf"{_leads(leads)}\W+(?:\w+\W+){{0,3}}{names.pattern}", words, re.IGNORECASE))
        yield bool(re.fullmatch(rf"\W*{names.pattern}\W*", words))


@lru_cache(maxsize=64)
def _names(outlet: Outlet) -> re.Pattern[str]:
    names = sorted({outlet.name, *outlet.aliases}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b")


@lru_cache(maxsize=4)
def _leads(leads: tuple[str, ...]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, leads))})"
