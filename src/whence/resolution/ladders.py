"""The ladder of a story: for each stage who affirms it, who denies it, since when, and how many origins say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from whence.model.claim import Polarity, Stage
from whence.model.origin import Bounds, Origins
from whence.model.story import Rung, Voice
from whence.model.telling import Telling
from whence.resolution.bounds import bounds_of
from whence.resolution.speakers import plain, voice_of


def ladder_of(tellings: Sequence[Telling], origins: Origins) -> Iterator[Rung]:
    """The rungs that claims stand on, lowest first; ``tellings`` are in the order of time."""
    by_stage: dict[Stage, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_stage[telling.claim.stage].append(telling)
    for stage in Stage:
        if stage in by_stage:
            yield _rung(stage, by_stage[stage], origins)


def _rung(stage: Stage, told: Sequence[Telling], origins: Origins) -> Rung:
    affirmed, denied, unknown = (
        tuple(_voices(telling for telling in told if telling.claim.polarity is polarity)) for polarity in Polarity
    )
    days = sorted(telling.day for telling in told if telling.day)
    behind = (telling.id for telling in told if telling.claim.polarity is Polarity.AFFIRMED)
    return Rung(
        stage,
        affirmed,
        denied,
        unknown,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        origins=_behind(set(behind), origins),
    )


def _behind(claims: set[str], origins: Origins) -> Bounds:
    """How many origins affirm: those that have one of these claims."""
    return bounds_of(group.camp for group in origins.groups if not claims.isdisjoint(group.claims))


def _voices(tellings: Iterable[Telling]) -> Iterator[Voice]:
    """Speakers in the order in which they first spoke."""
    found: dict[tuple[str, str | None], tuple[str, list[str]]] = {}
    for telling in tellings:
        name, party = voice_of(telling), telling.speaker.party if telling.speaker else None
        found.setdefault((plain(name), party), (name, []))[1].append(telling.id)
    for (_, party), (name, claims) in found.items():
        yield Voice(name, party, tuple(claims))
