"""From scores of entity labels to names: the best sequence in which no name goes on that has not begun.

The exact search is that of Viterbi (1967), for all sentences of a batch at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_NEVER = np.float32(-1e4)
WEAPON = "WEAPON"


@dataclass(frozen=True, slots=True)
class Names:
    """Joins two heads: ``named`` knows names of people, organisations and places, ``defence`` also weapons.

    Names come from the first; the second decides only whether what is no name is a weapon.
    """

    named: tuple[str, ...]
    defence: tuple[str, ...]
    labels: tuple[str, ...] = field(init=False)
    _moves: Array = field(init=False, repr=False)
    _weapons: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        weapons = tuple(place for place, label in enumerate(self.defence) if label.endswith(WEAPON))
        labels = self.named + tuple(self.defence[place] for place in weapons)
        moves = np.zeros((len(labels) + 1, len(labels)), dtype=np.float32)
        for before, one in enumerate((*labels, "")):
            for after, other in enumerate(labels):
                if other[:2] == "I-" and one[2:] != other[2:]:
                    moves[before, after] = _NEVER
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "_moves", moves)
        object.__setattr__(self, "_weapons", weapons)

    def decode(self, named: Array, defence: Array, sizes: Sequence[int]) -> list[tuple[str, ...]]:
        """The labels of each sentence; scores are (sentence, word, label), ``sizes`` counts the words of each."""
        scores = self._joint(named, defence)
        reached = [scores[:, 0] + self._moves[-1]]
        came: list[NDArray[np.intp]] = []
        for word in range(1, scores.shape[1]):
            paths = reached[-1][:, :, None] + self._moves[None, :-1]
            came.append(paths.argmax(axis=1))
            reached.append(paths.max(axis=1) + scores[:, word])
        return [
            self._path([came[word][row] for word in range(size - 1)], reached[size - 1][row])
            for row, size in enumerate(sizes)
        ]

    def _joint(self, named: Array, defence: Array) -> Array:
        """Logarithms of the shares of all labels: no name and a weapon, no name and no weapon, or a name."""
        first, second = _shares(named), _shares(defence)
        weapons = [second[:, :, place] for place in self._weapons]
        nothing = self.named.index("O")
        none = np.log(np.maximum(1 - np.exp(np.stack(weapons)).sum(axis=0), 1e-6))
        joint = [first[:, :, place] + (none if place == nothing else 0) for place in range(len(self.named))]
        joint += [first[:, :, nothing] + weapon for weapon in weapons]
        stacked: Array = np.stack(joint, axis=2)
        return stacked

    def _path(self, came: Sequence[NDArray[np.intp]], last: Array) -> tuple[str, ...]:
        label = int(last.argmax())
        found = [label]
        for step in reversed(came):
            label = int(step[label])
            found.append(label)
        return tuple("" if self.labels[each] == "O" else self.labels[each] for each in reversed(found))


def _shares(scores: Array) -> Array:
    shifted = scores - scores.max(axis=2, keepdims=True)
    shares: Array = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
    return shares
