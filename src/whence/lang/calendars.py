"""Arithmetic of days, weeks, months and years; no words and no texts.

Law: nothing here raises for any day and any count; what would leave the calendar stops at its first or last day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from whence.model.interval import TimeInterval


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def length(self) -> int:
        """About how many days it has."""
        return _LENGTHS[self]


_LENGTHS = {
    Unit.HOUR: 1,
    Unit.DAY: 1,
    Unit.WEEK: 7,
    Unit.FORTNIGHT: 14,
    Unit.WEEKEND: 7,
    Unit.MONTH: 31,
    Unit.QUARTER: 92,
    Unit.YEAR: 366,
    Unit.DECADE: 3653,
    Unit.CENTURY: 36525,
}


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}


@dataclass(frozen=True, slots=True)
class Count:
    """So many units, from ``low`` to ``high``."""

    low: int
    high: int
    unit: Unit

    @property
    def exact(self) -> bool:
        return self.low == self.high


def moved(day: date, count: int, unit: Unit) -> date:
    """A day so many units later (earlier if negative); short months cut the day. Clamped to the calendar's ends."""
    months = _MONTHS.get(unit)
    try:
        if months is None:
            return day + timedelta(days=int(count / 24) if unit is Unit.HOUR else count * _LENGTHS[unit])
        total = day.year * 12 + day.month - 1 + count * months
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, IndexError):
        return date.max if count > 0 else date.min


def plus(day: date, days: int) -> date:
    """A day so many days later (earlier if negative), or the calendar's end."""
    return moved(day, days, Unit.DAY)


def month_days(year: int, month: int, months: int = 1) -> TimeInterval:
    """All days of ``months`` months from this one on."""
    last_year, last = divmod(year * 12 + month - 1 + months - 1, 12)
    return TimeInterval(_month_start(year, month), _month_end(last_year, last + 1))


def _month_start(year: int, month: int) -> date:
    if year < date.min.year:
        return date.min
    return date(year, month, 1) if year <= date.max.year else date.max


def _month_end(year: int, month: int) -> date:
    if year < date.min.year:
        return date.min
    return date(year, month, monthrange(year, month)[1]) if year <= date.max.year else date.max


def calendar_unit(day: date, unit: Unit) -> TimeInterval:
    """The unit of the calendar that holds a day; weeks begin on Monday, a weekend is the end of its week."""
    monday = plus(day, -day.weekday())
    match unit:
        case Unit.WEEK:
            return TimeInterval(monday, plus(monday, 6))
        case Unit.FORTNIGHT:
            return TimeInterval(monday, plus(monday, 13))
        case Unit.WEEKEND:
            return TimeInterval(plus(monday, 5), plus(monday, 6))
        case Unit.MONTH:
            return month_days(day.year, day.month)
        case Unit.QUARTER:
            return month_days(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case Unit.YEAR:
            return month_days(day.year, 1, 12)
        case Unit.DECADE:
            return month_days(day.year // 10 * 10, 1, 120)
        case Unit.CENTURY:
            return month_days(day.year // 100 * 100, 1, 1200)
        case _:
            return TimeInterval.day(day)


def away(day: date, count: Count, sign: int, extra: int = 0) -> TimeInterval:
    """The days about so many units from a day; see ``Ago`` for how wide."""
    slack = 0 if extra else {1: 0, 7: 3, 14: 3, 31: 15, 92: 30, 366: 183}.get(count.unit.length, count.unit.length // 2)
    near, far = (
        moved(moved(day, sign * steps, count.unit), sign * extra, Unit.DAY) for steps in (count.low, count.high)
    )
    first, last = sorted((near, far))
    return TimeInterval(moved(first, -slack, Unit.DAY), moved(last, slack, Unit.DAY))
