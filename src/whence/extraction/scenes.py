"""A sentence with its parties, people, outlets and items marked at the heads of their phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.extraction.phrases import wording
from whence.extraction.vocabulary import Atom, Match, PartyName, Vocabulary, atoms, slashed
from whence.model.claim import ItemClass
from whence.model.pack import ItemNoun
from whence.model.sentence import ROOT, Sentence


@dataclass(frozen=True, slots=True)
class PartyMention:
    """``form`` is name, demonym, seat, office, place or title; ``name`` is the party's own name.

    A title ("the prime minister") stands for the party in this article and is no name of it.
    """

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
    """``systems`` are slugs; ``civilian`` marks words that count only inside an arms event."""

    head: int
    first: int
    last: int
    classes: tuple[ItemClass, ...]
    systems: tuple[str, ...]
    civilian: bool
    countable: bool
    needs_giver: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Mentions by the place of their head. A token belongs to one mention of each sort at most.

    ``hidden`` are the places of names that only hold the name of a party or of arms: "Air India".
    """

    sentence: Sentence
    parties: dict[int, PartyMention]
    people: dict[int, PersonMention]
    outlets: dict[int, OutletMention]
    items: dict[int, ItemMention]
    hidden: frozenset[int] = frozenset()

    def covered(self, index: int, *, parties: bool = False) -> bool:
        """Whether the token stands inside the name of a person or an outlet, or of a party as well."""
        named = (*self.people.values(), *self.outlets.values(), *(self.parties.values() if parties else ()))
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
    hidden = _hidden(sequence, vocabulary)
    places = [found for found in vocabulary.parties.find(sequence) if not hidden >= {found.first, found.last}]
    people = {mention.head: mention for mention in _people(sentence, places, vocabulary)}
    outlets = {}
    for found in vocabulary.outlets.find(sequence):
        head = head_of(sentence, found.first, found.last)
        outlets[head] = OutletMention(head, found.first, found.last, found.value.name, found.value.party)
    scene = Scene(sentence, {}, people, outlets, {}, hidden)
    for place in places:
        head = head_of(sentence, place.first, place.last)
        if not scene.covered(head):
            party = place.value.party
            scene.parties[head] = PartyMention(head, place.first, place.last, party.code, place.value.form, party.name)
    for item in _items(sentence, sequence, hidden, vocabulary):
        if not scene.covered(item.head):
            scene.items[item.head] = item
    return scene


def _people(sentence: Sentence, places: list[Match[PartyName]], vocabulary: Vocabulary) -> Iterator[PersonMention]:
    """People the pack knows, then names the reader saw that are no party's."""
    taken = {index for place in places for index in range(place.first, place.last + 1)}
    for found in vocabulary.people.find(atoms(sentence)):
        head = head_of(sentence, found.first, found.last)
        taken.update(range(found.first, found.last + 1))
        words = wording(sentence, found.first, found.last)
        yield PersonMention(head, found.first, found.last, words, found.value.party)
    for first, last in entities(sentence, "PER"):
        if not taken & set(range(first, last + 1)):
            name = wording(sentence, first, last)
            yield PersonMention(head_of(sentence, first, last), first, last, name, None)


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


def _hidden(sequence: list[Atom], vocabulary: Vocabulary) -> frozenset[int]:
    """The places of all decoys: "Air India", "the Patriot Act"."""
    return frozenset(
        place for found in vocabulary.decoys.find(sequence) for place in range(found.first, found.last + 1)
    )


def _items(
    sentence: Sentence, sequence: list[Atom], hidden: frozenset[int], vocabulary: Vocabulary
) -> Iterator[ItemMention]:
    """Named systems and common nouns; "Shahed-136 drones" is one mention, of drones, with the system's slug."""
    nouns = {}
    for noun in vocabulary.nouns.find(sequence):
        if hidden >= {noun.first, noun.last}:
            continue
        head, value = head_of(sentence, noun.first, noun.last), noun.value
        if (
            _nominal(sentence, noun)
            and not _is_against(sentence, noun, vocabulary)
            and not _is_civilian(sentence, head, hidden, vocabulary)
        ):
            nouns[head] = ItemMention(
                head, noun.first, noun.last, value.classes, (), value.needs_context, value.countable, value.needs_giver
            )
    armed = any(not noun.civilian for noun in nouns.values())
    for found in vocabulary.items.find(slashed(sentence, sequence)):
        item = found.value
        if hidden >= {found.first, found.last}:
            continue
        head = head_of(sentence, found.first, found.last)
        owner = _described(sentence, head, found.last, nouns)
        if owner is not None:
            classes = tuple(name for name in owner.classes if name in item.classes) or item.classes
            nouns[owner.head] = replace(
                owner,
                first=min(owner.first, found.first),
                classes=classes,
                systems=(*owner.systems, item.slug),
                civilian=False,
                countable=True,
            )
        else:
            doubtful = item.ambiguous and not armed and not sentence.headline
            yield ItemMention(head, found.first, found.last, item.classes, (item.slug,), doubtful, True)
    yield from (noun for noun in _specific(sentence, nouns).values() if not _carries(sentence, noun, nouns, vocabulary))


def _specific(sentence: Sentence, nouns: dict[int, ItemMention]) -> dict[int, ItemMention]:
    """ "drone inventory" and "combat trainer aircraft" are one mention each, with the classes of the compound."""
    kept = {head: noun for head, noun in nouns.items() if not _of_other_trade(sentence, noun, nouns)}
    for head, noun in nouns.items():
        for child in sentence.children(head, "compound", "amod") if head in kept else ():
            if child.index not in kept or child.index == head:
                continue
            inner = kept[child.index]
            if noun.classes == (ItemClass.UNSPECIFIED,) or set(noun.classes) & set(inner.classes):
                kept[head] = replace(inner, head=head, last=noun.last, systems=(*inner.systems, *kept[head].systems))
                del kept[child.index]
    return kept


def _carries(sentence: Sentence, noun: ItemMention, nouns: dict[int, ItemMention], vocabulary: Vocabulary) -> bool:
    """ "planes loaded with food": what only carries other things than arms."""
    for child in sentence.children(noun.head, "acl", "amod") if noun.civilian else ():
        inside = sentence.subtree(child.index)
        if child.index > noun.head and child.lemma in vocabulary.language.ladings and not nouns.keys() & set(inside):
            return len(inside) > 1
    return False


def _is_civilian(sentence: Sentence, head: int, hidden: frozenset[int], vocabulary: Vocabulary) -> bool:
    """ "water tanks", "blood-delivery drones", "737 Max jets": a modifier, or a part of one, says what for."""
    modifiers = tuple(
        child
        for child in sentence.children(head, "compound", "amod", "nmod")
        if child.index < head and child.deprel != "nmod:poss"
    )
    if any(child.index in hidden for child in modifiers):
        return True
    words = {sentence.tokens[place].lemma for child in modifiers for place in sentence.subtree(child.index)}
    return any(part in vocabulary.language.civilian for word in words for part in (word, *word.split("-")))


def _of_other_trade(sentence: Sentence, noun: ItemMention, nouns: dict[int, ItemMention]) -> bool:
    """ "power equipment": a word for things in general whose compound is no word for arms."""
    if not noun.civilian or noun.classes != (ItemClass.UNSPECIFIED,):
        return False
    return any(
        child.index < noun.first and child.index not in nouns and child.upos == "NOUN"
        for child in sentence.children(noun.head, "compound")
    )


def _described(sentence: Sentence, head: int, last: int, nouns: dict[int, ItemMention]) -> ItemMention | None:
    """The common noun that a system's name belongs to, directly behind it or above it."""
    if head in nouns:
        return nouns[head]
    for _ in range(3):
        token = sentence.tokens[head]
        if token.relation not in ("compound", "amod", "flat", "appos", "nmod", "conj") or token.head == ROOT:
            break
        head = token.head
        if head in nouns and head > last:
            return nouns[head]
    return next((noun for noun in nouns.values() if noun.first == last + 1), None)


def _is_against(sentence: Sentence, found: Match[ItemNoun], vocabulary: Vocabulary) -> bool:
    """ "anti-armour": the second half of a word whose first half says that it is meant against that."""
    first = sentence.tokens[found.first].text.lower().replace("‑", "-").partition("-")[0]
    return first in vocabulary.language.against and not any(word.startswith(first) for word in found.value.words)


def _nominal(sentence: Sentence, found: Match[ItemNoun]) -> bool:
    return sentence.tokens[head_of(sentence, found.first, found.last)].upos in ("NOUN", "PROPN", "ADJ", "X", "NUM")
