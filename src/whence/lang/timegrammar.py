"""Parses English words of time into moments: one small function for each way in which news says when."""

from __future__ import annotations

from datetime import date

from whence.lang.calendars import Unit
from whence.lang.dategrammar import (
    STEPS,
    Read,
    read_century,
    read_day_alone,
    read_day_month,
    read_day_number,
    read_month,
    read_numeric,
    read_quarter,
    read_season,
    read_year,
)
from whence.lang.happenings import Part, PartOf, Then
from whence.lang.lengths import read_lasting, read_length
from whence.lang.moments import (
    Ago,
    CalendarUnit,
    DayAlone,
    Fixed,
    Lean,
    Moment,
    NthWeekday,
    Offset,
    Shift,
    Stretch,
    Weekday,
    Weekend,
    Yearless,
)
from whence.lang.phrases import Words
from whence.lang.timewords import Away, Joint, ShiftWord, TimeWords, time_words
from whence.model.interval import TimeInterval


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
        or read_numeric(words, place)
        or read_month(words, place, table, bare)
        or read_day_month(words, place, table)
        or _after_next(words, place, table)
        or _shifted(words, place, table)
        or _near(words, place, table, bare)
        or read_quarter(words, place)
        or read_century(words, place)
        or read_year(words, place, bare)
        or read_season(words, place, table, bare)
        or read_away(words, place)
        or _nth_weekday(words, place, table)
        or (None if bare else read_day_alone(words, place))
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
    day, after = read_day_number(words, place + (words.at(place) == "the"))
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
    dated = read_month(words, comma, table, False) or read_day_month(words, comma, table) or read_numeric(words, comma)
    alone = read_day_alone(words, after) if dated is None else None
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
    return next(((STEPS[word], found[1] + 1) for word in found[0] if word in STEPS), None)


def _daypart(words: Words, place: int, table: TimeWords) -> int:
    found = table.plain["daypart"].at(words, place)
    return found[1] if found else place


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


def _after_next(words: Words, place: int, table: TimeWords) -> Read | None:
    """the week after next"""
    unit = table.units.at(words, place + (words.at(place) == "the"))
    found = table.plain["after_next"].at(words, unit[1]) if unit else None
    return (CalendarUnit(unit[0].unit, Shift.AFTER_NEXT), found[1]) if unit and found else None


def _one_shifted(words: Words, shifts: tuple[ShiftWord, ...], place: int, table: TimeWords) -> Read | None:
    steps = [STEPS[word] for word in shifts if word in STEPS]
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
        day, after = read_day_number(words, month[1])
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
