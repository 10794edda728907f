"""A claim: one source's stance on one event, as worded in one place of one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from whence.model.ids import SHORT, digest
from whence.model.interval import Money, Quantity, TimeInterval
from whence.model.text import Span

T = TypeVar("T")


class Kind(StrEnum):
    TRANSFER = "transfer"
    PRODUCTION = "production"
    TRAINING = "training"
    USE = "use"
    EXPENDITURE = "expenditure"
    RESTRICTION = "restriction"


class Stage(StrEnum):
    """How far the event is said to have come; the order is that of the ladder, ``refused`` beside it."""

    SOUGHT = "sought"
    CONSIDERED = "considered"
    PLANNED = "planned"
    COMMITTED = "committed"
    CARRIED_OUT = "carried_out"
    REFUSED = "refused"


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class ItemClass(StrEnum):
    UAV = "uav"
    MISSILE = "missile"
    AIR_DEFENCE = "air_defence"
    ARTILLERY = "artillery"
    AMMUNITION = "ammunition"
    AIRCRAFT = "aircraft"
    HELICOPTER = "helicopter"
    ARMOUR = "armour"
    SHIP = "ship"
    SENSOR = "sensor"
    SMALL_ARMS = "small_arms"
    COMPONENT = "component"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Worded(Generic[T]):
    """A value, the words it was read from, and what it was counted from ("published 2022-08-31"), if anything."""

    value: T
    span: Span
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One speaker of a source chain. ``party`` is whom it speaks for; ``state`` marks a state itself speaking."""

    name: str
    party: str | None
    named: bool
    state: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """A word on the way from the trigger to the top of the sentence, and what it did to the claim."""

    effect: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """Spans count the characters of the article's text. ``sources`` runs from the outermost speaker inwards."""

    article_id: str
    evidence: Span
    trigger: Span
    kind: Kind
    stage: Stage
    polarity: Polarity
    certainty: Certainty
    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    against: tuple[str, ...]
    item_class: tuple[ItemClass, ...]
    systems: tuple[str, ...]
    quantity: Worded[Quantity] | None
    value: Worded[Money] | None
    when: Worded[TimeInterval] | None
    said: Worded[TimeInterval] | None
    sources: tuple[Link, ...]
    operators: tuple[Operator, ...] = ()

    @property
    def id(self) -> str:
        """The same words read the same way have the same id in every ledger.

        Made of the fields that say what is claimed, by whom and where; not of the trail, which only explains.
        """
        spans = f"{self.evidence.start}:{self.evidence.end}:{self.trigger.start}:{self.trigger.end}"
        words = (self.kind, self.stage, self.polarity, self.certainty)
        lists = (self.suppliers, self.recipients, self.against, self.item_class, self.systems)
        chain = (f"{link.name}|{link.party or ''}|{link.named}|{link.state}" for link in self.sources)
        values = (self.quantity, self.value, self.when, self.said)
        return digest(
            "claim",
            self.article_id,
            spans,
            *words,
            *(",".join(codes) for codes in lists),
            ";".join(chain),
            *("" if value is None else value.value.key for value in values),
        )

    @property
    def short_id(self) -> str:
        return self.id[:SHORT]
