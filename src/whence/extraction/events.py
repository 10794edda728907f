"""From triggers to drafts: the roles of each event in a sentence, as far as the sentence tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.extraction.drafts import Draft
from whence.extraction.frames import Argument, arguments
from whence.extraction.operators import Climbed, climb
from whence.extraction.parties import Named, items_at, modifiers, origin_of, parties_at
from whence.extraction.phrases import case_of, conjuncts
from whence.extraction.scenes import ItemMention, Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import ItemClass, Kind, Stage
from whence.model.pack import Frame, Trigger
from whence.model.sentence import Token

PARTY_ROLES = ("supplier", "recipient", "against")
DEFINITE = frozenset({"the", "these", "those", "this", "that", "such", "its", "their"})
GETTERS = ("get", "ask", "turn")


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
        trigger = vocabulary.trigger(scene.sentence, token)
        if trigger is None:
            continue
        draft = _draft(scene, token, trigger, vocabulary)
        if draft is not None:
            yield draft


def _draft(scene: Scene, token: Token, trigger: Trigger, vocabulary: Vocabulary) -> Draft | None:
    frame = vocabulary.frames[trigger.frame]
    found = _with_item_phrases(scene, arguments(scene.sentence, token.index), frame)
    roles = _fill(scene, frame, found, vocabulary)
    if token.index in scene.items and token.upos == "NOUN" and not roles.items:
        roles = replace(roles, items=(scene.items[token.index],))
    climbed = climb(scene.sentence, token.index, trigger.stage, vocabulary, getter=trigger.frame in GETTERS)
    roles = _from_deals(scene, roles, climbed, trigger, vocabulary)
    if not roles.items and not roles.pointing and trigger.kind is not Kind.RESTRICTION:
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
        pronouns=tuple(
            role for role, named in (("supplier", roles.supplier), ("recipient", roles.recipient)) if named.pronoun
        ),
    )
    return _with_origin(draft, vocabulary)


def _with_item_phrases(scene: Scene, found: list[Argument], frame: Frame) -> list[Argument]:
    """Adds "to", "from" and "for" phrases that hang on the items ("drones to Russia") to those of the trigger."""
    wanted = {place for role in (frame.supplier, frame.recipient, frame.against) for place in role}
    more = []
    for argument in found:
        if argument.place not in frame.item:
            continue
        for place in conjuncts(scene.sentence, argument.index):
            for child in scene.sentence.children(place, "nmod", "obl", "acl"):
                case = case_of(scene.sentence, child.index)
                for relation in ("obl", "nmod"):
                    if f"{relation}:{case}" in wanted and child.relation != "acl":
                        more.append(Argument(f"{relation}:{case}", child.index))
                        break
    return found + more


def _fill(scene: Scene, frame: Frame, found: list[Argument], vocabulary: Vocabulary) -> Roles:
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
            elif token.upos in ("PRON", "DET") and argument.place in ("obj", "nsubj:pass", "nmod:of") or _vague(
                token, vocabulary
            ):
                pointing = argument.index not in used
    if items:
        pointing = all(_points_back(scene, item, vocabulary) for item in items)
    return Roles(named["supplier"], named["recipient"], named["against"], items, pointing)


def _vague(token: Token, vocabulary: Vocabulary) -> bool:
    return token.lemma in vocabulary.language.generics


def _items(scene: Scene, argument: Argument, vocabulary: Vocabulary) -> list[ItemMention]:
    if argument.place in ("advcl", "xcomp", "ccomp"):
        below = scene.sentence.subtree(argument.index)
        return [scene.items[index] for index in below if index in scene.items]
    return items_at(scene, argument.index, vocabulary)


def _party(
    scene: Scene, places: tuple[str, ...], found: list[Argument], vocabulary: Vocabulary, *, cities: bool
) -> tuple[Named, int]:
    """The first place of a role that names a party, and the word it stands at (-1 for none)."""
    for place in places:
        for argument in found:
            if argument.place == place:
                index = argument.index
                named = Named(_mod(scene, index)) if place == "mod" else parties_at(scene, index, vocabulary, places=cities)
                if not named.empty:
                    return named, index
    return Named(), -1


def _mod(scene: Scene, index: int) -> tuple[str, ...]:
    codes = []
    for place in conjuncts(scene.sentence, index):
        mention = scene.parties.get(place)
        if mention is not None and mention.form in ("demonym", "office"):
            codes.append(mention.code)
    return tuple(codes)


def _points_back(scene: Scene, item: ItemMention, vocabulary: Vocabulary) -> bool:
    """ "these drones", "the systems", "such missiles": a noun that says no more than its class."""
    if item.system:
        return False
    for child in scene.sentence.children(item.head, "det", "nmod", "amod"):
        if child.index < item.head and child.text.lower() in DEFINITE:
            return True
    return False


def _from_deals(
    scene: Scene, roles: Roles, climbed: Climbed, trigger: Trigger, vocabulary: Vocabulary
) -> Roles:
    """The partner of a deal, and whoever helps another, take the role that is still empty."""
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


def _with_origin(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """A maker's or owner's adjective on the items fills the role that the event leaves open."""
    for item in draft.items:
        code, made = origin_of(draft.scene, item, vocabulary)
        if not code or code in draft.recipients:
            continue
        if draft.kind in (Kind.USE, Kind.EXPENDITURE):
            if not draft.recipients and not made and not draft.suppliers:
                return replace(draft, recipients=(code,))
            return draft if draft.suppliers else replace(draft, suppliers=(code,))
        if draft.kind is Kind.TRANSFER and not draft.suppliers:
            return replace(draft, suppliers=(code,))
        if draft.kind is Kind.PRODUCTION and not draft.recipients:
            return replace(draft, recipients=(code,))
        if draft.kind is Kind.TRAINING and not draft.suppliers:
            return replace(draft, suppliers=(code,))
    return draft


def _classes(items: tuple[ItemMention, ...]) -> tuple[ItemClass, ...]:
    return tuple(dict.fromkeys(name for item in items for name in item.classes))


def _systems(items: tuple[ItemMention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.system for item in items if item.system))


def stage_of_asking(draft: Draft, asker: tuple[str, ...]) -> Stage:
    """Whoever asks for itself seeks; whoever asks for another only raises the question."""
    if draft.stage is not Stage.CONSIDERED or not asker:
        return draft.stage
    return Stage.SOUGHT if not draft.recipients or set(asker) & set(draft.recipients) else draft.stage


def owners(scene: Scene, index: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.code for mention in modifiers(scene, index)))
