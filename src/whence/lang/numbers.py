"""Finds numbers in English text and says what range of whole numbers their words allow.

How words become ranges (both ends included, ``None`` where nothing is said):

=====================  ==============================================================================
``more than 400``      401 and up; ``just over 400`` 401 to 440
``at least 400``       400 and up; so do ``400+``, ``400 or more``
``up to 400``          up to 400; ``fewer than 400`` up to 399
``about 400``          ten per cent either way, rounded outwards: 360 to 440
``nearly 400``         the last tenth below it: 360 to 400
``hundreds``           200 to 999, ``dozens`` 24 to 99, ``tens of thousands`` 20000 to 99999
``several hundred``    300 to 999; ``a few`` and ``many`` are read alike
``between 3 and 5``    3 to 5; so are ``3 to 5``, ``3-5``, ``three or five``; ``3-5 million`` shares its scale
=====================  ==============================================================================

"a", "several" and "some" alone are no numbers, nor are ordinals; shares ("two thirds") are told by their unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from whence.lang.fractions import read_mixed
from whence.lang.hedges import Effect, Hedged, joining_words, read_hedged, starts
from whence.lang.money import MoneyExpression, find_money, money_places
from whence.lang.numerals import Amount
from whence.lang.phrases import Words
from whence.lang.units import unit_of
from whence.model.interval import Quantity
from whence.model.text import Span

__all__ = ["MoneyExpression", "NumberExpression", "find_money", "find_quantities"]

_WORTH_READING = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?"
    r"|millions?|billions?|trillions?|dozens?|scores|couple|pair|trio|tens|single|zero|lakhs?|crores?"
    r"|half|halves|third|quarter|fourth|\w+th)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """A number in a text. ``span`` holds its hedges ("more than 400") but not what is counted.

    ``unit`` is None for a plain count; else it says why the number is none: "percent", "km", "age", "year"
    (a calendar year), "date", "clock", "model" (F-16), "section" (Article 5), "decimal", "fraction", "compound"
    ("one-way"), or a measure or length of time of ``numbers.toml``. ``value`` is the number itself, None for a range.
    """

    span: Span
    quantity: Quantity
    unit: str | None
    value: Fraction | None


def find_quantities(text: str) -> list[NumberExpression]:
    """Numbers of a text in reading order, amounts of money left out; spans count its characters."""
    if not _WORTH_READING.search(text):
        return []
    words = Words.of(text)
    taken = money_places(words)
    found: list[NumberExpression] = []
    place = 0
    while place < len(words):
        if place in taken:
            place = taken[place]
            continue
        hedged = read_hedged(words, place, _side) if starts(words, place) else None
        if hedged is None or any(at in taken for at in range(hedged.first, hedged.end)):
            place += 1
            continue
        expression = _expression(words, hedged)
        if expression is not None:
            found.append(expression)
        place = hedged.end
    return _both_sides(text, found)


def _both_sides(text: str, found: list[NumberExpression]) -> list[NumberExpression]:
    """Joins two bounds of one number: "more than 10 and less than 20"."""
    joined: list[NumberExpression] = []
    for each in found:
        both = _bounded(text, joined[-1], each) if joined else None
        if both is None:
            joined.append(each)
        else:
            joined[-1] = both
    return joined


def _bounded(text: str, first: NumberExpression, second: NumberExpression) -> NumberExpression | None:
    one, other = first.quantity, second.quantity
    between = " ".join(text[first.span.end : second.span.start].lower().split())
    if between not in joining_words() or first.unit not in (None, second.unit):
        return None
    low = one.low if other.low is None else other.low if one.low is None else None
    high = one.high if other.high is None else other.high if one.high is None else None
    if low is None or high is None or low > high:
        return None
    return NumberExpression(Span(first.span.start, second.span.end), Quantity(low, high), second.unit, None)


def _side(words: Words, place: int, joined: bool) -> tuple[Amount, str, int] | None:
    read = read_mixed(words, place, joined)
    return None if read is None else (read[0], "", read[1])


def _expression(words: Words, hedged: Hedged) -> NumberExpression | None:
    unit = unit_of(words, hedged)
    if unit == "none":
        return None
    if hedged.low.share or hedged.high.share:
        unit = "fraction"
    elif unit is None and not (hedged.low.low.denominator == hedged.high.high.denominator == 1):
        unit = "decimal"
    value = hedged.low.low if hedged.single else None
    return NumberExpression(words.span(hedged.first, hedged.end), _quantity(hedged), unit, value)


def _quantity(hedged: Hedged) -> Quantity:
    """Applies the hedges from the inside out; one that would leave nothing said ("more than up to") is dropped."""
    low: int | None = floor(hedged.low.low)
    high: int | None = ceil(hedged.high.high)
    for effect in hedged.effects:
        moved = _apply(effect, low, high, hedged.single)
        low, high = moved if moved != (None, None) else (low, high)
    return Quantity(low, high)


def _apply(effect: Effect, low: int | None, high: int | None, single: bool) -> tuple[int | None, int | None]:
    match effect:
        case Effect.ABOVE:
            return (None if low is None else low + 1), None
        case Effect.LEAST:
            return low, None
        case Effect.MOST:
            return None, high
        case Effect.BELOW:
            return None, (None if high is None else max(high - 1, 0))
        case _ if low is None or high is None or not single:
            return low, high
        case Effect.NEARLY:
            return low - low // 10, high
        case Effect.SLIGHTLY:
            return low + 1, max(low + 1, high + high // 10)
        case Effect.ABOUT:
            return low * 9 // 10, -(-high * 11 // 10)
        case _:
            return low, high
