"""Which flows a claim belongs to. Law: its own article alone decides; another never changes the flows of a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from whence.model.claim import Claim, ItemClass, Kind
from whence.model.story import UNKNOWN, Flow
from whence.model.telling import Telling

Sides = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim in a flow. A ``companion`` was told in one breath with the flow's own items, and is about others."""

    telling: Telling
    flow: Flow
    companion: bool = False


def flows_of(article: Sequence[Telling], groups: Mapping[str, str]) -> Iterator[Member]:
    """The members that the claims of one article make; ``groups`` names the item group of each class."""
    loose = groups[ItemClass.UNSPECIFIED]
    own = {telling.id: _own(telling.claim, groups, loose) for telling in article}
    package = _packages(article, own)
    told = _told(article, package, loose)
    for telling in article:
        for sides in _sides(telling.claim):
            mine, together = own[telling.id], package[telling.id]
            named = told.get(sides, set())
            if mine == {loose} and len(named) == 1:
                (mine,) = named
                together -= {loose}
            for item in sorted(mine | together):
                supplier, recipient, restriction = sides
                yield Member(telling, Flow(supplier, recipient, item, restriction), item not in mine)


def _own(claim: Claim, groups: Mapping[str, str], loose: str) -> frozenset[str]:
    """The groups of a claim's classes; "unspecified" beside a class that is told adds nothing."""
    found = {groups[name] for name in claim.item_class}
    return frozenset(found - {loose} or {loose})


def _sides(claim: Claim) -> Iterator[Sides]:
    pairs = product(claim.suppliers or (UNKNOWN,), claim.recipients or (UNKNOWN,))
    for supplier, recipient in pairs:
        yield supplier, recipient, claim.kind is Kind.RESTRICTION


def _packages(article: Iterable[Telling], own: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The groups of all claims that one sentence tells of one flow, alike in stage, polarity and source.

    Parts told in one sentence with what they are for go with it, at whatever stage.
    """
    together: dict[object, list[Telling]] = defaultdict(list)
    for telling in article:
        claim = telling.claim
        key = (claim.evidence, claim.suppliers, claim.recipients, claim.polarity, claim.sources)
        together[key].append(telling)
    found = {}
    for told in together.values():
        for telling in told:
            mates = (each for each in told if _alike(telling.claim, each.claim))
            found[telling.id] = own[telling.id].union(*(own[each.id] for each in mates))
    return found


def _alike(one: Claim, other: Claim) -> bool:
    parts = ItemClass.COMPONENT in (*one.item_class, *other.item_class)
    return parts or (one.kind is other.kind and one.stage is other.stage)


def _told(
    article: Iterable[Telling], package: Mapping[str, frozenset[str]], loose: str
) -> dict[Sides, set[frozenset[str]]]:
    """What the article tells passing between two sides: sets of groups, those told together in one."""
    found: dict[Sides, set[frozenset[str]]] = defaultdict(set)
    for telling in article:
        groups = package[telling.id] - {loose}
        for sides in _sides(telling.claim):
            if groups:
                found[sides].add(groups)
    return {sides: _joined(sets) for sides, sets in found.items()}


def _joined(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    """Sets that share a group are one."""
    found: list[frozenset[str]] = []
    for each in sorted(sets, key=sorted):
        meeting = [other for other in found if other & each]
        found = [other for other in found if not other & each] + [each.union(*meeting)]
    return set(found)
