"""Which number of a sentence counts the items of an event, and which sum is its price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor

from whence.extraction.clauses import in_clause, last_token
from whence.extraction.drafts import Draft
from whence.extraction.tallies import tally_of
from whence.extraction.times import Times
from whence.lang.counting import counting_words, is_of, only_part
from whence.lang.numbers import NumberExpression, find_money, find_quantities
from whence.model.claim import Kind, Worded
from whence.model.document import Article
from whence.model.interval import Money, Quantity
from whence.model.sentence import Sentence
from whence.model.text import Span

BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PRON", "PUNCT", "NUM", "SYM", "PART", "X"})


def quantity_of(article: Article, draft: Draft, times: Times) -> Worded[Quantity] | None:
    """The plain count that stands before one of the items, in the same phrase, with its tally."""
    counted = _count_of(article, draft)
    if counted is None:
        return None
    return replace(counted, value=replace(counted.value, tally=tally_of(article, draft, counted.span, times)))


@dataclass(frozen=True, slots=True)
class _Count:
    """A plain count, and how many of it are told of ("50 of the 300"): None where the words do not say ("most of")."""

    whole: Worded[Quantity]
    told: Worded[Quantity] | None


def _count_of(article: Article, draft: Draft) -> Worded[Quantity] | None:
    sentence = draft.scene.sentence
    counts = list(_counts_in(sentence, sentence.span.of(article.text)))
    for item in draft.items:
        for count in reversed(counts):
            if item.countable and _counts(sentence, count.whole.span, item.first, item.head):
                return count.whole if _describes(sentence, draft.index, item.head) else count.told
    told = (count.told for count in counts)
    return next((count for count in told if count is not None and _counts_them(draft, count.span)), None)


def _describes(sentence: Sentence, trigger: int, head: int) -> bool:
    """ "most of the 400 drones it bought", "half of the tanks bought there": the event is that of all of them."""
    between = sentence.tokens[head + 1 : trigger]
    if any(token.upos == "PUNCT" for token in between):
        return False
    children = list(sentence.children(trigger))
    if any(child.relation == "nsubj" and head < child.index < trigger for child in children):
        return True
    bare = not any(child.relation == "aux" for child in children)
    return bare and sentence.tokens[trigger].head == head and sentence.tokens[trigger].relation == "acl"


def _counts_in(sentence: Sentence, whole: str) -> Iterator[_Count]:
    text, start = _without_particles(sentence, whole), sentence.span.start
    before: NumberExpression | None = None
    for number in find_quantities(text):
        outer = before if before and is_of(text[before.span.end : number.span.start]) else None
        before = number
        if number.unit is not None or text[: number.span.end].lower().endswith(counting_words().vague):
            continue
        count = Worded(number.quantity, number.span.shifted(start))
        part = any(only_part(text[:end]) for end in (number.span.start, number.span.end + 3))
        if outer is not None:
            quantity = _part_of(number.quantity, outer)
            span = Span(outer.span.start, number.span.end).shifted(start)
            yield _Count(count, Worded(quantity, span) if quantity else None)
        else:
            yield _Count(count, None if part else count)


def _part_of(whole: Quantity, part: NumberExpression) -> Quantity | None:
    """50, of "50 of the 300"; 150, of "half of the 300"."""
    if part.unit is None:
        return part.quantity
    if part.unit != "fraction" or part.value is None:
        return None
    low = None if whole.low is None else floor(whole.low * part.value)
    return Quantity(low, None if whole.high is None else ceil(whole.high * part.value))


def _counts_them(draft: Draft, span: Span) -> bool:
    """ "shot down 222 of them", "has promised 14": the number is the trigger's object itself."""
    sentence = draft.scene.sentence
    last = last_token(sentence, span)
    if last is None or sentence.tokens[last].head != draft.index or sentence.tokens[last].relation != "obj":
        return False
    alone = draft.pointing and not draft.items
    return alone or any(child.upos == "PRON" for child in sentence.children(last, "nmod"))


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
    if _held(sentence, last, first):
        return False
    gap = [token for token in sentence.tokens[last + 1 : first] if token.text.lower() != "of"]
    if any(token.text.lower() in counting_words().stops for token in gap) and not _listed(sentence, last, head):
        return False
    return all(token.upos in BETWEEN or token.relation in ("amod", "advmod", "acl", "compound") for token in gap)


def _held(sentence: Sentence, number: int, first: int) -> bool:
    """ "20 containers of shells": the number counts what the items are in."""
    for token in sentence.tokens[number + 2 : first]:
        holder = sentence.tokens[token.index - 1]
        if token.text.lower() == "of" and holder.upos == "NOUN" and holder.text.lower() not in counting_words().pieces:
            return True
    return False


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
