"""From triggers to drafts: the roles of each event in a sentence, as far as the sentence tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.extraction.drafts import Draft
from whence.extraction.frames import Argument, arguments
from whence.extraction.operators import Climbed, climb
from whence.extraction.parties import Named, items_at, modifiers, origin_of, parties_at
from whence.extraction.phrases import case_of, conjuncts, mark_of, path_up, phrase_start, subject_of
from whence.extraction.scenes import ItemMention, Scene
from whence.extraction.vocabulary import DASHES, Vocabulary
from whence.model.claim import ItemClass, Kind, Stage
from whence.model.pack import Frame, Trigger
from whence.model.sentence import Token

PARTY_ROLES = ("supplier", "recipient", "against")
DEFINITE = frozenset({"the", "these", "those", "this", "that", "such", "its", "their"})
EVENT_PLACES = ("obj", "nsubj:pass")
GETTERS = ("get", "ask", "turn")
ITEMLESS = ("arm", "supply_whom")
"""Frames that are about arms even where none are told: "they armed Ukraine"."""
NOUN_STEPS = ("nmod", "obl", "obj", "conj", "compound", "appos", "iobj")
SELF_ACTING = ("strike", "striking", "impact")
BELOW = "below"
"""A place of frames: anywhere under the trigger."""


@dataclass(frozen=True, slots=True)
class Roles:
    supplier: Named = Named()
    recipient: Named = Named()
    against: Named = Named()
    items: tuple[ItemMention, ...] = ()
    pointing: bool = False


def find_events(scene: Scene, vocabulary: Vocabulary) -> Iterator[Draft]:
    """One draft for each trigger of a sentence whose frame holds arms, or points to arms told before."""
    for token in scene.sentence.tokens:
        if scene.covered(token.index):
            continue
        pointer = points_to_event(scene, token, vocabulary)
        pointer = pointer or elaborates(scene, token, vocabulary)
        if pointer is not None:
            yield pointer
        if _tells_origin(scene, token, vocabulary) or _names_kind(scene, token, vocabulary):
            continue
        for trigger in vocabulary.triggers(scene.sentence, token):
            draft = _draft(scene, token, trigger, vocabulary)
            if draft is not None:
                yield draft
                break


def _draft(scene: Scene, token: Token, trigger: Trigger, vocabulary: Vocabulary) -> Draft | None:
    frame = vocabulary.frames[trigger.frame]
    found = _with_item_phrases(scene, token.index, arguments(scene.sentence, token.index), frame)
    if frame.without_object and not any(argument.place in ("obj", "nsubj:pass", "iobj") for argument in found):
        frame = vocabulary.frames[frame.without_object]
    found.extend(_deep_phrases(scene, token.index, found, vocabulary))
    found.extend(_carried_phrases(scene, token, found, vocabulary))
    found.append(Argument(BELOW, token.index))
    found.extend(_bare_relative(scene, found))
    roles = _fill(scene, trigger, frame, found, vocabulary)
    if token.index in scene.items and token.upos == "NOUN" and not roles.items:
        roles = replace(roles, items=(scene.items[token.index],))
    if trigger.kind is Kind.RESTRICTION and roles.recipient.empty:
        roles = replace(roles, recipient=_targets(scene, token.index, vocabulary, roles.supplier.codes))
    if _acted_by_others(scene, found, frame, roles):
        return None
    if trigger.frame == "get" and trigger.kind is Kind.TRANSFER:
        roles = _bought_for(scene, found, roles, vocabulary)
    if any(getattr(roles, role).empty for role in frame.needs):
        return None
    if trigger.kind is Kind.USE and _is_purpose(scene, token, vocabulary):
        return None
    climbed = climb(
        scene.sentence, token.index, trigger.stage, vocabulary, getter=trigger.frame in GETTERS, kind=trigger.kind
    )
    roles = _from_deals(scene, _controlled(scene, token, frame, roles, vocabulary), climbed, trigger, vocabulary)
    if not roles.items and not roles.pointing and trigger.kind is not Kind.RESTRICTION:
        return None
    if trigger.kind is Kind.RESTRICTION and climbed.presupposed and roles.recipient.empty:
        return None
    draft = Draft(
        scene,
        token.index,
        trigger,
        climbed,
        trigger.kind,
        climbed.stage,
        roles.supplier.codes,
        tuple(code for code in roles.recipient.codes if code not in roles.supplier.codes or trigger.kind is Kind.USE),
        roles.against.codes,
        roles.items,
        _classes(roles.items),
        _systems(roles.items),
        pointing=roles.pointing,
        pronouns=tuple(role for role in PARTY_ROLES if getattr(roles, role).pronoun),
    )
    return _with_origin(draft, vocabulary)


def points_to_event(scene: Scene, token: Token, vocabulary: Vocabulary) -> Draft | None:
    """ "the deal was completed": a definite noun that means an event told before, and adds a stage to it."""
    if token.lemma not in vocabulary.language.events or token.upos != "NOUN" or token.deprel not in EVENT_PLACES:
        return None
    children = list(scene.sentence.children(token.index))
    definite = any(child.text.lower() in DEFINITE for child in children)
    if not definite or any(child.relation in ("acl", "nmod", "compound", "amod") for child in children):
        return None
    above = scene.sentence.tokens[token.head] if token.head >= 0 else None
    known = above is not None and (
        above.lemma in (*vocabulary.language.completions, *vocabulary.language.lights)
        or any(entry.stage for entry in vocabulary.operators(scene.sentence, above))
    )
    if above is None or not known:
        return None
    stage = Stage.CARRIED_OUT if above.lemma in vocabulary.language.completions else Stage.COMMITTED
    climbed = climb(scene.sentence, token.index, stage, vocabulary)
    trigger = Trigger((token.lemma,), (token.upos,), Kind.TRANSFER, stage, "")
    return Draft(scene, token.index, trigger, climbed, trigger.kind, climbed.stage, event=True)


def elaborates(scene: Scene, token: Token, vocabulary: Vocabulary) -> Draft | None:
    """ "the systems include A and B": names the items of an event told before."""
    if token.lemma not in vocabulary.language.elaborations or token.upos != "VERB":
        return None
    subject = subject_of(scene.sentence, token.index)
    if subject is None or scene.sentence.tokens[subject].lemma not in vocabulary.language.generics:
        if subject is None or subject not in scene.items or not _points_back(scene, scene.items[subject], vocabulary):
            return None
    items = [
        item
        for child in scene.sentence.children(token.index, "obj")
        for item in items_at(scene, child.index, vocabulary)
        if item.systems
    ]
    if not items:
        return None
    climbed = climb(scene.sentence, token.index, Stage.CARRIED_OUT, vocabulary)
    trigger = Trigger((token.lemma,), (token.upos,), Kind.TRANSFER, Stage.CARRIED_OUT, "")
    return Draft(
        scene,
        token.index,
        trigger,
        climbed,
        trigger.kind,
        climbed.stage,
        items=tuple(items),
        classes=_classes(tuple(items)),
        systems=_systems(tuple(items)),
        event=True,
    )


def _tells_origin(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """The participle of "Iranian-made" or "sea-launched" names no event of its own; nor does use within training."""
    before = scene.sentence.tokens[token.index - 1] if token.index else None
    adjective = before is not None and token.relation in ("amod", "compound", "acl")
    if adjective and before is not None and before.text in DASHES:
        return True
    if adjective and token.text.lower() in vocabulary.language.makers and token.index - 1 in scene.parties:
        return True
    if not any(trigger.kind is Kind.USE for trigger in vocabulary.triggers(scene.sentence, token)):
        return False
    above = scene.sentence.ancestors(token.index)
    kinds = (trigger.kind for other in above for trigger in vocabulary.triggers(scene.sentence, other))
    return Kind.TRAINING in kinds


def _names_kind(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """A noun that only says what kind of thing another is: "supply chains", "procurement blitz"."""
    if token.deprel != "compound" or token.upos not in ("NOUN", "PROPN") or token.head < 0:
        return False
    above = scene.sentence.tokens[token.head]
    carried = above.lemma in (*vocabulary.language.events, *vocabulary.language.containers)
    return not carried and not vocabulary.operators(scene.sentence, above)


def _double_object(scene: Scene, argument: Argument, verb: int) -> list[Argument]:
    """ "giving Ukraine munitions": a party's name between verb and items is the receiver, not a modifier."""
    for child in scene.sentence.children(argument.index, "compound", "nmod", "nsubj"):
        mention = scene.parties.get(child.index)
        if mention is not None and mention.form in ("name", "seat") and mention.first == verb + 1:
            return [Argument("iobj", child.index)]
    return []


def _with_item_phrases(scene: Scene, index: int, found: list[Argument], frame: Frame) -> list[Argument]:
    """Adds "to", "from" and "for" phrases that hang on the items ("drones to Russia") to those of the trigger."""
    wanted = {place for role in (frame.supplier, frame.recipient, frame.against) for place in role}
    more = []
    for argument in found:
        if argument.place in ("obj", "iobj") and "obl:with" in frame.item:
            more.extend(
                Argument("obl:with", child.index)
                for child in scene.sentence.children(argument.index, "nmod")
                if case_of(scene.sentence, child.index) == "with"
            )
        if argument.place not in frame.item:
            continue
        if "iobj" in frame.recipient:
            more.extend(_double_object(scene, argument, index))
        for place in conjuncts(scene.sentence, argument.index):
            for child in scene.sentence.children(place, "nmod", "obl", "acl"):
                case = case_of(scene.sentence, child.index)
                for relation in ("obl", "nmod"):
                    if f"{relation}:{case}" in wanted and child.relation != "acl":
                        more.append(Argument(f"{relation}:{case}", child.index))
                        break
    return found + more


def _fill(scene: Scene, trigger: Trigger, frame: Frame, found: list[Argument], vocabulary: Vocabulary) -> Roles:
    named: dict[str, Named] = {}
    used: set[int] = set()
    for role in PARTY_ROLES:
        taken = [argument for argument in found if argument.index not in used]
        named[role], index = _party(scene, getattr(frame, role), taken, vocabulary, cities=role == "against")
        used.add(index)
    items: tuple[ItemMention, ...] = ()
    pointing = False
    for place in frame.item:
        for argument in found:
            if argument.place != place or items:
                continue
            here = _items(scene, argument, vocabulary)
            token = scene.sentence.tokens[argument.index]
            if here:
                items = tuple(here)
            elif (
                token.upos in ("PRON", "DET")
                and argument.place in ("obj", "nsubj:pass", "nmod:of")
                or _vague(scene, token, vocabulary)
            ):
                pointing = argument.index not in used
    if not items and trigger.kind is Kind.TRAINING:
        pointing = True
    if not items and trigger.frame in ITEMLESS and not any(argument.place.endswith(":with") for argument in found):
        pointing = True
    if items:
        pointing = all(_points_back(scene, item, vocabulary) for item in items)
    return Roles(named["supplier"], named["recipient"], named["against"], items, pointing)


def _vague(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """ "the systems", "its first delivery": a noun that says nothing of the items it holds."""
    if token.lemma in vocabulary.language.generics:
        return True
    held = any(case_of(scene.sentence, child.index) == "of" for child in scene.sentence.children(token.index, "nmod"))
    return token.lemma in vocabulary.language.deliveries and not held


def _items(scene: Scene, argument: Argument, vocabulary: Vocabulary) -> list[ItemMention]:
    if argument.place == BELOW:
        below = [index for index in scene.sentence.subtree(argument.index) if index in scene.items]
        later = [index for index in scene.items if index > argument.index]
        return [scene.items[index] for index in below or later]
    return items_at(scene, argument.index, vocabulary)


def _party(
    scene: Scene, places: tuple[str, ...], found: list[Argument], vocabulary: Vocabulary, *, cities: bool
) -> tuple[Named, int]:
    """The first place of a role that names a party, and the word it stands at (-1 for none)."""
    for place in places:
        for argument in found:
            if argument.place == place:
                index = argument.index
                if place == "mod":
                    named = Named(_mod(scene, index))
                else:
                    named = parties_at(scene, index, vocabulary, places=cities)
                if not named.empty:
                    return named, index
    return Named(), -1


def _mod(scene: Scene, index: int) -> tuple[str, ...]:
    codes = []
    for place in conjuncts(scene.sentence, index):
        mention = scene.parties.get(place)
        if mention is None:
            continue
        words = "".join(scene.sentence.tokens[i].text for i in range(mention.first, mention.last + 1))
        acronym = words.replace(".", "").isupper() and len(words) <= 4
        if mention.form in ("demonym", "office") or acronym:
            codes.append(mention.code)
    return tuple(codes)


def _points_back(scene: Scene, item: ItemMention, vocabulary: Vocabulary) -> bool:
    """ "these drones", "the systems", "such missiles": a noun that says no more than its class."""
    if item.systems:
        return False
    for child in scene.sentence.children(item.head, "det", "nmod", "amod"):
        if child.index < item.head and child.text.lower() in DEFINITE:
            return True
    return False


def _deep_phrases(scene: Scene, index: int, found: list[Argument], vocabulary: Vocabulary) -> list[Argument]:
    """ "from" and "to" phrases further down, through nouns only: parsers hang them on any noun before them."""
    known = {argument.index for argument in found}
    deep = []
    language = vocabulary.language
    holders = (*language.containers, *language.generics, *language.deliveries)
    for place in scene.sentence.subtree(index):
        case = case_of(scene.sentence, place)
        if place in known or case not in ("from", "to") or place not in scene.parties:
            continue
        between = [place, *(token.index for token in scene.sentence.ancestors(place))]
        between = between[: between.index(index)]
        if all(scene.sentence.tokens[step].relation in NOUN_STEPS for step in between) and all(
            step in scene.items or scene.sentence.tokens[step].lemma in holders for step in between[1:]
        ):
            deep.append(Argument(f"obl:{case}", place))
    return deep


def _carried_phrases(scene: Scene, token: Token, found: list[Argument], vocabulary: Vocabulary) -> list[Argument]:
    """What hangs on the verb that carries a noun's event: "sanctions were imposed on Iran"."""
    if token.upos != "NOUN" or token.relation not in ("obj", "nsubj") or token.head < 0:
        return []
    verb = scene.sentence.tokens[token.head]
    if verb.lemma in vocabulary.language.arrivals:
        places_reached = ("obl:in", "obl:to", "obl:at", "obj")
        return [
            Argument("obl:to", argument.index)
            for argument in arguments(scene.sentence, verb.index)
            if argument.place in places_reached
        ]
    if verb.lemma not in vocabulary.language.lights:
        return []
    places = {argument.place for argument in found}
    return [
        argument
        for argument in arguments(scene.sentence, verb.index)
        if argument.place.startswith("obl:") and argument.place not in places
    ]


def _targets(scene: Scene, index: int, vocabulary: Vocabulary, others: tuple[str, ...]) -> Named:
    """Whom a restriction is to hit where it does not say so itself: "controls to keep parts from going to Iran"."""
    for place in sorted(scene.parties):
        if place > index and case_of(scene.sentence, place) in ("on", "against", "to"):
            named = parties_at(scene, place, vocabulary)
            if named.codes and not set(named.codes) & set(others):
                return named
    return Named()


def _is_purpose(scene: Scene, token: Token, vocabulary: Vocabulary) -> bool:
    """ "drones to be used in", "sent to attack": what items are meant for is no use of them."""
    if token.relation not in ("acl", "advcl") or mark_of(scene.sentence, token.index) != "to" or token.head < 0:
        return False
    return not vocabulary.operators(scene.sentence, scene.sentence.tokens[token.head])


def _bare_relative(scene: Scene, found: list[Argument]) -> list[Argument]:
    """ "the drones Russia bought": items directly before the subject of a verb without an object are its object."""
    if any(argument.place in ("obj", "nsubj:pass") for argument in found):
        return []
    subject = next((argument.index for argument in found if argument.place == "nsubj"), None)
    if subject is None:
        return []
    before = phrase_start(scene.sentence, subject) - 1
    return [Argument("obj", before)] if before in scene.items else []


def _acted_by_others(scene: Scene, found: list[Argument], frame: Frame, roles: Roles) -> bool:
    """Whether the actor is told and is no party: "photographers capture", "rebels' relatives say"."""
    actor = next((role for role in PARTY_ROLES if "nsubj" in getattr(frame, role)), "")
    if not actor or "nsubj" in frame.item or any(not getattr(roles, role).empty for role in PARTY_ROLES):
        return False
    for argument in found:
        if argument.place == "nsubj":
            token = scene.sentence.tokens[argument.index]
            return token.upos in ("NOUN", "PROPN") and token.index not in scene.items and not token.entity
    return False


def _bought_for(scene: Scene, found: list[Argument], roles: Roles, vocabulary: Vocabulary) -> Roles:
    """Who buys for another party supplies it: "buy drones for the Ukrainian military"."""
    beneficiaries = [argument.index for argument in found if argument.place in ("obl:for", "nmod:for")]
    for item in roles.items:
        phrases = scene.sentence.children(item.head, "nmod", "obl")
        beneficiaries.extend(child.index for child in phrases if case_of(scene.sentence, child.index) == "for")
    for index in beneficiaries:
        named = parties_at(scene, index, vocabulary)
        if named.codes and not set(named.codes) & set(roles.recipient.codes):
            return replace(
                roles, supplier=roles.supplier if roles.recipient.empty else roles.recipient, recipient=named
            )
    return roles


def _controlled(scene: Scene, token: Token, frame: Frame, roles: Roles, vocabulary: Vocabulary) -> Roles:
    """The subject of the verb that carries a noun's event acts in it: "Berlin halted the deliveries"."""
    if not frame.controller or not getattr(roles, frame.controller).empty:
        return roles
    for below, above in path_up(scene.sentence, token.index):
        moves = any(not entry.states or entry.stage for entry in vocabulary.operators(scene.sentence, above))
        if not moves and above.lemma not in vocabulary.language.lights:
            return roles
        if above.upos == "VERB":
            subject = subject_of(scene.sentence, above.index)
            if below.relation not in ("obj", "xcomp", "obl", "ccomp") or subject is None:
                return roles
            named = parties_at(scene, subject, vocabulary)
            return roles if named.empty else replace(roles, **{frame.controller: named})
    return roles


def _from_deals(scene: Scene, roles: Roles, climbed: Climbed, trigger: Trigger, vocabulary: Vocabulary) -> Roles:
    """The partner of a deal, and whoever helps another, take the role that is still empty."""
    if trigger.kind is Kind.TRAINING and roles.recipient.empty:
        roles = replace(roles, recipient=_helped(scene, vocabulary, roles.supplier.codes))
    for index in (climbed.helper, climbed.partner):
        if index is None:
            continue
        named = parties_at(scene, index, vocabulary)
        if index == climbed.partner and trigger.frame not in GETTERS and trigger.kind is Kind.TRANSFER:
            if roles.recipient.empty:
                roles = replace(roles, recipient=named)
        elif roles.supplier.empty and not set(named.codes) & set(roles.recipient.codes):
            roles = replace(roles, supplier=named)
    return roles


def _helped(scene: Scene, vocabulary: Vocabulary, others: tuple[str, ...]) -> Named:
    """Whom the sentence says is helped: those who are trained, where nobody else is told."""
    for token in scene.sentence.tokens:
        if token.lemma in vocabulary.language.helps and token.upos == "VERB":
            for child in scene.sentence.children(token.index, "obj", "iobj", "ccomp", "xcomp"):
                places = [child.index, *(grand.index for grand in scene.sentence.children(child.index, "nsubj"))]
                for place in places:
                    named = parties_at(scene, place, vocabulary)
                    if named.codes and not set(named.codes) & set(others):
                        return named
    return Named()


def _with_origin(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """A maker's or owner's adjective on the items fills the role that the event leaves open."""
    if "supplier" in draft.pronouns:
        return draft
    for item in draft.items:
        code, made = origin_of(draft.scene, item, vocabulary)
        if not code or code in draft.recipients:
            continue
        if draft.kind in (Kind.USE, Kind.EXPENDITURE):
            if not draft.recipients and not made and not draft.suppliers and draft.trigger.frame in SELF_ACTING:
                return replace(draft, recipients=(code,))
            return draft if draft.suppliers else replace(draft, suppliers=(code,))
        if draft.kind is Kind.TRANSFER and not draft.suppliers:
            return replace(draft, suppliers=(code,))
        if draft.trigger.frame == "giving" and made and not draft.recipients and code not in draft.suppliers:
            return replace(draft, suppliers=(code,), recipients=draft.suppliers)
        if draft.kind is Kind.PRODUCTION and not draft.recipients:
            return replace(draft, recipients=(code,))
        if draft.kind is Kind.TRAINING and not draft.suppliers:
            return replace(draft, suppliers=(code,))
    return draft


def _classes(items: tuple[ItemMention, ...]) -> tuple[ItemClass, ...]:
    return tuple(dict.fromkeys(name for item in items for name in item.classes))


def _systems(items: tuple[ItemMention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(system for item in items for system in item.systems))


def stage_of_asking(draft: Draft, asker: tuple[str, ...]) -> Stage:
    """Whoever asks for itself seeks; whoever asks for another only raises the question."""
    if draft.stage is not Stage.CONSIDERED or not asker:
        return draft.stage
    return Stage.SOUGHT if not draft.recipients or set(asker) & set(draft.recipients) else draft.stage


def owners(scene: Scene, index: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.code for mention in modifiers(scene, index)))
