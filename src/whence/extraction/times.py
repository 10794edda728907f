"""Which time of a sentence belongs to the event, and which to the one who told it."""

from __future__ import annotations

from dataclasses import dataclass

from whence.extraction.drafts import Draft
from whence.extraction.scenes import head_of
from whence.extraction.vocabulary import Vocabulary
from whence.lang.times import anchor, find_times, resolve
from whence.model.claim import Worded
from whence.model.document import Article
from whence.model.interval import TimeInterval
from whence.model.sentence import Sentence
from whence.model.text import Span

CLAUSAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Times:
    when: Worded[TimeInterval] | None = None
    said: Worded[TimeInterval] | None = None


def times_of(article: Article, draft: Draft, vocabulary: Vocabulary) -> Times:
    """The first time on the trigger's side of the climb is ``when``, the first on the cue's side ``said``."""
    sentence = draft.scene.sentence
    when = said = None
    for expression in find_times(sentence.span.of(article.text), vocabulary.pack.events):
        span = expression.span.shifted(sentence.span.start)
        interval = resolve(expression, article.published.interval)
        if interval is None:
            continue
        worded = Worded(interval, span, anchor(expression, article.published.interval))
        side = _side(sentence, span, draft)
        if side == "said" and said is None:
            said = worded
        elif side == "when" and when is None:
            when = worded
    return Times(when, said)


def _side(sentence: Sentence, span: Span, draft: Draft) -> str:
    """The clause that the words hang on: that of the cue or above it, or one below it on the path."""
    inside = [token.index for token in sentence.tokens if token.span.overlaps(span)]
    if not inside:
        return ""
    head = head_of(sentence, inside[0], inside[-1])
    path, cue = draft.climbed.path, draft.climbed.cue
    above = [head, *(token.index for token in sentence.ancestors(head))]
    met = next((index for index in above if index in path), None)
    if met is None:
        return "said" if cue is not None and cue in above else ""
    if cue is None:
        return "when"
    if cue in path:
        return "said" if path.index(met) >= path.index(cue) else "when"
    return "said" if cue in above else "when"
