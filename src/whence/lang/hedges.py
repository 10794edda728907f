"""Reads what stands around a number and moves its bounds: hedges, ranges, "or more"; numbers and money share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from whence.lang.numerals import Amount, number_words
from whence.lang.phrases import PhraseTable, Words, read_phrases
from whence.tables import Row

_FILE = "en/numbers.toml"

Side = Callable[[Words, int, bool], tuple[Amount, str, int] | None]
"""Reads one number at a place: the amount, its currency if any, and the place after it."""


class Effect(StrEnum):
    ABOVE = "above"
    LEAST = "least"
    MOST = "most"
    BELOW = "below"
    NEARLY = "nearly"
    ABOUT = "about"
    SLIGHTLY = "slightly"
    EXACTLY = "exactly"


class Join(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    FROM = "from"
    TO = "to"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Hedged:
    """A number or range with its hedges, as places of words; ``core`` is where the digits or number words begin.

    ``effects`` run from the innermost outwards.
    """

    first: int
    core: int
    end: int
    low: Amount
    high: Amount
    currency: str
    effects: tuple[Effect, ...]

    @property
    def single(self) -> bool:
        """Whether it is one plain number, no range and no vague plural."""
        return self.low is self.high and self.low.exact


@dataclass(frozen=True, slots=True)
class _Range:
    low: Amount
    high: Amount
    currency: str
    end: int


@dataclass(frozen=True, slots=True)
class _Tables:
    hedges: PhraseTable[Effect]
    after: PhraseTable[Effect]
    fillers: PhraseTable[bool]
    joins: PhraseTable[Join]
    pronouns: frozenset[str]
    leads: frozenset[str]


@cache
def _tables() -> _Tables:
    def effects(table: str) -> PhraseTable[Effect]:
        return PhraseTable(read_phrases(_FILE, table, lambda row: row.choice("effect", Effect)))

    hedges = effects("hedge")
    fillers = PhraseTable(read_phrases(_FILE, "filler", lambda _: True))
    joins = PhraseTable(read_phrases(_FILE, "join", _join))
    opening = {Join.OPEN, Join.FROM}
    openers = {Words.of(word).low[0] for word, join in read_phrases(_FILE, "join", _join) if join in opening}
    pronouns = frozenset(word for word, _ in read_phrases(_FILE, "pronoun", lambda _: True))
    leads = hedges.first_words | number_words().first_words | openers | {"."}
    return _Tables(hedges, effects("after"), fillers, joins, pronouns, leads)


def _join(row: Row) -> Join:
    return row.choice("name", Join)


@cache
def joining_words() -> frozenset[str]:
    """What may stand between the two bounds of one number."""
    return frozenset(word for word, _ in read_phrases(_FILE, "both", lambda _: True))


def starts(words: Words, place: int) -> bool:
    """Whether a number with its hedges may begin here."""
    word = words.at(place)
    return word[0].isdigit() or word in _tables().leads


def read_hedged(words: Words, place: int, side: Side) -> Hedged | None:
    """The hedges, number or range, and words after it that begin at a place, or None."""
    tables = _tables()
    core, effects = _hedges(words, place)
    read = _range(words, core, side)
    if read is None and effects:
        filler = tables.fillers.at(words, core)
        if filler is not None:
            core = filler[1]
            inner, more = _hedges(words, core)
            core, effects = inner, [*effects, *more]
            read = _range(words, core, side)
    if read is None or _is_pronoun(words, core, read.end):
        return None
    effects.reverse()
    end = read.end
    after = tables.after.at(words, end)
    if after is not None and not _number_follows(words, after[1], side):
        effects.insert(0, after[0])
        end = after[1]
    return Hedged(place, core, end, read.low, read.high, read.currency, tuple(effects))


def _hedges(words: Words, place: int) -> tuple[int, list[Effect]]:
    effects: list[Effect] = []
    while len(effects) < 3 and (found := _tables().hedges.at(words, place)) is not None:
        effects.append(found[0])
        place = found[1]
    return place, effects


def _number_follows(words: Words, place: int, side: Side) -> bool:
    """Whether another number begins here, so that "plus" or "+" is a sum."""
    return side(words, place, True) is not None


def _is_pronoun(words: Words, core: int, end: int) -> bool:
    """no one, the one"""
    return end == core + 1 and words.at(core) == "one" and words.at(core - 1) in _tables().pronouns


def _range(words: Words, place: int, side: Side) -> _Range | None:
    joins = _tables().joins
    opened = joins.at(words, place)
    if opened is not None and opened[0] is Join.OPEN:
        return _pair(words, opened[1], side, Join.CLOSE) or _pair(words, opened[1], side, Join.TO)
    if opened is not None and opened[0] is Join.FROM:
        return _pair(words, opened[1], side, Join.TO)
    return _pair(words, place, side, Join.TO) or _pair(words, place, side, Join.PAIR) or _single(words, place, side)


def _single(words: Words, place: int, side: Side) -> _Range | None:
    read = side(words, place, True)
    if read is None:
        return None
    amount, currency, end = read
    return _Range(amount, amount, currency, end)


def _is_dash(words: Words, place: int, after: int) -> bool:
    """A spaced hyphen is a dash, except between two digits ("20 - 30")."""
    if words.at(place) != "-" or words.glued(place):
        return False
    return not (words.at(place - 1)[0].isdigit() and words.at(after)[:1].isdigit())


def _pair(words: Words, place: int, side: Side, want: Join) -> _Range | None:
    """low JOIN high; None unless the two rise."""
    first = side(words, place, want is not Join.CLOSE)
    if first is None:
        return None
    low, currency, middle = first
    join = _tables().joins.at(words, middle)
    if join is None or join[0] is not want or _is_dash(words, middle, join[1]):
        return None
    second = side(words, join[1], True)
    if second is None:
        return None
    high, other, end = second
    if low.scale == 1 and high.scale > 1 and low.high * high.scale < high.low and low.high >= 1:
        low = low.times(high.scale)
    if low.low >= high.high or (currency and other and currency != other):
        return None
    if want is Join.PAIR and low.exact and high.exact and high.low > 10 * low.high:
        return None
    return _Range(low, high, currency or other, end)
