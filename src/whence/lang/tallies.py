"""Finds the words that tell whether a number is one lot among others or the sum of all so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from whence.lang.phrases import PhraseTable, Words, read_phrases
from whence.model.interval import Tally
from whence.model.text import Span

_FILE = "en/tallies.toml"


class Reach(StrEnum):
    """Where the words stand that the number goes with."""

    BEFORE = "before"
    AFTER = "after"
    CLAUSE = "clause"
    PERFECT = "perfect"


@dataclass(frozen=True, slots=True)
class TallyWords:
    """Words that tell a number's tally; the span counts the characters of the text."""

    span: Span
    tally: Tally
    reach: Reach


@cache
def _tables() -> dict[Reach, PhraseTable[Tally]]:
    return {
        reach: PhraseTable(read_phrases(_FILE, reach.value, lambda row: row.choice("tally", Tally))) for reach in Reach
    }


def find_tallies(text: str) -> Iterator[TallyWords]:
    """The words of each reach in reading order; one phrase may be of several."""
    words, tables = Words.of(text), _tables()
    for place in range(len(words)):
        for reach, table in tables.items():
            found = table.at(words, place)
            if found is not None:
                yield TallyWords(words.span(place, found[1]), found[0], reach)
