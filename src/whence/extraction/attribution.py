"""From the word that speaks to the link of a source chain: its name, its party, whether it is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from whence.extraction.parties import modifiers
from whence.extraction.phrases import FIRST_PERSON, case_of, conjuncts, subject_of, wording
from whence.extraction.scenes import PersonMention, Scene
from whence.extraction.vocabulary import Vocabulary, wordings
from whence.model.claim import Link
from whence.model.sentence import Sentence, Token
from whence.model.text import Span

HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "they", "them", "its", "their"})
WORDS = 10


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article: the fullest name met, and the party it speaks for."""

    name: str
    party: str | None


class People:
    """Who is who in one article: "Kirby" is the John Kirby met before, or after, in the same article."""

    def __init__(self, scenes: Iterable[Scene], vocabulary: Vocabulary) -> None:
        self._known: dict[str, Person] = {}
        self._surnames = vocabulary.surnames
        for scene in scenes:
            for mention in scene.people.values():
                self._note(mention.name, mention.party or _described(scene, mention))

    def _note(self, name: str, party: str | None) -> None:
        surname = _surname(name)
        before = self._known.get(surname)
        if before is None:
            public = self._surnames.get(surname)
            self._known[surname] = Person(name, party or (public.party if public is not None else None))
            return
        longer = name if len(name.split()) > len(before.name.split()) else before.name
        self._known[surname] = Person(longer, before.party or party)

    def find(self, name: str) -> Person | None:
        return self._known.get(_surname(name))

    def _by_surname(self, surname: str) -> Person | None:
        public = self._surnames.get(surname)
        return self._known.get(surname) or (Person(surname.title(), public.party) if public is not None else None)

    def complete(self, scene: Scene) -> Scene:
        """The scene with full names and parties, and with the surnames that the reader did not see as names."""
        people = {}
        for head, mention in scene.people.items():
            known = self.find(mention.name) or Person(mention.name, mention.party)
            people[head] = replace(mention, name=known.name, party=known.party)
        for token in scene.sentence.tokens:
            known_by_surname = self._by_surname(token.text.casefold()) if token.upos == "PROPN" else None
            free = not scene.covered(token.index, parties=True)
            if known_by_surname is not None and free and token.text[:1].isupper():
                index = token.index
                people[index] = PersonMention(index, index, index, known_by_surname.name, known_by_surname.party)
        return replace(scene, people=people)


def _surname(name: str) -> str:
    words = [word for word in name.replace("’s", "").replace("'s", "").split() if word[:1].isalpha()]
    return words[-1].casefold() if words else name.casefold()


def _described(scene: Scene, mention: PersonMention) -> str | None:
    """The party told beside a name: "White House adviser Jake Sullivan", "Danilov, secretary of Ukraine's council"."""
    sentence = scene.sentence
    heads = {mention.head}
    token = sentence.tokens[mention.head]
    if token.relation in ("appos", "flat", "compound") and token.head >= 0:
        heads.add(token.head)
    heads |= {child.index for head in tuple(heads) for child in sentence.children(head, "appos", "compound")}
    for head in sorted(heads):
        for place in sentence.subtree(head):
            party = scene.parties.get(place)
            if party is not None and party.form != "place" and abs(place - mention.head) <= WORDS:
                return party.code
    before = [p for p in scene.parties.values() if p.last < mention.first and mention.first - p.last <= 5]
    if before and all(
        sentence.tokens[i].upos in ("NOUN", "PROPN", "ADJ") for i in range(before[-1].last + 1, mention.first)
    ):
        return before[-1].code
    return None


class Attribution:
    """Builds the links of one article's source chains; remembers who spoke last."""

    def __init__(self, vocabulary: Vocabulary, officials: str | None) -> None:
        self._vocabulary = vocabulary
        self._officials = officials
        self._person: Link | None = None
        self._floor: Link | None = None
        self._body: Link | None = None
        self._outlet: Link | None = None
        self._titles: dict[str, Link] = {}

    def meet(self, scene: Scene, floor: Link | None) -> None:
        """Remembers the people and outlets that a sentence is about, so that "he" and "the newspaper" find them.

        ``floor`` is whose turn it is: "I" and "we".
        """
        self._floor = floor
        for token in scene.sentence.tokens:
            if token.relation != "nsubj":
                continue
            person = self._person_at(scene, token.index)
            self._person = person or self._person
            for place in scene.sentence.subtree(token.index):
                lemma = scene.sentence.tokens[place].lemma
                if person is not None and lemma in self._vocabulary.language.speakers:
                    self._titles[lemma] = person
                outlet = scene.outlets.get(place)
                if outlet is not None:
                    self._outlet = Link(
                        outlet.name, outlet.party, True, span=_words(scene.sentence, outlet.first, outlet.last)
                    )

    def link(self, scene: Scene, index: int) -> Link | None:
        """The link for the phrase headed by ``index``; ``None`` where it is no speaker at all."""
        token = scene.sentence.tokens[index]
        word = token.text.lower() if token.upos == "PRON" and index not in scene.parties else ""
        if word in HE:
            return self._person_before(scene, index) or self._person
        if word in IT:
            return self._subject_above(scene, index) or self._body
        if word in FIRST_PERSON:
            return self._floor or self._person
        token = self._counted(scene, token)
        person = self._person_at(scene, token.index)
        if person is not None:
            self._person = person
            return person
        link = self._named(scene, token) or self._unnamed(scene, token)
        link = self._joint(scene, token, link)
        if link is not None and link.named:
            self._body = link
        return link

    def _counted(self, scene: Scene, token: Token) -> Token:
        """ "one of the diplomats": the people that are counted."""
        if token.upos in ("NUM", "PRON", "DET", "ADJ"):
            for child in scene.sentence.children(token.index, "nmod"):
                if case_of(scene.sentence, child.index) == "of":
                    return child
        return token

    def _joint(self, scene: Scene, token: Token, link: Link | None) -> Link | None:
        """Several speakers are one link; its party is told only where it is one."""
        others = [place for place in conjuncts(scene.sentence, token.index) if place != token.index]
        if link is None or not others:
            return link
        parties = {link.party}
        for place in others:
            other = self._named(scene, scene.sentence.tokens[place]) or self._unnamed(
                scene, scene.sentence.tokens[place]
            )
            if other is None:
                return link
            parties.add(other.party)
        last = scene.sentence.subtree(max(others))[-1]
        name = f"{link.name}{wording(scene.sentence, token.index, last)[len(token.text) :]}"
        party = parties.pop() if len(parties) == 1 else None
        return replace(link, name=name, party=party, state=False)

    def _person_before(self, scene: Scene, index: int) -> Link | None:
        """The person who opens the sentence, if its pronoun comes later: "Kirby repeated that he …"."""
        for above in scene.sentence.ancestors(index):
            subject = subject_of(scene.sentence, above.index)
            if subject is not None and subject < index and subject in scene.people:
                return self._person_at(scene, subject)
        return None

    def _subject_above(self, scene: Scene, index: int) -> Link | None:
        """The named body that is the subject of a clause above: "the ministry released footage that it said"."""
        for above in scene.sentence.ancestors(index):
            subject = subject_of(scene.sentence, above.index)
            if subject is not None and subject != index and scene.sentence.tokens[subject].upos != "PRON":
                link = self._named(scene, scene.sentence.tokens[subject])
                if link is not None:
                    return link
        return None

    def _person_at(self, scene: Scene, index: int) -> Link | None:
        sentence = scene.sentence
        places = [index]
        places.extend(child.index for child in sentence.children(index, "flat", "appos", "compound"))
        for place in places:
            mention = scene.people.get(place)
            if mention is not None:
                span = _words(sentence, mention.first, mention.last)
                return Link(mention.name, mention.party, True, span=span)
        return None

    def _named(self, scene: Scene, token: Token) -> Link | None:
        sentence = scene.sentence
        outlet = scene.outlets.get(token.index)
        if outlet is not None:
            return Link(outlet.name, outlet.party, True, span=_words(sentence, outlet.first, outlet.last))
        mention = scene.parties.get(token.index)
        if mention is None or mention.form in ("place", "title"):
            return None
        span = _words(sentence, mention.first, mention.last)
        words = wording(sentence, mention.first, mention.last)
        party = self._vocabulary.party_of[mention.code]
        capital = mention.form == "seat" and party.kind == "state" and words in party.seats[:1]
        if mention.form == "name" or capital:
            return Link(mention.name, mention.code, True, state=party.kind == "state", span=span)
        if mention.form == "demonym":
            return Link(words, mention.code, party.kind == "bloc", span=span)
        return Link(words, mention.code, True, span=span)

    def _unnamed(self, scene: Scene, token: Token) -> Link | None:
        language = self._vocabulary.language
        party = self._party(scene, token)
        span = self._phrase(scene.sentence, token)
        places = self._range(scene.sentence, token)
        name = wording(scene.sentence, places[0], places[-1])
        if token.lemma in language.institutions and (party is not None or token.entity.endswith("ORG")):
            return Link(name, party, True, span=span)
        definite = any(child.text.lower() == "the" for child in scene.sentence.children(token.index, "det"))
        news = any(child.lemma == "news" for child in scene.sentence.children(token.index, "compound"))
        medium = token.lemma in language.media or news
        if medium and definite and self._outlet is not None and token.text == token.lemma:
            return self._outlet
        bare = definite and len(places) == 1 and token.text == token.lemma
        if bare and token.lemma in self._titles:
            return self._titles[token.lemma]
        if token.lemma in language.media and party is None and token.lemma not in language.speakers:
            return Link("report" if token.lemma in ("report", "reports") else name, None, False, span=span)
        if token.lemma in (*language.documents, *language.media):
            return Link(name, party, False, span=span)
        if not {*wordings(scene.sentence, token)}.isdisjoint((*language.speakers, *language.collectives)):
            return Link(name, party or self._officials, False, span=span)
        if token.entity.endswith("ORG") or token.upos == "PROPN":
            return Link(name, party, True, span=span)
        return None

    def _party(self, scene: Scene, token: Token) -> str | None:
        """Whose a speaker is; "Iran's mission to the United Nations" is Iran's."""
        own = scene.parties.get(token.index)
        if own is not None and own.form == "title":
            return own.code
        heads = (token.index, *conjuncts(scene.sentence, token.index))
        told = [(head, mention) for head in heads for mention in modifiers(scene, head) if mention.form != "place"]
        before = {mention.code for head, mention in told if mention.last < head}
        codes = before or {mention.code for _, mention in told}
        return codes.pop() if len(codes) == 1 else None

    def _range(self, sentence: Sentence, token: Token) -> range:
        """The phrase without its determiner and clauses, some ten words at most."""
        first, last = token.index, token.index
        for child in sentence.children(token.index):
            if child.relation in ("amod", "compound", "nummod", "nmod") and child.index < token.index:
                first = min(first, sentence.subtree(child.index)[0])
            elif child.index > token.index and (
                child.relation == "flat"
                or (child.relation == "nmod" and case_of(sentence, child.index) in ("of", "for", "in", "at", "to"))
            ):
                last = max(last, sentence.subtree(child.index)[-1])
        return range(first, min(last, first + WORDS) + 1)

    def _phrase(self, sentence: Sentence, token: Token) -> Span:
        places = self._range(sentence, token)
        return _words(sentence, places[0], places[-1])


def _words(sentence: Sentence, first: int, last: int) -> Span:
    return sentence.tokens[first].span.joined(sentence.tokens[last].span)
