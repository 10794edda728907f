"""Splits text into words and looks up phrases of a table in them, so that every grammar reads text the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from whence.model.text import Span
from whence.tables import Row, read_rows

T = TypeVar("T")

_TOKEN = re.compile(
    r"""
    (?<!\d)\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)              # 2022-08-31
    | (?<!\d)\d{1,2}(?:[./]\d{1,2}[./](?:\d{4}|\d\d)|-\d{1,2}-\d{4})(?!\d)   # 31.08.2022, 8/31/22
    | (?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)                 # 10:30
    | \d+(?:st|nd|rd|th)\b
    | (?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,]\d)(?:\.\d+)?
    | (?<![\d,])\d{1,2}(?:,\d\d)+,\d{3}(?![\d,])(?:\.\d+)?     # 12,34,567 in India
    | (?<![\w.,-])[1-9]\d{0,2}(?:[\ \u00a0\u202f]\d{3})+
      (?!\d|[\ \u00a0\u202f]\d{1,2}\b|-?[a-z]|[\ \u00a0\u202f]mm\b)(?:\.\d+)?      # 12 500, but 40 155mm guns
    | \d+(?:\.\d+)?
    | [^\W\d_]+(?:['\u2019][^\W\d_]+)*
    | [^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text: ``low`` in lower case, with the offsets of each."""

    text: str
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        low: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _TOKEN.finditer(text):
            low.append(match[0].lower().replace("\u2019", "'"))
            starts.append(match.start())
            ends.append(match.end())
        return cls(text, tuple(low), tuple(starts), tuple(ends))

    def __len__(self) -> int:
        return len(self.low)

    def at(self, place: int) -> str:
        """The word at a place in lower case, or an empty string beyond either end."""
        return self.low[place] if 0 <= place < len(self.low) else ""

    def glued(self, place: int) -> bool:
        """Whether nothing, not even a space, stands between this word and the one before it."""
        return 0 < place < len(self.low) and self.starts[place] == self.ends[place - 1]

    def capital(self, place: int) -> bool:
        return 0 <= place < len(self.low) and self.text[self.starts[place]].isupper()

    def span(self, first: int, end: int) -> Span:
        """The characters of the words from ``first`` up to, not including, ``end``."""
        return Span(self.starts[first], self.ends[end - 1])


class PhraseTable(Generic[T]):
    """Phrases and what they mean; of the phrases that fit at a place the longest counts."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._starts: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._ends: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in entries:
            words = Words.of(phrase).low
            self._starts.setdefault(words[0], []).append((words, meaning))
            self._ends.setdefault(words[-1], []).append((words, meaning))
        for rows in (*self._starts.values(), *self._ends.values()):
            rows.sort(key=lambda row: -len(row[0]))

    @property
    def first_words(self) -> frozenset[str]:
        return frozenset(self._starts)

    @property
    def last_words(self) -> frozenset[str]:
        return frozenset(self._ends)

    def at(self, words: Words, place: int) -> tuple[T, int] | None:
        """The longest phrase that begins at a place, and the place after it."""
        low = words.low
        rows = self._starts.get(low[place]) if 0 <= place < len(low) else None
        if rows is None:
            return None
        for phrase, meaning in rows:
            end = place + len(phrase)
            if low[place:end] == phrase:
                return meaning, end
        return None

    def before(self, words: Words, place: int) -> tuple[T, int] | None:
        """The longest phrase that ends just before a place, and where it begins."""
        if place <= 0:
            return None
        for phrase, meaning in self._ends.get(words.low[place - 1], ()):
            start = place - len(phrase)
            if start >= 0 and words.low[start:place] == phrase:
                return meaning, start
        return None


def read_phrases(file: str, table: str, build: Callable[[Row], T]) -> list[tuple[str, T]]:
    """The ``words`` of each entry of a table in a file of this package, with what ``build`` makes of its other keys.

    Raises DataError (file, line, next step) where a key is missing, wrong or unknown.
    """
    entries: list[tuple[str, T]] = []
    for row in read_rows("whence.lang", file, table):
        words, meaning = row.texts("words"), build(row)
        row.end()
        entries += [(word, meaning) for word in words]
    return entries
