"""Claims that cannot all be so: denied against affirmed, numbers and times with nothing in common, steps backwards.

Claims are compared with the voices on the other side, not each with each: a clash lists all claims of its two sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from whence.model.claim import Claim, Kind, Polarity, Stage
from whence.model.interval import Tally
from whence.model.origin import OCCASION_DAYS, SEASON_DAYS, Origins
from whence.model.story import Clash, Denial, Scope
from whence.model.telling import Telling
from whence.resolution.figures import apart, figure_words
from whence.resolution.speakers import voice_of

NAMED = 3
"""So many voices a sentence names, and counts the others."""
AGREED = (Stage.PLANNED, Stage.COMMITTED)
LADDER = tuple(stage for stage in Stage if stage is not Stage.REFUSED)


def clashes_of(tellings: Sequence[Telling], origins: Origins, denials: Sequence[Denial]) -> Iterator[Clash]:
    """The clashes of a story, by the part in which its claims differ; ``tellings`` are in the order of time."""
    by_id = {telling.id: telling for telling in tellings}
    yield from _polarity(by_id, denials)
    affirmed = [telling for telling in tellings if telling.claim.polarity is Polarity.AFFIRMED]
    yield from _stages(affirmed)
    yield from _numbers(affirmed)
    yield from _times(affirmed, origins)


def _polarity(by_id: dict[str, Telling], denials: Sequence[Denial]) -> Iterator[Clash]:
    voices = {claim: voice_of(telling) for claim, telling in by_id.items()}
    for denial in denials:
        if denial.polarity is not Polarity.DENIED:
            continue
        against = [claim for claim in denial.denies if not _one_voice(by_id[denial.claim], by_id[claim])]
        if against:
            named = _named(voices[claim] for claim in against)
            event = _event(by_id[denial.claim].claim)
            sentence = f"{voices[denial.claim]} denies {event}, which {named} affirm"
            yield Clash(Scope.POLARITY, (denial.claim, *against), sentence)


def _one_voice(one: Telling, other: Telling) -> bool:
    return one.claim.article_id == other.claim.article_id and one.claim.sources == other.claim.sources


def _stages(affirmed: Iterable[Telling]) -> Iterator[Clash]:
    """A later source at an earlier stage, unless it has been carried out since: then it may be about more of it."""
    highest: dict[Kind, list[Telling]] = defaultdict(list)
    for telling in affirmed:
        claim = telling.claim
        top = highest[claim.kind]
        if claim.stage not in LADDER:
            continue
        if not top or _step(claim) > _step(top[0].claim):
            highest[claim.kind] = [telling]
        elif claim.stage is top[0].claim.stage:
            top.append(telling)
        elif top[0].claim.stage in AGREED and claim.stage not in AGREED:
            before = [each for each in top if _later(each, telling) and _of_one_item(each.claim, claim)]
            if before:
                had = f"{_named(map(voice_of, before))} had it {_stage(before[0].claim)}"
                sentence = f"{voice_of(telling)} has {_noun(claim)} {_stage(claim)} after {had}"
                yield Clash(Scope.STAGE, (*(each.id for each in before), telling.id), sentence)


def _of_one_item(one: Claim, other: Claim) -> bool:
    """Whether two claims may be about the same items: a class in common, and a system where both name some."""
    systems = not one.systems or not other.systems or not set(one.systems).isdisjoint(other.systems)
    return systems and not set(one.item_class).isdisjoint(other.item_class)


def _step(claim: Claim) -> int:
    return LADDER.index(claim.stage)


def _later(before: Telling, after: Telling) -> bool:
    end, start = before.days.end or before.days.start, after.days.start or after.days.end
    return end is not None and start is not None and end < start


def _numbers(affirmed: Iterable[Telling]) -> Iterator[Clash]:
    """Numbers of one event with nothing in common: told within days, or a running total that shrinks."""
    by_event: dict[tuple[Kind, Stage], list[Telling]] = defaultdict(list)
    for telling in affirmed:
        quantity = telling.claim.quantity
        if quantity is not None and quantity.value.tally is not Tally.BATCH:
            by_event[telling.claim.kind, telling.claim.stage].append(telling)
    for told in by_event.values():
        for before, after in pairwise(told):
            one, other = before.claim.quantity, after.claim.quantity
            if one is None or other is None or not apart(one.value, other.value):
                continue
            shrinks = (other.value.high or 0) < (one.value.low or 0) if other.value.high is not None else False
            if _between(before, after) <= OCCASION_DAYS or (shrinks and other.value.tally is Tally.TOTAL):
                values = figure_words(one.value), figure_words(other.value)
                yield Clash(Scope.QUANTITY, (before.id, after.id), _against(before, after, *values))


def _times(affirmed: Sequence[Telling], origins: Origins) -> Iterator[Clash]:
    """Times of one coming event with no day in common, told on one occasion or by one origin."""
    origin = {claim: place for place, group in enumerate(origins.groups) for claim in group.claims}
    by_event: dict[tuple[Kind, Stage, int], list[Telling]] = defaultdict(list)
    for telling in affirmed:
        if telling.claim.when is not None and telling.claim.stage is not Stage.CARRIED_OUT:
            by_event[telling.claim.kind, telling.claim.stage, origin[telling.id]].append(telling)
    for told in by_event.values():
        for before, after in pairwise(told):
            one, other = before.claim.when, after.claim.when
            if one and other and one.value.meet(other.value) is None and _between(before, after) <= SEASON_DAYS:
                yield Clash(Scope.WHEN, (before.id, after.id), _against(before, after, one.value.key, other.value.key))


def _between(before: Telling, after: Telling) -> int:
    """Days from one telling to the other; 0 where their days overlap or are not known."""
    end, start = before.days.end or before.days.start, after.days.start or after.days.end
    return max(0, (start - end).days) if end and start else 0


# --- words ------------------------------------------------------------------------------------------------------------

NOUNS = {
    Kind.TRANSFER: "a transfer",
    Kind.PRODUCTION: "production",
    Kind.TRAINING: "training",
    Kind.USE: "use",
    Kind.EXPENDITURE: "a loss",
    Kind.RESTRICTION: "a restriction",
}


def _noun(claim: Claim) -> str:
    return NOUNS[claim.kind]


def _stage(claim: Claim) -> str:
    return claim.stage.value.replace("_", " ")


def _event(claim: Claim) -> str:
    return f"{_noun(claim)} {_stage(claim)}"


def _against(before: Telling, after: Telling, one: str, other: str) -> str:
    return f"{_event(after.claim)}: {one} ({voice_of(before)}) against {other} ({voice_of(after)})"


def _named(voices: Iterable[str]) -> str:
    """Names as people list them; of more than a few the first, and how many others there are."""
    names = list(dict.fromkeys(voices))
    if len(names) > NAMED + 1:
        names[NAMED:] = [f"{len(names) - NAMED} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
