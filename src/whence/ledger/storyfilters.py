"""Which stories are asked for: a filter in the user's words, and the test of flows and stories that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from whence.ledger.lexicon import Choice, Lexicon
from whence.model.story import Flow


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Every field that is given must hold. Parties and items may be asked for by any of their names.

    ``restrictions`` asks for sanctions and embargoes instead of flows of arms; ``partial`` lets stories through of
    which one side is not known.
    """

    party: str | None = None
    supplier: str | None = None
    recipient: str | None = None
    item: str | None = None
    restrictions: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter with its words looked up; ``groups`` names the item group of each class."""

    wanted: StoryFilter
    codes: Mapping[str, str]
    choices: Sequence[Choice]
    groups: Mapping[str, str]

    @classmethod
    def of(cls, wanted: StoryFilter, lexicon: Lexicon, groups: Mapping[str, str]) -> Self:
        """Raises InputError, with near names, for a word without meaning."""
        sides = {"party": wanted.party, "supplier": wanted.supplier, "recipient": wanted.recipient}
        codes = {name: lexicon.party(word) for name, word in sides.items() if word is not None}
        return cls(wanted, codes, lexicon.item(wanted.item) if wanted.item is not None else (), groups)

    def has(self, flow: Flow) -> bool:
        """Whether stories of a flow may be asked for, as far as its sides tell."""
        return (
            flow.restriction == self.wanted.restrictions
            and (self.wanted.partial or flow.whole)
            and self.codes.get("supplier", flow.supplier) == flow.supplier
            and self.codes.get("recipient", flow.recipient) == flow.recipient
            and self.codes.get("party", flow.supplier) in (flow.supplier, flow.recipient)
        )

    def holds(self, flow: Flow, systems: Sequence[str]) -> bool:
        """Whether a story is asked for: its sides, and one meaning of the item's word with all that it stands for."""
        return self.has(flow) and (
            not self.choices
            or any(
                all(word in systems or self.groups.get(word) == flow.item for word in choice) for choice in self.choices
            )
        )
