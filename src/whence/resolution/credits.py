"""Which agencies a page credits: in its byline, in the dateline of its first paragraph, or in a line at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from whence.model.document import Article, LineRole
from whence.model.language import Language
from whence.model.pack import Outlet

HEAD = 160
"""Characters of the first paragraph in which a dateline stands."""
TAIL = 3
"""Lines at the end among which a credit may stand."""


def credits_of(article: Article, outlets: Sequence[Outlet], language: Language) -> tuple[str, ...]:
    """Names of the agencies whose copy an article says it prints; its own outlet is none of them."""
    agencies = (outlet for outlet in outlets if outlet.kind == "agency" and outlet.name != article.outlet)
    return tuple(sorted(outlet.name for outlet in agencies if any(_credits(article, outlet, language.credits))))


def _credits(article: Article, outlet: Outlet, leads: tuple[str, ...]) -> Iterator[bool]:
    names = _names(outlet)
    yield bool(article.byline and names.search(article.byline))
    own = [line for line in article.lines if line.role in (LineRole.OWN, LineRole.DATELINE)]
    if own:
        first = own[0].span.of(article.text)[:HEAD]
        dateline = re.match(rf"[^.!?]{{0,80}}(?:\({names.pattern}\)|\b{names.pattern})\s*[-–—:]", first)
        yield bool(dateline)
    for line in article.lines[-TAIL:]:
        words = " ".join(line.span.of(article.text).split())
        yield bool(re.search(rf"{_leads(leads)}\W+(?:\w+\W+){{0,3}}{names.pattern}", words, re.IGNORECASE))
        yield bool(re.fullmatch(rf"\W*{names.pattern}\W*", words))


@lru_cache(maxsize=64)
def _names(outlet: Outlet) -> re.Pattern[str]:
    names = sorted({outlet.name, *outlet.aliases}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b")


@lru_cache(maxsize=4)
def _leads(leads: tuple[str, ...]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, leads))})"
