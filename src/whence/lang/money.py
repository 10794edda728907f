"""Finds amounts of money in English text, in the currency that the words show."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from whence.lang.hedges import Effect, Hedged, read_hedged, starts
from whence.lang.numerals import Amount, read_amount
from whence.lang.phrases import PhraseTable, Words
from whence.model.interval import Money
from whence.model.text import Span
from whence.tables import read_rows


@dataclass(frozen=True, slots=True)
class MoneyExpression:
    """An amount in a text; ``span`` holds its hedges and its currency ("more than $1.1 billion").

    Bounds are as for numbers, but amounts are continuous: "more than $400" begins at 400. The plural alone
    ("billions of dollars") leaves the high side open. "$" is USD unless a letter before it says otherwise.
    """

    span: Span
    money: Money


@dataclass(frozen=True, slots=True)
class _Tables:
    before: PhraseTable[str]
    after: PhraseTable[str]
    scaled: PhraseTable[str]
    cues: frozenset[str]
    signs: frozenset[str]
    """Marks such as "$" that stand before the amount when digits follow."""


@cache
def _tables() -> _Tables:
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    scaled: list[tuple[str, str]] = []
    for row in read_rows("whence.lang", "en/numbers.toml", "currency"):
        code = row.text("code")
        before += [(word, code) for word in row.texts("before")]
        after += [(word, code) for word in row.texts("after")]
        scaled += [(word, code) for word in row.texts("scaled")]
        row.end()
    phrases = [Words.of(phrase).low for phrase, _ in (*before, *after, *scaled)]
    compounds = {"multibillion", "multimillion"}
    cues = frozenset({word for phrase in phrases for word in (phrase[0], phrase[-1])} | compounds)
    signs = frozenset(word for word in cues if not word[0].isalnum())
    return _Tables(PhraseTable(before), PhraseTable(after), PhraseTable(scaled), cues, signs)


def find_money(text: str) -> list[MoneyExpression]:
    """Amounts of a text in reading order; spans count its characters."""
    words = Words.of(text)
    return [MoneyExpression(words.span(hedged.first, hedged.end), _money(hedged)) for hedged in _find(words)]


def money_places(words: Words) -> dict[int, int]:
    """For each word inside an amount of money, the place after that amount."""
    return {place: hedged.end for hedged in _find(words) for place in range(hedged.first, hedged.end)}


def _find(words: Words) -> list[Hedged]:
    tables = _tables()
    if tables.cues.isdisjoint(words.low):
        return []
    found: list[Hedged] = []
    place = 0
    while place < len(words):
        lead = starts(words, place) or tables.before.at(words, place) is not None
        hedged = (read_hedged(words, place, _side) if lead else None) or _multi(words, place)
        if hedged is None or not hedged.currency:
            place += 1
            continue
        found.append(hedged)
        place = hedged.end
    return found


def _side(words: Words, place: int, joined: bool) -> tuple[Amount, str, int] | None:
    """One amount with its currency before or after it, or without."""
    before = _sign_before(words, place)
    if before is not None:
        read = read_amount(words, before[1], money=True)
        if read is not None and read[0].digits:
            return read[0], before[0], _skip_currency(words, *read, before[0])
    read = read_amount(words, place, money=True, joined=joined)
    if read is None or (words.glued(place) and words.at(place - 1)[-1:].isalnum()):
        return None
    amount, end = read
    found = _currency_after(words, end, amount)
    return (amount, found[0], found[1]) if found else (amount, "", end)


def _sign_before(words: Words, place: int) -> tuple[str, int] | None:
    """The currency before an amount; one letter belongs to the sign only if it touches it ("A$5", not "a $5")."""
    found = _tables().before.at(words, place)
    letter_apart = len(words.at(place)) == 1 and words.at(place + 1) == "$" and not words.glued(place + 1)
    if found is None or (words.at(place - 1)[-1:].isalpha() and words.glued(place)) or letter_apart:
        return None
    return found


def _skip_currency(words: Words, amount: Amount, end: int, code: str) -> int:
    """Past a currency that is worded again ("$10 million dollars")."""
    found = _currency_after(words, end, amount)
    return found[1] if found and found[0] == code else end


def _currency_after(words: Words, end: int, amount: Amount) -> tuple[str, int] | None:
    tables = _tables()
    place = end + (words.at(end) in ("of", "-"))
    found = tables.after.at(words, place)
    if found is not None and words.at(place) in tables.signs and words.at(found[1])[:1].isdigit():
        return None
    if found is None and amount.scale >= 1_000_000:
        found = tables.scaled.at(words, place)
    if found is not None and words.at(found[1]) == "'":
        return found[0], found[1] + 1
    return found


def _multi(words: Words, place: int) -> Hedged | None:
    """a multi-billion-dollar deal"""
    low, after = words.at(place), place + 1
    if low == "multi" and words.at(after) == "-":
        low, after = words.at(after + 1), after + 2
    size = {"billion": 10**9, "multibillion": 10**9, "million": 10**6, "multimillion": 10**6}.get(low)
    if size is None or (not low.startswith("multi") and words.at(place) != "multi"):
        return None
    amount = Amount(Fraction(2 * size), Fraction(10 * size), size, loose=True)
    found = _currency_after(words, after, amount)
    return Hedged(place, place, found[1], amount, amount, found[0], ()) if found else None


def _money(hedged: Hedged) -> Money:
    low: float | None = float(hedged.low.low)
    high: float | None = None if hedged.high.loose else float(hedged.high.high)
    for effect in hedged.effects:
        moved = _apply(effect, low, high, hedged.single)
        low, high = moved if moved != (None, None) else (low, high)
    return Money(low, high, hedged.currency)


def _apply(effect: Effect, low: float | None, high: float | None, single: bool) -> tuple[float | None, float | None]:
    match effect:
        case Effect.ABOVE | Effect.LEAST:
            return low, None
        case Effect.MOST | Effect.BELOW:
            return None, high
        case _ if low is None or high is None or not single:
            return low, high
        case Effect.NEARLY:
            return low * 9 / 10, high
        case Effect.SLIGHTLY:
            return low, high * 11 / 10
        case Effect.ABOUT:
            return low * 9 / 10, high * 11 / 10
        case _:
            return low, high
