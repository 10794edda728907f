"""Turns the tables of a pack into values; a table that contradicts itself is refused, with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Generic, TypeVar

from whence.errors import DataError, InputError
from whence.model.claim import ItemClass
from whence.model.pack import GOVERNMENT, DatedEvent, Item, ItemNoun, Outlet, Pack, Party, Person
from whence.packs.groups import load_groups
from whence.packs.predicates import load_conflicts, load_decoys, load_frames, load_triggers
from whence.tables import Row, read_rows

T = TypeVar("T")

_SEPARATORS = dict.fromkeys(map(ord, " -\u00a0\u2010\u2011\u2013"))
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_])[- ](?=\d)")
_DESIGNATOR = re.compile(r"[A-Z][A-Za-z]{1,2}[- ]?\d\w*")


class PartyKind(StrEnum):
    STATE = "state"
    GROUP = "group"
    COMPANY = "company"
    BLOC = "bloc"


class OutletKind(StrEnum):
    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    MAGAZINE = "magazine"
    SITE = "site"
    AGGREGATOR = "aggregator"
    GOVERNMENT = GOVERNMENT


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A value and the file and line that it was read from."""

    value: T
    where: str


@dataclass(frozen=True, slots=True)
class _Tables:
    """The entries of a pack before their names and references are checked."""

    parties: list[_Entry[Party]]
    people: list[_Entry[Person]]
    items: list[_Entry[Item]]
    nouns: list[_Entry[ItemNoun]]
    outlets: list[_Entry[Outlet]]
    events: list[_Entry[DatedEvent]]


@cache
def load_pack(name: str = "arms") -> Pack:
    """The pack in the folder of this name.

    Raises InputError if there is no such folder, DataError (file, line, next step) if a table is wrong or missing.
    """
    try:
        return _build(name, f"{__package__}.{name}")
    except ModuleNotFoundError:
        raise InputError(f"no pack is named '{name}'; 'arms' comes with whence") from None
    except FileNotFoundError as error:
        raise DataError(f"pack '{name}' lacks {error.filename}; add it") from None


def _build(name: str, package: str) -> Pack:
    tables = _read(package)
    _check_names(tables)
    _check_references(tables)
    frames = load_frames(package)
    return Pack(
        name=name,
        parties=_values(tables.parties),
        people=_values(tables.people),
        items=_values(tables.items),
        nouns=_values(tables.nouns),
        outlets=_values(tables.outlets),
        events=_values(tables.events),
        triggers=load_triggers(package, frames),
        frames=frames,
        conflicts=load_conflicts(package),
        decoys=load_decoys(package),
        groups=load_groups(package),
    )


def _read(package: str) -> _Tables:
    return _Tables(
        parties=_entries(package, "parties.toml", "party", _party),
        people=_entries(package, "people.toml", "person", _person),
        items=_entries(package, "items.toml", "item", _item),
        nouns=_entries(package, "nouns.toml", "noun", _noun),
        outlets=_entries(package, "outlets.toml", "outlet", _outlet),
        events=_entries(package, "events.toml", "event", _event),
    )


def _entries(package: str, file: str, table: str, build: Callable[[Row], T]) -> list[_Entry[T]]:
    entries = []
    for row in read_rows(package, file, table):
        entries.append(_Entry(build(row), row.where))
        row.end()
    return entries


def _values(entries: list[_Entry[T]]) -> tuple[T, ...]:
    return tuple(entry.value for entry in entries)


def _party(row: Row) -> Party:
    kind = (row.optional_choice("kind", PartyKind) or PartyKind.STATE).value
    shape = r"[A-Z]{3}" if kind == PartyKind.STATE else r"[A-Z][A-Z0-9]{1,5}|[a-z0-9]+(-[a-z0-9]+)*"
    return Party(
        code=_shaped(row, "code", shape),
        name=row.text("name"),
        kind=kind,
        aliases=_names(row, "aliases"),
        demonyms=_names(row, "demonyms"),
        seats=_names(row, "seats"),
        offices=_names(row, "offices"),
        places=_names(row, "places"),
        shorts=_names(row, "shorts"),
        beside=_names(row, "beside"),
        homes=_names(row, "homes"),
        wikidata=_wikidata(row),
    )


def _person(row: Row) -> Person:
    return Person(row.text("name"), row.text("party"), row.text("office"), _names(row, "aliases"))


def _item(row: Row) -> Item:
    name = row.text("name")
    written = (name, *_names(row, "aliases"))
    every = dict.fromkeys(form for alias in written for form in spellings(alias))
    return Item(
        slug=_shaped(row, "slug", r"[a-z0-9]+(-[a-z0-9]+)*"),
        name=name,
        classes=_filled(row, "classes", row.choices("classes", ItemClass)),
        aliases=tuple(form for form in every if form != name),
        family=row.optional("family"),
        origin=row.optional("origin"),
        wikidata=_wikidata(row),
        ambiguous=row.flag("ambiguous"),
    )


def _noun(row: Row) -> ItemNoun:
    return ItemNoun(
        words=_filled(row, "words", _names(row, "words")),
        classes=_filled(row, "classes", row.choices("classes", ItemClass)),
        needs_context=row.flag("needs_context"),
        countable=row.flag("countable", True),
        needs_giver=row.flag("needs_giver"),
    )


def _outlet(row: Row) -> Outlet:
    return Outlet(
        name=row.text("name"),
        kind=row.choice("kind", OutletKind).value,
        aliases=_names(row, "aliases"),
        domains=_names(row, "domains"),
        owner=row.optional("owner"),
        party=row.optional("party"),
    )


def _event(row: Row) -> DatedEvent:
    start, end = _days(row)
    return DatedEvent(row.text("name"), _filled(row, "phrases", _names(row, "phrases")), start, end)


def _days(row: Row) -> tuple[date, date | None]:
    start, end = row.day("start"), row.optional_day("end")
    if end is not None and end < start:
        raise DataError(f"{row.where}: 'end' {end} is before 'start' {start}; mend one of the two")
    return start, end


def _names(row: Row, field: str) -> tuple[str, ...]:
    names = row.texts(field)
    for name in names:
        if not name or name != name.strip():
            raise DataError(f"{row.where}: '{field}' holds {name!r}; write the name without blanks around it")
    return names


def _filled(row: Row, field: str, values: tuple[T, ...]) -> tuple[T, ...]:
    if not values:
        raise DataError(f"{row.where}: '{field}' is empty; give at least one")
    return values


def _shaped(row: Row, field: str, shape: str) -> str:
    text = row.text(field)
    if not re.fullmatch(shape, text):
        raise DataError(f"{row.where}: '{field}' is '{text}'; it must look like {shape}")
    return text


def _wikidata(row: Row) -> str | None:
    return _shaped(row, "wikidata", r"Q[1-9][0-9]*") if "wikidata" in row.values else None


def key(name: str) -> str:
    """What all spellings of a name share: its letters and digits, without case, blanks and hyphens."""
    return name.translate(_SEPARATORS).casefold()


def spellings(name: str) -> tuple[str, ...]:
    """The name, then the name with a blank, a hyphen or nothing before its numbers.

    A short designator ("Su-35", "MiG-29") is also given in capitals, as wire copy prints it.
    """
    forms = [name]
    if _BEFORE_NUMBER.search(name):
        forms += [_BEFORE_NUMBER.sub(sign, name) for sign in ("-", " ", "")]
    if _DESIGNATOR.fullmatch(name):
        forms += [form.upper() for form in forms]
    return tuple(dict.fromkeys(forms))


def _check_names(tables: _Tables) -> None:
    _check_unique(tables.parties, lambda p: [p.code], fold=str)
    _check_unique(tables.parties, lambda p: [p.name, *p.aliases, *p.demonyms, *p.seats, *p.offices, *p.places])
    _check_unique(tables.people, lambda p: [p.name, *p.aliases])
    _check_unique(tables.items, lambda i: [i.slug])
    _check_unique(tables.items, lambda i: [i.name, *i.aliases], shared=lambda i: i.ambiguous)
    _check_unique(tables.nouns, lambda n: n.words)
    _check_unique(tables.outlets, lambda o: [o.name, *o.aliases])
    _check_unique(tables.outlets, lambda o: o.domains)
    _check_unique(tables.events, lambda e: [e.name])
    _check_unique(tables.events, lambda e: e.phrases)


def _check_unique(
    entries: list[_Entry[T]],
    names: Callable[[T], Iterable[str]],
    *,
    shared: Callable[[T], bool] = lambda _: False,
    fold: Callable[[str], str] = key,
) -> None:
    """Refuses a name of two entries, unless one of them is ``shared``: known to be other things too."""
    owners: dict[str, _Entry[T]] = {}
    for entry in entries:
        for name in names(entry.value):
            first = owners.setdefault(fold(name), entry)
            if first is not entry and not (shared(first.value) or shared(entry.value)):
                raise DataError(f"{entry.where}: '{name}' is taken by {first.where}; remove it from one of the two")


def _check_references(tables: _Tables) -> None:
    codes = {entry.value.code for entry in tables.parties}
    slugs = {entry.value.slug for entry in tables.items}
    for party in tables.parties:
        for code in party.value.beside:
            _check_known(party.where, "beside", code, codes, "parties.toml")
        for code in party.value.homes:
            _check_known(party.where, "homes", code, codes, "parties.toml")
    for person in tables.people:
        _check_known(person.where, "party", person.value.party, codes, "parties.toml")
    for outlet in tables.outlets:
        _check_known(outlet.where, "party", outlet.value.party, codes, "parties.toml")
    for item in tables.items:
        _check_known(item.where, "origin", item.value.origin, codes, "parties.toml")
        _check_known(item.where, "family", item.value.family, slugs, "items.toml")
        if item.value.family == item.value.slug:
            raise DataError(f"{item.where}: '{item.value.slug}' is its own family; remove 'family' or name a wider one")


def _check_known(where: str, field: str, name: str | None, known: set[str], file: str) -> None:
    if name is not None and name not in known:
        raise DataError(f"{where}: '{field}' is '{name}', which {file} does not hold; add it there or mend it here")
