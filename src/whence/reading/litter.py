"""The words of a page that tell litter from news, as data of the language (``lang/en/litter.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from whence.model.document import LineRole
from whence.tables import Row, read_rows

_SHORT = 120
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "…": "...", "＂": '"'})


class At(StrEnum):
    WHOLE = "whole"
    START = "start"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Hit:
    """What litter words say of a line: a role, how much of the line they rule, and whether the article is over."""

    role: LineRole
    at: At
    ends: bool


@dataclass(frozen=True, slots=True)
class _Phrases:
    hit: Hit
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Litter:
    """The phrases of one language."""

    tables: tuple[_Phrases, ...]
    function: frozenset[str]
    """Words of running text."""
    slugs: frozenset[str]
    """Words that a wire puts before a headline."""
    live: frozenset[str]
    """Words, whole lines or before a colon, by which a page says that it is told as things happen."""

    def hits(self, line: str) -> tuple[Hit, ...]:
        """What the phrases say of a line, in the order of the file."""
        text = fold(line)
        return tuple(
            table.hit
            for table in self.tables
            if (table.hit.at is not At.START or len(text) <= _SHORT) and table.pattern.search(text)
        )


def fold(line: str) -> str:
    """Case, quotes, white space and numbers made alike."""
    return re.sub(r"\d[\d.,]*", "0", " ".join(line.translate(_QUOTES).split()).casefold())


@cache
def load_litter(language: str = "en") -> Litter:
    """Raises DataError naming file and line for a bad entry."""
    package = f"whence.lang.{language}"
    phrases = tuple(_phrases(row) for row in read_rows(package, "litter.toml", "phrases"))
    lists = dict(_words(row) for row in read_rows(package, "litter.toml", "words"))
    return Litter(phrases, *(lists.get(name, frozenset()) for name in ("function", "slug", "live")))


def _words(row: Row) -> tuple[str, frozenset[str]]:
    name, words = row.text("name"), frozenset(row.texts("words"))
    row.end()
    return name, words


def _phrases(row: Row) -> _Phrases:
    role, at = row.choice("role", LineRole), row.choice("at", At)
    hit = Hit(role, at, row.flag("ends"))
    words = sorted((fold(word) if at is not At.START else word.casefold() for word in row.texts("words")), key=len)
    row.end()
    return _Phrases(hit, re.compile(_pattern(at, words)))


def _pattern(at: At, words: list[str]) -> str:
    options = "|".join(_bounded(word) for word in reversed(words))
    if at is At.WHOLE:
        return rf"^\W*(?:{options})[\s:.!?»›→]*$"
    return rf"^\W*(?:{options})" if at is At.START else f"(?:{options})"


def _bounded(word: str) -> str:
    left = r"\b" if word[:1].isalnum() else ""
    right = r"\b" if word[-1:].isalnum() and word != "advertis" else ""
    return left + re.escape(word) + right
