"""Mends the trees that parsers most often get wrong: the report beside its content ("…, officials said").

The parser errs mostly in the label or the direction between two clauses. A report in commas, and a source
behind or before a colon, are plain on the surface; there the surface is believed and the tree is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.extraction.phrases import case_of, has_to, mark_of
from whence.extraction.vocabulary import Vocabulary, atoms
from whence.model.language import Speaker
from whence.model.sentence import ROOT, Sentence, Token

SOURCE = "dislocated:source"
"""Relation of a source that stands alone beside a colon: "…: report", "US: …"."""
NAMES = frozenset({"NOUN", "PROPN", "PRON"})
QUOTES = frozenset("\"'”’“‘»«") | {"''", "``"}
LIGHT = frozenset({"ADP", "DET", "NOUN", "PROPN", "NUM", "ADV", "PUNCT", "ADJ", "PART", "SYM", "PRON", "CCONJ"})
TAIL, HEAD = 6, 5
"""Most words of a source after, and before, a colon."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A report in commas: its verb, its speaker, and the first and last place of the whole."""

    verb: int
    speaker: int
    first: int
    last: int


def repair(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """The same words with reports hung beside their content; unchanged where the surface shows none."""
    sentence = _particles(sentence, vocabulary)
    sentence = _stray_subjects(_second_thats(_attributions(sentence, vocabulary)))
    sentence = _headline_verb(_headline_plan(_bare_infinitives(sentence)), vocabulary)
    for tag in _tags(sentence, vocabulary):
        sentence = _hang(sentence, tag)
    return _colons(sentence, vocabulary)


def _attributions(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """What stands behind "according to" is no subject or object, whatever the parser says."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.head != ROOT and case_of(sentence, token.index) in vocabulary.language.attributions:
            tokens[token.index] = replace(token, deprel="obl")
    return replace(sentence, tokens=tuple(tokens))


def _second_thats(sentence: Sentence) -> Sentence:
    """ "… that A and that B": the second clause joins the first, not a noun in between."""
    tokens = list(sentence.tokens)
    opened = [token.index for token in tokens if mark_of(sentence, token.index) == "that"]
    for place, index in enumerate(opened):
        token = tokens[index]
        if token.relation == "conj" and token.head not in opened and place:
            tokens[index] = replace(token, head=opened[place - 1])
    mended = replace(sentence, tokens=tuple(tokens))
    return mended if _is_tree(mended) else sentence


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
    mended = replace(sentence, tokens=tuple(tokens))
    return mended if _is_tree(mended) else sentence


def _particles(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "handed over radars": what looks like a preposition is the verb's particle if the lexicon knows the pair."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        verb = sentence.tokens[token.index - 1] if token.index else None
        above = sentence.tokens[token.head] if token.head != ROOT else None
        if verb is None or above is None or token.relation != "case" or verb.upos != "VERB":
            continue
        if above.relation == "obl" and above.head == verb.index and vocabulary.knows(f"{verb.lemma} {token.lemma}"):
            tokens[token.index] = replace(token, head=verb.index, deprel="compound:prt")
            tokens[above.index] = replace(above, deprel="obj")
    return replace(sentence, tokens=tuple(tokens))


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
    mended = replace(sentence, tokens=tuple(tokens))
    return mended if _is_tree(mended) else sentence


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
    mended = replace(sentence, tokens=tuple(tokens))
    return mended if _is_tree(mended) else sentence


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
            mended = replace(sentence, tokens=tuple(tokens))
            return mended if _is_tree(mended) else sentence
    return sentence


# --- reports in commas --------------------------------------------------------------------------------------------


def _tags(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Tag]:
    for token in sentence.tokens:
        if token.upos != "VERB" or not _reports(sentence, token, vocabulary):
            continue
        last = _segment_end(sentence, token.index)
        medial = last is not None and last < len(sentence.tokens) - 2 and sentence.tokens[last + 1].text == ","
        if last is None or (_governs(sentence, token) and not medial):
            continue
        first = _segment_start(sentence, token.index, medial=medial)
        if first is None:
            continue
        speaker = _speaker(sentence, first, token.index, last)
        if speaker is not None:
            yield Tag(token.index, speaker, first, last)


def _reports(sentence: Sentence, token: Token, vocabulary: Vocabulary) -> bool:
    if token.text.lower().endswith("ing"):
        return False
    entries = vocabulary.operators(sentence, token)
    return any(entry.states and entry.speaker is Speaker.SUBJECT and not entry.polarity for entry in entries)


def _segment_start(sentence: Sentence, verb: int, *, medial: bool) -> int | None:
    """The place after the comma that opens the report; only names may stand between it and the verb.

    Inside a sentence ("Turkey, officials said, has sold") one name before it is enough.
    """
    for place in range(verb - 1, 0, -1):
        token = sentence.tokens[place]
        if token.text in (",", "—", "–", "--") or token.text in QUOTES:
            if medial and sentence.tokens[place].text == ",":
                return place + 1
            has_content = any(before.upos in ("VERB", "NOUN") for before in sentence.tokens[:place])
            return place + 1 if has_content and place >= 2 else None
        if token.upos not in LIGHT and not (token.upos == "AUX" and place == verb - 1):
            return None
    return None


def _segment_end(sentence: Sentence, verb: int) -> int | None:
    """The last place of the report: the sentence's end or the comma after it; none where content follows."""
    tokens = sentence.tokens
    for place in range(verb + 1, len(tokens)):
        text = tokens[place].text
        if text in (",", ";", ":", ".") or (text in QUOTES and place > verb + 1):
            return place - 1
        if tokens[place].upos not in LIGHT or text.lower() in ("that", "who", "to"):
            return None
    return len(tokens) - 1


def _governs(sentence: Sentence, token: Token) -> bool:
    """Whether the verb holds content of its own after it."""
    return any(child.index > token.index for child in sentence.children(token.index, "ccomp", "xcomp"))


def _speaker(sentence: Sentence, first: int, verb: int, last: int) -> int | None:
    before = _head(sentence, first, verb - 1)
    return before if before is not None else _head(sentence, verb + 1, last)


def _head(sentence: Sentence, first: int, last: int) -> int | None:
    """The word of a stretch that hangs highest and names somebody."""
    inside = range(first, last + 1)
    for place in inside:
        token = sentence.tokens[place]
        if token.upos in NAMES and token.head not in inside and not _prepositional(sentence, place):
            return place
    return None


def _prepositional(sentence: Sentence, place: int) -> bool:
    return any(True for _ in sentence.children(place, "case"))


def _hang(sentence: Sentence, tag: Tag) -> Sentence:
    """The report becomes a parataxis of its content's highest word, with the speaker as subject."""
    tokens = list(sentence.tokens)
    inside = range(tag.first, tag.last + 1)
    verb = tokens[tag.verb]
    top = _content_top(sentence, tag)
    if top is None:
        return sentence
    if verb.head == ROOT or not _well_hung(sentence, verb, tag):
        for child in sentence.children(tag.verb):
            if child.index not in inside and child.index != top:
                tokens[child.index] = replace(child, head=top)
        tokens[top] = replace(tokens[top], head=verb.head if verb.head != top else ROOT, deprel=_new(verb, top))
        tokens[tag.verb] = replace(verb, head=top, deprel="parataxis")
    speaker = tokens[tag.speaker]
    if speaker.head != tag.verb or speaker.relation != "nsubj":
        tokens[tag.speaker] = replace(speaker, head=tag.verb, deprel="nsubj")
    mended = replace(sentence, tokens=tuple(tokens))
    return mended if _is_tree(mended) else sentence


def _new(verb: Token, top: int) -> str:
    return "root" if verb.head in (ROOT, top) else verb.deprel


def _well_hung(sentence: Sentence, verb: Token, tag: Tag) -> bool:
    return verb.relation == "parataxis" and verb.head == _content_top(sentence, tag)


def _content_top(sentence: Sentence, tag: Tag) -> int | None:
    """The highest word outside the report; a clause if the report itself is the root."""
    outer = next(token for token in sentence.tokens if token.head == ROOT)
    if not tag.first <= outer.index <= tag.last:
        edge = tag.last >= len(sentence.tokens) - 2
        above = (token.index for token in sentence.ancestors(tag.verb) if not tag.first <= token.index <= tag.last)
        return outer.index if edge else next(above, None)
    clauses = [
        child.index
        for child in sentence.children(tag.verb)
        if not tag.first <= child.index <= tag.last
        and child.relation in ("ccomp", "advcl", "parataxis", "conj", "obj", "dep", "xcomp", "csubj")
    ]
    return min(clauses, default=None)


def _is_tree(sentence: Sentence) -> bool:
    roots = [token.index for token in sentence.tokens if token.head == ROOT]
    return len(roots) == 1 and len(sentence.subtree(roots[0])) == len(sentence.tokens)


# --- sources beside a colon ---------------------------------------------------------------------------------------


def _colons(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    tokens = sentence.tokens
    colons = [token.index for token in tokens if token.text in (":", "-", "–", "—")]
    if not colons:
        return sentence
    tail = _source(sentence, colons[-1] + 1, len(tokens) - 1, vocabulary) if tokens[colons[-1]].text == ":" else None
    head = _source(sentence, 0, colons[0] - 1, vocabulary) if tokens[colons[0]].text == ":" else None
    for place, outside in ((tail, range(0, colons[-1])), (head, range(colons[0] + 1, len(tokens)))):
        if place is not None:
            sentence = _beside(sentence, place, outside)
    return sentence


def _source(sentence: Sentence, first: int, last: int, vocabulary: Vocabulary) -> int | None:
    """The head of a short stretch without a verb that can speak."""
    limit = HEAD if first == 0 else TAIL
    stretch = sentence.tokens[first : last + 1]
    if not stretch or len(stretch) > limit or any(token.upos in ("VERB", "AUX") for token in stretch):
        return None
    place = _head(sentence, first, last)
    if place is None:
        return None
    language = vocabulary.language
    speaking = language.speakers if first == 0 else (*language.speakers, *language.media, *language.documents)
    token = sentence.tokens[place]
    return place if token.lemma in speaking or _is_name(sentence, first, last, vocabulary) else None


def _is_name(sentence: Sentence, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether a stretch is a party's or a person's name, as far as its last word."""
    inside = [atom for atom in atoms(sentence) if first <= atom.index <= last]
    ends = {match.last for match in vocabulary.parties.find(inside)}
    ends |= {match.last for match in vocabulary.people.find(inside)}
    person = sentence.tokens[last].entity.endswith("PER") and sentence.tokens[first].entity.endswith("PER")
    return person or last in ends


def _beside(sentence: Sentence, place: int, outside: range) -> Sentence:
    tokens = list(sentence.tokens)
    root = next(token for token in tokens if token.head == ROOT)
    if root.index in outside:
        tokens[place] = replace(tokens[place], head=root.index, deprel=SOURCE)
    else:
        clauses = [child.index for child in sentence.children(root.index) if child.index in outside]
        verbs = [index for index in clauses if tokens[index].upos in ("VERB", "NOUN", "ADJ", "AUX", "PROPN")]
        if root.index != place or not verbs:
            return sentence
        top = max(verbs, key=lambda index: len(sentence.subtree(index)))
        for child in sentence.children(place):
            if child.index in outside and child.index != top:
                tokens[child.index] = replace(child, head=top)
        tokens[top] = replace(tokens[top], head=ROOT, deprel="root")
        tokens[place] = replace(tokens[place], head=top, deprel=SOURCE)
    mended = replace(sentence, tokens=tuple(tokens))
    return mended if _is_tree(mended) else sentence
