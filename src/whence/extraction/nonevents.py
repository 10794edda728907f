"""Tells what only sounds like an event: fixed phrases, origins, exercises, tales, and acts of nobody in the trade."""

from __future__ import annotations

from whence.extraction.frames import Argument
from whence.extraction.phrases import case_of, has_to
from whence.extraction.roles import PARTY_ROLES, RECIPIENT, SUPPLIER, Roles, places_of
from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import DASHES, Vocabulary, wordings
from whence.model.claim import ItemClass, Kind
from whence.model.pack import Frame, Trigger
from whence.model.sentence import Sentence, Token

CAUSES = ("make", "get")
"""Verbs that bring about what their object then does or is: "get them to leave"."""
DURING = ("during", "in", "at", "for", "on", "throughout")
CREWED = (ItemClass.AIRCRAFT, ItemClass.HELICOPTER, ItemClass.SHIP)
STAGED = (Kind.TRANSFER, Kind.TRAINING, Kind.USE, Kind.EXPENDITURE)
"""Kinds that are none where they are part of a party's exercises."""
ALONGSIDE = ("near", "off", "past", "alongside", "around", "by", "along")
"""Prepositions behind which stands what is passed by, and not what is hit."""


def is_no_event(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """Whether the words of a trigger mean something else where they stand."""
    return (
        any(wording in vocabulary.language.idioms for wording in wordings(scene.sentence, token))
        or _tells_origin(scene, token, vocabulary)
        or _names_kind(scene, token, vocabulary)
        or _makes_happen(scene, token, vocabulary)
        or _is_told_in(scene.sentence, token, vocabulary.language.tales)
        or _is_part_of_verb(scene.sentence, token, vocabulary)
        or _tells_range(scene.sentence, token)
    )


def is_of_other_kind(scene: Scene, token: Token, trigger: Trigger, vocabulary: Vocabulary) -> bool:
    """Whether a trigger in this meaning tells of a purpose, an exercise or a patrol only."""
    if trigger.kind is Kind.USE and _is_meant_use(scene, token, vocabulary):
        return True
    if trigger.kind is Kind.RESTRICTION and not scene.items:
        return _is_general(scene.sentence, token, vocabulary)
    return trigger.kind in STAGED and _is_exercise(scene.sentence, token, vocabulary)


def is_of_others(
    scene: Scene, index: int, found: list[Argument], frame: Frame, roles: Roles, public: tuple[str, ...]
) -> bool:
    """Whether somebody acts, gives or gets who is no party: "photographers capture drones", "sell guns to hunters"."""
    if _moves_own(scene, found, frame, roles) or (frame.name == "intercept" and _is_escorted(roles)):
        return True
    for role in (SUPPLIER, RECIPIENT):
        if roles.of(role).empty and _is_public(scene, found, places_of(frame, role), public):
            return True
    acted = any("nsubj" in places_of(frame, role) for role in PARTY_ROLES) and "nsubj" not in frame.item
    if not acted or any(not roles.of(role).empty for role in PARTY_ROLES):
        return False
    for argument in found:
        token = scene.sentence.tokens[argument.index]
        if argument.place == "nsubj" and token.head == index:
            return token.upos in ("NOUN", "PROPN") and token.index not in scene.items and not token.entity
    return False


def passes_by(found: list[Argument]) -> bool:
    """ "flew bombers near Japan": a verb of launching that tells only where."""
    return any(argument.place.partition(":")[2] in ALONGSIDE for argument in found if argument.place.startswith("obl:"))


# --- fixed phrases and nouns --------------------------------------------------------------------------------------


def _tells_origin(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """The participle of "Iranian-made" or "sea-launched" names no event of its own."""
    own = any(True for _ in scene.sentence.children(token.index, "nsubj"))
    if not token.index or own or token.relation not in ("amod", "compound", "acl"):
        return False
    made = token.text.lower() in vocabulary.language.makers and token.index - 1 in scene.parties
    return made or scene.sentence.tokens[token.index - 1].text in DASHES


def _is_part_of_verb(sentence: Sentence, token: Token, vocabulary: Vocabulary) -> bool:
    """The noun of "undergo training", the adverb of "stop short": the verb with it tells the event."""
    if token.head < 0 or token.relation not in ("obj", "xcomp", "advmod"):
        return False
    return vocabulary.knows(f"{sentence.tokens[token.head].lemma} {token.lemma}")


def _tells_range(sentence: Sentence, token: Token) -> bool:
    """ "missiles that can reach Rome", "able to reach": how far items go, and not where they went."""
    if token.lemma != "reach":
        return False
    joined = (token.index, token.head) if token.relation == "conj" else (token.index,)
    able = any(child.lemma in ("can", "could") for place in joined for child in sentence.children(place, "aux"))
    return able or has_to(sentence, token.index)


def _names_kind(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """A noun that only says what kind of thing another is: "supply chains", "procurement blitz"."""
    if token.deprel != "compound" or token.upos not in ("NOUN", "PROPN") or token.head < 0:
        return False
    above = scene.sentence.tokens[token.head]
    carried = above.lemma in (*vocabulary.language.events, *vocabulary.language.containers)
    return not carried and not vocabulary.operators(scene.sentence, above)


def _makes_happen(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """ "making it appear", "make use of drones": a verb of making whose outcome is another event."""
    if token.lemma not in CAUSES:
        return False
    outcomes = scene.sentence.children(token.index, "xcomp", "ccomp")
    events = scene.sentence.children(token.index, "obj") if token.lemma == "make" else ()
    return any(child.upos in ("VERB", "ADJ") for child in outcomes) or any(
        vocabulary.triggers(scene.sentence, child) for child in events
    )


# --- purposes, exercises, tales -----------------------------------------------------------------------------------


def _is_meant_use(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """Use that items are meant for ("drones to be used in"), or that people are trained for."""
    for above in scene.sentence.ancestors(token.index):
        if any(trigger.kind is Kind.TRAINING for trigger in vocabulary.triggers(scene.sentence, above)):
            return True
    purpose = token.relation in ("acl", "advcl") and has_to(scene.sentence, token.index)
    return purpose and not vocabulary.operators(scene.sentence, scene.sentence.tokens[token.head])


def _is_exercise(sentence: Sentence, token: Token, vocabulary: Vocabulary) -> bool:
    """ "lost a drone during an exercise", "sent tanks for drills"."""
    phrases = [token.index, *(child.index for child in sentence.children(token.index, "obj", "nsubj", "obl"))]
    return any(
        child.lemma in vocabulary.language.exercises and case_of(sentence, child.index) in DURING
        for place in phrases
        for child in sentence.children(place, "obl", "nmod")
    )


def _is_general(sentence: Sentence, token: Token, vocabulary: Vocabulary) -> bool:
    """ "trade sanctions", "sanctions on coal": a restriction of something else than arms."""
    phrases = list(sentence.children(token.index, "compound", "amod", "nmod", "obj"))
    inside = [child for phrase in phrases for child in sentence.children(phrase.index, "compound", "conj")]
    return any(child.lemma in vocabulary.language.general for child in (*phrases, *inside))


def _is_told_in(sentence: Sentence, token: Token, tales: tuple[str, ...]) -> bool:
    """ "in the film, a dealer sells missiles": a tale, told by a phrase on the verb or on a clause above it."""
    for above in (token, *sentence.ancestors(token.index)):
        for child in sentence.children(above.index, "obl", "nmod"):
            if child.lemma in tales and case_of(sentence, child.index) == "in":
                return True
    return False


# --- hands that are no party's ------------------------------------------------------------------------------------


def _moves_own(scene: Scene, found: list[Argument], frame: Frame, roles: Roles) -> bool:
    """ "transferred its drones to a base in the north": its own arms, to a place that is nobody else's."""
    places = [place for place in frame.recipient if place.endswith(":to")]
    to_nobody = roles.of(RECIPIENT).empty and any(argument.place in places for argument in found)
    return to_nobody and bool(roles.items) and all(_is_own(scene, item.head) for item in roles.items)


def _is_own(scene: Scene, index: int) -> bool:
    token = scene.sentence.tokens[index]
    for head in (index, token.head) if token.relation == "compound" else (index,):
        for child in scene.sentence.children(head, "nmod"):
            if child.deprel == "nmod:poss" and child.upos == "PRON":
                return True
    return False


def _is_escorted(roles: Roles) -> bool:
    """ "jets intercepted two bombers": what has a crew is met and seen off."""
    return any(name in CREWED for item in roles.items for name in item.classes)


def _is_public(scene: Scene, found: list[Argument], places: tuple[str, ...], public: tuple[str, ...]) -> bool:
    """Whether a place of a role is held by ordinary people, or by a name that is no party's."""
    held = [argument.index for argument in found if argument.place in places]
    return any(scene.sentence.tokens[index].lemma in public or index in scene.hidden for index in held)
