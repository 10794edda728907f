"""Reuse: words at length that two articles share, with the place of the shared passage in each."""

from __future__ import annotations

from dataclasses import dataclass

from whence.model.text import Span


@dataclass(frozen=True, slots=True)
class Reuse:
    """``left`` and ``right`` are article ids, the smaller first; spans count characters of each article's text."""

    left: str
    right: str
    left_span: Span
    right_span: Span
    words: int
    """How many words the passage has."""
