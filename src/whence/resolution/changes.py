"""What a later state of a story has that an earlier one had not."""

from __future__ import annotations

from collections.abc import Iterator

from whence.model.change import Change, News
from whence.model.interval import Quantity
from whence.model.story import Rung, Story, Summary
from whence.resolution.figures import figure_words


def changes(before: Story | None, after: Story | None) -> Iterator[Change]:
    """The changes from one state to the other; ``None`` is a story that is not there."""
    if after is None:
        if before is not None:
            yield Change(News.WITHDRAWN, before.id, "nothing of it is told any more", before.claims)
        return
    if before is None:
        yield _opened(after)
        return
    yield from _stages(before, after)
    yield from _denials(before, after)
    yield from _figures(before, after)
    yield from _origins(before, after)
    yield from _clashes(before, after)
    gone = tuple(claim for claim in before.claims if claim not in set(after.claims))
    if gone:
        yield Change(News.WITHDRAWN, after.id, f"{_count(len(gone), 'claim')} withdrawn or corrected", gone)


def _opened(story: Story) -> Change:
    row = Summary.of(story)
    stage = f"{row.stage.value.replace('_', ' ')} by {', '.join(row.affirmed_by)}" if row.stage else "nobody affirms it"
    sentence = f"{_count(row.claims, 'claim')} in {_count(row.articles, 'article')}; {stage}"
    return Change(News.STORY, story.id, sentence, story.claims)


def _stages(before: Story, after: Story) -> Iterator[Change]:
    known = {rung.stage for rung in before.ladder if rung.affirmed}
    for rung in after.ladder:
        if rung.affirmed and rung.stage not in known:
            yield Change(News.STAGE, after.id, f"{_stage(rung)}, says {rung.affirmed[0].name}", _affirming(rung))


def _denials(before: Story, after: Story) -> Iterator[Change]:
    known = {voice.party or voice.name for rung in before.ladder for voice in rung.denied}
    for rung in after.ladder:
        for voice in rung.denied:
            if (voice.party or voice.name) not in known:
                known.add(voice.party or voice.name)
                yield Change(News.DENIAL, after.id, f"{voice.name} denies it ({_stage(rung)})", voice.claims)


def _figures(before: Story, after: Story) -> Iterator[Change]:
    told = {figure.claim for figure in before.figures}
    row = Summary.of(before)
    span = row.figure
    for figure in after.figures:
        new = figure.claim not in told and figure.kind is row.counted
        if new and span is not None and not _within(figure.quantity, span):
            sentence = f"{figure.words} ({figure.voice}); {figure_words(span)} so far"
            yield Change(News.FIGURE, after.id, sentence, (figure.claim,))


def _within(quantity: Quantity, span: Quantity) -> bool:
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    above = span.low is None or (low is not None and low >= span.low)
    return above and (span.high is None or (high is not None and high <= span.high))


def _origins(before: Story, after: Story) -> Iterator[Change]:
    old, new = before.origins.bounds, after.origins.bounds
    if (new.low, new.high) != (old.low, old.high):
        told = set(before.claims)
        fresh = [group for group in after.origins.groups if told.isdisjoint(group.claims)]
        voices = ", ".join(dict.fromkeys(group.voice for group in fresh)) or "two of them were shown to be one"
        sentence = f"{new.low}–{new.high} origins, {old.low}–{old.high} before: {voices}"
        yield Change(News.ORIGIN, after.id, sentence, tuple(claim for group in fresh for claim in group.claims))


def _clashes(before: Story, after: Story) -> Iterator[Change]:
    known = {(clash.about, clash.claims[:1]) for clash in before.clashes}
    for clash in after.clashes:
        if (clash.about, clash.claims[:1]) not in known:
            yield Change(News.CLASH, after.id, clash.sentence, clash.claims)


def _stage(rung: Rung) -> str:
    return rung.stage.value.replace("_", " ")


def _affirming(rung: Rung) -> tuple[str, ...]:
    return tuple(claim for voice in rung.affirmed for claim in voice.claims)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
