"""From a trigger to the phrases around it: which word stands at which place of its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whence.extraction.phrases import (
    CLAUSES,
    RELATIVES,
    case_of,
    conjuncts,
    is_participle,
    is_passive,
    mark_of,
    subject_of,
)
from whence.model.sentence import ROOT, Sentence, Token

OBLIQUE = ("obl", "nmod")
KEEP = "keep"
PLAIN = ("obj", "iobj", "advcl", "xcomp", "ccomp", "compound")


@dataclass(frozen=True, slots=True)
class Argument:
    """A word at a place: ``place`` is a relation with its case word, as in ``frames.toml``."""

    place: str
    index: int


def arguments(sentence: Sentence, index: int) -> list[Argument]:
    """What hangs on a predicate, what it shares with its neighbours, and its antecedent or controller."""
    found = list(_dependents(sentence, index))
    places = {argument.place for argument in found}
    found.extend(_shared(sentence, index, places))
    found.extend(_antecedent(sentence, index, places))
    found.extend(_kept(sentence, index))
    places |= {argument.place for argument in found}
    if not any(place.startswith("nsubj") for place in places):
        subject = subject_of(sentence, index)
        token = sentence.tokens[index]
        if subject is not None and subject != index and token.upos in CLAUSES:
            found.append(Argument("nsubj:pass" if is_passive(sentence, index) else "nsubj", subject))
    found.extend(_haver(sentence, index))
    return found


def _kept(sentence: Sentence, index: int) -> Iterator[Argument]:
    """ "keeps Kyiv supplied": whoever is kept so is acted on, by whoever keeps them so."""
    verb = sentence.tokens[sentence.tokens[index].head] if sentence.tokens[index].relation == "xcomp" else None
    if verb is None or verb.lemma != KEEP or not is_participle(sentence.tokens[index]):
        return
    yield from (Argument("nsubj:pass", child.index) for child in sentence.children(verb.index, "obj"))
    subject = subject_of(sentence, verb.index)
    if subject is not None:
        yield Argument("obl:by", subject)


def _haver(sentence: Sentence, index: int) -> Iterator[Argument]:
    """ "troops had trouble using drones": whoever has what the verb hangs on acts, if that is nobody itself."""
    token = sentence.tokens[index]
    noun = sentence.tokens[token.head] if token.deprel == "acl" and token.head != ROOT else None
    if noun is not None and noun.relation == "obj" and noun.head != ROOT and token.text.lower().endswith("ing"):
        subject = subject_of(sentence, noun.head)
        if subject is not None and subject not in (index, noun.index):
            yield Argument("nsubj", subject)


def _dependents(sentence: Sentence, index: int) -> Iterator[Argument]:
    for child in sentence.children(index):
        if child.text.lower() in RELATIVES and child.relation in ("nsubj", "obj", "iobj", "obl"):
            continue
        if child.relation in OBLIQUE:
            yield Argument(_oblique(sentence, child), child.index)
        elif child.deprel == "nsubj:pass" and not _has_passive(sentence, index) and _has_object(sentence, child):
            yield Argument("nsubj", child.index)
        elif child.relation in PLAIN or child.deprel in ("nsubj", "nsubj:pass"):
            yield Argument(child.deprel if child.relation == "nsubj" else child.relation, child.index)
        elif child.relation in ("amod", "nmod", "flat", "nummod", "appos"):
            yield Argument("mod" if child.index < index else child.relation, child.index)
        if child.relation == "compound" and child.deprel == "compound":
            yield Argument("mod", child.index)
        if (child.relation == "xcomp" and child.upos == "ADJ") or (child.relation == "advmod" and child.upos == "ADV"):
            yield from _dependents(sentence, child.index)


def _has_passive(sentence: Sentence, index: int) -> bool:
    return any(True for child in sentence.children(index, "aux") if child.deprel == "aux:pass")


def _has_object(sentence: Sentence, subject: Token) -> bool:
    """Whether the verb has an object behind it, so that a subject before it acts, whatever the parser says."""
    return any(child.index > subject.head for child in sentence.children(subject.head, "obj"))


def _oblique(sentence: Sentence, child: Token) -> str:
    if child.deprel == "nmod:poss":
        return child.deprel
    case = case_of(sentence, child.index)
    return f"{child.relation}:{case}" if case else child.deprel


def _shared(sentence: Sentence, index: int, places: set[str]) -> Iterator[Argument]:
    """A verb joined to another shares its object, and a noun joined to another its owner and its obliques."""
    token = sentence.tokens[index]
    group = [index]
    if token.relation == "conj" and token.head != ROOT and sentence.tokens[token.head].upos == token.upos:
        group = [token.head]
    group.extend(place for place in conjuncts(sentence, group[0]) if place != index)
    shared = ("obj",) if "obj" in places else ("obj", "iobj")
    for other in group:
        if other == index or sentence.tokens[other].upos != token.upos:
            continue
        for argument in _dependents(sentence, other):
            later = argument.index > max(index, other)
            noun = token.upos == "NOUN"
            if argument.place not in places and (
                (later and (argument.place in shared or noun or argument.place.startswith("obl:to")))
                or (noun and argument.place in ("nmod:poss", "mod"))
            ):
                yield argument


def _antecedent(sentence: Sentence, index: int, places: set[str]) -> Iterator[Argument]:
    """The noun that a relative clause or participle hangs on, at the place that is missing in it."""
    token = sentence.tokens[index]
    if token.relation == "conj" and token.head != ROOT and sentence.tokens[token.head].relation == "acl":
        token = sentence.tokens[token.head]
    while token.relation in ("ccomp", "xcomp") and token.head != ROOT and "obj" not in places:
        token = sentence.tokens[token.head]
    if token.relation not in ("acl", "amod") or token.head == ROOT:
        return
    if token.index != index and token.deprel != "acl:relcl":
        return
    if token.deprel == "acl:relcl":
        yield from _relative(sentence, token, index, places)
    elif token.upos in CLAUSES and mark_of(sentence, token.index) in ("", "as"):
        yield Argument("nsubj:pass" if is_participle(sentence.tokens[index]) else "nsubj", token.head)


def _relative(sentence: Sentence, clause: Token, index: int, places: set[str]) -> Iterator[Argument]:
    for child in sentence.children(clause.index):
        if child.text.lower() in RELATIVES:
            if child.relation in ("obl", "nmod"):
                place = _oblique(sentence, child)
            else:
                place = "obj" if child.relation not in ("nsubj", "obj", "iobj") else child.deprel
            yield Argument(place, clause.head)
            return
    if "obj" not in places:
        yield Argument("obj", clause.head)
    elif not any(place.startswith("nsubj") for place in places) and index == clause.index:
        yield Argument("nsubj", clause.head)
