"""Pages: the article and nothing round it, the way back to the source, and nothing that breaks the reader."""

from __future__ import annotations

import json
import time
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.model.document import LineRole
from whence.model.text import Span
from whence.reading.alignment import align
from whence.reading.html import PageError, read_page

TITLE = "Ruritania orders forty drones"
PARAGRAPHS = (
    "The ministry of defence of Ruritania said on Monday that it had ordered forty <b>Kestrel</b> drones from "
    "Sylvania, the first purchase in a decade &amp; a half.",
    "&ldquo;We are pleased,&rdquo; said the minister, Ann O&#8217;Ther, adding that <a href='/x'>deliveries</a> would "
    "begin in March and end within the year, according to the contract.",
    "Sylvania&rsquo;s embassy did not comment. The opposition called the caf&eacute; deal a waste of money and asked "
    "for a debate in parliament before any of it is spent.",
)
TEASERS = "".join(
    f"<div><h3><a href='/t{n}'>Freedonia ships {n}00 missiles to Klopstokia</a></h3>"
    f"<p>Freedonia shipped {n}00 missiles to Klopstokia on Friday, officials said, in a step that...</p></div>"
    for n in range(1, 7)
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Site"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": "2022-03-04T10:00:00Z",
            "author": [{"@type": "Person", "name": "Jo Quill"}, {"name": "Al Ias"}],
            "publisher": {"name": "Daily Example"},
        },
    ],
}


def page(head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    links = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} - The Daily Example</title>{head}</head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>{TITLE}</h1>{body}</article>"
        f"<aside class='related'><h2>Related</h2>{TEASERS}</aside>"
        "<footer>© 2022 The Daily Example</footer></body></html>"
    )


def test_the_title_and_the_paragraphs_are_read_and_nothing_else() -> None:
    read = read_page(page())
    lines = [line.span.of(read.text) for line in read.lines]
    assert lines[0] == TITLE
    assert [line.role for line in read.lines] == [LineRole.TITLE] + [LineRole.OWN] * 3
    assert lines[2].startswith("“We are pleased,” said the minister, Ann O’Ther, adding that deliveries would")
    assert "Freedonia" not in read.text
    assert "Section" not in read.text


def test_every_word_leads_back_to_the_source() -> None:
    source = page()
    read = read_page(source)
    for line in read.lines:
        for start in range(line.span.start, line.span.end):
            back = read.source.back(Span(start, start + 1))
            if read.text[start].isalnum():
                assert back is not None
    whole = read.source.back(read.lines[2].span)
    assert whole is not None
    assert whole.of(source).startswith("&ldquo;We are pleased,&rdquo;") or whole.of(source).startswith("&")


def test_a_line_of_links_inside_the_text_is_no_own_text() -> None:
    paragraphs = (*PARAGRAPHS[:2], "Read more: Freedonia asks Klopstokia for two hundred missiles", PARAGRAPHS[2])
    read = read_page(page(paragraphs=paragraphs))
    own = [line.span.of(read.text) for line in read.lines if line.role is LineRole.OWN]
    assert not any("Freedonia" in line for line in own)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>", "writers", "Jo Quill, Al Ias"),
        (f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>", "site", "Daily Example"),
        ("<script type='application/ld+json'>{broken</script>", "site", None),
        ("<meta property='og:site_name' content='The Daily Example'>", "site", "The Daily Example"),
        ("<meta name='author' content='By Jo Quill'>", "writers", "Jo Quill"),
        ("<meta property='article:author' content='https://social.example/jo'>", "writers", None),
        ("<link rel='canonical' href='https://dailyexample.com/1'>", "url", "https://dailyexample.com/1"),
        ("<link rel='canonical' href='/1'>", "url", None),
        ("", "published", ()),
    ],
)
def test_the_head_of_a_page(head: str, field: str, value: object) -> None:
    assert getattr(read_page(page(head)).head, field) == value


def test_dates_of_the_head_come_best_first() -> None:
    linked = f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>"
    head = f"<meta property='article:published_time' content='2022-03-05'>{linked}"
    assert [value for _, value in read_page(page(head)).head.published] == ["2022-03-04T10:00:00Z", "2022-03-05"]


NAVIGATION = "<ul>" + "<li><a href='/x'>Home and other places</a></li>" * 400 + "</ul>"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<html><body>" + "<div>" * 10_000 + "text" + "</div>" * 10_000 + "</body></html>", "unreadable"),
        ("<html><body>" + "<div>" * 10_000 + "text", "unreadable"),
        (f"<html><body>{NAVIGATION}</body></html>", "no_text"),
        (f"<html><body>{NAVIGATION * 30}</body></html>", "no_text"),
        (f"<html><body>{NAVIGATION * 600}</body></html>", "too_large"),
        ("<html>" + "<br>" * 200_000, "too_large"),
        ("<html></html>", "no_text"),
        ("<!-- only a comment -->", "unreadable"),
        ("<html>" + "<" * 50_000, "no_text"),
        ("<html>" + "<a " * 50_000, "no_text"),
        ("<html>" + "<!--" * 50_000, "no_text"),
        ("<html><script>" * 20_000, "no_text"),
        ("<html><body><p>" + "&" * 50_000 + "</p></body></html>", "no_text"),
    ],
)
def test_a_page_made_to_break_readers_is_skipped_soon(source: str, reason: str) -> None:
    start = time.perf_counter()
    with pytest.raises(PageError) as caught:
        read_page(source)
    assert caught.value.reason == reason
    assert time.perf_counter() - start < 20


def test_a_tag_with_very_many_attributes_is_read_soon() -> None:
    attributes = " ".join(f"a{n}='x'" for n in range(50_000))
    start = time.perf_counter()
    read = read_page(page().replace("<article>", f"<article {attributes}>"))
    assert read.text.startswith(TITLE)
    assert time.perf_counter() - start < 10


words = st.text(alphabet=st.sampled_from("abc é&<>“’\u00a0"), min_size=1, max_size=12)


@settings(max_examples=150)
@given(st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=5), st.booleans())
def test_mapped_words_are_the_same_words(paragraphs: list[list[str]], named: bool) -> None:
    """Whatever is mapped stands in the source with the same letters."""
    marked = [" ".join(f"<i>{escape(w)}</i>" if len(w) % 2 else escape(w) for w in words) for words in paragraphs]
    source = "<html><script>abc</script>" + "".join(f"<p>{words}</p>" for words in marked)
    if named:
        source = source.replace("é", "&eacute;").replace("“", "&#8220;")
    text = "\n".join(" ".join(" ".join(words).split()) for words in paragraphs)
    found = align(text, source)
    for piece in found.pieces:
        made, there = text[piece.made : piece.made + piece.length], source[piece.source : piece.source + piece.length]
        assert made == there or there in ("&", ";") or "&" in there or ";" in there
    for start in range(len(text)):
        back = found.back(Span(start, start + 1))
        if back is not None and text[start].isalnum() and not named:
            assert unescape(back.of(source)) == text[start]
