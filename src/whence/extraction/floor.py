"""Who has the floor: the speaker of each turn of a transcript, and the state for which a page says "we".

Law: a speaker is told by the words of its mark, the heading, the article and the pack; where these leave open for whom
it speaks, its party is empty.
"""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from whence.extraction.attribution import People, Person
from whence.extraction.vocabulary import Vocabulary, atoms_of
from whence.model.claim import Link
from whence.model.document import Article, LineRole
from whence.model.pack import GOVERNMENT, Outlet
from whence.model.pack import Person as Official
from whence.model.sentence import Sentence
from whence.model.text import Span

_PLAIN = re.compile(r"[^\w\s.’'‑-]+")
VISITORS = frozenset({"president", "minister", "chancellor", "premier"})
"""Titles of those who may stand beside a host of another state."""


class Floor:
    """Holds the turns of one article. ``host`` is the party on whose page it stands, where that is a government's."""

    def __init__(self, article: Article, people: People, vocabulary: Vocabulary) -> None:
        self._article, self._people, self._vocabulary = article, people, vocabulary
        self._words = vocabulary.language.turns
        self._heading = article.title or _slug(article.url)
        self._named = self._people_in(self._heading)
        self._marks = self._mark_of_lines()
        self.host = self._host()
        self._known: dict[str, Link] = {}
        self._sole = None if any(mark is not None for mark in self._marks) else self._whole()

    def asks(self, sentence: Sentence) -> bool:
        """Whether the sentence stands in the turn of somebody who asks, and so states nothing."""
        return self._article.lines[sentence.paragraph].role is LineRole.QUESTION

    def speaker(self, sentence: Sentence) -> Link | None:
        """Who says a sentence, where a mark or the title tells."""
        if sentence.headline:
            return None
        mark = self._marks[sentence.paragraph]
        if mark is None:
            return self._sole
        words = mark.of(self._article.text)
        if words not in self._known:
            self._known[words] = self._link(words, mark)
        return self._known[words]

    def _mark_of_lines(self) -> list[Span | None]:
        """For each line the mark under which it stands."""
        found: list[Span | None] = []
        mark = None
        for line in self._article.lines:
            mark = line.span if line.role is LineRole.SPEAKER else mark
            found.append(mark)
        return found

    def _host(self) -> str | None:
        outlet = self._outlet()
        if outlet is not None and outlet.kind == GOVERNMENT:
            return outlet.party
        parties = {person.party for person in self._named}
        spoken = any(mark is not None for mark in self._marks)
        return parties.pop() if spoken and len(parties) == 1 else None

    def _outlet(self) -> Outlet | None:
        return next((each for each in self._vocabulary.pack.outlets if each.name == self._article.outlet), None)

    def _whole(self) -> Link | None:
        """The one person whose statement a government's page is, by its title: "Statement by President Roe on …"."""
        heading = self._heading.casefold()
        opened = any(heading.startswith(words) for words in self._words.statements)
        if self.host is None or not opened or len(self._named) != 1:
            return None
        return Link(self._named[0].name, self._named[0].party, True)

    def _people_in(self, words: str) -> list[Official]:
        """The pack's people named in some words: in full, or by a title and a surname that is theirs alone."""
        found = [match.value for match in self._vocabulary.people.find(atoms_of(words))]
        told = [word.strip(".,;:").casefold().removesuffix("’s").removesuffix("'s") for word in words.split()]
        for before, word in pairwise(told):
            person = self._vocabulary.surnames.get(word)
            if person is not None and before in self._words.titles and person not in found:
                found.append(person)
        return list(dict.fromkeys(found))

    # --- from a mark to a link -----------------------------------------------------------------------------------

    def _link(self, words: str, span: Span) -> Link:
        bare = _PLAIN.sub(" ", re.split(r",\s|\s\(", words, maxsplit=1)[0])
        told = [word.strip(".") for word in bare.split()]
        lower = [word.casefold() for word in told]
        if lower[0] == "the" and " ".join(lower[1:]) in self._words.heads:
            return self._head(" ".join(lower[1:]), span)
        if " ".join(lower) in self._words.answers:
            if len(self._named) != 1:
                return Link("interviewee", None, False, span=span)
            return Link(self._named[0].name, self._named[0].party, True, span=span)
        if lower[-1] in self._words.unnamed:
            return self._unnamed(lower, words, span)
        return self._person(told, lower, words, span)

    def _head(self, office: str, span: Span) -> Link:
        """ "THE PRESIDENT": whoever holds that office of those in the heading, the host's before others."""
        holders = [person for person in self._named if person.office.casefold() == office]
        own = [person for person in holders if person.party == self.host] or holders
        if len(own) == 1:
            return Link(own[0].name, own[0].party, True, span=span)
        return Link(office.title(), self.host, True, span=span)

    def _unnamed(self, lower: list[str], words: str, span: Span) -> Link:
        party = self._party_in(words)
        if party is None and any(word in self._words.servants for word in lower):
            party = self.host
        return Link(" ".join(word for word in lower if word.isalpha()), party, False, span=span)

    def _person(self, told: list[str], lower: list[str], words: str, span: Span) -> Link:
        lead = 0
        while lead < len(lower) - 1 and (lower[lead] in self._words.titles or lower[lead] in self._words.ranks):
            lead += 1
        name = " ".join(told[lead:])
        public = self._public(name)
        known = self._people.find(name)
        if public is not None:
            return Link(public.name, public.party, True, span=span)
        party = self._party_in(words) or (known.party if known is not None else None)
        return Link(self._full(name, known), party or self._hosted(lower[:lead], lower[-1]), True, span=span)

    def _public(self, name: str) -> Official | None:
        """The person of the pack who bears a name, or alone a surname."""
        found = [match.value for match in self._vocabulary.people.find(atoms_of(name.title()))]
        alone = self._vocabulary.surnames.get(name.casefold())
        return found[0] if found else alone

    def _full(self, name: str, known: Person | None) -> str:
        """The name as the article tells it in full."""
        if " " in name:
            return name.title() if name.isupper() else name
        if known is not None and " " in known.name:
            return known.name
        first = re.search(rf"\b([A-Z][a-z][\w’'-]*) ((?i:{re.escape(name)}))\b", self._article.text)
        before = first[1].casefold() if first is not None else ""
        if first is None or before in self._words.titles or before in self._words.ranks:
            return name.title() if name.isupper() else name
        return first[0]

    def _hosted(self, lead: list[str], surname: str) -> str | None:
        """The host's party for those who hold an office under it, or its briefing."""
        serves = any(word in self._words.servants for word in lead)
        holds = surname in self._heading.casefold() and VISITORS.isdisjoint(lead)
        return self.host if serves or holds else None

    def _party_in(self, words: str) -> str | None:
        found = self._vocabulary.parties.find(atoms_of(words.title() if words.isupper() else words))
        codes = {match.value.party.code for match in found if match.value.form != "place"}
        return codes.pop() if len(codes) == 1 else None


def _slug(url: str | None) -> str:
    """The words at the end of an address, where a page has no title."""
    path = urlsplit(url).path.rstrip("/") if url else ""
    return path.rpartition("/")[2].replace("-", " ").title()
