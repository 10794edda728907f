"""A claim on its way: one event as one trigger tells it, before the article completes it."""

from __future__ import annotations

from dataclasses import dataclass

from whence.extraction.operators import Climbed
from whence.extraction.scenes import ItemMention, Scene
from whence.model.claim import ItemClass, Kind, Link, Operator, Stage
from whence.model.pack import Trigger


@dataclass(frozen=True, slots=True)
class Draft:
    """``classes`` and ``systems`` come from ``items`` or, where those only point back, from the article.

    ``pointing`` is true where the words point to items told before ("these drones", "it"); ``event`` where the
    trigger points to an event told before ("the deal"). ``pronouns`` are roles held by a pronoun, ``firsts`` those
    held by "we" or "I", ``pairs`` those held by "the two countries". ``trail`` is that of the climb, with the words
    that name each source.
    """

    scene: Scene
    index: int
    trigger: Trigger
    climbed: Climbed
    kind: Kind
    stage: Stage
    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    items: tuple[ItemMention, ...] = ()
    classes: tuple[ItemClass, ...] = ()
    systems: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    pointing: bool = False
    event: bool = False
    pronouns: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    trail: tuple[Operator, ...] = ()

    @property
    def whole(self) -> bool:
        """Both parties and the items are told."""
        return bool(self.suppliers and self.recipients and self.classes)


def classes_of(items: tuple[ItemMention, ...]) -> tuple[ItemClass, ...]:
    return tuple(dict.fromkeys(name for item in items for name in item.classes))


def systems_of(items: tuple[ItemMention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(system for item in items for system in item.systems))
