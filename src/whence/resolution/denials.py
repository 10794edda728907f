"""What a denial denies: the claims it is tied to, the part of them it is about, and what the same voice concedes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from whence.model.claim import Claim, Polarity
from whence.model.interval import TimeInterval
from whence.model.story import Denial, Scope
from whence.model.telling import Telling


def denials_of(tellings: Sequence[Telling]) -> Iterator[Denial]:
    """Each denial, and each "nobody knows", with the affirmed claims that it is about."""
    affirmed: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.claim.polarity is Polarity.AFFIRMED:
            affirmed[telling.claim.kind].append(telling)
    for telling in tellings:
        claim = telling.claim
        if claim.polarity is Polarity.AFFIRMED:
            continue
        denied = [other.id for other in affirmed[claim.kind] if denies(claim, other.claim)]
        conceded = [other.id for other in affirmed[claim.kind] if _concedes(claim, other.claim)]
        yield Denial(telling.id, claim.polarity, _scope(claim), tuple(denied), tuple(conceded))


def denies(denial: Claim, claim: Claim) -> bool:
    """Whether a claim holds the part that a denial denies: its stage, and its time, number and systems where told."""
    return (
        claim.stage is denial.stage
        and not same_breath(denial, claim)
        and (denial.when is None or claim.when is None or _meet(denial.when.value, claim.when.value))
        and (not denial.systems or not claim.systems or not set(denial.systems).isdisjoint(claim.systems))
    )


def same_breath(one: Claim, other: Claim) -> bool:
    """One sentence of one speaker: "before the war, but not since" affirms one part and denies another."""
    return one.article_id == other.article_id and one.evidence == other.evidence and one.sources == other.sources


def _concedes(denial: Claim, claim: Claim) -> bool:
    return denial.polarity is Polarity.DENIED and same_breath(denial, claim)


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
