"""A sentence as the reader saw it: words, Universal Dependencies and named entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from whence.model.text import Span

ROOT = -1


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word. ``head`` is a place in the sentence, ``ROOT`` for its root.

    ``entity`` is PER, ORG, LOC or WEAPON with a ``B-`` or ``I-`` before it, or an empty string.
    """

    index: int
    span: Span
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    entity: str = ""

    @property
    def relation(self) -> str:
        """The relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
        return self.deprel.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``paragraph`` numbers the line of the article that holds the sentence; ``headline`` is true for titles."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    headline: bool = False
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != ROOT:
                below[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(tuple(places) for places in below))

    def mended(self, tokens: Iterable[Token]) -> Sentence:
        """The same sentence with its words hung otherwise; itself, where they would make no tree."""
        other = replace(self, tokens=tuple(tokens))
        roots = [token.index for token in other.tokens if token.head == ROOT]
        return other if len(roots) == 1 and len(other.subtree(roots[0])) == len(other.tokens) else self

    def children(self, index: int, *relations: str) -> Iterator[Token]:
        """Dependents in reading order, of these relations (subtypes included) or of all."""
        for place in self._children[index]:
            token = self.tokens[place]
            if not relations or token.deprel in relations or token.relation in relations:
                yield token

    def subtree(self, index: int) -> list[int]:
        """The places of a word and everything under it, sorted."""
        seen, stack = [], [index]
        while stack:
            place = stack.pop()
            seen.append(place)
            stack.extend(self._children[place])
        return sorted(seen)

    def ancestors(self, index: int) -> Iterator[Token]:
        """The head, its head, and so on to the root."""
        place = self.tokens[index].head
        while place != ROOT:
            token = self.tokens[place]
            yield token
            place = token.head
