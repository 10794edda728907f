"""Spans of characters, and the way from one text back to the text it was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters: ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def joined(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` characters that stand at ``made`` in a made text and at ``source`` in its source."""

    made: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """Where the characters of a made text stand in its source.

    Law: pieces are sorted by ``made`` and do not overlap there; a character in no piece was
    put in by the making (a line break between two blocks, say) and leads nowhere.
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def identity(cls, length: int) -> TextMap:
        return cls((Piece(0, 0, length),) if length else ())

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> TextMap:
        return cls(tuple(sorted(pieces, key=lambda piece: piece.made)))

    def back(self, span: Span) -> Span | None:
        """The smallest span of the source that holds every mapped character of ``span``."""
        starts = [piece.made for piece in self.pieces]
        first = max(0, bisect_right(starts, span.start) - 1)
        found: Span | None = None
        for piece in self.pieces[first:]:
            if piece.made >= span.end:
                break
            low, high = max(span.start, piece.made), min(span.end, piece.made + piece.length)
            if low < high:
                here = Span(low, high).shifted(piece.source - piece.made)
                found = here if found is None else found.joined(here)
        return found
