"""What the tests of reading share: the outside corpora where they are there, and a small pack."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

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


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and gold beside the repository, or in ``WHENCE_SHARED``."""
    beside = Path(__file__).parents[2].parent / "shared"
    folder = Path(os.environ.get("WHENCE_SHARED", beside))
    if not (folder / "gold" / "seeds.json").exists():
        pytest.skip("the shared corpora are not here; set WHENCE_SHARED")
    return folder
