"""Gives each line of flat text a role: what is the article's own, and what the page put around it.

Law: every line with words gets a role, lines never overlap, and only ``title`` and ``own`` yield claims.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from whence.model.document import Line, LineRole
from whence.model.text import Span
from whence.reading.layouts import find_deck, find_posts, find_set_in, find_trailing
from whence.reading.linemodel import load_line_model
from whence.reading.litter import At, Hit, Litter, fold, load_litter
from whence.reading.mastheads import is_credit, is_day_line, is_menu
from whence.reading.paragraphs import split_paragraphs
from whence.reading.titles import find_title, page_title, slug_length
from whence.reading.turns import cut_turns, find_marks

_CLOSED = re.compile(r"[.!?…][\"'”’)\]]*$")
_TAIL = re.compile(
    r"\s*[\[(]?\s*(?:continue reading|read more|read the full (?:story|article))\s*(?:\.{2,}|…|»|›|→|\s)*[\])]?\s*$",
    re.I,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.I)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\bago\b", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)\W*$")
_BARE_LINES, _BARE_LENGTH = 4, 4000
_BLURB_WORDS, _HEADLINE_WORDS, _LABEL_WORDS = 12, 30, 5
_SENTENCE_WORDS = 8
_TAIL_LENGTH = 60
_HEADER_WORDS = 8
_NOT_NEWS = (LineRole.TEASER, LineRole.COMMENT, LineRole.NOTICE, LineRole.CAPTION)


def read_lines(text: str) -> tuple[Line, ...]:
    """The roles of all lines, in order; spans count characters of ``text``."""
    spans = split_paragraphs(text)
    lines = [" ".join(span.of(text).split()) for span in spans]
    if not lines:
        return ()
    litter = load_litter()
    hits = [litter.hits(line) for line in lines]
    own, settled = _settle(lines, hits, litter)
    marks = find_marks(text, spans, own)
    if marks:
        own = [
            mine or (min(marks) <= place <= max(marks) and (place in marks or _overruling(line, hit) is None))
            for place, (line, hit, mine) in enumerate(zip(lines, hits, own, strict=True))
        ]
    roles = _roles(lines, hits, own, settled)
    cut = [line for span, role in zip(spans, roles, strict=True) for line in _cut(text, span, role)]
    return cut_turns(text, cut, marks.values())


def _settle(
    lines: Sequence[str], hits: Sequence[tuple[Hit, ...]], litter: Litter
) -> tuple[list[bool], dict[int, LineRole]]:
    """The article's own lines, and the roles that the layout shows.

    What is set into a text makes the lines after it look like the end of the page: the text is found again without it.
    """
    own = _own_lines(lines, hits)
    settled = find_posts(lines, hits, litter)
    if not settled and (settled := find_set_in(lines, hits, own)):
        kept = [place for place in range(len(lines)) if place not in settled]
        found = _own_lines([lines[place] for place in kept], [hits[place] for place in kept])
        own = [False] * len(lines)
        for place, mine in zip(kept, found, strict=True):
            own[place] = mine
    settled |= dict.fromkeys(find_trailing(lines, own), LineRole.TEASER)
    return [
        settled.get(place, LineRole.OWN if mine else None) is LineRole.OWN for place, mine in enumerate(own)
    ], settled


def _own_lines(lines: Sequence[str], hits: Sequence[tuple[Hit, ...]]) -> list[bool]:
    """The article's own text: all of a short text without a page around it, else what the line model finds.

    Words of litter overrule it where they are the whole line or open one that is no sentence.
    """
    bare = len(lines) <= _BARE_LINES and sum(map(len, lines)) <= _BARE_LENGTH
    if bare and not any(hit.at is At.WHOLE for hit_list in hits for hit in hit_list):
        return [not _ADDRESS.match(line) and bool(_LETTER.search(line)) and not is_day_line(line) for line in lines]
    found = load_line_model().own(lines, hits, load_litter())
    over = _first_block(lines, found)
    own = [
        mine and place < over and _overruling(line, hit) is None
        for place, (line, hit, mine) in enumerate(zip(lines, hits, found, strict=True))
    ]
    return (
        own
        if any(own)
        else [_is_sentence(line) and _overruling(line, hit) is None for line, hit in zip(lines, hits, strict=True)]
    )


def _first_block(lines: Sequence[str], own: Sequence[bool]) -> int:
    """Where teasers begin that are blocks of an outlet, a headline and words cut short; the end if there are no two."""
    text = [place for place, mine in enumerate(own) if mine and _is_sentence(lines[place])]
    blocks = [
        place
        for place in range(text[1] + 1 if len(text) > 1 else len(lines), len(lines) - 2)
        if len(lines[place].split()) <= _LABEL_WORDS
        and not _CLOSED.search(lines[place])
        and len(lines[place + 1].split()) <= _HEADLINE_WORDS
        and not lines[place + 1].endswith(".")
        and len(lines[place + 2].split()) >= _BLURB_WORDS
        and _CUT_SHORT.search(lines[place + 2])
    ]
    return blocks[0] if len(blocks) > 1 else len(lines)


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= _SENTENCE_WORDS and bool(_CLOSED.search(line))


def overruling(line: str) -> LineRole | None:
    """The role that the words of a line force on it: litter that even an extractor of articles lets through."""
    return _overruling(line, load_litter().hits(line))


def _overruling(line: str, hits: tuple[Hit, ...]) -> LineRole | None:
    """The role that litter words force on a line, if they do."""
    if _ADDRESS.match(line) or not _LETTER.search(line) or is_day_line(line):
        return LineRole.NOTICE
    sentence = _is_sentence(line)
    for hit in hits:
        news = hit.role in (LineRole.BYLINE, LineRole.DATELINE)
        if hit.at is At.WHOLE or (hit.at is At.START and not sentence and not news):
            return hit.role
        if hit.at is At.WITHIN and (hit.ends or (hit.role is LineRole.CAPTION and not sentence)):
            return hit.role
    return None


def _roles(
    lines: Sequence[str], hits: Sequence[tuple[Hit, ...]], own: Sequence[bool], settled: Mapping[int, LineRole]
) -> list[LineRole]:
    title = find_title(lines, hits, own)
    text = [place for place, mine in enumerate(own) if mine and place != title]
    first, last = (text[0], text[-1]) if text else (len(lines), len(lines))
    head = None if title is None else fold(page_title(lines[title]) if title == 0 else lines[title])
    told = set() if title is None else find_deck(lines, hits, title, first)
    roles = []
    ended: LineRole | None = None
    for place, line in enumerate(lines):
        if head is not None and (place == title or (place <= first and fold(line) == head)):
            roles.append(LineRole.TITLE)
        elif own[place] or place in told:
            roles.append(LineRole.OWN)
        elif place in settled:
            roles.append(settled[place])
        elif place > last:
            ended = next((hit.role for hit in hits[place] if hit.ends and hit.role in _NOT_NEWS), ended)
            credit = LineRole.BYLINE if ended is None and is_credit(line) else None
            roles.append(_overruling(line, hits[place]) or credit or ended or LineRole.TEASER)
        elif title is not None and title < place < first:
            roles.append(_header(line, hits[place], bool(text)))
        else:
            roles.append(_overruling(line, hits[place]) or _inside(line, place > first))
    return roles


def _inside(line: str, in_body: bool) -> LineRole:
    return LineRole.CAPTION if in_body and len(line.split()) >= _SENTENCE_WORDS else LineRole.NOTICE


def _header(line: str, hits: tuple[Hit, ...], before_text: bool) -> LineRole:
    """A line between the title and the text: who wrote it and when, a standfirst, a picture, or litter.

    Without a text a bare name is one more word of a menu.
    """
    if is_day_line(line):
        return LineRole.DATELINE
    for hit in hits:
        if hit.role in (LineRole.BYLINE, LineRole.DATELINE) and not _is_sentence(line):
            return LineRole.DATELINE if _DATE.search(line) and hit.role is not LineRole.BYLINE else hit.role
    forced = _overruling(line, hits) or next((hit.role for hit in hits if hit.role in _NOT_NEWS), None)
    if forced is not None:
        return forced
    if _DATE.search(line) and len(line.split()) <= _HEADER_WORDS * 2:
        return LineRole.DATELINE
    if _is_sentence(line):
        return LineRole.OWN
    if is_menu(line) or not before_text:
        return LineRole.NOTICE
    return LineRole.BYLINE if len(line.split()) <= _HEADER_WORDS else LineRole.CAPTION


def _cut(text: str, span: Span, role: LineRole) -> list[Line]:
    """The line, with an outlet's name cut off a title and "[Continue reading…]" off the text."""
    line = span.of(text)
    start = 0
    if role is LineRole.TITLE:
        start, end = slug_length(line), len(page_title(line))
    elif role is LineRole.OWN:
        tail = _TAIL.search(line, max(0, len(line) - _TAIL_LENGTH))
        end = tail.start() if tail else len(line)
    else:
        end = len(line)
    end = len(line[:end].rstrip()) or len(line)
    lines = [Line(Span(span.start, span.start + len(line[:start].rstrip())), LineRole.NOTICE)] if start else []
    lines.append(Line(Span(span.start + start, span.start + end), role))
    rest = len(line) - len(line[end:].lstrip())
    if rest < len(line):
        lines.append(Line(Span(span.start + rest, span.end), LineRole.NOTICE))
    return lines
