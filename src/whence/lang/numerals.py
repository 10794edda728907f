"""Reads the number itself, in digits or words, so that hedges, units and money need only look around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from whence.lang.phrases import PhraseTable, Words, read_phrases
from whence.tables import Row, read_rows

_FILE = "en/numbers.toml"
_PACKAGE = "whence.lang"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a vague plural, from ``low`` to ``high``.

    ``scale`` is the last multiplier that was worded ("3.5 million": 1000000), else 1; ``loose`` marks plurals with
    nothing before them ("millions"); ``digits`` marks numbers that begin with digits, ``share`` parts of a whole.
    """

    low: Fraction
    high: Fraction
    scale: int = 1
    loose: bool = False
    digits: bool = False
    share: bool = False

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def times(self, scale: int) -> Amount:
        return replace(self, low=self.low * scale, high=self.high * scale, scale=scale)


@dataclass(frozen=True, slots=True)
class Scale:
    """A multiplier such as "thousand"; ``low`` and ``high`` are what its plural alone stands for."""

    value: int
    low: int
    high: int
    plural_needs_of: bool


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The tables of number words of one language."""

    numerals: PhraseTable[int]
    scales: dict[str, Scale]
    glued: dict[str, Scale]
    money: dict[str, Scale]
    plurals: dict[str, Scale]
    multipliers: PhraseTable[Fraction]
    vague: PhraseTable[int]
    first_words: frozenset[str]


@cache
def number_words() -> NumberWords:
    """The English number words."""
    numerals = PhraseTable(read_phrases(_FILE, "numeral", lambda row: row.number("value")))
    multipliers = PhraseTable(read_phrases(_FILE, "multiplier", _share_of))
    vague = PhraseTable(read_phrases(_FILE, "vague", lambda row: row.number("low")))
    forms: dict[str, dict[str, Scale]] = {"words": {}, "glued": {}, "money": {}, "plural": {}}
    for row in read_rows(_PACKAGE, _FILE, "scale"):
        scale = Scale(row.number("value"), row.number("low"), row.number("high"), row.flag("plural_needs_of"))
        for key, table in forms.items():
            table.update(dict.fromkeys(row.texts(key), scale))
        row.end()
    first = numerals.first_words | multipliers.first_words | vague.first_words | set(forms["words"])
    leads = frozenset(first | set(forms["plural"]) | {"a", "an"})
    scales, plurals = forms["words"], forms["plural"]
    return NumberWords(numerals, scales, forms["glued"], forms["money"], plurals, multipliers, vague, leads)


def _share_of(row: Row) -> Fraction:
    return Fraction(row.number("numerator"), row.number("denominator"))


def read_amount(words: Words, place: int, *, money: bool = False, joined: bool = True) -> tuple[Amount, int] | None:
    """The number that begins at a place, and the place after it.

    ``money`` admits the short scales of amounts ("140m"); ``joined`` admits "and" inside ("two hundred and six").
    """
    word = words.at(place)
    if not word:
        return None
    if word[0].isdigit() or (word == "." and words.glued(place + 1)):
        return _digits(words, place, money)
    table = number_words()
    if word not in table.first_words:
        return None
    return _vague(words, place) or _plural(words, place) or _share(words, place) or _worded(words, place, joined)


_MOST_DIGITS = 40
"""Longer runs of digits are litter, no number."""


def _digits(words: Words, place: int, money: bool) -> tuple[Amount, int] | None:
    start = place + (words.at(place) == ".")
    raw = "".join(words.at(start).replace(",", "").split())
    if not raw.replace(".", "", 1).isdecimal() or not raw.isascii() or (start > place and not raw.isdecimal()):
        return None
    if len(raw) > _MOST_DIGITS:
        return None
    value = Fraction(raw if start == place else "." + raw)
    amount = Amount(value, value, digits=True)
    table, after = number_words(), start + 1
    while after < len(words):
        hyphen = words.at(after) == "-"
        word = words.at(after + hyphen)
        scale = table.scales.get(word) or table.plurals.get(word) or _short(words, after + hyphen, money)
        if scale is None or scale.plural_needs_of:
            break
        amount, after = amount.times(scale.value), after + hyphen + 1
    if amount.scale in (100, 1000) and not money:
        amount, after = _remainder(words, after, amount)
    return _halved(words, after, amount)


def _short(words: Words, place: int, money: bool) -> Scale | None:
    """bn after digits; m and b only for money, or glued and in capitals ("10M"); k and mm only glued."""
    table, word = number_words(), words.at(place)
    glued = words.glued(place)
    if word in table.money:
        return table.money[word] if money or (glued and (words.capital(place) or _plural_next(words, place))) else None
    if words.capital(place) and len(word) == 1 and len(words.at(place - 1)) == 1:
        return None
    if len(word) < 2 and not glued:
        return None
    return table.glued.get(word) if money or word != "mm" else None


def _plural_next(words: Words, place: int) -> bool:
    """7m homes, 73m tonnes"""
    following = words.at(place + 1)
    return not words.glued(place + 1) and len(following) > 3 and following.isalpha() and following.endswith("s")


def _remainder(words: Words, place: int, amount: Amount) -> tuple[Amount, int]:
    """The rest of "4 thousand 3 hundred", "3 hundred and 21"."""
    start = place + (words.at(place) == "and")
    if not words.at(start)[:1].isdigit() and words.at(start) not in number_words().first_words:
        return amount, place
    rest = read_amount(words, start, joined=start == place)
    if rest is None or not rest[0].exact or rest[0].high >= amount.scale or rest[0].low.denominator > 1:
        return amount, place
    if start == place and rest[0].scale == 1:
        return amount, place
    total = amount.low + rest[0].low
    return replace(amount, low=total, high=total), rest[1]


def _and_a_half(words: Words, place: int, amount: Amount) -> tuple[Amount, int]:
    if words.low[place : place + 3] != ("and", "a", "half"):
        return amount, place
    more = Fraction(amount.scale, 2)
    return replace(amount, low=amount.low + more, high=amount.high + more), place + 3


def _vague(words: Words, place: int) -> tuple[Amount, int] | None:
    """several hundred, a few dozen"""
    table = number_words()
    found = table.vague.at(words, place)
    if found is None:
        return None
    low, after = found
    scale = table.scales.get(words.at(after)) or table.plurals.get(words.at(after))
    if scale is None:
        return None
    return Amount(Fraction(low * scale.value), Fraction(scale.high), scale.value), after + 1


def _plural(words: Words, place: int) -> tuple[Amount, int] | None:
    """hundreds, tens of thousands, hundreds and hundreds"""
    table = number_words()
    scale = table.plurals.get(words.at(place))
    if scale is None:
        return None
    after = place + 1
    if words.at(after) == "of" and words.at(after + 1) in table.plurals:
        of = table.plurals[words.at(after + 1)].value
        if of >= 1000:
            return Amount(Fraction(scale.low * of), Fraction((scale.high + 1) * of - 1), of), after + 2
    if scale.plural_needs_of and words.at(after) != "of":
        return None
    if words.at(after) in ("and", "upon") and words.at(after + 1) == words.at(place):
        after += 2
    return Amount(Fraction(scale.low), Fraction(scale.high), scale.value, loose=True), after


def _share(words: Words, place: int) -> tuple[Amount, int] | None:
    """half a million, a quarter of a million"""
    table = number_words()
    found = table.multipliers.at(words, place)
    if found is None:
        return None
    share, after = found
    scale = table.scales.get(words.at(after))
    if scale is None:
        return None
    return Amount(share, share).times(scale.value), after + 1


def _worded(words: Words, place: int, joined: bool) -> tuple[Amount, int] | None:
    """two dozen, a thousand, one hundred and twenty-three thousand"""
    table = number_words()
    total, current, after, last = Fraction(0), None, place, 1
    ceiling = 10**18
    if words.at(place) in ("a", "an") and words.at(place + 1) in table.scales:
        current, after = Fraction(1), place + 1
    while after < len(words):
        step = _step(words, after, current, joined and (last > 1 or bool(total)))
        if step is None:
            following = words.at(after + (words.at(after) == "-"))
            scale = table.scales.get(following) or (table.plurals.get(following) if current is not None else None)
            if scale is not None and scale.plural_needs_of:
                break
            if scale is None or (current is None and total) or scale.value >= ceiling:
                break
            if current is None and scale.value > 1000:
                break
            after += 1 + (words.at(after) == "-")
            current, last = (Fraction(1) if current is None else current) * scale.value, scale.value
            if last >= 1000:
                total, current, ceiling = total + current, None, last
            continue
        current, after = step
        last = last if current >= 100 else 1
    if after == place:
        return None
    value = total + (current or 0)
    scale_value = ceiling if total and current is None else last
    return _halved(words, after, Amount(value, value, scale_value))


def _halved(words: Words, place: int, amount: Amount) -> tuple[Amount, int]:
    """one and a half million, a million and a half"""
    amount, after = _and_a_half(words, place, amount)
    scale = number_words().scales.get(words.at(after))
    if after > place and amount.scale == 1 and scale is not None:
        return amount.times(scale.value), after + 1
    return amount, after


def _step(words: Words, place: int, current: Fraction | None, joined: bool) -> tuple[Fraction, int] | None:
    """Adds the next numeral to what has been read of one group of three digits."""
    table = number_words()
    skip = 1 if words.at(place) == "-" else 0
    if joined and words.at(place) == "and":
        skip = 1
    found = table.numerals.at(words, place + skip)
    if found is None or (skip and current is None and words.at(place) == "-"):
        return None
    value, after = found
    if current is None:
        if skip and not joined:
            return None
        return Fraction(value), after
    if words.at(place) == "and" and words.at(after) in ("hundred", "dozen"):
        return None
    fits_tens = current % 100 >= 20 and current % 10 == 0 and 0 < value < 10 and words.at(place) != "and"
    fits_hundreds = current >= 100 and current % 100 == 0 and value > 0 and words.at(place) != "-"
    return (current + value, after) if fits_tens or fits_hundreds else None
