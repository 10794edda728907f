"""Stories: the claims about one flow of arms, folded into a ladder of stages, figures, denials and disagreements.

Law: a story is a fold over tellings and judgements; it is computed, and can be computed again, from these alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from whence.model.claim import Kind, Polarity, Stage
from whence.model.interval import Quantity, Tally
from whence.model.origin import Bounds, Origins

UNKNOWN = "?"
"""Stands for a side that no claim of the story names."""


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """Who gives whom what kind of item; with ``restriction`` who restricts whom. A side may be ``UNKNOWN``."""

    supplier: str
    recipient: str
    item: str
    """The name of an item group of the pack, such as ``uav`` or ``artillery``."""
    restriction: bool = False

    @property
    def whole(self) -> bool:
        return UNKNOWN not in (self.supplier, self.recipient)

    @property
    def slug(self) -> str:
        """The flow as one readable word: "irn-rus-uav"."""
        sides = ("x" if side == UNKNOWN else side.lower() for side in (self.supplier, self.recipient))
        return "-".join([*sides, self.item.replace("_", "-"), *(["ban"] if self.restriction else [])])


@dataclass(frozen=True, slots=True)
class Voice:
    """Who takes a stand on a stage: ``party`` is whom it speaks for, if told; ``claims`` are ids, earliest first."""

    name: str
    party: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A stage of the ladder: who affirms it, who denies it, who leaves it open, first and last said, and origins."""

    stage: Stage
    affirmed: tuple[Voice, ...]
    denied: tuple[Voice, ...]
    unknown: tuple[Voice, ...]
    first: date | None
    last: date | None
    origins: Bounds


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a claim tells, in plain words, and how it moved since its origin last told one."""

    claim: str
    kind: Kind
    quantity: Quantity
    words: str
    voice: str
    day: date | None
    moved: str = ""


class Scope(StrEnum):
    """The part of a claim that a denial is about, or that two claims clash in."""

    POLARITY = "polarity"
    STAGE = "stage"
    QUANTITY = "quantity"
    WHEN = "when"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial or doubt, what it is about, the claims that it denies, and those that the same voice concedes."""

    claim: str
    polarity: Polarity
    scope: tuple[Scope, ...]
    denies: tuple[str, ...]
    concedes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims that cannot all be so, the part in which they clash, and one sentence that says it."""

    about: Scope
    claims: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Story:
    """``id`` is short, readable and never changes; ``claims`` are ids, earliest first.

    ``companions`` are those among them that were told in one breath with the story's own items, but are about others.
    """

    id: str
    flow: Flow
    claims: tuple[str, ...]
    companions: tuple[str, ...]
    articles: int
    origins: Origins
    ladder: tuple[Rung, ...]
    figures: tuple[Figure, ...]
    denials: tuple[Denial, ...]
    clashes: tuple[Clash, ...]
    first: date | None
    last: date | None
    systems: tuple[str, ...]

    @property
    def furthest(self) -> Rung | None:
        """The furthest stage that anybody affirms; a refusal only where nothing else is affirmed."""
        order = [stage for stage in Stage if stage is not Stage.REFUSED]
        affirmed = [rung for rung in self.ladder if rung.affirmed]
        return max(affirmed, key=lambda rung: order.index(rung.stage) if rung.stage in order else -1, default=None)


@dataclass(frozen=True, slots=True)
class Summary:
    """A story as one row of the register: what the furthest stage is and who affirms it, who denies, how many.

    ``affirmed_by`` and ``denied_by`` are codes of parties, those with the most claims first, then names of speakers
    and outlets that speak for none. ``figure`` is the range of numbers told of events of the kind ``counted``.
    """

    id: str
    flow: Flow
    stage: Stage | None
    affirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    figure: Quantity | None
    counted: Kind | None
    origins: Bounds
    articles: int
    claims: int
    clashes: int
    first: date | None
    last: date | None
    systems: tuple[str, ...]

    @classmethod
    def of(cls, story: Story) -> Summary:
        furthest = story.furthest
        denied = [voice for rung in story.ladder for voice in rung.denied]
        counted, figure = _told(story.figures)
        return cls(
            id=story.id,
            flow=story.flow,
            stage=furthest.stage if furthest else None,
            affirmed_by=_sides(furthest.affirmed if furthest else ()),
            denied_by=_sides(denied),
            figure=figure,
            counted=counted,
            origins=story.origins.bounds,
            articles=story.articles,
            claims=len(story.claims),
            clashes=len(story.clashes),
            first=story.first,
            last=story.last,
            systems=story.systems,
        )


def _sides(voices: Sequence[Voice]) -> tuple[str, ...]:
    weight: Counter[tuple[bool, str]] = Counter()
    for voice in voices:
        weight[voice.party is None, voice.party or voice.name] += len(voice.claims)
    return tuple(name for outside, name in sorted(weight, key=lambda side: (side[0], -weight[side])))


COUNTED = (Kind.TRANSFER, Kind.PRODUCTION, Kind.EXPENDITURE, Kind.USE, Kind.TRAINING, Kind.RESTRICTION)
"""Of the first of these of which numbers are told, the row of a story shows them."""


def _told(figures: Sequence[Figure]) -> tuple[Kind | None, Quantity | None]:
    """What the numbers of a row count, and their range; single lots only where there is nothing else."""
    kind = next((kind for kind in COUNTED if any(figure.kind is kind for figure in figures)), None)
    told = [figure.quantity for figure in figures if figure.kind is kind]
    for tallies in ((Tally.UNKNOWN, Tally.TOTAL), (Tally.BATCH,)):
        chosen = [quantity for quantity in told if quantity.tally in tallies]
        if chosen:
            alike = {quantity.tally for quantity in chosen}
            return kind, replace(_range(chosen), tally=alike.pop() if len(alike) == 1 else Tally.UNKNOWN)
    return None, None


def _range(quantities: Sequence[Quantity]) -> Quantity:
    """From the lowest number told to the highest; a side is open where the number at that end is."""
    lows = [quantity.low if quantity.low is not None else quantity.high for quantity in quantities]
    highs = [quantity.high if quantity.high is not None else quantity.low for quantity in quantities]
    low = min((each for each in lows if each is not None), default=None)
    high = max((each for each in highs if each is not None), default=None)
    above = any(quantity.high is None and quantity.low == high for quantity in quantities)
    return Quantity(low, None if above else high)
