"""The gate lets through what holds a word of the lexicons, and nothing for half a word."""

from __future__ import annotations

import pytest

from whence.reading.gate import Gate

WORDS = ("drone", "drones", "suppl*", "F-16", "air defence", "Kestrel’s", "")


@pytest.mark.parametrize(
    ("sentence", "worth"),
    [
        ("The DRONES arrived.", True),
        ("Sylvania supplied them.", True),
        ("An F-16.", True),
        ("An F‑16 with another hyphen.", True),
        ("Better  air\ndefence is needed.", True),
        ("the kestrel's wings", True),
        ("hydrodrone", False),
        ("dronest", False),
        ("F-161", False),
        ("air defences", False),
        ("resupply", False),
        ("", False),
    ],
)
def test_worth(sentence: str, worth: bool) -> None:
    assert Gate.of(WORDS).worth(sentence) is worth


def test_an_empty_gate_lets_nothing_through() -> None:
    assert not Gate.of([]).worth("drones")
