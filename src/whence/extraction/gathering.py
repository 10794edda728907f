"""Phrases that belong to an event although the parser, or the grammar, hangs them on another word."""

from __future__ import annotations

from collections.abc import Iterator

from whence.extraction.frames import Argument, arguments
from whence.extraction.phrases import AMOUNTS, case_of, conjuncts, phrase_start
from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.pack import Frame
from whence.model.sentence import Token

BELOW = "below"
"""A place of frames: anywhere under the trigger."""
NOUN_STEPS = ("nmod", "obl", "obj", "conj", "compound", "appos", "iobj")
OBJECTS = ("obj", "nsubj:pass", "iobj")


def gather(scene: Scene, token: Token, frame: Frame, vocabulary: Vocabulary) -> list[Argument]:
    """The arguments of a trigger: its own, and those that stand with its items, its object or its light verb."""
    found = arguments(scene.sentence, token.index)
    for argument in tuple(found):
        found.extend(_beside_object(scene, argument, frame))
        if argument.place in frame.item:
            found.extend(_beside_items(scene, argument, token.index, frame))
    found.extend(_deeper(scene, token.index, {argument.index for argument in found}, vocabulary))
    found.extend(_carried(scene, token, {argument.place for argument in found}, vocabulary))
    found.extend(_paid_in(scene, found))
    found.append(Argument(BELOW, token.index))
    return found + _bare_relative(scene, found)


def _beside_object(scene: Scene, argument: Argument, frame: Frame) -> Iterator[Argument]:
    """ "provide forces with drones", where "with drones" hangs on the forces."""
    if argument.place not in ("obj", "iobj") or "obl:with" not in frame.item:
        return
    for child in scene.sentence.children(argument.index, "nmod"):
        if case_of(scene.sentence, child.index) == "with":
            yield Argument("obl:with", child.index)


def _beside_items(scene: Scene, argument: Argument, verb: int, frame: Frame) -> Iterator[Argument]:
    """ "drones to Russia", and "giving Ukraine munitions" where the receiver looks like a modifier."""
    if "iobj" in frame.recipient:
        for child in scene.sentence.children(argument.index, "compound", "nmod", "nsubj"):
            mention = scene.parties.get(child.index)
            if mention is not None and mention.form in ("name", "seat") and mention.first == verb + 1:
                yield Argument("iobj", child.index)
    wanted = {*frame.supplier, *frame.recipient, *frame.against}
    for place in conjuncts(scene.sentence, argument.index):
        for child in scene.sentence.children(place, "nmod", "obl"):
            case = case_of(scene.sentence, child.index)
            named = next((f"{kind}:{case}" for kind in ("obl", "nmod") if f"{kind}:{case}" in wanted), None)
            if named is not None:
                yield Argument(named, child.index)


def _deeper(scene: Scene, index: int, known: set[int], vocabulary: Vocabulary) -> Iterator[Argument]:
    """ "from" and "to" phrases further down, through items only: parsers hang them on any noun before them."""
    language, tokens = vocabulary.language, scene.sentence.tokens
    holders = (*language.containers, *language.generics, *language.deliveries)
    for place in scene.sentence.subtree(index):
        case = case_of(scene.sentence, place)
        if place in known or case not in ("from", "to") or place not in scene.parties:
            continue
        above = [token.index for token in scene.sentence.ancestors(place)]
        between = above[: above.index(index)]
        nouns = all(tokens[step].relation in NOUN_STEPS for step in (place, *between))
        named = {*scene.items, *scene.parties}
        if nouns and all(
            step in named or tokens[step].lemma in holders or tokens[step].upos in AMOUNTS for step in between
        ):
            yield Argument(f"obl:{case}", place)


def _paid_in(scene: Scene, found: list[Argument]) -> Iterator[Argument]:
    """ "send $2 billion more in aid": what a sum is paid in, where the parser hangs it on the verb."""
    sums = any(argument.place == "obj" and scene.sentence.tokens[argument.index].upos in AMOUNTS for argument in found)
    for argument in found if sums else ():
        if argument.place == "obl:in" and argument.index in scene.items:
            yield Argument("obj", argument.index)


def _carried(scene: Scene, token: Token, places: set[str], vocabulary: Vocabulary) -> Iterator[Argument]:
    """What hangs on the verb that carries a noun's event: "sanctions were imposed on Iran"."""
    if token.upos != "NOUN" or token.relation not in ("obj", "nsubj") or token.head < 0:
        return
    verb = scene.sentence.tokens[token.head]
    for argument in arguments(scene.sentence, verb.index):
        oblique = argument.place.startswith("obl:") and argument.place not in places
        if verb.lemma in vocabulary.language.arrivals and argument.place in ("obl:in", "obl:to", "obl:at", "obj"):
            yield Argument("obl:to", argument.index)
        elif oblique and (verb.lemma in vocabulary.language.lights or _moves(scene, verb, vocabulary)):
            yield argument


def _moves(scene: Scene, verb: Token, vocabulary: Vocabulary) -> bool:
    return any(entry.stage for entry in vocabulary.operators(scene.sentence, verb))


def _bare_relative(scene: Scene, found: list[Argument]) -> list[Argument]:
    """ "the drones Russia bought": items directly before the subject of a verb without an object are its object."""
    if any(argument.place in ("obj", "nsubj:pass") for argument in found):
        return []
    subject = next((argument.index for argument in found if argument.place == "nsubj"), None)
    if subject is None:
        return []
    before = phrase_start(scene.sentence, subject) - 1
    return [Argument("obj", before)] if before in scene.items else []
