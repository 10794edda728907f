"""Dictionary forms of words, in lower case."""

from __future__ import annotations

from functools import lru_cache

_INFLECTED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})
_SMALL = {
    "n't": "not",
    "'ll": "will",
    "'ve": "have",
    "'re": "be",
    "'m": "be",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
}
_MODALS = frozenset({"would", "could", "should", "might", "may", "must", "will", "can", "shall", "ought"})


@lru_cache(maxsize=100_000)
def lemma(word: str, upos: str) -> str:
    """The form that a dictionary lists; names and words that do not inflect are only lowered."""
    lowered = word.lower().replace("’", "'")
    if upos in {"AUX", "PART"} and lowered in _SMALL:
        return _SMALL[lowered]
    if upos not in _INFLECTED or (upos == "AUX" and lowered in _MODALS):
        return lowered
    head, hyphen, last = lowered.rpartition("-")
    if not last.isalpha():
        return lowered
    return head + hyphen + _looked_up(last, upos)


def clitic(word: str, following: str, head: str, perfect: bool) -> str:
    """``'s`` and ``'d`` as auxiliaries: is or has, would or had.

    ``perfect`` is false where the tree says that it can be none, as in a passive or before a noun.
    """
    if word[-1:].lower() == "s":
        return "have" if perfect and (following.lower() == "been" or not head.lower().endswith("ing")) else "be"
    return "would" if lemma(head, "VERB") == head.lower() else "have"


def _looked_up(word: str, upos: str) -> str:
    # Here: its tables take 0.2 s to read, and not every use of whence needs them. It ships no types.
    from lemminflect import getLemma  # type: ignore[import-untyped]

    found = getLemma(word, upos)
    return str(found[0]).lower() if found else word
