"""Origins: which claims go back to one utterance or leak, in three values, with a reason for every merge.

Two claims are *shown* to share an origin, or *attested separate*, or nobody can tell; so a count is a pair of bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OCCASION_DAYS = 3
"""Within so many days a named speaker is taken to speak on one occasion."""
SEASON_DAYS = 60
"""After so many days speakers who might be the same are taken to speak anew."""


class Ground(StrEnum):
    """Why two claims are taken to go back to one utterance."""

    ARTICLE = "article"
    """One article, the same speaker."""
    BODY = "body"
    """One article, speakers for one state or body of whom at most one is a person with a name."""
    CARRIED_ON = "carried_on"
    """One article, the sentence after, with no speaker of its own."""
    REUSE = "reuse"
    """The same words at length."""
    RELAY = "relay"
    """One names the other's outlet as its source."""
    SAME_RELAY = "same_relay"
    """Both name one outlet as their source."""
    AGENCY = "agency"
    """Both credit one agency."""
    OCCASION = "occasion"
    """The same named speaker within days."""
    HOUSE = "house"
    """Outlets of one owner, the same speaker within days."""
    PERSON = "person"
    """A person judged so."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two claims, by id, and why they share an origin, in words for people."""

    left: str
    right: str
    ground: Ground
    why: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least ``low`` and at most ``high`` independent origins."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"no count of origins runs from {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class Camp:
    """Whom an origin's words come from: ``party`` and ``person`` are empty where that is not told, or not one alone.

    ``voiced`` is false where only outlets speak. ``first`` and ``last`` are the days between which they were said, as
    ordinals (``date.toordinal``); where nothing is known, all days.
    """

    voiced: bool
    party: str
    person: str
    first: int
    last: int

    def apart(self, other: Camp) -> bool:
        """Whether the two are attested separate: other parties, other persons, or new words on another day."""
        if self.party and other.party and self.party != other.party:
            return True
        if self.person and other.person:
            return self.person != other.person or self.gap(other) > OCCASION_DAYS
        return self.voiced and other.voiced and self.gap(other) >= SEASON_DAYS

    def gap(self, other: Camp) -> int:
        """Days between the two, 0 where they overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims shown to share an origin, earliest first. ``voice`` says who spoke; ``camp`` tells it from others."""

    claims: tuple[str, ...]
    voice: str
    camp: Camp
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Origins:
    """All origins behind some claims, earliest first, and how many there are at least and at most.

    Two groups are attested separate where their camps are ``apart``; of others nobody can tell.
    """

    groups: tuple[Origin, ...]
    bounds: Bounds
