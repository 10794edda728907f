"""Reads a page into its title and paragraphs through trafilatura, guarded against pages made to break parsers."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from lxml.etree import LxmlError, ParserError  # type: ignore[import-untyped]  # lxml ships no types
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]  # lxml ships no types
from trafilatura import extract

from whence.model.document import Line, LineRole
from whence.model.text import Span, TextMap
from whence.reading.alignment import align
from whence.reading.heads import Head, read_head
from whence.reading.litter import fold
from whence.reading.mastheads import is_text
from whence.reading.plain import overruling
from whence.reading.titles import page_title
from whence.reading.turns import cut_turns, find_marks

LARGEST = 8_000_000
"""Characters of markup, scripts left out, beyond which a page is not parsed."""
_DEEPEST = 400
_MOST_TAGS = 150_000
_DEAD = re.compile(
    r"<(script|style|svg|noscript|template)\b(?![^<>]*application/ld\+json).*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{10000,}>")
"""Parsers take quadratic time over a tag with very many attributes."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dd", "dt", "option", "tr", "td", "th"}
)
"""Elements that hold nothing, or that the next of their kind closes."""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


class PageError(ValueError):
    """A page that cannot be read; ``reason`` is one of the reasons of ``Skipped``."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Page:
    """The reading of a page: its text (the title first, then one paragraph a line) and the way back to the source."""

    text: str
    lines: tuple[Line, ...]
    head: Head
    source: TextMap


def read_page(page: str) -> Page:
    """Raises PageError for pages that are too large, too deep, broken, or without an article."""
    live = _LONG_TAG.sub(r"<\1>", _DEAD.sub(" ", page))
    _check(live)
    try:
        tree = document_fromstring(live, parser=HTMLParser(remove_comments=True, recover=True))
        head = read_head(tree)
        body = extract(
            tree,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            include_links=False,
            deduplicate=False,
        )
    except (LxmlError, ParserError, ValueError, RecursionError, MemoryError, AssertionError) as error:
        raise PageError("unreadable", f"its HTML cannot be parsed ({type(error).__name__})") from error
    paragraphs = [" ".join(line.split()) for line in (body or "").split("\n")]
    return _page(page, head, [_bare(paragraph) for paragraph in paragraphs if paragraph.strip()], _heading(tree))


def _check(live: str) -> None:
    if len(live) > LARGEST:
        raise PageError("too_large", f"more than {LARGEST:,} characters of markup")
    depth = deepest = tags = 0
    for tag in _TAG.finditer(live):
        tags += 1
        if tag[3] or tag[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise PageError("unreadable", f"its elements are nested {deepest:,} deep")
    if tags > _MOST_TAGS:
        raise PageError("too_large", f"it has {tags:,} elements")


def _heading(tree: HtmlElement) -> str | None:
    headings = tree.xpath("//h1")
    text = " ".join(" ".join(headings[0].itertext()).split()) if len(headings) == 1 else ""
    return text or None


def _bare(paragraph: str) -> str:
    """The paragraph without the marks of a list that the extraction puts in."""
    return re.sub(r"^[-*•]\s+", "", paragraph)


def _page(page: str, head: Head, paragraphs: list[str], heading: str | None) -> Page:
    title = heading if heading and head.title and fold(heading) in fold(head.title) else head.title
    title = page_title(title) if title else None
    while paragraphs and title and fold(paragraphs[0]) == fold(title):
        del paragraphs[0]
    roles = [overruling(paragraph) or LineRole.OWN for paragraph in paragraphs]
    if not any(role is LineRole.OWN and is_text(words) for words, role in zip(paragraphs, roles, strict=True)):
        raise PageError("no_text", "no article text is in it")
    lines, made, at = [], [], 0
    titled = [(title, LineRole.TITLE)] if title else []
    for words, role in (*titled, *zip(paragraphs, roles, strict=True)):
        lines.append(Line(Span(at, at + len(words)), role))
        made.append(words)
        at += len(words) + 1
    text = "\n".join(made)
    marks = find_marks(text, [line.span for line in lines], [line.role is LineRole.OWN for line in lines])
    return Page(text, cut_turns(text, lines, marks.values()), head, align(text, page))
