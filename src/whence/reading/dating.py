"""Tells when an article was published, as the days that its evidence leaves; no day is ever invented.

Evidence counts in this order: what the container says, the page's metadata, the address, a date printed with the
article, and what its text says of itself. A date that stands elsewhere on the page can be the day of the capture:
nothing is published after it, and it decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from whence.lang.calendars import Unit, plus
from whence.lang.moments import Ago, Lean
from whence.lang.phrases import Words
from whence.lang.times import days_of, find_times
from whence.model.document import Capture, DateEvidence, Dating, Line, LineRole
from whence.model.interval import TimeInterval
from whence.model.pack import DatedEvent
from whence.model.text import Span
from whence.reading.clues import DATELINE, SEASON, WEEKDAY, Clue, dateline_day, dating_words, find_clues
from whence.reading.layouts import text_start
from whence.reading.mastheads import is_day_line

CONTAINER = "container"
METADATA = "metadata"
ADDRESS = "address"
PRINTED = "printed with the article"
OVERHEAD = "printed on the page"
AGO = "age on the page"
CAPTURED = "captured"

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01])(?!\d)", re.I)
_URL_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT = 16
"""Words that a line may have and still be a line about a date."""
_MONTH, _MONTH_WORDS = (27, 30), 5
"""How far the ends of a month lie apart, and the words that a line which prints one may have."""
_NARROW, _TWO_YEARS = 10, 730
_OPENING = 2
"""Lines of the article's own text, the first ones, that a dateline may open."""
_OPEN = TimeInterval(None, None)
_UNDATED = (LineRole.OWN, LineRole.TITLE, LineRole.TEASER, LineRole.CAPTION)
"""Lines whose dates are of what they tell."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A dating, and the day of the capture where the page tells it."""

    dating: Dating
    captured_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Printed:
    """A full date on a line that is not running text."""

    day: date
    span: Span
    label: str
    """published, updated, captured or nothing"""
    below_title: bool


def date_article(
    capture: Capture,
    text: str,
    lines: Sequence[Line],
    events: Sequence[DatedEvent],
    metadata: Sequence[tuple[str, str]] = (),
) -> Dated:
    """The publication of an article. ``metadata`` is what a page's head says, as (words, ISO date), best first.

    Spans of evidence count characters of ``text``.
    """
    stamps = _printed(text, lines)
    printed = [stamp for stamp in stamps if stamp.label != CAPTURED]
    saved = [] if capture.captured_at else [stamp for stamp in stamps if stamp.label == CAPTURED][:1]
    captured = _midnight(saved[0].day) if saved else capture.captured_at
    bounds = _bounds(text, captured, saved, printed)
    told = _told(capture, metadata)
    own = [line.span for line in lines if line.role in (LineRole.TITLE, LineRole.OWN)]
    clues = () if told else find_clues(text, own, events)
    wired = () if told else _wired(text, lines)
    deciding = [*told, *(_stamped(text, printed, clues) or _month(text, lines)), *wired, *_ages(text, lines, captured)]
    dating = _weigh(deciding, bounds, clues)
    return Dated(dating, captured or _captured(text, lines, printed, dating.interval))


def _told(capture: Capture, metadata: Sequence[tuple[str, str]]) -> list[DateEvidence]:
    found = []
    if capture.published and (interval := read_day(capture.published)):
        found.append(DateEvidence(CONTAINER, capture.published, interval))
    for words, value in metadata:
        if interval := read_day(value):
            found.append(DateEvidence(METADATA, words, interval))
    if capture.url and (day := _day_of_address(capture.url)):
        found.append(DateEvidence(ADDRESS, capture.url, TimeInterval.day(day)))
    return found


def read_day(value: str) -> TimeInterval | None:
    """A day, month or year in ISO 8601, a mail date, or a date in English words; None for anything else."""
    value = value.strip()
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", value):
        first = _calendar(int(match[1]), int(match[2] or 1), 1)
        if first is None:
            return None
        last = _calendar(first.year + (not match[2]), (first.month % 12 + 1) if match[2] else 1, 1)
        if match[2] == "12":
            last = _calendar(first.year + 1, 1, 1)
        return TimeInterval(first, plus(last, -1)) if last else None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return TimeInterval.day(parse(value).date())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    times = [
        days_of(e.moment, date.max, Lean.PAST) for e in find_times(value) if not e.relative and e.moment.grain == 1
    ]
    return times[0] if len(times) == 1 else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_address(url: str) -> date | None:
    match = _URL_DAY.search(url.partition("?")[0])
    if match is None:
        return None
    month = match[2].lower()
    if month.isalpha() and month not in _URL_MONTHS:
        return None
    return _calendar(int(match[1]), _URL_MONTHS.index(month) + 1 if month.isalpha() else int(month), int(match[3]))


def _printed(text: str, lines: Sequence[Line]) -> list[_Printed]:
    """Full dates before and just after the title, down to the first line of the article's own text.

    What a line says of the capture counts wherever it stands.
    """
    found: list[_Printed] = []
    below, start = False, text_start(text, lines)
    for place, line in enumerate(lines):
        started = place >= start
        below = below or line.role is LineRole.TITLE
        words = line.span.of(text)
        if line.role in _UNDATED or len(words.split()) > _SHORT:
            continue
        saved = _is_of_capture(words)
        if started and (not saved or line.role is LineRole.COMMENT):
            continue
        for expression in find_times(words):
            if expression.relative or expression.moment.grain != 1:
                continue
            days = days_of(expression.moment, date.max, Lean.PAST)
            if days is None or days.start is None:
                continue
            label = CAPTURED if saved else _label(words[: expression.span.start] or words[: expression.span.end])
            found.append(_Printed(days.start, expression.span.shifted(line.span.start), label, below))
    return found


def _is_of_capture(line: str) -> bool:
    """ "Saved from the web on May 17, 2023": such words and a day, and nothing else."""
    return dating_words("captured").at(Words.of(line), 0) is not None and is_day_line(line)


def _label(before: str) -> str:
    words = Words.of(before)
    for name in ("updated", "published"):
        table = dating_words(name)
        if any(table.before(words, end) for end in range(len(words), max(0, len(words) - 6), -1)):
            return name
    return ""


def _wired(text: str, lines: Sequence[Line]) -> list[DateEvidence]:
    """The day in a dateline that opens the text: "STRELSAU, March 4, 2022 (Zenda Wire) -"."""
    own = [line.span for line in lines[text_start(text, lines) :] if line.role is LineRole.OWN][:_OPENING]
    found = [(span, day) for line in own for span, day in dateline_day(text, line)]
    return [DateEvidence(DATELINE, span.of(text), TimeInterval.day(day), span) for span, day in found[:1]]


def _stamped(text: str, printed: Sequence[_Printed], clues: Sequence[Clue]) -> list[DateEvidence]:
    """Dates that are the article's own: those labelled so, those between title and text, and the dateline.

    One that stands above the title is believed only where the newest weekday of the text agrees.
    """
    found = []
    for stamp in sorted(printed, key=lambda stamp: (stamp.label != "published", not stamp.below_title)):
        first = plus(stamp.day, -7) if stamp.label == "updated" else stamp.day
        if stamp.below_title or (stamp.label == "published" and _agrees(stamp.day, clues)):
            found.append(DateEvidence(PRINTED, stamp.span.of(text), TimeInterval(first, stamp.day), stamp.span))
    return found


def _month(text: str, lines: Sequence[Line]) -> list[DateEvidence]:
    """A month and its year on a short line between title and text."""
    titles = [place for place, line in enumerate(lines) if line.role is LineRole.TITLE]
    for line in lines[titles[-1] + 1 : text_start(text, lines)] if titles else ():
        words = line.span.of(text)
        if line.role not in (LineRole.DATELINE, LineRole.BYLINE, LineRole.NOTICE) or len(words.split()) > _MONTH_WORDS:
            continue
        for expression in find_times(words):
            days = None if expression.relative else days_of(expression.moment, date.max, Lean.PAST)
            if days and days.days is not None and _MONTH[0] <= days.days <= _MONTH[1]:
                return [
                    DateEvidence(PRINTED, expression.span.of(words), days, expression.span.shifted(line.span.start))
                ]
    return []


def _agrees(day: date, clues: Sequence[Clue]) -> bool:
    weekday = next((clue for clue in clues if clue.ground == WEEKDAY), None)
    return weekday is None or weekday.within(TimeInterval.day(day)) is not None


def _ages(text: str, lines: Sequence[Line], captured: datetime | None) -> list[DateEvidence]:
    """ "4 days ago" beside the article, counted from a capture whose day is known; sites round down."""
    if captured is None:
        return []
    found = []
    for span, ago in _agos(text, lines):
        count, unit = ago.count, ago.count.unit
        low, high = (count.low // 24, count.high // 24) if unit is Unit.HOUR else (count.low, count.high)
        day = captured.date()
        allowed = TimeInterval(plus(day, -(high + 1) * unit.length), plus(day, -low * unit.length))
        found.append(DateEvidence(AGO, span.of(text), allowed, span))
    return found[:1]


def _agos(text: str, lines: Sequence[Line]) -> list[tuple[Span, Ago]]:
    found = []
    for line in lines[: text_start(text, lines)]:
        words = line.span.of(text)
        if line.role in (LineRole.DATELINE, LineRole.BYLINE, LineRole.NOTICE) and len(words.split()) <= _SHORT:
            for expression in find_times(words):
                if isinstance(expression.moment, Ago) and expression.moment.sign < 0:
                    found.append((expression.span.shifted(line.span.start), expression.moment))
    return found


def _bounds(
    text: str, captured: datetime | None, saved: Sequence[_Printed], printed: Sequence[_Printed]
) -> list[DateEvidence]:
    """Nothing is published after it was captured (a day's slack for time zones), nor after a day on its page."""
    found = []
    if captured is not None:
        span = saved[0].span if saved else None
        words = span.of(text) if span else captured.date().isoformat()
        found.append(DateEvidence(CAPTURED, words, TimeInterval(None, plus(captured.date(), 1)), span))
    for stamp in printed:
        if not stamp.below_title:
            found.append(DateEvidence(OVERHEAD, stamp.day.isoformat(), TimeInterval(None, stamp.day), stamp.span))
    return found


def _weigh(deciding: Sequence[DateEvidence], bounds: Sequence[DateEvidence], clues: Sequence[Clue]) -> Dating:
    """The first deciding evidence stands and later ones narrow it or conflict; without any, bounds and clues do."""
    used: list[DateEvidence] = []
    interval, conflict = _OPEN, False
    for evidence in (*deciding, *bounds):
        met = interval.meet(evidence.interval)
        conflict = conflict or (met is None and not _near(interval, evidence.interval))
        interval = met or interval
        used.append(evidence)
    if deciding:
        return Dating(interval, tuple(used), conflict)
    for clue in _one_weekday(clues):
        if not _applies(clue, interval):
            continue
        left = clue.within(interval)
        conflict = conflict or left is None
        if left != interval:
            used.append(DateEvidence(clue.ground, clue.words, left or clue.nearest(interval), clue.span))
        interval = left or interval
    return Dating(interval, tuple(used), conflict)


def _one_weekday(clues: Sequence[Clue]) -> list[Clue]:
    """The first weekday of a text is its newest: reports open with their news."""
    newest = next((clue for clue in clues if clue.ground == WEEKDAY), None)
    return [clue for clue in clues if clue.ground != WEEKDAY or clue is newest]


def _applies(clue: Clue, interval: TimeInterval) -> bool:
    """What comes back every week or year says something only once other evidence has narrowed the days."""
    widest = {WEEKDAY: _NARROW, SEASON: _TWO_YEARS, DATELINE: _TWO_YEARS}.get(clue.ground)
    return widest is None or (interval.days is not None and interval.days <= widest)


def _near(one: TimeInterval, other: TimeInterval) -> bool:
    """Whether two grounds lie a day apart, as time zones may put them."""
    if one.start is None or one.end is None:
        return False
    return TimeInterval(plus(one.start, -1), plus(one.end, 1)).meet(other) is not None


def _captured(
    text: str, lines: Sequence[Line], printed: Sequence[_Printed], published: TimeInterval
) -> datetime | None:
    """The day of the capture: the article's day and its age on the page, or a day printed above it that is later."""
    if published.days == 0 and published.start is not None:
        for _, ago in _agos(text, lines):
            if ago.count.exact and ago.count.unit in (Unit.DAY, Unit.HOUR):
                days = ago.count.low if ago.count.unit is Unit.DAY else 0
                return _midnight(plus(published.start, days))
    if published.end is None:
        return None
    later = [stamp.day for stamp in printed if not stamp.below_title and stamp.day > published.end]
    return _midnight(min(later)) if later else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
