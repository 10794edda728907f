"""Sentence boundaries: a table of paragraphs, ``|`` marking where one sentence ends and the next begins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.text import Span
from whence.reading.boundaries import sentences

CASES = [
    "Iran denied it.|Russia did not.",
    "He met U.S. officials.|The U.S. President Joe Biden spoke.",
    "They left for the U.S.|The talks went on.",
    "Gen. Pat Ryder met Mr. Lavrov and Lt. Col. J. Smith Jr. on Sept. 5 in St. Petersburg.|He left.",
    "George W. Bush and J. R. R. Tolkien met.|They spoke.",
    "It began at 5 p.m. Tuesday.|At 6 p.m.|The meeting ended.",
    "Acme Inc. of Ohio sold arms.|Acme Corp.|The deal is done.",
    "Is No. 5 the last?|No.|We have No. 6.",
    "It weighs 1.5 kg.|It costs $1.85bn.",
    '"We did not sell arms."|He said so twice.',
    '"We did not," he said.|"Never."',
    "“Why would we?” Mr. Lavrov asked.|“It is absurd.”",
    '"Never!" the ministry said.|It did not go on.',
    '"Stop!"|He ran.',
    "Iran agreed...|But no.",
    "Iran... never did.",
    "The delivery . . .|Then nothing.",
    "What a deal?!|Yes!",
    "Sen. Bob Menendez (D-N.J.) spoke.|(He later left.)|Others stayed.",
    "It was built in 1960. [1] [2]|He died.",
    "1. First item.|2. Second item.",
    "Two things:|• Drones.|• Missiles and shells.",
    "Iran sold drones.|The U.S. knew.",
    "WASHINGTON (CNN) --|The president said on Monday that the United States had seen no arms.",
    "MOSCOW, Sept 5 (Reuters) -|Russia said on Monday that it had not bought any drones.",
    "(Reuters) -|Iran said on Monday that it had not sold any drones to Russia.",
    "KYIV, Ukraine (AP) —|Drones that Iran had sold to Russia struck the city on Monday.",
    "U.S. - Iran talks are going on, the two sides said on Monday in Vienna.",
    "Iran Sent Drones to Russia, U.S. Says",
    "Chad crisis live: Egypt sends tanks, says minister;|Kenya protests;|Niger to close border",
    "Egypt sent tanks; Kenya protested.",
    "Reports on tanks (Egypt 2015; Chad 2016) and jets",
    "visit example.com. now",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_they_should(marked: str) -> None:
    text = marked.replace("|", " ")
    assert [span.of(text) for span in sentences(text)] == marked.split("|")


def test_words_that_a_page_glued_together_are_parted_at_the_stop() -> None:
    text = "Iran sold drones.The U.S. knew of it."
    assert [span.of(text) for span in sentences(text)] == ["Iran sold drones.", "The U.S. knew of it."]


def test_an_empty_line_parts_and_a_line_break_does_not() -> None:
    text = "Iran sold\ndrones\n\nRussia bought them"
    assert [span.of(text) for span in sentences(text)] == ["Iran sold\ndrones", "Russia bought them"]


@pytest.mark.parametrize(
    "marked",
    [
        "Minister says howitzers will arrive by May    |Sudan crisis – live updates    |Egypt has sent tanks to Sudan.",
        "Minister tells parliament that howitzers will arrive by May  |The army of Chad has waited for them for years.",
        "Pair urge premier to stop the sale of frigates to Egypt   |In a letter, two former envoys call it a mistake.",
        # Words that were a link stand between wide spaces, or before a mark of their own.
        "The army has bought  Turkish drones  that it wants to fly at the border this year.",
        "The army of Chad has told visitors that it bought  The Eagle , a drone made in Turkey, in the spring of 2021.",
        # After these words nothing ends, and names are no beginning.
        "The report on the sale of the howitzers was first told in  The paper of the party that governs in Chad.",
        "The premier of Chad spoke about the howitzers before he called  Ankara and asked for the drones it has.",
        "He got     four of them.",
    ],
)
def test_a_wide_space_parts_headings_and_not_links(marked: str) -> None:
    text = marked.replace("|", "")
    assert [span.of(text) for span in sentences(text)] == [part.strip() for part in marked.split("|")]


def test_only_the_span_is_read() -> None:
    text = "One. Two. Three."
    assert [span.of(text) for span in sentences(text, Span(5, 16))] == ["Two.", "Three."]


@given(st.text(alphabet=st.sampled_from(list("AaIi .!?…\n\"'”’•-—()1U.S")), max_size=120))
def test_no_character_is_lost_and_nothing_overlaps(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
