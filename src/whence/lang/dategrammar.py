"""Parses dates in English: days, months, years, quarters and seasons, in digits or words."""

from __future__ import annotations

from datetime import date

from whence.lang.calendars import Unit, calendar_unit, month_days
from whence.lang.moments import CalendarUnit, DayAlone, DayOfMonth, Fixed, Moment, Shift, Within, Yearless
from whence.lang.phrases import Words
from whence.lang.timewords import Joint, ShiftWord, TimeWords, time_words
from whence.model.interval import TimeInterval

Read = tuple[Moment, int]
"""A moment and the place after its words."""

STEPS = {ShiftWord.LAST: Shift.LAST, ShiftWord.THIS: Shift.THIS, ShiftWord.NEXT: Shift.NEXT}


def read_numeric(words: Words, place: int) -> Read | None:
    """2022-08-31, 31.08.2022, 8/31/22: with slashes the month comes first unless that is no date."""
    raw = words.at(place)
    if not 6 <= len(raw) <= 10 or not raw[0].isdigit() or raw.isdigit() or _is_tail(words, place):
        return None
    mark = next((mark for mark in "-/." if raw.count(mark) == 2), None)
    if mark is None:
        return None
    a, b, c = (int(number) for number in raw.split(mark))
    if len(raw.split(mark)[0]) == 4:
        orders = [(a, b, c)]
    else:
        year = c if c > 99 else 2000 + c if c < 50 else 1900 + c
        orders = [(year, a, b), (year, b, a)] if mark == "/" else [(year, b, a), (year, a, b)]
    for order in orders:
        day = _date(*order)
        if day is not None:
            return Fixed(TimeInterval.day(day)), place + 1
    return None


def _is_tail(words: Words, place: int) -> bool:
    return words.glued(place) and words.at(place - 1) in ("-", "/")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_day_number(words: Words, place: int) -> tuple[int, int]:
    """A day of the month in digits or as an ordinal, and the place after it; 0 where there is none."""
    word = words.at(place)
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    if len(digits) < 3 and digits.isdecimal() and digits.isascii() and 1 <= int(digits) <= 31:
        return int(digits), place + 1
    found = time_words().ordinals.at(words, place)
    return found if found else (0, place)


def _year_number(words: Words, place: int) -> int:
    word = words.at(place)
    return int(word) if len(word) == 4 and word.isdecimal() and "1900" <= word < "2100" else 0


def read_month(words: Words, place: int, table: TimeWords, bare: bool) -> Read | None:
    """November, November 20, Aug. 31, 2022, August 2022, November 19-20"""
    found = table.months.at(words, place)
    if found is None or (found[0].common and not words.capital(place)):
        return None
    name, after = found
    dot = words.at(after) == "." and words.glued(after) and len(words.at(place)) < 5
    hyphen = words.at(after) in ("-", "/") and words.glued(after) and words.glued(after + 1)
    start = after + dot + (hyphen or words.at(after + dot) == "the")
    day, end = read_day_number(words, start)
    if day and not (words.at(end) == ":" and words.glued(end)) and words.at(end) not in ("%", "percent"):
        last, end = _last_day(words, end, day)
        if last is not None and table.months.at(words, end):
            last, end = None, read_day_number(words, start)[1]
        return _with_year(words, Yearless(name.number, day, last), end, table)
    if bare and (name.common or len(words.at(place)) == 3):
        year = _with_year(words, Yearless(name.number), after + dot, table)
        return year if year[1] > after + dot else None
    return _with_year(words, Yearless(name.number), after + (dot and bool(_year_number(words, after + 1))), table)


def _last_day(words: Words, place: int, first: int) -> tuple[int | None, int]:
    """The 20 of "November 19-20"."""
    join = time_words().joins.at(words, place)
    if join is None or not ({Joint.TO, Joint.CLOSE} & set(join[0])):
        return None, place
    day, end = read_day_number(words, join[1])
    if day <= first:
        return None, place
    return day, end


def _with_year(words: Words, moment: Yearless, place: int, table: TimeWords) -> Read:
    """Adds the year that follows, in digits or as "last year"; the moment as it is where none does."""
    comma = words.at(place) in (",", "of", "in")
    number = _year_number(words, place + comma)
    if not number and words.at(place) == "'" and words.at(place + 1).isdecimal() and len(words.at(place + 1)) == 2:
        number, comma = 2000 + int(words.at(place + 1)), True
    if number:
        interval = moment.within(number)
        if interval is not None:
            return Fixed(interval, moment.grain), _past_short_year(words, place + comma + 1, number)
    shifted = table.shifts.at(words, place + comma)
    if shifted is not None and words.at(shifted[1]) == "year":
        step = next((STEPS[word] for word in shifted[0] if word in STEPS), None)
        if step is not None:
            return Within(moment, CalendarUnit(Unit.YEAR, step)), shifted[1] + 1
    return moment, place


def read_day_month(words: Words, place: int, table: TimeWords) -> Read | None:
    """31 August 2022, the 20th of next month, 3-5 February"""
    start = place + (words.at(place) == "the")
    first, after = read_day_number(words, start)
    if not first or (words.glued(start) and words.at(start - 1) != "("):
        return None
    last, end = _last_day(words, after, first)
    end += words.at(end) == "day" and words.at(end + 1) == "of"
    end += words.at(end) == "of" or (words.at(end) == "." and words.glued(end))
    found = table.months.at(words, end)
    if found is not None and (words.capital(end) or not found[0].common):
        after = found[1] + (words.at(found[1]) == "." and len(words.at(end)) < 5)
        return _with_year(words, Yearless(found[0].number, first, last), after, table)
    if last is None and words.at(end - 1) == "of":
        return _day_of_month(words, first, end, table)
    return None


def _day_of_month(words: Words, day: int, place: int, table: TimeWords) -> Read | None:
    """the 20th of next month"""
    shifted = table.shifts.at(words, place)
    if shifted is None or words.at(shifted[1]) != "month":
        return None
    step = next((STEPS[word] for word in shifted[0] if word in STEPS), None)
    return (DayOfMonth(day, step.steps), shifted[1] + 1) if step else None


def read_day_alone(words: Words, place: int) -> Read | None:
    """the 24th, where no noun follows that it might count"""
    start = place + (words.at(place) == "the")
    day, after = read_day_number(words, start)
    follows = words.at(after)
    if (
        not day
        or start == place
        or words.at(start).isdecimal()
        or (follows.isalpha() and not time_words().plain["after_day"].at(words, after))
    ):
        return None
    return DayAlone(day), after


def read_year(words: Words, place: int, bare: bool) -> Read | None:
    """2018, 2022-23, the 1990s, (2015)"""
    start = place + (words.at(place) == "the")
    decade = _decade(words, start, start > place)
    if decade is not None:
        return decade
    number = _year_number(words, start)
    if not number or (words.at(start - 1) in ("-", "/", "$", "£", "€") and words.glued(start) and bare):
        return None
    in_brackets = words.at(start - 1) == "(" and words.at(start + 1) == ")"
    opens = (
        words.at(start + 1) in ("-", "\u2013", "/")
        and words.glued(start + 1)
        and _year_number(words, start + 2) > number
    )
    if start > place or (bare and not in_brackets and not opens) or _counts_things(words, start + 1, number):
        return None
    end = _past_short_year(words, start + 1, number)
    if end > start + 1:
        return Fixed(month_days(number, 1, 24), 731), end
    return Fixed(month_days(number, 1, 12), 366), end


def _decade(words: Words, place: int, definite: bool) -> Read | None:
    """1990s, 1970's, the 80s, the '90s"""
    named = time_words().decades.at(words, place) if definite else None
    if named is not None:
        return Fixed(calendar_unit(date(named[0], 1, 1), Unit.DECADE), Unit.DECADE.length), named[1]
    start = place + (words.at(place) == "'" and definite)
    digits = words.at(start)
    end = start + 1 + (words.at(start + 1) == "'")
    if words.at(end) != "s" or not words.glued(end) or not digits.isdecimal() or digits[-1:] != "0":
        return None
    year = _year_number(words, start)
    if not year and definite and len(digits) == 2 and digits >= "20":
        year = 1900 + int(digits)
    return (Fixed(calendar_unit(date(year, 1, 1), Unit.DECADE), Unit.DECADE.length), end + 1) if year else None


def read_century(words: Words, place: int) -> Read | None:
    """the 19th century, the 21st century"""
    start = place + (words.at(place) == "the")
    number, after = read_day_number(words, start)
    unit = time_words().units.at(words, after)
    if not 1 < number < 30 or words.at(start).isdecimal() or unit is None or unit[0].unit is not Unit.CENTURY:
        return None
    return Fixed(calendar_unit(date(100 * (number - 1), 1, 1), Unit.CENTURY), Unit.CENTURY.length), unit[1]


def _past_short_year(words: Words, place: int, number: int) -> int:
    """The place after the 23 of "2022-23", or the same place."""
    short = words.at(place + 1)
    joined = words.at(place) in ("-", "\u2013", "/") and words.glued(place) and len(short) == 2 and short.isdecimal()
    return place + 2 if joined and int(short) == (number + 1) % 100 else place


def _counts_things(words: Words, place: int, number: int) -> bool:
    """ "in 2000 attacks": a round number before a plural is no year."""
    after = words.at(place)
    return number % 50 == 0 and len(after) > 3 and after.endswith("s")


def read_quarter(words: Words, place: int) -> Read | None:
    """Q3 2022, 2022 Q3, Q3"""
    year = _year_number(words, place)
    start = place + bool(year) + (bool(year) and words.at(place + 1) == "-")
    number, months = words.at(start + 1), {"q": 3, "h": 6}.get(words.at(start), 0)
    if not months or not words.glued(start + 1) or number not in ("1", "2", "3", "4")[: 12 // months]:
        return None
    quarter = Yearless((int(number) - 1) * months + 1, months=months)
    if year:
        interval = quarter.within(year)
        return (Fixed(interval, quarter.grain), start + 2) if interval else None
    return _with_year(words, quarter, start + 2 + (words.at(start + 2) == "-"), time_words())


def read_season(words: Words, place: int, table: TimeWords, bare: bool) -> Read | None:
    """the summer, summer 2022, the winter of 2022-23"""
    start = place + (words.at(place) == "the")
    found = table.yearless.at(words, start)
    if found is None:
        return None
    read = _with_year(words, found[0], found[1], table)
    if bare and read[1] == found[1] and found[0].first is None:
        return None
    return read
