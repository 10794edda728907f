"""Reads one capture into an article: text, roles of its lines, title, outlet, byline and publication date."""

from __future__ import annotations

from whence.model.document import Article, Capture, LineRole, Skipped
from whence.model.pack import Pack
from whence.model.text import TextMap
from whence.reading.dating import date_article
from whence.reading.decoding import NotText, decode
from whence.reading.plain import read_lines


def read_article(capture: Capture, pack: Pack) -> Article | Skipped:
    """The reading of one capture, or a skip: ``binary`` for what is no text, ``no_text`` for pages without any."""
    try:
        text = decode(capture.content)
    except NotText as error:
        return Skipped(capture.name, capture.path, "binary", f"{capture.path}: {error}; save the page as HTML or text")
    lines = read_lines(text)
    titles = [line.span.of(text) for line in lines if line.role is LineRole.TITLE]
    dated = date_article(capture, text, lines, pack.events)
    return Article(
        capture_id=capture.id, name=capture.name, text=text, lines=lines, title=titles[-1] if titles else None,
        outlet=capture.outlet, byline=None, published=dated.dating, captured_at=dated.captured_at,
        url=capture.url, source=TextMap.identity(len(text)),
    )
