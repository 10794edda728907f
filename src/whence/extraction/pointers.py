"""Words that point to events and items told before: "the deal was completed", "the systems include"."""

from __future__ import annotations

from dataclasses import replace

from whence.extraction.drafts import Draft, classes_of, systems_of
from whence.extraction.operators import climb
from whence.extraction.parties import items_at
from whence.extraction.phrases import subject_of
from whence.extraction.retorts import RETORT, retort
from whence.extraction.scenes import ItemMention, Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import Kind, Polarity, Stage
from whence.model.pack import Trigger
from whence.model.sentence import Token

DEFINITE = frozenset({"the", "these", "those", "this", "that", "such", "its", "their"})
EVENT_PLACES = ("obj", "nsubj:pass")


def points_back(scene: Scene, item: ItemMention) -> bool:
    """ "these drones", "such missiles": a noun that says no more than its class."""
    before = list(scene.sentence.children(item.head, "det", "nmod", "amod"))
    if item.systems or any(child.lemma == "own" for child in before):
        return False
    return any(child.index < item.head and child.text.lower() in DEFINITE for child in before)


def points_to_event(scene: Scene, token: Token, vocabulary: Vocabulary) -> Draft | None:
    """A word for an event told before: "the deal was completed", "Pyongyang denied it", "dismissed the report"."""
    language = vocabulary.language
    answered = retort(scene, token, vocabulary)
    if answered is not None:
        frame = RETORT if token.upos == "PRON" else ""
        pointer = _pointer(scene, token, Stage.CARRIED_OUT, (), vocabulary)
        return replace(pointer, climbed=answered, trigger=replace(pointer.trigger, frame=frame))
    if _is_denied(scene, token, vocabulary):
        return _pointer(scene, token, Stage.CARRIED_OUT, (), vocabulary)
    if token.lemma not in language.events or token.upos != "NOUN" or token.deprel not in EVENT_PLACES:
        return None
    children = list(scene.sentence.children(token.index))
    definite = any(child.text.lower() in DEFINITE for child in children)
    if not definite or any(child.relation in ("acl", "nmod", "compound", "amod") for child in children):
        return None
    above = scene.sentence.tokens[token.head]
    carried = above.lemma in (*language.completions, *language.lights)
    if not carried and not any(entry.stage for entry in vocabulary.operators(scene.sentence, above)):
        return None
    stage = Stage.CARRIED_OUT if above.lemma in language.completions else Stage.COMMITTED
    return _pointer(scene, token, stage, (), vocabulary)


def _is_denied(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """Whether a pronoun, or a bare word for a report, is the object of a denial."""
    if token.deprel not in ("obj", "nsubj:pass") or token.head < 0:
        return False
    verb = scene.sentence.tokens[token.head]
    denials = [
        entry
        for entry in vocabulary.operators(scene.sentence, verb)
        if entry.polarity is Polarity.DENIED and entry.drops
    ]
    if not denials:
        return False
    if token.upos == "PRON":
        plain = any(not entry.of_reports for entry in denials)
        return plain and token.text.lower() in ("it", "this", "that", "them", "these")
    held = any(True for _ in scene.sentence.children(token.index, "acl", "ccomp", "nmod", "amod"))
    told = any(entry.states for entry in vocabulary.operators(scene.sentence, token))
    return token.upos == "NOUN" and told and not held


def elaborates(scene: Scene, token: Token, vocabulary: Vocabulary) -> Draft | None:
    """ "the systems include A and B", "this package includes tanks": names the items of an event told before."""
    if token.lemma not in vocabulary.language.elaborations or token.upos != "VERB":
        return None
    subject = subject_of(scene.sentence, token.index)
    if subject is None:
        return None
    known = scene.items.get(subject)
    generic = scene.sentence.tokens[subject].lemma in vocabulary.language.generics
    parcel = _is_parcel(scene, scene.sentence.tokens[subject], vocabulary)
    if not generic and not parcel and (known is None or not points_back(scene, known)):
        return None
    objects = scene.sentence.children(token.index, "obj")
    items = [item for child in objects for item in items_at(scene, child.index, vocabulary) if parcel or item.systems]
    return _pointer(scene, token, Stage.CARRIED_OUT, tuple(items), vocabulary) if items else None


def _is_parcel(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """ "this package", "it": what was told before as given in one."""
    if token.upos == "PRON":
        return token.text.lower() in ("it", "this", "that")
    definite = any(child.text.lower() in DEFINITE for child in scene.sentence.children(token.index, "det"))
    return definite and token.lemma in vocabulary.language.parcels


def _pointer(scene: Scene, token: Token, stage: Stage, items: tuple[ItemMention, ...], vocabulary: Vocabulary) -> Draft:
    climbed = climb(scene.sentence, token.index, stage, vocabulary)
    trigger = Trigger((token.lemma,), (token.upos,), Kind.TRANSFER, stage, "")
    return Draft(
        scene,
        token.index,
        trigger,
        climbed,
        trigger.kind,
        climbed.stage,
        items=items,
        classes=classes_of(items),
        systems=systems_of(items),
        event=True,
    )
