"""Which claims are asked for, and the same as conditions on the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, exists, func, or_

from whence.ledger.schema import article, claim, facet
from whence.model.claim import Certainty, Kind, Polarity, Stage
from whence.model.interval import TimeInterval


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Every field that is given must hold; ``None`` asks nothing.

    ``party`` is a supplier, a recipient, the one ``against`` whom, or whom a source speaks for. ``item`` is
    a class or the slug of a system. ``source`` is a part of a speaker's name, or a party's code. ``outlet``
    is a part of its name, ``doc`` a capture's whole name. ``when`` and ``said`` ask for a day in common; where
    a claim does not tell when it was said, its publication date stands in.
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


def conditions(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """What must hold of the rows of ``claim`` joined to ``article``."""
    for name in ("kind", "stage", "polarity", "certainty"):
        value = getattr(wanted, name)
        if value is not None:
            yield claim.c[name] == value.value
    if wanted.party is not None:
        yield _has(wanted.party, "supplier", "recipient", "against", "speaks_for")
    if wanted.supplier is not None:
        yield _has(wanted.supplier, "supplier")
    if wanted.recipient is not None:
        yield _has(wanted.recipient, "recipient")
    if wanted.item is not None:
        yield _has(wanted.item, "item")
    if wanted.source is not None:
        yield or_(_names(wanted.source), _has(wanted.source, "speaks_for"))
    if wanted.outlet is not None:
        yield article.c.outlet.icontains(wanted.outlet, autoescape=True)
    if wanted.doc is not None:
        yield article.c.name == wanted.doc
    yield from _days(wanted)


def _has(word: str, *roles: str) -> ColumnElement[bool]:
    return _facet(facet.c.role.in_(roles), func.lower(facet.c.word) == word.lower())


def _names(part: str) -> ColumnElement[bool]:
    return _facet(facet.c.role == "source", facet.c.word.contains(part.casefold(), autoescape=True))


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
