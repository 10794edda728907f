"""Puts stories together: the members of a flow, cut where nobody spoke for long, each part folded into a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from whence.model.judgement import Judgement
from whence.model.reuse import Reuse
from whence.model.story import Flow, Story
from whence.model.telling import Telling
from whence.resolution.denials import denials_of
from whence.resolution.disagreements import clashes_of
from whence.resolution.figures import figures_of
from whence.resolution.flows import Member
from whence.resolution.ladders import ladder_of
from whence.resolution.origins import find_origins
from whence.resolution.speakers import Speakers

SILENCE = timedelta(days=730)
"""Claims with more than this between them belong to two stories."""


@dataclass(frozen=True, slots=True)
class Material:
    """What stories are folded from besides the claims."""

    speakers: Speakers
    reuses: tuple[Reuse, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def tell_flow(flow: Flow, members: Iterable[Member], material: Material) -> Iterator[Story]:
    """The stories of one flow, earliest first."""
    for episode in _episodes(sorted(members, key=_order)):
        yield _story(flow, episode, material)


def _order(member: Member) -> tuple[str, str, int, str]:
    telling = member.telling
    return str(telling.day or ""), telling.doc, telling.claim.evidence.start, telling.id


def _episodes(members: Sequence[Member]) -> Iterator[list[Member]]:
    """Members in the order of time, cut at silences; those without any day stay with the first."""
    episode: list[Member] = []
    for member in members:
        last = episode[-1].telling.day if episode else None
        day = member.telling.day
        if last and day and day - last > SILENCE:
            yield episode
            episode = []
        episode.append(member)
    if episode:
        yield episode


def _story(flow: Flow, members: Sequence[Member], material: Material) -> Story:
    everyone = [member.telling for member in members]
    own = [member.telling for member in members if not member.companion] or everyone
    origins = find_origins(everyone, material.speakers, material.reuses, material.judgements)
    denials = tuple(denials_of(own))
    days = [telling.day for telling in everyone if telling.day]
    return Story(
        id=story_id(flow, everyone),
        flow=flow,
        claims=tuple(telling.id for telling in everyone),
        companions=tuple(member.telling.id for member in members if member.companion),
        articles=len({telling.claim.article_id for telling in everyone}),
        origins=origins,
        ladder=tuple(ladder_of(own, origins)),
        figures=tuple(figures_of(own, origins)),
        denials=denials,
        clashes=tuple(clashes_of(own, origins, denials)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        systems=tuple(sorted({system for telling in own for system in telling.claim.systems})),
    )


def story_id(flow: Flow, tellings: Iterable[Telling]) -> str:
    """The flow and the year of the claim that the ledger came to know first: later captures never change it."""
    first = min(tellings, key=lambda telling: (telling.revision, str(telling.day or ""), telling.id))
    return f"{flow.slug}-{first.day.year}" if first.day else flow.slug
