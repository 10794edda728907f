"""Keeps the derived tables up to date: what is still to be worked out, what must be looked up for it, and writing it.

Law: derived rows are written in the order of revisions, under the write lock, so that two programs at once do no harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, delete, func, insert, select

from whence.errors import LedgerError
from whence.ledger import derived, schema
from whence.ledger.faults import faults
from whence.ledger.flows import FlowMark
from whence.ledger.opening import begin
from whence.ledger.rows import article_of, claim_of
from whence.ledger.summaries import summary_row
from whence.model.document import Article
from whence.model.reuse import Passage
from whence.model.story import Flow, Summary
from whence.model.telling import Telling

POSTINGS = 8
"""Of so many articles at most a fingerprint is kept: further copies are found through the first ones."""
ASKED = 400
"""Hashes that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that an article (``right``, the later revision) shares with an earlier one."""

    revision: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Traces:
    """What is derived of one article. ``replaces`` are revisions of earlier states of the same page."""

    members: tuple[tuple[Flow, str, bool], ...] = ()
    """Flow, claim id, and whether the claim is only told along with the flow's own items."""
    prints: tuple[tuple[int, int], ...] = ()
    """Hash and word."""
    copies: tuple[Copy, ...] = ()
    credits: tuple[str, ...] = ()
    replaces: tuple[tuple[int, int], ...] = ()
    """Which revision is replaced by which."""


class Derivation:
    """The derived tables of an open ledger; ``rules`` names what they are worked out by."""

    def __init__(self, engine: Engine, name: str, rules: str) -> None:
        self._engine, self._name, self._rules = engine, name, rules

    def pending(self) -> int:
        """How many articles are still to be worked out."""
        with faults(self._name), self._engine.connect() as connection:
            through = _through(connection) if _rules(connection) == self._rules else 0
            count = select(func.count()).where(schema.article.c.revision > through)
            return connection.scalar(count) or 0

    @contextmanager
    def batch(self, size: int) -> Iterator[Batch]:
        """The next articles, under the write lock; what is traced of them lands when the block ends well."""
        with faults(self._name), self._engine.connect() as connection:
            begin(connection)
            if _rules(connection) != self._rules:
                for table in derived.TABLES:
                    connection.execute(delete(table))
                _set(connection, "rules", self._rules)
            question = select(schema.article).where(schema.article.c.revision > _through(connection))
            rows = connection.execute(question.order_by(schema.article.c.revision).limit(size)).all()
            yield Batch(connection, rows)
            if rows:
                _set(connection, "through", str(rows[-1].revision))
            connection.commit()

    def keep(self, summaries: Sequence[tuple[FlowMark, Sequence[Summary]]]) -> None:
        """Keeps the summaries of flows for the next question, where the ledger may be written."""
        if not summaries:
            return
        column = derived.summary.c
        try:
            with faults(self._name), self._engine.connect() as connection:
                begin(connection)
                for mark, rows in summaries:
                    of_flow = zip(
                        (column.supplier, column.recipient, column.item, column.restriction),
                        _flow(mark.flow),
                        strict=True,
                    )
                    connection.execute(delete(derived.summary).where(*(name == value for name, value in of_flow)))
                    kept = (*_flow(mark.flow), mark.stamp, [summary_row(row) for row in rows])
                    _add(connection, derived.summary, [kept])
                connection.commit()
        except LedgerError:
            return  # a ledger that may only be read, or is busy, answers all the same


class Batch:
    """Articles to be traced, and what must be looked up for it."""

    def __init__(self, connection: Connection, rows: Sequence[Row[Any]]) -> None:
        self._connection = connection
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def articles(self) -> Iterator[tuple[int, Article, list[Telling]]]:
        """Revision, article and claims, in the order of revisions."""
        for row in self._rows:
            claims = self._connection.execute(select(schema.claim).where(schema.claim.c.revision == row.revision))
            article = article_of(row)
            yield row.revision, article, [_telling(article, claim) for claim in claims]

    def article(self, revision: int) -> Article:
        found = self._connection.execute(select(schema.article).where(schema.article.c.revision == revision))
        return article_of(found.one())

    def postings(self, hashes: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
        """Where fingerprints stand in earlier articles: revisions and words, by hash."""
        column = derived.fingerprint.c
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        waiting = iter(hashes)
        while part := list(islice(waiting, ASKED)):
            for row in self._connection.execute(select(derived.fingerprint).where(column.hash.in_(part))):
                found[row.hash].append((row.revision, row.word))
        return found

    def earlier(self, revision: int, article: Article) -> list[tuple[int, bool]]:
        """Earlier readings of the same capture, and of other captures of its page (``True``)."""
        column = schema.article.c
        same = column.capture_id == article.capture_id
        if article.url:
            same = same | (column.url == article.url)
        question = select(column.revision, column.capture_id).where(same, column.revision < revision)
        rows = self._connection.execute(question.order_by(column.revision))
        return [(row.revision, row.capture_id != article.capture_id) for row in rows]

    def write(self, revision: int, traces: Traces) -> None:
        """Notes what is derived of an article."""
        flows = [(*_flow(flow), revision, claim, companion) for flow, claim, companion in traces.members]
        _add(self._connection, derived.membership, flows)
        slugs = {(*_flow(flow), flow.slug) for flow, _, _ in traces.members}
        _add(self._connection, derived.flow, sorted(slugs), again=True)
        _add(self._connection, derived.fingerprint, [(code, revision, word) for code, word in traces.prints])
        copies = [(revision, copy.revision, *_places(copy.passage), copy.passage.words) for copy in traces.copies]
        _add(self._connection, derived.reuse, copies)
        _add(self._connection, derived.credit, [(revision, agency) for agency in traces.credits])
        _add(self._connection, derived.replaced, [(old, new, revision) for old, new in traces.replaces])


def _add(connection: Connection, table: Table, rows: Iterable[tuple[object, ...]], *, again: bool = False) -> None:
    """``again`` lets rows pass that are there already."""
    names = [column.name for column in table.columns]
    fields = [dict(zip(names, row, strict=True)) for row in rows]
    if fields:
        connection.execute(insert(table).prefix_with("OR IGNORE") if again else insert(table), fields)


def _flow(flow: Flow) -> tuple[str, str, str, bool]:
    return flow.supplier, flow.recipient, flow.item, flow.restriction


def _places(passage: Passage) -> tuple[int, int, int, int]:
    return passage.left.start, passage.left.end, passage.right.start, passage.right.end


def _telling(article: Article, row: Row[Any]) -> Telling:
    claim = claim_of(row)
    return Telling(
        row.id, claim, row.words, article.name, article.outlet, None, article.published.interval, row.revision
    )


def _rules(connection: Connection) -> str | None:
    return _state(connection, "rules")


def _through(connection: Connection) -> int:
    return int(_state(connection, "through") or 0)


def _state(connection: Connection, name: str) -> str | None:
    column = derived.state.c
    value: str | None = connection.scalar(select(column.value).where(column.name == name))
    return value


def _set(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(derived.state).where(derived.state.c.name == name))
    connection.execute(insert(derived.state), [{"name": name, "value": value}])
