"""Hangs reports beside their content: "…, officials said", "…: report", "Kyiv: …".

The parser errs mostly in the label or the direction between two clauses. A report in commas, and a source
behind or before a colon, are plain on the surface; there the surface is believed and the tree is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.extraction.vocabulary import Vocabulary, atoms, wordings
from whence.model.language import Speaker
from whence.model.sentence import ROOT, Sentence, Token

SOURCE = "dislocated:source"
"""Relation of a source that stands alone beside a colon: "…: report", "US: …"."""
LABEL = "dislocated:label"
"""Relation of what a headline is filed under: "Analysis: …"."""
NAMES = frozenset({"NOUN", "PROPN", "PRON"})
QUOTES = frozenset("\"'”’“‘»«") | {"''", "``"}
LIGHT = frozenset({"ADP", "DET", "NOUN", "PROPN", "NUM", "ADV", "PUNCT", "ADJ", "PART", "SYM", "PRON", "CCONJ"})
CLAUSAL = frozenset({"VERB", "AUX", "ADJ"})
"""Classes of words that can head a clause."""
TAIL, HEAD = 6, 8
"""Most words of a source after, and before, a colon."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A report in commas: its verb, its speaker, and the first and last place of the whole."""

    verb: int
    speaker: int
    first: int
    last: int


def hang_reports(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """The same words with each report hung on what it reports; unchanged where the surface shows none."""
    for tag in _tags(sentence, vocabulary):
        sentence = _hang(sentence, tag)
    return _colons(_joined(_further(sentence, vocabulary), vocabulary), vocabulary)


def _joined(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "officials said that … and warned that …": the second report joins the first, not a verb of its content."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.relation != "conj" or token.upos != "VERB" or not vocabulary.reports(sentence, token):
            continue
        if any(True for _ in sentence.children(token.index, "nsubj", "aux", "mark")) or not _governs(sentence, token):
            continue
        content = sentence.tokens[token.head]
        above = sentence.tokens[content.head] if content.head != ROOT else None
        if above is None or content.relation != "ccomp" or above.index > content.index:
            continue
        if vocabulary.reports(sentence, above) and not vocabulary.reports(sentence, content):
            tokens[token.index] = replace(token, head=above.index)
    return sentence.mended(tokens)


def _further(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """ "officials said …, adding that …": the participle goes on with the report, whatever clause it was hung on."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        participle = token.text.endswith("ing") and token.relation in ("advcl", "acl", "parataxis")
        if not participle or not vocabulary.reports(sentence, token):
            continue
        opens = sentence.subtree(token.index)[0]
        if sentence.tokens[opens].text != "," and (not opens or sentence.tokens[opens - 1].text != ","):
            continue
        teller = _outer_report(sentence, token, vocabulary)
        if teller is not None:
            tokens[token.index] = replace(token, head=teller, deprel="advcl")
    return sentence.mended(tokens)


def _outer_report(sentence: Sentence, token: Token, vocabulary: Vocabulary) -> int | None:
    """The outermost verb before a word that reports the clause in which the word stands."""
    found = None
    below = token
    for above in sentence.ancestors(token.index):
        beside = [child for child in sentence.children(above.index, "parataxis") if child.index < token.index]
        for verb in (above, *beside):
            holds = verb is not above or below is token or below.relation in ("ccomp", "xcomp", "obj")
            if verb.upos == "VERB" and verb.index < token.index and holds and vocabulary.reports(sentence, verb):
                found = verb.index
        below = above
    return found


def _tags(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Tag]:
    for token in sentence.tokens:
        if token.upos != "VERB" or not _reports(sentence, token, vocabulary):
            continue
        fronted = any(child.index < token.index for child in sentence.children(token.index, "ccomp"))
        last = _segment_end(sentence, token.index, fronted=fronted)
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
    for place in range(_before_apposition(sentence, verb), 0, -1):
        token = sentence.tokens[place]
        if token.text in (",", "—", "–", "--") or token.text in QUOTES:
            if medial and sentence.tokens[place].text == ",":
                return place + 1
            has_content = any(before.upos in ("VERB", "NOUN") for before in sentence.tokens[:place])
            return place + 1 if has_content and place >= 2 else None
        if token.upos not in LIGHT and not (token.upos == "AUX" and place == verb - 1):
            return None
    return None


def _before_apposition(sentence: Sentence, verb: int) -> int:
    """The place before a verb, or before the name in commas there: "the head of the agency, Ann Lee, said"."""
    if sentence.tokens[verb - 1].text != ",":
        return verb - 1
    for place in range(verb - 2, 0, -1):
        if sentence.tokens[place].text == ",":
            return place - 1
        if not sentence.tokens[place].entity.endswith("PER"):
            break
    return verb - 1


def _segment_end(sentence: Sentence, verb: int, *, fronted: bool) -> int | None:
    """The last place of the report: the sentence's end or the comma after it; none where content follows."""
    if fronted and not _governs(sentence, sentence.tokens[verb]):
        return len(sentence.tokens) - 1
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
    if before is not None or sentence.tokens[verb].lemma == "tell":
        return before
    return _head(sentence, verb + 1, last)


def _head(sentence: Sentence, first: int, last: int) -> int | None:
    """The word of a stretch that hangs highest and names somebody."""
    inside = range(first, last + 1)
    for place in inside:
        token = sentence.tokens[place]
        if token.upos in NAMES and token.head not in inside and not _prepositional(sentence, place, first):
            return place
    return None


def _prepositional(sentence: Sentence, place: int, first: int) -> bool:
    return any(child.index >= first for child in sentence.children(place, "case"))


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
        if top in sentence.subtree(tag.verb):
            tokens[top] = replace(tokens[top], head=verb.head, deprel=verb.deprel)
        tokens[tag.verb] = replace(verb, head=top, deprel="parataxis")
    for child in sentence.children(top):
        if child.index in inside and child.relation == "obl":
            tokens[child.index] = replace(child, head=tag.verb)
    speaker = tokens[tag.speaker]
    if speaker.head != tag.verb or speaker.relation != "nsubj":
        tokens[tag.speaker] = replace(speaker, head=tag.verb, deprel="nsubj")
    return sentence.mended(tokens)


def _well_hung(sentence: Sentence, verb: Token, tag: Tag) -> bool:
    return verb.relation == "parataxis" and verb.head == _content_top(sentence, tag)


def _content_top(sentence: Sentence, tag: Tag) -> int | None:
    """The highest word outside the report; a clause if the report itself is the root."""
    outer = next(token for token in sentence.tokens if token.head == ROOT)
    if not tag.first <= outer.index <= tag.last:
        edge = tag.last >= len(sentence.tokens) - 2
        above = (
            token.index
            for token in sentence.ancestors(tag.verb)
            if not tag.first <= token.index <= tag.last and token.upos in CLAUSAL
        )
        return outer.index if edge else next(above, None)
    clauses = [
        child.index
        for child in sentence.children(tag.verb)
        if not tag.first <= child.index <= tag.last
        and child.relation in ("ccomp", "advcl", "parataxis", "conj", "obj", "dep", "xcomp", "csubj")
    ]
    return min(clauses, default=None)


# --- sources beside a colon ---------------------------------------------------------------------------------------


def _colons(sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    tokens = sentence.tokens
    marks = [token.index for token in tokens if token.text in (":", "-", "–", "—")]
    if not marks:
        return sentence
    first, last = marks[0], marks[-1]
    tail = _source(sentence, last + 1, len(tokens) - 1, vocabulary) if _parts_tail(sentence, last) else None
    head = _source(sentence, 0, first - 1, vocabulary) if tokens[first].text == ":" else None
    label = _label(sentence, vocabulary) if head is None else None
    beside = ((tail, SOURCE, range(0, last)), (head, SOURCE, range(first + 1, len(tokens))))
    for place, relation, outside in (*beside, (label, LABEL, range(_colon(sentence) + 1, len(tokens)))):
        if place is not None:
            sentence = _beside(sentence, place, relation, outside)
    return sentence


def _parts_tail(sentence: Sentence, mark: int) -> bool:
    """Whether a mark can stand before the source of a headline: a colon, or a dash with space around it."""
    token = sentence.tokens[mark]
    if token.text == ":" or not 0 < mark < len(sentence.tokens) - 1:
        return token.text == ":"
    before, behind = sentence.tokens[mark - 1], sentence.tokens[mark + 1]
    return sentence.headline and before.span.end < token.span.start and token.span.end < behind.span.start


def _colon(sentence: Sentence) -> int:
    return next((token.index for token in sentence.tokens if token.text == ":"), -1)


def _label(sentence: Sentence, vocabulary: Vocabulary) -> int | None:
    """The head of what a headline is filed under, which nobody says: "Mali war: …", "Analysis: …"."""
    colon = _colon(sentence)
    stretch = sentence.tokens[: max(colon, 0)]
    if not sentence.headline or not 0 < len(stretch) <= TAIL or any(token.upos == "AUX" for token in stretch):
        return None
    place = 0 if len(stretch) == 1 else _head(sentence, 0, colon - 1)
    speaks = place is not None and stretch[place].lemma in vocabulary.language.speakers
    return None if speaks else place


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
    speaking = (*language.speakers, *language.media, *language.documents)
    filed = sentence.headline and first == 0 and sentence.tokens[place].lemma in language.sections
    speaks = not filed and not {*wordings(sentence, sentence.tokens[place])}.isdisjoint(speaking)
    return place if speaks or _is_name(sentence, first, last, vocabulary) else None


def _is_name(sentence: Sentence, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether a stretch is a party's or a person's name, as far as its last word."""
    inside = [atom for atom in atoms(sentence) if first <= atom.index <= last]
    ends = {match.last for match in vocabulary.parties.find(inside)}
    ends |= {match.last for match in vocabulary.people.find(inside)}
    person = any(token.entity.endswith("PER") for token in sentence.tokens[first : last + 1])
    return person or last in ends


def _beside(sentence: Sentence, place: int, relation: str, outside: range) -> Sentence:
    tokens = list(sentence.tokens)
    root = next(token for token in tokens if token.head == ROOT)
    if root.index in outside:
        _bequeath(sentence, tokens, place, outside)
        tokens[place] = replace(tokens[place], head=root.index, deprel=relation)
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
        tokens[place] = replace(tokens[place], head=top, deprel=relation)
    return sentence.mended(tokens)


def _bequeath(sentence: Sentence, tokens: list[Token], place: int, outside: range) -> None:
    """ "to Chad - officials": what hangs on the source from beyond the mark takes its place in the clause."""
    strays = [child for child in sentence.children(place) if child.index in outside]
    heir = next((child for child in reversed(strays) if child.upos in NAMES), None)
    for child in strays:
        tokens[child.index] = replace(child, head=heir.index if heir is not None else max(outside))
    if heir is not None:
        tokens[heir.index] = replace(heir, head=tokens[place].head, deprel=tokens[place].deprel)
