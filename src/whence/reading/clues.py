"""Reads off a text on which days it can have been published; each clue holds on its own, and none invents a day.

A time named is a clue because of the side it must lie on: what is told as past has begun, what is told as coming has
not. A war's age gives the days on which it was so old. "Later this week" beside a dated event gives that week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TypeGuard

from whence.lang.calendars import Unit, moved, plus
from whence.lang.happenings import Part, PartOf
from whence.lang.lengths import Length, read_length
from whence.lang.moments import Lean, Moment, Weekday, Yearless
from whence.lang.phrases import PhraseTable, Words
from whence.lang.times import Relation, TimeExpression, days_of, find_times
from whence.model.interval import TimeInterval
from whence.model.pack import DatedEvent
from whence.model.text import Span
from whence.reading.occasions import Occasions, is_of_war, occasions_of
from whence.tables import read_rows

_SENTENCE = re.compile(r"(?:[^.!?\n\r]|[.](?=\S)|(?<=\b\w)[.]|(?<=\b[A-Z][a-z])[.]|(?<=\b[A-Z][a-z][a-z])[.])+[.!?]*")
_QUOTE = re.compile(r"[\"“][^\"“”\n]*[\"”]?")
_PLACE = r"[\w.,'’/ -]"
_DATELINE = re.compile(rf"[A-Z]{_PLACE}{{2,60}}?(?=\s*\([A-Z])|[A-Z]{{3,}}{_PLACE}{{0,60}}?(?=\s[–—-]\s)")
_DATELINE_SLACK = 2
_DATELINE_END = re.compile(r"[,.]?\s*(?:\([A-Z][^()\n]{0,40}\)|/[A-Z][\w ]{0,40}/|[–—-]{1,2}\s)")
_DATELINE_LENGTH = 160
_NAME_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_YEARS = range(1990, 2100)
_MOST_READ = 30_000
_CUE_REACH, _CUE_AFTER = 12, 6
_PAST = re.compile(r"\w{2,}[^e]ed")
_AHEAD, _BACK = 240, 330
_FRESH = 3
"""Days after its newest bare weekday on which a report may still be printed."""
_BESIDE = 30
"""Characters that may stand between an event and the time it is told to be at."""
_NEAR = 100
"""Days around an event in which a text may call it last month's or next month's."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One ground. ``spells`` are the stretches of days that it allows, earliest first."""

    ground: str
    words: str
    span: Span
    spells: tuple[TimeInterval, ...]

    def within(self, window: TimeInterval) -> TimeInterval | None:
        """The smallest stretch that holds what the clue leaves of a window."""
        left = [met for spell in self.spells if (met := spell.meet(window)) is not None]
        if not left:
            return None
        starts, ends = [spell.start for spell in left], [spell.end for spell in left]
        start = None if None in starts else min(day for day in starts if day)
        return TimeInterval(start, None if None in ends else max(day for day in ends if day))

    def nearest(self, window: TimeInterval) -> TimeInterval:
        """Of the stretches it allows, the one that lies closest to a window which it leaves nothing of."""
        edge = window.end or window.start or date.max
        return min(self.spells, key=lambda spell: abs(((spell.end or spell.start or edge) - edge).days))


@cache
def dating_words(name: str) -> PhraseTable[bool]:
    """A list of ``lang/en/dating.toml``."""
    entries: list[tuple[str, bool]] = []
    for row in read_rows("whence.lang", "en/dating.toml", "words"):
        title, words = row.text("name"), row.texts("words")
        row.end()
        if title == name:
            entries += [(word, True) for word in words]
    return PhraseTable(entries)


def find_clues(text: str, spans: Sequence[Span], events: Sequence[DatedEvent]) -> tuple[Clue, ...]:
    """Clues of the article's own lines, those that say most first; spans count characters of ``text``."""
    found: list[Clue] = []
    occasions = occasions_of(tuple(events))
    war = occasions.war(" ".join(span.of(text) for span in spans))
    for span in _head(spans):
        found += _dateline(text, span)
        for match in _SENTENCE.finditer(span.of(text)):
            words = Words.of(match[0])
            sentence = _Sentence(words, span.start + match.start(), tuple(find_times(match[0])), occasions, war)
            found += sentence.ages()
            found += sentence.events_named()
            found += sentence.times()
    return tuple(sorted(found, key=lambda clue: _ORDER.index(clue.ground)))


def _head(spans: Sequence[Span]) -> Iterator[Span]:
    """The lines that open an article; what dates it stands there, and a book is no article."""
    left = _MOST_READ
    for span in spans:
        if left <= 0:
            return
        yield Span(span.start, min(span.end, span.start + left))
        left -= len(span)


AGE = "age of a war"
BESIDE = "time beside an event"
DATELINE = "dateline"
DATED = "date in the text"
EVENT = "event in the text"
SEASON = "month in the text"
WEEKDAY = "weekday in the text"
_ORDER = (AGE, BESIDE, DATED, EVENT, DATELINE, SEASON, WEEKDAY)
"""Those that say most first."""


def _dateline(text: str, span: Span) -> Iterator[Clue]:
    """ "KYIV, July 19 (Reuters) -": printed that day or within two."""
    match = _DATELINE.match(span.of(text))
    if match is None:
        return
    days = [e for e in find_times(match[0]) if isinstance(e.moment, Yearless) and e.moment.first is not None]
    if len(days) == 1 and isinstance(days[0].moment, Yearless):
        moment = days[0].moment
        printed = [moment.within(year) for year in _YEARS]
        spells = [TimeInterval(day.start, plus(day.start, _DATELINE_SLACK)) for day in printed if day and day.start]
        yield Clue(DATELINE, match[0].strip(), Span(span.start, span.start + len(match[0])), tuple(spells))


def dateline_day(text: str, span: Span) -> Iterator[tuple[Span, date]]:
    """The day of "WASHINGTON, Dec 23, 2022 (Agency) -" with its words: names before it, an agency or a dash after."""
    head = span.of(text)[:_DATELINE_LENGTH]
    for expression in find_times(head)[:1]:
        days = None if expression.relative else days_of(expression.moment, date.max, Lean.PAST)
        before = _NAME_WORD.findall(head[: expression.span.start])
        if not before or not all(word[0].isupper() for word in before) or days is None or days.start is None:
            continue
        if days.days == 0 and _DATELINE_END.match(head, expression.span.end):
            yield expression.span.shifted(span.start), days.start


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: Words
    start: int
    found: tuple[TimeExpression, ...]
    occasions: Occasions
    war: DatedEvent | None

    @property
    def text(self) -> str:
        return self.words.text

    def _clue(self, ground: str, span: Span, *spells: TimeInterval) -> Clue:
        return Clue(ground, span.of(self.text), span.shifted(self.start), spells)

    def ages(self) -> Iterator[Clue]:
        """ "after nine months of fighting", "a nearly five-month conflict", "its 15-month war" """
        if self.war is None:
            return
        place = 0
        while place < len(self.words):
            length = read_length(self.words, place, plural=False)
            if length is None:
                place += 1
                continue
            end = self._end_of_age(length)
            if end is not None and is_of_war(self.war, self.words, place, end):
                spell = _old(self.war, length.count.low, length.count.high, length.count.unit)
                yield self._clue(AGE, self.words.span(place, end), spell)
            place = length.end

    def _end_of_age(self, length: Length) -> int | None:
        """Where a length ends that is one of war, with the word for war in it."""
        nouns = dating_words("long_event")
        after = length.end
        if self.words.at(after) == "of":
            noun = nouns.at(self.words, after + 1)
        elif length.hyphen:
            noun = nouns.at(self.words, after) or nouns.at(self.words, after + 1)
        else:
            noun = None
        return noun[1] if noun else None

    def events_named(self) -> Iterator[Clue]:
        """Events by names of their own, begun or to come; and a time told beside them."""
        times = [e for e in self.found if e.relative and e.relation is Relation.IN and _is_week(e.moment)]
        for span, events in self.occasions.named(self.words):
            side = self._side(span.start)
            near = next((time for time in times if _gap(time.span, span) <= _BESIDE), None)
            if near is not None:
                spells = [spell for event in events for spell in _days_beside(near.moment, event)]
                yield self._clue(BESIDE, near.span.joined(span), *spells)
            elif len(events) == 1 and not self._quoted(span.start):
                yield from self._event(events[0], span, side)

    def _event(self, event: DatedEvent, span: Span, side: str) -> Iterator[Clue]:
        """What is told as done since an event comes after it; what will be done at it, before its end."""
        words = Words.of(self.text[: span.start].removesuffix("the "))
        if side == "future":
            yield self._clue(EVENT, span, TimeInterval(plus(event.start, -_AHEAD), event.end))
        elif dating_words("after").before(words, len(words)) is not None and self._is_past():
            yield self._clue(EVENT, span, TimeInterval(event.start, None))

    def times(self) -> Iterator[Clue]:
        """Dates, months and weekdays by the side they must lie on."""
        for expression in self.found:
            side = self._side(expression.span.start, expression.span.end)
            if side == "past" and not self._is_past():
                continue
            quoted = self._quoted(expression.span.start)
            if side == "unsure" or (side == "future" and quoted):
                continue
            yield from self._time(expression, side)

    def _time(self, expression: TimeExpression, side: str) -> Iterator[Clue]:
        moment, relation = expression.moment, expression.relation
        if relation not in (Relation.IN, Relation.SINCE, Relation.AFTER):
            return
        if isinstance(moment, Weekday):
            if moment.shift is None and moment.week is None and side == "past":
                yield self._clue(WEEKDAY, expression.span, *_after_weekday(moment.number))
        elif not moment.relative:
            days = days_of(moment, date.max, Lean.PAST)
            if days is not None and days.start is not None and days.end is not None:
                yield self._clue(DATED, expression.span, _sided(days, side))
        elif _is_season(moment):
            yield self._clue(SEASON, expression.span, *_yearly(moment, side))

    def _side(self, place: int, end: int | None = None) -> str:
        """Where a time at this place lies: past, future or unsure, by the nearest cue before it, or just after."""
        words = Words.of(self.text[:place])
        for back in range(len(words), max(0, len(words) - _CUE_REACH), -1):
            for side in ("future", "unsure"):
                if dating_words(side).before(words, back) is not None:
                    return side
            if words.at(back - 1) in (";", ":"):
                break
        after = Words.of(self.text[end or place :])
        if any(dating_words("future").at(after, place) for place in range(_CUE_AFTER)):
            return "future"
        return "past"

    def _is_past(self) -> bool:
        """Whether a verb of the sentence stands in the past."""
        table = dating_words("past")
        return any(table.at(self.words, place) or _PAST.fullmatch(word) for place, word in enumerate(self.words.low))

    def _quoted(self, place: int) -> bool:
        return any(match.start() < place < match.end() for match in _QUOTE.finditer(self.text))


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _is_week(moment: Moment) -> bool:
    return 5 <= moment.grain <= 62 and not isinstance(moment, Yearless) and not _is_season(moment)


def _is_season(moment: Moment) -> TypeGuard[Yearless | PartOf]:
    if isinstance(moment, PartOf):
        return isinstance(moment.of, Yearless) and moment.part in (
            Part.EARLY,
            Part.MID,
            Part.LATE,
            Part.START,
            Part.END,
        )
    return isinstance(moment, Yearless) and moment.shift is None and moment.months == 1


def _old(event: DatedEvent, low: int, high: int, unit: Unit) -> TimeInterval:
    """The days on which an event is so old: news rounds up half a unit before it is full, and down until the next.

    "nearly five months" (4 to 5) is the last half month before five; "more than five" (5 to 6) is after it.
    """
    if unit is Unit.DAY:
        return TimeInterval(moved(event.start, low - 1, unit), moved(event.start, high, unit))
    half = unit.length // 2
    if low == high:
        return TimeInterval(plus(moved(event.start, low, unit), -half), moved(event.start, high + 1, unit))
    nearly = moved(event.start, high, unit)
    return TimeInterval(plus(nearly, -half), nearly)


def _days_beside(moment: Moment, event: DatedEvent) -> Iterator[TimeInterval]:
    """The days of publication from which the moment falls on the event."""
    days = TimeInterval(event.start, event.end)
    for offset in range(-_NEAR, _NEAR + 1):
        day = plus(event.start, offset)
        meant = [days_of(moment, day, lean) for lean in (Lean.PAST, Lean.FUTURE)]
        if any(interval is not None and interval.meet(days) is not None for interval in meant):
            yield TimeInterval.day(day)


def _sided(days: TimeInterval, side: str) -> TimeInterval:
    return TimeInterval(days.start, None) if side == "past" else TimeInterval(None, days.end)


@lru_cache(maxsize=256)
def _yearly(moment: Yearless | PartOf, side: str) -> tuple[TimeInterval, ...]:
    """The spells around each year's such time: up to some months before what comes, up to a year after what was."""
    return tuple(_each_year(moment, side))


def _each_year(moment: Moment, side: str) -> Iterator[TimeInterval]:
    for year in _YEARS:
        days = days_of(moment, date(year, 12, 31), Lean.PAST)
        if days is None or days.start is None or days.end is None:
            continue
        yield (
            TimeInterval(days.start, plus(days.start, _BACK))
            if side == "past"
            else TimeInterval(plus(days.end, -_AHEAD), days.end)
        )


@cache
def _after_weekday(number: int) -> tuple[TimeInterval, ...]:
    """The days from each such weekday to a few days on."""
    return tuple(_each_week(number))


def _each_week(number: int) -> Iterator[TimeInterval]:
    day = plus(date(1990, 1, 1), number)
    while day.year < 2100:
        yield TimeInterval(day, plus(day, _FRESH))
        day = plus(day, 7)
