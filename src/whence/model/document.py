"""Captures as they came, and articles as they were read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from whence.model.ids import digest
from whence.model.interval import TimeInterval
from whence.model.text import Span, TextMap


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as fetched or saved, with what came along with them; never changed.

    ``name`` is the file's name, or ``name`` in JSON Lines; ``path`` says where the bytes were found
    (a file, or file:line). ``outlet``, ``published`` and ``captured_at`` are what the container says
    of the capture, not what the page says of itself.
    """

    name: str
    path: str
    content: bytes
    media_type: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    captured_at: datetime | None = None

    @property
    def id(self) -> str:
        """Same bytes from the same place are the same capture, whatever the file is called."""
        moment = self.captured_at.isoformat() if self.captured_at else ""
        place = (self.url, self.outlet, self.published, moment)
        return digest("capture", self.content, *("" if part is None else f"={part}" for part in place))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A capture that was not read, and why."""

    name: str
    path: str
    reason: str
    """One word of a closed list: empty, binary, too_large, unreadable, no_text, bad_record, missing, error."""
    message: str
    """What is wrong, where, and the next step, in one line."""


class LineRole(StrEnum):
    """What a line of a page is; only ``title`` and ``own`` yield claims.

    In a transcript a ``speaker`` line is the mark of a turn ("MS. ROE:"), and the own text up to the next is what
    that speaker says; the turn of whoever asks is ``question``, which is read for what later words point to.
    """

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    OWN = "own"
    TEASER = "teaser"
    CAPTION = "caption"
    NOTICE = "notice"
    COMMENT = "comment"
    SPEAKER = "speaker"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Line:
    span: Span
    role: LineRole


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One ground for a publication date: where it comes from, its words, and the days it allows."""

    ground: str
    words: str
    interval: TimeInterval
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was published: the days that the evidence leaves, and the evidence.

    ``conflict`` is true where two grounds share no day; the stronger one then stands.
    """

    interval: TimeInterval
    evidence: tuple[DateEvidence, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The reading of one capture.

    ``text`` is the capture's own text for flat text and JSON Lines, and the extracted text for HTML;
    every span counts its characters. ``source`` leads from there to the decoded bytes.
    """

    capture_id: str
    name: str
    text: str
    lines: tuple[Line, ...]
    title: str | None
    outlet: str | None
    byline: str | None
    published: Dating
    captured_at: datetime | None
    url: str | None
    source: TextMap

    @property
    def id(self) -> str:
        roles = "".join(f"{line.span.start}:{line.span.end}:{line.role}," for line in self.lines)
        return digest("article", self.capture_id, self.text, roles)

    def spans(self, *roles: LineRole) -> tuple[Span, ...]:
        return tuple(line.span for line in self.lines if line.role in roles)

    @property
    def body(self) -> tuple[Span, ...]:
        """Title, byline, dateline, turns and own text, joined where only white space lies between."""
        keep = {LineRole.TITLE, LineRole.BYLINE, LineRole.DATELINE, LineRole.OWN, LineRole.SPEAKER, LineRole.QUESTION}
        merged: list[Span] = []
        for line in sorted((line for line in self.lines if line.role in keep), key=lambda line: line.span):
            if merged and not self.text[merged[-1].end : line.span.start].strip():
                merged[-1] = merged[-1].joined(line.span)
            else:
                merged.append(line.span)
        return tuple(merged)
