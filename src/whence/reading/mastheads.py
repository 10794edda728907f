"""Tells a page's lines apart by what they are made of: the name of an outlet, a day and nothing else, a menu."""

from __future__ import annotations

import re
from functools import cache

from whence.lang.moments import Ago, Moment, Yearless
from whence.lang.times import find_times
from whence.tables import read_rows

NAME = r"(?:[A-Z][\w&.'’-]*|\d{4})(?:\s+(?:of|the|and|for|&|in)\s+[A-Z][\w&'’-]*|\s+[A-Z][\w&'’-]*)*"
_MOST_NAME, _MOST_DAY, _LONGEST = 6, 16, 200
_FEWEST = 4
_CLOSED = re.compile(r"[.!?…][\"'”’)\]]*$")
_MARK = re.compile(r"\s[|•·/›»]\s")
_MENU_PARTS, _PART_WORDS, _LONG_WORD = 3, 4, 5
_WORD = re.compile(r"[^\W_]+")
_CLOCK = re.compile(
    r"(?<!\d[./-])\b\d{1,2}(?::\d\d(?::\d\d)?|\.\d\d(?![./-]?\d))(?: ?(?:[ap]\.?m\b\.?|h\b))?"
    r"|\b\d{1,2} ?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"\s[/›»>→]\s")
_TRAIL = re.compile(r"\s[›»>→]\s")
_LINK = re.compile(r"[→►▶»›]\s*\S|.*[→►▶»›]$")
_ITEM = re.compile(r"(?:[-–—*•●▪■‣◦]|\d{1,2}[.)])\s+(?=\S)")


@cache
def byline_words(name: str) -> frozenset[str]:
    """A list of ``lang/en/bylines.toml``."""
    return _list("bylines.toml", name)


def is_masthead(words: str) -> bool:
    """Whether words are a name that says of itself that it is an outlet's: "The Sample Courier", "TIMES OF ZENDA"."""
    if len(words.split()) > _MOST_NAME or not re.fullmatch(NAME, words):
        return False
    parts = words.casefold().removeprefix("the ").replace("-", " ").split()
    kinds = byline_words("outlet_word")
    if parts[0] in byline_words("not_outlet"):
        return False
    if len(parts) == 1:
        return parts[0] in kinds and words[:4].casefold() == "the "
    tail = parts[-2] if parts[-1] in byline_words("outlet_tail") else parts[-1]
    return tail in kinds or (parts[0] in kinds and parts[1] == "of")


def is_day_line(line: str) -> bool:
    """Whether a line holds a day or an age ("4 days ago") and nothing that such a line does not hold beside it."""
    if len(line) > _LONGEST or len(line.split()) > _MOST_DAY or not any(char.isdigit() for char in line):
        return False
    bare = _CLOCK.sub(" ", line)
    return any(_is_day(time.moment) for time in find_times(bare)) and _is_beside(bare)


def is_placed_day(line: str) -> bool:
    """Whether a line holds a place and a day: "Strelsau, March 4, 2022"."""
    place, _, day = line.partition(",")
    return bool(re.fullmatch(NAME, place)) and is_day_line(day.strip())


def is_stamp(line: str) -> bool:
    """Whether a line holds a time of day and nothing that such a line does not hold beside it: "Posted at 20:58"."""
    if len(line) > _LONGEST or len(line.split()) > _MOST_DAY or not _CLOCK.search(line):
        return False
    return _is_beside(_CLOCK.sub(" ", line))


def is_item(line: str) -> bool:
    """Whether a line is an entry of a list: "- Crews to be trained", "2. Crews to be trained"."""
    return bool(_ITEM.match(line))


def is_credit(line: str) -> bool:
    """Whether a line names the writers as a wire does below its text: "(Reporting by Ann Other; editing by Al Ias)"."""
    return line.casefold().lstrip("([").startswith(tuple(byline_words("credit")))


def is_link(line: str) -> bool:
    """Whether an arrow points from a line to another page: "→ Freedonia asks for tanks"."""
    return bool(_LINK.match(line))


def is_trail(line: str) -> bool:
    """Whether a line tells the way to the page through its site: "Home / World / Drones for Ruritania"."""
    *way, _ = _CRUMB.split(line)
    return bool(way) and (len(way) > 1 or bool(_TRAIL.search(line))) and all(len(p.split()) <= _PART_WORDS for p in way)


def is_menu(line: str) -> bool:
    """Whether a line is words to choose from: "World | Politics | Sport"."""
    parts = _MARK.split(line)
    return len(parts) >= _MENU_PARTS and all(len(part.split()) <= _PART_WORDS for part in parts)


def is_kicker(line: str) -> bool:
    """Whether a line is a section's or an issue's names, as over a headline: "Spring Issue · Letter from Zenda"."""
    parts = _MARK.split(line)
    short = len(parts) > 1 and all(len(part.split()) <= _PART_WORDS for part in parts)
    return short and all(word[0].isupper() for word in line.split() if len(word) >= _LONG_WORD and word[0].isalpha())


def is_text(line: str) -> bool:
    """Whether a line ends as sentences do and is no list of words to choose from; a page without one is navigation."""
    return len(line.split()) >= _FEWEST and bool(_CLOSED.search(line)) and not is_menu(line)


def _is_beside(bare: str) -> bool:
    """Whether all words but those of times are such as stand beside them."""
    for time in reversed(find_times(bare)):
        bare = bare[: time.span.start] + " " + bare[time.span.end :]
    return all(word.casefold() in _beside() for word in _WORD.findall(bare))


def _is_day(moment: Moment) -> bool:
    if isinstance(moment, Ago):
        return moment.sign < 0
    return moment.grain == 1 and (not moment.relative or (isinstance(moment, Yearless) and moment.first is not None))


@cache
def _beside() -> frozenset[str]:
    phrases = [word for name in ("published", "updated", "captured", "beside") for word in _list("dating.toml", name)]
    return frozenset(word for phrase in phrases for word in _WORD.findall(phrase.casefold()))


def _list(file: str, name: str) -> frozenset[str]:
    found: set[str] = set()
    for row in read_rows("whence.lang", f"en/{file}", "words"):
        title, words = row.text("name"), row.texts("words")
        row.end()
        if title == name:
            found.update(words)
    return frozenset(found)
