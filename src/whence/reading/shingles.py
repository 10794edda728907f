"""Compares a body that was read with the true one by runs of four words, so that layout does not count.

Method: the measure of scrapinghub/article-extraction-benchmark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class BodyScore:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f})"


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; a shorter text is one run."""
    said = words(text)
    if len(said) < _LENGTH:
        return Counter([tuple(said)] if said else [])
    return Counter(tuple(said[place : place + _LENGTH]) for place in range(len(said) - _LENGTH + 1))


def body_score(pairs: Sequence[tuple[str, str]]) -> BodyScore:
    """Mean precision and recall over pairs of the true body and the one that was read."""
    precision = recall = 0.0
    for true, read in pairs:
        want, have = shingles(true), shingles(read)
        both = (want & have).total()
        precision += both / have.total() if have else float(not want)
        recall += both / want.total() if want else 1.0
    return BodyScore(precision / max(1, len(pairs)), recall / max(1, len(pairs)))
