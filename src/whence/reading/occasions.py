"""Finds the dated events that a text names: short ones by their day, and the long one whose age it may tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from whence.lang.phrases import PhraseTable, Words
from whence.model.pack import DatedEvent
from whence.model.text import Span

_LONGEST = 45
"""Days up to which an event is short: one is there, or was, or will be."""
_SHORT_WORD = 3
_PLACED = ("in", "with", "against", "between", "on", "over")
_CUT = re.compile(r" (?:in|of|on|at) ")

_Forms = PhraseTable[tuple[DatedEvent, ...]]


@dataclass(frozen=True, slots=True)
class Occasions:
    """The events of a pack by the phrases that name them; short ones also by their head ("the G7 summit")."""

    short: _Forms
    long: _Forms

    def named(self, words: Words) -> Iterator[tuple[Span, tuple[DatedEvent, ...]]]:
        """Phrases of a text with the short events they may mean; a word of its own beside one chooses among them."""
        for first, end, events in _met(self.short, words):
            told = tuple(event for event in events if _is_told(event, events, words.low))
            yield words.span(first, end), told or events

    def war(self, text: str) -> DatedEvent | None:
        """The long event that a text names most often; None where two are named as often."""
        counts = Counter(event for _, _, events in _met(self.long, Words.of(text)) for event in events)
        best = counts.most_common(2)
        if not best or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        return best[0][0]


@lru_cache(maxsize=8)
def occasions_of(events: tuple[DatedEvent, ...]) -> Occasions:
    """The index of a pack's events."""
    short: dict[str, dict[DatedEvent, None]] = {}
    long: dict[str, dict[DatedEvent, None]] = {}
    for event in events:
        brief = event.end is not None and (event.end - event.start).days <= _LONGEST
        for phrase in event.phrases:
            bare = phrase.removeprefix("the ").removeprefix("a ")
            if not brief:
                long.setdefault(bare, {})[event] = None
                continue
            for form in {bare, _CUT.split(bare)[0]}:
                if _is_proper(form):
                    short.setdefault(form, {})[event] = None
    return Occasions(_table(short), _table(long))


def _table(forms: dict[str, dict[DatedEvent, None]]) -> _Forms:
    return PhraseTable((form, tuple(events)) for form, events in forms.items())


def _met(forms: _Forms, words: Words) -> Iterator[tuple[int, int, tuple[DatedEvent, ...]]]:
    place = 0
    while place < len(words):
        match = forms.at(words, place)
        if match is None:
            place += 1
            continue
        yield place, match[1], match[0]
        place = match[1]


def _is_told(event: DatedEvent, others: tuple[DatedEvent, ...], words: tuple[str, ...]) -> bool:
    """Whether the sentence holds a word of the event's name that no other has."""
    rest = set().union(*(_telling(other) for other in others if other is not event))
    return any(word in words for word in _telling(event) - rest)


def _telling(event: DatedEvent) -> set[str]:
    return {word for word in Words.of(event.name).low if len(word) > _SHORT_WORD}


def _is_proper(phrase: str) -> bool:
    """Whether a phrase is a name of its own: "summit" and "the attack" may be any."""
    return any(word[0].isupper() or word[0].isdigit() for word in phrase.split()) and " " in phrase


def is_of_war(war: DatedEvent, words: Words, first: int, end: int) -> bool:
    """Whether an age told from ``first`` to ``end`` can be the war's: no other place or owner is named beside it."""
    names = {word.removesuffix("'s") for phrase in (war.name, *war.phrases) for word in Words.of(phrase).low}
    owner = words.at(first - 1)
    if words.capital(first - 1) and owner.endswith(("'s", "s'")) and owner.rstrip("s").rstrip("'") not in names:
        return False
    if words.at(end) not in _PLACED:
        return True
    place = end + 1 + (words.at(end + 1) == "the")
    return not words.capital(place) or words.at(place).removesuffix("'s") in names
