"""From scores of entity labels to names: the best sequence in which no name goes on that has not begun.

The exact search is that of Viterbi (1967), for all sentences of a batch at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_NEVER = np.float32(-1e4)
_LEAST = np.float32(1e-6)
_SHORT = 3
AGREEMENT = np.float32(0.7)
"""How far a word moves from its own sentence's verdict to that of all its places in the article."""
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
    _kinds: NDArray[np.intp] = field(init=False, repr=False)

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
        kinds = [label[2:] for label in self.named]
        object.__setattr__(self, "_kinds", np.array([sorted(set(kinds)).index(kind) for kind in kinds]))

    def agreed(self, named: Sequence[Array], sentences: Sequence[Sequence[str]]) -> list[Array]:
        """The scores of one article's sentences (word, label), drawn together where a word mostly capitalised recurs.

        What a word is in one sentence tells what it is in the next: a name seen among others gives away one that
        stands alone. Only kinds are drawn together; whether a name begins or goes on is for its sentence to say.
        """
        found = [_shares(scores[None])[0] for scores in named]
        again = _again(sentences)
        if not again:
            return found
        own = np.exp(np.stack([found[row][place] for group in again for row, place in group]))
        each = np.stack([own[:, self._kinds == kind].sum(axis=1) for kind in range(self._kinds.max() + 1)], axis=1)
        each = np.log(each + _LEAST)
        starts = np.cumsum([0, *map(len, again)])
        means = np.add.reduceat(each, starts[:-1], axis=0) / np.diff(starts)[:, None]
        moved = AGREEMENT * (np.repeat(means, np.diff(starts), axis=0) - each)[:, self._kinds]
        for (row, place), change in zip((spot for group in again for spot in group), moved, strict=True):
            found[row][place] += change
        return found

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


def _again(sentences: Sequence[Sequence[str]]) -> list[list[tuple[int, int]]]:
    """The places (sentence, word) of each word that recurs, in capitals at half of its places or more.

    A short word counts as itself in capitals alone: "US" is not "us".
    """
    places: dict[str, list[tuple[int, int]]] = {}
    capitals: Counter[str] = Counter()
    for row, words in enumerate(sentences):
        for place, word in enumerate(words):
            raised = word[:1].isupper()
            if raised or word[:1].isalpha():
                key = word.lower() if len(word) > _SHORT else word
                places.setdefault(key, []).append((row, place))
                capitals[key] += raised
    return [found for word, found in places.items() if len(found) > 1 and 2 * capitals[word] >= len(found)]


def _shares(scores: Array) -> Array:
    shifted = scores - scores.max(axis=2, keepdims=True)
    shares: Array = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
    return shares
