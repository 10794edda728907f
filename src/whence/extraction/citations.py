"""Who says, thinks or wants what in an article: source, cue and content as characters of its text.

Law: the same article, sentences, pack and language give the same citations; quotations that go on over sentences
and lines belong to the citation that opens them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whence.extraction.cues import Cue, cues
from whence.extraction.quotes import CLOSE, PLAIN, quotations
from whence.extraction.repair import repair
from whence.extraction.vocabulary import vocabulary_of
from whence.model.document import Article
from whence.model.language import Language
from whence.model.pack import Pack
from whence.model.sentence import Sentence
from whence.model.text import Span

EDGES = ",;:.-–— \n"
BETWEEN = " ,.:\n\xa0"
BACK = 5
"""Most lines from a quotation back to the one that it goes on with."""
CLOSING = CLOSE + PLAIN + "'’"


@dataclass(frozen=True, slots=True)
class Citation:
    """``source`` is ``None`` where nobody is told; ``content`` has a span for each unbroken stretch."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]

    def holds(self, other: Citation) -> bool:
        """Whether the other is nested: its cue stands in this one's content."""
        return any(span.contains(other.cue) for span in self.content)


def cite(article: Article, sentences: Sequence[Sentence], pack: Pack, language: Language) -> tuple[Citation, ...]:
    """The citations of an article in reading order, nested ones included; spans count characters of its text."""
    vocabulary, quoted = vocabulary_of(pack, language), quotations(article)
    found: list[Citation] = []
    for sentence in sentences:
        mended = repair(sentence, vocabulary)
        for cue in cues(mended, vocabulary):
            citation = _within(_citation(article, mended, cue), quoted)
            if cue.speaks or _opens_with_quotation(citation, quoted):
                citation = _with_quotations(article.text, citation, quoted, mended.span.end)
                citation = _with_speech(article, citation, mended.paragraph)
            if citation.content:
                found.append(citation)
    return tuple(_with_lines(article, found, quoted))


def outermost(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations that are not nested in another."""
    return tuple(one for one in citations if not any(other is not one and other.holds(one) for other in citations))


def _citation(article: Article, sentence: Sentence, cue: Cue) -> Citation:
    tokens = sentence.tokens
    source = tokens[cue.source[0]].span.joined(tokens[cue.source[-1]].span) if cue.source else None
    words = tokens[cue.words.start].span.joined(tokens[cue.words.stop - 1].span)
    return Citation(source, words, tuple(_spans(article.text, sentence, cue.content)))


def _within(citation: Citation, quoted: Sequence[Span]) -> Citation:
    """What is told inside a quotation ends with it: in "“I know him,” he said" nobody knows that he said so."""
    around = next((each for each in quoted if each.contains(citation.cue)), None)
    if around is None:
        return citation
    return replace(citation, content=tuple(span for span in citation.content if around.contains(span)))


def _opens_with_quotation(citation: Citation, quoted: Sequence[Span]) -> bool:
    return any(each.start == span.start for each in quoted for span in citation.content)


# --- quotations ---------------------------------------------------------------------------------------------------


def _with_quotations(text: str, citation: Citation, quoted: Sequence[Span], stop: int) -> Citation:
    """With the whole of each quotation that its content opens, or that stands right beside it.

    After verbatim words a quotation that opens the next sentence goes on with them; ``stop`` ends this sentence.
    """
    told = (citation.cue, citation.source) if citation.source else (citation.cue,)
    free = [each for each in quoted if not any(each.overlaps(part) for part in told)]
    content = [_joined(span, free) for span in citation.content]
    for each in free:
        start = min(span.start for span in (*told, *content))
        end = max(span.end for span in (*told, *content))
        verbatim = any(other.start <= span.start < other.end for span in content for other in free)
        if verbatim and end < stop <= each.start:
            end = stop
        follows, precedes = end <= each.start, each.end <= start
        if (follows and _adjoin(text, end, each.start)) or (precedes and _adjoin(text, each.end, start)):
            content.append(each)
    return replace(citation, content=tuple(_merged(content)))


def _joined(span: Span, quoted: Sequence[Span]) -> Span:
    for each in quoted:
        if span.overlaps(each):
            span = span.joined(each)
    return span


def _adjoin(text: str, start: int, end: int) -> bool:
    """Whether nothing stands between two places but marks; a new line only behind a colon."""
    between = text[max(0, start - 1) : end]
    return not between[1:].strip(BETWEEN) and ("\n" not in between or ":" in between)


def _with_speech(article: Article, citation: Citation, line: int) -> Citation:
    """In a line that opens with "NAME:" the rest of the line is said."""
    span = article.lines[line].span
    if citation.source is None or citation.source.start != span.start or article.text[citation.cue.start] != ":":
        return citation
    rest = _trimmed(article.text, Span(citation.cue.end, span.end))
    return replace(citation, content=(rest,)) if rest else citation


def _with_lines(article: Article, found: Sequence[Citation], quoted: Sequence[Span]) -> Iterable[Citation]:
    """Lines that open with a quotation and name no speaker go on with the quotation shortly before."""
    starts = [line.span.start for line in article.lines]
    whole = list(found)
    for each in quoted:
        line = bisect_right(starts, each.start) - 1
        told = any(not each.contains(one.cue) and any(each.overlaps(part) for part in one.content) for one in whole)
        if told or each.start not in starts:
            continue
        before = [one for one in whole if _quotes_before(article.text, one, starts, line)]
        if before:
            last = max(before, key=lambda one: one.content[-1])
            whole[whole.index(last)] = replace(last, content=(*last.content, each))
    return whole


def _quotes_before(text: str, citation: Citation, starts: Sequence[int], line: int) -> bool:
    last = citation.content[-1]
    lines_back = line - bisect_right(starts, last.end - 1) + 1
    return text[last.end - 1] in CLOSING and 0 < lines_back <= BACK


# --- spans --------------------------------------------------------------------------------------------------------


def _spans(text: str, sentence: Sentence, places: Sequence[int]) -> Iterator[Span]:
    """Unbroken stretches of words, without the marks at their edges."""
    words = (sentence.tokens[place].span for place in places)
    broken = {sentence.tokens[place].span.start for place in places if place - 1 not in places}
    held: Span | None = None
    for word in words:
        if held is not None and word.start in broken:
            yield from filter(None, [_trimmed(text, held)])
            held = None
        held = word if held is None else held.joined(word)
    if held is not None:
        yield from filter(None, [_trimmed(text, held)])


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in sorted(spans):
        if held is not None and span.start > held.end:
            yield held
            held = None
        held = span if held is None else held.joined(span)
    if held is not None:
        yield held


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(EDGES))
    end = span.end - len(words) + len(words.rstrip(EDGES))
    return Span(start, end) if start < end else None
