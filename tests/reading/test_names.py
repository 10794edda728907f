"""Names: the best labels in which no name goes on that has not begun, weapons where no name stands, one article."""

from __future__ import annotations

import numpy as np
import pytest

from whence.reading.names import Names

NAMED = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
DEFENCE = ("O", "B-LOC", "I-LOC", "B-WEAPON", "I-WEAPON")
NAMES = Names(NAMED, DEFENCE)

CASES = [
    ("plain", ["O", "B-PER", "I-PER", "O"], ["O"] * 4, ["", "B-PER", "I-PER", ""]),
    ("two side by side", ["B-LOC", "B-PER"], ["O", "O"], ["B-LOC", "B-PER"]),
    ("a weapon", ["O", "O", "O"], ["O", "B-WEAPON", "I-WEAPON"], ["", "B-WEAPON", "I-WEAPON"]),
    ("a name beats a weapon", ["B-PER"], ["B-WEAPON"], ["B-PER"]),
    ("places of the second head do not count", ["O"], ["B-LOC"], [""]),
]


def scores(labels: tuple[str, ...], wanted: list[str], strength: float = 6.0) -> np.ndarray:
    found = np.zeros((1, len(wanted), len(labels)), dtype=np.float32)
    for word, label in enumerate(wanted):
        found[0, word, labels.index(label)] = strength
    return found


@pytest.mark.parametrize(("name", "named", "defence", "expected"), CASES, ids=[case[0] for case in CASES])
def test_labels(name: str, named: list[str], defence: list[str], expected: list[str]) -> None:
    found = NAMES.decode(scores(NAMED, named), scores(DEFENCE, defence), [len(named)])
    assert found == [tuple(expected)], name


def test_a_name_that_has_not_begun_does_not_go_on() -> None:
    named = scores(NAMED, ["O", "I-PER", "O"], strength=2.0)
    named[0, 1, NAMED.index("B-PER")] = 1.5
    (found,) = NAMES.decode(named, scores(DEFENCE, ["O"] * 3), [3])
    assert found == ("", "B-PER", "")


def test_padding_says_nothing() -> None:
    one, other = scores(NAMED, ["B-PER", "I-PER"]), scores(NAMED, ["B-LOC", "B-LOC"])
    named, defence = np.concatenate([one, other]), np.zeros((2, 2, len(DEFENCE)), dtype=np.float32)
    defence[:, :, 0] = 6
    assert NAMES.decode(named, defence, [2, 1]) == [("B-PER", "I-PER"), ("B-LOC",)]


def agreed(sentences: list[list[str]], wanted: list[list[tuple[str, float]]]) -> list[tuple[str, ...]]:
    """The labels of the sentences of one article, from a label and its strength for every word."""
    named = []
    for row in wanted:
        found = np.zeros((len(row), len(NAMED)), dtype=np.float32)
        for place, (label, strength) in enumerate(row):
            found[place, NAMED.index(label)] = strength
        named.append(found)
    nothing = scores(DEFENCE, ["O"] * max(map(len, sentences)))
    return [
        NAMES.decode(scored[None], nothing[:, : len(scored)], [len(scored)])[0]
        for scored in NAMES.agreed(named, sentences)
    ]


AGREEMENT = [
    ("a clear place helps an unclear one", ["Kharg", "Kharg"], [("B-LOC", 9), ("O", 1)], ["B-LOC", "B-LOC"]),
    ("words that differ do not speak for each other", ["Kharg", "Larak"], [("B-LOC", 9), ("O", 1)], ["B-LOC", ""]),
    ("case counts in a short word", ["US", "us"], [("B-LOC", 9), ("O", 1)], ["B-LOC", ""]),
    ("not in a longer one", ["Shahed", "shahed"], [("B-PER", 9), ("O", 1)], ["B-PER", "B-PER"]),
    ("mostly small, no name", ["Reed", "reed", "reed"], [("B-PER", 9), ("O", 1), ("O", 1)], ["B-PER", "", ""]),
    ("alone", ["Kharg"], [("B-LOC", 2)], ["B-LOC"]),
]


@pytest.mark.parametrize(("name", "words", "wanted", "expected"), AGREEMENT, ids=[case[0] for case in AGREEMENT])
def test_one_article(name: str, words: list[str], wanted: list[tuple[str, float]], expected: list[str]) -> None:
    found = agreed([[word] for word in words], [[each] for each in wanted])
    assert [label for (label,) in found] == expected, name


def test_what_goes_on_in_one_sentence_can_begin_in_the_next() -> None:
    found = agreed([["Qasem", "Soleimani"], ["Soleimani"]], [[("B-PER", 9), ("I-PER", 9)], [("B-PER", 1)]])
    assert found == [("B-PER", "I-PER"), ("B-PER",)]


def test_without_sentences() -> None:
    assert NAMES.agreed([], []) == []
