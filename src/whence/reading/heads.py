"""Reads what the head of a page says of its article: JSON-LD first, then OpenGraph, then plain meta elements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

_ARTICLES = ("article", "posting", "report")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "publish-date",
    "pubdate", "publishdate", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "sailthru.date",
    "parsely-pub-date", "article.published", "publication_date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
_SITES = ("og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_MOST_SCRIPT = 1_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; ``published`` pairs the words that say it with the date, best first."""

    title: str | None
    site: str | None
    writers: str | None
    url: str | None
    published: tuple[tuple[str, str], ...]


def read_head(tree: HtmlElement) -> Head:
    """The head of a page; what is not there is None or empty."""
    linked = [item for item in _linked(tree) if _is_article(item)]
    metas = _metas(tree)
    titles = [_text(item.get("headline")) for item in linked] + [metas.get(name) for name in _TITLES] + [_title(tree)]
    sites = [
        metas.get("og:site_name"),
        *(_name(item.get("publisher")) for item in linked),
        *(metas.get(n) for n in _SITES),
    ]
    writers = [_names(item.get("author")) for item in linked] + [_author(metas.get(name)) for name in _AUTHORS]
    links = tree.xpath("//link[translate(@rel,'CANOIL','canoil')='canonical']/@href")
    urls = [str(links[0]) if links else None, metas.get("og:url")]
    dates = [("datePublished", _text(item.get("datePublished"))) for item in linked]
    dates += [(name, metas.get(name)) for name in _PUBLISHED]
    dates += [
        ("time", str(value)) for value in tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")[:1]
    ]
    return Head(
        title=next(filter(None, titles), None),
        site=next(filter(None, sites), None),
        writers=next(filter(None, writers), None),
        url=next((url for url in urls if url and url.startswith("http")), None),
        published=tuple((f"{words} {value}", value) for words, value in dates if value),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Contents of meta elements by property, name or itemprop; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _text(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().casefold(), content)
    return found


def _title(tree: HtmlElement) -> str | None:
    for path in ("//h1", "//title"):
        elements = tree.xpath(path)
        if len(elements) == 1 and (text := _text(" ".join(elements[0].itertext()))):
            return text
    return None


def _linked(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """Objects of JSON-LD scripts, those of lists and graphs too; broken scripts are passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        source = script.text or ""
        if len(source) > _MOST_SCRIPT:
            continue
        try:
            waiting = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting = item + waiting
            elif isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                waiting += graph if isinstance(graph, list) else []


def _is_article(item: dict[str, object]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.casefold().endswith(_ARTICLES) for name in names) or any(
        isinstance(name, str) and "article" in name.casefold() for name in names
    )


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> str | None:
    names = [_name(item) for item in value] if isinstance(value, list) else [_name(value)]
    return _author(", ".join(dict.fromkeys(name for name in names if name)))


def _author(value: str | None) -> str | None:
    """A writer's name; addresses of profiles are none."""
    value = _text(value)
    if value is None or "://" in value or "@" in value:
        return None
    return value[3:] if value.casefold().startswith("by ") else value
