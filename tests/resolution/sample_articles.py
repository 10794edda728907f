"""Articles for tests of reused text and credits: paragraphs of invented words."""

from __future__ import annotations

import random
from collections.abc import Sequence

from whence.model.document import Article, Dating, Line, LineRole
from whence.model.interval import TimeInterval
from whence.model.text import Span, TextMap

WORDS = [first + last for first in ("lo", "mi", "ra", "te", "su", "no") for last in ("ban", "der", "fin", "gat", "kel")]


def sentence(seed: int, length: int = 20) -> str:
    """Invented words, the same for a seed."""
    chosen = random.Random(seed).choices(WORDS, k=length)
    return " ".join(chosen).capitalize() + "."


def an_article(
    *paragraphs: str, title: str = "", outlet: str | None = "The Gazette", byline: str | None = None, name: str = "page"
) -> Article:
    """A page of a title and own paragraphs."""
    text = "\n\n".join([title, *paragraphs])
    return Article(
        capture_id=f"capture {name}",
        name=name,
        text=text,
        lines=tuple(_lines(title, paragraphs)),
        title=title or None,
        outlet=outlet,
        byline=byline,
        published=Dating(TimeInterval(None, None), ()),
        captured_at=None,
        url=None,
        source=TextMap.identity(len(text)),
    )


def _lines(title: str, paragraphs: Sequence[str]) -> list[Line]:
    lines, start = [Line(Span(0, len(title)), LineRole.TITLE)], len(title)
    for paragraph in paragraphs:
        start += 2
        lines.append(Line(Span(start, start + len(paragraph)), LineRole.OWN))
        start += len(paragraph)
    return lines
