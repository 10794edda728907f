"""What an article tells anywhere, before or after, of who uses which arms and where they come from.

Every answer abstains where the article leaves more than one candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whence.extraction.drafts import Draft
from whence.extraction.parties import origin_of
from whence.extraction.phrases import has_to
from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import ItemClass, Kind, Polarity, Stage
from whence.model.sentence import ROOT

CONTEXT_KINDS = (Kind.USE, Kind.EXPENDITURE)
VAGUE = frozenset({ItemClass.UNSPECIFIED, ItemClass.COMPONENT})
NEAR = 2
"""How many sentences away an origin may be told."""


@dataclass(frozen=True, slots=True)
class Arms:
    """Items told at a sentence, with whoever supplied and whoever holds them; an empty side is not told.

    ``used`` is true where the holder used or lost them, false where they were only made or handed over.
    """

    sentence: int
    classes: tuple[ItemClass, ...]
    systems: tuple[str, ...]
    suppliers: tuple[str, ...]
    holders: tuple[str, ...] = ()
    used: bool = False

    def may_be(self, draft: Draft) -> bool:
        """Whether the draft's items can be these: of one class, and of one system where both name any."""
        if not (set(self.classes) - VAGUE) & set(draft.classes):
            return False
        return not draft.systems or not self.systems or self.names(draft)

    def names(self, draft: Draft) -> bool:
        """Whether one of the draft's named systems is told of."""
        return bool(set(self.systems) & set(draft.systems))


class Background:
    """Built once for an article, from its scenes and from its drafts as far as their own sentences tell them."""

    def __init__(self, scenes: Sequence[Scene], drafts: Sequence[Iterable[Draft]], vocabulary: Vocabulary) -> None:
        self._designs = {item.slug: item.origin for item in vocabulary.pack.items}
        self._arms = [arms for number, found in enumerate(drafts) for arms in _told(number, found)]
        self._made = [
            arms
            for number, (scene, found) in enumerate(zip(scenes, drafts, strict=True))
            for arms in _made(number, scene, found, vocabulary)
        ]

    def fill(self, number: int, draft: Draft) -> Draft:
        """The holder of used or lost items, and their supplier, where the draft leaves them open."""
        if draft.kind not in CONTEXT_KINDS:
            return draft
        if not draft.recipients and happened(draft):
            draft = replace(draft, recipients=self._holder(draft))
        if draft.recipients and not draft.suppliers:
            draft = replace(draft, suppliers=self._supplier(number, draft))
        return draft

    def _holder(self, draft: Draft) -> tuple[str, ...]:
        """Whoever uses, or loses, such items: the only party that the article tells of so."""
        held = {arms.holders for arms in self._arms if arms.used and arms.holders and arms.may_be(draft)}
        holders = held.pop() if len(held) == 1 else ()
        return holders if not set(holders) & {*draft.against, *draft.suppliers} else ()

    def _supplier(self, number: int, draft: Draft) -> tuple[str, ...]:
        """Where the holder's items come from, as told close by; the holder's own make is an answer too."""
        near = [arms for arms in (*self._arms, *self._made) if abs(arms.sentence - number) <= NEAR]
        fits = [arms for arms in near if arms.suppliers and arms.may_be(draft) and self._agrees(arms, draft)]
        found = {arms.suppliers for arms in fits if not arms.holders or set(arms.holders) & set(draft.recipients)}
        return found.pop() if len(found) == 1 else ()

    def _agrees(self, arms: Arms, draft: Draft) -> bool:
        """Named systems are of an origin where they are told of with it, or are of that party's design."""
        designs = {self._designs.get(system) for system in draft.systems}
        return not designs or arms.names(draft) or designs <= set(arms.suppliers)


def happened(draft: Draft) -> bool:
    """Whether the event is told as a fact, not as what items are for: "an app to destroy drones", "drones used for"."""
    sentence = draft.scene.sentence
    token = sentence.tokens[draft.index]
    while token.relation == "conj" and token.head != ROOT:
        token = sentence.tokens[token.head]
    if draft.stage is not Stage.CARRIED_OUT or has_to(sentence, token.index):
        return False
    return token.relation not in ("acl", "amod") or any(p in draft.scene.parties for p in sentence.subtree(token.index))


def _told(number: int, drafts: Iterable[Draft]) -> Iterator[Arms]:
    """Used and lost items, and those that were handed over."""
    for draft in drafts:
        used = draft.kind in CONTEXT_KINDS
        passed = draft.kind is Kind.TRANSFER and draft.whole and draft.stage is Stage.CARRIED_OUT
        if (used or passed) and draft.climbed.polarity is Polarity.AFFIRMED:
            yield Arms(number, draft.classes, draft.systems, draft.suppliers, draft.recipients, used)


def _made(number: int, scene: Scene, drafts: Iterable[Draft], vocabulary: Vocabulary) -> Iterator[Arms]:
    """Items with a maker's word whose holder is not told: "Iranian-made drones"."""
    held = {item.head for draft in drafts if draft.recipients for item in draft.items}
    for item in scene.items.values():
        code, made = origin_of(scene, item, vocabulary)
        if made and item.head not in held:
            yield Arms(number, item.classes, item.systems, (code,))
