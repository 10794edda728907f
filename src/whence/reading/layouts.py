"""Settles lines whose role the layout of a page shows, whatever the line model finds in their words.

These are the posts of a live page, lists of other stories and pictures set into a text, and what a page puts between
its headline and its text. A place is the number of a line; what is settled here is not asked again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from whence.model.document import Line, LineRole
from whence.reading.litter import At, Hit, Litter, fold
from whence.reading.mastheads import is_day_line, is_item, is_link, is_menu, is_placed_day, is_stamp
from whence.reading.titles import find_title

Hits = Sequence[tuple[Hit, ...]]

_STOPPED = re.compile(r"[.!…][\"'”’)\]]*$")
_CLOSED = re.compile(r"[.!?…][\"'”’)\]]*$")
_PAUSED = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE_WORDS, _DECK_WORDS, _ITEM_WORDS, _HEADING_WORDS, _CREDIT_WORDS = 8, 8, 5, 6, 6
_FEWEST_STAMPS = 3
_LONGEST_LIST, _FEWEST_LISTED, _MARK_WORDS = 8, 3, 3
_FEWEST_SENTENCES, _PARAGRAPH_WORDS = 3, 12
_CAPTION_WORDS, _DATED_WORDS = 9, 16
_HEADERS = (LineRole.BYLINE, LineRole.DATELINE)


def find_deck(lines: Sequence[str], hits: Hits, title: int, first: int) -> set[int]:
    """What belongs to the article between its title and its text: a standfirst, and the points that sum it up.

    A standfirst stands next to the title, and who wrote the article or when comes after it; below that pictures stand.
    """
    found = set()
    above = True
    for place in range(title + 1, first):
        line, words = lines[place], len(lines[place].split())
        header = _is_header(line, hits[place])
        above = above and not header and (is_item(line) or words >= _DECK_WORDS)
        if hits[place] or header or is_menu(line):
            continue
        if is_item(line):
            standfirst = words >= _ITEM_WORDS
        else:
            standfirst = above and any(_is_header(lines[at], hits[at]) for at in range(place + 1, first))
        if standfirst:
            found.add(place)
    return found


def _is_header(line: str, hits: tuple[Hit, ...]) -> bool:
    dated = bool(_DATE.search(line)) and len(line.split()) <= _DATED_WORDS and any(map(str.isdigit, line))
    return is_day_line(line) or dated or any(hit.role in _HEADERS for hit in hits)


def text_start(text: str, lines: Sequence[Line]) -> int:
    """Where the text starts among lines that have roles: below what sums it up, who wrote it and when."""
    start, anew, sentences = len(lines), True, 0
    for place, line in enumerate(lines):
        if line.role in _HEADERS:
            anew = True
        elif line.role is LineRole.OWN:
            start, anew = place if anew else start, False
            words = line.span.of(text)
            sentences += _is_sentence(words) and not is_item(words)
            if sentences > 1:
                break
    return start


def find_posts(lines: Sequence[str], hits: Hits, litter: Litter) -> dict[int, LineRole]:
    """The posts of a live page, each below the time at which it was put up; nothing where a page is not one."""
    stamps = [place for place, line in enumerate(lines) if is_stamp(line)]
    if len(stamps) < _FEWEST_STAMPS or not any(_is_live(line, litter) for line in lines[: stamps[0] + 1]):
        return {}
    end = next((at for at in range(stamps[-1] + 1, len(lines)) if _ends(hits[at])), len(lines))
    found = dict.fromkeys(stamps, LineRole.DATELINE)
    for start, stop in pairwise([*stamps, end]):
        found |= _post(lines, hits, range(start + 1, stop))
    return found


def _is_live(line: str, litter: Litter) -> bool:
    return fold(line).strip(" :.!•") in litter.live


def _ends(hits: tuple[Hit, ...]) -> bool:
    return any(hit.ends for hit in hits)


def _post(lines: Sequence[str], hits: Hits, places: range) -> dict[int, LineRole]:
    """One post: its heading, the longest line above its text, who wrote it and from where, and its text."""
    text = next((at for at in places if _is_sentence(lines[at])), places.stop)
    heads = [at for at in places if at < text and not _opens_litter(hits[at])]
    heading = max(heads, key=lambda at: len(lines[at].split()), default=None)
    found = {at: LineRole.OWN if at == heading else LineRole.BYLINE for at in heads}
    body = [at for at in places if at >= text and (_is_sentence(lines[at]) or not _opens_litter(hits[at]))]
    found |= dict.fromkeys(body, LineRole.OWN)
    return found


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= _SENTENCE_WORDS and bool(_CLOSED.search(line))


def _opens_litter(hits: tuple[Hit, ...]) -> bool:
    return any(hit.at is not At.WITHIN for hit in hits)


def find_set_in(lines: Sequence[str], hits: Hits, own: Sequence[bool]) -> dict[int, LineRole]:
    """Teasers and pictures inside a text, told by a mark or a credit beside them; they end in no full stop."""
    text = [place for place, mine in enumerate(own) if mine]
    if not text:
        return {}
    found: dict[int, LineRole] = {}
    for place in range(text[0], _goes_on(lines, hits, text[-1])):
        line = lines[place]
        if any(hit.role is LineRole.TEASER and hit.at is not At.WITHIN for hit in hits[place]):
            found |= dict.fromkeys(_listed(lines, hits, place), LineRole.TEASER)
        elif not _STOPPED.search(line) and is_link(line):
            found[place] = LineRole.TEASER
        elif not _STOPPED.search(line) and _is_credit(lines[place + 1], hits[place + 1]):
            found[place] = LineRole.CAPTION
    first = next((at for at in text if at not in found), text[0])
    if is_placed_day(lines[first]):
        return found | {first: LineRole.DATELINE}
    picture = _picture(lines, hits, own, first)
    return found if picture is None else found | {picture: LineRole.CAPTION}


def _goes_on(lines: Sequence[str], hits: Hits, last: int) -> int:
    """Where the text ends: where it stops at a list of teasers, but sentences follow on that, it goes on."""
    listed = _listed(lines, hits, last + 1) if last + 1 < len(lines) else range(0)
    heading = listed.stop < len(lines) and len(lines[listed.stop].split()) <= _HEADING_WORDS
    rest = lines[listed.stop + heading :][:_FEWEST_SENTENCES]
    on = len(listed) > 1 and len(rest) == _FEWEST_SENTENCES and all(map(_is_paragraph, rest))
    return listed.stop if on else last


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= _PARAGRAPH_WORDS and bool(re.search(r"(?<!\.)[.!?][\"'”’)\]]*$", line))


def _listed(lines: Sequence[str], hits: Hits, mark: int) -> range:
    """The list that a mark such as "MOST READ" opens, down to the text; the text's own heading above it is left out."""
    ends = any(hit.role is LineRole.TEASER and hit.ends and hit.at is not At.WITHIN for hit in hits[mark])
    if _is_sentence(lines[mark]) or not (ends or len(lines[mark].split()) <= _MARK_WORDS):
        return range(mark, mark)
    end = mark + 1
    while end < len(lines) and not _STOPPED.search(lines[end]) and (is_item(lines[end]) or ends):
        end += 1
    if end - mark > 2 and not is_item(lines[end - 1]) and len(lines[end - 1].split()) <= _HEADING_WORDS:
        end -= 1
    return range(mark, end) if end - mark <= _LONGEST_LIST else range(mark, mark)


def _picture(lines: Sequence[str], hits: Hits, own: Sequence[bool], first: int) -> int | None:
    """A picture between who wrote the article and its text, whose first line it seems: long, without a full stop."""
    title = find_title(lines, hits, own)
    signed = title is not None and any(_is_header(lines[at], hits[at]) for at in range(title + 1, first))
    plain = not _PAUSED.search(lines[first]) and not is_item(lines[first])
    followed = first + 1 < len(lines) and own[first + 1] and _is_sentence(lines[first + 1])
    return first if signed and plain and followed and len(lines[first].split()) >= _CAPTION_WORDS else None


def find_trailing(lines: Sequence[str], own: Sequence[bool]) -> list[int]:
    """Headlines below the text that nothing tells from it but that no sentence follows: questions, or no full stop."""
    text = [place for place, mine in enumerate(own) if mine]
    found = []
    for place in reversed(text):
        if _STOPPED.search(lines[place]) or is_item(lines[place]) or lines[place].endswith(":"):
            break
        found.append(place)
    return found if len(found) >= _FEWEST_LISTED and len(found) < len(text) else []


def _is_credit(line: str, hits: tuple[Hit, ...]) -> bool:
    """Whether a line says who took a picture and nothing else."""
    short = len(line.split()) <= _CREDIT_WORDS and not _STOPPED.search(line)
    return short and any(hit.role is LineRole.CAPTION and hit.at is At.START for hit in hits)
