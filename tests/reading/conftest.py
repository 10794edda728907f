"""What the tests of reading share: a small pack, and flat captures."""

from __future__ import annotations

from datetime import date

import pytest

from whence.model.document import Capture
from whence.model.pack import DatedEvent, Outlet, Pack

EVENTS = (
    DatedEvent(
        "Ruritania's invasion of Sylvania",
        ("the war in Sylvania", "the Sylvania war", "invasion of Sylvania"),
        date(2022, 2, 24),
        None,
    ),
    DatedEvent("G9 summit in Strelsau", ("G9 summit in Strelsau",), date(2023, 5, 19), date(2023, 5, 21)),
    DatedEvent("G9 summit in Zenda", ("G9 summit in Zenda",), date(2022, 6, 26), date(2022, 6, 28)),
)
OUTLETS = (
    Outlet("The Daily Example", "newspaper", ("Daily Example",), ("dailyexample.com",)),
    Outlet("Zenda Wire", "agency", ("ZW",), ("zendawire.org",)),
)


@pytest.fixture
def pack() -> Pack:
    return Pack("trial", (), (), (), (), OUTLETS, EVENTS)


@pytest.fixture
def flat():
    """Makes a flat capture of a text."""

    def make(text: str, **came_with: object) -> Capture:
        return Capture("a.txt", "a.txt", text.encode(), "text/plain", **came_with)

    return make
