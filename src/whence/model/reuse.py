"""Reuse: words at length that two articles share, with the place of the shared passage in each."""

from __future__ import annotations

from dataclasses import dataclass

from whence.model.text import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that two articles share: where it stands in each, and how many of its words they have in common."""

    left: Span
    right: Span
    words: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """A shared passage of the articles with the ids ``left`` and ``right``."""

    left: str
    right: str
    passage: Passage
