"""Whether a word rules what hangs on it, and in which of its meanings."""

from __future__ import annotations

from whence.extraction.phrases import apart, case_of, has_to, mark_of, negated
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import Stage
from whence.model.language import OperatorWord, Speaker
from whence.model.sentence import Sentence, Token

REPORTS = ("ccomp", "parataxis", "csubj", "acl", "advcl", "appos")
CLAUSES = ("ccomp", "xcomp", "csubj")
CONTENT_CASES = frozenset({"of", "on", "about", "for", "to", "over", "with", "from", "in", ""})
CONTENT_MARKS = frozenset({"of", "from", "into", "about", "that", "for", "on", "against", "at", "toward", "towards"})
NOMINAL = ("NOUN", "PROPN", "ADJ")


def meaning(sentence: Sentence, token: Token, above: Token, vocabulary: Vocabulary) -> OperatorWord | None:
    """The meaning of the word ``above`` for content that hangs on it as ``token`` does; ``None`` if it has none."""
    entries = vocabulary.operators(sentence, above)
    if not entries or not is_content(sentence, token, above, vocabulary):
        return None
    if negated(sentence, above.index) is not None:
        doubting = next((entry for entry in entries if entry.negated), None)
        if doubting is not None:
            return doubting
    if _tells(sentence, token, vocabulary):
        told = next((entry for entry in entries if entry.of_reports), None)
        if told is not None:
            return told
    plain = [entry for entry in entries if not entry.of_reports]
    noun = above.upos == "NOUN"
    plain = [entry for entry in plain if not entry.negated or entry.polarity or entry.certainty or noun]
    reports = [entry for entry in plain if entry.states]
    moves = [entry for entry in plain if not entry.states]
    finite = token.relation in REPORTS and not _infinite(sentence, token)
    order = reports + moves if finite else moves + reports
    return order[0] if order else None


def is_content(sentence: Sentence, token: Token, above: Token, vocabulary: Vocabulary) -> bool:
    """Whether ``token`` stands where the word above it says something of it."""
    relation = token.relation
    if token.deprel == "acl:relcl":
        return False
    if relation in (*CLAUSES, "obj", "compound", "appos") or token.deprel == "nsubj:pass":
        return True
    if relation == "acl":
        return _completes_noun(sentence, token, above, vocabulary)
    if relation == "nsubj":
        plans = above.upos in NOMINAL and _has_stage(sentence, above, vocabulary)
        ruled = above.upos == "ADJ" or (plans and not _goes_on(sentence, above, vocabulary))
        alone = not any(True for _ in sentence.children(above.index, "obj"))
        return ruled or (alone and _turns(sentence, above, vocabulary))
    if relation == "parataxis":
        return not apart(sentence, token.index, above.index) and reports_alone(
            sentence, above, (token.index,), vocabulary
        )
    if relation == "advcl":
        return _completes_verb(sentence, token, above, vocabulary)
    case = case_of(sentence, token.index)
    return relation in ("nmod", "obl") and case in CONTENT_CASES and not (relation == "obl" and case == "over")


def reports_alone(sentence: Sentence, verb: Token, known: tuple[int, ...], vocabulary: Vocabulary) -> bool:
    """Whether a verb reports and holds no content but ``known``, so that its neighbour is the content."""
    entries = vocabulary.operators(sentence, verb)
    if not any(entry.states and entry.speaker is Speaker.SUBJECT for entry in entries):
        return False
    objects = [child.index for child in sentence.children(verb.index, "obj") if child.index not in known]
    objects = [place for place in objects if not _comma_between(sentence, verb.index, place)]
    if objects and verb.lemma not in vocabulary.language.addresses:
        return False
    return not any(child.index not in known for child in sentence.children(verb.index, "ccomp", "xcomp"))


def _comma_between(sentence: Sentence, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return any(token.text == "," for token in sentence.tokens[low:high])


def _completes_noun(sentence: Sentence, token: Token, above: Token, vocabulary: Vocabulary) -> bool:
    entries = vocabulary.operators(sentence, above)
    opens = any(entry.states or entry.negated or entry.speaker for entry in entries)
    own = any(True for _ in sentence.children(token.index, "nsubj"))
    if opens and (own or vocabulary.operators(sentence, token)):
        return True
    mark = mark_of(sentence, token.index)
    return mark in ("to", "that", "of", "for", "on", "about", "whether") or has_to(sentence, token.index)


def _completes_verb(sentence: Sentence, token: Token, above: Token, vocabulary: Vocabulary) -> bool:
    """Adverbial clauses that are complements in all but the label: "weighs giving", "accused of", "as saying"."""
    gerund, mark = token.text.lower().endswith("ing"), mark_of(sentence, token.index)
    if gerund and mark == "as":
        return True
    if _has_stage(sentence, above, vocabulary):
        close = gerund and (token.index == above.index + 1 or mark == "in")
        if close or has_to(sentence, token.index):
            return True
    return mark in CONTENT_MARKS


def _has_stage(sentence: Sentence, above: Token, vocabulary: Vocabulary) -> bool:
    return any(entry.stage for entry in vocabulary.operators(sentence, above))


def _goes_on(sentence: Sentence, above: Token, vocabulary: Vocabulary) -> bool:
    """ "deliveries are under way": what would be a plan elsewhere says here that it is being done."""
    stages = {entry.stage for entry in vocabulary.operators(sentence, above)}
    return stages == {Stage.PLANNED} and case_of(sentence, above.index) == "under"


def _turns(sentence: Sentence, above: Token, vocabulary: Vocabulary) -> bool:
    entries = vocabulary.operators(sentence, above)
    return any(entry.stage is Stage.REFUSED or entry.polarity for entry in entries)


def _tells(sentence: Sentence, token: Token, vocabulary: Vocabulary) -> bool:
    """Whether the content is a report or a clause that stands for one."""
    if token.upos in ("NOUN", "PROPN"):
        return any(entry.states for entry in vocabulary.operators(sentence, token))
    return token.relation == "ccomp" and not _infinite(sentence, token)


def _infinite(sentence: Sentence, token: Token) -> bool:
    subject = any(True for _ in sentence.children(token.index, "nsubj", "csubj", "expl"))
    return not subject and token.relation not in ("parataxis", "appos")
