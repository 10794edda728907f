"""How many independent origins there are at least: the size of a set of groups that are attested pairwise separate.

Law: it is never more than the largest set of camps that are pairwise apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from whence.model.origin import OCCASION_DAYS, SEASON_DAYS, Bounds, Camp


def bounds_of(camps: Iterable[Camp]) -> Bounds:
    """Every camp is a group that was shown to share one origin; none is shown to share it with another."""
    everyone = list(camps)
    by_party: dict[str, list[Camp]] = defaultdict(list)
    for camp in everyone:
        if camp.party:
            by_party[camp.party].append(camp)
    parties = sum(max(_people(camps), _seasons(camps)) for camps in by_party.values())
    low = max(parties, _people(everyone), _seasons(everyone), min(1, len(everyone)))
    return Bounds(low, len(everyone))


def _people(camps: Iterable[Camp]) -> int:
    """Occasions of named persons; two persons are separate whenever they spoke."""
    by_person: dict[str, list[Camp]] = defaultdict(list)
    for camp in camps:
        if camp.person:
            by_person[camp.person].append(camp)
    return sum(_scheduled(each, OCCASION_DAYS + 1) for each in by_person.values())


def _seasons(camps: Iterable[Camp]) -> int:
    return _scheduled((camp for camp in camps if camp.voiced), SEASON_DAYS)


def _scheduled(camps: Iterable[Camp], days: int) -> int:
    """The most camps with ``days`` and more between any two: the earliest to end comes first."""
    count, last = 0, None
    for camp in sorted(camps, key=lambda camp: camp.last):
        if last is None or camp.first - last >= days:
            count, last = count + 1, camp.last
    return count
