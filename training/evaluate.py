"""How well trees, word classes and names are read: attachment, accuracy and exact-span F1 over annotated sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from data import Example
from whence.model.sentence import ROOT
from whence.reading.parser import Analysis, Parser


@dataclass(frozen=True, slots=True)
class TreeFigures:
    """Shares of words (punctuation counted, gold words) with the right head, head and relation, and word class."""

    words: int
    uas: float
    las: float
    upos: float

    def __str__(self) -> str:
        return f"UAS {self.uas:.2f}  LAS {self.las:.2f}  UPOS {self.upos:.2f}"


@dataclass(frozen=True, slots=True)
class NameFigures:
    """Exact spans and kinds."""

    precision: float
    recall: float
    f1: float

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def tree_figures(gold: Sequence[Example], read: Sequence[Analysis]) -> TreeFigures:
    words = heads = labels = classes = 0
    for example, analysis in zip(gold, read, strict=True):
        found = [0 if head == ROOT else head + 1 for head in analysis.heads]
        right = [one == other for one, other in zip(example.heads, found, strict=True)]
        words += len(right)
        heads += sum(right)
        same = (one == other for one, other in zip(example.relations, analysis.relations, strict=True))
        labels += sum(fits and alike for fits, alike in zip(right, same, strict=True))
        classes += sum(one == other for one, other in zip(example.upos, analysis.upos, strict=True))
    return TreeFigures(words, 100 * heads / words, 100 * labels / words, 100 * classes / words)


def name_spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first word, word after the last, kind) of the names in B-/I- labels."""
    begin = -1
    for place, label in enumerate([*labels, "O"]):
        if begin >= 0 and not label.startswith("I-"):
            yield begin, place, labels[begin][2:]
            begin = -1
        if label.startswith("B-"):
            begin = place


def name_figures(gold: Sequence[Sequence[str]], read: Sequence[Sequence[str]], kinds: frozenset[str]) -> NameFigures:
    right = found = wanted = 0
    for one, other in zip(gold, read, strict=True):
        true = {span for span in name_spans(one) if span[2] in kinds}
        seen = {span for span in name_spans(other) if span[2] in kinds}
        right, found, wanted = right + len(true & seen), found + len(seen), wanted + len(true)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return NameFigures(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def parsed(parser: Parser, examples: Sequence[Example]) -> list[Analysis]:
    """Each document read by itself, as whence reads articles."""
    documents = groupby(examples, key=lambda example: example.document)
    return [found for _, each in documents for found in parser.parse([example.words for example in each])]


NAMES = frozenset({"PER", "ORG", "LOC"})


def figures(
    parser: Parser, ewt: Sequence[Example], gum: Sequence[Example]
) -> tuple[TreeFigures, TreeFigures, NameFigures]:
    """Trees of both dev sets, and names of the first, whose examples carry them."""
    read, other = parsed(parser, ewt), parsed(parser, gum)
    pairs = [(example.named, analysis.entities) for example, analysis in zip(ewt, read, strict=True) if example.named]
    names = name_figures([one for one, _ in pairs], [two for _, two in pairs], NAMES)
    return tree_figures(ewt, read), tree_figures(gum, other), names
