"""Reads lengths of time: a count and a unit, as in "nearly five months", "several weeks", "a year and a half"."""

from __future__ import annotations

from dataclasses import dataclass

from whence.lang.calendars import Count, Unit
from whence.lang.moments import Lasting
from whence.lang.numerals import read_amount
from whence.lang.phrases import Words
from whence.lang.timewords import About, Joint, ShiftWord, TimeWords, time_words

_MOST = 2000
"""No length of time has more units than this; larger numbers are slips or not lengths."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; ``extra`` is further days ("1 month 21 days"), ``hyphen`` says "five-month"."""

    count: Count
    extra: int
    end: int
    hyphen: bool = False


def read_length(words: Words, place: int, *, plural: bool) -> Length | None:
    """The length of time that begins at a place; ``plural`` admits a bare "weeks"."""
    table = time_words()
    about, start = _about(words, place, table)
    read = _number(words, start)
    if read is None:
        return _vague(words, start, table, plural)
    low, high, after = read
    hyphen = words.at(after) == "-"
    unit = table.units.at(words, after + hyphen)
    if unit is None or high > _MOST:
        return None
    if about is About.NEARLY:
        low -= 1
    elif about is About.MORE:
        high += 1
    return _more(words, Length(Count(low, high, unit[0].unit), 0, unit[1], hyphen), table)


def _about(words: Words, place: int, table: TimeWords) -> tuple[About, int]:
    about = About.ABOUT
    for _ in range(2):
        found = table.abouts.at(words, place)
        if found is None:
            break
        about = found[0] if found[0] is not About.ABOUT else about
        place = found[1]
    return about, place


def _number(words: Words, place: int) -> tuple[int, int, int] | None:
    """One number or two ("two to three"), as low, high and the place after."""
    if words.at(place) in ("a", "an") and time_words().units.at(words, place + 1):
        return 1, 1, place + 1
    read = read_amount(words, place, joined=False)
    if read is None or not read[0].exact or read[0].low.denominator != 1 or read[0].low > _MOST:
        return None
    low, after = int(read[0].low), read[1]
    join = time_words().joins.at(words, after)
    if (join is not None and Joint.TO in join[0]) or words.at(after) == "or":
        second = read_amount(words, join[1] if join else after + 1, joined=False)
        if second is not None and second[0].exact and low < second[0].low <= _MOST:
            return low, int(second[0].low), second[1]
    return low, low, after


def _vague(words: Words, place: int, table: TimeWords, plural: bool) -> Length | None:
    """several weeks, a few more days; months alone if ``plural``"""
    found = table.counts.at(words, place)
    after = found[1] if found else place
    after += words.at(after) == "more" and found is not None
    unit = table.units.at(words, after)
    if unit is None or not words.at(unit[1] - 1).endswith("s") or not (found or plural):
        return None
    return Length(Count(found[0] if found else 2, unit[0].vague, unit[0].unit), 0, unit[1])


def _more(words: Words, length: Length, table: TimeWords) -> Length:
    """Adds "and a half", or days and months to years and months."""
    after, count = length.end, length.count
    if words.low[after : after + 3] == ("and", "a", "half") and count.unit in (Unit.YEAR, Unit.DECADE):
        months = 12 if count.unit is Unit.YEAR else 120
        halves = Count(count.low * months + months // 2, count.high * months + months // 2, Unit.MONTH)
        return Length(halves, 0, after + 3, length.hyphen)
    after += words.at(after) in (",", "and")
    read = _number(words, after)
    unit = table.units.at(words, read[2]) if read else None
    if read is None or unit is None or not count.exact or read[0] != read[1] or unit[0].unit is count.unit:
        return length
    if unit[0].unit is Unit.DAY:
        return Length(count, length.extra + read[0], unit[1])
    if {unit[0].unit, count.unit} != {Unit.YEAR, Unit.MONTH}:
        return length
    total = (12 * count.low + read[0]) if count.unit is Unit.YEAR else (count.low + 12 * read[0])
    return _more(words, Length(Count(total, total, Unit.MONTH), length.extra, unit[1]), table)


def read_lasting(words: Words, shifts: tuple[ShiftWord, ...], place: int) -> tuple[Lasting, int] | None:
    """three weeks, after "the past"; weeks, after "recent"; the way is that of the shift words."""
    sign = -1 if ShiftWord.BACK in shifts else 1 if ShiftWord.AHEAD in shifts else 0
    if not sign:
        return None
    length = read_length(words, place, plural=True)
    if length is not None:
        return Lasting(length.count, sign, length.extra), length.end
    unit = time_words().units.at(words, place)
    if unit is None or unit[0].unit is Unit.WEEKEND:
        return None
    return Lasting(Count(1, 1, unit[0].unit), sign), unit[1]
