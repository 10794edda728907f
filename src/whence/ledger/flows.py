"""What a ledger holds of each flow, as of a revision: which flows there are, their claims, copies and judgements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, and_, bindparam, exists, func, select

from whence.ledger import derived, schema
from whence.ledger.rows import claim_of
from whence.ledger.summaries import summary_of
from whence.model.change import Change
from whence.model.interval import TimeInterval
from whence.model.judgement import Judgement, Verdict
from whence.model.reuse import Passage, Reuse
from whence.model.story import Flow, Summary
from whence.model.telling import Telling
from whence.model.text import Span


@dataclass(frozen=True, slots=True)
class FlowMark:
    """A flow, and a word that changes whenever what is known of the flow does."""

    flow: Flow
    stamp: str


def flow_marks(connection: Connection, known: int) -> list[FlowMark]:
    """All flows that the current articles tell of."""
    member = derived.membership.c
    names = (member.supplier, member.recipient, member.item, member.restriction)
    question = select(*names, func.max(member.revision).label("last"), func.count().label("claims"))
    question = question.where(member.revision <= known, ~_replaced(member.revision, known)).group_by(*names)
    judged = _judged(connection, known)
    found = []
    for row in connection.execute(question):
        flow = _flow(row)
        found.append(FlowMark(flow, f"{row.last}.{row.claims}.{judged.get(flow, 0)}"))
    return found


def _judged(connection: Connection, known: int) -> dict[Flow, int]:
    """The last revision that judged a claim of a flow."""
    member, judgement = derived.membership.c, schema.judgement.c
    names = (member.supplier, member.recipient, member.item, member.restriction)
    question = (
        select(*names, func.max(judgement.revision).label("last"))
        .join_from(schema.judgement, derived.membership, member.claim_id == judgement.left_id)
        .where(judgement.revision <= known)
        .group_by(*names)
    )
    return {_flow(row): row.last for row in connection.execute(question)}


def flows_of_slug(connection: Connection, *slugs: str) -> list[Flow]:
    """The flows that go by one of these words."""
    rows = connection.execute(select(derived.flow).where(derived.flow.c.slug.in_(slugs)))
    return sorted(map(_flow, rows))


def flows_of_claim(connection: Connection, claim_id: str) -> set[Flow]:
    """The flows that a claim belongs to."""
    rows = connection.execute(select(derived.membership).where(derived.membership.c.claim_id == claim_id))
    return {_flow(row) for row in rows}


def summaries(connection: Connection, marks: Sequence[FlowMark]) -> dict[FlowMark, list[Summary]]:
    """What was kept of these flows, as they stand now; flows of which nothing is kept are left out."""
    wanted, found = set(marks), {}
    for row in connection.execute(select(derived.summary)):
        mark = FlowMark(_flow(row), row.stamp)
        if mark in wanted:
            found[mark] = [summary_of(mark.flow, each) for each in row.rows]
    return found


def members(connection: Connection, flow: Flow, known: int) -> list[tuple[Telling, bool]]:
    """The claims of a flow, and whether each is only told along with its items."""
    rows = connection.execute(_members(), {**_sides(flow), "known": known})
    return [(_telling(row), row.companion) for row in rows]


@cache
def _members() -> Select[Any]:
    """Built once: a register asks it of thousands of flows."""
    member, claim, article = derived.membership.c, schema.claim.c, schema.article.c
    credits = select(func.group_concat(derived.credit.c.agency, "\n")).where(
        derived.credit.c.revision == member.revision
    )
    return (
        select(schema.claim, member.companion, credits.scalar_subquery().label("credits"))
        .add_columns(article.name.label("doc"), article.outlet, article.published_start, article.published_end)
        .join_from(
            derived.membership, schema.claim, and_(claim.revision == member.revision, claim.id == member.claim_id)
        )
        .join(schema.article, article.revision == member.revision)
        .where(*_of_flow(), member.revision <= bindparam("known"), ~_replaced(member.revision, bindparam("known")))
        .order_by(member.revision, claim.position)
    )


def reuses(connection: Connection, flow: Flow, tellings: Sequence[Telling]) -> list[Reuse]:
    """What the articles of some claims of a flow share at length."""
    ids = {telling.revision: telling.claim.article_id for telling in tellings}
    found = []
    for row in connection.execute(_reuses(), _sides(flow)):
        if row.left_revision in ids and row.right_revision in ids:
            passage = Passage(Span(row.left_start, row.left_end), Span(row.right_start, row.right_end), row.words)
            found.append(Reuse(ids[row.left_revision], ids[row.right_revision], passage))
    return found


@cache
def _reuses() -> Select[Any]:
    revisions = select(derived.membership.c.revision).where(*_of_flow())
    return select(derived.reuse).where(derived.reuse.c.right_revision.in_(revisions))


def judgements(connection: Connection, known: int) -> list[Judgement]:
    """Every judgement so far, in the order in which they came."""
    column = schema.judgement.c
    question = select(schema.judgement).where(column.revision <= known).order_by(column.revision, column.id)
    return [
        Judgement(
            row.left_id, row.right_id, Verdict(row.verdict), row.why, row.judge, score=row.score, revision=row.revision
        )
        for row in connection.execute(question)
    ]


def dated(connection: Connection, changes: Sequence[Change]) -> Iterator[Change]:
    """Changes with the day (UTC) on which the ledger came to know."""
    numbers = sorted({change.revision for change in changes if change.revision})
    column, days = schema.revision.c, {}
    for row in _in_parts(connection, select(column.number, column.recorded_at), column.number, numbers):
        days[row.number] = datetime.fromisoformat(row.recorded_at).date()
    for change in changes:
        yield replace(change, known=days.get(change.revision)) if change.revision else change


PART = 500


def _in_parts(
    connection: Connection, question: Select[Any], column: ColumnElement[int], values: Sequence[int]
) -> Iterator[Any]:
    for start in range(0, len(values), PART):
        yield from connection.execute(question.where(column.in_(values[start : start + PART])))


def _replaced(revision: ColumnElement[int], known: int | BindParameter[int]) -> ColumnElement[bool]:
    """Whether a later reading, or a later state of the page, had taken an article's place by then."""
    column = derived.replaced.c
    return exists().where(column.revision == revision, column.since <= known)


def _of_flow() -> tuple[ColumnElement[bool], ...]:
    """The flow whose ``_sides`` are given with the question."""
    member = derived.membership.c
    columns = (member.supplier, member.recipient, member.item, member.restriction)
    return tuple(column == bindparam(f"of_{column.name}") for column in columns)


def _sides(flow: Flow) -> dict[str, object]:
    sides = {"supplier": flow.supplier, "recipient": flow.recipient, "item": flow.item}
    return {f"of_{name}": side for name, side in {**sides, "restriction": flow.restriction}.items()}


def _flow(row: Any) -> Flow:
    return Flow(row.supplier, row.recipient, row.item, bool(row.restriction))


def _telling(row: Any) -> Telling:
    published = TimeInterval(row.published_start, row.published_end)
    credits = tuple(row.credits.split("\n")) if row.credits else ()
    return Telling(row.id, claim_of(row), row.words, row.doc, row.outlet, None, published, row.revision, credits)
