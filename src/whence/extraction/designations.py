"""Phrases that name a party in one article only: "the prime minister", "the North", "the Lebanese group".

Every phrase abstains where the article leaves more than one party for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.extraction.phrases import case_of, wording
from whence.extraction.scenes import PartyMention, Scene
from whence.extraction.vocabulary import Vocabulary, wordings
from whence.model.sentence import Token

TITLE = "title"
"""The form of a mention that stands for a party here, and is no name of it."""
SPELLINGS = {"defense": "defence", "premier": "prime minister"}
BEFORE = ("compound", "amod", "nmod", "nummod", "det")


class Designations:
    """What the article's own names give such phrases to stand for."""

    def __init__(self, scenes: Sequence[Scene], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        codes = {mention.code for scene in scenes for mention in scene.parties.values()}
        self._parties = [party for party in vocabulary.pack.parties if codes & {party.code, *party.beside}]
        self._groups = [party for party in self._parties if party.kind == "group" and party.code in codes]
        self._holders: dict[str, set[str]] = {}
        for name in {mention.name for scene in scenes for mention in scene.people.values()}:
            person = vocabulary.person_of.get(name) or vocabulary.surnames.get(name.split()[-1].casefold())
            if person is not None:
                self._holders.setdefault(_spelled(person.office), set()).add(person.party)

    def complete(self, scene: Scene) -> Scene:
        """The scene with the parties that its designations stand for."""
        found = dict(self._found(scene)) if self._holders or self._groups or self._parties else {}
        return replace(scene, parties={**scene.parties, **found}) if found else scene

    def _found(self, scene: Scene) -> Iterator[tuple[int, PartyMention]]:
        for token in scene.sentence.tokens:
            if token.upos not in ("NOUN", "PROPN") or scene.covered(token.index, parties=True):
                continue
            codes = self._short(scene, token) or self._office(scene, token) or self._group(scene, token)
            if len(codes) == 1:
                party = self._vocabulary.party_of[codes.pop()]
                yield token.index, PartyMention(token.index, token.index, token.index, party.code, TITLE, party.name)

    def _short(self, scene: Scene, token: Token) -> set[str]:
        """ "the North", "the island", and "North" alone at the head of a headline's clause."""
        word = token.text
        named = [party for party in self._parties if word in party.shorts]
        if not named or token.relation in ("compound", "flat") or case_of(scene.sentence, token.index) == "in":
            return set()
        before = [child for child in scene.sentence.children(token.index, *BEFORE) if child.index < token.index]
        bare = scene.sentence.headline and word[:1].isupper() and not before
        definite = [child.text.lower() for child in before] == ["the"]
        return {party.code for party in named} if definite or bare else set()

    def _office(self, scene: Scene, token: Token) -> set[str]:
        """The party of those of the article who hold an office told without a name: "the prime minister"."""
        if not self._holders or not _is_alone(scene, token):
            return set()
        words = _spelled(_phrase(scene, token))
        exact = self._holders.get(words)
        return exact or {
            code for office, codes in self._holders.items() if office.endswith(f" {words}") for code in codes
        }

    def _group(self, scene: Scene, token: Token) -> set[str]:
        """ "the militia" is the only group named; "a Russian military company" the only one of that home."""
        bands = self._vocabulary.language.bands
        if not self._groups or not any(words in bands for words in wordings(scene.sentence, token)):
            return set()
        children = [child for child in scene.sentence.children(token.index, *BEFORE) if child.index < token.index]
        homes = {scene.parties[child.index].code for child in children if child.index in scene.parties}
        if homes:
            return {group.code for group in self._groups if homes & set(group.homes)}
        the = any(child.text.lower() == "the" for child in children) and _is_alone(scene, token)
        return {group.code for group in self._groups} if the else set()


def _is_alone(scene: Scene, token: Token) -> bool:
    """Whether a definite phrase, or one in capitals, names neither its owner nor its holder."""
    children = list(scene.sentence.children(token.index))
    definite = any(child.text.lower() == "the" for child in children) or token.text[:1].isupper()
    named = any(
        place in scene.parties or place in scene.people
        for child in children
        if child.relation in (*BEFORE, "flat", "appos")
        for place in scene.sentence.subtree(child.index)
    )
    owned = any(child.deprel == "nmod:poss" for child in children)
    held = token.relation in ("appos", "flat", "compound") or token.deprel == "nmod:desc"
    return definite and not (named or owned or held)


def _phrase(scene: Scene, token: Token) -> str:
    """An office in its own words: "prime minister", "secretary of state"."""
    first = last = token.index
    for child in scene.sentence.children(token.index, "compound", "amod", "nmod"):
        if child.index < token.index:
            first = min(first, child.index)
        elif case_of(scene.sentence, child.index) == "of":
            last = max(last, child.index)
    return wording(scene.sentence, first, last)


def _spelled(office: str) -> str:
    words = office.lower().split()
    return " ".join(SPELLINGS.get(word, word) for word in words)
