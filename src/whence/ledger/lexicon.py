"""The words users ask with, as the words that claims are found by. Law: a word that means nothing is never silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from whence.errors import InputError
from whence.model.claim import ItemClass
from whence.model.pack import Item, Pack, Party

NEAR = 75
"""How alike, of 100, a name must be to what was asked for to be worth naming."""

TAIL = 10
"""How much less alike than the likest name another may be."""

MOST_NEAR = 3

Choice = tuple[str, ...]
"""Words that a claim must all bear; of several choices, one must hold."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of parties and items without case, accents and signs (see ``key``), and what each stands for."""

    parties: Mapping[str, str]
    speakers: Mapping[str, str]
    """As ``parties``, without the capitals: who asks what the Kremlin says means no other Russians."""
    items: Mapping[str, tuple[Choice, ...]]
    party_names: Sequence[tuple[str, str]]
    """Every name, and the one to offer for it."""
    item_names: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, pack: Pack) -> Lexicon:
        named, seated = _first(_own_names(pack.parties)), _first(_seats(pack.parties))
        return cls(
            parties={**seated, **named},
            speakers=named,
            items=_items(pack),
            party_names=tuple(_party_offers(pack)),
            item_names=tuple(_item_offers(pack)),
        )

    def party(self, word: str) -> str:
        """The code of a party by its code, name, demonym or capital; InputError, with near names, for anything else."""
        code = self.parties.get(_bare(word))
        if code is not None:
            return code
        raise InputError(
            f"'{word}' names no party{_did_you_mean(word, self.party_names)}; "
            "give a country, demonym, capital or group, or a code, such as Iran, Iranian, Tehran or IRN"
        )

    def speaker(self, word: str) -> str | None:
        """The code of the party that a source is to speak for, or ``None`` where the word may be a speaker's name."""
        return self.speakers.get(_bare(word))

    def item(self, word: str) -> tuple[Choice, ...]:
        """What a class, a common word for one ("drones") or a system stands for; a family means its members too.

        Raises InputError, with near names, for anything else.
        """
        for form in _singulars(word):
            choices = self.items.get(_bare(form))
            if choices:
                return choices
        raise InputError(
            f"'{word}' names no class and no system{_did_you_mean(word, self.item_names)}; "
            "give a class, a common word or a system, such as uav, 'artillery shells' or Shahed-136"
        )


def key(name: str) -> str:
    """What all spellings of a name share: its letters and digits, without case and accents."""
    if not name.isascii():
        name = "".join(each for each in normalize("NFKD", name) if not combining(each))
    return "".join(filter(str.isalnum, name.casefold()))


def _bare(word: str) -> str:
    return key(word.strip().casefold().removeprefix("the "))


def _first(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By key; a name that two have in common stays with the first."""
    found: dict[str, str] = {}
    for name, code in names:
        found.setdefault(key(name), code)
    return found


def _own_names(parties: Sequence[Party]) -> Iterator[tuple[str, str]]:
    for party in parties:
        yield party.code, party.code
    for party in parties:
        for name in (party.name, *party.aliases, *party.demonyms):
            yield name, party.code


def _seats(parties: Sequence[Party]) -> Iterator[tuple[str, str]]:
    for party in parties:
        for seat in party.seats:
            yield seat, party.code


def _party_offers(pack: Pack) -> Iterator[tuple[str, str]]:
    """People, offices and places are offered, never taken: who asks for them may mean less than the whole party."""
    offers = {party.code: f"{party.name} ({party.code})" for party in pack.parties}
    for party in pack.parties:
        names = (party.code, party.name, *party.aliases, *party.demonyms, *party.seats, *party.offices, *party.places)
        for name in names:
            yield name, offers[party.code]
    for person in pack.people:
        for name in (person.name, *person.aliases):
            yield name, offers[person.party]
            yield name.rpartition(" ")[2], offers[person.party]


def _items(pack: Pack) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, list[Choice]] = {}
    for noun in pack.nouns:
        for word in noun.words:
            found.setdefault(key(word), []).append(tuple(each.value for each in noun.classes))
    members = _members(pack.items)
    for item in pack.items:
        for name in (item.slug, item.name, *item.aliases):
            choices = found.setdefault(key(name), [])
            choices += [(slug,) for slug in members[item.slug]]
    for each in ItemClass:
        found[key(each)] = [(each.value,)]
    return {name: tuple(dict.fromkeys(choices)) for name, choices in found.items()}


def _members(items: Sequence[Item]) -> dict[str, list[str]]:
    """Each system with those of its family, and of theirs."""
    members = {item.slug: [item.slug] for item in items}
    wider = {item.slug: item.family for item in items}
    for item in items:
        family, seen = item.family, {item.slug}
        while family is not None and family not in seen:
            members[family].append(item.slug)
            seen.add(family)
            family = wider[family]
    return members


def _item_offers(pack: Pack) -> Iterator[tuple[str, str]]:
    for each in ItemClass:
        yield each.value, each.value
    for noun in pack.nouns:
        for word in noun.words:
            yield word, word
    for item in pack.items:
        for name in (item.slug, item.name, *item.aliases):
            yield name, item.name


def _singulars(word: str) -> Iterator[str]:
    """The word as it stands, then without what may be the ending of a plural."""
    plain = word.strip().casefold()
    yield plain
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            yield plain[: -len(ending)] + instead


def _did_you_mean(word: str, names: Sequence[tuple[str, str]]) -> str:
    near = list(dict.fromkeys(_near(word, names)))[:MOST_NEAR]
    return f" (did you mean {' or '.join(filter(None, (', '.join(near[:-1]), near[-1])))}?)" if near else ""


def _near(word: str, names: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What to offer for a word, likest first; names much less alike than the first are none of it."""
    from rapidfuzz import fuzz, process

    keys = [key(name) for name, _ in names]
    found = process.extract(_bare(word), keys, scorer=fuzz.ratio, score_cutoff=NEAR, limit=12)
    for _, score, place in found:
        if score >= found[0][1] - TAIL:
            yield names[place][1]
