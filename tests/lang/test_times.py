"""What times in news texts mean: tables of text and expected days, and the laws of spans and intervals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whence.lang.calendars import Count, Unit, calendar_unit
from whence.lang.moments import (
    Ago,
    CalendarUnit,
    DayAlone,
    DayOfMonth,
    Lean,
    Moment,
    Near,
    NthWeekday,
    Shift,
    Stretch,
    Weekday,
    Weekend,
    Yearless,
)
from whence.lang.times import anchor, days_of, find_events, find_times, implied_publication, resolve, resolve_all
from whence.model.interval import TimeInterval
from whence.model.pack import DatedEvent
from whence.packs.loading import load_pack

WAR = DatedEvent(
    "Invasion of Ukraine",
    ("the war in Ukraine", "the invasion", "the full-scale invasion", "invasion of Ukraine", "Russia invaded Ukraine",
     "the conflict in Ukraine", "the fighting in Ukraine", "war on Ukraine", "Moscow's war"),
    date(2022, 2, 24),
    None,
)  # fmt: skip
GAZA = DatedEvent("Israel-Hamas war", ("the war in Gaza",), date(2023, 10, 7), None)
ELMAU = DatedEvent("G7 summit in Elmau", ("G7 summit in Elmau",), date(2022, 6, 26), date(2022, 6, 28))
HIROSHIMA = DatedEvent("G7 summit in Hiroshima", ("G7 summit in Hiroshima",), date(2023, 5, 19), date(2023, 5, 21))
EVENTS = (WAR, GAZA, ELMAU, HIROSHIMA)

NO = "no days"

# Published on Sunday, 16 October 2022. Start and end; an empty string is an open side.
TIMES = [
    ("on Monday", "2022-10-10", "2022-10-10"),
    ("on Sunday", "2022-10-16", "2022-10-16"),
    ("said Wednesday", "2022-10-12", "2022-10-12"),
    ("Tuesday morning", "2022-10-11", "2022-10-11"),
    ("late on Tuesday", "2022-10-11", "2022-10-11"),
    ("Wednesday night", "2022-10-12", "2022-10-12"),
    ("last Friday", "2022-10-14", "2022-10-14"),
    ("in the seventies", "1970-01-01", "1979-12-31"),
    ("in the nineteen eighties", "1980-01-01", "1989-12-31"),
    ("in the 19th century", "1800-01-01", "1899-12-31"),
    ("the week after next", "2022-10-24", "2022-10-30"),
    ("the year after next", "2024-01-01", "2024-12-31"),
    ("last Sunday", "2022-10-09", "2022-10-09"),
    ("this Friday", "2022-10-14", "2022-10-14"),
    ("next Monday", "2022-10-17", "2022-10-17"),
    ("the coming Friday", "2022-10-21", "2022-10-21"),
    ("Friday next week", "2022-10-21", "2022-10-21"),
    ("on Saturday, October 15", "2022-10-15", "2022-10-15"),
    ("Sunday, September 25, 2022", "2022-09-25", "2022-09-25"),
    ("the first Friday of July", "2022-07-01", "2022-07-01"),
    ("today", "2022-10-16", "2022-10-16"),
    ("this morning", "2022-10-16", "2022-10-16"),
    ("yesterday", "2022-10-15", "2022-10-15"),
    ("the day before yesterday", "2022-10-14", "2022-10-14"),
    ("tomorrow", "2022-10-17", "2022-10-17"),
    ("overnight", "2022-10-15", "2022-10-16"),
    ("last night", "2022-10-15", "2022-10-16"),
    ("over the weekend", "2022-10-15", "2022-10-16"),
    ("last weekend", "2022-10-08", "2022-10-09"),
    ("last week", "2022-10-03", "2022-10-09"),
    ("this week", "2022-10-10", "2022-10-16"),
    ("next week", "2022-10-17", "2022-10-23"),
    ("earlier this week", "2022-10-10", "2022-10-16"),
    ("later this week", "2022-10-16", "2022-10-16"),
    ("early last week", "2022-10-03", "2022-10-05"),
    ("last month", "2022-09-01", "2022-09-30"),
    ("this month", "2022-10-01", "2022-10-31"),
    ("earlier this month", "2022-10-01", "2022-10-16"),
    ("as early as later this month", "2022-10-16", "2022-10-31"),
    ("late last month", "2022-09-21", "2022-09-30"),
    ("the 20th of next month", "2022-11-20", "2022-11-20"),
    ("last year", "2021-01-01", "2021-12-31"),
    ("this year", "2022-01-01", "2022-12-31"),
    ("earlier this year", "2022-01-01", "2022-10-16"),
    ("later in the year", "2022-10-16", "2022-12-31"),
    ("early next year", "2023-01-01", "2023-04-30"),
    ("in January", "2022-01-01", "2022-01-31"),
    ("in October", "2022-10-01", "2022-10-31"),
    ("in December", "2021-12-01", "2021-12-31"),
    ("in early September", "2022-09-01", "2022-09-10"),
    ("in mid-September", "2022-09-11", "2022-09-20"),
    ("in late July", "2022-07-21", "2022-07-31"),
    ("the last week of July", "2022-07-25", "2022-07-31"),
    ("the week of Sept. 14", "2022-09-12", "2022-09-18"),
    ("in August last year", "2021-08-01", "2021-08-31"),
    ("last August", "2022-08-01", "2022-08-31"),
    ("during a January visit", "2022-01-01", "2022-01-31"),
    ("Aug. 31", "2022-08-31", "2022-08-31"),
    ("on October 19", "2022-10-19", "2022-10-19"),
    ("on November 20", "2021-11-20", "2021-11-20"),
    ("Aug. 31, 2022", "2022-08-31", "2022-08-31"),
    ("31 August 2022", "2022-08-31", "2022-08-31"),
    ("the 24th of February, 2022", "2022-02-24", "2022-02-24"),
    ("date 2022-08-31", "2022-08-31", "2022-08-31"),
    ("8/31/2022", "2022-08-31", "2022-08-31"),
    ("31.08.2022", "2022-08-31", "2022-08-31"),
    ("3-5 February 2022", "2022-02-03", "2022-02-05"),
    ("September 19-20", "2022-09-19", "2022-09-20"),
    ("from 3 to 5 February", "2022-02-03", "2022-02-05"),
    ("from Aug. 30 to Sept. 5", "2022-08-30", "2022-09-05"),
    ("in August 2021", "2021-08-01", "2021-08-31"),
    ("Nov 2022 to May 2023", "2022-11-01", "2023-05-31"),
    ("from March to June", "2022-03-01", "2022-06-30"),
    ("between June and August", "2022-06-01", "2022-08-31"),
    ("from November to March 2023", "2022-11-01", "2023-03-31"),
    ("in 2018", "2018-01-01", "2018-12-31"),
    ("between 2015 and 2018", "2015-01-01", "2018-12-31"),
    ("in 2014-2018", "2014-01-01", "2018-12-31"),
    ("mid-2022", "2022-05-01", "2022-08-31"),
    ("the end of 2023", "2023-09-01", "2023-12-31"),
    ("in the first half of 2023", "2023-01-01", "2023-06-30"),
    ("the third quarter of 2022", "2022-07-01", "2022-09-30"),
    ("in the third quarter", "2022-07-01", "2022-09-30"),
    ("Q3 2022", "2022-07-01", "2022-09-30"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("in the summer", "2022-06-01", "2022-08-31"),
    ("this winter", "2022-12-01", "2023-02-28"),
    ("last winter", "2021-12-01", "2022-02-28"),
    ("the winter of 2022-23", "2022-12-01", "2023-02-28"),
    ("4 days ago", "2022-10-12", "2022-10-12"),
    ("two weeks ago", "2022-09-29", "2022-10-05"),
    ("eight months ago", "2022-02-01", "2022-03-03"),
    ("1 month 21 days ago", "2022-08-26", "2022-08-26"),
    ("in three weeks", "2022-11-03", "2022-11-09"),
    ("over the last several weeks", "2022-08-21", "2022-10-16"),
    ("in the past three months", "2022-07-16", "2022-10-16"),
    ("in recent months", "2022-04-16", "2022-10-16"),
    ("for months", "2022-04-16", "2022-10-16"),
    ("for nine months", "2022-01-16", "2022-10-16"),
    ("for decades to come", "2022-10-16", "2072-10-16"),
    ("within months", "2022-10-16", "2023-04-16"),
    ("in the coming weeks", "2022-10-16", "2022-12-11"),
    ("since August", "2022-08-01", ""),
    ("since at least August", "2022-08-01", ""),
    ("since 2015", "2015-01-01", ""),
    ("starting Thursday", "2022-10-20", ""),
    ("before Christmas", "", "2022-12-25"),
    ("before the end of the year", "", "2022-12-31"),
    ("by September", "", "2022-09-30"),
    ("by the end of 2023", "", "2023-12-31"),
    ("until Friday", "", "2022-10-21"),
    ("no later than March 31", "", "2023-03-31"),
    ("after August", "2022-08-31", ""),
    ("as early as late July", "2022-07-21", "2022-07-31"),
    ("as soon as this week", "2022-10-10", "2022-10-16"),
    ("before the war", "", "2022-02-24"),
    ("before the war began", "", "2022-02-24"),
    ("says this preceded war", "", "2022-02-24"),
    ("since war began", "2022-02-24", ""),
    ("since the start of the invasion in February", "2022-02-24", ""),
    ("since Russia invaded Ukraine in February", "2022-02-24", ""),
    ("after Moscow\u2019s full-scale invasion in February", "2022-02-24", ""),
    ("in the months before the start of its invasion of Ukraine", "", "2022-02-24"),
    ("even before the start of a full-scale invasion", "", "2022-02-24"),
    ("months before invasion", "", "2022-02-24"),
    ("two days after the invasion", "2022-02-26", "2022-02-26"),
    ("early in the war", "2022-02-24", "2022-04-24"),
    ("when the war began", "2022-02-24", "2022-02-24"),
    ("on day 235 of the invasion", "2022-10-16", "2022-10-16"),
    ("the 100th day of the war", "2022-06-03", "2022-06-03"),
    ("the war entered day 174", "2022-08-16", "2022-08-16"),
    ("after nine months of fighting", "2022-10-24", "2022-12-24"),
    ("six months into the war", "2022-07-24", "2022-09-24"),
    ("during the nearly five-month conflict", "2022-02-24", "2022-10-16"),
    ("after the G7 summit", "2022-06-28", ""),
    ("at the G7 summit in Hiroshima", "2023-05-19", "2023-05-21"),
    ("since then", NO, NO),
    ("a day later", NO, NO),
]  # fmt: skip

NOTHING = [
    "May I ask", "The march on Moscow", "The Sun reported", "Black Friday deals", "every Friday", "for now",
    "the first visit in three years", "200 drones", "for use in the conflict in Ukraine",
    "at war with its own people", "ravaged by war", "caused by Moscow's war", "the 2015 nuclear deal",
    "after fighting off an attack", "after World War II", "at the same time", "2,000 drones", "the second batch",
    "before the war in Yemen", "the Group of Seven", "a third of them", "",
]  # fmt: skip

# Published on Monday, 17 October 2022, in a sentence that looks ahead.
AHEAD = [
    ("on Tuesday", "2022-10-18", "2022-10-18"),
    ("on Monday", "2022-10-17", "2022-10-17"),
    ("in May", "2023-05-01", "2023-05-31"),
    ("on November 20", "2022-11-20", "2022-11-20"),
    # a bare day of a month that is just past, or whose next is far away, is past all the same
    ("on Oct. 6", "2022-10-06", "2022-10-06"),
    ("on March 5", "2022-03-05", "2022-03-05"),
    ("on Oct. 19", "2022-10-19", "2022-10-19"),
    ("on Dec. 31", "2022-12-31", "2022-12-31"),
    # unless the words themselves say that it is to come
    ("by Oct. 6", "", "2023-10-06"),
    ("starting March 5", "2023-03-05", ""),
    ("next March 5", "2023-03-05", "2023-03-05"),
    ("in the summer", "2023-06-01", "2023-08-31"),
    ("over the weekend", "2022-10-22", "2022-10-23"),
]


def spelled(days: TimeInterval | None) -> tuple[str, str]:
    if days is None:
        return NO, NO
    return days.start.isoformat() if days.start else "", days.end.isoformat() if days.end else ""


@pytest.mark.parametrize(("text", "start", "end"), TIMES)
def test_days(text: str, start: str, end: str) -> None:
    published = TimeInterval.day(date(2022, 10, 16))
    assert [spelled(resolve(e, published)) for e in find_times(text, EVENTS)] == [(start, end)]


@pytest.mark.parametrize("text", NOTHING)
def test_no_times(text: str) -> None:
    assert find_times(text, EVENTS) == []


@pytest.mark.parametrize(("text", "start", "end"), AHEAD)
def test_days_ahead(text: str, start: str, end: str) -> None:
    published = TimeInterval.day(date(2022, 10, 17))
    (expression,) = find_times(text, EVENTS)
    assert spelled(resolve(expression, published, future=True)) == (start, end)


def test_spans_hold_the_relation() -> None:
    text = "Tehran had sent drones since the start of the invasion in February, officials said on Monday."
    spans = [e.span.of(text) for e in find_times(text, EVENTS)]
    assert spans == ["since the start of the invasion in February", "on Monday"]


def test_doubt_about_publication_widens_the_days() -> None:
    (expression,) = find_times("on Monday")
    week = TimeInterval(date(2022, 8, 29), date(2022, 9, 4))
    assert spelled(resolve(expression, week)) == ("2022-08-29", "2022-08-29")
    fortnight = TimeInterval(date(2022, 8, 28), date(2022, 9, 6))
    assert spelled(resolve(expression, fortnight)) == ("2022-08-22", "2022-09-05")


@pytest.mark.parametrize(
    "published",
    [
        TimeInterval(date(2022, 1, 1), date(2022, 12, 31)),
        TimeInterval(None, date(2022, 9, 4)),
        TimeInterval(None, None),
    ],
)
def test_too_much_doubt_gives_nothing(published: TimeInterval) -> None:
    (expression,) = find_times("on Monday")
    assert resolve(expression, published) is None


def test_full_dates_and_events_need_no_publication() -> None:
    unknown = TimeInterval(None, None)
    found = find_times("on Aug. 31, 2022, before the invasion of Ukraine", EVENTS)
    assert [spelled(resolve(e, unknown)) for e in found] == [("2022-08-31", "2022-08-31"), ("", "2022-02-24")]


def test_what_looks_back_counts_from_the_time_before() -> None:
    text = "It first noticed this in September. Since then, power was cut."
    days = resolve_all(find_times(text), TimeInterval.day(date(2022, 11, 10)))
    assert [spelled(d) for d in days] == [("2022-09-01", "2022-09-30"), ("2022-09-01", "")]


def test_but_not_since_opens_where_before_closes() -> None:
    text = "Iran said it supplied the drones to Russia before the war began, but not since."
    days = resolve_all(find_times(text, EVENTS), TimeInterval.day(date(2023, 5, 15)))
    assert [spelled(d) for d in days] == [("", "2022-02-24"), ("2022-02-24", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Monday", "published 2022-10-16"),
        ("before the war", "Invasion of Ukraine 2022-02-24"),
        ("two days after the invasion", "Invasion of Ukraine 2022-02-24"),
        ("in August 2021", ""),
        ("since then", ""),
    ],
)
def test_anchors(text: str, expected: str) -> None:
    (expression,) = find_times(text, EVENTS)
    assert anchor(expression, TimeInterval.day(date(2022, 10, 16))) == expected


def test_anchor_of_a_doubtful_publication() -> None:
    (expression,) = find_times("last week")
    assert (
        anchor(expression, TimeInterval(date(2022, 7, 11), date(2022, 7, 22))) == "published 2022-07-11 to 2022-07-22"
    )


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("before the war", date(2022, 10, 16), "Invasion of Ukraine 2022-02-24"),
        ("before the war in Gaza", date(2024, 5, 1), "Israel-Hamas war 2023-10-07"),
        ("said in Moscow, before the war", date(2024, 5, 1), "Invasion of Ukraine 2022-02-24"),
        ("at the G7 summit", date(2022, 7, 1), "G7 summit in Elmau 2022-06-26"),
        ("at the G7 summit", date(2023, 5, 15), "G7 summit in Hiroshima 2023-05-19"),
    ],
)
def test_publication_and_text_choose_among_events(text: str, published: date, expected: str) -> None:
    (expression,) = find_times(text, EVENTS)
    assert anchor(expression, TimeInterval.day(published)) == expected


@pytest.mark.parametrize(
    ("text", "published", "start", "end"),
    [
        ("Iran said it supplied the drones to Russia before the war began", "2023-05-15", "", "2022-02-24"),
        ("Gaza has been under fire since the war began", "2024-03-01", "2023-10-07", ""),
        ("at the G20 summit", "2022-11-18", "2022-11-15", "2022-11-16"),
        ("since Wagner's mutiny", "2023-08-01", "2023-06-23", ""),
        ("after the presidential election", "2024-11-20", "2024-11-05", ""),
        ("since Biden took office", "2022-06-01", "2021-01-20", ""),
    ],
)
def test_events_of_the_arms_pack(text: str, published: str, start: str, end: str) -> None:
    (expression,) = find_times(text, load_pack().events)
    assert spelled(resolve(expression, TimeInterval.day(date.fromisoformat(published)))) == (start, end)


def test_two_wars_at_once_leave_the_war_open() -> None:
    (expression,) = find_times("before the war", EVENTS)
    assert resolve(expression, TimeInterval.day(date(2024, 5, 1))) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in short supply after nine months of fighting", "2022-10-24", "2022-12-24"),
        ("during the nearly five-month conflict", "2022-06-24", "2022-07-24"),
        ("its 15-month war in Ukraine", "2023-04-24", "2023-06-24"),
        ("what we know on day 270 of the invasion", "2022-11-20", "2022-11-20"),
        ("war on Ukraine passes six months", "2022-07-24", "2022-09-24"),
    ],
)
def test_the_age_of_an_event_tells_publication(text: str, start: str, end: str) -> None:
    (expression,) = find_times(text, (WAR,))
    assert spelled(implied_publication(expression)) == (start, end)


def test_events_are_found_in_any_sense() -> None:
    text = "Biden heads to Hiroshima later this week for the G7 summit"
    (mention,) = find_events(text, EVENTS)
    assert (mention.span.of(text), mention.events) == ("the G7 summit", (HIROSHIMA,))


PIECES = (
    "on", "in", "since", "before", "after", "by", "from", "to", "between", "and", "the", "last", "next", "this", "past",
    "early", "late", "mid-", "the end of", "Monday", "May", "August", "Feb.", "24", "31", "2022", "9999", "0", "week",
    "weeks", "months", "years", "ago", "two", "several", "later", "1e9", "100000", "century", "decades",
    "war", "invasion",
    "of", "began", "day", "summer", "weekend", "today", ",", ".", "-", "\u2013", "'", "s", "İ", "٣", "2022-08-31",
    "30.02.2022",
    "fighting", "G7 summit", "then", "the 31st", "first", "Q3", "quarter", "half",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
DAYS = st.dates(date(1901, 1, 1), date(2098, 12, 31))


@given(TEXTS, DAYS, st.integers(0, 40), st.booleans())
def test_laws(text: str, day: date, doubt: int, future: bool) -> None:
    published = TimeInterval(day, date.fromordinal(min(day.toordinal() + doubt, date.max.toordinal())))
    end = 0
    for expression in find_times(text, EVENTS):
        assert end <= expression.span.start < expression.span.end <= len(text)
        end = expression.span.end
        days = resolve(expression, published, future=future, then=TimeInterval.day(day))
        assert days is None or days.start is not None or days.end is not None
        anchor(expression, published)


EDGES = st.one_of(
    st.dates(),
    st.dates(max_value=date(1, 3, 1)),
    st.dates(min_value=date(9999, 10, 1)),
    st.sampled_from((date.min, date.max)),
)


@given(TEXTS, EDGES, st.booleans())
@example("next Monday", date.max, False)
@example("last week", date.min, False)
@example("over the weekend", date.max, True)
@example("the first Friday of December", date.max, True)
@example("100000 centuries ago", date.max, False)
@example("this decade", date(5, 1, 1), False)
@example("the fourth week of next week", date.max, True)
def test_no_day_of_the_calendar_is_too_far(text: str, day: date, future: bool) -> None:
    published = TimeInterval.day(day)
    expressions = find_times(text, EVENTS)
    resolve_all(expressions, published, future=future, then=published)
    for expression in expressions:
        for lean in Lean:
            days_of(expression.moment, day, lean)


MOMENTS = st.one_of(
    st.builds(Weekday, st.integers(0, 6), st.sampled_from((None, *Shift)), st.sampled_from((None, *Shift))),
    st.builds(Near, st.integers(-9, 0), st.integers(0, 9)),
    st.builds(Yearless, st.integers(1, 12), st.integers(1, 31), shift=st.sampled_from((None, *Shift))),
    st.builds(Yearless, st.integers(1, 12), months=st.integers(1, 24), shift=st.sampled_from((None, *Shift))),
    st.builds(CalendarUnit, st.sampled_from(Unit), st.sampled_from(Shift)),
    st.builds(DayOfMonth, st.integers(1, 31), st.integers(-2, 2)),
    st.builds(DayAlone, st.integers(1, 31), st.one_of(st.none(), st.integers(0, 6))),
    st.builds(Weekend),
    st.integers(0, 10**12).flatmap(
        lambda low: st.builds(
            Ago,
            st.builds(Count, st.just(low), st.integers(low, 10**13), st.sampled_from(Unit)),
            st.sampled_from((-1, 1)),
        )
    ),
)


@given(MOMENTS, EDGES, st.sampled_from(Lean), st.integers(1, 5), st.sampled_from(Unit))
def test_arithmetic_of_days_never_raises(moment: Moment, day: date, lean: Lean, number: int, unit: Unit) -> None:
    moment.days(day, lean)
    NthWeekday(number, number, moment).days(day, lean)
    Stretch(moment, Near(0, 1)).days(day, lean)
    whole = calendar_unit(day, unit)
    assert day <= whole.end
    assert whole.start <= day or unit is Unit.WEEKEND


@pytest.mark.parametrize("text", ["on {}.1.1", "the {}th day", "Aug. {}", "{}st of May", "Q{} {}", "{}s"])
def test_runs_of_digits_are_litter(text: str) -> None:
    assert find_times(text.replace("{}", "1" * 6000)) == []
