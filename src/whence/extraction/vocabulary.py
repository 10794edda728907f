"""Looks up the words of a pack and a language in sentences: longest match, tolerant of hyphens and plurals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

from whence.model.language import Language, OperatorWord, Speaker
from whence.model.pack import Frame, Item, ItemNoun, Outlet, Pack, Party, Person, Trigger
from whence.model.sentence import Sentence, Token

T = TypeVar("T")
DASHES = "-‐‑–/"
CASED = 4
"""Names in capitals up to this length ("US", "IS", "NATO") match only in capitals."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of letters and digits inside a token, with the forms it may be looked up by."""

    index: int
    text: str
    forms: tuple[str, ...]


def atoms(sentence: Sentence) -> list[Atom]:
    """The tokens of a sentence cut at hyphens and slashes; dashes themselves are left out."""
    found = []
    for token in sentence.tokens:
        parts = _cut(token.text)
        for part in parts:
            lower = part.lower()
            forms = [lower]
            if len(parts) == 1 and token.lemma and token.lemma != lower:
                forms.append(token.lemma)
            if lower.endswith("s") and len(lower) > 2:
                forms.append(lower[:-1])
            found.append(Atom(token.index, part, tuple(forms)))
    return found


def atoms_of(words: str) -> list[Atom]:
    """The same of words that nobody parsed, with their place among the words."""
    parts = [(place, part.strip(".,;:()[]*")) for place, word in enumerate(words.split()) for part in _cut(word)]
    return [Atom(place, part, (part.lower(), part.lower().removesuffix("'s"))) for place, part in parts if part]


def slashed(sentence: Sentence, sequence: list[Atom]) -> list[Atom]:
    """The atoms with the name said again before each further number: "Shahed-136/131" is two systems."""
    found: list[Atom] = []
    for before, atom in zip((None, *sequence), sequence, strict=False):
        numbers = before is not None and before.text.isdigit() and atom.text.isdigit()
        if before is not None and numbers and len(found) > 1 and _slash_between(sentence, before.index, atom.index):
            found.append(replace(found[-2], index=atom.index))
        found.append(atom)
    return found


def _slash_between(sentence: Sentence, first: int, last: int) -> bool:
    inside = sentence.tokens[first : last + 1] if first == last else sentence.tokens[first + 1 : last]
    return any("/" in token.text for token in inside)


def _cut(text: str) -> list[str]:
    for dash in DASHES:
        text = text.replace(dash, " ")
    return text.replace("’", "'").split()


def _key(phrase: str) -> tuple[str, ...]:
    """The atoms of a phrase as the reader's tokens would give them ("Sunak's" is two)."""
    return tuple(part for word in _cut(phrase.lower()) for part in word.replace("'s", " 's").split())


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at the tokens ``first`` to ``last``, both included."""

    first: int
    last: int
    value: T


class PhraseTable(Generic[T]):
    """Phrases and what they stand for; the first meaning given to a phrase stands.

    ``cased`` phrases want a capital if they have one; where they are ``strict``, each of theirs ("Oman Air").
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, cased: bool, strict: bool = False) -> None:
        self._rows: dict[tuple[str, ...], list[tuple[str, T]]] = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)
        self._cased, self._strict = cased, strict
        for phrase, value in phrases:
            key = _key(phrase)
            if key:
                self._rows[key].append((phrase, value))
                self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def find(self, sequence: list[Atom]) -> Iterator[Match[T]]:
        """Longest matches from left to right, none inside another."""
        place = 0
        while place < len(sequence):
            step, value = self._at(sequence, place)
            if value is not None:
                yield Match(sequence[place].index, sequence[place + step - 1].index, value)
            place += max(step, 1)

    def _at(self, sequence: list[Atom], place: int) -> tuple[int, T | None]:
        longest = max((self._longest.get(form, 0) for form in sequence[place].forms), default=0)
        for length in range(min(longest, len(sequence) - place), 0, -1):
            window = sequence[place : place + length]
            head = tuple(atom.forms[0] for atom in window[:-1])
            for form in window[-1].forms:
                for phrase, value in self._rows.get((*head, form), ()):
                    if self._fits(phrase, window):
                        return length, value
        return 0, None

    def _fits(self, phrase: str, window: list[Atom]) -> bool:
        if not self._cased:
            return True
        if self._strict:
            pairs = zip(_cut(phrase), window, strict=False)
            return all(atom.text[:1].isupper() or not part[:1].isupper() for part, atom in pairs)
        if phrase.isupper() and len(phrase) <= CASED:
            return "".join(atom.text for atom in window).rstrip("s").isupper()
        return phrase[:1].islower() or any(atom.text[:1].isupper() or atom.text[:1].isdigit() for atom in window)


@dataclass(frozen=True, slots=True)
class PartyName:
    """One way to name a party. ``form`` is name, demonym, seat, office or place."""

    party: Party
    form: str


class Vocabulary:
    """A pack and a language, ready for look-up."""

    def __init__(self, pack: Pack, language: Language) -> None:
        self.pack, self.language = pack, language
        self.parties = PhraseTable(_party_names(pack.parties), cased=True)
        self.people: PhraseTable[Person] = PhraseTable(_people(pack.people), cased=True)
        self.person_of: dict[str, Person] = {person.name: person for person in pack.people}
        self.surnames: dict[str, Person] = _surnames(pack.people)
        self.items: PhraseTable[Item] = PhraseTable(
            ((name, item) for item in pack.items for name in (item.name, *item.aliases)), cased=True
        )
        self.nouns: PhraseTable[ItemNoun] = PhraseTable(
            ((word, noun) for noun in pack.nouns for word in noun.words), cased=False
        )
        self.outlets: PhraseTable[Outlet] = PhraseTable(
            ((name, outlet) for outlet in pack.outlets for name in (outlet.name, *outlet.aliases)), cased=True
        )
        self.decoys: PhraseTable[str] = PhraseTable(((name, name) for name in pack.decoys), cased=True, strict=True)
        self.frames: dict[str, Frame] = {frame.name: frame for frame in pack.frames}
        self.party_of: dict[str, Party] = {party.code: party for party in pack.parties}
        self._triggers: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
        for trigger in pack.triggers:
            for word in trigger.words:
                for pos in trigger.pos:
                    self._triggers[word, pos].append(trigger)
        self._operators: dict[tuple[str, str], list[OperatorWord]] = defaultdict(list)
        for operator in language.operators:
            for word in operator.words:
                for pos in operator.pos:
                    self._operators[word, pos].append(operator)

    def triggers(self, sentence: Sentence, token: Token) -> list[Trigger]:
        """The meanings of a predicate, those of the longest wording only, in the pack's order."""
        for word in wordings(sentence, token):
            found = self._triggers.get((word, token.upos))
            if found:
                return found
        return []

    def knows(self, wording: str) -> bool:
        """Whether a verb with its particle is a trigger or an operator."""
        return (wording, "VERB") in self._triggers or (wording, "VERB") in self._operators

    def operators(self, sentence: Sentence, token: Token) -> list[OperatorWord]:
        """The meanings of a word on the climb; before a noun a participle is looked up as it stands ("alleged")."""
        forms = (token.text.lower(),) if token.relation == "amod" else ()
        for word in (*forms, *wordings(sentence, token)):
            found = self._operators.get((word, token.upos))
            if found:
                return found
        return []

    def reports(self, sentence: Sentence, token: Token) -> bool:
        """Whether a verb puts forward what its subject says or thinks."""
        if token.upos != "VERB":
            return False
        return any(entry.states and entry.speaker is Speaker.SUBJECT for entry in self.operators(sentence, token))


@lru_cache(maxsize=4)
def vocabulary_of(pack: Pack, language: Language) -> Vocabulary:
    return Vocabulary(pack, language)


def wordings(sentence: Sentence, token: Token) -> Iterator[str]:
    """The lemma with its particle, object noun or compound first, then the lemma alone."""
    for child in sentence.children(token.index, "compound:prt", "advmod", "xcomp"):
        if child.deprel == "compound:prt" or (len(child.text) <= 5 and child.upos != "VERB"):
            yield f"{token.lemma} {child.text.lower()}"
    for child in sentence.children(token.index, "compound", "amod", "obj"):
        if child.relation == "obj":
            yield f"{token.lemma} {child.lemma}"
        elif child.index == token.index - 1:
            yield f"{child.lemma} {token.lemma}"
    yield token.lemma


def _party_names(parties: Iterable[Party]) -> Iterator[tuple[str, PartyName]]:
    for party in parties:
        forms = {
            "name": (party.name, *party.aliases),
            "demonym": party.demonyms,
            "seat": party.seats,
            "office": party.offices,
            "place": party.places,
        }
        for form, names in forms.items():
            for name in names:
                yield name, PartyName(party, form)


def _surnames(people: Iterable[Person]) -> dict[str, Person]:
    """People by surname, where the pack knows one bearer only."""
    found: dict[str, Person] = {}
    shared = set()
    for person in people:
        for name in {each.split()[-1].casefold() for each in (person.name, *person.aliases)}:
            shared |= {name} if name in found and found[name].party != person.party else set()
            found.setdefault(name, person)
    return {name: person for name, person in found.items() if name not in shared}


def _people(people: Iterable[Person]) -> Iterator[tuple[str, Person]]:
    for person in people:
        for name in (person.name, *person.aliases):
            yield name, person
