"""Who speaks in a sentence that stands inside quotation marks and names no speaker of its own."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extraction.scenes import Scene
from whence.model.document import Article

OPEN, CLOSE, PLAIN = "“«", "”»", '"'


def quoted_by(article: Article, scenes: Sequence[Scene], number: int) -> tuple[tuple[Scene, int], ...]:
    """Scene and word of the speaker of the quotation that sentence ``number`` stands in; empty if in none."""
    scene = scenes[number]
    if scene.sentence.headline or not _inside(article, scene):
        return ()
    paragraph = scene.sentence.paragraph
    near = [other for other in scenes if other.sentence.paragraph == paragraph and other is not scene]
    after = [other for other in near if other.sentence.span > scene.sentence.span]
    for other in (scene, *after, *reversed(near)):
        speaker = _teller(other)
        if speaker is not None:
            return ((other, speaker),)
    return ()


def _inside(article: Article, scene: Scene) -> bool:
    """Whether the sentence begins inside a quotation opened earlier in its paragraph, or opens one itself."""
    line = article.lines[scene.sentence.paragraph].span
    before = article.text[line.start : scene.sentence.span.start]
    own = scene.sentence.span.of(article.text).lstrip()
    opened = sum(map(before.count, OPEN)) - sum(map(before.count, CLOSE))
    plain = before.count(PLAIN) % 2
    return opened > 0 or plain == 1 or own[:1] in OPEN + PLAIN


def _teller(scene: Scene) -> int | None:
    """The subject of a clause that reports what stands in quotation marks beside it."""
    sentence = scene.sentence
    for token in sentence.tokens:
        if token.lemma in (
            "say",
            "add",
            "tell",
            "warn",
            "note",
            "claim",
            "continue",
            "write",
            "tweet",
            "insist",
            "state",
        ):
            for child in sentence.children(token.index, "nsubj"):
                return child.index
    return None
