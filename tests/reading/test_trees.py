"""Trees: whatever the scores, one root and no circle; and the best such tree, by trying them all."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.trees import heads


def is_tree(found: tuple[int, ...]) -> bool:
    if found.count(0) != 1:
        return False
    for place in range(1, len(found) + 1):
        seen = set()
        while place and place not in seen:
            seen.add(place)
            place = found[place - 1]
        if place:
            return False
    return True


def best_of_all(scores: np.ndarray) -> float:
    size = len(scores)
    trees = (found for found in product(range(size + 1), repeat=size) if is_tree(found))
    return max(sum(scores[word, head] for word, head in enumerate(found)) for found in trees)


@given(st.integers(0, 10**6), st.integers(1, 4))
def test_the_tree_is_the_best_of_all(seed: int, size: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    found = tuple(heads(scores).tolist())
    assert is_tree(found)
    assert sum(scores[word, head] for word, head in enumerate(found)) == pytest.approx(best_of_all(scores), abs=1e-4)


@given(st.integers(0, 10**6), st.integers(1, 40))
def test_long_sentences_too_get_a_tree(seed: int, size: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(tuple(heads(scores).tolist()))


def test_clear_scores_are_taken_as_they_are() -> None:
    scores = np.full((3, 4), -9, dtype=np.float32)
    for word, head in enumerate([2, 0, 2]):
        scores[word, head] = 9
    assert heads(scores).tolist() == [2, 0, 2]
