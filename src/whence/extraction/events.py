"""From triggers to drafts: the events of a sentence, as far as the sentence tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whence.extraction.drafts import Draft, classes_of, systems_of
from whence.extraction.gathering import OBJECTS, gather
from whence.extraction.nonevents import is_no_event, is_of_other_kind, is_of_others, passes_by
from whence.extraction.operators import climb
from whence.extraction.parties import BOTH, origin_of
from whence.extraction.phrases import FIRST_PERSON
from whence.extraction.pointers import elaborates, points_to_event
from whence.extraction.roles import (
    AGAINST,
    GETTERS,
    ITEM,
    PARTY_ROLES,
    PLEDGES,
    RECIPIENT,
    SUPPLIER,
    Roles,
    complete_roles,
    deal_roles,
    fill_roles,
)
from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import ItemClass, Kind, Stage
from whence.model.pack import Frame, Trigger
from whence.model.sentence import Token

STOCKS = ("supply",)
"""Nouns that mean what a party has as well as what it gives: "its supply of drones"."""
SELF_ACTING = ("strike", "striking", "impact", "harm", "fall")
"""Frames in which the items' own adjective tells who uses them: "Russian missiles hit"."""


FLYING = frozenset({ItemClass.MISSILE, ItemClass.UAV, ItemClass.AMMUNITION})


def find_events(scene: Scene, vocabulary: Vocabulary) -> list[Draft]:
    """The events of a sentence, each told once: "will send military aid" is a sending, not a sending and an aid."""
    drafts = list(_found(scene, vocabulary))
    nouns = {draft.index for draft in drafts if scene.sentence.tokens[draft.index].upos == "NOUN"}
    sent = {item.head for draft in drafts if draft.index not in nouns for item in draft.items if _sends(draft)}
    return [
        draft
        for draft in drafts
        if (_sends(draft) or not {item.head for item in draft.items} & nouns)
        and (draft.index not in nouns or draft.index not in sent)
    ]


def _sends(draft: Draft) -> bool:
    """Whether the trigger tells more than that something was announced."""
    return draft.trigger.frame not in PLEDGES


def _found(scene: Scene, vocabulary: Vocabulary) -> Iterator[Draft]:
    """One draft for each trigger of a sentence whose frame holds arms, or points to arms told before."""
    for token in scene.sentence.tokens:
        if scene.covered(token.index):
            continue
        pointer = points_to_event(scene, token, vocabulary) or elaborates(scene, token, vocabulary)
        if pointer is not None:
            yield pointer
        elif not is_no_event(scene, token, vocabulary):
            drafts = (
                _draft(scene, token, trigger, vocabulary)
                for trigger in vocabulary.triggers(scene.sentence, token)
                if not is_of_other_kind(scene, token, trigger, vocabulary)
            )
            first = next((draft for draft in drafts if draft is not None), None)
            if first is not None:
                yield first


def _draft(scene: Scene, token: Token, trigger: Trigger, vocabulary: Vocabulary) -> Draft | None:
    frame = vocabulary.frames[trigger.frame]
    found = gather(scene, token, frame, vocabulary)
    if frame.without_object and not any(argument.place in OBJECTS for argument in found):
        frame = vocabulary.frames[frame.without_object]
    roles = fill_roles(scene, trigger, frame, found, vocabulary)
    if token.index in scene.items and token.upos == "NOUN" and not roles.items:
        roles = replace(roles, items=(scene.items[token.index],))
    if is_of_others(scene, token.index, found, frame, roles, vocabulary.language.public):
        return None
    if trigger.frame == "launch" and roles.of(AGAINST).empty and passes_by(found):
        return None
    roles = complete_roles(scene, token, trigger, frame, roles, vocabulary)
    if not _is_whole(frame, roles):
        return None
    getter = trigger.frame in GETTERS
    climbed = climb(scene.sentence, token.index, trigger.stage, vocabulary, getter=getter, kind=trigger.kind)
    roles = deal_roles(scene, trigger, climbed, roles, vocabulary)
    if trigger.kind is Kind.RESTRICTION:
        told = not (climbed.presupposed and roles.of(RECIPIENT).empty)
    else:
        told = bool(roles.items) or (roles.pointing and trigger.stage is not Stage.SOUGHT)
    if not told:
        return None
    draft = Draft(scene, token.index, trigger, climbed, trigger.kind, climbed.stage)
    return _with_origin(_with_roles(draft, roles), vocabulary)


def _is_whole(frame: Frame, roles: Roles) -> bool:
    """Whether the roles that a frame cannot do without are there."""
    if frame.flying and not all(FLYING & set(item.classes) for item in roles.items):
        return False
    if AGAINST in frame.needs and not roles.of(AGAINST).codes:
        return False
    return all(bool(roles.items) if role == ITEM else not roles.of(role).empty for role in frame.needs)


def _with_roles(draft: Draft, roles: Roles) -> Draft:
    suppliers, recipients = roles.of(SUPPLIER).codes, roles.of(RECIPIENT).codes
    if draft.kind is not Kind.USE:
        recipients = tuple(code for code in recipients if code not in suppliers)
    return replace(
        draft,
        suppliers=suppliers,
        recipients=recipients,
        against=roles.of(AGAINST).codes,
        items=roles.items,
        classes=classes_of(roles.items),
        systems=systems_of(roles.items),
        pointing=roles.pointing,
        pronouns=tuple(role for role in PARTY_ROLES if roles.of(role).pronoun),
        pairs=tuple(role for role in PARTY_ROLES if roles.of(role).pronoun == BOTH),
        firsts=tuple(role for role in PARTY_ROLES if roles.of(role).pronoun in FIRST_PERSON),
    )


# --- what adjectives tell -----------------------------------------------------------------------------------------


def _with_origin(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """A maker's or owner's adjective on the items fills the role that the event leaves open."""
    if SUPPLIER in draft.pronouns:
        return draft
    for item in draft.items:
        code, made = origin_of(draft.scene, item, vocabulary)
        if code and code not in draft.recipients:
            return _of_origin(draft, code, made=made)
    return draft


def _of_origin(draft: Draft, code: str, *, made: bool) -> Draft:
    acts = draft.trigger.frame in SELF_ACTING and not made and not draft.suppliers
    if acts and not draft.recipients:
        return replace(draft, recipients=(code,))
    if draft.kind is Kind.PRODUCTION:
        return draft if draft.recipients else replace(draft, recipients=(code,))
    if draft.kind is Kind.RESTRICTION:
        return draft
    if not draft.suppliers:
        return replace(draft, suppliers=(code,))
    stock = made or draft.scene.sentence.tokens[draft.index].lemma in STOCKS
    holds = draft.trigger.frame == "giving" and stock and not draft.recipients and code not in draft.suppliers
    return replace(draft, suppliers=(code,), recipients=draft.suppliers) if holds else draft


def stage_of_asking(draft: Draft, asker: tuple[str, ...]) -> Stage:
    """Whoever asks for itself seeks; whoever asks for another only raises the question."""
    if draft.stage is not Stage.CONSIDERED or not asker:
        return draft.stage
    return Stage.SOUGHT if not draft.recipients or set(asker) & set(draft.recipients) else draft.stage


def with_both_sides(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """Several who make items together, or have an arms deal, are each told on both sides."""
    everybody = tuple(dict.fromkeys((*draft.recipients, *draft.suppliers)))
    shared = _made_together(draft, vocabulary) if draft.kind is Kind.PRODUCTION else _dealt_in(draft)
    return replace(draft, suppliers=everybody, recipients=everybody) if shared and len(everybody) > 1 else draft


def _made_together(draft: Draft, vocabulary: Vocabulary) -> bool:
    """ "A will develop drones with B", "joint production": each helps the others."""
    sentence = draft.scene.sentence
    ways = (sentence.tokens[draft.index], *sentence.children(draft.index, "amod", "advmod", "compound"))
    return bool(draft.recipients) and any(way.lemma in vocabulary.language.joints for way in ways)


def _dealt_in(draft: Draft) -> bool:
    """ "an arms deal between A and B": who gives is not told, as it is in "A's deal with B for arms"."""
    tokens = draft.scene.sentence.tokens
    return draft.trigger.frame == "contract" and any(
        tokens[item.head].head == draft.index and tokens[item.head].relation == "compound" for item in draft.items
    )
