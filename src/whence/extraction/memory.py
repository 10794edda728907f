"""What an article has told so far: items, flows and events that later words point back to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from whence.extraction.drafts import Draft
from whence.model.claim import ItemClass, Kind

FLOWS = (Kind.TRANSFER, Kind.PRODUCTION, Kind.TRAINING)
REACH = 12
"""How many sentences back items may be pointed to."""
SOON = 4
"""How many sentences back a pronoun may point."""
NEAR = 2
"""How many sentences back a deal may be pointed to."""


@dataclass(frozen=True, slots=True)
class Told:
    """Items told at a place of the article, with whoever gave and got them as far as said.

    ``used`` is true where those who got them are told as using or losing them.
    """

    sentence: int
    classes: tuple[ItemClass, ...]
    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    systems: tuple[str, ...] = ()
    used: bool = False


class Memory:
    """Grows in reading order; every answer abstains where more than one candidate is left."""

    def __init__(self, flows: Iterable[Draft]) -> None:
        """``flows`` are all whole drafts of the article, so that a headline may be completed from its text."""
        self._flows = [draft for draft in flows if draft.kind in FLOWS and draft.whole]
        self._told: list[Told] = []
        self._events: list[tuple[int, Draft]] = []

    def tell(self, sentence: int, draft: Draft) -> None:
        if draft.classes:
            used = draft.kind in (Kind.USE, Kind.EXPENDITURE)
            self._told.append(Told(sentence, draft.classes, draft.suppliers, draft.recipients, draft.systems, used))
        if draft.kind in FLOWS and draft.suppliers and draft.recipients:
            self._events.append((sentence, draft))

    def mention(self, sentence: int, classes: tuple[ItemClass, ...], systems: tuple[str, ...]) -> None:
        """Items named outside any event can be pointed to as well."""
        if classes:
            self._told.append(Told(sentence, classes, (), (), systems))

    def items(self, sentence: int, classes: tuple[ItemClass, ...]) -> Told | None:
        """The items last told that fit ``classes`` (any, where a pronoun gives none), not too far back."""
        reach = REACH if classes else SOON
        for told in reversed(self._told):
            if sentence - told.sentence > reach:
                return None
            if not classes or set(classes) & set(told.classes) or classes == (ItemClass.UNSPECIFIED,):
                return told
        return None

    def owners(self, sentence: int, classes: tuple[ItemClass, ...]) -> tuple[str, ...]:
        """Whoever got the items last told, where they are told just before: "arms for Mali, if it uses them"."""
        told = self.items(sentence, classes)
        near = told is not None and sentence - told.sentence < NEAR and told.suppliers
        return told.recipients if told is not None and near else ()

    def event(self, sentence: int) -> Draft | None:
        """The event last told that a deal could be about, at most ``NEAR`` sentences back."""
        if not self._events or sentence - self._events[-1][0] > NEAR:
            return None
        return self._events[-1][1]

    def direction(self, pair: frozenset[str], classes: tuple[ItemClass, ...]) -> Draft | None:
        """The flow last told between two parties, of these items if they are told."""
        between = [
            draft
            for _, draft in self._events
            if frozenset((*draft.suppliers, *draft.recipients)) == pair and len(draft.suppliers) == 1
        ]
        alike = [draft for draft in between if not classes or set(classes) & set(draft.classes)]
        if alike:
            return alike[-1]
        return between[-1] if len({draft.suppliers for draft in between}) == 1 else None

    def receiver(self, draft: Draft) -> tuple[str, ...]:
        """Who got such items from the draft's supplier, where the article knows one party only."""
        fits = {
            flow.recipients
            for flow in self._flows
            if flow.suppliers == draft.suppliers and set(flow.classes) & set(draft.classes)
        }
        return fits.pop() if len(fits) == 1 else ()

    def counterpart(self, number: int, draft: Draft) -> Draft:
        """Fills the one open side of a flow where the whole article knows one answer only."""
        if draft.kind not in FLOWS or (draft.suppliers and draft.recipients):
            return draft
        known = [*self._flows, *(told for _, told in self._events)]
        fits = [flow for flow in known if set(flow.classes) & set(draft.classes)]
        if draft.classes == (ItemClass.UNSPECIFIED,):
            fits = known
        fits = fits or [flow for flow in self._flows if flow.classes == (ItemClass.UNSPECIFIED,)]
        if not fits and draft.firsts:  # whatever else "we" give goes to whom "we" give anything
            fits = self._flows
        if not draft.suppliers and not draft.recipients:
            for _, told in reversed(self._events):
                if told.kind is draft.kind and set(told.classes) & set(draft.classes):
                    return replace(draft, suppliers=told.suppliers, recipients=told.recipients)
            return draft
        if draft.recipients:
            found = {flow.suppliers for flow in fits if set(flow.recipients) == set(draft.recipients)}
            return replace(draft, suppliers=found.pop()) if len(found) == 1 else draft
        found = {flow.recipients for flow in fits if set(flow.suppliers) == set(draft.suppliers)}
        found = found or self._receivers(number, draft)
        if not found and draft.pointing and not draft.items:
            found = {flow.recipients for flow in fits if not set(flow.recipients) & set(draft.suppliers)}
        return replace(draft, recipients=found.pop()) if len(found) == 1 else draft

    def _receivers(self, number: int, draft: Draft) -> set[tuple[str, ...]]:
        """Who gets other items of the same giver, if the last event told is one of those and the giver has no other."""
        told = self.event(number)
        if told is None or told.kind is not draft.kind or set(told.suppliers) != set(draft.suppliers):
            return set()
        return {flow.recipients for flow in (told, *self._flows) if set(flow.suppliers) == set(draft.suppliers)}
