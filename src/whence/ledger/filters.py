"""Which claims are asked for, and the same as conditions on the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, and_, case, exists, func, literal, or_

from whence.ledger.lexicon import Lexicon
from whence.ledger.schema import article, claim, facet
from whence.model.claim import Certainty, Kind, Polarity, Stage
from whence.model.interval import TimeInterval

UNNAMED = "unnamed"
"""What asks for speakers who are not named, alone or beside words of what they are called."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Every field that is given must hold; ``None`` asks nothing.

    ``party`` is a supplier, a recipient, the one ``against`` whom, or whom a source speaks for. A desk takes its
    name, demonym, capital or code, and for ``item`` a class, a common word or a system (see ``Lexicon``); a view
    without a lexicon takes codes, classes and slugs alone. ``source`` is a party that a source speaks for,
    ``unnamed``, or the beginnings of words of a speaker's name. ``outlet`` is a part of its name, ``doc`` a
    capture's whole name. ``when`` and ``said`` ask for a day in common; where a claim does not tell when it was
    said, its publication date stands in.
    """

    party: str | None = None
    supplier: str | None = None
    recipient: str | None = None
    item: str | None = None
    kind: Kind | None = None
    stage: Stage | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    source: str | None = None
    outlet: str | None = None
    doc: str | None = None
    said: TimeInterval | None = None
    when: TimeInterval | None = None

    @property
    def needs_lexicon(self) -> bool:
        words = (self.party, self.supplier, self.recipient, self.item, self.source)
        return any(word is not None for word in words)


def conditions(wanted: ClaimFilter, lexicon: Lexicon | None = None) -> Iterator[ColumnElement[bool]]:
    """What must hold of the rows of ``claim`` joined to ``article``; InputError for a word without meaning."""
    for name in ("kind", "stage", "polarity", "certainty"):
        value = getattr(wanted, name)
        if value is not None:
            yield claim.c[name] == value.value
    for word, roles in (
        (wanted.party, ("supplier", "recipient", "against", "speaks_for")),
        (wanted.supplier, ("supplier",)),
        (wanted.recipient, ("recipient",)),
    ):
        if word is not None:
            yield _has(lexicon.party(word) if lexicon else word, *roles)
    if wanted.item is not None:
        choices = lexicon.item(wanted.item) if lexicon else ((wanted.item,),)
        yield or_(*(and_(*(_has(word, "item") for word in choice)) for choice in choices))
    if wanted.source is not None:
        yield _said_by(wanted.source, lexicon)
    if wanted.outlet is not None:
        yield article.c.outlet.icontains(wanted.outlet, autoescape=True)
    if wanted.doc is not None:
        yield article.c.name == wanted.doc
    yield from _days(wanted)


def _has(word: str, *roles: str) -> ColumnElement[bool]:
    return _facet(facet.c.role.in_(roles), func.lower(facet.c.word) == word.lower())


def _said_by(asked: str, lexicon: Lexicon | None) -> ColumnElement[bool]:
    parts = _parts(asked)
    if UNNAMED in parts:
        return _unnamed([part for part in parts if part != UNNAMED])
    code = lexicon.speaker(asked) if lexicon else None
    if code is not None:
        return _has(code, "speaks_for")
    named = _facet(facet.c.role == "source", *_begin(facet.c.word, parts))
    return named if lexicon else or_(named, _has(asked, "speaks_for"))


def _unnamed(parts: Sequence[str]) -> ColumnElement[bool]:
    link = func.json_each(claim.c.sources).table_valued("value", name="link")
    name = func.lower(func.json_extract(link.c.value, "$.name"))
    where = and_(func.json_extract(link.c.value, "$.named") == 0, *_begin(name, parts))
    return exists().select_from(link).where(where)


def _parts(name: str) -> list[str]:
    return name.casefold().replace(".", "").replace("-", " ").split()


def _begin(name: ColumnElement[str], parts: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Each part is the beginning of a word of the name; points in "U.S." do not count, hyphens part words."""
    plain = func.replace(func.replace(name, ".", ""), "-", " ", type_=Text)
    words = literal(" ", Text) + plain
    for part in parts:
        yield words.contains(f" {part}", autoescape=True)


def _facet(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = and_(facet.c.revision == claim.c.revision, facet.c.claim_id == claim.c.id)
    return exists().where(mine, *where)


def _days(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.when is not None:
        yield _meets(wanted.when, claim.c.when_start, claim.c.when_end)
    if wanted.said is not None:
        tells = or_(claim.c.said_start.is_not(None), claim.c.said_end.is_not(None))
        start = case((tells, claim.c.said_start), else_=article.c.published_start)
        end = case((tells, claim.c.said_end), else_=article.c.published_end)
        yield _meets(wanted.said, start, end)


def _meets(asked: TimeInterval, start: ColumnElement[object], end: ColumnElement[object]) -> ColumnElement[bool]:
    """A day in common; an open side goes on for ever, but nothing is known of what is open on both."""
    parts: list[ColumnElement[bool]] = [or_(start.is_not(None), end.is_not(None))]
    if asked.start is not None:
        parts.append(or_(end.is_(None), end >= asked.start))
    if asked.end is not None:
        parts.append(or_(start.is_(None), start <= asked.end))
    return and_(*parts)
