"""Whether words of a sentence belong to the clause of an event."""

from __future__ import annotations

from whence.extraction.drafts import Draft
from whence.model.sentence import Sentence
from whence.model.text import Span


def last_token(sentence: Sentence, span: Span) -> int | None:
    inside = [token.index for token in sentence.tokens if token.span.overlaps(span)]
    return inside[-1] if inside else None


def in_clause(draft: Draft, span: Span) -> bool:
    """Whether no other event's verb stands between the words and the trigger or its items."""
    sentence = draft.scene.sentence
    last = last_token(sentence, span)
    if last is None:
        return False
    near = {draft.index, *(item.head for item in draft.items), *draft.climbed.path[:2]}
    for token in (sentence.tokens[last], *sentence.ancestors(last)):
        if token.index in near:
            return True
        if token.upos == "VERB":
            return False
    return False
