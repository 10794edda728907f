"""The one place that writes to a ledger. Law: a revision lands whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, Table, insert, select

from whence.ledger import schema
from whence.ledger.faults import faults
from whence.ledger.opening import BUSY_SECONDS, begin, open_engine
from whence.ledger.rows import Fields, Reading, article_row, capture_row, claim_row, facets, skip_row
from whence.ledger.view import View
from whence.model.claim import Claim
from whence.model.document import Capture, Skipped
from whence.model.ids import digest
from whence.model.judgement import Judgement, Verdict

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Store:
    """An open ledger. Use it as a context manager, or close it."""

    def __init__(self, engine: Engine, name: str, clock: Clock) -> None:
        self.engine = engine
        self.name = name
        self._clock = clock

    @classmethod
    def open(
        cls, where: str | Path, *, create: bool = True, clock: Clock = utc_now, busy_seconds: float = BUSY_SECONDS
    ) -> Self:
        """Opens a path or database URL, making the ledger (``create``) or bringing an older one up to date.

        Raises LedgerError, naming the ledger and the next step; NewerLedgerError for one of a later version.
        """
        engine, name = open_engine(where, create=create, busy_seconds=busy_seconds)
        return cls(engine, name, clock)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def view(self, known: int | datetime | None = None) -> View:
        """The ledger as of a revision or a moment; as of now where neither is given."""
        return View(self.engine, self.name, known)

    def reader_of(self, capture_id: str) -> str | None:
        """The engine that last read a capture, or ``None`` where no reading is kept."""
        with faults(self.name), self.engine.connect() as connection:
            return _last_engine(connection, capture_id)

    def record_reading(self, capture: Capture, reading: Reading, engine: str) -> int | None:
        """Adds a capture with its reading as one revision and gives its number.

        Nothing is added, and ``None`` given, where this engine has read the capture already. Raises
        ValueError where the parts do not belong together, LedgerError where nothing could be written.
        """
        rows, words, content = _reading_rows(capture, reading)
        article = article_row(reading)

        def write(connection: Connection, number: int) -> None:
            _add_capture(connection, capture, number)
            _add(connection, schema.article, [{**article, "revision": number}])
            _add(connection, schema.claim, [{**row, "revision": number} for row in rows])
            _add(connection, schema.facet, [{**row, "revision": number} for row in words])

        return self._append(lambda connection: _last_engine(connection, capture.id) == engine, write, engine, content)

    def record_skip(self, skipped: Skipped, engine: str, capture: Capture | None = None) -> int | None:
        """Adds a capture that was not read, and why; ``None`` where the last word on its path is the same."""

        def write(connection: Connection, number: int) -> None:
            capture_id = None
            if capture is not None:
                _add_capture(connection, capture, number)
                capture_id = capture.id
            _add(connection, schema.skip, [{**skip_row(skipped), "capture_id": capture_id, "revision": number}])

        content = ("skip", skipped.name, skipped.path, skipped.reason, skipped.message)
        return self._append(lambda connection: _same_skip(connection, skipped), write, engine, content)

    def record_judgement(self, left: str, right: str, verdict: Verdict, why: str, judge: str) -> Judgement:
        """Adds a person's word on two claims, by id, as one revision. A later word of anybody's stands before it.

        Raises ValueError for a claim judged against itself, LedgerError where nothing could be written.
        """
        given = Judgement(left, right, verdict, why, judge)

        def write(connection: Connection, number: int) -> None:
            judgement = replace(given, revision=number)
            row = {"left_id": judgement.left, "right_id": judgement.right, "verdict": verdict.value, "why": why}
            more = {"id": judgement.id, "judge": judge, "score": None, "revision": number}
            _add(connection, schema.judgement, [{**row, **more}])

        content = ("judgement", *given.pair, verdict, why, judge)
        number = self._append(lambda _connection: False, write, f"by {judge}", content)
        assert number is not None
        return replace(given, revision=number)

    def _append(
        self,
        is_known: Callable[[Connection], bool],
        write: Callable[[Connection, int], None],
        engine: str,
        content: Iterable[str],
    ) -> int | None:
        with faults(self.name), self.engine.connect() as connection:
            begin(connection)
            if is_known(connection):
                connection.rollback()
                return None
            number = _add_revision(connection, self._clock(), engine, content)
            write(connection, number)
            connection.commit()
            return number


def _add(connection: Connection, table: Table, rows: list[Fields]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _add_capture(connection: Connection, capture: Capture, number: int) -> None:
    held = select(schema.capture.c.id).where(schema.capture.c.id == capture.id)
    if connection.execute(held).first() is None:
        _add(connection, schema.capture, [{**capture_row(capture), "revision": number}])


def _add_revision(connection: Connection, moment: datetime, engine: str, content: Iterable[str]) -> int:
    """The id runs over the id before it, so that no earlier revision can be altered unseen."""
    columns = schema.revision.c
    last = connection.execute(select(columns.number, columns.id).order_by(columns.number.desc()).limit(1)).first()
    number, before = (last.number + 1, last.id) if last else (1, "")
    recorded_at = moment.astimezone(UTC).isoformat(timespec="microseconds")
    name = digest("revision", before, recorded_at, engine, *content)
    row = {"number": number, "id": name, "recorded_at": recorded_at, "engine": engine}
    _add(connection, schema.revision, [row])
    return number


def _last_engine(connection: Connection, capture_id: str) -> str | None:
    readings = schema.article.join(schema.revision, schema.article.c.revision == schema.revision.c.number)
    engine: str | None = connection.scalar(
        select(schema.revision.c.engine)
        .select_from(readings)
        .where(schema.article.c.capture_id == capture_id)
        .order_by(schema.article.c.revision.desc())
        .limit(1)
    )
    return engine


def _same_skip(connection: Connection, skipped: Skipped) -> bool:
    columns = schema.skip.c
    last = connection.execute(
        select(columns.name, columns.reason, columns.message)
        .where(columns.path == skipped.path)
        .order_by(columns.revision.desc())
        .limit(1)
    ).first()
    return last is not None and tuple(last) == (skipped.name, skipped.reason, skipped.message)


def _reading_rows(capture: Capture, reading: Reading) -> tuple[list[Fields], list[Fields], list[str]]:
    """The rows of the claims and of their facets, and the ids that the revision stands for."""
    article = reading.article
    if article.capture_id != capture.id:
        raise ValueError(f"{capture.name}: the article is the reading of another capture")
    if any(claim.article_id != article.id for claim in reading.claims):
        raise ValueError(f"{capture.name}: a claim belongs to another article")
    unique: dict[str, Claim] = {}
    for claim in reading.claims:
        unique.setdefault(claim.id, claim)
    claims = unique.values()
    rows = [claim_row(claim, article.text, position) for position, claim in enumerate(claims)]
    words = [
        {"claim_id": row["id"], "role": role, "word": word}
        for claim, row in zip(claims, rows, strict=True)
        for role, word in facets(claim)
    ]
    return rows, words, [capture.id, article.id, *(row["id"] for row in rows)]
