"""Sentences to claims. Pure: no parser, no disk, no clock."""

from whence.extraction.claims import extract, gate_words

__all__ = ["extract", "gate_words"]
