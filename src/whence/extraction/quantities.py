"""Which number of a sentence counts the items of an event, and which sum is its price."""

from __future__ import annotations

from dataclasses import replace

from whence.extraction.clauses import in_clause, last_token
from whence.extraction.drafts import Draft
from whence.extraction.tallies import tally_of
from whence.extraction.times import Times
from whence.lang.numbers import find_money, find_quantities
from whence.model.claim import Kind, Worded
from whence.model.document import Article
from whence.model.interval import Money, Quantity
from whence.model.sentence import Sentence
from whence.model.text import Span

BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PRON", "PUNCT", "NUM", "SYM", "PART", "X"})
STOPS = frozenset({",", ";", ":", "—", "–", "(", ")", "and", "or"})


def quantity_of(article: Article, draft: Draft, times: Times) -> Worded[Quantity] | None:
    """The plain count that stands before one of the items, in the same phrase, with its tally."""
    counted = _count_of(article, draft)
    if counted is None:
        return None
    return replace(counted, value=replace(counted.value, tally=tally_of(article, draft, counted.span, times)))


def _count_of(article: Article, draft: Draft) -> Worded[Quantity] | None:
    sentence = draft.scene.sentence
    text = _without_particles(sentence, sentence.span.of(article.text))
    counts = [
        (expression.span.shifted(sentence.span.start), expression.quantity)
        for expression in find_quantities(text)
        if expression.unit is None and not text[: expression.span.end].lower().endswith("a single")
    ]
    for item in draft.items:
        for place in range(len(counts) - 1, -1, -1):
            span, quantity = counts[place]
            if item.countable and _counts(sentence, span, item.first, item.head):
                outer = counts[place - 1] if place and _part_of(article.text, counts[place - 1][0], span) else None
                return Worded(outer[1], outer[0]) if outer else Worded(quantity, span)
    return next((Worded(quantity, span) for span, quantity in counts if _counts_them(draft, span)), None)


def _counts_them(draft: Draft, span: Span) -> bool:
    """ "shot down 222 of them": the number is the trigger's object itself."""
    sentence = draft.scene.sentence
    last = last_token(sentence, span)
    if last is None or sentence.tokens[last].head != draft.index or sentence.tokens[last].relation != "obj":
        return False
    return any(child.upos == "PRON" for child in sentence.children(last, "nmod"))


def _part_of(text: str, outer: Span, inner: Span) -> bool:
    """ "50 of the 300": the first number counts."""
    return text[outer.end : inner.start].split()[:1] == ["of"] and len(text[outer.end : inner.start].split()) <= 2


def _without_particles(sentence: Sentence, text: str) -> str:
    """The text with the particles of verbs blotted out, so that "hand over 30" is no "over 30"."""
    for token in sentence.tokens:
        if token.deprel == "compound:prt":
            start = token.span.start - sentence.span.start
            text = text[:start] + "_" * len(token.span) + text[start + len(token.span) :]
    return text


def _counts(sentence: Sentence, span: Span, first: int, head: int) -> bool:
    """Whether only words of one noun phrase stand between the number and the items."""
    last = last_token(sentence, span)
    if last is None or last >= first:
        return False
    if sentence.tokens[last].text.lower() == "one" and sentence.tokens[last + 1].text.lower() == "of":
        return False
    gap = [token for token in sentence.tokens[last + 1 : first] if token.text.lower() != "of"]
    if any(token.text.lower() in STOPS for token in gap) and not _listed(sentence, last, head):
        return False
    return all(token.upos in BETWEEN or token.relation in ("amod", "advmod", "acl", "compound") for token in gap)


def _listed(sentence: Sentence, number: int, head: int) -> bool:
    """ "millions of rockets and artillery shells": items joined to the ones that are counted."""
    token = sentence.tokens[head]
    return token.relation == "conj" and number < token.head


def value_of(article: Article, draft: Draft) -> Worded[Money] | None:
    """The one sum of the sentence, for a transfer."""
    if draft.kind is not Kind.TRANSFER:
        return None
    sentence = draft.scene.sentence
    sums = find_money(sentence.span.of(article.text))
    if len(sums) != 1:
        return None
    span = sums[0].span.shifted(sentence.span.start)
    return Worded(sums[0].money, span) if in_clause(draft, span) else None
