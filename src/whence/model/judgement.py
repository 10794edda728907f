"""Judgements: "these two belong together / apart / cannot tell", and the fold of them into clusters.

Law: the fold does not depend on the order of the judgements. A person's word beats a machine's, a later word of a
person an earlier one, and a person's DIFFERENT binds: the two never share a cluster, by whatever other road.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from whence.model.ids import digest


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``judge`` is a person's name, or the engine where a machine judged (``machine``); ``revision`` dates it.

    The pair has no order: ``left`` is the smaller id.
    """

    left: str
    right: str
    verdict: Verdict
    why: str
    judge: str
    machine: bool = False
    score: float | None = None
    revision: int = 0

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise ValueError(f"{self.left}: nothing can be judged against itself")
        if self.left > self.right:
            left, right = self.right, self.left
            object.__setattr__(self, "left", left)
            object.__setattr__(self, "right", right)

    @property
    def pair(self) -> tuple[str, str]:
        return self.left, self.right

    @property
    def id(self) -> str:
        parts = (self.left, self.right, self.verdict, self.why, self.judge, str(self.machine), str(self.revision))
        return digest("judgement", *parts)

    @property
    def rank(self) -> tuple[bool, int, str]:
        """What stands for a pair is the judgement of the highest rank."""
        return not self.machine, self.revision, self.id


@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement that holds, and who says otherwise: the machine, or another person before."""

    judgement: Judgement
    otherwise: Verdict
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups of ids that belong together, each sorted, the groups by their first member."""

    groups: tuple[tuple[str, ...], ...]
    held_apart: tuple[Judgement, ...] = ()
    """Judgements SAME that a binding DIFFERENT kept from joining their clusters."""


def standing(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement that holds for each pair."""
    found: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        other = found.get(judgement.pair)
        if other is None or judgement.rank > other.rank:
            found[judgement.pair] = judgement
    return found


def clusters(ids: Iterable[str], judgements: Iterable[Judgement]) -> Clusters:
    """Joins what is judged SAME, persons' words first, unless a DIFFERENT of a person lies between the clusters."""
    holding = standing(judgements).values()
    forest = Forest(ids)
    forest.bind(each.pair for each in holding if each.verdict is Verdict.DIFFERENT and not each.machine)
    same = sorted(
        (each for each in holding if each.verdict is Verdict.SAME), key=lambda each: (each.machine, each.pair)
    )
    held = tuple(each for each in same if not forest.join(*each.pair))
    return Clusters(forest.groups(), held)


class Forest:
    """Disjoint sets of ids, with pairs that are bound never to meet. Ids that it was not given are ignored."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._above = {each: each for each in ids}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def bind(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Pairs that never share a set; to be told before anything is joined."""
        for left, right in pairs:
            if left in self._above and right in self._above:
                self._apart[left].add(right)
                self._apart[right].add(left)

    def root(self, one: str) -> str:
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, left: str, right: str) -> bool:
        """Whether the two now share a set; false where that is barred, or one of them is not known here."""
        if left not in self._above or right not in self._above:
            return False
        low, high = sorted((self.root(left), self.root(right)))
        if low == high:
            return True
        if self._barred(low, high):
            return False
        self._above[high] = low
        for other in self._apart.pop(high, ()):
            self._apart[other].discard(high)
            self._apart[other].add(low)
            self._apart[low].add(other)
        return True

    def groups(self) -> tuple[tuple[str, ...], ...]:
        found: dict[str, list[str]] = defaultdict(list)
        for each in sorted(self._above):
            found[self.root(each)].append(each)
        return tuple(sorted(tuple(group) for group in found.values()))

    def _barred(self, low: str, high: str) -> bool:
        return high in self._apart.get(low, ())
