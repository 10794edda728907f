"""Which time of a sentence belongs to the event, which to the one who told it, and which a concession excepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whence.extraction.drafts import Draft
from whence.extraction.scenes import Scene, head_of
from whence.lang.times import Relation, TimeExpression, anchor, find_times, resolve_all
from whence.lang.timewords import is_phrase
from whence.model.claim import Stage, Worded
from whence.model.document import Article
from whence.model.interval import TimeInterval
from whence.model.pack import DatedEvent
from whence.model.sentence import Sentence, Token
from whence.model.text import Span

AHEAD = (Stage.CONSIDERED, Stage.PLANNED)
"""Stages whose events lie ahead of their telling."""
OTHER_CLAUSES = frozenset({"acl", "advcl", "ccomp", "conj", "parataxis"})
"""How the verbs of other clauses hang below the climb."""


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
        """The times of sentence ``number`` that belong to a draft: on each side of the climb the nearest."""
        found: dict[str, tuple[int, Worded[TimeInterval], bool]] = {}
        for time in self._times.get(number, ()):
            side, distance = _side(draft.scene.sentence, time.span, draft)
            interval = _days(draft, time, side)
            if side and interval is not None and (side not in found or distance < found[side][0]):
                found[side] = (distance, Worded(interval, time.span, time.anchor), time.opened)
        _, when, lasting = found.get("when", (0, None, False))
        _, said, _ = found.get("said", (0, None, False))
        _, excepted, _ = found.get("excepted", (0, None, False))
        return Times(when, said, excepted, lasting)


def _days(draft: Draft, time: _Time, side: str) -> TimeInterval | None:
    past = time.opened or _is_past(draft.scene.sentence, time.span, draft.climbed.path)
    return time.future if side == "when" and draft.stage in AHEAD and not past else time.past


_FAR = 100
"""Farther than any clause of the climb: for the words of what the event is for, or of a participle."""


def _side(sentence: Sentence, span: Span, draft: Draft) -> tuple[str, int]:
    """The clause that the words hang on, that of the cue or above it, or one below it on the path; and how far up."""
    inside = _places(sentence, span)
    if not inside:
        return "", 0
    head = head_of(sentence, inside[0], inside[-1])
    path, cue = draft.climbed.path, draft.climbed.cue
    if _tells_age(draft, head):
        return "", 0
    if cue is not None and inside[0] == cue + 1:
        return "said", 0
    if _is_excepted(sentence, inside):
        return "excepted", 0
    if _tells_again(sentence, inside):
        return "when", 0
    above = [head, *(token.index for token in sentence.ancestors(head))]
    met = next((index for index in above if index in path), None)
    if met is None:
        return ("said", 0) if cue is not None and cue in above else ("", 0)
    side = _side_of(path, cue, met, cue is not None and cue in above)
    top = cue if cue is not None and cue in above[: above.index(met)] else met
    between = [sentence.tokens[index] for index in above[: above.index(top)] if index not in inside]
    verbs = _other_verbs(sentence, between, draft)
    if any(_is_told(sentence, verb) for verb in verbs):
        return "", 0
    return side, path.index(met) + (_FAR if verbs and side == "when" else 0)


def _side_of(path: Sequence[int], cue: int | None, met: int, under_cue: bool) -> str:
    if cue is None:
        return "when"
    if cue in path:
        return "said" if path.index(met) >= path.index(cue) else "when"
    return "said" if under_cue else "when"


def _other_verbs(sentence: Sentence, between: Sequence[Token], draft: Draft) -> list[Token]:
    """The verbs of other clauses between words and the climb; "the deal signed in 2015" is one clause."""
    described = draft.index if sentence.tokens[draft.index].upos == "NOUN" else None
    verbs = (token for token in between if token.upos == "VERB" and token.relation in OTHER_CLAUSES)
    return [verb for verb in verbs if verb.head != described]


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells an event of its own, and not only what for: "Spain, which joined in 1982, sent"."""
    return any(True for _ in sentence.children(verb.index, "nsubj")) or verb.relation == "conj"


def _tells_again(sentence: Sentence, inside: Sequence[int]) -> bool:
    """ "this preceded the war", "it did so in May": the verb and its pronoun stand for the event."""
    head = head_of(sentence, inside[0], inside[-1])
    clauses = (token.index for token in sentence.ancestors(head) if token.upos in ("VERB", "AUX"))
    opens = sentence.tokens[inside[0]].upos == "VERB"
    verb = inside[0] if opens else next(clauses, 0)
    if not verb or sentence.tokens[verb - 1].upos not in ("PRON", "DET"):
        return False
    return opens or is_phrase("did_so", " ".join(token.text for token in sentence.tokens[verb : verb + 2]))


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
    return any(is_phrase("past_auxiliary", child.text) for child in sentence.children(verb.index, "aux"))


def _is_excepted(sentence: Sentence, inside: Sequence[int]) -> bool:
    """Whether "but not" stands before the words and no verb after it: "…, but not since"."""
    first = inside[0]
    turned = " ".join(token.text for token in sentence.tokens[max(0, first - 2) : first])
    return is_phrase("but_not", turned) and not any(token.upos == "VERB" for token in sentence.tokens[first:])


def _places(sentence: Sentence, span: Span) -> list[int]:
    return [token.index for token in sentence.tokens if token.span.overlaps(span)]
