"""A telling: a claim together with what must be known of the article that tells it, and nothing heavier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whence.model.claim import Claim, Link
from whence.model.interval import TimeInterval

MONTH = 31


@dataclass(frozen=True, slots=True)
class Telling:
    """``id`` is the claim's; ``words`` are those of its evidence; ``revision`` is the one that brought it.

    ``owner`` is the house of the outlet, where the pack knows one; ``credits`` are the agencies that the article
    says its words come from.
    """

    id: str
    claim: Claim
    words: str
    doc: str
    outlet: str | None
    owner: str | None
    published: TimeInterval
    revision: int
    credits: tuple[str, ...] = ()

    @property
    def speaker(self) -> Link | None:
        """The ultimate source: the innermost link of the chain; ``None`` where the outlet speaks for itself."""
        return self.claim.sources[-1] if self.claim.sources else None

    @property
    def days(self) -> TimeInterval:
        """When the source spoke, where that is told to a month or better; else when the article was published."""
        said = self.claim.said.value if self.claim.said else None
        return said if said is not None and said.days is not None and said.days <= MONTH else self.published

    @property
    def day(self) -> date | None:
        """One day to sort by: the first on which it may have been said."""
        days = self.days
        return days.start or days.end or self.published.start or self.published.end
