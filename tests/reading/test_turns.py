"""Marks of turns make a transcript of a page, or leave it as it is."""

from __future__ import annotations

import time

import pytest

from whence.model.document import LineRole
from whence.reading.html import read_page
from whence.reading.plain import read_lines

ANSWER = "The minister has nothing to announce today on that subject, and will say so when there is."
QUESTION = "When will the ministry tell us how many of them were ordered this year?"


def turns(text: str) -> list[tuple[str, LineRole]]:
    """The first word of each line with its role."""
    return [(line.span.of(text).split()[0], line.role) for line in read_lines(text)]


def marks(text: str) -> list[str]:
    return [line.span.of(text) for line in read_lines(text) if line.role is LineRole.SPEAKER]


def asked(text: str) -> list[str]:
    return [line.span.of(text) for line in read_lines(text) if line.role is LineRole.QUESTION]


@pytest.mark.parametrize(
    ("asker", "speaker"),
    [
        ("Q", "MS. ROE-DOE:"),
        ("Q", "THE PRIME MINISTER:"),
        ("Q:", "A:"),
        ("Q.", "SENIOR ADMINISTRATION OFFICIAL:"),
        ("Reporter:", "Mr. Roe:"),
        ("QUESTION:", "FOREIGN MINISTER ROE:"),
        ("**Interviewer:**", "**Ann Roe:**"),
        ("JOHN DOE:", "ANN ROE:"),
        ("John Doe:", "Ann Roe:"),
        ("Q", "JOHN ROE, spokesman of the ministry of defence:"),
        ("Q", "ADM. ROE (Ret.):"),
        ("QUESTION:", "MODERATOR:"),
    ],
)
def test_questions_and_answers_are_told_apart(asker: str, speaker: str) -> None:
    text = "\n\n".join(f"{asker} {QUESTION}\n\n{speaker} {ANSWER}\n\nAnd {ANSWER}" for _ in range(3))
    bare = "".join(sign for sign in speaker if sign != "*")
    assert [mark.replace("*", "") for mark in marks(text)] == [asker.replace("*", ""), bare] * 3
    assert asked(text) == [QUESTION] * 3
    assert sum(role is LineRole.OWN for _, role in turns(text)) == 6


def test_a_record_of_parliament_has_turns() -> None:
    text = f"Mr. ROE. {ANSWER}\n\nThe CHAIRMAN. {ANSWER}\n\nMr. DOE. {ANSWER}"
    assert marks(text) == ["Mr. ROE.", "The CHAIRMAN.", "Mr. DOE."]


def test_one_mark_opens_a_speech_but_no_line_inside_an_article() -> None:
    speech = f"Remarks by the President of Ruritania\n\nTHE PRESIDENT: {ANSWER}\n\n{ANSWER}\n\n{ANSWER} {ANSWER}"
    assert marks(speech) == ["THE PRESIDENT:"]
    article = "\n\n".join(
        ["Ruritania orders drones", *[f"{n} times: {ANSWER}" for n in range(6)], f"MR. ROE: {ANSWER}"]
    )
    assert marks(article) == []


@pytest.mark.parametrize(
    "labels",
    [
        ("Photo:", "Tags:"),
        ("Bottom line:", "Why it matters:"),
        ("Related:", "Photo:"),
        ("Strelsau:", "Read more:"),
        ("Q4", "Q1"),
        ("Breaking News:", "Special Report:"),
    ],
)
def test_labels_are_no_turns(labels: tuple[str, str]) -> None:
    lines = [f"{labels[0]} {ANSWER}", f"{labels[0]} {ANSWER}", ANSWER, f"{labels[1]} {ANSWER}"]
    assert marks("\n\n".join(["Ruritania orders forty drones", ANSWER, *lines])) == []


def test_short_turns_are_text_and_the_title_is_none() -> None:
    head = ("Press briefing of the ministry of Ruritania", "Strelsau", "3:31 P.M.", f"MR. ROE: {ANSWER}")
    text = "\n\n".join((*head, "Q Why?", "MR. ROE: Yes.", f"Q {QUESTION}", f"MR. ROE: No. {ANSWER}"))
    roles = dict(turns(text))
    assert roles["Press"] is LineRole.TITLE
    assert roles["Yes."] is roles["No."] is LineRole.OWN
    assert asked(text) == ["Why?", QUESTION]


def test_a_mark_at_a_wrapped_line_opens_a_paragraph() -> None:
    line = "And so the minister went on to speak of the matter for a while longer that"
    text = f"MR. ROE: {line}\n" + f"{line}\n" * 8 + f"Q {line}\n{line}\nMR. ROE: {line}\n{line}"
    assert marks(text) == ["MR. ROE:", "Q", "MR. ROE:"]


def test_pages_of_markup_have_turns_too() -> None:
    body = "".join(f"<p>Q {QUESTION}</p><p>MS. ROE: {ANSWER}</p>" for _ in range(4))
    page = read_page(
        f"<html><head><title>Briefing</title></head><body><article><h1>Briefing</h1>{body}</article></body></html>"
    )
    assert [line.role for line in page.lines if line.role is LineRole.SPEAKER] == [LineRole.SPEAKER] * 8
    assert sum(line.role is LineRole.QUESTION for line in page.lines) == 4


def test_time_grows_with_the_length_of_a_transcript() -> None:
    def seconds(times: int) -> float:
        text = "\n\n".join(f"Q {QUESTION}\n\nMS. ROE: {ANSWER}" for _ in range(times))
        start = time.process_time()
        read_lines(text)
        return time.process_time() - start

    seconds(50)
    assert seconds(2000) < 20 * seconds(400) + 0.5
