"""Which time of a sentence belongs to the event, which to the one who told it, and which a concession excepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whence.extraction.drafts import Draft
from whence.extraction.scenes import Scene, head_of
from whence.lang.times import Relation, TimeExpression, anchor, find_times, resolve_all
from whence.model.claim import Stage, Worded
from whence.model.document import Article
from whence.model.interval import TimeInterval
from whence.model.pack import DatedEvent
from whence.model.sentence import Sentence
from whence.model.text import Span

AHEAD = (Stage.CONSIDERED, Stage.PLANNED)
"""Stages whose events lie ahead of their telling."""
PAST = frozenset({"was", "were", "had", "has", "have", "did"})


@dataclass(frozen=True, slots=True)
class Times:
    """``excepted`` is the time for which the opposite is said: "before the war, but not since".

    ``lasting`` is true where ``when`` runs from a day on: "since August".
    """

    when: Worded[TimeInterval] | None = None
    said: Worded[TimeInterval] | None = None
    excepted: Worded[TimeInterval] | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class _Time:
    span: Span
    past: TimeInterval | None
    future: TimeInterval | None
    anchor: str
    opened: bool
    """Begins in the past by its words: "since August"."""


class Calendar:
    """All times of an article in reading order, so that "since then" counts from the time before it."""

    def __init__(self, article: Article, scenes: Sequence[Scene], events: tuple[DatedEvent, ...]) -> None:
        published = article.published.interval
        found: list[tuple[int, Span, TimeExpression]] = []
        for number, scene in enumerate(scenes):
            start = scene.sentence.span.start
            for expression in find_times(scene.sentence.span.of(article.text), events):
                found.append((number, expression.span.shifted(start), expression))
        expressions = [expression for _, _, expression in found]
        past = resolve_all(expressions, published)
        future = resolve_all(expressions, published, future=True)
        self._times: dict[int, list[_Time]] = {}
        for (number, span, expression), before, after in zip(found, past, future, strict=True):
            opened = expression.relation is Relation.SINCE
            time = _Time(span, before, after, anchor(expression, published), opened)
            self._times.setdefault(number, []).append(time)

    def times(self, number: int, draft: Draft) -> Times:
        """The times of sentence ``number`` that belong to a draft: the first on each side of the climb."""
        sentence = draft.scene.sentence
        when = said = excepted = None
        lasting = False
        for time in self._times.get(number, ()):
            side = _side(sentence, time.span, draft)
            past = time.opened or _is_past(sentence, time.span, draft.climbed.path)
            ahead = side == "when" and draft.stage in AHEAD and not past
            interval = time.future if ahead else time.past
            if interval is None:
                continue
            worded = Worded(interval, time.span, time.anchor)
            if _is_excepted(sentence, time.span):
                excepted = worded
            elif side == "said":
                said = said or worded
            elif side == "when":
                lasting = time.opened if when is None else lasting
                when = when or worded
        return Times(when, said, excepted, lasting)


def _side(sentence: Sentence, span: Span, draft: Draft) -> str:
    """The clause that the words hang on: that of the cue or above it, or one below it on the path."""
    inside = _places(sentence, span)
    if not inside:
        return ""
    head = head_of(sentence, inside[0], inside[-1])
    path, cue = draft.climbed.path, draft.climbed.cue
    if _tells_age(draft, head):
        return ""
    if cue is not None and inside[0] == cue + 1:
        return "said"
    above = [head, *(token.index for token in sentence.ancestors(head))]
    met = next((index for index in above if index in path), None)
    if met is None:
        return "said" if cue is not None and cue in above else ""
    if cue is None:
        return "when"
    if cue in path:
        return "said" if path.index(met) >= path.index(cue) else "when"
    return "said" if cue in above else "when"


def _tells_age(draft: Draft, head: int) -> bool:
    """ "1980s tanks": the words say how old the items are, and nothing of the event."""
    token = draft.scene.sentence.tokens[head]
    return token.relation in ("compound", "amod", "nummod") and token.head in {item.head for item in draft.items}


def _is_past(sentence: Sentence, span: Span, path: Sequence[int]) -> bool:
    """Whether the words hang on a verb of another clause that is told as past: "a plan that was shown on Monday"."""
    inside = _places(sentence, span)
    if not inside:
        return False
    head = sentence.tokens[head_of(sentence, inside[0], inside[-1])]
    verb = next((token for token in (head, *sentence.ancestors(head.index)) if token.upos == "VERB"), None)
    if verb is None or verb.index in path:
        return False
    return any(child.text.lower() in PAST for child in sentence.children(verb.index, "aux"))


def _is_excepted(sentence: Sentence, span: Span) -> bool:
    """Whether "but not" stands before the words and no verb after it: "…, but not since"."""
    inside = _places(sentence, span)
    if not inside or inside[0] < 2:
        return False
    first = inside[0]
    turned = [token.text.lower() for token in sentence.tokens[first - 2 : first]] == ["but", "not"]
    return turned and not any(token.upos == "VERB" for token in sentence.tokens[first:])


def _places(sentence: Sentence, span: Span) -> list[int]:
    return [token.index for token in sentence.tokens if token.span.overlaps(span)]
