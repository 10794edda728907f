"""Whether the number of an event is one lot among others or the sum of all so far."""

from __future__ import annotations

from whence.extraction.clauses import in_clause, last_token
from whence.extraction.drafts import Draft
from whence.extraction.times import Times
from whence.lang.tallies import Reach, TallyWords, find_tallies
from whence.model.claim import Stage
from whence.model.document import Article
from whence.model.interval import Tally
from whence.model.text import Span


def tally_of(article: Article, draft: Draft, count: Span, times: Times) -> Tally:
    """Words at the number itself come before those of its clause, and those before "since August"."""
    start = draft.scene.sentence.span.start
    found = list(find_tallies(draft.scene.sentence.span.of(article.text)))
    near = (words.tally for words in found if _at_number(article.text, draft, count, words, start))
    clause = (words.tally for words in found if _of_clause(draft, words, start))
    since = (Tally.TOTAL for _ in range(times.lasting and draft.stage is Stage.CARRIED_OUT))
    return next((tally for each in (near, clause, since) for tally in each), Tally.UNKNOWN)


def _at_number(text: str, draft: Draft, count: Span, words: TallyWords, start: int) -> bool:
    span = words.span.shifted(start)
    if words.reach is Reach.BEFORE:
        return span.overlaps(count) or (span.end <= count.start and not text[span.end : count.start].strip())
    if words.reach is not Reach.AFTER or span.start < count.end:
        return False
    tokens = draft.scene.sentence.tokens
    counted = any(span.end <= tokens[item.first].span.start for item in draft.items)
    return not text[count.end : span.start].strip() and (counted or not text[span.end :].lstrip().startswith("than"))


def _of_clause(draft: Draft, words: TallyWords, start: int) -> bool:
    span = words.span.shifted(start)
    if words.reach not in (Reach.CLAUSE, Reach.PERFECT) or not in_clause(draft, span) or _goes_on(draft, span):
        return False
    return words.reach is Reach.CLAUSE or _is_perfect(draft)


def _goes_on(draft: Draft, span: Span) -> bool:
    """ "in all likelihood", "overall strategy": the last word belongs to a noun behind it."""
    sentence = draft.scene.sentence
    last = last_token(sentence, span)
    return last is not None and sentence.tokens[last].relation in ("det", "amod", "compound")


def _is_perfect(draft: Draft) -> bool:
    """ "has sent", "had been delivered"."""
    auxiliaries = draft.scene.sentence.children(draft.index, "aux")
    return any(child.lemma == "have" for child in auxiliaries)
