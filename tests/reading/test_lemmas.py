"""Lemmas: a table of words, word classes and dictionary forms."""

from __future__ import annotations

import pytest

from whence.reading.lemmas import clitic, lemma

CASES = [
    ("supplied", "VERB", "supply"),
    ("Sold", "VERB", "sell"),
    ("re-supplied", "VERB", "re-supply"),
    ("drones", "NOUN", "drone"),
    ("was", "AUX", "be"),
    ("would", "AUX", "would"),
    ("wo", "AUX", "will"),
    ("ca", "AUX", "can"),
    ("n't", "PART", "not"),
    ("n’t", "PART", "not"),
    ("’ve", "AUX", "have"),
    ("Russians", "PROPN", "russians"),
    ("Su-35s", "NOUN", "su-35s"),
    ("The", "DET", "the"),
    ("1,000", "NUM", "1,000"),
    (".", "PUNCT", "."),
]


@pytest.mark.parametrize(("word", "upos", "expected"), CASES)
def test_lemmas(word: str, upos: str, expected: str) -> None:
    assert lemma(word, upos) == expected


@pytest.mark.parametrize(
    ("word", "following", "head", "perfect", "expected"),
    [
        ("'s", "been", "sending", True, "have"),
        ("'s", "gone", "gone", True, "have"),
        ("’s", "sending", "sending", True, "be"),
        ("'s", "sold", "sold", False, "be"),
        ("'d", "go", "go", True, "would"),
        ("'d", "gone", "gone", True, "have"),
    ],
)
def test_clitics(word: str, following: str, head: str, perfect: bool, expected: str) -> None:
    assert clitic(word, following, head, perfect) == expected
