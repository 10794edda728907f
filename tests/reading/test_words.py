"""Words: a table of texts and how they are cut, and the law that no character is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.text import Span
from whence.reading.words import words

CASES = [
    ("Russia's ally doesn't deny it.", "Russia 's ally does n't deny it ."),
    ("Russia’s ally doesn’t deny it.", "Russia ’s ally does n’t deny it ."),
    (
        "We'll say they've gone; I'm sure he'd know you're right.",
        "We 'll say they 've gone ; I 'm sure he 'd know you 're right .",
    ),
    ("The States' arms cannot be sold.", "The States ' arms can not be sold ."),
    ("U.S. officials met U.N. envoys at 5 p.m. on Tuesday.", "U.S. officials met U.N. envoys at 5 p.m. on Tuesday ."),
    ("U.S.-made drones", "U.S. - made drones"),
    ("They left the U.S.", "They left the U.S."),
    ("Gen. Pat Ryder and Mr. Lavrov", "Gen. Pat Ryder and Mr. Lavrov"),
    ("George W. Bush", "George W. Bush"),
    ("Acme Inc. of Ohio and Acme Inc.", "Acme Inc. of Ohio and Acme Inc ."),
    ("a $1.85bn deal", "a $ 1.85 bn deal"),
    ("US$5m, £3 and €2.50", "US$ 5 m , £ 3 and € 2.50"),
    ("155mm shells, 1,000 of them", "155 mm shells , 1,000 of them"),
    ("at 7:30PM on 9/11", "at 7:30 PM on 9/11"),
    ("the 20th of the 1970s", "the 20th of the 1970s"),
    ("up 40% since", "up 40 % since"),
    ("Su-35 jets, Shahed-136s and MQ-9B", "Su-35 jets , Shahed-136s and MQ-9B"),
    ("SS-N-22 and T-72B3M and Mi-8AMTSh-VN", "SS-N-22 and T-72B3M and Mi-8AMTSh-VN"),
    ("F-16C/D", "F-16C / D"),
    ("Iranian-made, long-range, so-called", "Iranian - made , long - range , so - called"),
    ("anti-tank, pro-Kremlin and re-supplied", "anti-tank , pro-Kremlin and re-supplied"),
    ("a non-NATO-member state", "a non-NATO - member state"),
    ("in 2022-23, May-2022", "in 2022 - 23 , May - 2022"),
    ("on 2022-08-31 call 713-853-3989", "on 2022-08-31 call 713-853-3989"),
    ('"No," he said.', '" No , " he said .'),
    ("“We don’t know,” she said.", "“ We do n’t know , ” she said ."),
    ("wait...what?!", "wait ... what ?!"),
    ("Moscow—and Tehran – deny--it", "Moscow — and Tehran – deny -- it"),
    ("and/or AT&T", "and / or AT&T"),
    ("see https://t.co/a-b?c=1, or mail a.b@c.org.", "see https://t.co/a-b?c=1 , or mail a.b@c.org ."),
    ("@POTUS #Iran #1", "@POTUS #Iran # 1"),
    ("(Reuters) - [sic]", "( Reuters ) - [ sic ]"),
    ("al-Qaeda's Ayman al-Zawahiri", "al - Qaeda 's Ayman al - Zawahiri"),
    ("-----", "-----"),
    ("• Sana'a", "• Sana'a"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, expected: str) -> None:
    spans = words(text, Span(0, len(text)))
    assert " ".join(span.of(text) for span in spans) == expected


def test_offsets_count_from_the_beginning_of_the_text() -> None:
    text = "First. It didn't."
    assert [(span.start, span.of(text)) for span in words(text, Span(7, 17))] == [
        (7, "It"),
        (10, "did"),
        (13, "n't"),
        (16, "."),
    ]


def test_nothing_outside_the_span_is_read() -> None:
    text = "drones and missiles"
    assert [span.of(text) for span in words(text, Span(0, 6))] == ["drones"]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .,'’-—“”\"$U.S.Su35n'tABab019/@#:")), max_size=80))
def test_every_character_but_space_lies_in_exactly_one_word(text: str) -> None:
    spans = words(text, Span(0, len(text)))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(len(span) > 0 for span in spans)
    assert "".join(span.of(text) for span in spans) == "".join(text.split())
