"""Words as the reader model takes them: sub-word numbers and the shapes that an uncased vocabulary forgets.

Law: training and reading call the same functions, so the model never meets features it has not been trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

PAD, UNKNOWN, START, END, MASK = 0, 100, 101, 102, 103
LONGEST_WORD = 6
"""Sub-words kept of one word: an address or a hash says no more after its first few."""
_REMEMBERED = 200_000
_PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                        "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "\u00ad": None})  # fmt: skip

Ids = NDArray[np.int64]

# A shape is style * PLACES * FORMS + place * FORMS + form + 1; 0 stands where there is no word.
FORMS, PLACES, STYLES = 18, 2, 3
SHAPES = FORMS * PLACES * STYLES + 1
NORMAL, TITLED, LOWERED = range(STYLES)


def plain(word: str) -> str:
    """The word with typewriter quotes and hyphens, which are what treebanks and the vocabulary know best."""
    return word if word.isascii() else (word.translate(_PLAIN) or word)


def form(word: str) -> int:
    """The case of the letters (6 ways) and the share of digits (3 ways) as one number below ``FORMS``."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        case = 0
    elif len(letters) == 1:
        case = 1 if letters[0].isupper() else 2
    elif all(char.isupper() for char in letters):
        case = 3
    elif letters[0].isupper():
        case = 4
    else:
        case = 2 if all(not char.isupper() for char in letters) else 5
    digits = sum(char.isdigit() for char in word)
    return case * 3 + (0 if not digits else 2 if digits == len(word) else 1)


def style(forms: Sequence[int], words: Sequence[str]) -> int:
    """Whether capitals carry news here: not where every longer word has one (headlines) or none has."""
    raised = lowered = 0
    for code, word in zip(forms[1:], words[1:], strict=True):
        if len(word) > 3 and code >= 6:
            raised += code >= 9
            lowered += code < 9
    if raised > 2 * lowered and raised > 1:
        return TITLED
    return LOWERED if not raised and forms and forms[0] // 3 in (0, 2) and lowered > 1 else NORMAL


def shapes(words: Sequence[str], forms: Sequence[int] | None = None) -> list[int]:
    """The shape number of every word of one sentence."""
    codes = [form(word) for word in words] if forms is None else list(forms)
    base = style(codes, words) * PLACES * FORMS + 1
    return [base + (FORMS if place == 0 else 0) + code for place, code in enumerate(codes)]


@dataclass(slots=True)
class Subwords:
    """The vocabulary, with a memory of the words met: a pure cache, filled in any order to the same effect."""

    tokenizer: Tokenizer
    _known: dict[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Subwords:
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def look_up(self, word: str) -> tuple[tuple[int, ...], int]:
        """The sub-word numbers (at least one) and the form of a word."""
        found = self._known.get(word)
        if found is None:
            ids = self.tokenizer.encode(plain(word), add_special_tokens=False).ids[:LONGEST_WORD]
            found = (tuple(ids) or (UNKNOWN,), form(word))
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = found
        return found


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as the arrays that the network takes, padded with 0 to the longest.

    ``ids`` and ``shapes`` are (sentence, sub-word); ``firsts`` is (sentence, 1 + word): where each word
    begins, after place 0 for the start mark, which doubles as the root.
    """

    ids: Ids
    shapes: Ids
    firsts: Ids

    def feed(self) -> dict[str, Ids]:
        return {"ids": self.ids, "shapes": self.shapes, "firsts": self.firsts}


def pack(rows: Sequence[tuple[Sequence[tuple[int, ...]], Sequence[int]]]) -> Batch:
    """Sentences, each the sub-words and the shapes of its words, as one batch."""
    width = 2 + max(sum(map(len, pieces)) for pieces, _ in rows)
    ids = np.zeros((len(rows), width), dtype=np.int64)
    marks = np.zeros((len(rows), width), dtype=np.int64)
    firsts = np.zeros((len(rows), 1 + max(len(pieces) for pieces, _ in rows)), dtype=np.int64)
    for row, (pieces, codes) in enumerate(rows):
        flat, spread, starts = [START], [0], [0]
        for piece, code in zip(pieces, codes, strict=True):
            starts.append(len(flat))
            flat.extend(piece)
            spread.extend([code] * len(piece))
        flat.append(END)
        ids[row, : len(flat)] = flat
        marks[row, : len(spread)] = spread
        firsts[row, : len(starts)] = starts
    return Batch(ids, marks, firsts)
