"""A pack: one domain as data. The values here are what the ``.toml`` files of a pack hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whence.model.claim import ItemClass, Kind, Stage


@dataclass(frozen=True, slots=True)
class Party:
    """A state or a group. ``code`` is ISO 3166-1 alpha-3 for a state, a plain slug for the rest.

    ``seats`` are capitals and seats of government that stand for it when they act ("Moscow", "the Kremlin",
    "the White House"); ``offices`` are ministries, services and forces that speak or act for it ("the Pentagon",
    "IRGC"); ``places`` are cities and regions inside it that never stand for it ("Odesa", "Texas").
    """

    code: str
    name: str
    kind: str
    """state, group, company or bloc"""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    """Words that name it behind "the" in an article that names it in full, or names one of ``beside``: "the North"."""
    beside: tuple[str, ...] = ()
    """Codes of parties beside which its ``shorts`` are plain."""
    homes: tuple[str, ...] = ()
    """For a group, the codes of the states whose adjective goes with it: "the Lebanese group"."""
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A public official or leader who speaks for a party. ``aliases`` are full variants of the name."""

    name: str
    party: str
    office: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A named system. ``slug`` is its export name; a family ("shahed") is an item of its own.

    ``ambiguous`` names are also other things ("Patriot", "Falcon") and count only where context says arms.
    """

    slug: str
    name: str
    classes: tuple[ItemClass, ...]
    aliases: tuple[str, ...] = ()
    family: str | None = None
    origin: str | None = None
    """Code of the party whose design it is."""
    wikidata: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class ItemNoun:
    """Common words for a class of items, in the singular: "drone", "unmanned aerial vehicle", "artillery shell".

    ``needs_context`` marks words that are also civilian or figurative ("tank", "shell", "plane", "system",
    "vehicle"): they count only inside an arms event. ``countable`` is false for mass words ("ammunition").
    """

    words: tuple[str, ...]
    classes: tuple[ItemClass, ...]
    needs_context: bool = False
    countable: bool = True
    needs_giver: bool = False
    """What a state makes for itself: "to get a nuclear weapon" is a transfer only where somebody gives."""


GOVERNMENT = "government"
"""The kind of outlets that are a state's own pages: "we" on them is that state."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who prints. ``domains`` are registrable names without ``www``; ``owner`` joins outlets of one house."""

    name: str
    kind: str
    """agency, newspaper, broadcaster, magazine, site, aggregator or government"""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    party: str | None = None
    """The state it speaks for, for state media and a state's own pages only."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A public event with its days; ``phrases`` are how news texts name it without a date."""

    name: str
    phrases: tuple[str, ...]
    start: date
    end: date | None
    """Last day; ``None`` while it goes on."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the roles of an event stand in the tree, best place first: see ``frames.toml``."""

    name: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    item: tuple[str, ...]
    against: tuple[str, ...]
    without_object: str = ""
    """The frame that stands in where the verb has no object: "they trained on drones"."""
    controller: str = ""
    """The role that the subject of a light verb fills: "start deliveries" (nouns only)."""
    needs: tuple[str, ...] = ()
    """Roles without which the words mean something else ("look to" somebody, not "look to buy"); also "item"."""
    flying: bool = False
    """True where only what flies and strikes counts: missiles fall on a country, helicopters crash there."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Predicates that evoke one kind of event. ``words`` are lemmas, ``pos`` their UPOS, ``stage`` the bare one."""

    words: tuple[str, ...]
    pos: tuple[str, ...]
    kind: Kind
    stage: Stage
    frame: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A war between parties: each side's fire falls on the other. ``end`` is ``None`` while it goes on."""

    name: str
    sides: tuple[str, str]
    start: date
    end: date | None
    backed: str | None = None
    """The side that the parties of ``backers`` arm in the open."""
    backers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Classes of items that make one story; ``title`` is what people read."""

    name: str
    title: str
    classes: tuple[ItemClass, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """One domain, whole."""

    name: str
    parties: tuple[Party, ...]
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    nouns: tuple[ItemNoun, ...]
    outlets: tuple[Outlet, ...]
    events: tuple[DatedEvent, ...]
    triggers: tuple[Trigger, ...] = ()
    frames: tuple[Frame, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    decoys: tuple[str, ...] = ()
    """Names that hold a party's or a system's name, or a word for arms, and stand for something else."""
    groups: tuple[ItemGroup, ...] = ()
