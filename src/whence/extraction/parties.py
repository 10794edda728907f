"""Which parties and which items a phrase names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.extraction.phrases import PRONOUNS, case_of, conjuncts
from whence.extraction.scenes import ItemMention, PartyMention, Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import ItemClass
from whence.model.sentence import Token

LISTING = ("including", "like", "such as")
OPENERS = (*LISTING, "as", "namely")
DEPTH = 4
BOTH = "both"
"""The pronoun that "the two countries" and the like amount to: more than one party."""


@dataclass(frozen=True, slots=True)
class Named:
    """Parties named by a phrase; ``pronoun`` is set where the phrase is a pronoun still to be resolved."""

    codes: tuple[str, ...] = ()
    pronoun: str = ""

    @property
    def empty(self) -> bool:
        return not self.codes and not self.pronoun


def parties_at(scene: Scene, index: int, vocabulary: Vocabulary, *, places: bool = False) -> Named:
    """The parties that the phrase headed by ``index`` stands for; ``places`` also takes cities and regions."""
    codes: list[str] = []
    pronoun = ""
    for place in conjuncts(scene.sentence, index):
        token = scene.sentence.tokens[place]
        if _either_of(scene, place):
            continue
        found = _party_at(scene, token, vocabulary, places)
        codes.extend(code for code in found if code not in codes)
        if token.upos == "PRON" and token.text.lower() in PRONOUNS and place not in scene.parties:
            pronoun = token.text.lower()
        elif not found and token.lemma in vocabulary.language.collectives and _owned_by_pronoun(scene, place):
            pronoun = "it"
        elif not found and token.lemma in vocabulary.language.pointers and place not in scene.parties:
            owned = any(child.deprel == "nmod:poss" for child in scene.sentence.children(place))
            if owned and token.lemma in vocabulary.language.companions:
                continue
            if not owned and not any(True for _ in scene.sentence.children(place, "det", "nummod")):
                continue
            several = any(True for _ in scene.sentence.children(place, "nummod")) or token.text.lower() != token.lemma
            told_apart = any(True for _ in scene.sentence.children(place, "acl"))
            pronoun = "it" if not several else "they" if told_apart else BOTH
    return Named(tuple(codes), pronoun)


def _either_of(scene: Scene, index: int) -> bool:
    """ "either side of the war in Ukraine": which of them is left open."""
    either = any(child.text.lower() == "either" for child in scene.sentence.children(index, "det", "amod"))
    return either and any(
        case_of(scene.sentence, child.index) == "of" for child in scene.sentence.children(index, "nmod")
    )


def _owned_by_pronoun(scene: Scene, index: int) -> bool:
    """ "its army", "their forces"."""
    owners = (child for child in scene.sentence.children(index) if child.deprel == "nmod:poss")
    return any(owner.text.lower() in PRONOUNS for owner in owners)


def _party_at(scene: Scene, token: Token, vocabulary: Vocabulary, places: bool) -> list[str]:
    person = scene.people.get(token.index)
    if person is not None:
        return [person.party] if person.party else []
    mention = scene.parties.get(token.index)
    if mention is not None and (places or mention.form != "place"):
        return [mention.code]
    named = scene.sentence.children(token.index, "appos", "flat")
    beside = [scene.parties[child.index].code for child in named if child.index in scene.parties]
    behind = (each for each in scene.parties.values() if each.first == token.index + 1 and each.form == "name")
    beside += [each.code for each in behind if token.upos == "NOUN" and each.code not in beside]
    if beside or token.lemma in vocabulary.language.companions:
        return beside
    if any(
        child.lemma in vocabulary.language.trades for child in scene.sentence.children(token.index, "compound", "amod")
    ):
        return []
    armed = token.lemma in vocabulary.language.producers and any(
        child.index in scene.items for child in scene.sentence.children(token.index, "compound", "nmod")
    )
    if armed or token.lemma in (*vocabulary.language.collectives, *vocabulary.language.speakers):
        return [mention.code for mention in modifiers(scene, token.index) if mention.form != "place"]
    if token.lemma in vocabulary.language.pointers:
        return [mention.code for mention in modifiers(scene, token.index, LISTING)]
    if places and token.upos in ("NOUN", "PROPN") and token.lemma not in vocabulary.language.waters:
        return [mention.code for mention in modifiers(scene, token.index)]
    return []


def modifiers(
    scene: Scene, index: int, cases: tuple[str, ...] = ("of", "in", "from", "", "for", "to", *LISTING)
) -> Iterator[PartyMention]:
    """Parties that modify a noun: adjectives, possessors, compounds, "of" and "in" phrases, appositions, "X-based"."""
    for based in scene.sentence.children(index, "amod"):
        if based.lemma in ("base", "based"):
            homes = (scene.parties.get(child.index) for child in scene.sentence.children(based.index))
            yield from (replace(home, form="demonym") for home in homes if home is not None)
    for child in scene.sentence.children(index, "amod", "compound", "nmod", "appos", "flat", "obl"):
        close = child.relation not in ("nmod", "obl") or child.deprel == "nmod:poss"
        if close or case_of(scene.sentence, child.index) in cases:
            for place in conjuncts(scene.sentence, child.index):
                mention = scene.parties.get(place)
                person = scene.people.get(place)
                if mention is not None:
                    yield mention
                elif person is not None and person.party:
                    yield PartyMention(place, place, place, person.party, "name", person.name)


def items_at(scene: Scene, index: int, vocabulary: Vocabulary, depth: int = 0) -> list[ItemMention]:
    """The items that a phrase names: its head, what it contains, lists or includes."""
    found: list[ItemMention] = []
    for place in conjuncts(scene.sentence, index):
        token = scene.sentence.tokens[place]
        here = scene.items.get(place)
        if here is not None and here.classes == (ItemClass.UNSPECIFIED,) and _holds_items(scene, place):
            here = None
        if here is not None:
            found.append(here)
        if depth < DEPTH:
            for child in _inside(scene, token, vocabulary, opaque=here is not None):
                found.extend(items_at(scene, child, vocabulary, depth + 1))
    return list({mention.head: mention for mention in found}.values())


def _holds_items(scene: Scene, index: int) -> bool:
    """ "its stock of howitzers", "a new weapon, the missile": what it is of, or is called, says more."""
    for child in scene.sentence.children(index, "nmod", "appos"):
        item = scene.items.get(child.index)
        named = child.relation == "appos" and item is not None and item.classes != (ItemClass.UNSPECIFIED,)
        if named or (item is not None and case_of(scene.sentence, child.index) == "of"):
            return True
    return False


def _inside(scene: Scene, token: Token, vocabulary: Vocabulary, *, opaque: bool) -> Iterator[int]:
    """Phrases below a noun whose items are its own; an item is opaque but for what it includes."""
    language = vocabulary.language
    if token.lemma in language.labels:
        return
    held = token.index in scene.items
    container = (
        held or token.lemma in (*language.containers, *language.generics) or token.upos in ("NUM", "DET", "PRON", "SYM")
    )
    for child in scene.sentence.children(token.index):
        case = case_of(scene.sentence, child.index)
        lists = child.relation in ("nmod", "obl") and case in OPENERS
        names = child.relation == "appos" and (child.index in scene.items or not opaque)
        holds = child.relation == "nmod" and case in ("of", "with", "in", "")
        marked = scene.items.get(child.index) if child.relation in ("compound", "amod", "nmod") else None
        marks = marked is not None and not case
        known = marked is not None and bool(marked.systems) and not case
        if names and opaque and scene.items[child.index].classes == (ItemClass.UNSPECIFIED,):
            continue
        if lists or names or (not opaque and (known or (container and (holds or marks)))):
            yield child.index


def origin_of(scene: Scene, item: ItemMention, vocabulary: Vocabulary) -> tuple[str, bool]:
    """The party an item is said to come from, and whether a maker's word says so ("Iranian-made")."""
    sentence = scene.sentence
    for mention in scene.parties.values():
        if mention.last < item.first - 6 or mention.first >= item.head:
            continue
        if mention.form == "place" or not _modifies(scene, mention, item):
            continue
        following = [token.text.lower() for token in sentence.tokens[mention.last + 1 : mention.last + 3]]
        made = any(word in vocabulary.language.makers for word in following)
        return mention.code, made
    return "", False


def _modifies(scene: Scene, mention: PartyMention, item: ItemMention) -> bool:
    """Whether a party stands before an item as its modifier, through "-made" and other adjectives."""
    sentence = scene.sentence
    index = mention.head
    for _ in range(3):
        token = sentence.tokens[index]
        if token.relation not in ("amod", "compound", "nmod", "obl", "conj", "nsubj", "advmod") or token.head < 0:
            return False
        if token.relation in ("nmod", "obl") and case_of(sentence, index):
            return False
        if token.relation == "nmod" and token.deprel == "nmod:poss" and token.head == item.head:
            return True
        index = token.head
        if item.first <= index <= item.last or index == item.head:
            return True
    return False
