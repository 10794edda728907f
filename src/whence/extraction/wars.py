"""The wars of an article's days: whose weapons fall on whom, and whose are shot down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whence.extraction.background import CONTEXT_KINDS, happened
from whence.extraction.drafts import Draft
from whence.extraction.parties import parties_at
from whence.extraction.phrases import case_of
from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import ItemClass, Kind
from whence.model.document import Article

OVER = ("over", "in", "near", "above", "around", "outside", "off")
FELLED = ("shoot_down", "intercept")
"""Frames of verbs for what falls from the sky."""
FELLING = ("shoot_down", "destroy")
FLYING = frozenset({ItemClass.UAV, ItemClass.MISSILE})
"""Classes that fly at the other side: those shot down over a country are not its own."""


class Wars:
    """The pack's conflicts that go on when an article is published."""

    def __init__(self, article: Article, scenes: Sequence[Scene], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        day = article.published.interval.end
        self._wars = [
            war
            for war in vocabulary.pack.conflicts
            if day is None or (war.start <= day and (war.end is None or day <= war.end))
        ]
        self._sides = [sides for war in self._wars for sides in (war.sides, war.sides[::-1])]
        self._headline = _states(scenes[0]) if scenes and scenes[0].sentence.headline else set()

    def at_war(self, code: str) -> bool:
        party = self._vocabulary.party_of.get(code)
        return (party is not None and party.kind == "group") or self.takes_side(code)

    def takes_side(self, code: str) -> bool:
        return any(code == ours for ours, _ in self._sides)

    def opponent(self, draft: Draft) -> Draft:
        """What one side of a war shoots down is the other's, and what hits one side is the other's."""
        if draft.recipients or not draft.against or draft.kind not in CONTEXT_KINDS:
            return draft
        for ours, theirs in self._sides:
            if ours in draft.against and theirs not in draft.against:
                against = draft.against if draft.kind is Kind.USE else ()
                return replace(draft, recipients=(theirs,), against=against)
        return draft

    def felled(self, draft: Draft) -> Draft:
        """What is shot down over one side, or as one side says, is the other's, where nobody is told to do it."""
        told = draft.recipients or draft.against or draft.trigger.frame not in FELLED
        if told or not happened(draft) or not set(draft.classes) <= FLYING:
            return draft
        speaker = draft.links[-1].party if draft.links else None
        for codes in (self._over(draft), (speaker,)):
            fallen = {theirs for ours, theirs in self._sides if ours in codes and theirs not in codes}
            if len(fallen) == 1:
                return replace(draft, recipients=(fallen.pop(),))
        return draft

    def backed(self, draft: Draft) -> Draft:
        """Arms of those who arm one side in the open go to it, where its war is the matter and nobody else is named."""
        open_side = draft.kind in (Kind.TRANSFER, Kind.TRAINING) and draft.suppliers and not draft.recipients
        if not open_side or _goes_somewhere(draft):
            return draft
        named = self._headline | _states(draft.scene)
        for war in self._wars:
            others = named - {*war.sides, *war.backers}
            if war.backed in named and not others and set(draft.suppliers) <= set(war.backers):
                return replace(draft, recipients=(war.backed,))
        return draft

    def _over(self, draft: Draft) -> tuple[str, ...]:
        """The parties whose country the event is said to have been in."""
        sentence = draft.scene.sentence
        for child in sentence.children(draft.index, "obl"):
            if case_of(sentence, child.index) in OVER:
                codes = parties_at(draft.scene, child.index, self._vocabulary, places=True).codes
                if codes:
                    return codes
        return ()


def _states(scene: Scene) -> set[str]:
    return {mention.code for mention in scene.parties.values()}


def _goes_somewhere(draft: Draft) -> bool:
    """Whether the words say where to, though not to which party: "to bases in Europe"."""
    heads = (draft.index, *(item.head for item in draft.items))
    phrases = (child for head in heads for child in draft.scene.sentence.children(head, "obl", "nmod"))
    return any(case_of(draft.scene.sentence, child.index) in ("to", "into", "for") for child in phrases)
