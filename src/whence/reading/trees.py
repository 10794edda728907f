"""From scores of heads to a tree: every word has one head, one word hangs from the root, nothing turns in circles.

The exact search is that of Chu and Liu (1965) and Edmonds (1967); most sentences need no search.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

_ONE_ROOT = 1e5


def heads(scores: Scores) -> Heads:
    """The best tree over ``scores`` (word, 1 + head), column 0 being the root.

    Gives for each word the column of its head: 0 for the root, ``place + 1`` for a word.
    """
    size = scores.shape[0]
    itself = scores.copy()
    itself[np.arange(size), np.arange(size) + 1] = -np.inf
    best: Heads = itself.argmax(axis=1)
    if _is_tree(best.tolist()):
        return best
    full = np.full((size + 1, size + 1), -np.inf, dtype=np.float64)
    full[1:] = itself
    full[1:, 0] -= _ONE_ROOT
    return np.array(_best_arborescence(full)[1:], dtype=np.int64)


def _is_tree(best: list[int]) -> bool:
    if best.count(0) != 1:
        return False
    return _circle([0, *best]) == []


def _circle(best: list[int]) -> list[int]:
    """The nodes of one circle in head pointers (node 0 is the root), or nothing."""
    state = [0] * len(best)
    state[0] = -1
    for start in range(1, len(best)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = best[node]
        if state[node] == start:
            ring = [node]
            while best[ring[-1]] != node:
                ring.append(best[ring[-1]])
            return ring
        node = start
        while state[node] == start:
            state[node] = -1
            node = best[node]
    return []


def _best_arborescence(scores: NDArray[np.float64]) -> list[int]:
    """Heads of the best tree under node 0; ``scores`` is (node, head). Contracts one circle at a time."""
    best = [0, *scores[1:].argmax(axis=1).tolist()]
    ring = _circle(best)
    if not ring:
        return best
    inside = np.zeros(len(best), dtype=bool)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    members = np.flatnonzero(inside)
    kept = scores[members, [best[node] for node in members]]
    entering = scores[members[:, None], outside] - kept[:, None]
    leaving = scores[outside[:, None], members]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[outside[:, None], outside]
    small[size, :size] = entering.max(axis=0)
    small[:size, size] = leaving.max(axis=1)
    return _opened(best, _best_arborescence(small), outside, members, entering.argmax(axis=0), leaving.argmax(axis=1))


def _opened(
    best: list[int], found: list[int], outside: Heads, members: Heads, enter: NDArray[np.intp], leave: NDArray[np.intp]
) -> list[int]:
    """The tree over all nodes from the tree in which the circle was one node, the last."""
    size = len(outside)
    opened = list(best)
    for place in range(1, size):
        head = found[place]
        opened[outside[place]] = int(members[leave[place]]) if head == size else int(outside[head])
    opened[int(members[enter[found[size]]])] = int(outside[found[size]])
    return opened
