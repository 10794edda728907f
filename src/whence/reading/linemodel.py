"""Tells the article's own lines from the rest of a page: logistic regression on each line, then the best whole page.

Trained by ``training/lines.py``; weights in ``lang/en/lines.json``. The last step is Viterbi's algorithm (1967) over
a page that goes from what stands before the article, through its body with what is put into it, to what stands after.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from whence.errors import DataError
from whence.reading.features import look, names
from whence.reading.litter import Hit, Litter
from whence.tables import read_text

_BEFORE, _BODY, _INSIDE, _AFTER = range(4)
_MOST = 4.0
"""No line counts for more than this for or against the article, in log odds."""


@dataclass(frozen=True, slots=True)
class LineModel:
    """``interrupt`` is the price of leaving the body for an insert, ``linger`` that of each further line of it."""

    weights: NDArray[np.float64]
    bias: float
    interrupt: float
    linger: float

    def odds(self, lines: Sequence[str], hits: Sequence[tuple[Hit, ...]], litter: Litter) -> NDArray[np.float64]:
        """The log odds of each line to be the article's own, by itself and its surroundings."""
        return np.asarray(look(lines, hits, litter) @ self.weights + self.bias, dtype=np.float64)

    def own(self, lines: Sequence[str], hits: Sequence[tuple[Hit, ...]], litter: Litter) -> list[bool]:
        """Which lines are the article's own running text."""
        return self.decide(self.odds(lines, hits, litter)) if lines else []

    def decide(self, odds: NDArray[np.float64]) -> list[bool]:
        """The best path through the page."""
        scores = np.clip(odds, -_MOST, _MOST) / 2
        prices = np.full((4, 4), -np.inf)
        prices[_BEFORE, [_BEFORE, _BODY]] = prices[_AFTER, _AFTER] = 0.0
        prices[_BODY] = [-np.inf, 0.0, -self.interrupt, 0.0]
        prices[_INSIDE] = [-np.inf, 0.0, -self.linger, -np.inf]
        best = np.array([0.0, 0.0, -np.inf, -np.inf]) + _seen(scores[0])
        steps = []
        for score in scores[1:]:
            reached = best[:, None] + prices
            steps.append(reached.argmax(axis=0))
            best = reached.max(axis=0) + _seen(score)
        state = int(best.argmax())
        path = [state]
        for step in reversed(steps):
            state = int(step[state])
            path.append(state)
        return [state == _BODY for state in reversed(path)]


def _seen(score: float) -> NDArray[np.float64]:
    return np.array([-score, score, -score, -score])


@cache
def load_line_model(language: str = "en") -> LineModel:
    """Raises DataError where the weights were made for other features."""
    values = json.loads(read_text(f"whence.lang.{language}", "lines.json"))
    if values["features"] != list(names()):
        raise DataError("lines.json: made for other features; train it again with training/lines.py")
    weights = np.array(values["weights"], dtype=np.float64)
    return LineModel(weights, values["bias"], values["interrupt"], values["linger"])
