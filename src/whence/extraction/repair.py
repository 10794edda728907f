"""Mends the trees that parsers most often get wrong, where the surface shows plainly what was meant."""

from __future__ import annotations

from dataclasses import replace

from whence.extraction.phrases import AMOUNTS, case_of, has_to, mark_of
from whence.extraction.reports import hang_reports
from whence.extraction.vocabulary import Vocabulary, atoms
from whence.model.sentence import ROOT, Sentence, Token

ABOUT = frozenset({"of", "about", "beyond", "despite", "without", "over", "amid"})
"""Prepositions that take a name with its gerund; others tell where or to whom."""


def repair(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """The same words in a better tree; unchanged where the surface shows no error."""
    sentence = _further_sums(_torn_receivers(sentence, vocabulary))
    sentence = _named_gerunds(_cited_objects(_appositions(_particles(sentence, vocabulary), vocabulary)))
    sentence = _stray_subjects(_second_thats(_attributions(sentence, vocabulary)))
    sentence = _headline_gerund(sentence, vocabulary)
    sentence = _headline_verb(_headline_plan(_behind_colons(_bare_infinitives(sentence), vocabulary)), vocabulary)
    return hang_reports(_told_to(sentence, vocabulary), vocabulary)


def _told_to(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "denied to the agency that Oslo had": what stands behind whoever is told is told, and tells nothing of them."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        listener = sentence.tokens[token.head] if token.relation == "acl" else None
        if listener is None or listener.relation != "obl" or mark_of(sentence, token.index) != "that":
            continue
        told = vocabulary.operators(sentence, listener)
        tells = vocabulary.operators(sentence, sentence.tokens[listener.head])
        if case_of(sentence, listener.index) == "to" and not told and any(entry.states for entry in tells):
            tokens[token.index] = replace(token, head=listener.head, deprel="ccomp")
    return sentence.mended(tokens)


def _further_sums(sentence: Sentence) -> Sentence:
    """ "$2 billion more in arms": what a further sum is paid in hangs beside the sum."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        more = sentence.tokens[token.head] if token.head != ROOT else token
        if more.text.lower() not in ("more", "extra") or token.relation != "obl" or more.head == ROOT:
            continue
        amount = sentence.tokens[more.head]
        if amount.upos in AMOUNTS and amount.head != ROOT and case_of(sentence, token.index) == "in":
            tokens[token.index] = replace(token, head=amount.head)
    return sentence.mended(tokens)


def _attributions(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """What stands behind "according to" is no subject or object, whatever the parser says."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.head != ROOT and case_of(sentence, token.index) in vocabulary.language.attributions:
            tokens[token.index] = replace(token, deprel="obl")
    return sentence.mended(tokens)


def _appositions(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "the envoy for Iran, Ann Lee,": the name behind the comma is the envoy's, not the country's."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        behind_comma = token.index and sentence.tokens[token.index - 1].text == ","
        if token.relation != "appos" or not token.entity.endswith("PER") or not behind_comma:
            continue
        above = sentence.tokens[token.head]
        while above.lemma not in vocabulary.language.speakers and above.relation == "nmod":
            above = sentence.tokens[above.head]
        if above.lemma in vocabulary.language.speakers:
            tokens[token.index] = replace(token, head=above.index)
    return sentence.mended(tokens)


def _cited_objects(sentence: Sentence) -> Sentence:
    """ "citing Ukrainian intelligence": the phrase right behind "citing" is its object."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens[:-1]:
        if token.text.lower() != "citing" or any(True for _ in sentence.children(token.index, "obj")):
            continue
        cited = sentence.tokens[token.index + 1]
        while cited.head > token.index:
            cited = sentence.tokens[cited.head]
        if cited.upos in ("NOUN", "PROPN") and cited.head != ROOT:
            tokens[cited.index] = replace(cited, head=token.index, deprel="obj")
    return sentence.mended(tokens)


def _named_gerunds(sentence: Sentence) -> Sentence:
    """ "reports of Oslo selling tanks": the name between such a preposition and the gerund is the gerund's subject."""
    tokens = list(sentence.tokens)
    for verb in sentence.tokens[1:]:
        name = sentence.tokens[verb.index - 1]
        gerund = verb.upos == "VERB" and verb.text.endswith("ing") and verb.relation in ("advcl", "acl")
        beside = name.upos == "PROPN" and name.head == verb.head and name.relation in ("obl", "nmod")
        if not gerund or not beside or case_of(sentence, name.index) not in ABOUT:
            continue
        tokens[name.index] = replace(name, head=verb.index, deprel="nsubj")
        for case in sentence.children(name.index, "case"):
            tokens[case.index] = replace(case, head=verb.index, deprel="mark")
    return sentence.mended(tokens)


def _second_thats(sentence: Sentence) -> Sentence:
    """ "… that A and that B": the second clause joins the first, not a noun in between."""
    tokens = list(sentence.tokens)
    opened = [token.index for token in tokens if mark_of(sentence, token.index) == "that"]
    for place, index in enumerate(opened):
        token = tokens[index]
        if token.relation == "conj" and token.head not in opened and place:
            tokens[index] = replace(token, head=opened[place - 1])
    return sentence.mended(tokens)


def _bare_infinitives(sentence: Sentence) -> Sentence:
    """ "preparing to sell tanks and begin training": a bare infinitive joins the one with "to", not the verb above."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        bare = token.relation == "conj" and token.upos == "VERB" and token.text == token.lemma and token.head != ROOT
        if not bare or any(True for _ in sentence.children(token.index, "nsubj", "aux", "mark")):
            continue
        above = tokens[token.head]
        if above.text == above.lemma or above.upos != "VERB":
            continue
        for child in sentence.children(above.index, "xcomp", "advcl"):
            if above.index < child.index < token.index and has_to(sentence, child.index):
                tokens[token.index] = replace(token, head=child.index)
                break
    return sentence.mended(tokens)


def _particles(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "handed over radars": what looks like a preposition is the verb's particle if the lexicon knows the pair."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        verb = sentence.tokens[token.index - 1] if token.index else None
        above = sentence.tokens[token.head] if token.head != ROOT else None
        if verb is None or above is None or token.relation not in ("case", "advmod") or verb.upos != "VERB":
            continue
        if not vocabulary.knows(f"{verb.lemma} {token.lemma}"):
            continue
        if above.upos == "NUM" or (token.relation == "advmod" and above.index > token.index):
            tokens[token.index] = replace(token, head=verb.index, deprel="compound:prt")
        elif (
            above.relation == "obl"
            and token.relation == "case"
            and above.head == verb.index
            and vocabulary.knows(f"{verb.lemma} {token.lemma}")
        ):
            tokens[token.index] = replace(token, head=verb.index, deprel="compound:prt")
            tokens[above.index] = replace(above, deprel="obj")
    return sentence.mended(tokens)


def _torn_receivers(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "sold Russia Shahed-136 drones": a system's name right behind a party's is no part of it."""
    for name in sentence.tokens[:-1]:
        system = sentence.tokens[name.index + 1]
        if (
            name.relation not in ("obj", "iobj")
            or system.head != name.index
            or system.relation not in ("flat", "appos")
        ):
            continue
        sequence = atoms(sentence)
        party = any(found.last == name.index for found in vocabulary.parties.find(sequence))
        if not party or all(found.first != system.index for found in vocabulary.items.find(sequence)):
            continue
        tokens = list(sentence.tokens)
        nouns = (*sentence.children(name.index, "conj"), *sentence.children(name.head, "obj"))
        noun = next((child for child in nouns if child.index > system.index), None)
        tokens[name.index] = replace(name, deprel="iobj")
        tokens[system.index] = replace(system, head=name.head, deprel="obj")
        if noun is not None:
            tokens[system.index] = replace(system, head=noun.index, deprel="compound")
            tokens[noun.index] = replace(noun, head=name.head, deprel="obj")
        return sentence.mended(tokens)
    return sentence


def _stray_subjects(sentence: Sentence) -> Sentence:
    """ "it came as Kyiv pressed": a subject inside a later clause is that clause's, not the verb's before it."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.relation != "nsubj" or token.head > token.index or token.head == ROOT:
            continue
        for child in sentence.children(token.head, "advcl", "ccomp"):
            opened = [mark.index for mark in sentence.children(child.index, "mark")]
            own = any(True for _ in sentence.children(child.index, "nsubj"))
            if opened and not own and opened[0] < token.index < child.index:
                tokens[token.index] = replace(token, head=child.index)
                break
    return sentence.mended(tokens)


def _behind_colons(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "Oslo summit: Chad to buy tanks": a clause behind a colon only stands beside the label before it."""
    tokens = list(sentence.tokens)
    language = vocabulary.language
    for token in sentence.tokens:
        if token.relation != "appos" or token.upos != "VERB" or not any(sentence.children(token.index, "nsubj")):
            continue
        label = sentence.tokens[token.head]
        tells = label.lemma in language.media
        if not tells and any(each.text == ":" for each in sentence.tokens[label.index : token.index]):
            tokens[token.index] = replace(token, deprel="parataxis")
    return sentence.mended(tokens)


def _headline_plan(sentence: Sentence) -> Sentence:
    """ "Berlin to send tanks": in a headline the name before an infinitive is its subject."""
    if not sentence.headline:
        return sentence
    for token in sentence.tokens:
        marks = [child.index for child in sentence.children(token.index, "mark", "aux") if child.text == "to"]
        if token.upos != "VERB" or not marks or any(True for _ in sentence.children(token.index, "nsubj")):
            continue
        colons = [each.index for each in sentence.tokens[: marks[0]] if each.text in (":", ";", "•")]
        before = sentence.tokens[colons[-1] + 1 if colons else 0 : marks[0]]
        if before and all(each.upos in ("PROPN", "ADJ", "CCONJ", "PUNCT", "DET") for each in before):
            return _crowned(sentence, token, before)
        return sentence
    return sentence


def _crowned(sentence: Sentence, verb: Token, before: tuple[Token, ...]) -> Sentence:
    """The verb as root, the words before it as its subject."""
    inside = range(before[0].index, before[-1].index + 1)
    names = [token for token in before if token.upos == "PROPN" and token.head not in inside]
    if not names:
        return sentence
    tokens = list(sentence.tokens)
    subject = names[0]
    for token in sentence.tokens:
        if token.head == ROOT and token.index != verb.index:
            tokens[token.index] = replace(token, head=verb.index, deprel="dep")
    tokens[verb.index] = replace(verb, head=ROOT, deprel="root")
    tokens[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
    return sentence.mended(tokens)


def _headline_gerund(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "Oslo eyes giving tanks": in a headline, what moves a gerund right behind it is a verb, and the name acts."""
    for token in sentence.tokens[1:-1] if sentence.headline else ():
        name, gerund = sentence.tokens[token.index - 1], sentence.tokens[token.index + 1]
        plural = token.upos in ("NOUN", "PROPN") and token.text.lower().endswith("s")
        named = name.upos == "PROPN" and name.head == token.index
        if not (plural and named and gerund.upos == "VERB" and gerund.text.lower().endswith("ing")):
            continue
        verb = replace(token, upos="VERB", lemma=token.text.lower()[:-1])
        if token.head == gerund.index:
            verb = replace(verb, head=gerund.head, deprel=gerund.deprel)
        elif gerund.head != token.index:
            continue
        if any(entry.stage for entry in vocabulary.operators(sentence, verb)):
            tokens = list(sentence.tokens)
            tokens[token.index] = verb
            tokens[name.index] = replace(name, deprel="nsubj")
            tokens[gerund.index] = replace(gerund, head=token.index, deprel="xcomp")
            return sentence.mended(tokens)
    return sentence


def _headline_verb(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "US sanctions firms": between a name and people or bodies, what looks like a noun is the headline's verb."""
    for token in sentence.tokens[1:]:
        if token.deprel != "compound" or token.upos != "NOUN" or not token.text.endswith("s"):
            continue
        above, before = sentence.tokens[token.head], sentence.tokens[token.index - 1]
        acts = vocabulary.triggers(sentence, replace(token, upos="VERB"))
        body = above.lemma in vocabulary.language.collectives and above.index > token.index
        if acts and body and sentence.headline and before.upos == "PROPN" and before.head == above.index:
            tokens = list(sentence.tokens)
            tokens[token.index] = replace(token, upos="VERB", head=above.head, deprel=above.deprel)
            tokens[above.index] = replace(above, head=token.index, deprel="obj")
            tokens[before.index] = replace(before, head=token.index, deprel="nsubj")
            return sentence.mended(tokens)
    return sentence
