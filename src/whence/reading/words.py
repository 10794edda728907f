"""Words of a sentence, cut as the English treebanks EWT and GUM cut them, each a span of the article's text.

Law: the spans cover every character that is not white space, in order, and overlap nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from whence.model.text import Span

TITLES = frozenset(
    """mr mrs ms dr prof gen lt col maj brig capt cpt cmdr adm sgt cpl pvt sen rep reps sens gov pres hon rev fr msgr
    amb supt insp det st mt ft vs messrs mlle mme""".split()
)
"""Abbreviations that a name or a figure follows: their stop ends no sentence."""
OTHERS = frozenset(
    """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri inc corp co ltd bros llc
    dept est approx ca cf al etc fig figs pp vol eds no nos art sec ave blvd rd min max jr sr dist assn natl intl univ
    ariz ark calif colo conn fla ga ill ind kan ky md mich minn miss neb nev okla ore pa penn tenn tex va vt wash wis wyo
    mass""".split()
)
"""Abbreviations whose stop may also end a sentence, or that are words as well."""

_PREFIXES = frozenset(
    """anti pro non pre post re co ex mid e multi semi neo counter cross inter sub socio mini un pan trans ultra over
    under intra quasi pseudo bi tri macro micro psycho ante extra""".split()
)
_UNITS = """bn mn tn m k b km mm cm kg g lb lbs ft mph kph kmh kt mw gw kw hp am pm hrs min nm mi ml hz khz mhz ghz gb mb tb
    kilometers kilometres meters metres miles pounds tons tonnes million billion trillion percent pc""".split()

_LETTER = r"[^\W\d_]"
_ATOM = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"“”]*[\w/=&%]                # web address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # mail address
    | [@\#]{_LETTER}\w*                                     # handle, hashtag
    | \.{{2,}} | …+ | -{{2,}} | –+ | —+ | [!?]+ | _{{2,}} | ={{2,}} | \*{{2,}} | <+ | >+ | `{{2}} | '{{2}} | ’{{2}} | ‘{{2}}
    | ['’](?:s|re|ve|ll|d|m)\b(?!['’])                      # a contraction that stands alone
    | (?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?              # U.S., a.m., U.S.A
    | (?:US|A|C|HK|NZ)?[$]
    | [\w\u0300-\u036f]+(?:(?:['’&.‑-]|(?<=\d)[,:/](?=\d))[\w\u0300-\u036f]+)*
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAIL = re.compile(r"(?P<core>.*?)(?P<tail>n['’]t|['’](?:s|re|ve|ll|d|m))", re.IGNORECASE)
_FUSED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3,
          "couldnt": 5, "wouldnt": 5, "havent": 4, "hasnt": 3, "arent": 3, "lemme": 3, "gimme": 3}  # fmt: skip
_MEASURE = re.compile(rf"(?P<figure>\d[\d.,:]*)(?:{'|'.join(_UNITS)}|[AP]M)")
_DESIGNATION = re.compile(rf"{_LETTER}{{1,10}}(?:[-‑]{_LETTER}{{1,3}})?[-‑]\d{{1,4}}\w{{0,4}}|\d+[-‑]\d+[-‑]\d[\d-]*|\d{{3}}-\d{{4}}")
_HYPHEN = re.compile(r"[-‑]")
_MONTHS = frozenset("january february march april may june july august september october november december".split())


def words(text: str, span: Span) -> list[Span]:
    """The words of ``text[span]``; the offsets count from the beginning of ``text``."""
    found: list[Span] = []
    chunks = list(re.finditer(r"\S+", text[span.start : span.end]))
    for place, chunk in enumerate(chunks):
        start = span.start + chunk.start()
        for low, high in _cut(chunk.group(), place == len(chunks) - 1):
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
    return len(word) == 1 and word.isalpha() or word.lower() in TITLES or word.lower() in OTHERS


def _divided(chunk: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """An atom cut at contractions, hyphens and units."""
    atom = chunk[low:high]
    if len(atom) == 1 or not any(map(str.isalnum, atom)):
        yield low, high
        return
    tail = _TAIL.fullmatch(atom)
    if tail and tail["core"]:
        middle = low + len(tail["core"])
        yield from _divided(chunk, low, middle)
        yield middle, high
    elif _HYPHEN.search(atom) and "@" not in atom and "/" not in atom:
        yield from _at_hyphens(chunk, low, high)
    elif atom.lower() in _FUSED:
        middle = low + _FUSED[atom.lower()]
        yield low, middle
        yield middle, high
    else:
        measure = _MEASURE.fullmatch(atom)
        middle = low + len(measure["figure"]) if measure else high
        yield low, middle
        if middle < high:
            yield middle, high


def _at_hyphens(chunk: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Compounds fall apart at each hyphen; designations (Su-35), numbers of telephones and prefixed words stay whole."""
    atom = chunk[low:high]
    if _DESIGNATION.fullmatch(atom) and _HYPHEN.split(atom)[0].lower() not in _MONTHS:
        yield low, high
        return
    start = low
    for hyphen in _HYPHEN.finditer(chunk, low, high):
        if start < hyphen.start() and chunk[start : hyphen.start()].lower() in _PREFIXES:
            continue
        if start < hyphen.start():
            yield from _divided(chunk, start, hyphen.start())
        yield hyphen.span()
        start = hyphen.end()
    if start < high:
        yield (start, high) if _HYPHEN.search(chunk, start, high) else next(_whole(start, high))


def _whole(low: int, high: int) -> Iterator[tuple[int, int]]:
    yield low, high
