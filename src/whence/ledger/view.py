"""Questions to a ledger, as of now or of any earlier revision. Law: the same question of the same revision
gives the same answer for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, distinct, exists, func, select

from whence.errors import InputError
from whence.ledger import schema
from whence.ledger.faults import faults
from whence.ledger.filters import ClaimFilter, conditions
from whence.ledger.lexicon import Lexicon
from whence.ledger.rows import article_of, claim_of, skip_of
from whence.ledger.search import Hit, find_articles, find_claims
from whence.model.claim import Claim
from whence.model.document import Article, Skipped

ARTICLES_HELD = 8
"""How many articles a listing of claims keeps at hand; claims of one article stand together."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with the article that carries it. ``current`` is false where a later reading took its place."""

    claim: Claim
    article: Article
    revision: int
    current: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article with what its reading gave."""

    article: Article
    revision: int
    claims: int
    parsed: int
    gated: int


@dataclass(frozen=True, slots=True)
class Omission:
    """A capture that was not read, and since which revision."""

    skipped: Skipped
    revision: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """What a ledger holds, as of a revision."""

    revision: int
    captures: int
    articles: int
    claims: int
    outlets: int
    skipped: int


class View:
    """A ledger as of one revision. ``known`` is a revision, a moment, or ``None`` for all there is at each question."""

    def __init__(self, engine: Engine, name: str, known: int | datetime | None = None) -> None:
        self._engine = engine
        self._name = name
        self._known = known

    def claims(self, wanted: ClaimFilter | None = None, lexicon: Lexicon | None = None) -> Iterator[Entry]:
        """The claims of the current readings, by publication date, article and place in the text.

        With a lexicon, parties and items may be asked for by any of their names; InputError for what is none.
        """
        return self._claims(tuple(conditions(wanted or ClaimFilter(), lexicon)))

    def _claims(self, where: Sequence[ColumnElement[bool]]) -> Iterator[Entry]:
        with faults(self._name), self._engine.connect() as connection:
            known = self.revision(connection)
            fetch = lru_cache(ARTICLES_HELD)(lambda number: _article(connection, number))
            for row in connection.execute(_claims(known, where)):
                yield Entry(claim_of(row), fetch(row.revision), row.revision)

    def claim(self, prefix: str) -> Entry:
        """The one claim whose id begins so; a claim of an earlier reading where no current one does.

        Raises InputError where none does, or several do; the message names them.
        """
        with faults(self._name), self._engine.connect() as connection:
            known = self.revision(connection)
            ids = _ids(connection, prefix.strip().lower(), known)
            if len(ids) > 1:
                some = ", ".join(ids[:4]) + (", …" if len(ids) > 4 else "")
                raise InputError(f"claim {prefix}: {len(ids)} claims begin so ({some}); give more of the id")
            if not ids:
                raise InputError(
                    f"claim {prefix}: no claim in {self._name} begins so; 'whence claims' lists them with their ids"
                )
            return _entry(connection, ids[0], known)

    def articles(self, doc: str | None = None) -> Iterator[Sheet]:
        """The current readings, in the order in which they came; of all captures or of those named ``doc``."""
        with faults(self._name), self._engine.connect() as connection:
            known = self.revision(connection)
            count = select(func.count()).where(schema.claim.c.revision == schema.article.c.revision).scalar_subquery()
            question = select(schema.article, count.label("claims")).where(
                schema.article.c.revision.in_(_current(known))
            )
            if doc is not None:
                question = question.where(schema.article.c.name == doc)
            for row in connection.execute(question.order_by(schema.article.c.revision)):
                yield Sheet(article_of(row), row.revision, row.claims, row.parsed, row.gated)

    def skipped(self) -> Iterator[Omission]:
        """Captures not read so far, each with its last reason."""
        with faults(self._name), self._engine.connect() as connection:
            question = _skips(self.revision(connection)).order_by(schema.skip.c.revision)
            for row in connection.execute(question):
                yield Omission(skip_of(row), row.revision, datetime.fromisoformat(row.recorded_at))

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Articles and then claims that hold all the words, best first, ``limit`` of each."""
        with faults(self._name), self._engine.connect() as connection:
            known = self.revision(connection)
            articles = tuple(find_articles(connection, words, known, limit))
            return articles + tuple(find_claims(connection, words, known, limit))

    def ledger(self) -> Counts:
        with faults(self._name), self._engine.connect() as connection:
            known = self.revision(connection)
            current = schema.article.c.revision.in_(_current(known))
            skips = _skips(known).subquery()
            return Counts(
                revision=known,
                captures=_count(connection, select(func.count()).where(schema.capture.c.revision <= known)),
                articles=_count(connection, select(func.count()).where(current)),
                claims=_count(connection, select(func.count()).where(schema.claim.c.revision.in_(_current(known)))),
                outlets=_count(connection, select(func.count(distinct(schema.article.c.outlet))).where(current)),
                skipped=_count(connection, select(func.count()).select_from(skips)),
            )

    @contextmanager
    def question(self) -> Iterator[tuple[Connection, int]]:
        """A connection for several questions at one moment, and the last revision that this view knows of."""
        with faults(self._name), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection, self.revision(connection)

    def revision(self, connection: Connection) -> int:
        """The last revision that this view knows of. One that is still to come has no answer that could last."""
        question = select(func.max(schema.revision.c.number))
        if isinstance(self._known, datetime):
            moment = self._known.astimezone(UTC).isoformat(timespec="microseconds")
            question = question.where(schema.revision.c.recorded_at <= moment)
        last = connection.scalar(question) or 0
        if not isinstance(self._known, int):
            return last
        if not 0 <= self._known <= last:
            raise InputError(
                f"revision {self._known}: {self._name} goes up to revision {last}; "
                "ask for one of those, or for a day such as 2022-08-31"
            )
        return self._known


def _current(known: int) -> Select[int]:
    """The revisions of the newest reading of each capture."""
    columns = schema.article.alias("reading").c
    return select(func.max(columns.revision)).where(columns.revision <= known).group_by(columns.capture_id)


def _claims(known: int, where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    article, claim = schema.article.c, schema.claim.c
    return (
        select(schema.claim)
        .join(schema.article, claim.revision == article.revision)
        .where(claim.revision.in_(_current(known)), *where)
        .order_by(
            article.published_start.nulls_last(), article.name, claim.revision, claim.evidence_start, claim.position
        )
    )


def _ids(connection: Connection, prefix: str, known: int) -> list[str]:
    """Ids that begin so: of current readings, or failing that of any."""
    column = schema.claim.c
    begins = and_(column.id.startswith(prefix, autoescape=True), column.revision <= known)
    question = select(column.id).distinct().where(begins).order_by(column.id)
    current = connection.scalars(question.where(column.revision.in_(_current(known)))).all()
    return list(current or connection.scalars(question))


def _entry(connection: Connection, claim_id: str, known: int) -> Entry:
    column = schema.claim.c
    question = select(schema.claim, column.revision.in_(_current(known)).label("current"))
    question = question.where(column.id == claim_id, column.revision <= known).order_by(column.revision.desc()).limit(1)
    row = connection.execute(question).one()
    return Entry(claim_of(row), _article(connection, row.revision), row.revision, bool(row.current))


def _article(connection: Connection, number: int) -> Article:
    return article_of(connection.execute(select(schema.article).where(schema.article.c.revision == number)).one())


def _skips(known: int) -> Select[Any]:
    skip, capture, article = schema.skip.c, schema.capture.c, schema.article.c
    later = schema.skip.alias("later").c
    repeated = exists().where(later.path == skip.path, later.revision > skip.revision, later.revision <= known)
    readings = schema.article.join(schema.capture, article.capture_id == capture.id)
    read = (
        exists()
        .select_from(readings)
        .where(capture.path == skip.path, article.revision > skip.revision, article.revision <= known)
    )
    return (
        select(schema.skip, schema.revision.c.recorded_at)
        .join(schema.revision, schema.revision.c.number == skip.revision)
        .where(skip.revision <= known, ~repeated, ~read)
    )


def _count(connection: Connection, question: Select[int]) -> int:
    return connection.scalar(question) or 0
