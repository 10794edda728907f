"""Pages in house styles that nobody prepared: live pages, lists and pictures set into a text, heads of many kinds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from whence.model.document import Article, Capture, LineRole
from whence.model.pack import Pack
from whence.reading.articles import read_article
from whence.reading.plain import read_lines

TITLE = "Ruritania orders forty drones from Sylvania"
TEXT = (
    "The ministry of defence of Ruritania said on Monday that it had ordered forty Kestrel drones from Sylvania, the "
    "first purchase of its kind since the two countries ended their long quarrel over the river.",
    "“We are pleased with the contract and with the terms that we were given,” the minister, Ann Other, told reporters "
    "in Strelsau after a meeting with her counterpart. She did not say what the drones would cost.",
    "Officials in Sylvania confirmed that the first of the aircraft would be handed over before the end of the year, "
    "and that crews would be trained at a base in the south of the country.",
    "The opposition called the purchase a waste of money, and asked that parliament be told of its price before any "
    "of it is paid.",
    "Sylvania has sold the same drones to Freedonia and to Klopstokia, which have both asked for more of them since "
    "the summer, according to the maker.",
)
LIVE = (
    "Zenda News",
    "Live",
    "Sylvania latest: Ruritania confirms forty Kestrel drones, Freedonia to follow",
    "Edited by Jo Quill",
    "Summary",
    "1. Ruritania will buy forty Kestrel drones from Sylvania",
    "2. Freedonia calls the purchase a step towards war",
    "Posted at 20:58 25 Jan 2023",
    "What is still open",
    "Al Ias",
    "Defence correspondent",
    "It has been a long day, so here is what is not settled. Nobody has said what the drones cost, or who pays.",
    "Posted at 19:40",
    "BREAKING",
    "Freedonia says that it will follow",
    "The prime minister of Freedonia has told parliament that twenty Kestrel drones will be ordered by the spring.",
    "Posted at 18:15",
    "What about Klopstokia?",
    "Klopstokia was first to buy the drones, and it has given six of them to its neighbours since last summer.",
    "More on this story",
    "Why the Kestrel? A visual guide",
    "Freedonia empties its depots of tanks for Klopstokia",
)


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def roles(text: str) -> dict[str, LineRole]:
    return {line.span.of(text): line.role for line in read_lines(text)}


def own(text: str) -> list[str]:
    return [line.span.of(text) for line in read_lines(text) if line.role is LineRole.OWN]


@pytest.fixture
def read(flat: Callable[..., Capture], pack: Pack) -> Callable[..., Article]:
    def make(*lines: str) -> Article:
        article = read_article(flat(page(*lines)), pack)
        assert isinstance(article, Article)
        return article

    return make


def test_a_live_page_is_read_post_by_post(read: Callable[..., Article]) -> None:
    article = read(*LIVE)
    assert article.title == LIVE[2]
    assert [line.span.of(article.text) for line in article.lines if line.role is LineRole.OWN] == [
        *LIVE[5:7], LIVE[8], LIVE[11], *LIVE[14:16], *LIVE[17:19],
    ]  # fmt: skip
    found = roles(article.text)
    assert {found[line] for line in (LIVE[7], LIVE[12], LIVE[16])} == {LineRole.DATELINE}
    assert {found[line] for line in LIVE[9:11]} == {LineRole.BYLINE}
    assert (article.published.interval.start, article.published.interval.end) == (date(2023, 1, 25), date(2023, 1, 25))


def test_times_of_readers_comments_are_no_posts_of_a_live_page() -> None:
    comments = [
        part
        for name, hour in (("Jo Reader", 3), ("Al Reader", 4), ("Bo Reader", 5))
        for part in (name, f"{hour}:10 PM", "I hope that they buy forty more of them before the year is out.")
    ]
    text = page(TITLE, "By Jo Quill", *TEXT, "3 Comments", *comments)
    assert own(text) == list(TEXT)


@pytest.mark.parametrize(
    "listed",
    [
        ("MOST READ IN WORLD NEWS", "Freedonia asks Klopstokia for tanks", "WATER RISES The lake that ate a road"),
        ("Related", "Freedonia asks Klopstokia for tanks", "Why does Klopstokia want so many tanks?"),
        ("READ MORE", "- Freedonia asks Klopstokia for tanks", "- Klopstokia ships missiles to Freedonia"),
        ("→ Freedonia asks Klopstokia for two hundred missiles",),
        ("Freedonia asks Klopstokia for two hundred missiles →",),
    ],
)
@pytest.mark.parametrize("heading", ["", "The price"])
def test_teasers_set_into_a_text_are_not_of_it(listed: tuple[str, ...], heading: str) -> None:
    text = page(TITLE, "By Jo Quill", *TEXT[:2], *listed, *([heading] if heading else []), *TEXT[2:])
    assert own(text) == [*TEXT[:2], *([heading] if heading else []), *TEXT[2:]]
    assert roles(text)[listed[-1]] is LineRole.TEASER


def test_a_picture_is_told_by_the_credit_below_it() -> None:
    picture = "A Kestrel, which Sylvania sells to its neighbours, mixes a camera and two missiles"
    for credit in ("Credit: Jo Lens", "Photo: Zenda Wire"):
        text = page(TITLE, "By Jo Quill", *TEXT[:2], picture, credit, *TEXT[2:])
        assert roles(text)[picture] is LineRole.CAPTION
        assert own(text) == list(TEXT)


def test_a_long_line_between_writer_and_text_is_a_picture_and_one_above_the_writer_a_standfirst() -> None:
    line = "Kestrel drones that Sylvania showed at the fair in Strelsau (left) and their crews"
    assert own(page("Zenda Wire", TITLE, "By Jo Quill", "March 4, 2022", line, *TEXT)) == list(TEXT)
    assert own(page("Zenda Wire", TITLE, line, "By Jo Quill", "March 4, 2022", *TEXT)) == [line, *TEXT]


@pytest.mark.parametrize("mark", ["-", "*", "•"])
def test_the_points_that_sum_an_article_up_are_its_own(mark: str, read: Callable[..., Article]) -> None:
    points = [f"{mark} Sylvania to train crews in the south", f"{mark} Opposition calls the purchase a waste"]
    article = read("Zenda Wire", TITLE, *points, "By Jo Quill", "March 4, 2022", *TEXT)
    assert article.title == TITLE
    assert own(article.text) == [*points, *TEXT]
    assert article.published.interval.start == article.published.interval.end == date(2022, 3, 4)


def test_headlines_below_the_text_that_no_sentence_follows_are_not_of_it() -> None:
    teasers = (
        "Keep digging",
        "Who arms Klopstokia?",
        "How did Freedonia pay for its tanks?",
        "Sylvania, a nation of makers",
    )
    assert own(page(TITLE, "By Jo Quill", *TEXT, *teasers)) == list(TEXT)
    assert own(page(TITLE, "By Jo Quill", *TEXT, "Who pays?", TEXT[0], "Who trains?", TEXT[1]))[-3:] == [
        TEXT[0], "Who trains?", TEXT[1],
    ]  # fmt: skip


def test_a_section_called_comment_is_not_the_readers() -> None:
    assert own(page(TITLE, "By Jo Quill", *TEXT[:4], "Comment", *TEXT[3:])) == [*TEXT[:4], *TEXT[3:]]
    assert own(page(TITLE, "By Jo Quill", *TEXT, "Comments", "Jo Reader", "I hope they buy more.")) == list(TEXT)


def test_a_correction_is_a_notice() -> None:
    line = "An earlier version of this article misstated the price of the drones. It is two million crowns."
    assert roles(page(TITLE, "By Jo Quill", *TEXT, "CORRECTION", line))[line] is LineRole.NOTICE


@pytest.mark.parametrize(
    "above",
    [
        ("Home / World / Ruritania orders forty drones from Sylvania",),
        ("World > Middle Sylvania",),
        ("Spring Issue · Letter from Strelsau",),
        ("1. Ruritania orders drones", "2. Sylvania trains drone crews of Ruritania"),
        ("Ruritania and its drones: a gallery →",),
    ],
)
def test_the_headline_wins_over_what_stands_above_it(above: tuple[str, ...]) -> None:
    text = page("Zenda Wire", *above, TITLE, "By Jo Quill", "March 4, 2022", *TEXT)
    assert [line for line, role in roles(text).items() if role is LineRole.TITLE] == [TITLE]


@pytest.mark.parametrize("slug", ["UPDATE 2-", "EXCLUSIVE: ", "WRAPUP 1-", "CORRECTED-UPDATE 1-"])
def test_a_wires_mark_is_no_part_of_the_title(slug: str) -> None:
    found = roles(page("Zenda Wire", slug + TITLE, "By Jo Quill", *TEXT))
    assert found[TITLE] is LineRole.TITLE
    assert found[slug.strip()] is LineRole.NOTICE


@pytest.mark.parametrize("day", ["20.04.2023", "20.4.2023, 16:05", "Last updated on 20.04.2023 16.05"])
def test_a_day_with_full_stops_is_no_time_of_day(day: str) -> None:
    assert roles(page(TITLE, "By Jo Quill", day, *TEXT))[day] is LineRole.DATELINE


@pytest.mark.parametrize(
    ("lines", "writers"),
    [(("Jo Quill", "Strelsau, March 4, 2022"), "Jo Quill"), (("Zenda Mail", "March 4, 2022"), None)],
)
def test_a_name_over_a_place_and_a_day_is_the_writers(
    lines: tuple[str, ...], writers: str | None, read: Callable[..., Article]
) -> None:
    article = read("Zenda Wire", TITLE, *lines, *TEXT)
    assert article.byline == writers
    assert article.published.interval.start == article.published.interval.end == date(2022, 3, 4)


def test_a_month_below_the_title_leaves_its_days(read: Callable[..., Article]) -> None:
    found = read("Zenda Wire", TITLE, "By Jo Quill", "MARCH 2022", *TEXT).published.interval
    assert (found.start, found.end) == (date(2022, 3, 1), date(2022, 3, 31))


def test_a_month_above_the_title_or_in_the_text_dates_nothing(read: Callable[..., Article]) -> None:
    for lines in (("March 2022", TITLE), (TITLE, TEXT[0], "The drones arrive in March 2022.")):
        assert read("Zenda Wire", *lines, *TEXT[1:]).published.interval.end is None
