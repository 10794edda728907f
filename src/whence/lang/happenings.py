"""Times that hang on other times: parts of them, dated events, how long an event has gone on, and "then"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from whence.lang.calendars import Count, Unit, calendar_unit, moved, plus
from whence.lang.moments import Lean, Moment, Yearless
from whence.model.interval import TimeInterval
from whence.model.pack import DatedEvent

_NEAR = timedelta(days=60)
_SOON = timedelta(days=400)


class Part(StrEnum):
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"
    EARLIER = "earlier"
    LATER = "later"
    HALF1 = "half1"
    HALF2 = "half2"
    QUARTER1 = "quarter1"
    QUARTER2 = "quarter2"
    QUARTER3 = "quarter3"
    QUARTER4 = "quarter4"
    WEEK1 = "week1"
    WEEK2 = "week2"
    WEEK3 = "week3"
    WEEK4 = "week4"
    LAST_WEEK = "last_week"
    WEEK_OF = "week_of"
    WEEKEND_OF = "weekend_of"


_SHARES = {
    Part.EARLY: (0, 3),
    Part.START: (0, 3),
    Part.MID: (1, 3),
    Part.LATE: (2, 3),
    Part.END: (2, 3),
    Part.HALF1: (0, 2),
    Part.HALF2: (1, 2),
    Part.QUARTER1: (0, 4),
    Part.QUARTER2: (1, 4),
    Part.QUARTER3: (2, 4),
    Part.QUARTER4: (3, 4),
}
_WEEK_PARTS = ((0, 2), (1, 3), (3, 6))
"""Early, mid and late in a week: Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday."""
_WEEKS = {Part.WEEK1: 0, Part.WEEK2: 1, Part.WEEK3: 2, Part.WEEK4: 3}


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of a time. Thirds of a month are the 1st to 10th, 11th to 20th, and the rest; of a year four months."""

    part: Part
    of: Moment

    @property
    def grain(self) -> int:
        return self.of.grain

    @property
    def relative(self) -> bool:
        return self.of.relative or self.part in (Part.EARLIER, Part.LATER)

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        whole = self.of.days(day, lean)
        if whole is None or whole.start is None:
            return None
        if isinstance(self.of, EventMoment):
            return self._of_event(whole.start, whole.end)
        if whole.end is None:
            return None
        if self.part is Part.EARLIER:
            return TimeInterval(whole.start, max(whole.start, min(day, whole.end)))
        if self.part is Part.LATER:
            return TimeInterval(min(whole.end, max(day, whole.start)), whole.end)
        return self._share(whole.start, whole.end)

    def _share(self, start: date, end: date) -> TimeInterval:
        if self.part in (Part.WEEK_OF, Part.WEEKEND_OF):
            return calendar_unit(start, Unit.WEEK if self.part is Part.WEEK_OF else Unit.WEEKEND)
        if self.part is Part.LAST_WEEK:
            return TimeInterval(max(start, plus(end, -6)), end)
        if self.part in _WEEKS:
            first = plus(start, 7 * _WEEKS[self.part])
            return TimeInterval(min(first, end), min(plus(first, 6), end))
        at, shares = _SHARES[self.part]
        if shares == 3 and (end - start).days == 6:
            first_day, last_day = _WEEK_PARTS[at]
            return TimeInterval(plus(start, first_day), plus(start, last_day))
        return _split(start, end, at, shares)

    def _of_event(self, start: date, end: date | None) -> TimeInterval | None:
        if self.part is Part.START:
            return TimeInterval.day(start)
        if self.part in (Part.EARLY, Part.EARLIER):
            far = moved(start, 2, Unit.MONTH)
            return TimeInterval(start, far if end is None else min(far, end))
        if end is None:
            return None
        return TimeInterval.day(end) if self.part is Part.END else self._share(start, end)


def _split(start: date, end: date, at: int, shares: int) -> TimeInterval:
    """The share of whole months where they divide, tens of days in a month, else of days."""
    after = end + timedelta(days=1) if end < date.max else end
    months = (after.year - start.year) * 12 + after.month - start.month
    if start.day == after.day == 1 and months % shares == 0:
        size = months // shares
        first = moved(start, at * size, Unit.MONTH)
        return TimeInterval(first, moved(first, size, Unit.MONTH) - timedelta(days=1))
    total = (end - start).days + 1
    size = 10 if shares == 3 and 28 <= total <= 31 else -(-total // shares)
    first = min(start + timedelta(days=at * size), end)
    last = end if at == shares - 1 else min(first + timedelta(days=size - 1), end)
    return TimeInterval(first, last)


@dataclass(frozen=True, slots=True)
class EventMoment:
    """An event named by a phrase. Where several bear the phrase the day of publication decides, or nothing does.

    ``begun`` narrows it to its first day ("when the war began"); ``when`` is a time worded beside it ("the invasion
    in February"), which picks among the events, or stands for them where none fits.
    """

    events: tuple[DatedEvent, ...]
    begun: bool = False
    when: Moment | None = None
    grain: int = 1

    @property
    def relative(self) -> bool:
        return len(self.events) > 1

    def days(self, day: date, lean: Lean) -> TimeInterval | None:
        events = self.events
        if self.when is not None:
            events = tuple(event for event in events if _fits(event, self.when, day))
            if not events:
                return self.when.days(day, lean)
        event = chosen(events, day)
        if event is None:
            return None
        return TimeInterval.day(event.start) if self.begun else TimeInterval(event.start, event.end)


@dataclass(frozen=True, slots=True)
class EventAge:
    """How long an event has gone on: "after nine months of fighting", "day 270 of the invasion", "a 15-month war".

    A count of days is exact (the first day is 1). Other counts are rounded in news, so they allow one unit either way
    (half a unit for years); ``count.low`` to ``count.high`` already carry "nearly" and "more than". ``inside`` means
    the whole time so far ("during the 15-month war"), from the event's start to publication.
    """

    events: tuple[DatedEvent, ...]
    count: Count
    inside: bool = False
    grain: int = 62

    @property
    def relative(self) -> bool:
        return self.inside or len(self.events) > 1

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  an age has no direction
        event = chosen(self.events, day)
        if event is None or not self.inside:
            return None if event is None else age_days(event, self.count)
        end = day if event.end is None else min(day, event.end)
        return TimeInterval(event.start, max(event.start, end))


def age_days(event: DatedEvent, count: Count) -> TimeInterval:
    """The days on which an event is so old."""
    if count.unit is Unit.DAY:
        return TimeInterval(moved(event.start, count.low - 1, Unit.DAY), moved(event.start, count.high - 1, Unit.DAY))
    if count.unit is Unit.YEAR:
        first, last = moved(event.start, count.low, Unit.YEAR), moved(event.start, count.high, Unit.YEAR)
        return TimeInterval(moved(first, -6, Unit.MONTH), moved(last, 6, Unit.MONTH))
    slack = 1 if count.exact else 0
    low = moved(event.start, count.low - slack, count.unit)
    return TimeInterval(low, moved(event.start, count.high + slack, count.unit))


@dataclass(frozen=True, slots=True)
class Then:
    """The last time named before, or a point so many units from it (``sign`` -1 before, 1 after).

    ``unit`` widens it to the calendar's unit around it ("that month"), or so many ``steps`` on ("the next day").
    """

    count: Count | None = None
    sign: int = 1
    unit: Unit | None = None
    steps: int = 0
    grain: int = 1
    relative: bool = True

    def days(self, day: date, lean: Lean) -> TimeInterval | None:  # noqa: ARG002  only the reader of the text knows
        return None


def chosen(events: tuple[DatedEvent, ...], day: date) -> DatedEvent | None:
    """The event that a text of this day means by a phrase they all bear.

    The only one that goes on; else the only one within sixty days; else, of those begun, the last. None where two go
    on at once, and where the first is more than 400 days ahead.
    """
    going = [event for event in events if event.start <= day and (event.end is None or day <= event.end)]
    if len(going) == 1:
        return going[0]
    if going:
        return None
    near = [event for event in events if event.start - _NEAR <= day <= (event.end or event.start) + _NEAR]
    if len(near) == 1:
        return near[0]
    begun = [event for event in events if event.start <= day]
    if begun:
        return max(begun, key=lambda event: event.start)
    coming = min(events, key=lambda event: event.start, default=None)
    return coming if coming is not None and coming.start - day <= _SOON else None


def _fits(event: DatedEvent, when: Moment, day: date) -> bool:
    named = when.within(event.start.year) if isinstance(when, Yearless) else when.days(day, Lean.PAST)
    return named is not None and named.meet(TimeInterval.day(event.start)) is not None
