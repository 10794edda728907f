"""Who a speaker is, across articles: one person under several spellings, or a state or body that others speak for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from whence.model.claim import Link
from whence.model.language import Language
from whence.model.pack import Pack
from whence.model.telling import Telling

OUTLET = ""
"""The key of the outlet's own voice."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """What a pack knows of speakers: names of states and bodies, of outlets, and of people by surname."""

    bodies: frozenset[str]
    outlets: dict[str, str]
    people: dict[str, str]
    institutions: tuple[str, ...]
    """Last words of names of bodies."""

    @classmethod
    def of(cls, pack: Pack, language: Language) -> Speakers:
        parties = (
            name
            for party in pack.parties
            for names in ((party.name,), party.aliases, party.demonyms, party.seats, party.offices)
            for name in names
        )
        outlets = {plain(name): each.name for each in pack.outlets for name in (each.name, *each.aliases)}
        people = {plain(name): person.name for person in pack.people for name in (person.name, *person.aliases)}
        return cls(frozenset(map(plain, parties)), outlets, people, language.institutions)

    def outlet(self, link: Link) -> str | None:
        """The outlet that a link names, if it is one."""
        return self.outlets.get(plain(link.name)) if link.named else None

    def person(self, link: Link | None) -> str:
        """A key for a person with a name; empty for bodies, outlets and speakers without one.

        A name that the pack does not know goes by its last word, in which its spellings mostly agree.
        """
        if link is None or not link.named or link.state or self.outlet(link):
            return ""
        name = plain(link.name)
        if name in self.bodies or name.endswith(self.institutions):
            return ""
        return self.people.get(name, name.split()[-1] if name else "").casefold().split()[-1]

    def relayed(self, chain: Iterable[Link]) -> str | None:
        """The innermost outlet that a chain names."""
        named = [outlet for outlet in map(self.outlet, chain) if outlet]
        return named[-1] if named else None


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without case, points, leading article and possessive."""
    folded = name.casefold().replace("’", "'").replace(".", "").removeprefix("the ")
    return " ".join(folded.split()).removesuffix("'s")


def voice_of(telling: Telling) -> str:
    """The speaker in words: the ultimate source, or the outlet, or the capture where the outlet is not known."""
    speaker = telling.speaker
    return speaker.name if speaker else telling.outlet or telling.doc
