"""The numbers of a story along time, and how each moved on its way: "up to 200" that a relay tells as "200"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whence.model.interval import Quantity, spelled
from whence.model.origin import Origins
from whence.model.story import Figure
from whence.model.telling import Telling
from whence.resolution.speakers import voice_of

SLACK = 0.05
"""The share of a number that rounding may add."""


def figures_of(tellings: Sequence[Telling], origins: Origins) -> Iterator[Figure]:
    """Every number that a claim tells, in the order of ``tellings``, compared with the one before of its origin."""
    origin = {claim: place for place, group in enumerate(origins.groups) for claim in group.claims}
    before: dict[tuple[int, str], Figure] = {}
    for telling in tellings:
        worded = telling.claim.quantity
        if worded is None:
            continue
        key = (origin[telling.id], telling.claim.kind.value)
        last = before.get(key)
        moved = movement(last.quantity, worded.value) if last else ""
        voice, words = voice_of(telling), figure_words(worded.value)
        figure = Figure(telling.id, telling.claim.kind, worded.value, words, voice, telling.day, moved)
        before[key] = figure
        yield figure


def movement(before: Quantity, after: Quantity) -> str:
    """How a number differs from the one that it goes back to, in words; empty where it does not."""
    if (before.low, before.high) == (after.low, after.high):
        return ""
    if apart(before, after):
        rose = (after.low or 0) > (before.high or 0) if before.high is not None else False
        return f"{'rose' if rose else 'fell'} from {figure_words(before)}"
    if _open(before) and not _open(after):
        return f"lost its hedge: {figure_words(before)} before"
    if not _open(before) and _open(after):
        return f"gained a hedge: {figure_words(before)} before"
    return f"differs from {figure_words(before)}"


def _open(quantity: Quantity) -> bool:
    return quantity.low != quantity.high


def apart(one: Quantity, other: Quantity) -> bool:
    """Whether two ranges lie apart, by more than people round off."""
    return _below(one, other) or _below(other, one)


def _below(one: Quantity, other: Quantity) -> bool:
    return one.high is not None and other.low is not None and other.low - one.high > max(1, SLACK * one.high)


def figure_words(quantity: Quantity) -> str:
    """A range as people write it: "400", "200–999", "401+", "up to 999"."""
    words = spelled(quantity.low, quantity.high)
    if quantity.high is None:
        return f"{words}+" if words else "?"
    return words if quantity.low is not None else f"up to {words}"
