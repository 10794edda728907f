"""Sentences of a paragraph, found by rule: a stop ends a sentence unless what stands around it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.model.text import Span
from whence.reading.cutting import load_cutting

_CUTTING = load_cutting()

_STOP = re.compile(r"""(?:\.(?:\s?\.)+|…+|[.!?]+)(?P<close>['"’”»)\]]*(?:\s?\[\d{1,3}\])*)(?P<gap>\s+|$)""")
_GLUED = re.compile(r"""(?<=[a-z]{2})[.!?]['"’”)]*(?=(?P<next>[A-Z][a-z]*)[\s,])""")
_PART = re.compile(r"(?:\([^()]*\)|[^;(]|\((?![^()]*\))|;(?=\S))+(?:;|\Z)")
_CLOSED = re.compile(r"""[.!?…:]['"’”»)\]]*\s*\Z""")
_LONG = 40
"""Characters before an initial that can end a sentence ("he got vitamin C. The rest"), not open a name."""
_HARD = re.compile(r"""\s*\n\s*\n\s*|\s+(?=[•●▪◦]\s)|(?<=\S\S)[^\S\r\n]{4,}(?=[^\W\d_a-z]|["'“‘#])""")
_WIDE = re.compile(r"""(?<=[a-z’'])[^\S\r\n]{2,3}(?=(?P<next>[A-Z][a-z]*)[^\S\r\n][a-z])""")
_LINKED = re.compile(r"[^.!?\n]{1,80}?[^\S\r\n](?:[^\S\r\n]|[,.;:?!’'])")
"""Words that were a link: the space behind them is wide again, or stands before a mark."""
_WORD_BEFORE = re.compile(r"[^\s(\[\"“'‘—–/]*$")
_NEXT = re.compile(r"""[\s"“”'‘’(\[«*_•\-–—.…]*(?P<word>[^\s"“”'’)\],;:.!?]*)""")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]", re.IGNORECASE)
_ITEM = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})", re.IGNORECASE)
_DATELINE = re.compile(
    r"""(?:(?=(?:[A-Z][.’'\ ]?){4})[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]*){0,3}
           (?:,\ [A-Z][\w., ]{1,40}?)? (?:\ \([A-Z][\w ]{1,30}\))?
         | \([A-Z][\w ]{1,30}\))
        \ ?(?:--|[-–—])\s+(?=\S.{40})""",
    re.VERBOSE,
)
_SAYS = re.compile(
    rf"\s*(?:(?:[A-Z][\w.’'-]*|the|a|an|of)\s+){{1,5}}(?:{'|'.join(sorted(_CUTTING.verbs_of_asking))})\b"
)


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """The sentences of ``text[span]`` (of all of it without a span), trimmed of white space.

    An empty line, a bullet, a gap of four spaces and the dash of a dateline ("KYIV (Reuters) - ") always part
    sentences; a single line break never does.
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
    yield from _heading(text, start, high)


def _heading(text: str, low: int, high: int) -> Iterator[Span]:
    """What is left behind the last stop; the statements of a headline stand apart by semicolons."""
    parts = [(low, high)] if _CLOSED.search(text, low, high) else [m.span() for m in _PART.finditer(text, low, high)]
    for start, end in parts:
        if (sentence := _trimmed(text, start, end)) is not None:
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
    found += [
        (stop.end(), stop) for stop in _GLUED.finditer(text, low, high) if stop["next"].lower() in _CUTTING.starters
    ]
    found += [(gap.end(), gap) for gap in _WIDE.finditer(text, low, high) if _parts_headings(text, gap, low, high)]
    for end, stop in sorted(found, key=lambda pair: pair[0]):
        if "next" in stop.groupdict() or _is_end(text, start, stop, high):
            yield end
            start = end


def _parts_headings(text: str, gap: re.Match[str], low: int, high: int) -> bool:
    """Whether a wide space stands between a heading without a stop and what follows: "he says  The plan is"."""
    if min(gap.start() - low, high - gap.end()) < _LONG or _LINKED.match(text, gap.end(), high):
        return False
    before = _WORD_BEFORE.search(text, low, gap.start())
    starts = gap["next"].lower() in _CUTTING.starters
    return starts and before is not None and before.group() not in _CUTTING.unfinished


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
    if plain in _CUTTING.titles or (plain == "no" and word[0].isdigit()):
        return False
    starts = word.lower() in _CUTTING.starters
    if len(before) == 1 and before.isalpha() and before != "I":
        return before.islower() or (starts and len(sentence) > _LONG)
    return starts if _ACRONYM.fullmatch(before) or plain in _CUTTING.abbreviations else True
