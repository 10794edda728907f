"""Sentences to claims and citations. Pure: no parser, no disk, no clock."""

from whence.extraction.citations import Citation, cite, outermost
from whence.extraction.claims import extract, gate_words

__all__ = ["Citation", "cite", "extract", "gate_words", "outermost"]
