"""Runs the reader model over words: a tree, word classes and names for every sentence. Only this file knows ONNX."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime  # type: ignore[import-untyped] # it ships no types
from numpy.typing import NDArray

from whence.errors import DataError
from whence.model.sentence import ROOT
from whence.reading import trees
from whence.reading.names import Names
from whence.reading.subwords import Batch, Subwords, pack, shapes

WINDOW = 220
"""Sub-words read at once; a longer sentence is read in parts."""
BATCH = 500
"""Sub-words, padding included, of one call of the network; more would no longer fit the caches of a core."""
_MEND = "install whence again, or make the model with training/make.py"
_CLAUSE_ENDS: tuple[frozenset[str], ...] = (frozenset(";:"), frozenset(",—–"))

Array = NDArray[np.float32]
_Row = tuple[list[tuple[int, ...]], list[int]]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence as read: heads are places or ``ROOT``; entities begin with B- or I- or are empty."""

    heads: tuple[int, ...]
    relations: tuple[str, ...]
    upos: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the scores choose among."""

    relations: tuple[str, ...]
    upos: tuple[str, ...]
    named: tuple[str, ...]
    defence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a batch; ``arcs`` is (sentence, word, 1 + head), the others (sentence, word, …)."""

    arcs: Array
    below: Array
    above: Array
    upos: Array
    named: Array
    defence: Array


class Scorer(Protocol):
    """The network, wherever it runs: scores of a batch, and of the relations of pairs (pair, relation space)."""

    def __call__(self, batch: Batch) -> Scores: ...

    def relations(self, below: Array, above: Array) -> Array: ...


class OnnxScorer:
    """The shipped network: ``model.onnx`` in int8, and ``relations.onnx``, asked once the trees are known."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._network = _session(folder / "model.onnx", threads)
        self._relations = _session(folder / "relations.onnx", threads)

    def __call__(self, batch: Batch) -> Scores:
        return Scores(*self._network.run(list(Scores.__slots__), batch.feed()))

    def relations(self, below: Array, above: Array) -> Array:
        scores: Array = self._relations.run(None, {"below": below, "above": above})[0]
        return scores

    def labels(self) -> Labels:
        names = json.loads(self._network.get_modelmeta().custom_metadata_map["labels"])
        return Labels(*(tuple(names[kind]) for kind in Labels.__slots__))


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The fused kernel for residuals takes four times as long as the two plain ones (onnxruntime 1.31, x86).
    slow = ["SkipLayerNormFusion"]
    providers = ["CPUExecutionProvider"]
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=providers, disabled_optimizers=slow)
    except Exception as error:  # it raises a dozen kinds, from a missing file to a half one
        raise DataError(f"{path}: {error}; {_MEND}") from error


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads sentences in batches of like length.

    The int8 network sets its scales by the batch, so a close call can fall differently in other company; the same
    input always gives the same analyses.
    """

    scorer: Scorer
    labels: Labels
    subwords: Subwords
    _names: Names = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", Names(self.labels.named, self.labels.defence))

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Parser:
        """Loads the model of a folder; ``DataError`` where a part of it is missing or broken."""
        scorer = OnnxScorer(folder, threads)
        try:
            subwords = Subwords.load(folder / "tokenizer.json")
        except Exception as error:  # the library raises no other kind
            raise DataError(f"{folder / 'tokenizer.json'}: {error}; {_MEND}") from error
        return cls(scorer, scorer.labels(), subwords)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """One analysis for each list of words, all of one article; an empty list gets an empty analysis."""
        looked = [[self.subwords.look_up(word) for word in words] for words in sentences]
        parts: list[tuple[int, int, int]] = []
        for number, words in enumerate(sentences):
            parts += [(number, *cut) for cut in _parts(words, [len(ids) for ids, _ in looked[number]])]
        rows = [_row(sentences[number][low:high], looked[number][low:high]) for number, low, high in parts]
        widths = [sum(map(len, pieces)) for pieces, _ in rows]
        read: dict[int, Analysis] = {}
        scores: dict[int, tuple[Array, Array]] = {}
        batches = list(_batches(widths))
        for batch in batches:
            for place, (analysis, *named) in zip(batch, self._read([rows[place] for place in batch]), strict=True):
                read[place], scores[place] = analysis, (named[0], named[1])
        entities = self._entities([sentences[number][low:high] for number, low, high in parts], batches, scores)
        found: list[list[Analysis]] = [[] for _ in sentences]
        for place, (number, _, _) in enumerate(parts):
            found[number].append(replace(read[place], entities=entities[place]))
        return [_joined(pieces) for pieces in found]

    def _entities(
        self,
        parts: Sequence[Sequence[str]],
        batches: Sequence[Sequence[int]],
        scores: Mapping[int, tuple[Array, Array]],
    ) -> dict[int, tuple[str, ...]]:
        """The names in the parts of sentences, found once all scores are known: the article's places count together."""
        named = self._names.agreed([scores[place][0] for place in range(len(parts))], parts)
        found: dict[int, tuple[str, ...]] = {}
        for batch in batches:
            sizes = [len(parts[place]) for place in batch]
            one, two = _padded([named[place] for place in batch]), _padded([scores[place][1] for place in batch])
            found.update(zip(batch, self._names.decode(one, two, sizes), strict=True))
        return found

    def _read(self, rows: Sequence[_Row]) -> Iterator[tuple[Analysis, Array, Array]]:
        """Trees and word classes, without names, and the scores for these."""
        scores = self.scorer(pack(rows))
        sizes = [len(pieces) for pieces, _ in rows]
        heads = [trees.heads(scores.arcs[row, :size, : size + 1]) for row, size in enumerate(sizes)]
        below = np.concatenate([scores.below[row, :size] for row, size in enumerate(sizes)])
        above = np.concatenate([scores.above[row][found] for row, found in enumerate(heads)])
        relations = self._relations(below, above, np.concatenate(heads))
        start = 0
        upos = scores.upos.argmax(axis=2)
        for row, size in enumerate(sizes):
            analysis = Analysis(
                tuple(head - 1 if head else ROOT for head in heads[row].tolist()),
                tuple(relations[start : start + size]),
                tuple(self.labels.upos[code] for code in upos[row, :size].tolist()),
                (),
            )
            yield analysis, scores.named[row, :size], scores.defence[row, :size]
            start += size

    def _relations(self, below: Array, above: Array, heads: trees.Heads) -> list[str]:
        scores = self.scorer.relations(below, above)
        root = self.labels.relations.index("root")
        scores[:, root] = -np.inf
        best = scores.argmax(axis=1)
        best[heads == 0] = root
        return [self.labels.relations[code] for code in best.tolist()]


def _padded(rows: Sequence[Array]) -> Array:
    found = np.zeros((len(rows), max(map(len, rows)), rows[0].shape[1]), dtype=np.float32)
    for place, row in enumerate(rows):
        found[place, : len(row)] = row
    return found


def _row(words: Sequence[str], looked: Sequence[tuple[tuple[int, ...], int]]) -> _Row:
    return [ids for ids, _ in looked], shapes(words, [code for _, code in looked])


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Places of sentences, the like in length together, no batch above ``BATCH`` sub-words once padded."""
    batch: list[int] = []
    for place in sorted(range(len(widths)), key=lambda place: (widths[place], place)):
        if batch and (len(batch) + 1) * (widths[place] + 2) > BATCH:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _parts(words: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where to cut so that no part is wider than the window: after a clause mark in its second half if there is one."""
    low = 0
    while low < len(words):
        high, width = low, 0
        while high < len(words) and width + widths[high] <= WINDOW:
            width += widths[high]
            high += 1
        if high < len(words):
            high = _clause_end(words, low, high)
        yield low, high
        low = high


def _clause_end(words: Sequence[str], low: int, high: int) -> int:
    for marks in _CLAUSE_ENDS:
        for place in range(high, (low + high) // 2, -1):
            if words[place - 1] in marks:
                return place
    return high


def _joined(parts: Sequence[Analysis]) -> Analysis:
    """One analysis of a sentence read in parts: the roots of later parts hang from the first as ``parataxis``."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Analysis((), (), (), ())
    root, start = parts[0].heads.index(ROOT), 0
    heads: list[int] = []
    relations: list[str] = []
    for part in parts:
        first = not heads
        heads += [head + start if head != ROOT else (ROOT if first else root) for head in part.heads]
        relations += [name if first or name != "root" else "parataxis" for name in part.relations]
        start += len(part.heads)
    upos = tuple(label for part in parts for label in part.upos)
    entities = tuple(label for part in parts for label in part.entities)
    return Analysis(tuple(heads), tuple(relations), upos, entities)
