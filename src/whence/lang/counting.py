"""Knows the words around a number that tell whether it counts what follows: "most of the 90", "20 containers of"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whence.lang.phrases import PhraseTable, Words, read_phrases

_FILE = "en/counting.toml"


@dataclass(frozen=True, slots=True)
class CountingWords:
    """The tables of ``counting.toml``."""

    parts: PhraseTable[bool]
    owners: frozenset[str]
    pieces: frozenset[str]
    stops: frozenset[str]
    vague: tuple[str, ...]


@cache
def counting_words() -> CountingWords:
    """The English words around numbers."""

    def words(table: str) -> tuple[str, ...]:
        return tuple(word for word, _ in read_phrases(_FILE, table, lambda _: True))

    parts = PhraseTable((word, True) for word in words("part"))
    return CountingWords(
        parts, frozenset(words("owner")), frozenset(words("piece")), frozenset(words("stop")), words("vague")
    )


def only_part(text: str) -> bool:
    """Whether a text ends in words for a part ("most of the", "one of"): a number behind them is that of the whole."""
    words, table = Words.of(text), counting_words()
    last = len(words) - (words.at(len(words) - 1) in table.owners)
    return table.parts.before(words, last) is not None


def is_of(text: str) -> bool:
    """Whether a text between two numbers is "of", with or without an owner: "50 of the 300"."""
    first, *rest = text.lower().split() or [""]
    return first == "of" and (not rest or (len(rest) == 1 and rest[0] in counting_words().owners))
