"""Times as news words them, and the days they mean once the day of publication is known; no words of any language.

Laws: every kind of moment turns one day of publication into days that do not depend on anything else; none raises,
whatever the day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from whence.lang.calendars import Count, Unit, away, calendar_unit, month_days, moved, plus
from whence.model.interval import TimeInterval

_SOON = 92
"""Days ahead up to which a text names a coming day without its year."""


class Lean(StrEnum):
    """Which of several like times is meant: the last one, the next one, or whichever is nearer.

    ``FUTURE`` is what the sentence lets expect, ``COMING`` what the words beside the time say themselves ("by").
    """

    PAST = "past"
    FUTURE = "future"
    COMING = "coming"
    NEAREST = "nearest"


class Shift(StrEnum):
    """The unit before the present one, the present one, or the one after; ``COMING`` is the next to begin."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    COMING = "coming"
    AFTER_NEXT = "after_next"

    @property
    def steps(self) -> int:
        return {"last": -1, "this": 0, "next": 1, "coming": 1, "after_next": 2}[self.value]


class Moment(Protocol):
    """A time as worded. ``grain`` is about how many days it covers; ``relative`` says that it needs publication."""

    @property
    def grain(self) -> int: ...

    @property
    def relative(self) -> bool: ...

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        """The days meant in a text published on ``day``, or None where there are none or too many to choose from."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that the text names in full."""

    interval: TimeInterval
    grain: int = 1
    relative: bool = False

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  the days are known already
        return self.interval


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month, a day or days of it, or a season, without a year."""

    month: int
    first: int | None = None
    last: int | None = None
    months: int = 1
    shift: Shift | None = None
    relative: bool = True

    @property
    def grain(self) -> int:
        return 31 * self.months if self.first is None else 1

    def within(self, year: int) -> TimeInterval | None:
        """These days of one year; None where it has no such day."""
        if not date.min.year <= year < date.max.year:
            return None
        whole = month_days(year, self.month, self.months)
        if self.first is None:
            return whole
        length = monthrange(year, self.month)[1]
        last = self.first if self.last is None else self.last
        if not 1 <= self.first <= last <= length:
            return None
        return TimeInterval(date(year, self.month, self.first), date(year, self.month, last))

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        around = [self.within(year) for year in range(day.year - 5, day.year + 6)]
        years = [interval for interval in around if interval is not None]
        if self.shift is Shift.THIS:
            return self._this(day)
        if self.shift in (Shift.NEXT, Shift.COMING):
            return next((i for i in years if _start(i) > day), None)
        past = [i for i in years if self._begun(i, day)]
        if self.shift is Shift.LAST:
            past = [i for i in past if _end(i) < day]
        elif lean in (Lean.FUTURE, Lean.COMING):
            return self._ahead(years, past, day, lean)
        elif lean is Lean.NEAREST:
            return min(years, key=lambda i: (_distance(i, day), _start(i)), default=None)
        return past[-1] if past else None

    def _ahead(self, years: list[TimeInterval], past: list[TimeInterval], day: date, lean: Lean) -> TimeInterval | None:
        """The next one. A bare day of a month does not say that it is to come: the last, unless the next is near."""
        coming = next((i for i in years if _end(i) >= day), None)
        if lean is Lean.COMING or self.first is None or coming is None or not past:
            return coming
        soon = _start(coming) <= plus(day, _SOON) and _distance(coming, day) <= _distance(past[-1], day)
        return coming if soon else past[-1]

    def _this(self, day: date) -> TimeInterval | None:
        """ "this winter" in January is the one that began in December."""
        before = self.within(day.year - 1)
        if before is not None and _start(before) <= day <= _end(before):
            return before
        return self.within(day.year)

    def _begun(self, interval: TimeInterval, day: date) -> bool:
        """A named day may lie a fortnight ahead: papers announce it without "next"."""
        if self.first is None:
            return _start(interval) <= day
        return _start(interval).replace(day=1) <= day or _start(interval) <= plus(day, 14)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of the month so many months from publication ("the 20th of next month" is 1)."""

    number: int
    steps: int
    grain: int = 1
    relative: bool = True

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  the shift says it
        first = moved(day.replace(day=1), self.steps, Unit.MONTH)
        if self.number > monthrange(first.year, first.month)[1]:
            return None
        return TimeInterval.day(first.replace(day=self.number))


@dataclass(frozen=True, slots=True)
class DayAlone:
    """A day of a month that is not named ("the 24th"): the last one; ``weekday`` picks the month where it fits."""

    number: int
    weekday: int | None = None
    grain: int = 1
    relative: bool = True

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        steps = range(0, 13) if lean is not Lean.PAST else range(0, -13, -1)
        for step in steps:
            found = DayOfMonth(self.number, step).days(day, lean)
            if found is None or (self.weekday is not None and _start(found).weekday() != self.weekday):
                continue
            if (_start(found) <= day) if lean is Lean.PAST else (_start(found) >= day):
                return found
        return None


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first Friday of a month; ``number`` from 1 to 5."""

    number: int
    weekday: int
    of: Moment
    grain: int = 1

    @property
    def relative(self) -> bool:
        return self.of.relative

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        whole = self.of.days(day, lean)
        if whole is None or whole.start is None or whole.end is None:
            return None
        found = plus(whole.start, (self.weekday - whole.start.weekday()) % 7 + (self.number - 1) * 7)
        return TimeInterval.day(found) if whole.start <= found <= whole.end else None


@dataclass(frozen=True, slots=True)
class Within:
    """A month, day or season in a year that is itself named relative to publication ("August of last year")."""

    inner: Yearless
    year: Moment
    relative: bool = True

    @property
    def grain(self) -> int:
        return self.inner.grain

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        outer = self.year.days(day, lean)
        return None if outer is None or outer.start is None else self.inner.within(outer.start.year)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday; ``week`` names the week it is in, if the text does."""

    number: int
    shift: Shift | None = None
    week: Shift | None = None
    grain: int = 1
    relative: bool = True

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        if self.week is not None or self.shift is Shift.THIS or self.shift is Shift.NEXT:
            steps = self.week.steps if self.week is not None else self.shift.steps if self.shift else 0
            return TimeInterval.day(plus(day, self.number - day.weekday() + steps * 7))
        back = (day.weekday() - self.number) % 7
        ahead = -back % 7
        if self.shift is Shift.LAST:
            return TimeInterval.day(plus(day, -(back or 7)))
        if self.shift is Shift.COMING:
            return TimeInterval.day(plus(day, ahead or 7))
        return TimeInterval.day(plus(day, -back if lean is Lean.PAST else ahead))


@dataclass(frozen=True, slots=True)
class CalendarUnit:
    """This, last or next week, month, year and so on."""

    unit: Unit
    shift: Shift
    relative: bool = True

    @property
    def grain(self) -> int:
        return self.unit.length

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  the shift says it
        return calendar_unit(moved(_unit_start(day, self.unit), self.shift.steps, self.unit), self.unit)


@dataclass(frozen=True, slots=True)
class Weekend:
    """ "over the weekend": the last one that has begun, or the next one."""

    grain: int = 2
    relative: bool = True

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        this = calendar_unit(day, Unit.WEEKEND)
        if lean is Lean.PAST and _start(this) > day:
            return calendar_unit(plus(day, -7), Unit.WEEKEND)
        return this


@dataclass(frozen=True, slots=True)
class Near:
    """Days counted from publication: yesterday is -1 to -1, overnight -1 to 0."""

    first: int
    last: int
    grain: int = 1
    relative: bool = True

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  the count says it
        return TimeInterval(plus(day, self.first), plus(day, self.last))


@dataclass(frozen=True, slots=True)
class Ago:
    """A point so many units before publication (``sign`` -1) or after it (1).

    Days and hours are exact; a week allows three days either way, a month fifteen, a year half of itself.
    """

    count: Count
    sign: int
    extra: int = 0
    """Further days of a mixed length ("1 month 21 days ago")."""
    relative: bool = True

    @property
    def grain(self) -> int:
        return self.count.unit.length

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  the sign says it
        return away(day, self.count, self.sign, self.extra)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A stretch of so many units that ends with publication (``sign`` -1) or begins with it (1).

    ``extra`` is further days of a mixed length.
    """

    count: Count
    sign: int
    extra: int = 0
    relative: bool = True

    @property
    def grain(self) -> int:
        return self.count.unit.length

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  the sign says it
        far = moved(moved(day, self.sign * self.count.high, self.count.unit), self.sign * self.extra, Unit.DAY)
        return TimeInterval(far, day) if self.sign < 0 else TimeInterval(day, far)


@dataclass(frozen=True, slots=True)
class Offset:
    """A point so many units before (``sign`` -1) or after (1) another moment."""

    count: Count
    sign: int
    base: Moment
    extra: int = 0

    @property
    def grain(self) -> int:
        return max(self.count.unit.length, self.base.grain)

    @property
    def relative(self) -> bool:
        return self.base.relative

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        base = self.base.days(day, lean)
        if base is None or base.start is None:
            return None
        end = base.end if self.sign > 0 and base.end is not None and not _is_long(base) else base.start
        return away(end, self.count, self.sign, self.extra)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the start of one moment to the end of another."""

    first: Moment
    last: Moment

    @property
    def grain(self) -> int:
        return max(self.first.grain, self.last.grain)

    @property
    def relative(self) -> bool:
        return self.first.relative or self.last.relative

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        last = self.last.days(day, lean)
        first = self.first.days(day, lean)
        if first is None or last is None or last.end is None:
            return None
        if (first.start is not None and first.start > last.end) or isinstance(self.first, Yearless):
            first = self._before(last.end, first)
        if first is None or first.start is None or first.start > last.end:
            return None
        return TimeInterval(first.start, last.end)

    def _before(self, end: date, first: TimeInterval) -> TimeInterval | None:
        """The first side has the year of the second, or the one before: "from November to March 2023"."""
        if isinstance(self.first, Yearless):
            return next((i for y in (end.year, end.year - 1) if (i := self.first.within(y)) and _start(i) <= end), None)
        if isinstance(self.first, Weekday):
            return self.first.days(end, Lean.PAST)
        return first


def _start(interval: TimeInterval) -> date:
    return interval.start or date.min


def _end(interval: TimeInterval) -> date:
    return interval.end or date.max


def _distance(interval: TimeInterval, day: date) -> int:
    return max((_start(interval) - day).days, (day - _end(interval)).days, 0)


def _unit_start(day: date, unit: Unit) -> date:
    return _start(calendar_unit(day, unit)) if unit.length >= 31 else day


def _is_long(interval: TimeInterval) -> bool:
    return interval.days is None or interval.days > 45
