"""From a capture to an article, and the four seeds read as a careful reader reads them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whence.model.document import Article, Capture, LineRole, Skipped
from whence.model.pack import Pack
from whence.reading.articles import read_article
from whence.reading.containers import find_captures

TITLE = "Ruritania orders forty drones from Sylvania"
BODY = "\n\n".join(
    f"Officials in {place} confirmed that the aircraft would be handed over in the {side} of the country, where crews "
    "are trained at a base beside the river."
    for place, side in (("Sylvania", "south"), ("Strelsau", "north"), ("Zenda", "west"))
)
NAVIGATION = "\n".join(["Home", "World", "Sign in", "Subscribe", "Most read", "Contact us"] * 9)


def test_flat_text_is_read_in_place(flat: Callable[..., Capture], pack: Pack) -> None:
    text = f"\ufeff{TITLE}\r\nBy Jo Quill\r\nZenda Wire\r\nMarch 4, 2022\r\n\r\n{BODY}\r\n"
    article = read_article(flat(text), pack)
    assert isinstance(article, Article)
    assert article.text == text
    assert (article.title, article.byline, article.outlet) == (TITLE, "Jo Quill", "Zenda Wire")
    assert article.published.interval.start == article.published.interval.end == date(2022, 3, 4)
    assert [span.of(text) for span in article.spans(LineRole.TITLE)] == [TITLE]
    assert len(article.body) == 1
    assert article.source.back(article.body[0]) == article.body[0]


def test_html_is_read_with_its_head(pack: Pack) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    head = f"<title>{TITLE} | Site</title><meta property='article:published_time' content='2022-03-04'>"
    page = f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    capture = Capture("a.html", "a.html", page.encode(), "text/html", url="https://dailyexample.com/1")
    article = read_article(capture, pack)
    assert isinstance(article, Article)
    assert (article.title, article.outlet) == (TITLE, "The Daily Example")
    assert article.text == "\n".join((TITLE, BODY.replace("\n\n", "\n")))
    assert article.published.interval.start == date(2022, 3, 4)
    back = article.source.back(article.spans(LineRole.OWN)[0])
    assert back is not None
    assert back.of(page) == BODY.split("\n\n")[0]


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"text\x00text", "text/plain", "binary"),
        (NAVIGATION.encode(), "text/plain", "no_text"),
        (b"* * *\n\n---\n", "text/plain", "no_text"),
        (b"<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>", "text/html", "no_text"),
        (
            b"<html><body>" + b"<p><a href='/a'>Ruritania orders forty drones</a></p>" * 9 + b"</body>",
            "text/html",
            "no_text",
        ),
        (
            b"<html><body><p>Home | World</p><p>Our weekly quiz</p><p>Crossword</p></body></html>",
            "text/html",
            "no_text",
        ),
        (f"{NAVIGATION}\n{TITLE}\nFreedonia asks for missiles\n{NAVIGATION}".encode(), "text/plain", "no_text"),
        (b"<html>" + b"<div>" * 10_000, "text/html", "unreadable"),
    ],
)
def test_what_is_no_article_is_skipped(pack: Pack, content: bytes, media_type: str, reason: str) -> None:
    skipped = read_article(Capture("a", "dir/a", content, media_type), pack)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason
    assert skipped.message.startswith("dir/a: ")
    assert ";" in skipped.message


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 200_000 + "b",
        f"{TITLE}\n\n{BODY} (" + " " * 200_000,
        f"{TITLE}\n" + "They bought forty drones on Monday, in July 2022. \n" * 5_000,
        "[(" * 100_000,
        "By " + "A " * 50_000 + f"\n{BODY}",
        "January " * 30_000,
    ],
)
def test_a_text_made_to_slow_the_reader_is_read_soon(flat: Callable[..., Capture], pack: Pack, text: str) -> None:
    start = time.process_time()  # of this process alone: others may be at work
    read_article(flat(text), pack)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "line",
    [
        "0001-01-01",
        "Updated 0001-01-02",
        "9999-12-31",
        "Captured on 9999-12-31",
        "100000000000000 years ago",
        "last Monday",
    ],
)
@pytest.mark.parametrize(
    "came_with",
    [{}, {"published": "0001-01-01"}, {"published": "9999-12-31"}, {"captured_at": datetime.max.replace(tzinfo=UTC)}],
)
def test_no_day_of_a_page_is_too_far(
    flat: Callable[..., Capture], pack: Pack, line: str, came_with: dict[str, object]
) -> None:
    for text in (f"{line}\n{TITLE}\nBy Jo Quill\n\n{BODY}", f"{TITLE}\nBy Jo Quill\n{line}\n\n{BODY}\n{line}"):
        assert isinstance(read_article(flat(text, **came_with), pack), Article)


def test_broken_utf8_is_read_all_the_same(pack: Pack) -> None:
    article = read_article(
        Capture("a", "a", f"{TITLE}\n\n{BODY}".encode()[:-40] + b"\xe2\x80 end.", "text/plain"), pack
    )
    assert isinstance(article, Article)
    assert "\ufffd" in article.text


def test_pages_nobody_tuned_on_are_all_read(shared: Path, pack: Pack) -> None:
    path = shared / "corpora" / "pages" / "flat-pages.jsonl"
    for page in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        assert isinstance(read_article(Capture("a", "a", page["flat"].encode(), "text/plain"), pack), Article)


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[tuple[Article, dict[str, object], list[dict[str, object]]]]:
    """Each seed as read, its marks, and the places in it that belong to others."""
    load_pack = pytest.importorskip("whence.packs").load_pack
    gold = json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))
    read = {}
    for capture in find_captures([str(shared / "seeds")]):
        assert isinstance(capture, Capture)
        read[capture.name] = read_article(capture, load_pack())
    return [(read[m["doc"]], m, [f for f in gold["foreign"] if f["doc"] == m["doc"]]) for m in gold["articles"]]


def test_seeds_have_their_titles_outlets_and_writers(seeds: list) -> None:
    for article, marks, _ in seeds:
        assert article.title == marks["title"]
        assert article.outlet == marks["outlet"]
        assert article.byline == marks.get("byline")


def test_seeds_are_dated(seeds: list) -> None:
    for article, marks, _ in seeds:
        found, true = article.published.interval, marks["published"]
        assert found.start is not None
        assert found.end is not None
        assert found.start <= date.fromisoformat(true["end"])
        assert found.end >= date.fromisoformat(true["start"])
        assert found.days <= true["max_width_days"]
        assert not article.published.conflict
        if "captured" in marks:
            assert article.captured_at.date().isoformat() == marks["captured"]


def test_seeds_keep_their_own_text_and_nothing_foreign(seeds: list) -> None:
    right = wrong = missed = 0
    for article, marks, foreign in seeds:
        outside = {place for f in foreign for place in range(f["start"], f["end"])}
        own = set(range(marks["body"]["start"], marks["body"]["end"])) - outside
        body = {place for span in article.body for place in range(span.start, span.end)}
        claimable = [span for span in article.spans(LineRole.TITLE, LineRole.OWN)]
        assert not any(place in outside for span in claimable for place in range(span.start, span.end))
        right, wrong, missed = right + len(own & body), wrong + len(body - own), missed + len(own - body)
    assert 2 * right / (2 * right + wrong + missed) >= 0.97
