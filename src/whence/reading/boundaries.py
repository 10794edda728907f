"""Sentences of a paragraph, found by rule: a stop ends a sentence unless what stands around it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.model.text import Span
from whence.reading.words import OTHERS, TITLES

_STARTERS = frozenset(
    """the a an in on at he she it they we but and this that these those there his her its their our however
    meanwhile also after before while when if as for from with since according under what who why how another some
    many most both such no not so then now yet although though despite during last earlier still i you instead
    asked because by to moreover nor or once until only even all""".split()
)
"""Words that rarely follow an abbreviation inside a sentence with a capital."""

_STOP = re.compile(r"""(?:\.(?:\s?\.)+|…+|[.!?]+)(?P<close>['"’”»)\]]*(?:\s?\[\d{1,3}\])*)(?P<gap>\s+|$)""")
_GLUED = re.compile(r"""(?<=[a-z]{2})[.!?]['"’”)]*(?=(?P<next>[A-Z][a-z]*)[\s,])""")
_HARD = re.compile(r"\s*\n\s*\n\s*|\s+(?=[•●▪◦]\s)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“'‘—–/]*$")
_NEXT = re.compile(r"""[\s"“”'‘’(\[«*_•\-–—.…]*(?P<word>[^\s"“”'’)\],;:.!?]*)""")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]", re.IGNORECASE)
_ITEM = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})", re.IGNORECASE)
_DATELINE = re.compile(
    r"""(?:(?=[A-Z.’' -]{4})[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]*){0,3}
           (?:,\ [A-Z][\w., ]{1,40}?)? (?:\ \([A-Z][\w ]{1,30}\))?
         | \([A-Z][\w ]{1,30}\))
        \ ?(?:--|[-–—])\s+(?=\S.{40})""",
    re.VERBOSE,
)
_SAYS = re.compile(
    r"\s*(?:(?:[A-Z][\w.’'-]*|the|a|an|of)\s+){1,5}(?:said|says|asked|asks|wrote|writes|told|added|tweeted|shouted|replied)\b"
)


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """The sentences of ``text[span]`` (of all of it without a span), trimmed of white space.

    An empty line, a bullet and the dash of a dateline ("KYIV (Reuters) - ") always part sentences; a
    single line break never does.
    """
    whole = span or Span(0, len(text))
    found: list[Span] = []
    low = whole.start
    if dateline := _DATELINE.match(text, low, whole.end):
        low = dateline.end()
        found.append(Span(whole.start, whole.start + len(dateline.group().rstrip())))
    for hard in _HARD.finditer(text, whole.start, whole.end):
        found.extend(_soft(text, low, hard.start()))
        low = hard.end()
    found.extend(_soft(text, low, whole.end))
    return found


def _soft(text: str, low: int, high: int) -> Iterator[Span]:
    start = low
    for end in _ends(text, low, high):
        if (sentence := _trimmed(text, start, end)) is not None:
            yield sentence
        start = end
    if (sentence := _trimmed(text, start, high)) is not None:
        yield sentence


def _trimmed(text: str, low: int, high: int) -> Span | None:
    while low < high and text[low].isspace():
        low += 1
    while low < high and text[high - 1].isspace():
        high -= 1
    return Span(low, high) if low < high else None


def _ends(text: str, low: int, high: int) -> Iterator[int]:
    """Places after which a new sentence begins."""
    start = low
    found = [(stop.end("close"), stop) for stop in _STOP.finditer(text, low, high)]
    found += [(stop.end(), stop) for stop in _GLUED.finditer(text, low, high) if stop["next"].lower() in _STARTERS]
    for end, stop in sorted(found, key=lambda pair: pair[0]):
        if "next" in stop.groupdict() or _is_end(text, start, stop, high):
            yield end
            start = end


def _is_end(text: str, start: int, stop: re.Match[str], high: int) -> bool:
    following = _NEXT.match(text, stop.end("close"), high)
    word = following["word"] if following else ""
    if not word:
        return False
    mark = text[stop.start() : stop.start("close")]
    if word[0].islower():
        return False
    if mark[0] in "!?":
        return not (stop["close"] and _SAYS.match(text, stop.end("close"), high))
    if mark != ".":
        return True
    before = _WORD_BEFORE.search(text, start, stop.start())
    return _stop_ends(before.group() if before else "", word, stop["close"], text[start : stop.start()].strip())


def _stop_ends(before: str, word: str, close: str, sentence: str) -> bool:
    """Whether a single full stop after ``before`` ends the sentence, ``word`` being the next."""
    if sentence == before and _ITEM.fullmatch(before):
        return False
    plain = before.lower()
    if close and not set(close) <= set(")]"):
        return True
    if plain in TITLES or plain == "no" and word[0].isdigit():
        return False
    if len(before) == 1 and before.isalpha() and before != "I":
        return before.islower() or word.lower() in _STARTERS and len(sentence) > 40
    if _ACRONYM.fullmatch(before) or plain in OTHERS - {"no", "art", "mass", "min", "max", "sec", "ill", "mar", "sat"}:
        return word.lower() in _STARTERS
    return True
