"""Parses times that hang on dated events: "before the war began", "two days after the vote", "a 15-month war"."""

from __future__ import annotations

from dataclasses import replace

from whence.lang.calendars import Count, Unit
from whence.lang.dategrammar import Read
from whence.lang.happenings import EventAge, EventMoment, Part, PartOf
from whence.lang.lengths import Length, read_length
from whence.lang.moments import Lasting, Moment, Offset
from whence.lang.numerals import read_amount
from whence.lang.phrases import Words
from whence.lang.timegrammar import read_moment
from whence.lang.timewords import Away, EventIndex, Relation, proper_words, time_words
from whence.model.pack import DatedEvent

Told = tuple[Relation, Moment, int]
"""A relation, its moment, and the place after their words."""

_AGE_ADJECTIVES = 3


def read_event(words: Words, place: int, index: EventIndex) -> Read | None:
    """The event named at a place, with "began" and a time beside it; its day of beginning if "began" is said."""
    named = read_named(words, place, index)
    if named is None or time_words().plain["event_bare"].at(words, place) == (True, named[1]):
        return None
    events, after = named
    moment = EventMoment(events)
    verb = time_words().plain["event_verb"].at(words, after)
    if verb is not None:
        moment, after = replace(moment, begun=True), verb[1]
    when = _when(words, after)
    if when is not None:
        return replace(moment, when=when[0]), when[1]
    return moment, after


def read_event_part(words: Words, place: int, index: EventIndex) -> Read | None:
    """the start of the invasion, early in the war"""
    found = time_words().parts.at(words, place)
    if found is None:
        return None
    event = read_event(words, found[1], index)
    if event is None or not isinstance(event[0], EventMoment):
        return None
    part = found[0]
    if part is Part.START:
        return replace(event[0], begun=True), event[1]
    return PartOf(part, event[0]), event[1]


def read_named(words: Words, place: int, index: EventIndex) -> tuple[tuple[DatedEvent, ...], int] | None:
    """The events that a phrase at a place may name, owner and adjectives heeded, and the place after it."""
    plain = time_words().plain
    found = index.phrases.at(words, place)
    if found is not None:
        return _narrowed(words, found[1], found[0], index)
    owner = ""
    start = place
    if words.at(start).endswith("'s") or (words.at(start + 1) == "'" and words.capital(start)):
        owner = words.at(start).removesuffix("'s")
        start += 1 + (words.at(start + 1) == "'")
    elif plain["event_determiner"].at(words, start):
        start += 1
    for _ in range(_AGE_ADJECTIVES):
        found = index.phrases.at(words, start)
        if found is not None:
            return _narrowed(words, found[1], _owned(found[0], owner, index), index)
        adjective = plain["event_adjective"].at(words, start)
        if adjective is None:
            return None
        start = adjective[1]
    return None


def _owned(events: tuple[DatedEvent, ...], owner: str, index: EventIndex) -> tuple[DatedEvent, ...]:
    if not owner:
        return events
    return tuple(event for event in events if owner in index.names[event])


def _narrowed(
    words: Words, place: int, events: tuple[DatedEvent, ...], index: EventIndex
) -> tuple[tuple[DatedEvent, ...], int] | None:
    """Of several events those that the place after the phrase, then the names in the text, speak for most."""
    events = _placed(words, place, events, index)
    if len(events) > 1:
        said = proper_words(words)
        shared = [len(index.names[event] & said) for event in events]
        events = tuple(event for event, count in zip(events, shared, strict=True) if count == max(shared))
    return (events, place) if events else None


def _placed(words: Words, place: int, events: tuple[DatedEvent, ...], index: EventIndex) -> tuple[DatedEvent, ...]:
    """Those that can lie in the place named after the phrase; all where none is named."""
    table = time_words()
    name = place + 1 + (words.at(place + 1) == "the")
    if table.plain["event_place"].at(words, place) is None or not words.capital(name):
        return events
    if table.months.at(words, name) or table.weekdays.at(words, name):
        return events
    return tuple(event for event in events if words.at(name).removesuffix("'s") in index.names[event])


def _when(words: Words, place: int) -> Read | None:
    """in February, on Feb. 24, last year; after an event they tell its date"""
    start = place + (words.at(place) == ",")
    if words.at(start) in ("in", "on", "of"):
        read = read_moment(words, start + 1, bare=False)
    else:
        read = read_moment(words, start, bare=True) if words.at(start) in ("last", "this", "earlier") else None
    if read is None or isinstance(read[0], Lasting):
        return None
    return read


def read_age(words: Words, place: int, index: EventIndex) -> Told | None:
    """nine months of fighting, six months into the war, a 15-month war, day 270 of the invasion"""
    return _day_of(words, place, index) or _length_of(words, place, index) or _entered(words, place, index)


def _day_of(words: Words, place: int, index: EventIndex) -> Told | None:
    """day 270 of the invasion, the 100th day of the war, the second year of the conflict"""
    table = time_words()
    start = place + (words.at(place) == "the")
    number, unit, after = 0, Unit.DAY, start
    if words.at(start) == "day":
        number, after = _whole(words, start + 1)
    else:
        number, unit, after = _ordinal_unit(words, start)
    if not 0 < number < 10_000 or words.at(after) not in ("of", "since", "into"):
        return None
    named = read_named(words, after + 1, index)
    if named is None:
        return None
    verb = table.plain["event_verb"].at(words, named[1])
    low = number if unit is Unit.DAY else number - 1
    return Relation.IN, EventAge(named[0], Count(low, number, unit)), verb[1] if verb else named[1]


def _whole(words: Words, place: int) -> tuple[int, int]:
    """A whole number below 10000 and the place after it; 0 where there is none."""
    read = read_amount(words, place, joined=False)
    if read is None or not read[0].exact or read[0].low.denominator > 1 or read[0].low >= 10_000:
        return 0, place
    return int(read[0].low), read[1]


def _ordinal_unit(words: Words, place: int) -> tuple[int, Unit, int]:
    """The 100th day: a number, a unit, and the place after; 0 where there is none."""
    table = time_words()
    word = words.at(place)
    found = table.ordinals.at(words, place)
    if len(word) < 7 and word[:1].isdigit() and not word.isdecimal() and word[:-2].isdecimal():
        found = int(word[:-2]), place + 1
    unit = table.units.at(words, found[1]) if found else None
    return (found[0], unit[0].unit, unit[1]) if found and unit else (0, Unit.DAY, place)


def _length_of(words: Words, place: int, index: EventIndex) -> Told | None:
    """Lengths with an event after them: its age, a point before or after it, or just its near side."""
    table = time_words()
    length = read_length(words, place, plural=True)
    if length is None or length.count.unit in (Unit.HOUR, Unit.WEEKEND):
        return None
    if length.hyphen:
        return _hyphened(words, length, index)
    found = table.aways.at(words, length.end)
    if found is None or found[0] in (Away.AGO, Away.HENCE):
        return None
    named = read_named(words, found[1], index) if found[0] is Away.INTO else None
    if named is not None:
        return Relation.IN, EventAge(named[0], length.count), named[1]
    event = read_event_part(words, found[1], index) or read_event(words, found[1], index)
    if event is None:
        return None
    moment, after = event
    known = _events(moment)
    if found[0] is Away.INTO:
        return (Relation.IN, EventAge(known, length.count), after) if known else None
    if not length.count.exact:
        return (Relation.BEFORE if found[0] is Away.BEFORE else Relation.AFTER), moment, after
    begun = replace(moment, begun=True) if isinstance(moment, EventMoment) else moment
    return Relation.IN, Offset(length.count, -1 if found[0] is Away.BEFORE else 1, begun), after


def _hyphened(words: Words, length: Length, index: EventIndex) -> Told | None:
    """a 15-month war, the nearly five-month-old conflict"""
    after = length.end
    if words.at(after) == "-" and words.at(after + 1) in ("old", "long"):
        after += 2
    named = read_named(words, after, index)
    return (Relation.IN, EventAge(named[0], length.count, inside=True), named[1]) if named else None


def _entered(words: Words, place: int, index: EventIndex) -> Told | None:
    """the war entered day 174, the invasion passes six months, the war enters its ninth month"""
    named = read_named(words, place, index)
    verb = time_words().plain["event_age_verb"].at(words, named[1]) if named else None
    if named is None or verb is None:
        return None
    after = verb[1]
    number, end = _whole(words, after + 1) if words.at(after) == "day" else (0, after)
    if number:
        return Relation.IN, EventAge(named[0], Count(number, number, Unit.DAY)), end
    number, unit, end = _ordinal_unit(words, after + (words.at(after) in ("its", "the", "a")))
    if number:
        low = number if unit is Unit.DAY else number - 1
        return Relation.IN, EventAge(named[0], Count(low, number, unit)), end
    length = read_length(words, after, plural=False)
    return (Relation.IN, EventAge(named[0], length.count), length.end) if length else None


def _events(moment: Moment) -> tuple[DatedEvent, ...]:
    inner = moment.of if isinstance(moment, PartOf) else moment
    return inner.events if isinstance(inner, EventMoment) else ()
