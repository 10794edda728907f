"""Words of a sentence, cut as the English treebanks EWT and GUM cut them, each a span of the article's text.

Law: the spans cover every character that is not white space, in order, and overlap nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from whence.model.text import Span
from whence.reading.cutting import load_cutting

_CUTTING = load_cutting()
_STOPPED = _CUTTING.titles | _CUTTING.abbreviations | _CUTTING.ambiguous
_FUSED = {word.replace("|", ""): word.index("|") for word in _CUTTING.fused}

_LETTER = r"[^\W\d_]"
_CHUNK = re.compile(r"\S+")
_ATOM = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"“”]*[\w/=&%]                          # web address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                    # mail address
    | [@\#]{_LETTER}\w*                                               # handle, hashtag
    | \.{{2,}} | …+ | -{{2,}} | –+ | —+ | [!?]+ | _{{2,}} | ={{2,}} | \*{{2,}} | <+ | >+
    | `{{2}} | '{{2}} | ’{{2}} | ‘{{2}}                               # quotation marks in two strokes
    | ['’](?:s|re|ve|ll|d|m)\b(?!['’])                                # a contraction that stands alone
    | (?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?                       # U.S., a.m., U.S.A
    | (?:US|A|C|HK|NZ)?[$]
    | [\w\u0300-\u036f]+(?:(?:['’&.‑-]|(?<=\d)[,:/](?=\d))[\w\u0300-\u036f]+)*
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAIL = re.compile(r"(?P<core>.*?)(?P<tail>n['’]t|['’](?:s|re|ve|ll|d|m))", re.IGNORECASE)
_MEASURE = re.compile(rf"(?P<figure>\d[\d.,:]*)(?:{'|'.join(sorted(_CUTTING.units))})")
_HYPHEN = re.compile(r"[-‑]")
_DESIGNATION = re.compile(rf"{_LETTER}{{1,10}}(?:[-‑]{_LETTER}{{1,3}})?[-‑]\d{{1,4}}\w{{0,6}}(?:[-‑][A-Z0-9]{{1,4}})?")
_TELEPHONE = re.compile(r"\d+[-‑]\d+[-‑]\d[\d-]*|\d{3}-\d{4}")


def words(text: str, span: Span) -> list[Span]:
    """The words of ``text[span]``; the offsets count from the beginning of ``text``."""
    found: list[Span] = []
    chunks = [chunk.span() for chunk in _CHUNK.finditer(text, span.start, span.end)]
    for start, end in chunks:
        for low, high in _cut(text[start:end], end == chunks[-1][1]):
            found.append(Span(start + low, start + high))
    return found


@lru_cache(maxsize=100_000)
def _cut(chunk: str, last: bool) -> tuple[tuple[int, int], ...]:
    """The words of a piece between two white spaces; the last of a sentence gives up its full stop."""
    found: list[tuple[int, int]] = []
    low = 0
    while low < len(chunk):
        atom = _ATOM.match(chunk, low)
        high = atom.end() if atom else low + 1
        if chunk[high : high + 1] == "." and not last and _keeps_stop(chunk[low:high]):
            high += 1
        found.extend(_divided(chunk, low, high))
        low = high
    return tuple(found)


def _keeps_stop(word: str) -> bool:
    """Whether the stop after it is part of the word: after initials and abbreviations."""
    return (len(word) == 1 and word.isalpha()) or word.lower() in _STOPPED


def _divided(chunk: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """An atom cut at contractions, hyphens and units."""
    atom = chunk[low:high]
    if len(atom) == 1 or not any(map(str.isalnum, atom)):
        yield low, high
    elif (tail := _TAIL.fullmatch(atom)) and tail["core"]:
        middle = low + len(tail["core"])
        yield from _divided(chunk, low, middle)
        yield middle, high
    elif _HYPHEN.search(atom) and "@" not in atom and "/" not in atom:
        yield from _at_hyphens(chunk, low, high)
    else:
        middle = low + _middle(atom)
        yield low, middle
        if middle < high:
            yield middle, high


def _middle(atom: str) -> int:
    """Where two words in one part (cannot, 155mm), or the end."""
    if measure := _MEASURE.fullmatch(atom):
        return len(measure["figure"])
    return _FUSED.get(atom.lower(), len(atom))


def _at_hyphens(chunk: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Compounds fall apart at each hyphen; designations (Su-35), telephone numbers and prefixed words stay whole.

    The treebanks cut designations more often than not; one word serves better as the name of a weapon.
    """
    if _is_whole(chunk[low:high]):
        yield low, high
        return
    start = low
    for hyphen in _HYPHEN.finditer(chunk, low, high):
        if chunk[start : hyphen.start()].lower() in _CUTTING.prefixes:
            continue
        if start < hyphen.start():
            yield from _divided(chunk, start, hyphen.start())
        yield hyphen.span()
        start = hyphen.end()
    if _HYPHEN.search(chunk, start, high):
        yield start, high
    else:
        yield from _divided(chunk, start, high)


def _is_whole(atom: str) -> bool:
    if _DESIGNATION.fullmatch(atom):
        return _HYPHEN.split(atom)[0].lower() not in _CUTTING.months
    return _TELEPHONE.fullmatch(atom) is not None
