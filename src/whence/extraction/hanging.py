"""Hangs phrases on the noun they belong to where the parser hung them on a name in between.

Law: only phrases whose words are known move, and only to words before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whence.extraction.parties import OPENERS
from whence.extraction.phrases import case_of
from whence.extraction.scenes import Scene
from whence.model.sentence import ROOT, Sentence, Token

PHRASES = ("nmod", "obl")
NAMES = ("name", "seat")
OF_EVENTS = ("by", "to", "from", "for")
"""Prepositions that tell of an event's parties: no country is "by" another."""


def hang_phrases(scene: Scene) -> Scene:
    """The same scene with such phrases hung anew; itself, where there are none."""
    moved = {token.index: token for token in (*_listed(scene), *_of_events(scene))}
    if not moved:
        return scene
    return replace(scene, sentence=scene.sentence.mended(moved.get(t.index, t) for t in scene.sentence.tokens))


def _listed(scene: Scene) -> Iterator[Token]:
    """ "arms to Kenya, including howitzers": what is listed belongs to the last items before it, not to Kenya."""
    for index in scene.items:
        token = scene.sentence.tokens[index]
        if token.relation not in PHRASES or token.head == ROOT or case_of(scene.sentence, index) not in OPENERS:
            continue
        if scene.sentence.tokens[token.head].upos in ("PROPN", "ADJ") and token.head not in scene.items:
            opened = scene.sentence.subtree(index)[0]
            before = [place for place in scene.items if place < opened]
            if before:
                yield replace(token, head=max(before), deprel="nmod")


def _of_events(scene: Scene) -> Iterator[Token]:
    """ "the use by Kenya of drones", "a delivery to Kenya by Oman": the second phrase is no part of the name."""
    for index in (*scene.items, *scene.parties):
        token = scene.sentence.tokens[index]
        if token.deprel != "nmod" or not _is_name(scene, token.head):
            continue
        case = case_of(scene.sentence, index)
        if case == "of" if index in scene.items else case in OF_EVENTS:
            above = _under(scene.sentence, scene, token.head)
            if above is not None:
                yield replace(token, head=above.head, deprel=above.relation)


def _is_name(scene: Scene, index: int) -> bool:
    return index in scene.parties and scene.parties[index].form in NAMES


def _under(sentence: Sentence, scene: Scene, index: int) -> Token | None:
    """The first of the names above that hangs on another word, in a phrase of its own."""
    token = sentence.tokens[index]
    while token.relation in PHRASES and token.head != ROOT and _is_name(scene, token.head):
        token = sentence.tokens[token.head]
    return token if token.relation in PHRASES and token.deprel != "nmod:poss" and token.head != ROOT else None
