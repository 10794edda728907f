"""Publication days: what each ground allows, which one stands, and that no day is invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whence.model.document import Capture, Dating
from whence.model.interval import TimeInterval
from whence.model.pack import Pack
from whence.reading.clues import find_clues
from whence.reading.dating import Dated, date_article, read_day
from whence.reading.plain import read_lines

FlatMaker = Callable[..., Capture]
TITLE = "Ruritania orders forty drones from Sylvania"
FILL = (
    "Officials in Sylvania confirmed that the aircraft would be handed over in the south of the country, where crews "
    "are trained at a base beside the river."
)


@pytest.fixture
def dated(flat: FlatMaker, pack: Pack) -> Callable[..., Dated]:
    def read(text: str, **came_with: object) -> Dated:
        return date_article(flat(text, **came_with), text, read_lines(text), pack.events)

    return read


def days(dating: Dating) -> tuple[str | None, str | None]:
    start, end = dating.interval.start, dating.interval.end
    return start.isoformat() if start else None, end.isoformat() if end else None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2022-11-10", "2022-11-10", "2022-11-10"),
        ("2022-11-10T23:59:00+02:00", "2022-11-10", "2022-11-10"),
        ("2022-07-11 22:21:00+00:00", "2022-07-11", "2022-07-11"),
        ("Thu, 10 Nov 2022 08:00:00 GMT", "2022-11-10", "2022-11-10"),
        ("November 10, 2022", "2022-11-10", "2022-11-10"),
        ("2022-11", "2022-11-01", "2022-11-30"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_dates_of_containers(words: str, start: str, end: str) -> None:
    assert read_day(words) == TimeInterval(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("words", ["", "yesterday", "2022-13-45", "soon", "9999999", "2022-99"])
def test_what_is_no_date_is_none(words: str) -> None:
    assert read_day(words) is None


@pytest.mark.parametrize(
    ("came_with", "interval"),
    [
        ({"published": "2022-11-10"}, ("2022-11-10", "2022-11-10")),
        ({"url": "https://dailyexample.com/2022/nov/10/drones"}, ("2022-11-10", "2022-11-10")),
        ({"url": "https://dailyexample.com/2022/07/11/drones"}, ("2022-07-11", "2022-07-11")),
        ({"url": "https://dailyexample.com/news-2022-07-11.html"}, ("2022-07-11", "2022-07-11")),
        ({"url": "https://dailyexample.com/20220711123"}, (None, None)),
        ({"url": "https://dailyexample.com/?when=2022/07/11"}, (None, None)),
        ({"captured_at": datetime(2022, 7, 11, tzinfo=UTC)}, (None, "2022-07-12")),
        ({"published": "nonsense"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_what_came_with_the_capture(
    dated: Callable[..., Dated], came_with: dict[str, object], interval: tuple[str | None, str | None]
) -> None:
    assert days(dated(f"{TITLE}\n\n{FILL}\n", **came_with).dating) == interval


def test_the_container_stands_and_a_conflict_is_kept(dated: Callable[..., Dated]) -> None:
    found = dated(
        f"{TITLE}\n\n{FILL}\n", published="2022-11-10", url="https://dailyexample.com/2022/07/11/drones"
    ).dating
    assert days(found) == ("2022-11-10", "2022-11-10")
    assert found.conflict
    assert [evidence.ground for evidence in found.evidence] == ["container", "address"]


def test_a_day_of_time_zones_is_no_conflict(dated: Callable[..., Dated]) -> None:
    found = dated(f"{TITLE}\n\n{FILL}\n", published="2022-11-10", url="https://dailyexample.com/2022/11/09/drones")
    assert not found.dating.conflict


@pytest.mark.parametrize(
    ("head", "interval", "captured"),
    [
        # between title and text: the article's own
        (f"{TITLE}\nBy Jo Quill\nMarch 4, 2022 10:15 AM", ("2022-03-04", "2022-03-04"), None),
        (f"{TITLE}\nPublished 4 March 2022\nUpdated 6 March 2022", ("2022-03-04", "2022-03-04"), None),
        (f"{TITLE}\nLast updated: 6 March 2022", ("2022-02-27", "2022-03-06"), None),
        (f"{TITLE}\nBy Jo Quill\nFriday, March 4, 2022", ("2022-03-04", "2022-03-04"), None),
        # the day on which the page was saved
        (
            f"{TITLE}\nBy Jo Quill\nUpdated 1 day ago\nSaved from the web on May 17, 2022",
            ("2022-05-15", "2022-05-16"),
            "2022-05-17",
        ),
        (f"Captured 17 May 2022\n{TITLE}\nBy Jo Quill\n3 hours ago", ("2022-05-16", "2022-05-17"), "2022-05-17"),
        (f"{TITLE}\nArchived on 2022-05-17\nMarch 4, 2022", ("2022-03-04", "2022-03-04"), "2022-05-17"),
        (f"{TITLE}\nArchived on 2022-05-17", (None, "2022-05-18"), "2022-05-17"),
        (f"{TITLE}\nA drone captured on March 3, 2022, near Zenda", ("2022-03-03", None), None),
        # above it: nothing is published later
        (f"Strelsau\nSunday, September 25, 2022\nEnglish\n{TITLE}", (None, "2022-09-25"), None),
        # above it with a label: the article's, if the text's weekday agrees
        (f"date 2022-03-04 Menu\n{TITLE}", ("2022-03-04", "2022-03-04"), None),
        (f"date 2022-03-04 Menu\n{TITLE}\nBy Jo Quill\n4 days ago", ("2022-03-04", "2022-03-04"), "2022-03-08"),
    ],
)
def test_dates_on_the_page(
    dated: Callable[..., Dated], head: str, interval: tuple[str | None, str | None], captured: str | None
) -> None:
    body = "\n\n".join([FILL, FILL.replace("south", "north"), FILL.replace("base", "school")])
    found = dated(f"{head}\n\n{body}\n")
    assert days(found.dating) == interval
    assert (found.captured_at.date().isoformat() if found.captured_at else None) == captured


@pytest.mark.parametrize(
    ("weekday", "start"), [("Friday", "2022-03-04"), ("Thursday", "2022-03-04"), ("Saturday", None)]
)
def test_a_labelled_date_above_the_title_needs_the_texts_weekday(
    dated: Callable[..., Dated], weekday: str, start: str | None
) -> None:
    body = f"The minister told reporters {weekday} that it had ordered forty drones.\n\n{FILL}\n\n{FILL}"
    assert days(dated(f"date 2022-03-04 Menu\n{TITLE}\n\n{body}\n").dating) == (start, "2022-03-04")


@pytest.mark.parametrize(
    ("age", "interval"),
    [
        ("4 days ago", ("2022-03-05", "2022-03-06")),
        ("3 hours ago", ("2022-03-09", "2022-03-10")),
        ("2 weeks ago", ("2022-02-17", "2022-02-24")),
    ],
)
def test_an_age_on_the_page_counts_from_the_capture(
    dated: Callable[..., Dated], age: str, interval: tuple[str, str]
) -> None:
    text = f"{TITLE}\nBy Jo Quill\n{age}\n\n{FILL}\n\n{FILL}\n\n{FILL}\n"
    assert days(dated(text, captured_at=datetime(2022, 3, 10, tzinfo=UTC)).dating) == interval


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        # the age of the one long event that the text names
        ("After nine months of fighting in the war in Sylvania, shells are short.", ("2022-11-09", "2022-12-24")),
        ("It has lost ground in its 15-month war in Sylvania.", ("2023-05-09", "2023-06-24")),
        ("Half are lost in the nearly five-month invasion of Sylvania.", ("2022-07-09", "2022-07-24")),
        ("It is the invasion of Sylvania that counts. The conflict is two years old.", (None, None)),
        ("After nine months of talks about the war in Sylvania, nothing is agreed.", (None, None)),
        ("In the war in Sylvania it recalls its eight-year war in Klopstokia.", (None, None)),
        ("In the war in Sylvania it recalls Klopstokia's eight-year war.", (None, None)),
        ("In the war in Sylvania it recalls Ruritania's eight-month war.", ("2022-10-09", "2022-11-24")),
        # a time beside a dated event
        ("The president heads to Strelsau later this week for the G9 summit.", ("2023-05-15", "2023-05-21")),
        ("Leaders met last week at the G9 summit in Zenda.", ("2022-06-27", "2022-07-10")),
        # full dates, on the side where they must lie
        ("The deal was signed on March 3, 2022, in Zenda.", ("2022-03-03", None)),
        ("The deal will be signed on March 3, 2022, in Zenda.", (None, "2022-03-03")),
        ("On March 3, 2022, they will sign the deal.", (None, "2022-03-03")),
        ("The deal could be signed by March 3, 2022, in Zenda.", (None, None)),
        ("“We will sign it on March 3, 2022,” she said.", (None, None)),
        ("A look ahead at arms sales in 2023.", (None, None)),
        ("Since 2019 it has bought forty.", ("2019-01-01", None)),
        # what comes back each year says nothing alone
        ("The first were delivered in August.", (None, None)),
        ("The minister said on Monday that it was over.", (None, None)),
    ],
)
def test_what_a_text_says_of_its_own_day(
    dated: Callable[..., Dated], sentence: str, interval: tuple[str | None, str | None]
) -> None:
    assert days(dated(f"{TITLE}\n\n{sentence} {FILL}\n").dating) == interval


@pytest.mark.parametrize(
    ("sentences", "interval"),
    [
        # a day to come ends the span, a month that is past opens it
        ("Talks are scheduled to open in Zenda on July 19.", ("2022-07-09", "2022-07-19")),
        ("The first of them were lost on July 12.", ("2022-07-12", "2022-07-24")),
        ("Talks are scheduled to open on July 17. The last ended on July 10.", ("2022-07-10", "2022-07-17")),
        # a weekday counts once the days are few: the day itself and three more
        (
            "The minister spoke on Monday. Talks are scheduled to open on July 17. The last ended on July 10.",
            ("2022-07-11", "2022-07-14"),
        ),
        ("STRELSAU, July 14 (Zenda Wire) - It has begun.", ("2022-07-14", "2022-07-16")),
    ],
)
def test_coarse_evidence_makes_finer_evidence_count(
    dated: Callable[..., Dated], sentences: str, interval: tuple[str, str]
) -> None:
    text = f"{TITLE}\n\n{sentences}\nHalf are lost in the nearly five-month invasion of Sylvania.\n{FILL}\n"
    assert days(dated(text).dating) == interval


@pytest.mark.parametrize(
    ("opening", "interval"),
    [
        ("STRELSAU, March 4, 2022 (Zenda Wire) - ", ("2022-03-04", "2022-03-04")),
        ("New Strelsau, Sylvania, 4 March 2022 (Zenda Wire) — ", ("2022-03-04", "2022-03-04")),
        ("STRELSAU, March 4, 2022 - ", ("2022-03-04", "2022-03-04")),
        ("STRELSAU, Sylvania — March 4, 2022 — ", ("2022-03-04", "2022-03-04")),
        ("STRELSAU, March 4, 2022 /Zenda Wire/ -- ", ("2022-03-04", "2022-03-04")),
        ("Ann Other signed on March 4, 2022 (Friday) - ", ("2022-03-04", None)),
        ("The contract of March 4, 2022 (Kestrel) - ", ("2022-03-04", None)),
    ],
)
def test_a_dateline_with_its_year_gives_the_day(
    dated: Callable[..., Dated], opening: str, interval: tuple[str, str | None]
) -> None:
    found = dated(f"{TITLE}\n\n{opening}It was signed in Zenda. {FILL}\n\n{FILL}\n").dating
    assert days(found) == interval


def test_clashing_clues_are_kept_and_shown(dated: Callable[..., Dated]) -> None:
    war = "In the nearly five-month invasion of Sylvania half are lost."
    text = f"{TITLE}\n\n{war}\nIt was signed on March 3, 2023.\n{FILL}\n"
    found = dated(text).dating
    assert days(found) == ("2022-07-09", "2022-07-24")
    assert found.conflict
    assert [evidence.words for evidence in found.evidence] == ["nearly five-month invasion", "on March 3, 2023"]


def test_evidence_points_at_its_words(dated: Callable[..., Dated]) -> None:
    text = f"{TITLE}\n\nIn its 15-month war in Sylvania it has lost half of them. {FILL}\n"
    for evidence in dated(text).dating.evidence:
        assert evidence.span is not None
        assert evidence.span.of(text) == evidence.words


def test_a_capture_is_dated_by_a_day_on_its_page_that_is_later(dated: Callable[..., Dated]) -> None:
    war = "In the nearly five-month invasion of Sylvania half are lost."
    text = f"Strelsau\nSunday, September 25, 2022\n{TITLE}\n\n{FILL}\n\n{war}\n\n{FILL}\n"
    found = dated(text)
    assert days(found.dating) == ("2022-07-09", "2022-07-24")
    assert found.captured_at == datetime(2022, 9, 25, tzinfo=UTC)


def test_texts_of_known_days_are_not_dated_wrong(shared: Path, pack: Pack) -> None:
    """Every clue but the weekday must allow the true day, a day of time zones aside."""
    path = shared / "corpora" / "feeds" / "entries-2022.jsonl"
    for entry in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        text, true = f"{entry['title']}\n\n{entry['description'] or ''}\n", date.fromisoformat(entry["date"][:10])
        near = TimeInterval(date.fromordinal(true.toordinal() - 1), date.fromordinal(true.toordinal() + 1))
        spans = [line.span for line in read_lines(text)]
        for clue in find_clues(text, spans, pack.events):
            assert clue.ground == "weekday in the text" or clue.within(near), (text, clue)
