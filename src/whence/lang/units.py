"""Tells what a number is, by the words beside it, where it is no count of things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whence.lang.hedges import Hedged
from whence.lang.phrases import PhraseTable, Words, read_phrases
from whence.tables import read_rows

_FILE = "en/numbers.toml"


@dataclass(frozen=True, slots=True)
class _Tables:
    units: PhraseTable[str]
    labels: PhraseTable[str]
    cues: PhraseTable[bool]
    months: frozenset[str]


@cache
def _tables() -> _Tables:
    def named(table: str) -> PhraseTable[str]:
        return PhraseTable(read_phrases(_FILE, table, lambda row: row.text("name")))

    cues = PhraseTable(read_phrases(_FILE, "year_cue", lambda _: True))
    months = (word for row in read_rows("whence.lang", "en/times.toml", "month") for word in row.texts("words"))
    return _Tables(named("unit"), named("label"), cues, frozenset(months))


def unit_of(words: Words, hedged: Hedged) -> str | None:
    """The unit's name, None for a count, or "none" where the characters are no number at all (3/4, a link)."""
    first, end = hedged.core, hedged.end
    if _is_slashed(words, first, end):
        return "none"
    if _is_glued_name(words, first):
        return "year" if _looks_like_year(words, first, end) and words.at(first - 1) == "-" else "model"
    if hedged.effects and hedged.effects != ("exactly",):
        return _after(words, end)
    return _date(words, first, end) or _after(words, end) or _year(words, first, end) or _before(words, first, end)


def _is_slashed(words: Words, first: int, end: int) -> bool:
    """3/4, 24/7, 1.2.3, &#039;"""
    if words.at(first - 1) == "#" and words.at(first - 2) == "&":
        return True
    return ("/" in (words.at(end), words.at(first - 1)) and (words.glued(end) or words.glued(first))) or (
        words.at(end) == "." and words.glued(end) and words.glued(end + 1) and words.at(end + 1)[:1].isdigit()
    )


def _is_glued_name(words: Words, first: int) -> bool:
    """M777, F-16, Shahed-136: letters or a hyphen after letters or digits just before."""
    if not words.glued(first):
        return False
    before = words.at(first - 1)
    if before == "-":
        return words.glued(first - 1) and words.at(first - 2).isalnum() and words.at(first)[0].isdigit()
    return before[-1:].isalpha() or before == "_"


def _after(words: Words, end: int) -> str | None:
    """The unit that follows, a hyphen or a blank between them."""
    hyphen = words.at(end) == "-" and words.glued(end)
    tables = _tables()
    after_mark = hyphen or words.at(end) == "of"
    found = tables.units.at(words, end) or (tables.units.at(words, end + 1) if after_mark else None)
    clock = found is not None and found[0] == "clock" and not words.at(end - 1)[:1].isdigit()
    if found is not None and not clock and not _goes_on(words, end):
        return found[0]
    if hyphen and words.glued(end + 1):
        return "compound"
    if words.glued(end) and words.at(end)[:1].isalpha():
        return _glued_letters(words, end)
    return None


def _goes_on(words: Words, end: int) -> bool:
    """ "a dozen Mi-8", "six TB2": the letters behind the number begin a model's name."""
    if words.glued(end) or words.at(end) in ("-", "of"):
        return False
    digits = words.glued(end + 1) and words.at(end + 1)[:1].isdigit()
    hyphened = words.glued(end + 1) and words.at(end + 1) == "-" and words.at(end + 2)[:1].isdigit()
    return digits or hyphened


def _glued_letters(words: Words, end: int) -> str:
    """1990s, 16s, 136B"""
    if words.at(end) != "s":
        return "model"
    digits = words.at(end - 1)
    if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
        return "year"
    return "age" if words.at(end - 2) in ("his", "her", "their", "early", "mid", "late", "-") else "model"


def _date(words: Words, first: int, end: int) -> str | None:
    """19 July, Aug. 30"""
    tables = _tables()
    days = (words.at(first), words.at(end - 1))
    if end - first not in (1, 3) or not all(len(day) < 3 and day.isdecimal() and int(day) <= 31 for day in days):
        return None
    before = first - 1 - (words.at(first - 1) == ".")
    after = end + (words.at(end) == "of")
    for place in (before, after):
        if words.at(place) in tables.months and words.capital(place):
            return "date"
    return None


def _looks_like_year(words: Words, first: int, end: int) -> bool:
    digits = words.at(first)
    return end == first + 1 and len(digits) == 4 and digits.isdecimal() and "1900" <= digits < "2100"


def _year(words: Words, first: int, end: int) -> str | None:
    """Four digits from 1900 to 2099 are a year, unless round, without a cue, and before a plural."""
    if not _looks_like_year(words, first, end):
        both = _looks_like_year(words, first, first + 1) and _looks_like_year(words, end - 1, end)
        return "year" if both and end == first + 3 else None
    cue = _tables().cues.before(words, first) is not None or words.at(first - 1) in _tables().months
    if cue or int(words.at(first)) % 50:
        return "year"
    after = words.at(end)
    return None if len(after) > 3 and after.endswith("s") else "year"


def _before(words: Words, first: int, end: int) -> str | None:
    label = _tables().labels.before(words, first)
    if label is not None and (words.capital(label[1]) or label[0] in ("age", "days")):
        return label[0] if words.at(first)[0].isdigit() or label[0] == "section" else None
    digits = words.at(first)
    in_commas = words.at(first - 1) == "," and words.at(end) == ","
    if in_commas and len(digits) == 2 and digits.isdecimal() and words.capital(first - 2):
        return "age"
    return None
