"""Parses English words of time into moments: one small function for each way in which news says when."""

from __future__ import annotations

from datetime import date

from whence.lang.happenings import Part, PartOf, Then
from whence.lang.lengths import read_lasting, read_length
from whence.lang.moments import (
    Ago,
    CalendarUnit,
    DayAlone,
    DayOfMonth,
    Fixed,
    Lean,
    Moment,
    NthWeekday,
    Offset,
    Shift,
    Stretch,
    Unit,
    Weekday,
    Weekend,
    Within,
    Yearless,
    calendar_unit,
    month_days,
)
from whence.lang.phrases import Words
from whence.lang.timewords import Away, Joint, ShiftWord, TimeWords, time_words
from whence.model.interval import TimeInterval

Read = tuple[Moment, int]
"""A moment and the place after its words."""

_AFTER_DAY = frozenset({"and", "or", "to", "when", "that", "but", "in", "at", "for", "with", "after", "before"})
_STEPS = {ShiftWord.LAST: Shift.LAST, ShiftWord.THIS: Shift.THIS, ShiftWord.NEXT: Shift.NEXT}


def read_moment(words: Words, place: int, *, bare: bool) -> Read | None:
    """The moment that begins at a place.

    ``bare`` says that no relation stands before it: then only words that cannot be anything else count.
    """
    read = _simple(words, place, bare)
    if read is None:
        return None
    return _to(words, *read) or read


def _simple(words: Words, place: int, bare: bool) -> Read | None:
    table = time_words()
    return (
        _part(words, place, table)
        or _weekday(words, place, table, bare)
        or _numeric(words, place)
        or _month(words, place, table, bare)
        or _day_month(words, place, table)
        or _shifted(words, place, table)
        or _near(words, place, table, bare)
        or _year(words, place, bare)
        or _quarter(words, place)
        or _season(words, place, table, bare)
        or read_away(words, place)
        or _nth_weekday(words, place, table)
        or (None if bare else _day_alone(words, place))
    )


def _to(words: Words, first: Moment, place: int) -> Read | None:
    """The other side of a stretch: "March to June", "Aug. 30-Sept. 5"."""
    join = time_words().joins.at(words, place)
    if join is None or Joint.TO not in join[0] or isinstance(first, Weekday):
        return None
    return _stretch(words, first, join[1])


def _stretch(words: Words, first: Moment, place: int) -> Read | None:
    second = _simple(words, place, False)
    if second is None:
        return None
    last, end = second
    known = last.days(date(2000, 1, 1), Lean.PAST) if not last.relative else None
    if known is not None and not first.relative:
        start = first.days(date(2000, 1, 1), Lean.PAST)
        if start is None or start.start is None or known.end is None or start.start > known.end:
            return None
    return Stretch(first, last), end


def read_stretch(words: Words, place: int) -> Read | None:
    """from X to Y, between X and Y; the place is that of the opening word."""
    opened = time_words().joins.at(words, place)
    if opened is None:
        return None
    joints, after = opened
    wanted = Joint.CLOSE if Joint.OPEN in joints else Joint.TO if Joint.FROM in joints else None
    if wanted is None:
        return None
    first = _simple(words, after, False) or _bare_day(words, after)
    if first is None:
        return None
    join = time_words().joins.at(words, first[1])
    if join is None or wanted not in join[0]:
        return None
    read = _stretch(words, first[0], join[1])
    if read is None or not isinstance(first[0], Fixed) or first[0].grain:
        return read
    return _shared_month(first[0], read)


def _bare_day(words: Words, place: int) -> Read | None:
    """The 3 of "from 3 to 5 February", kept as a day of no month until the second side gives one."""
    day, after = _day_number(words, place + (words.at(place) == "the"))
    return (Fixed(TimeInterval(date(1, 1, day), date(1, 1, day)), 0), after) if day else None


def _shared_month(first: Fixed, read: Read) -> Read | None:
    stretch, end = read
    day = first.interval.start.day if first.interval.start else 0
    if not isinstance(stretch, Stretch):
        return None
    last = stretch.last
    if isinstance(last, Yearless) and last.first is not None and day <= last.first:
        return Yearless(last.month, day, last.first), end
    if isinstance(last, Fixed) and last.interval.start and last.interval.days == 0 and day <= last.interval.start.day:
        return Fixed(TimeInterval(last.interval.start.replace(day=day), last.interval.start)), end
    return None


def _part(words: Words, place: int, table: TimeWords) -> Read | None:
    """early November, the end of 2022, earlier this month, late on Tuesday"""
    found = table.parts.at(words, place)
    if found is None:
        return None
    part, after = found
    after += words.at(after) == "-"
    inner = _simple(words, after, False) or _this_unit(words, after, table)
    if inner is None and words.at(after) in ("in", "on", "of", "the"):
        inner = _simple(words, after + 1, False) or _this_unit(words, after + 1, table)
    if inner is None:
        return None
    moment, end = inner
    if moment.grain == 1 and part not in (Part.WEEK_OF, Part.WEEKEND_OF):
        return moment, end
    return PartOf(part, moment), end


def _this_unit(words: Words, place: int, table: TimeWords) -> Read | None:
    """the year, in "later in the year"."""
    start = place + (table.plain["this_unit"].at(words, place) is not None)
    found = table.units.at(words, start)
    if found is None or start == place:
        return None
    return CalendarUnit(found[0].unit, Shift.THIS), found[1]


def _weekday(words: Words, place: int, table: TimeWords, bare: bool) -> Read | None:
    """Monday, Sunday, November 20, Tuesday morning, Friday next week"""
    found = table.weekdays.at(words, place)
    if found is None:
        return None
    name, after = found
    after += words.at(after) == "." and len(words.at(place)) < 5
    comma = after + (words.at(after) == ",")
    comma += words.at(comma) == "the" and words.at(comma + 1)[:1].isdigit()
    dated = _month(words, comma, table, False) or _day_month(words, comma, table) or _numeric(words, comma)
    alone = _day_alone(words, after) if dated is None else None
    if alone is not None and isinstance(alone[0], DayAlone):
        return DayAlone(alone[0].number, name.number), alone[1]
    if dated is not None and dated[0].grain == 1:
        return dated[0], _daypart(words, dated[1], table)
    if name.common and (bare or not words.capital(place)):
        return None
    after = _daypart(words, after, table)
    week = _week(words, after + (words.at(after) in ("of", "in")), table)
    if week is not None:
        return Weekday(name.number, week=week[0]), week[1]
    return Weekday(name.number), after


def _week(words: Words, place: int, table: TimeWords) -> tuple[Shift, int] | None:
    found = table.shifts.at(words, place)
    if found is None or words.at(found[1]) != "week":
        return None
    return next(((_STEPS[word], found[1] + 1) for word in found[0] if word in _STEPS), None)


def _daypart(words: Words, place: int, table: TimeWords) -> int:
    found = table.plain["daypart"].at(words, place)
    return found[1] if found else place


def _numeric(words: Words, place: int) -> Read | None:
    """2022-08-31, 31.08.2022, 8/31/22: with slashes the month comes first unless that is no date."""
    raw = words.at(place)
    if len(raw) < 6 or not raw[0].isdigit() or raw.isdigit() or _is_tail(words, place):
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


def _day_number(words: Words, place: int) -> tuple[int, int]:
    """A day of the month in digits or as an ordinal, and the place after it; 0 where there is none."""
    word = words.at(place)
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    if digits.isdecimal() and digits.isascii() and 1 <= int(digits) <= 31 and len(digits) < 3:
        return int(digits), place + 1
    found = time_words().ordinals.at(words, place)
    return found if found else (0, place)


def _year_number(words: Words, place: int) -> int:
    word = words.at(place)
    return int(word) if len(word) == 4 and word.isdecimal() and "1900" <= word < "2100" else 0


def _month(words: Words, place: int, table: TimeWords, bare: bool) -> Read | None:
    """November, November 20, Aug. 31, 2022, August 2022, November 19-20"""
    found = table.months.at(words, place)
    if found is None or (found[0].common and not words.capital(place)):
        return None
    name, after = found
    dot = words.at(after) == "." and words.glued(after) and len(words.at(place)) < 5
    hyphen = words.at(after) in ("-", "/") and words.glued(after) and words.glued(after + 1)
    start = after + dot + (hyphen or words.at(after + dot) == "the")
    day, end = _day_number(words, start)
    if day and not (words.at(end) == ":" and words.glued(end)) and not words.at(end) in ("%", "percent"):
        last, end = _last_day(words, end, day)
        if last is not None and table.months.at(words, end):
            last, end = None, _day_number(words, start)[1]
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
    day, end = _day_number(words, join[1])
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
        step = next((_STEPS[word] for word in shifted[0] if word in _STEPS), None)
        if step is not None:
            return Within(moment, CalendarUnit(Unit.YEAR, step)), shifted[1] + 1
    return moment, place


def _day_month(words: Words, place: int, table: TimeWords) -> Read | None:
    """31 August 2022, the 20th of next month, 3-5 February"""
    start = place + (words.at(place) == "the")
    first, after = _day_number(words, start)
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
    step = next((_STEPS[word] for word in shifted[0] if word in _STEPS), None)
    return (DayOfMonth(day, step.steps), shifted[1] + 1) if step else None


def _day_alone(words: Words, place: int) -> Read | None:
    """the 24th, where no noun follows that it might count"""
    start = place + (words.at(place) == "the")
    day, after = _day_number(words, start)
    follows = words.at(after)
    if not day or start == place or words.at(start).isdecimal() or follows.isalpha() and follows not in _AFTER_DAY:
        return None
    return DayAlone(day), after


def _nth_weekday(words: Words, place: int, table: TimeWords) -> Read | None:
    """the first Friday of July, the second Monday of next month"""
    start = place + (words.at(place) == "the")
    found = table.ordinals.at(words, start)
    weekday = table.weekdays.at(words, found[1]) if found else None
    if found is None or weekday is None or found[0] > 5 or words.at(weekday[1]) not in ("of", "in"):
        return None
    month = _simple(words, weekday[1] + 1, False)
    if month is None or month[0].grain != Unit.MONTH.length:
        return None
    return NthWeekday(found[0], weekday[0].number, month[0]), month[1]


def _shifted(words: Words, place: int, table: TimeWords) -> Read | None:
    """last month, this Friday, next spring, the past three weeks, in recent months"""
    for start in (place, place + (words.at(place) == "the")):
        found = table.shifts.at(words, start)
        if found is not None:
            read = _one_shifted(words, found[0], found[1], table) or read_lasting(words, found[0], found[1])
            if read is not None:
                return read
    return None


def _one_shifted(words: Words, shifts: tuple[ShiftWord, ...], place: int, table: TimeWords) -> Read | None:
    steps = [_STEPS[word] for word in shifts if word in _STEPS]
    ahead = ShiftWord.AHEAD in shifts
    if not steps and not ahead:
        return None
    shift = steps[0] if steps else Shift.COMING
    weekday = table.weekdays.at(words, place)
    if weekday is not None:
        return Weekday(weekday[0].number, shift), _daypart(words, weekday[1], table)
    season = table.yearless.at(words, place)
    if season is not None:
        return Yearless(season[0].month, season[0].first, months=season[0].months, shift=shift), season[1]
    month = table.months.at(words, place)
    if month is not None and (words.capital(place) or not month[0].common):
        day, after = _day_number(words, month[1])
        return Yearless(month[0].number, day or None, shift=shift), after if day else month[1]
    unit = table.units.at(words, place)
    if unit is None or not steps or words.at(place).endswith("s") or unit[0].unit is Unit.HOUR:
        return None
    if words.at(unit[1]) in ("'s", "'"):
        return None
    weekday = table.weekdays.at(words, unit[1] + (words.at(unit[1]) == "on"))
    if unit[0].unit is Unit.WEEK and weekday is not None:
        return Weekday(weekday[0].number, week=shift), _daypart(words, weekday[1], table)
    return CalendarUnit(unit[0].unit, shift), unit[1]


def _near(words: Words, place: int, table: TimeWords, bare: bool) -> Read | None:
    """today, yesterday, overnight, over the weekend"""
    found = table.near.at(words, place)
    common = table.plain["not_near"].at(words, place)
    if found is not None and not (bare and common is not None and common[1] == found[1]):
        return found[0], _daypart(words, found[1], table)
    start = place + (words.at(place) == "the")
    if words.at(start) == "weekend" and not bare and start > place:
        return Weekend(), start + 1
    return None


def _year(words: Words, place: int, bare: bool) -> Read | None:
    """2018, 2022-23, the 1990s, (2015)"""
    start = place + (words.at(place) == "the")
    decade = _decade(words, start, start > place)
    if decade is not None:
        return decade
    number = _year_number(words, start)
    if not number or words.at(start - 1) in ("-", "/", "$", "£", "€") and words.glued(start) and bare:
        return None
    in_brackets = words.at(start - 1) == "(" and words.at(start + 1) == ")"
    opens = words.at(start + 1) in ("-", "–", "/") and words.glued(start + 1) and _year_number(words, start + 2) > number
    if start > place or (bare and not in_brackets and not opens) or _counts_things(words, start + 1, number):
        return None
    end = _past_short_year(words, start + 1, number)
    if end > start + 1:
        return Fixed(month_days(number, 1, 24), 731), end
    return Fixed(month_days(number, 1, 12), 366), end


def _decade(words: Words, place: int, definite: bool) -> Read | None:
    """1990s, 1970's, the 80s, the '90s"""
    start = place + (words.at(place) == "'" and definite)
    digits = words.at(start)
    end = start + 1 + (words.at(start + 1) == "'")
    if words.at(end) != "s" or not words.glued(end) or not digits.isdecimal() or digits[-1:] != "0":
        return None
    year = _year_number(words, start)
    if not year and definite and len(digits) == 2 and digits >= "20":
        year = 1900 + int(digits)
    return (Fixed(calendar_unit(date(year, 1, 1), Unit.DECADE), Unit.DECADE.length), end + 1) if year else None


def _past_short_year(words: Words, place: int, number: int) -> int:
    """The place after the 23 of "2022-23", or the same place."""
    short = words.at(place + 1)
    joined = words.at(place) in ("-", "–", "/") and words.glued(place) and len(short) == 2 and short.isdecimal()
    return place + 2 if joined and int(short) == (number + 1) % 100 else place


def _counts_things(words: Words, place: int, number: int) -> bool:
    """"in 2000 attacks": a round number before a plural is no year."""
    after = words.at(place)
    return number % 50 == 0 and len(after) > 3 and after.endswith("s")


def _quarter(words: Words, place: int) -> Read | None:
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


def _season(words: Words, place: int, table: TimeWords, bare: bool) -> Read | None:
    """the summer, summer 2022, the winter of 2022-23"""
    start = place + (words.at(place) == "the")
    found = table.yearless.at(words, start)
    if found is None:
        return None
    read = _with_year(words, found[0], found[1], table)
    if bare and read[1] == found[1] and found[0].first is None:
        return None
    return read


def read_away(words: Words, place: int) -> Read | None:
    """two weeks ago, three days from now, two days after Nov. 5, a day later"""
    length = read_length(words, place, plural=True)
    if length is None or length.hyphen:
        return None
    found = time_words().aways.at(words, length.end)
    if found is None:
        return None
    away, after = found
    if away in (Away.AGO, Away.HENCE):
        return Ago(length.count, -1 if away is Away.AGO else 1, length.extra), after
    if away is Away.INTO:
        return None
    sign = -1 if away is Away.BEFORE else 1
    base = _simple(words, after, False) if after < len(words) else None
    if base is not None and length.count.exact:
        return Offset(length.count, sign, base[0], length.extra), base[1]
    if words.at(length.end) in ("later", "earlier", "afterwards", "prior", "previously"):
        return Then(length.count, sign), after
    return None
