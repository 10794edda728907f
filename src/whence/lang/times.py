"""Finds what a text says of when, and turns it into days once the day of publication is known.

How words become days (``None`` is an open side; P is the day of publication):

============================  ========================================================================================
``on Monday``                 the last Monday up to P, P included; ``future`` takes the next one
``in August``, ``Aug. 5``     the last August that has begun by P's month; a day at most a fortnight ahead
                              (``future``: the next August; the next Aug. 5 only if it is within a quarter and nearer)
``early/mid/late July``       1 to 10, 11 to 20, 21 to 31; of a year, four months each
``last week``, ``this week``  Monday to Sunday; ``earlier this week`` ends and ``later this week`` begins with P
``over the weekend``          the last Saturday and Sunday that have begun
``two weeks ago``             that day, give or take three; a month fifteen days, a year half of it; days are exact
``in recent weeks``           so far back as ``vague`` in ``times.toml`` says for the unit, up to P
``since X``                   from the start of X, open; so is ``starting X``
``before X``                  up to and with the first day of X; ``before the end of X`` up to its last
``after X``                   from the end of X, open; from its start if X goes on
``by X``, ``until X``         up to the end of X
``as early as X``             X, closed: a side that a reader leaves open is then still right at its start
============================  ========================================================================================

"by", "until", "before", "starting" and "as early as" take the nearest of like-named times, the others the last; in a
sentence that speaks of what is to come, the next.
Where P is itself a stretch of days, the answer holds for every day of it, and is None where that says too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from whence.lang.calendars import Unit, away, calendar_unit, moved
from whence.lang.happenings import EventAge, EventMoment, Part, PartOf, Then, age_days, chosen
from whence.lang.lengths import read_length
from whence.lang.moments import Ago, Fixed, Lasting, Lean, Moment, Offset
from whence.lang.phrases import Words
from whence.lang.timeevents import Told, read_age, read_event, read_event_part, read_named
from whence.lang.timegrammar import read_moment, read_stretch
from whence.lang.timewords import EventIndex, Relation, Way, time_words
from whence.model.interval import TimeInterval
from whence.model.pack import DatedEvent
from whence.model.text import Span

__all__ = [
    "EventMention",
    "Relation",
    "TimeExpression",
    "anchor",
    "days_of",
    "find_events",
    "find_times",
    "implied_publication",
    "resolve",
    "resolve_all",
]

_LONG_EVENT = 45
"""Days beyond which one is after an event once it has begun."""
_WIDE = 31
"""Days of doubt about publication from which on relative words say too little."""
_NEAREST = frozenset({Relation.BY, Relation.UNTIL, Relation.BEFORE, Relation.STARTING, Relation.AS_EARLY})


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in a text. ``span`` holds the words of relation with it ("since early November")."""

    span: Span
    relation: Relation
    moment: Moment

    @property
    def relative(self) -> bool:
        """Whether its days depend on the day of publication."""
        return self.moment.relative

    @property
    def looks_back(self) -> bool:
        """Whether it hangs on the time named before it ("since then", "two days later")."""
        return isinstance(self.moment, Then)


class _Same:
    """A sequence of events by identity, so that its index is built once."""

    __slots__ = ("events",)

    def __init__(self, events: Sequence[DatedEvent]) -> None:
        self.events = events

    def __hash__(self) -> int:
        return id(self.events)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.events is self.events


@lru_cache(maxsize=8)
def _index(same: _Same) -> EventIndex:
    return EventIndex.of(same.events)


def find_times(text: str, events: Sequence[DatedEvent] = ()) -> list[TimeExpression]:
    """Times of a text in reading order, none overlapping; spans count its characters.

    ``events`` are indexed once for each sequence object: pass the same one each time and do not change it.
    """
    words = Words.of(text)
    index = _index(_Same(events))
    low = frozenset(words.low)
    if time_words().cues.isdisjoint(low) and index.cues.isdisjoint(low) and not any(w[0].isdigit() for w in low):
        return []
    found: list[TimeExpression] = []
    place = 0
    leads = index.leads
    while place < len(words):
        word = words.low[place]
        if word not in leads and not word[0].isdigit() and not word.endswith("'s"):
            place += 1
            continue
        other = _other_time(words, place, index)
        if other is not None:
            place = other
            continue
        nothing = time_words().plain["nothing"].at(words, place)
        told = _read(words, place, index)
        if told is None or (nothing is not None and nothing[1] >= told[2]):
            place = nothing[1] if nothing else place + 1
            continue
        relation, moment, end = told
        found.append(TimeExpression(words.span(place, end), relation, moment))
        place = end
    return found


def _other_time(words: Words, place: int, index: EventIndex) -> int | None:
    """The place after "for the first time since 2019": when something else was last so."""
    found = time_words().plain["first_since"].at(words, place)
    if found is None:
        return None
    read = read_event_part(words, found[1], index) or read_moment(words, found[1], bare=False)
    return read[1] if read else found[1]


@dataclass(frozen=True, slots=True)
class EventMention:
    """A phrase that names a dated event, with every event it may name."""

    span: Span
    events: tuple[DatedEvent, ...]


def find_events(text: str, events: Sequence[DatedEvent]) -> list[EventMention]:
    """Dated events that a text names, in any sense: "for the G7 summit in Hiroshima"; spans count its characters."""
    words = Words.of(text)
    index = _index(_Same(events))
    found: list[EventMention] = []
    place = 0
    known = not index.cues.isdisjoint(words.low)
    while known and place < len(words):
        named = read_named(words, place, index)
        if named is None:
            place += 1
            continue
        found.append(EventMention(words.span(place, named[1]), named[0]))
        place = named[1]
    return found


def _read(words: Words, place: int, index: EventIndex) -> Told | None:
    stretch = read_stretch(words, place)
    if stretch is not None:
        return Relation.IN, *stretch
    for read in (_then, _related, _lasting, read_age):
        told = read(words, place, index)
        if told is not None:
            return told
    bare = read_moment(words, place, bare=True) or read_event_part(words, place, index)
    if bare is not None:
        return Relation.IN, *bare
    return _when(words, place, index)


def _then(words: Words, place: int, index: EventIndex) -> Told | None:  # noqa: ARG001  all readers are called alike
    table = time_words()
    found = table.thens.at(words, place)
    if found is None:
        return None
    word, end = found
    near = table.near.at(words, place)
    if near is not None and near[1] > end:
        return None
    if end == place + 1 and words.at(place) == "since" and words.at(end) not in ("", ".", ",", ";", ")", "\u201d", '"'):
        return None
    return word.relation, Then(unit=word.unit, steps=word.steps), end


def _related(words: Words, place: int, index: EventIndex) -> Told | None:
    """A relation and what it relates to."""
    table = time_words()
    verb = table.plain["before_event"].at(words, place)
    if verb is not None:
        event = read_event(words, verb[1], index)
        return (Relation.BEFORE, *event) if event else None
    found = table.relations.at(words, place)
    if found is None:
        return None
    relation, after = found
    around = read_age(words, after, index) or read_age(words, after + 1, index) if words.at(after) == "the" else None
    told = around or read_age(words, after, index)
    if told is not None and isinstance(told[1], EventAge) and table.plain["event_during"].at(words, place):
        return told[0], replace(told[1], inside=True), told[2]
    if told is not None:
        return told
    event = read_event_part(words, after, index) or _event(words, after, relation, index)
    if event is not None:
        return relation, *event
    read = read_moment(words, after, bare=False)
    if read is None or (isinstance(read[0], Then) and relation is not Relation.IN):
        return None
    moment, end = read
    if words.at(place) != "from":
        return relation, moment, end
    onwards = table.plain["onwards"].at(words, end)
    opens = onwards is not None or (isinstance(moment, Fixed) and moment.grain >= Unit.YEAR.length)
    return Relation.STARTING if opens else relation, moment, onwards[1] if onwards else end


def _event(words: Words, place: int, relation: Relation, index: EventIndex) -> tuple[Moment, int] | None:
    """An event; within one only where it is short or the words say "during"."""
    event = read_event(words, place, index)
    if event is None or relation not in (Relation.IN, Relation.BY, Relation.UNTIL):
        return event
    if not isinstance(event[0], EventMoment):
        return event
    short = all(_is_short(dated) for dated in event[0].events)
    if relation is Relation.BY:
        return event if short else None
    if relation is Relation.UNTIL:
        return None if index.phrases.at(words, place) and not words.capital(place) else event
    if time_words().plain["event_at"].before(words, place) is None:
        return None
    named = index.phrases.at(words, place) is None or words.capital(place)
    during = words.at(place - 1) in ("during", "throughout")
    return event if during or (named and short) else None


def _is_short(event: DatedEvent) -> bool:
    return event.end is not None and (event.end - event.start).days <= _LONG_EVENT


def _when(words: Words, place: int, index: EventIndex) -> Told | None:
    """when the war began"""
    found = time_words().plain["event_when"].at(words, place)
    event = read_event(words, found[1], index) if found else None
    if event is None or not isinstance(event[0], EventMoment) or not event[0].begun:
        return None
    return Relation.IN, *event


def _lasting(words: Words, place: int, index: EventIndex) -> Told | None:  # noqa: ARG001  all readers are called alike
    """for months, within weeks, in three weeks"""
    table = time_words()
    found = table.lasting.at(words, place)
    if found is None:
        return None
    way, after = found
    length = read_length(words, after, plural=words.at(place) != "in")
    if (
        length is None
        or length.hyphen
        or length.count.unit is Unit.HOUR
        or words.at(length.end) in ("of", "old", "ago")
    ):
        return None
    coming = table.plain["to_come"].at(words, length.end)
    if coming is not None:
        return Relation.IN, Lasting(length.count, 1, length.extra), coming[1]
    if way is Way.BACK:
        return Relation.IN, Lasting(length.count, -1, length.extra), length.end
    if words.at(place) == "within":
        return Relation.IN, Lasting(length.count, 1, length.extra), length.end
    if any(table.plain["not_ahead"].at(words, back) for back in range(max(0, place - 4), place)):
        return None
    return Relation.IN, Ago(length.count, 1, length.extra), length.end


def resolve(
    expression: TimeExpression,
    published: TimeInterval,
    *,
    future: bool = False,
    then: TimeInterval | None = None,
) -> TimeInterval | None:
    """The days that an expression means in a text published on these days, or None where that cannot be told.

    ``future`` says that the sentence speaks of what is to come; ``then`` is the time named before it, for
    expressions that look back. An open side of the answer is "not said".
    """
    if isinstance(expression.moment, Then):
        return None if then is None else _since_then(expression, expression.moment, then)
    days = _days(expression, published, future)
    return None if days is None else _related_days(expression, days)


def _days(expression: TimeExpression, published: TimeInterval, future: bool) -> TimeInterval | None:
    moment = expression.moment
    lean = Lean.FUTURE if future else Lean.PAST
    if expression.relation in _NEAREST:
        lean = Lean.COMING if future else Lean.NEAREST
    if not moment.relative:
        return days_of(moment, published.end or published.start or date.max, lean)
    if published.start is None or published.end is None:
        return None
    first, last = days_of(moment, published.start, lean), days_of(moment, published.end, lean)
    if first is None or last is None:
        return None
    if first != last and (published.end - published.start).days > max(_WIDE, moment.grain):
        return None
    starts = [side.start for side in (first, last)]
    ends = [side.end for side in (first, last)]
    return TimeInterval(
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
    )


def days_of(moment: Moment, day: date, lean: Lean) -> TimeInterval | None:
    """The days of a moment, or None where a part of it lies beyond the calendar; never raises."""
    try:
        return moment.days(day, lean)
    except OverflowError:
        return None


def _related_days(expression: TimeExpression, days: TimeInterval) -> TimeInterval | None:
    start, end = days.start, days.end
    match expression.relation:
        case Relation.SINCE | Relation.STARTING:
            return TimeInterval(start, None) if start else None
        case Relation.BEFORE:
            at_end = isinstance(expression.moment, PartOf) and expression.moment.part is Part.END
            edge = end if at_end else start
            return TimeInterval(None, edge) if edge else None
        case Relation.AFTER:
            goes_on = end is None or (
                _is_event(expression.moment) and days.days is not None and days.days > _LONG_EVENT
            )
            edge = start if goes_on else end
            return TimeInterval(edge, None) if edge else None
        case Relation.UNTIL | Relation.BY:
            return TimeInterval(None, end) if end else None
        case _:
            return days


def _is_event(moment: Moment) -> bool:
    return isinstance(moment, EventMoment)


def _since_then(expression: TimeExpression, moment: Then, then: TimeInterval) -> TimeInterval | None:
    """Counts from the time before; a time with no start ("before the war") hands on its end."""
    edge = then.start or then.end
    if edge is None:
        return None
    if moment.count is not None:
        return away((then.end if moment.sign > 0 and then.end else edge), moment.count, moment.sign)
    base = then if then.start and then.end else TimeInterval.day(edge)
    if moment.unit is not None:
        whole = calendar_unit(edge, moment.unit)
        base = calendar_unit(moved(whole.start or edge, moment.steps, moment.unit), moment.unit)
    return _related_days(expression, base)


def resolve_all(
    expressions: Iterable[TimeExpression],
    published: TimeInterval,
    *,
    future: bool = False,
    then: TimeInterval | None = None,
) -> list[TimeInterval | None]:
    """The days of expressions in reading order, each that looks back counted from the one before; ``then`` opens."""
    found: list[TimeInterval | None] = []
    for expression in expressions:
        days = resolve(expression, published, future=future, then=then)
        found.append(days)
        then = days if days is not None else then
    return found


def anchor(expression: TimeExpression, published: TimeInterval) -> str:
    """What the days were counted from: "published 2022-08-31", an event with its day, or nothing."""
    event = _event_of(expression.moment, published)
    if event is not None:
        return f"{event.name} {event.start.isoformat()}"
    if not expression.relative or expression.looks_back:
        return ""
    sides = [day.isoformat() for day in (published.start, published.end) if day is not None]
    return "published " + " to ".join(dict.fromkeys(sides)) if sides else ""


def _event_of(moment: Moment, published: TimeInterval) -> DatedEvent | None:
    if isinstance(moment, PartOf):
        return _event_of(moment.of, published)
    if isinstance(moment, Offset):
        return _event_of(moment.base, published)
    if isinstance(moment, EventMoment | EventAge):
        return chosen(moment.events, published.end or published.start or date.max)
    return None


def implied_publication(expression: TimeExpression) -> TimeInterval | None:
    """The days on which a text can have said this of itself: "after nine months of fighting", "day 270 of the war".

    None unless it tells the age of one known event.
    """
    moment = expression.moment
    if not isinstance(moment, EventAge) or len(moment.events) != 1:
        return None
    return age_days(moment.events[0], moment.count)
