"""Claims whose evidence lies in the same passage of two articles: copies of one telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.model.origin import Ground, Merge
from whence.model.reuse import Reuse
from whence.model.telling import Telling
from whence.model.text import Span

SHIFT = 60
"""How many characters copies of a sentence may be displaced within a passage that was edited."""


def copied(articles: Mapping[str, Sequence[Telling]], reuses: Iterable[Reuse]) -> Iterator[Merge]:
    """Merges of claims by article id, where a passage shared at length covers the evidence of both."""
    for reuse in sorted(reuses, key=lambda each: (each.left, each.right, each.passage.left, each.passage.right)):
        left = _inside(articles.get(reuse.left, ()), reuse.passage.left)
        right = _inside(articles.get(reuse.right, ()), reuse.passage.right)
        for place, one in left:
            for other_place, other in right:
                if abs(place - other_place) <= SHIFT and one.claim.kind == other.claim.kind:
                    why = (
                        f"{reuse.passage.words} words shared by {one.outlet or one.doc} and {other.outlet or other.doc}"
                    )
                    yield Merge(one.id, other.id, Ground.REUSE, why)


def _inside(tellings: Sequence[Telling], passage: Span) -> list[tuple[int, Telling]]:
    """Claims more than half of whose evidence lies in the passage, with their place in it."""
    found = []
    for telling in tellings:
        evidence = telling.claim.evidence
        shared = min(evidence.end, passage.end) - max(evidence.start, passage.start)
        if 2 * shared > len(evidence):
            found.append((evidence.start - passage.start, telling))
    return found
