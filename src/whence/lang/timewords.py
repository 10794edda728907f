"""The tables of time words, read once, so that the grammar of times names kinds of words and never the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from whence.lang.calendars import Unit
from whence.lang.happenings import Part
from whence.lang.moments import Near, Yearless
from whence.lang.numerals import number_words
from whence.lang.phrases import PhraseTable, Words, read_phrases
from whence.model.pack import DatedEvent
from whence.tables import Row

T = TypeVar("T")

_FILE = "en/times.toml"


class Relation(StrEnum):
    """How a claim's time lies to the time named.

    ``IN`` within it; ``SINCE`` and ``STARTING`` from its start on; ``AFTER`` from its end on (its start while it goes
    on); ``BEFORE`` up to its start; ``UNTIL`` and ``BY`` up to its end; ``AS_EARLY`` as ``IN``.
    """

    IN = "in"
    SINCE = "since"
    STARTING = "starting"
    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"
    BY = "by"
    AS_EARLY = "as_early"


class Away(StrEnum):
    AGO = "ago"
    HENCE = "hence"
    BEFORE = "before"
    AFTER = "after"
    INTO = "into"


class About(StrEnum):
    ABOUT = "about"
    NEARLY = "nearly"
    MORE = "more"


class ShiftWord(StrEnum):
    """``BACK`` and ``AHEAD`` take a count of units ("the past three weeks"), the others one calendar unit."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    BACK = "back"
    AHEAD = "ahead"


class Way(StrEnum):
    BACK = "back"
    AHEAD = "ahead"


class Joint(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Name:
    """A month or weekday; ``common`` words are also other words."""

    number: int
    common: bool


@dataclass(frozen=True, slots=True)
class UnitWord:
    unit: Unit
    vague: int


@dataclass(frozen=True, slots=True)
class ThenWord:
    """Words that look back, and the calendar unit around the time before that they mean, if any."""

    relation: Relation
    unit: Unit | None
    steps: int


@dataclass(frozen=True, slots=True)
class TimeWords:
    months: PhraseTable[Name]
    weekdays: PhraseTable[Name]
    units: PhraseTable[UnitWord]
    yearless: PhraseTable[Yearless]
    relations: PhraseTable[Relation]
    parts: PhraseTable[Part]
    shifts: PhraseTable[tuple[ShiftWord, ...]]
    near: PhraseTable[Near]
    thens: PhraseTable[ThenWord]
    aways: PhraseTable[Away]
    abouts: PhraseTable[About]
    counts: PhraseTable[int]
    lasting: PhraseTable[Way]
    joins: PhraseTable[tuple[Joint, ...]]
    ordinals: PhraseTable[int]
    decades: PhraseTable[int]
    plain: dict[str, PhraseTable[bool]]
    """Tables that only say yes: dayparts, onwards, and what may stand around events."""
    cues: frozenset[str]
    """Words without one of which, or digits, no text names a time."""
    leads: frozenset[str]
    """Words with which a time may begin, where it begins with no digit and no owner."""


_PLAIN = (
    "before_event", "event_verb", "event_when", "event_determiner", "event_adjective", "event_age_verb", "event_place",
    "event_during", "event_at", "event_bare", "nothing", "after_day", "daypart", "onwards", "not_near", "not_ahead",
    "to_come", "this_unit", "after_next", "first_since", "did_so", "but_not", "past_auxiliary",
)  # fmt: skip


def _table(name: str, build: Callable[[Row], T]) -> PhraseTable[T]:
    return PhraseTable(read_phrases(_FILE, name, build))


def _many(name: str, build: Callable[[Row], T]) -> PhraseTable[tuple[T, ...]]:
    """A table whose words may mean several things; all are kept, in the order of the file."""
    found: dict[str, tuple[T, ...]] = {}
    for word, meaning in read_phrases(_FILE, name, build):
        found[word] = (*found.get(word, ()), meaning)
    return PhraseTable(found.items())


def _then(row: Row) -> ThenWord:
    unit = row.choice("unit", Unit) if "unit" in row.values else None
    return ThenWord(row.choice("relation", Relation), unit, row.number("steps", 0))


def _name(row: Row) -> Name:
    return Name(row.number("number"), row.flag("capital"))


@cache
def time_words() -> TimeWords:
    """The English words of time."""
    months, weekdays = _table("month", _name), _table("weekday", _name)
    units = _table("unit", lambda row: UnitWord(row.choice("name", Unit), row.number("vague")))
    seasons = _seasons()
    near = _table("near", lambda row: Near(row.number("from"), row.number("to")))
    thens = _table("then", _then)
    decades = _table("decade", lambda row: row.number("year"))
    cues = frozenset(
        word for table in (months, weekdays, units, seasons, near, thens, decades) for word in table.last_words
    )
    found = TimeWords(
        months=months,
        weekdays=weekdays,
        units=units,
        yearless=seasons,
        relations=_table("relation", lambda row: row.choice("name", Relation)),
        parts=_table("part", lambda row: row.choice("name", Part)),
        shifts=_many("shift", lambda row: row.choice("name", ShiftWord)),
        near=near,
        thens=thens,
        aways=_table("away", lambda row: row.choice("name", Away)),
        abouts=_table("about", lambda row: row.choice("name", About)),
        counts=_table("count", lambda row: row.number("low")),
        lasting=_table("lasting", lambda row: row.choice("way", Way)),
        joins=_many("join", lambda row: row.choice("name", Joint)),
        ordinals=_table("ordinal", lambda row: row.number("value")),
        decades=decades,
        plain={name: _table(name, lambda _: True) for name in _PLAIN},
        cues=cues,
        leads=frozenset(),
    )
    return replace(found, leads=_leads(found))


_LEADING = ("before_event", "event_when", "event_determiner", "event_adjective", "nothing", "this_unit", "first_since")


def is_phrase(table: str, text: str) -> bool:
    """Whether a text is one of the phrases of a table that only says yes."""
    words = Words.of(text)
    found = time_words().plain[table].at(words, 0)
    return found is not None and found[1] == len(words)


def _leads(table: TimeWords) -> frozenset[str]:
    """The first words of every phrase that may open a time; "'", "q" and "h" open '90s, Q3 and H1."""
    tables: tuple[PhraseTable[Any], ...] = (
        table.months, table.weekdays, table.units, table.yearless, table.relations, table.parts, table.shifts,
        table.near, table.thens, table.abouts, table.counts, table.lasting, table.joins, table.ordinals,
        *(table.plain[name] for name in _LEADING),
    )  # fmt: skip
    words = frozenset(word for each in tables for word in each.first_words)
    return words | number_words().first_words | {"'", "q", "h"}


def _seasons() -> PhraseTable[Yearless]:
    """Seasons and holidays: times of the year with names of their own."""
    seasons = read_phrases(_FILE, "season", lambda row: Yearless(row.number("month"), months=3))
    holidays = read_phrases(_FILE, "holiday", lambda row: Yearless(row.number("month"), row.number("day")))
    return PhraseTable([*seasons, *holidays])


@dataclass(frozen=True, slots=True)
class EventIndex:
    """The phrases of dated events. A phrase "war in Gaza" also answers to "war" where its place is not named."""

    phrases: PhraseTable[tuple[DatedEvent, ...]]
    cues: frozenset[str]
    leads: frozenset[str]
    """Words with which a time or an event may begin."""
    names: dict[DatedEvent, frozenset[str]]
    """Capitalised words of each event's name and phrases, in lower case: who may own it ("Russia's war")."""

    @classmethod
    def of(cls, events: Sequence[DatedEvent]) -> EventIndex:
        found: dict[tuple[str, ...], dict[DatedEvent, None]] = {}
        for event in events:
            for phrase in event.phrases:
                for form in _forms(Words.of(phrase).low):
                    found.setdefault(form, {})[event] = None
        entries = [(" ".join(form), tuple(bearers)) for form, bearers in found.items()]
        cues = frozenset(word for form in found for word in form)
        names = {event: proper_words(Words.of(" ".join((event.name, *event.phrases)))) for event in events}
        leads = time_words().leads | {form[0] for form in found}
        return cls(PhraseTable(entries), cues, leads, names)


def proper_words(words: Words) -> frozenset[str]:
    """The capitalised words of a text in lower case, without "'s"."""
    return frozenset(words.low[place].removesuffix("'s") for place in range(len(words)) if words.capital(place))


def _forms(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The phrase without its article, and its head where a place follows it."""
    bare = words[1:] if words[0] in ("the", "a") and len(words) > 1 else words
    forms = [bare]
    if "in" in bare[1:]:
        forms.append(bare[: bare.index("in", 1)])
    return forms
