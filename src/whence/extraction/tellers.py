"""Whose words or thoughts a cue tells: the word that names the source, and its whole phrase."""

from __future__ import annotations

from collections.abc import Iterable

from whence.extraction.phrases import case_of, is_participle, is_passive, subject_of
from whence.model.sentence import ROOT, Sentence, Token

DASHES = frozenset({",", "--", "—", "-", "("})
CLAUSES = ("VERB", "AUX", "ADJ")


def is_told_of(sentence: Sentence, verb: Token) -> bool:
    """Whether others speak of the verb's subject: "was accused of", "firms accused of"."""
    own = any(True for _ in sentence.children(verb.index, "nsubj", "obj", "aux", "mark"))
    bare = verb.relation == "acl" and is_participle(verb) and not own
    return is_passive(sentence, verb.index) or bare


def agent_of(sentence: Sentence, verb: Token) -> int | None:
    """Who does what a passive tells: "by officials"."""
    agents = (child.index for child in sentence.children(verb.index, "obl") if case_of(sentence, child.index) == "by")
    return next(agents, None)


def teller_of(sentence: Sentence, verb: Token) -> int | None:
    """The subject as it stands: a relative pronoun is not traced to what it stands for."""
    subjects = [child.index for child in sentence.children(verb.index, "nsubj")]
    if subjects:
        before = [place for place in subjects if place < verb.index]
        return (before or subjects)[-1]
    if verb.head == ROOT:
        return None
    above = sentence.tokens[verb.head]
    if verb.relation == "conj" and above.upos in CLAUSES:
        return teller_of(sentence, above)
    if verb.relation in ("xcomp", "advcl"):
        outer = teller_of(sentence, above)
        return subject_of(sentence, verb.index) if outer is None else outer
    return subject_of(sentence, verb.index)


def owner_of(sentence: Sentence, noun: Token) -> int | None:
    """Whose a claim, a promise or a criticism is: "Oslo's", "by officials", "among allies"."""
    for child in sentence.children(noun.index, "nmod", "amod", "compound"):
        named = child.relation in ("amod", "compound") and child.text[:1].isupper() and child.index < noun.index
        owns = child.deprel == "nmod:poss" or named
        if owns or case_of(sentence, child.index) in ("by", "from", "among"):
            return child.index
    return None


def phrase_of(sentence: Sentence, index: int, clauses: Iterable[int]) -> set[int]:
    """The words of a source without its preposition; ``clauses`` in it tell something of their own and end it."""
    if sentence.tokens[index].deprel == "nmod:poss":
        return {place for place in _bare(sentence, index) if place <= index} | _possessive(sentence, index)
    places = _bare(sentence, index)
    for clause in clauses:
        if clause in places:
            opens = sentence.subtree(clause)[0]
            places = {place for place in places if place < opens}
    while places and sentence.tokens[max(places)].text in DASHES:
        places.remove(max(places))
    return places


def closing_comma(sentence: Sentence, phrase: set[int], cue: int) -> set[int]:
    """The comma that closes an apposition before the cue: "the envoy, Ann Lee, said"."""
    place = max(phrase, default=-1) + 1
    apposed = any(sentence.tokens[each].text == "," for each in phrase)
    return {place} if apposed and place < cue and sentence.tokens[place].text == "," else set()


def _bare(sentence: Sentence, index: int) -> set[int]:
    left_out = [child.index for child in sentence.children(index, "case", "parataxis")]
    left_out += [child.index for child in sentence.children(index, "cc", "punct") if child.index < index]
    return set(sentence.subtree(index)).difference(*(sentence.subtree(place) for place in left_out))


def _possessive(sentence: Sentence, index: int) -> set[int]:
    return {child.index for child in sentence.children(index, "case") if child.index > index}
