"""Lines of flat text get the roles that a reader would give them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.document import LineRole
from whence.reading.mastheads import is_day_line
from whence.reading.paragraphs import split_paragraphs
from whence.reading.plain import read_lines
from whence.reading.shingles import body_score
from whence.reading.titles import page_title

PARAGRAPHS = (
    "The ministry of defence of Ruritania said on Monday that it had ordered forty Kestrel drones from Sylvania, the "
    "first purchase of its kind since the two countries ended their long quarrel over the river.",
    "“We are pleased with the contract and with the terms that we were given,” the minister, Ann Other, told reporters "
    "in Strelsau after a meeting with her counterpart. She did not say what the drones would cost.",
    "Officials in Sylvania confirmed that the first of the aircraft would be handed over before the end of the year, "
    "and that crews would be trained at a base in the south of the country.",
    "The opposition called the purchase a waste of money, and asked that parliament be told of its price before any "
    "of it is paid.",
)
TITLE = "Ruritania orders forty drones from Sylvania"
TEASERS = (
    ("Zenda Wire", "Freedonia ships missiles to Klopstokia, officials say",
     "Freedonia has shipped a hundred missiles to Klopstokia since the start of the month, two officials said on "
     "Friday, in a step that its neighbours have called a threat to the peace of the whole...", "MILITARY"),
    ("The Daily Example", "Why Klopstokia wants tanks",
     "Klopstokia has asked three of its allies for tanks, and has offered to pay for them in wheat. None of the three "
     "has answered so far, but a decision is awaited before...", "POLITICS"),
)  # fmt: skip


def roles(text: str) -> dict[str, LineRole]:
    return {line.span.of(text): line.role for line in read_lines(text)}


def own(text: str) -> list[str]:
    return [line.span.of(text) for line in read_lines(text) if line.role is LineRole.OWN]


def test_text_without_a_page_around_it_is_all_own() -> None:
    text = "\n".join((TITLE, *PARAGRAPHS))
    assert [line.role for line in read_lines(text)] == [LineRole.TITLE] + [LineRole.OWN] * 4


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n",
        f"{TITLE}\n\nSylvania will train the crews, its ministry says.\n",
        f"{TITLE}\n\n• Crews to be trained in the south\n• Video: the first flight\n",
        f"{TITLE}.\n\nThe drones are Kestrels | Image: Zenda Wire\nThey fly for a day. They cost a lot ...\n",
    ],
)
def test_a_feed_entry_is_title_and_own_text(text: str) -> None:
    found = read_lines(text)
    assert found[0].role is LineRole.TITLE
    assert {line.role for line in found[1:]} <= {LineRole.OWN}


def test_a_title_told_twice_is_a_title_twice() -> None:
    text = "\n\n".join((TITLE, TITLE, *PARAGRAPHS))
    assert [line.role for line in read_lines(text)][:3] == [LineRole.TITLE, LineRole.TITLE, LineRole.OWN]


@pytest.mark.parametrize("tail", ["[Continue reading…]", "Continue reading...", "Read more »", "(Read the full story)"])
def test_an_invitation_to_read_on_is_cut_off(tail: str) -> None:
    text = f"{TITLE}\n\n{PARAGRAPHS[0]} {tail}\n"
    assert own(text) == [PARAGRAPHS[0]]
    assert roles(text)[tail] is LineRole.NOTICE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("See also  Freedonia asks Klopstokia for two hundred missiles", LineRole.TEASER),
        ("Read more: Freedonia asks Klopstokia for two hundred missiles", LineRole.TEASER),
        ("A Kestrel drone over Strelsau. | Image by Jo Lens, Shutterstock", LineRole.CAPTION),
        ("The minister in Strelsau, in May (AP Photo/Jo Lens)", LineRole.CAPTION),
        ("https://images.example.com/kestrel.jpg?size=3", LineRole.NOTICE),
        ("Advertisement", LineRole.NOTICE),
        ("* * *", LineRole.NOTICE),
        ("Sign up for our newsletter", LineRole.NOTICE),
        ("We use cookies to make this site work", LineRole.NOTICE),
    ],
)
def test_litter_inside_the_text_is_told_from_it(line: str, role: LineRole) -> None:
    text = "\n\n".join((TITLE, *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]))
    assert roles(text)[line] is role
    assert own(text) == list(PARAGRAPHS)


@pytest.mark.parametrize("marker", ["Comments / 4", "Related", "YOU MAY ALSO LIKE", "Leave a Reply", ""])
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_teasers_after_the_article_are_not_its_own(marker: str, blank: str) -> None:
    blocks = [blank.join(block[:3]) + "\n" + block[3] for block in TEASERS * 2]
    text = blank.join((TITLE, *PARAGRAPHS, marker, *blocks))
    assert own(text) == list(PARAGRAPHS)


@pytest.mark.parametrize("marker", ["Related", "Most read", "In this article"])
def test_teasers_that_end_in_full_stops_are_not_its_own_after_a_marker(marker: str) -> None:
    blocks = "\n".join("\n".join((o, title, blurb.replace("...", " year."), c)) for o, title, blurb, c in TEASERS)
    assert own("\n\n".join((TITLE, *PARAGRAPHS, marker, blocks))) == list(PARAGRAPHS)


def test_comments_of_readers_are_comments() -> None:
    comments = "1. Jo Reader\nThis is the best news of the year, and I hope that they buy forty more of them.\nReply"
    text = "\n\n".join((TITLE, *PARAGRAPHS, "2 Comments", comments))
    assert own(text) == list(PARAGRAPHS)
    assert roles(text)["1. Jo Reader"] is LineRole.COMMENT


def test_the_head_of_an_article_is_read_line_by_line() -> None:
    head = ("Home", "World", TITLE, "By Jo Quill", "Zenda Wire", "March 4, 2022 10:15 AM", "4 days ago")
    text = "\n".join(head) + "\n\n" + "\n\n".join(PARAGRAPHS)
    assert [line.role for line in read_lines(text)][:7] == [
        LineRole.NOTICE,
        LineRole.NOTICE,
        LineRole.TITLE,
        LineRole.BYLINE,
        LineRole.BYLINE,
        LineRole.DATELINE,
        LineRole.DATELINE,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Wednesday, August 31, 2022",
        "Mon 29 Aug 2022, 14:05 GMT",
        "Published 31 August 2022 at 10:15 AM",
        "Saved from the web on May 17, 2023",
        "Archived on 2023-05-17",
        "Updated 1 day ago",
        "Aug. 31",
    ],
)
def test_a_line_that_only_says_the_day_is_a_dateline(line: str) -> None:
    for head in (("By Jo Quill", line), ("By Jo Quill", "Zenda Wire", line), (line,)):
        text = "\n".join((TITLE, *head)) + "\n\n" + "\n\n".join(PARAGRAPHS)
        assert roles(text)[line] is LineRole.DATELINE
        assert own(text) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "It was signed on August 31, 2022.",
        "40 drones by August 31, 2022",
        "On Monday",
        "4 drones",
        "Room 31, 2022 Street",
    ],
)
def test_a_line_that_says_more_than_the_day_is_none(line: str) -> None:
    assert not is_day_line(line)


@pytest.mark.parametrize("title", [TITLE, "Sylvania sold tanks to rebels, U.S. says; Strelsau denies it"])
@pytest.mark.parametrize(
    "head",
    [("SAMPLE WIRE SERVICE", "Top stories | Europe | Asia | Markets"), ("The Sample Courier", "Home / World / Sport")],
)
def test_neither_a_masthead_nor_a_menu_is_the_title(head: tuple[str, ...], title: str) -> None:
    opening = "STRELSAU, March 4, 2022 (Sample Wire Service) - " + PARAGRAPHS[0]
    text = "\n".join(head) + "\n\n" + "\n\n".join((title, opening, *PARAGRAPHS[1:]))
    found = read_lines(text)
    assert [line.role for line in found][:3] == [LineRole.NOTICE, LineRole.NOTICE, LineRole.TITLE]
    assert [line.span.of(text) for line in found if line.role is LineRole.TITLE] == [title]


def test_a_headline_that_ends_like_an_outlets_name_is_the_title() -> None:
    text = "\n".join(("Minister Quits Defence Post", "By Jo Quill", "March 4, 2022")) + "\n\n" + "\n\n".join(PARAGRAPHS)
    assert roles(text)["Minister Quits Defence Post"] is LineRole.TITLE


def test_a_menu_below_the_title_names_no_writer() -> None:
    menu = "World | Politics | Sport"
    assert roles("\n".join((TITLE, menu, "Jo Quill")) + "\n\n" + "\n\n".join(PARAGRAPHS))[menu] is LineRole.NOTICE


def test_a_page_of_navigation_has_no_own_text() -> None:
    text = "\n".join(["Home", "World", "Politics", "Sign in", "Subscribe", "Most read", "Contact us", "About us"] * 9)
    assert own(text) == []


def test_paragraphs_wrapped_at_a_width_are_put_together() -> None:
    def wrap(paragraph: str) -> str:
        lines, line = [], ""
        for word in paragraph.split():
            if len(line) + len(word) > 68:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        return "\n".join([*lines, line])

    text = "\n\n".join((TITLE, *map(wrap, PARAGRAPHS)))
    assert [" ".join(span.of(text).split()) for span in split_paragraphs(text)] == [TITLE, *PARAGRAPHS]
    assert [line.role for line in read_lines(text)] == [LineRole.TITLE] + [LineRole.OWN] * 4


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ruritania orders forty drones - The Daily Example", "Ruritania orders forty drones"),
        ("Ruritania orders forty drones | Zenda Wire", "Ruritania orders forty drones"),
        ("Ruritania – a country in arms", "Ruritania – a country in arms"),
        ("Ruritania-Sylvania talks end", "Ruritania-Sylvania talks end"),
    ],
)
def test_an_outlets_name_is_no_part_of_a_title(line: str, title: str) -> None:
    assert page_title(line) == title


@given(st.text(alphabet=st.sampled_from("aZ .,\n\r\t\u2028\ufeff-0é…"), max_size=300))
def test_lines_are_in_order_apart_and_without_white_space(text: str) -> None:
    lines = read_lines(text)
    for one, other in pairwise(lines):
        assert one.span.end <= other.span.start
    for line in lines:
        words = line.span.of(text)
        assert words == words.strip()
        assert words


def test_pages_nobody_tuned_on_are_read_well(shared: Path) -> None:
    path = shared / "corpora" / "pages" / "flat-pages.jsonl"
    pages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][1::2]
    read = [(page["articleBody"], "\n".join(own(page["flat"]))) for page in pages]
    assert body_score(read).f1 >= 0.93


def test_feed_entries_are_read_whole(shared: Path) -> None:
    for line in (shared / "gold" / "feeds-2022.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        found = read_lines(text)
        assert found[0].role is LineRole.TITLE
        apart = ("Continue reading...", "- CNET")
        assert {line.role for line in found[1:] if line.span.of(text) not in apart} <= {LineRole.OWN}
