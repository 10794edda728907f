"""What somebody says of an event told just before: "Oslo called it nonsense", "said the accusation was false".

A pronoun may stand for anything: such a retort counts only from a side of the event.
"""

from __future__ import annotations

from whence.extraction.operators import Climbed, climb
from whence.extraction.phrases import case_of, subject_of
from whence.extraction.scenes import Scene
from whence.extraction.shifts import Voice
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import Operator, Polarity, Stage
from whence.model.sentence import Token

RETORT = "retort"
"""The frame of triggers that are pronouns in a retort."""
POINTING = frozenset({"it", "this", "that"})


def retort(scene: Scene, token: Token, vocabulary: Vocabulary) -> Climbed | None:
    """The climb from a pronoun, or a bare word for a report, that is said to be false; ``None`` for others."""
    if token.head < 0 or not _points(scene, token, vocabulary):
        return None
    above = scene.sentence.tokens[token.head]
    climbed = climb(scene.sentence, token.index, Stage.CARRIED_OUT, vocabulary)
    if token.deprel == "nsubj" and _is_false(scene, above, vocabulary):
        return climbed if climbed.polarity is Polarity.DENIED else None
    if token.deprel == "obj" and _is_called_false(scene, above, vocabulary):
        return _called(scene, above, climbed)
    return None


def _points(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    if token.upos == "PRON":
        return token.text.lower() in POINTING
    below = list(scene.sentence.children(token.index))
    held = any(child.relation in ("acl", "ccomp", "nmod", "amod", "compound") for child in below)
    told = any(entry.states for entry in vocabulary.operators(scene.sentence, token))
    return token.upos == "NOUN" and told and not held and any(child.text.lower() == "the" for child in below)


def _is_false(scene: Scene, word: Token, vocabulary: Vocabulary) -> bool:
    """Whether a word says that what it is said of is not so, and nothing more of it: "false", not "wrong to leave"."""
    denies = any(
        entry.polarity is Polarity.DENIED and entry.drops for entry in vocabulary.operators(scene.sentence, word)
    )
    more = any(True for _ in scene.sentence.children(word.index, "csubj", "ccomp", "xcomp", "advcl", "acl"))
    return denies and word.upos in ("ADJ", "NOUN") and not more


def _is_called_false(scene: Scene, verb: Token, vocabulary: Vocabulary) -> bool:
    named = [child for child in scene.sentence.children(verb.index, "xcomp", "obl")]
    return verb.lemma in vocabulary.language.namings and any(
        (child.relation == "xcomp" or case_of(scene.sentence, child.index) == "as")
        and _is_false(scene, child, vocabulary)
        for child in named
    )


def _called(scene: Scene, verb: Token, climbed: Climbed) -> Climbed | None:
    """Whoever calls it so denies it."""
    subject = subject_of(scene.sentence, verb.index)
    if subject is None:
        return None
    voices = (*(voice for voice in climbed.voices if voice.index != subject), Voice(subject, verb.span))
    trail = (Operator("denied", verb.span),)
    return Climbed(climbed.stage, Polarity.DENIED, climbed.certainty, voices, trail, climbed.path, climbed.cue)
