"""Who speaks in a sentence that stands inside quotation marks and names no speaker of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.document import Article
from whence.model.text import Span

OPEN, CLOSE, PLAIN = "“«", "”»", '"'


MARKS = re.compile("[“”«»\"]|''")


def quotations(article: Article) -> tuple[Span, ...]:
    """What stands in quotation marks, marks included, in reading order.

    One left open goes on where the next line opens with a mark again, and else ends with its line.
    """
    found: list[Span] = []
    going = False
    for line in article.lines:
        for span, closed in _quotations(article.text, line.span):
            if going and span.start == line.span.start:
                span = found.pop().joined(span)
            found.append(span)
            going = not closed
    return tuple(found)


def _quotations(text: str, line: Span) -> Iterator[tuple[Span, bool]]:
    start: int | None = None
    for mark in MARKS.finditer(text, line.start, line.end):
        closes = mark.group() in CLOSE or (mark.group() not in OPEN and start is not None)
        if start is None and not closes:
            start = mark.start()
        elif start is not None and closes:
            yield Span(start, mark.end()), True
            start = None
    if start is not None:
        yield Span(start, line.end), False


def quoted_by(
    article: Article, quoted: Sequence[Span], scenes: Sequence[Scene], number: int, vocabulary: Vocabulary
) -> tuple[tuple[Scene, int], ...]:
    """Scene and word of the speaker of the quotation that sentence ``number`` stands in; empty if in none.

    The speaker is told in the same line, or in the one before where this line holds nothing but the quotation.
    """
    scene = scenes[number]
    within = next((each for each in quoted if each.start <= scene.sentence.span.start < each.end), None)
    if scene.sentence.headline or within is None:
        return ()
    line = scene.sentence.paragraph
    near = [other for other in scenes if other.sentence.paragraph == line and other is not scene]
    after = [other for other in near if other.sentence.span > scene.sentence.span]
    goes_on = line > 0 and within.contains(article.lines[line].span)
    before = [other for other in scenes if goes_on and _goes_on(article, quoted, other, line - 1)]
    for other in (scene, *after, *reversed(near), *reversed(before)):
        speaker = _teller(other, quoted, vocabulary)
        if speaker is not None:
            return ((other, speaker),)
    return ()


def _goes_on(article: Article, quoted: Sequence[Span], scene: Scene, line: int) -> bool:
    """Whether a sentence stands in this line, and the line quotes somebody."""
    span = article.lines[line].span
    return scene.sentence.paragraph == line and any(each.overlaps(span) for each in quoted)


def _teller(scene: Scene, quoted: Sequence[Span], vocabulary: Vocabulary) -> int | None:
    """The subject of a clause that reports, itself in no quotation marks, what stands in them."""
    sentence = scene.sentence
    for token in sentence.tokens:
        if vocabulary.reports(sentence, token) and not any(each.contains(token.span) for each in quoted):
            for child in sentence.children(token.index, "nsubj"):
                return child.index
    return None
