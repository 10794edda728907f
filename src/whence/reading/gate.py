"""Decides cheaply which sentences are worth the parser: those that hold a word of the lexicons.

Method: Aho and Corasick (1975), "Efficient string matching: an aid to bibliographic search".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‐": "-", "‑": "-", "\u00a0": " "})


BEFORE, AFTER = 3, 2


@dataclass(frozen=True, slots=True)
class Gate:
    """Words to look for. A word that ends in ``*`` matches any word that begins so ("suppl*")."""

    _machine: AhoCorasick
    _open: tuple[bool, ...]

    @classmethod
    def of(cls, words: Iterable[str]) -> Gate:
        """Words and phrases in any case; empty ones are left out."""
        folded = sorted({_fold(word) for word in words} - {"", "*"})
        stems = [word.removesuffix("*") for word in folded]
        machine = AhoCorasick(stems, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        return cls(machine, tuple(word.endswith("*") for word in folded))

    def select(self, sentences: Sequence[str]) -> list[bool]:
        """Which sentences of an article to parse: those with a word of the lexicons, and their context.

        A sentence without such a word may still hold a claim ("it denied having sent any"), or name the one who
        speaks or acts in the next; so ``BEFORE`` sentences before a hit and ``AFTER`` after it go along, and the
        first sentence, which is the title, as soon as there is a hit at all.
        """
        hits = [place for place, sentence in enumerate(sentences) if self.worth(sentence)]
        wanted = {near for hit in hits for near in range(hit - BEFORE, hit + AFTER + 1)} | ({0} if hits else set())
        return [place in wanted for place in range(len(sentences))]

    def worth(self, sentence: str) -> bool:
        """Whether one of the words stands in the sentence as a whole word."""
        text = _fold(sentence)
        for place, start, end in self._machine.find_matches_as_indexes(text, overlapping=True):
            if _starts_word(text, start) and (self._open[place] or _ends_word(text, end)):
                return True
        return False


def _fold(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).lower().split())


def _starts_word(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())


def _ends_word(text: str, end: int) -> bool:
    return end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
