"""Finds words at length that two articles share, by winnowing over word n-grams.

Method: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003). Every
run of ``GRAM + WINDOW - 1`` shared words shares a fingerprint; what is found is then compared word by word.
Law: a shared quotation alone is no reuse: only words outside quotation marks count.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.model.document import Article, LineRole
from whence.model.reuse import Passage
from whence.model.text import Span

GRAM = 6
"""Words that are hashed together."""
WINDOW = 6
"""Of so many neighbouring hashes the smallest is kept."""
ENOUGH = 14
"""A passage of so many words outside quotation marks is reuse; of a text that has fewer, all of them."""
EDIT = 12
"""Words that an editor may have put in or left out inside a passage."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"“[^”]{1,600}”|\"[^\"]{1,600}\"")
_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an article's own text: where each stands, a number for it, and whether in quotation marks."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    codes: NDArray[np.uint64]
    quoted: NDArray[np.bool_]

    def span(self, first: int, last: int) -> Span:
        """From the first of some words to the last."""
        return Span(int(self.starts[first]), int(self.ends[last]))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A signed 64-bit hash of ``GRAM`` words, and the place of the first among the words of the article."""

    hash: int
    word: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that two texts share one by one: the first in each, and how many."""

    left: int
    right: int
    length: int


def wording_of(article: Article) -> Wording:
    """The words of the title and the own text, in reading order, without case."""
    places: list[tuple[int, int]] = []
    marked: list[tuple[int, int]] = []
    for line in article.lines:
        if line.role in (LineRole.TITLE, LineRole.OWN):
            start, end = line.span.start, line.span.end
            places += [found.span() for found in _WORD.finditer(article.text, start, end)]
            marked += [found.span() for found in _QUOTED.finditer(article.text, start, end)]
    words = (article.text[start:end].casefold().replace("’", "'") for start, end in places)
    codes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    starts, ends = np.array(places, dtype=np.int64).reshape(-1, 2).T
    quoted = np.zeros(len(places), dtype=np.bool_)
    for start, end in marked:
        quoted |= (starts >= start) & (starts < end)
    return Wording(starts, ends, codes, quoted)


def fingerprints(wording: Wording) -> list[Fingerprint]:
    """The hashes that stand for a text, each with its place; none for a text shorter than ``GRAM`` words."""
    count = len(wording.codes) - GRAM + 1
    if count < 1:
        return []
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(GRAM):
        hashes = hashes * _BASE + (wording.codes[step : step + count] + np.uint64(1))
    hashes ^= hashes >> np.uint64(29)
    hashes *= _BASE
    window = min(WINDOW, count)
    views = np.lib.stride_tricks.sliding_window_view(hashes, window)
    kept = np.unique(views.argmin(axis=1) + np.arange(len(views)))
    signed = hashes.view(np.int64)
    return [Fingerprint(int(signed[place]), int(place)) for place in kept]


def passages(left: Wording, right: Wording, hits: Iterable[tuple[int, int]]) -> list[Passage]:
    """The passages around shared fingerprints, given as places of words in both; only those long enough."""
    runs = sorted(_runs(left, right, hits), key=lambda run: (run.left, run.right))
    enough = max(1, min(ENOUGH, _own(left), _own(right)))
    found = []
    for chain in _chains(runs):
        words = sum(run.length for run in chain)
        own = sum(int((~left.quoted[run.left : run.left + run.length]).sum()) for run in chain)
        if own >= enough:
            first, last = chain[0], chain[-1]
            one = left.span(first.left, last.left + last.length - 1)
            other = right.span(first.right, last.right + last.length - 1)
            found.append(Passage(one, other, words))
    return found


def _own(wording: Wording) -> int:
    """How many words stand outside quotation marks."""
    return int((~wording.quoted).sum())


def _runs(left: Wording, right: Wording, hits: Iterable[tuple[int, int]]) -> Iterator[_Run]:
    """Each shared fingerprint, as far as the words go on alike on both sides; none twice."""
    done: dict[int, int] = defaultdict(int)
    for one, other in sorted(set(hits), key=lambda hit: (hit[0] - hit[1], hit[0])):
        if one < done[one - other] or not _alike(left, right, one, other):
            continue
        start = 0
        while min(one, other) > start and left.codes[one - start - 1] == right.codes[other - start - 1]:
            start += 1
        length = GRAM + start
        first, second = one - start, other - start
        most = min(len(left.codes) - first, len(right.codes) - second)
        while length < most and left.codes[first + length] == right.codes[second + length]:
            length += 1
        done[one - other] = first + length
        yield _Run(first, second, length)


def _alike(left: Wording, right: Wording, one: int, other: int) -> bool:
    return bool((left.codes[one : one + GRAM] == right.codes[other : other + GRAM]).all())


def _chains(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs that follow each other in both texts, with no more than an edit between them."""
    open_chains: list[list[_Run]] = []
    for run in runs:
        for chain in open_chains:
            last = chain[-1]
            ahead, beside = run.left - last.left - last.length, run.right - last.right - last.length
            if 0 <= ahead <= EDIT and 0 <= beside <= EDIT:
                chain.append(run)
                break
        else:
            open_chains.append([run])
    yield from open_chains
