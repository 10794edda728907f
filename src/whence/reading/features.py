"""What the line model sees of a line: its own make, its neighbours, and its place on the page.

Law: training and reading call the same function, so the weights never meet a feature they were not made for.
Nothing here looks at blank lines, which some ways of saving a page keep and others drop.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whence.model.document import LineRole
from whence.reading.litter import At, Hit, Litter, fold

Matrix = NDArray[np.float64]

_END = re.compile(r"[.!?][\"'”’)\]]*$")
_CUT = re.compile(r"(?:\.\.\.|…)\W*$")
_QUOTED = re.compile(r"[\"“”]")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\w#|#\w|\.(?:com|org|net)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b", re.I)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SEPARATOR = re.compile(r"\s[|•·»›/–-]\s|[|•·»]")
_SEEN_ROLES = (LineRole.BYLINE, LineRole.DATELINE, LineRole.TEASER, LineRole.CAPTION, LineRole.NOTICE, LineRole.COMMENT)
_OWN = (
    "log_words", "words", "tiny", "long", "closed", "closed_words", "cut", "colon", "question", "raised", "all_raised",
    "upper", "digits", "function", "no_function", "commas", "quoted", "address", "year", "clock", "separator",
    "lower_start", "word_length",
)  # fmt: skip
_PLACE = (
    "inside", "before", "after", "just_after", "repeated", "shared", "in_first_line", "ended", "endings", "position",
    "first", "no_block", "prose_gap_before", "prose_gap_after", "prose_before", "prose_after", "prose_share",
    "prose_total",
)  # fmt: skip
_CROSSED = (0, 4, 9)
"""Columns of a line's own make (length, full stop, capitals) that are also taken times each column of its place."""
_SEEN_MAKE = ("words", "closed_words", "function", "raised")
"""What is seen of the neighbours, and of the windows of lines above and below the first two of these."""
_OFFSETS, _REACHES = (-2, -1, 1, 2), (3, 8)
_PROSE_WORDS = 12.0
"""A line of this many words, closed by a full stop, weighs nothing for or against running text."""


def names() -> tuple[str, ...]:
    """What each column is called, in order."""
    own = (*_OWN, *(f"{role}_{at}" for role in _SEEN_ROLES for at in At), "short_litter")
    crossed = tuple(f"{own[what]}*{where}" for what in _CROSSED for where in _PLACE)
    near = tuple(f"{what}{offset:+d}" for offset in _OFFSETS for what in _SEEN_MAKE)
    wide = tuple(
        f"{what}_{side}_{reach}" for reach in _REACHES for what in _SEEN_MAKE[:2] for side in ("above", "below")
    )
    return (*own, *_PLACE, *crossed, *near, *wide)


def look(lines: Sequence[str], hits: Sequence[tuple[Hit, ...]], litter: Litter) -> Matrix:
    """One row of features a line; the columns are ``names()``. ``hits`` is what ``litter`` says of each line."""
    own = np.array([_make(line, hit, litter) for line, hit in zip(lines, hits, strict=True)], dtype=np.float64)
    place = np.hstack([_page(lines, hits), _among_prose(lines)])
    crossed = np.stack([own[:, what] * place[:, where] for what in _CROSSED for where in range(place.shape[1])], axis=1)
    return np.hstack([own, place, crossed, _neighbours(own)])


def _make(line: str, hits: tuple[Hit, ...], litter: Litter) -> list[float]:
    """The line by itself: its length and end, its letters and words, its marks, and what the litter words say of it."""
    words = line.split()
    found = [float(any(hit.role is role and hit.at is at for hit in hits)) for role in _SEEN_ROLES for at in At]
    return [*_length(line, words), *_wording(line, words, litter), *_marks(line, words), *found, _short(hits, words)]


def _length(line: str, words: Sequence[str]) -> list[float]:
    count, ended = len(words), bool(_END.search(line))
    return [
        math.log1p(count),
        min(count, 40) / 40,
        float(count <= 3),
        float(count >= 12),
        float(ended),
        float(ended) * min(count, 20) / 20,
        float(bool(_CUT.search(line))),
        float(line.endswith(":")),
        float(line.endswith("?")),
    ]


def _wording(line: str, words: Sequence[str], litter: Litter) -> list[float]:
    count = max(1, len(words))
    letters = [word for word in words if word[0].isalpha()]
    raised = sum(1 for word in letters if word[0].isupper())
    upper = sum(1 for char in line if char.isupper())
    function = sum(1 for word in words if word.casefold().strip(".,;:!?\"'“”‘’()") in litter.function)
    return [
        raised / max(1, len(letters)),
        float(raised == len(letters) and len(words) > 1),
        float(upper > 0.6 * len(line)),
        sum(1 for char in line if char.isdigit()) / max(1, len(line)),
        function / count,
        float(function == 0),
        line.count(",") / count,
    ]


def _marks(line: str, words: Sequence[str]) -> list[float]:
    short = float(len(words) < 15)
    return [
        float(bool(_QUOTED.search(line))),
        float(bool(_ADDRESS.search(line))),
        float(bool(_YEAR.search(line))) * short,
        float(bool(_CLOCK.search(line))) * short,
        float(bool(_SEPARATOR.search(line))),
        float(line[0].islower()),
        sum(map(len, words)) / max(1, len(words)) / 10,
    ]


def _short(hits: tuple[Hit, ...], words: Sequence[str]) -> float:
    return float(any(hits)) * float(len(words) < 12)


def _prose(lines: Sequence[str]) -> NDArray[np.float64]:
    """How much each line is running text: from about -1 (a menu word) to 3 (a long paragraph)."""
    scores = []
    for line in lines:
        count = len(line.split())
        closed = bool(_END.search(line))
        scores.append(min(count * (1.0 if closed else 0.5), 48.0) / _PROSE_WORDS - 1.0)
    return np.array(scores)


def _among_prose(lines: Sequence[str]) -> Matrix:
    """How far the nearest paragraphs are, before and after, and how much of the page's prose lies there."""
    weights = np.array([_paragraph(line) for line in lines])
    total = max(1.0, float(weights.sum()))
    before = np.concatenate([[0.0], np.cumsum(weights)[:-1]])
    return np.stack(
        [
            _gaps(weights > 0) / 3,
            _gaps(weights[::-1] > 0)[::-1] / 3,
            before / total,
            (total - before - weights) / total,
            weights / total,
            np.full(len(lines), math.log1p(total) / 8),
        ],
        axis=1,
    )


def _paragraph(line: str) -> float:
    count = len(line.split())
    return float(count) if count >= 12 and _END.search(line) else 0.0


def _gaps(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each line the logarithm of its distance from the last mark before it (50 lines where there is none)."""
    gaps, since = [], 50
    for mark in marks:
        gaps.append(math.log1p(min(since, 50)))
        since = 0 if mark else since + 1
    return np.array(gaps)


def heaviest(scores: NDArray[np.float64]) -> tuple[int, int]:
    """The run with the greatest sum (Kadane's algorithm); empty where nothing is positive."""
    best, place, start, total = 0.0, (0, 0), 0, 0.0
    for index, score in enumerate(scores):
        if total <= 0:
            start, total = index, 0.0
        total += float(score)
        if total > best:
            best, place = total, (start, index + 1)
    return place


def _page(lines: Sequence[str], hits: Sequence[tuple[Hit, ...]]) -> Matrix:
    """The line on its page: inside or how far outside the heaviest run of text, told again, sharing its words."""
    count = len(lines)
    scores = _prose(lines)
    start, end = heaviest(scores)
    folded = [fold(line) for line in lines]
    times = Counter(folded)
    words = [set(_WORD.findall(text)) for text in folded]
    main: Counter[str] = Counter(word for index in range(start, end) for word in words[index])
    title = words[0] if count else set()
    endings = np.cumsum([any(hit.ends for hit in hit_list) and index >= start for index, hit_list in enumerate(hits)])
    rows = []
    for index in range(count):
        inside = start <= index < end
        shared = sum(1 for word in words[index] if main[word] > (1 if inside else 0))
        rows.append(
            [
                float(inside),
                math.log1p(max(0, start - index)) / 3,
                math.log1p(max(0, index - end + 1)) / 3,
                float(index == end),
                float(times[folded[index]] > 1),
                shared / max(1, len(words[index])),
                len(words[index] & title) / max(1, len(words[index])),
                float(endings[index] > 0),
                math.log1p(float(endings[index])),
                index / max(1, count - 1),
                float(index == 0),
                float(end - start <= 0),
            ]
        )
    return np.array(rows, dtype=np.float64).reshape(count, -1)


def _neighbours(own: Matrix) -> Matrix:
    """The make of the lines before and after, near and in wider windows."""
    seen = [own[:, _OWN.index(name)] for name in _SEEN_MAKE]
    columns = [shifted(values, offset) for offset in _OFFSETS for values in seen]
    for reach in _REACHES:
        for values in seen[:2]:
            columns.append(_mean(values, -reach, 0))
            columns.append(_mean(values, 1, reach + 1))
    return np.stack(columns, axis=1)


def shifted(values: NDArray[np.float64], offset: int) -> NDArray[np.float64]:
    """The value of the line ``offset`` further on, 0 beyond the page."""
    moved = np.zeros_like(values)
    if offset > 0:
        moved[:-offset] = values[offset:]
    elif offset < 0:
        moved[-offset:] = values[:offset]
    return moved


def _mean(values: NDArray[np.float64], low: int, high: int) -> NDArray[np.float64]:
    total = np.zeros_like(values)
    for offset in range(low, high):
        total += shifted(values, offset)
    return total / (high - low)
