"""What changed in belief between two days: one finding about one story, with the claims that brought it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class News(StrEnum):
    """The sorts of change, the weightiest first."""

    STORY = "new story"
    STAGE = "new stage"
    DENIAL = "first denial"
    FIGURE = "figure out of range"
    ORIGIN = "new origin"
    CLASH = "new disagreement"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """``claims`` are ids: of new claims, or of the withdrawn ones; ``sentence`` says it for people.

    ``revision`` brought the first of the new claims, on the day ``known``; a withdrawal and a judgement have none.
    """

    news: News
    story: str
    sentence: str
    claims: tuple[str, ...]
    revision: int | None = None
    known: date | None = None
