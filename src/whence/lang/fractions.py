"""Reads shares of a whole in words: "two thirds", "a quarter", "five and a half", "two thirds of a million"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from whence.lang.numerals import Amount, number_words, read_amount
from whence.lang.phrases import PhraseTable, Words
from whence.tables import read_rows


@dataclass(frozen=True, slots=True)
class _Denominators:
    """``plain`` are no ordinals and need nothing behind them ("a quarter"); ``bare`` need no "a" ("half")."""

    one: PhraseTable[int]
    many: PhraseTable[int]
    plain: PhraseTable[int]
    bare: PhraseTable[int]


@cache
def _denominators() -> _Denominators:
    tables: dict[str, list[tuple[str, int]]] = {"one": [], "many": [], "plain": [], "bare": []}
    for row in read_rows("whence.lang", "en/numbers.toml", "denominator"):
        value = row.number("value")
        for name, entries in tables.items():
            entries += [(word, value) for word in row.texts(name)]
        row.end()
    return _Denominators(**{name: PhraseTable(entries) for name, entries in tables.items()})


def read_mixed(words: Words, place: int, joined: bool) -> tuple[Amount, int] | None:
    """A share, a number, or a number and a share; ``joined`` admits "and" inside."""
    share = _scaled(words, place)
    if share is not None:
        return share
    mixed = (_mixed(words, read_amount(words, place, joined=inner)) for inner in (False, True) if joined)
    return next((each for each in mixed if each), None) or read_amount(words, place, joined=joined)


def _mixed(words: Words, read: tuple[Amount, int] | None) -> tuple[Amount, int] | None:
    """five and a quarter, a million and two thirds"""
    if read is None or not read[0].exact or words.at(read[1]) != "and":
        return None
    amount, after = read
    part = _share(words, after + 1)
    if part is None:
        return None
    whole = amount.scale if amount.scale >= 10**6 else 1
    total = amount.low + part[0] * whole
    mixed = replace(amount, low=total, high=total, share=whole == 1)
    return _of_scale(words, part[1], mixed) or (mixed, part[1])


def _scaled(words: Words, place: int) -> tuple[Amount, int] | None:
    read = _share(words, place)
    if read is None:
        return None
    amount = Amount(read[0], read[0], share=True)
    return _of_scale(words, read[1], amount) or (amount, read[1])


def _of_scale(words: Words, place: int, amount: Amount) -> tuple[Amount, int] | None:
    """a million, in "two thirds of a million"; million, in "five and a half million"."""
    after = place + (words.at(place) == "of")
    after += words.at(after) == "a"
    scale = number_words().scales.get(words.at(after + (words.at(after) == "-")))
    if scale is None:
        return None
    return replace(amount.times(scale.value), share=False), after + 1 + (words.at(after) == "-")


def _share(words: Words, place: int) -> tuple[Fraction, int] | None:
    table = _denominators()
    if words.at(place) in ("a", "an"):
        upper, after = 1, place + 1
    else:
        found = number_words().numerals.at(words, place)
        if found is None:
            bare = table.bare.at(words, place)
            return (Fraction(1, bare[0]), bare[1]) if bare and not _goes_on(words, bare[1]) else None
        upper, after = found
    after += words.at(after) == "-"
    lower = (table.one if upper == 1 else table.many).at(words, after)
    if lower is None or _goes_on(words, lower[1]):
        return None
    plain = upper > 1 or table.plain.at(words, after) is not None
    return (Fraction(upper, lower[0]), lower[1]) if plain or _ends(words, lower[1]) else None


def _goes_on(words: Words, place: int) -> bool:
    """ "half-track", "a third-party": the word is part of another."""
    return words.at(place) == "-" and words.glued(place) and words.glued(place + 1)


def _ends(words: Words, place: int) -> bool:
    """Whether no noun follows, so that "a third" is no place in an order."""
    return not words.at(place)[:1].isalnum() or words.at(place) == "of"
