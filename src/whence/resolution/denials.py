"""What a denial denies: the claims it is tied to, the part of them it is about, and what the same voice concedes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from whence.model.claim import Claim, Kind, Polarity, Stage
from whence.model.interval import TimeInterval
from whence.model.story import Denial, Scope
from whence.model.telling import Telling


def denials_of(tellings: Sequence[Telling]) -> Iterator[Denial]:
    """Each denial, and each "nobody knows", with the affirmed claims that it is about."""
    affirmed: dict[tuple[Kind, Stage], list[Telling]] = defaultdict(list)
    breaths: dict[object, list[Telling]] = defaultdict(list)
    for telling in tellings:
        claim = telling.claim
        if claim.polarity is Polarity.AFFIRMED:
            affirmed[claim.kind, claim.stage].append(telling)
            breaths[_breath(claim)].append(telling)
    for telling in tellings:
        claim = telling.claim
        if claim.polarity is Polarity.AFFIRMED:
            continue
        mates = breaths[_breath(claim)]
        same = {other.id for other in mates}
        denied = [
            other.id
            for other in affirmed[claim.kind, claim.stage]
            if other.id not in same and _denies(claim, other.claim)
        ]
        conceded = mates if claim.polarity is Polarity.DENIED else ()
        yield Denial(telling.id, claim.polarity, _scope(claim), tuple(denied), tuple(other.id for other in conceded))


def _denies(denial: Claim, claim: Claim) -> bool:
    """Whether a claim of the same event holds the part that a denial denies: its time and its systems, where told."""
    return (denial.when is None or claim.when is None or _meet(denial.when.value, claim.when.value)) and (
        not denial.systems or not claim.systems or not set(denial.systems).isdisjoint(claim.systems)
    )


def _breath(claim: Claim) -> tuple[object, ...]:
    """One sentence of one speaker: "before the war, but not since" affirms one part and denies another."""
    return claim.kind, claim.article_id, claim.evidence, claim.sources


def _meet(one: TimeInterval, other: TimeInterval) -> bool:
    """Whether two times share more than the day on which one ends and the other begins."""
    shared = one.meet(other)
    return shared is not None and (shared.start is None or shared.start != shared.end or one == other)


def _scope(claim: Claim) -> tuple[Scope, ...]:
    """The parts that the denial names; the whole event where it names none."""
    named = (
        (Scope.WHEN, claim.when is not None),
        (Scope.QUANTITY, claim.quantity is not None),
        (Scope.ITEM, bool(claim.systems)),
    )
    return (Scope.STAGE, *(scope for scope, told in named if told))
