"""Ranges of numbers, money and days; an open side is ``None`` and means "not said"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CLOSE = 1e-6
"""The share of a large number that writing it in millions may leave out."""


class Tally(StrEnum):
    """What a number sums up: one lot among others, all lots so far, or the words do not tell."""

    BATCH = "batch"
    TOTAL = "total"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Whole numbers from ``low`` to ``high``, both included."""

    low: int | None
    high: int | None
    tally: Tally = Tally.UNKNOWN

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"no quantity runs from {self.low} to {self.high}")

    @property
    def key(self) -> str:
        """The value as one word, the same for ever; what is unknown leaves it as it was before it could be told."""
        tally = "" if self.tally is Tally.UNKNOWN else f" {self.tally}"
        return f"{_side(self.low)}..{_side(self.high)}{tally}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole units of an ISO 4217 currency, both ends included."""

    low: float | None
    high: float | None
    currency: str

    @property
    def key(self) -> str:
        """The value as one word, the same for ever."""
        return f"{_side(self.low)}..{_side(self.high)} {self.currency}"


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """Days from ``start`` to ``end``, both included."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"no interval runs from {self.start} to {self.end}")

    @property
    def key(self) -> str:
        """The value as one word, the same for ever."""
        return f"{_side(self.start)}..{_side(self.end)}"

    @classmethod
    def day(cls, day: date) -> TimeInterval:
        return cls(day, day)

    @property
    def days(self) -> int | None:
        """How many days lie between the ends (0 for one day); ``None`` if a side is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days

    def meet(self, other: TimeInterval) -> TimeInterval | None:
        """The days in both, or ``None`` where there is no such day."""
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        if start is not None and end is not None and start > end:
            return None
        return TimeInterval(start, end)


def spelled(low: float | None, high: float | None) -> str:
    """A range as people read it: "400", "200–999", "2–10 million"; open ends are left out.

    Millions and billions are written so where that rounds nothing that matters.
    """
    one, other = (None if end is None else _number(end) for end in (low, high))
    if one is None or other is None or one == other:
        return one or other or ""
    digits, _, unit = one.partition(" ")
    return f"{digits}\u2013{other}" if unit and other.endswith(f" {unit}") else f"{one}\u2013{other}"


def _number(number: float) -> str:
    for unit, size in (("billion", 1e9), ("million", 1e6)):
        rounded = float(f"{number / size:.3g}")
        if rounded >= 1 and abs(rounded * size - number) <= CLOSE * number:
            return f"{rounded:g} {unit}"
    return f"{number:,.0f}" if number == round(number) else f"{number:,.2f}"


def _side(side: object) -> str:
    return "" if side is None else str(side)
