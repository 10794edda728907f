"""A sentence with its parties, people, outlets and items marked at the heads of their phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whence.extraction.vocabulary import Match, Vocabulary, atoms
from whence.model.claim import ItemClass
from whence.model.sentence import ROOT, Sentence


@dataclass(frozen=True, slots=True)
class PartyMention:
    """``form`` is name, demonym, seat, office or place; ``name`` is the party's own name."""

    head: int
    first: int
    last: int
    code: str
    form: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    head: int
    first: int
    last: int
    name: str
    party: str | None


@dataclass(frozen=True, slots=True)
class OutletMention:
    head: int
    first: int
    last: int
    name: str
    party: str | None


@dataclass(frozen=True, slots=True)
class ItemMention:
    """``system`` is a slug or empty; ``civilian`` marks words that count only inside an arms event."""

    head: int
    first: int
    last: int
    classes: tuple[ItemClass, ...]
    system: str
    civilian: bool
    countable: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """Mentions by the place of their head. A token belongs to one mention of each sort at most."""

    sentence: Sentence
    parties: dict[int, PartyMention]
    people: dict[int, PersonMention]
    outlets: dict[int, OutletMention]
    items: dict[int, ItemMention]

    def covered(self, index: int) -> bool:
        """Whether the token stands inside the name of a person or an outlet."""
        named = (*self.people.values(), *self.outlets.values())
        return any(mention.first <= index <= mention.last for mention in named)


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token from ``first`` to ``last`` that hangs highest: the last whose head lies outside."""
    for index in range(last, first - 1, -1):
        head = sentence.tokens[index].head
        if head == ROOT or not first <= head <= last:
            return index
    return last


def stage_scene(sentence: Sentence, vocabulary: Vocabulary) -> Scene:
    """Marks every mention of a sentence."""
    sequence = atoms(sentence)
    people = {mention.head: mention for mention in _people(sentence, vocabulary)}
    outlets = {}
    for found in vocabulary.outlets.find(sequence):
        head = head_of(sentence, found.first, found.last)
        outlets[head] = OutletMention(head, found.first, found.last, found.value.name, found.value.party)
    scene = Scene(sentence, {}, people, outlets, {})
    for place in vocabulary.parties.find(sequence):
        head = head_of(sentence, place.first, place.last)
        if not scene.covered(head):
            party = place.value.party
            scene.parties[head] = PartyMention(
                head, place.first, place.last, party.code, place.value.form, party.name
            )
    for item in _items(sentence, vocabulary):
        if not scene.covered(item.head):
            scene.items[item.head] = item
    return scene


def _people(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[PersonMention]:
    taken: set[int] = set()
    for found in vocabulary.people.find(atoms(sentence)):
        head = head_of(sentence, found.first, found.last)
        taken.update(range(found.first, found.last + 1))
        yield PersonMention(head, found.first, found.last, found.value.name, found.value.party)
    for first, last in entities(sentence, "PER"):
        if not taken & set(range(first, last + 1)):
            words = sentence.tokens[first].span.joined(sentence.tokens[last].span)
            name = " ".join(token.text for token in sentence.tokens[first : last + 1])
            yield PersonMention(head_of(sentence, first, last), first, last, name if words else name, None)


def entities(sentence: Sentence, label: str) -> Iterator[tuple[int, int]]:
    """First and last places of the named entities of one label."""
    first = None
    for token in (*sentence.tokens, None):
        inside = token is not None and token.entity == f"I-{label}"
        if first is not None and not inside:
            yield first, (token.index if token is not None else len(sentence.tokens)) - 1
            first = None
        if token is not None and token.entity == f"B-{label}":
            first = token.index


def _items(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[ItemMention]:
    """Named systems and common nouns; where both meet, the phrase is one mention with the name's slug."""
    sequence = atoms(sentence)
    systems = list(vocabulary.items.find(sequence))
    nouns = [noun for noun in vocabulary.nouns.find(sequence) if _nominal(sentence, noun)]
    for found in systems:
        item = found.value
        if item.ambiguous and not _arms_around(found, nouns, sentence):
            continue
        head = head_of(sentence, found.first, found.last)
        yield ItemMention(head, found.first, found.last, item.classes, item.slug, False, True)
    named = {index for found in systems for index in range(found.first, found.last + 1)}
    for noun in nouns:
        head = head_of(sentence, noun.first, noun.last)
        if head in named:
            continue
        value = noun.value
        yield ItemMention(head, noun.first, noun.last, value.classes, "", value.needs_context, value.countable)


def _nominal(sentence: Sentence, found: Match[object]) -> bool:
    return sentence.tokens[head_of(sentence, found.first, found.last)].upos in ("NOUN", "PROPN", "ADJ", "X", "NUM")


def _arms_around(found: Match[object], nouns: list[Match[object]], sentence: Sentence) -> bool:
    """Whether an arms noun stands in the same sentence, so that "Patriot" is likely the missile."""
    return bool(nouns) or sentence.headline
