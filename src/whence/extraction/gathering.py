"""Phrases that belong to an event although the parser, or the grammar, hangs them on another word."""

from __future__ import annotations

from collections.abc import Iterator

from whence.extraction.frames import Argument, arguments
from whence.extraction.phrases import AMOUNTS, case_of, conjuncts, has_to, phrase_start, subject_of
from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.pack import Frame
from whence.model.sentence import Token

BELOW = "below"
"""A place of frames: anywhere under the trigger."""
DOING = "doing"
"""A place of frames: anywhere in what somebody learns to do."""
NOUN_STEPS = ("nmod", "obl", "obj", "conj", "compound", "appos", "iobj")
OBJECTS = ("obj", "nsubj:pass", "iobj")
ATTACKS = ("striking", "sanctions")
"""Frames of nouns that verbs of attack carry: "hit Iran with sanctions", "hit Odesa in an attack"."""


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
    found.extend(_named_places(scene, token, found, vocabulary))
    if frame.name in ATTACKS:
        found.extend(_attacked(scene, token, vocabulary))
    found.extend(_listed(scene, token, frame, vocabulary))
    found.extend(_learnt(scene, token))
    found.append(Argument(BELOW, token.index))
    return found + _bare_relative(scene, found)


def _listed(scene: Scene, token: Token, frame: Frame, vocabulary: Vocabulary) -> Iterator[Argument]:
    """ "a package that includes tanks": what a clause behind a noun for what is given lists as its contents."""
    if token.lemma not in vocabulary.language.parcels or not frame.item:
        return
    for clause in scene.sentence.children(token.index, "acl"):
        if clause.lemma in vocabulary.language.elaborations:
            yield from (Argument(frame.item[0], child.index) for child in scene.sentence.children(clause.index, "obj"))


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


def _named_places(scene: Scene, token: Token, found: list[Argument], vocabulary: Vocabulary) -> Iterator[Argument]:
    """Places that frames call by what they are: the "owner" of the object, a "store" as subject, whoever is "under"
    the event, and whoever is "visited" for it."""
    for argument in tuple(found):
        if argument.place in ("obj", "nsubj:pass"):
            owners = scene.sentence.children(argument.index, "nmod")
            yield from (Argument("owner", child.index) for child in owners if child.index in scene.parties)
        stored = scene.sentence.tokens[argument.index].lemma in vocabulary.language.stores
        if stored and argument.place in ("nsubj", "nsubj:pass"):
            yield Argument("store", argument.index)
    if token.head < 0:
        return
    if case_of(scene.sentence, token.index) == "under":
        subject = subject_of(scene.sentence, token.head)
        yield Argument("under", token.head if subject is None else subject)
    if token.relation in ("advcl", "xcomp", "acl") and has_to(scene.sentence, token.index):
        for argument in arguments(scene.sentence, token.head):
            if argument.place in ("obj", "obl:to", "obl:in", "obl:at"):
                yield Argument("visited", argument.index)


def _learnt(scene: Scene, token: Token) -> Iterator[Argument]:
    """ "learn to fly drones", "taught them how to fly drones", wherever the parser hangs "how"."""
    hows = [child for child in scene.sentence.children(token.index, "obj", "advmod") if child.text.lower() == "how"]
    for head in (token, *hows):
        for child in scene.sentence.children(head.index, "xcomp", "ccomp", "advcl", "acl"):
            if has_to(scene.sentence, child.index):
                yield Argument(DOING, child.index)


def _attacked(scene: Scene, token: Token, vocabulary: Vocabulary) -> Iterator[Argument]:
    """ "strikes hit Odesa", "hit Iran with sanctions": whom the verb hits that a noun's attack stands with."""
    verb = scene.sentence.tokens[token.head] if token.head >= 0 else None
    if verb is None or token.relation not in ("nsubj", "obl") or verb.lemma not in vocabulary.language.harms:
        return
    for argument in arguments(scene.sentence, verb.index):
        if argument.index != token.index and argument.place in ("obj", "nsubj:pass", "obl:in", "obl:across"):
            yield Argument("obl:on", argument.index)


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
