"""Gives each line of flat text a role: what is the article's own, and what the page put around it.

Law: every line with words gets a role, lines never overlap, and only ``title`` and ``own`` yield claims.
"""

from __future__ import annotations

import re

from whence.model.document import Line, LineRole
from whence.model.text import Span
from whence.reading.litter import At, load_litter

_LINE = re.compile("[^\r\n\u2028\u2029]+")
_EDGES = " \t\u00a0\ufeff\u200b\x0b\x0c"


def split_lines(text: str) -> tuple[Span, ...]:
    """The lines that hold something, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and (text[start].isspace() or text[start] in _EDGES):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGES):
            end -= 1
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def read_lines(text: str) -> tuple[Line, ...]:
    """The roles of all lines, in order; spans count characters of ``text``."""
    spans = split_lines(text)
    lines = [span.of(text) for span in spans]
    if not lines:
        return ()
    litter = load_litter()
    hits = [litter.hits(line) for line in lines]
    roles: list[LineRole] = []
    over = False
    for line, hit in zip(lines, hits, strict=True):
        sentence = len(line.split()) >= 9 and bool(re.search(r"[.!?…][\"'”’)\]]*$|\.\W*\[[^\]]*\]$", line))
        hard = [h for h in hit if h.at is At.WHOLE or (h.at is At.START and not sentence) or h.role is LineRole.CAPTION]
        over = over or (any(h.ends for h in hard) and LineRole.OWN in roles)
        if over:
            roles.append(hard[0].role if hard else LineRole.TEASER)
        elif hard:
            roles.append(hard[0].role)
        elif line.startswith("http") or not (sentence or len(line.split()) >= 25):
            roles.append(LineRole.NOTICE)
        else:
            roles.append(LineRole.OWN)
    _entitle(lines, roles)
    return tuple(Line(span, role) for span, role in zip(spans, roles, strict=True))


def _entitle(lines: list[str], roles: list[LineRole]) -> None:
    first = next((i for i, role in enumerate(roles) if role is LineRole.OWN), len(lines))
    spots = [i for i in range(min(first + 1, len(lines))) if 3 <= len(lines[i].split()) <= 30 and (roles[i] is LineRole.NOTICE or i == 0)]
    if first == len(lines) or not spots:
        spots = spots or [0]
    best = max(spots, key=lambda i: (len(lines[i].split()) >= 5, i))
    for i, line in enumerate(lines[: first + 1]):
        if line.casefold() == lines[best].casefold():
            roles[i] = LineRole.TITLE
    if len(lines) <= 6 and not any(role in (LineRole.TEASER, LineRole.COMMENT) for role in roles):
        for i, role in enumerate(roles):
            roles[i] = role if role is LineRole.TITLE else LineRole.OWN
