"""Tellings for tests of the folds: a claim of one flow by default, and what a case changes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from whence.model.claim import Certainty, Claim, ItemClass, Kind, Link, Polarity, Stage, Worded
from whence.model.interval import Quantity, Tally, TimeInterval
from whence.model.reuse import Passage, Reuse
from whence.model.telling import Telling
from whence.model.text import Span
from whence.resolution.speakers import Speakers

SPEAKERS = Speakers(
    bodies=frozenset({"norway", "oslo", "norwegian defence ministry", "peru", "lima"}),
    outlets={"herald": "The Herald", "tribune": "The Tribune"},
    people={"ida holm": "Ida Holm", "i. holm": "Ida Holm"},
    institutions=("ministry",),
)
SENTENCE = 100
"""Characters from the beginning of one sentence to that of the next."""


def link(name: str, party: str | None = None, *, named: bool = True) -> Link:
    return Link(name, party, named, name in ("Norway", "Peru"), None)


def between(days: str) -> TimeInterval:
    """``2022-05-01``, ``2022-05-01..2022-05-20``, or ``..`` for no day at all."""
    start, dots, end = days.partition("..")
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None if dots else first
    return TimeInterval(first, last)


def tell(  # noqa: PLR0913  one keyword for each thing that a case may change
    *sources: Link,
    doc: str = "a",
    outlet: str | None = "The Gazette",
    day: str = "2022-05-01",
    said: str | None = None,
    at: int = 0,
    count: tuple[int | None, int | None] | None = None,
    tally: Tally = Tally.UNKNOWN,
    when: str | None = None,
    owner: str | None = None,
    credits: tuple[str, ...] = (),
    revision: int = 1,
    **fields: Any,
) -> Telling:
    """A claim in sentence ``at`` of article ``doc``; other fields are those of a claim."""
    start = at * SENTENCE
    values: dict[str, Any] = {
        "kind": Kind.TRANSFER,
        "stage": Stage.CARRIED_OUT,
        "polarity": Polarity.AFFIRMED,
        "certainty": Certainty.CERTAIN,
        "suppliers": ("NOR",),
        "recipients": ("PER",),
        "against": (),
        "item_class": (ItemClass.UAV,),
        "systems": (),
        "value": None,
        "operators": (),
        **fields,
    }
    claim = Claim(
        article_id=doc,
        evidence=Span(start, start + SENTENCE - 1),
        trigger=Span(start + 1, start + 5),
        quantity=Worded(Quantity(*count, tally), Span(start, start + 1)) if count else None,
        when=Worded(between(when), Span(start, start + 1)) if when else None,
        said=Worded(between(said), Span(start, start + 1)) if said else None,
        sources=sources,
        **values,
    )
    return Telling(claim.id, claim, "words", doc, outlet, owner, between(day), revision, credits)


def copied(left: str, right: str, first: int = 0, last: int = 3) -> Reuse:
    """The sentences from ``first`` to ``last`` of two articles are the same."""
    span = Span(first * SENTENCE, (last + 1) * SENTENCE)
    return Reuse(left, right, Passage(span, span, 40))
