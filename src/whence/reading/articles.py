"""Reads one capture into an article: text, roles of its lines, title, outlet, writers and publication date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whence.model.document import Article, Capture, Line, LineRole, Skipped
from whence.model.pack import Pack
from whence.model.text import TextMap
from whence.reading.dating import date_article
from whence.reading.decoding import NotTextError, decode
from whence.reading.heads import Head
from whence.reading.html import PageError, read_page
from whence.reading.metadata import name_outlet, name_writers
from whence.reading.plain import read_lines

_FEW_LINES = 4
"""Lines of a text that is no page: there a title stands for itself."""
_NO_HEAD = Head(None, None, None, None, ())


@dataclass(frozen=True, slots=True)
class _Body:
    text: str
    lines: tuple[Line, ...]
    head: Head
    source: TextMap


def read_article(capture: Capture, pack: Pack) -> Article | Skipped:
    """The reading of one capture, flat text or HTML.

    A skip is ``binary`` for what is no text, ``no_text`` for a page that is all navigation, ``too_large`` or
    ``unreadable`` for a page that no parser should be given.
    """
    try:
        body = _read(capture)
    except NotTextError as error:
        return _skip(capture, "binary", f"{error}; save the page as HTML or text")
    except PageError as error:
        return _skip(capture, error.reason, f"{error}; save the article itself as text")
    if not _has_text(body.lines):
        return _skip(capture, "no_text", "no article text is in it; save the article itself")
    return _article(capture, body, pack)


def _has_text(lines: Sequence[Line]) -> bool:
    """Whether a page has text of its own, or is a title alone: a title among menus is one more of them."""
    roles = {line.role for line in lines}
    if LineRole.OWN in roles or LineRole.TITLE not in roles:
        return LineRole.OWN in roles
    return len(lines) <= _FEW_LINES or not roles.isdisjoint((LineRole.BYLINE, LineRole.DATELINE))


def _read(capture: Capture) -> _Body:
    text = decode(capture.content)
    if "html" in capture.media_type:
        page = read_page(text)
        return _Body(page.text, page.lines, page.head, page.source)
    return _Body(text, read_lines(text), _NO_HEAD, TextMap.identity(len(text)))


def _article(capture: Capture, body: _Body, pack: Pack) -> Article:
    text, lines, head = body.text, body.lines, body.head
    dated = date_article(capture, text, lines, pack.events, head.published)
    titles = [line.span.of(text) for line in lines if line.role is LineRole.TITLE]
    return Article(
        capture_id=capture.id,
        name=capture.name,
        text=text,
        lines=lines,
        title=titles[-1] if titles else None,
        outlet=name_outlet(capture, text, lines, pack.outlets, head.site),
        byline=head.writers or name_writers(text, lines),
        published=dated.dating,
        captured_at=dated.captured_at,
        url=capture.url or head.url,
        source=body.source,
    )


def _skip(capture: Capture, reason: str, message: str) -> Skipped:
    return Skipped(capture.name, capture.path, reason, f"{capture.path}: {message}")
