"""Finds the words of an extracted text again in the page they came from.

Law: a mapped word stands in the source with the same letters, once entities are decoded; others are not mapped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from whence.model.text import Piece, TextMap

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|svg)\b.*?(?:</\1\s*>|\Z)|<[a-zA-Z/!?][^<>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WORD = re.compile(r"\w+|[^\w\s]")
_AHEAD = 60
_ANCHOR = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, and where its characters stand in the source."""

    text: str
    places: tuple[int, ...]


def align(text: str, page: str) -> TextMap:
    """Leads from ``text`` to ``page``, an HTML source, paragraph by paragraph and forward within each."""
    source = list(_source_words(page))
    index: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(source)):
        index.setdefault(tuple(word.text for word in source[place : place + _ANCHOR]), []).append(place)
    pieces: list[Piece] = []
    here, offset = 0, 0
    for paragraph in text.split("\n"):
        words = [_Word(m[0], tuple(range(offset + m.start(), offset + m.end()))) for m in _WORD.finditer(paragraph)]
        here = _paragraph(words, source, index, here, pieces)
        offset += len(paragraph) + 1
    return TextMap.of(_merged(pieces))


def _paragraph(
    words: list[_Word], source: list[_Word], index: dict[tuple[str, ...], list[int]], here: int, pieces: list[Piece]
) -> int:
    """Maps the words of one paragraph and returns the place after its last word in the source."""
    at, lost = here, True
    for place, word in enumerate(words):
        if lost:
            key = tuple(other.text for other in words[place : place + _ANCHOR])
            found = _from(index.get(key, []), at)
        else:
            ahead = range(at, min(at + _AHEAD, len(source)))
            found = next((spot for spot in ahead if source[spot].text == word.text), None)
        if found is None:
            lost = True
            continue
        pieces += _pieces(word, source[found])
        at, lost = found + 1, False
    return at


def _from(places: list[int], here: int) -> int | None:
    """The first place from here on, else the first of all."""
    if not places:
        return None
    spot = bisect_left(places, here)
    return places[spot] if spot < len(places) else places[0]


def _pieces(word: _Word, source: _Word) -> Iterator[Piece]:
    for made, there in zip(word.places, source.places, strict=True):
        yield Piece(made, there, 1)


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if last and last.made + last.length == piece.made and last.source + last.length == piece.source:
            last = Piece(last.made, last.source, last.length + 1)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _source_words(page: str) -> Iterator[_Word]:
    """The words of the page's text, markup left out; a word that markup cuts is two."""
    at = 0
    for markup in _MARKUP.finditer(page):
        yield from _text_words(page, at, markup.start())
        at = markup.end()
    yield from _text_words(page, at, len(page))


def _text_words(page: str, start: int, end: int) -> Iterator[_Word]:
    made: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    at = start
    for entity in _ENTITY.finditer(page, start, end):
        made += page[at : entity.start()]
        places += range(at, entity.start())
        ends += range(at, entity.start())
        decoded = unescape(entity[0])
        made += decoded
        places += [entity.start()] * len(decoded)
        ends += [entity.end() - 1] * len(decoded)
        at = entity.end()
    made += page[at:end]
    places += range(at, end)
    ends += range(at, end)
    for match in _WORD.finditer("".join(made)):
        first, last = match.start(), match.end() - 1
        inner = (*places[first:last], ends[last]) if last > first else (places[first],)
        yield _Word(match[0], inner)
