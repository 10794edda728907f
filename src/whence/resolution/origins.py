"""Joins claims that go back to one utterance or leak, each join with its reason.

Claims are put into blocks (by article and speaker, by person, by outlet relayed, by agency, by owner), and joined only
inside a block along time, so that the work grows with the claims of a story and not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from whence.model.interval import TimeInterval
from whence.model.judgement import Forest, Judgement, Verdict, standing
from whence.model.origin import OCCASION_DAYS, Camp, Ground, Merge, Origin, Origins
from whence.model.reuse import Reuse
from whence.model.telling import Telling
from whence.resolution.bounds import bounds_of
from whence.resolution.copies import copied
from whence.resolution.speakers import Speakers, plain, voice_of

RELAY_DAYS = 14
"""How many days after an article another may still be relaying it."""
WIRE_DAYS = 2
"""Within how many days agencies' copy and outlets of one house tell the same."""
NEXT = 3
"""Characters between a sentence and the one that carries it on."""


def find_origins(
    tellings: Iterable[Telling], speakers: Speakers, reuses: Iterable[Reuse] = (), judgements: Iterable[Judgement] = ()
) -> Origins:
    """The origins behind claims. The order of the tellings, reuses and judgements does not matter."""
    told = sorted({telling.id: telling for telling in tellings}.values(), key=_order)
    by_id = {telling.id: telling for telling in told}
    holding = [each for each in standing(judgements).values() if each.left in by_id and each.right in by_id]
    forest = Forest(by_id)
    forest.bind(each.pair for each in holding if each.verdict is Verdict.DIFFERENT)
    kept: dict[str, list[Merge]] = defaultdict(list)
    same = sorted((each for each in holding if each.verdict is Verdict.SAME), key=lambda each: each.pair)
    judged = [Merge(*each.pair, Ground.PERSON, each.why) for each in same]
    for merge in (*judged, *_suspected(told, speakers, reuses)):
        new = forest.root(merge.left) != forest.root(merge.right)
        if new and forest.join(merge.left, merge.right):
            kept[merge.left].append(merge)
    groups = [_origin([by_id[each] for each in group], kept, speakers) for group in forest.groups()]
    groups.sort(key=lambda group: _order(by_id[group.claims[0]]))
    return Origins(tuple(groups), bounds_of(group.camp for group in groups))


def _order(telling: Telling) -> tuple[int, str, int, str]:
    return _days(telling)[0], telling.doc, telling.claim.evidence.start, telling.id


def _days(telling: Telling) -> tuple[int, int]:
    return _ordinals(telling.days)


def _ordinals(days: TimeInterval) -> tuple[int, int]:
    """The first and the last day that it may have been, as ordinals; an open side goes on without end."""
    return (days.start or date.min).toordinal(), (days.end or date.max).toordinal()


def _origin(group: list[Telling], kept: dict[str, list[Merge]], speakers: Speakers) -> Origin:
    group.sort(key=_order)
    merges = tuple(merge for telling in group for merge in kept.get(telling.id, ()))
    sourced = next((telling for telling in group if telling.speaker), group[0])
    return Origin(tuple(telling.id for telling in group), voice_of(sourced), _camp(group, speakers), merges)


def _camp(group: Sequence[Telling], speakers: Speakers) -> Camp:
    links = [telling.speaker for telling in group if telling.speaker]
    parties = {link.party for link in links if link.party}
    people = sorted({speakers.person(link) for link in links} - {""})
    days = [_days(telling) for telling in group if telling.speaker or not links]
    return Camp(
        voiced=bool(links),
        party=parties.pop() if len(parties) == 1 else "",
        person=people[0] if len(people) == 1 else "",
        first=min(first for first, _ in days),
        last=max(last for _, last in days),
    )


def _suspected(told: Sequence[Telling], speakers: Speakers, reuses: Iterable[Reuse]) -> Iterator[Merge]:
    by_article: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        by_article[telling.claim.article_id].append(telling)
    for article in by_article.values():
        yield from _within(article, speakers)
    yield from copied(by_article, reuses)
    yield from _relays(told, speakers)
    yield from _occasions(told, speakers)
    yield from _wires(told)


# --- one article ------------------------------------------------------------------------------------------------------


def _within(article: Sequence[Telling], speakers: Speakers) -> Iterator[Merge]:
    """Claims of one article: by speaker, by the body spoken for, and those that carry on the sentence before."""
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in article:
        blocks[_block(telling, speakers)].append(telling)
    for key, block in blocks.items():
        yield from _by_person(key[0], block, speakers)
    for before, after in pairwise(sorted(article, key=lambda each: each.claim.evidence)):
        near = after.claim.evidence.start - before.claim.evidence.end <= NEXT
        if near and before.speaker and not after.speaker and before.claim.evidence != after.claim.evidence:
            yield _merge(
                before, after, Ground.CARRIED_ON, f"the next sentence of {_place(after)}, with no other source"
            )


def _block(telling: Telling, speakers: Speakers) -> tuple[str, ...]:
    """What claims of an article must have alike: the party spoken for, else the speaker; and the outlet relayed."""
    link, relayed = telling.speaker, speakers.relayed(telling.claim.sources) or ""
    if link is None:
        return "", "", ""
    if link.party:
        return link.party, "", relayed
    return "", plain(link.name) if link.named else "unnamed", relayed


def _by_person(party: str, block: Sequence[Telling], speakers: Speakers) -> Iterator[Merge]:
    """Two persons with names are two origins, though they speak for one state; others may speak for either."""
    people: dict[str, list[Telling]] = defaultdict(list)
    for telling in block:
        people[speakers.person(telling.speaker)].append(telling)
    named = [key for key in people if key]
    parts = [block] if len(named) <= 1 else list(people.values())
    for part in parts:
        for before, after in pairwise(part):
            alike = voice_of(before) == voice_of(after)
            ground = Ground.ARTICLE if alike else Ground.BODY
            both = f"{voice_of(before)} in {_place(after)}" if alike else f"{voice_of(before)} and {voice_of(after)}"
            yield _merge(
                before, after, ground, both if alike else f"{both} speak for {party or 'one side'} in {_place(after)}"
            )


# --- several articles -------------------------------------------------------------------------------------------------


def _relays(told: Sequence[Telling], speakers: Speakers) -> Iterator[Merge]:
    """An article that names an outlet meets that outlet's article, whichever came first, and others that name it."""
    relaying: dict[tuple[str, str, str], list[Telling]] = defaultdict(list)
    printed: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in told:
        outlet = speakers.relayed(telling.claim.sources)
        if outlet:
            relaying[plain(outlet), _party(telling), telling.claim.kind].append(telling)
        if telling.outlet:
            printed[plain(telling.outlet), telling.claim.kind].append(telling)
    for (outlet, party, kind), block in relaying.items():
        originals = printed.get((outlet, kind), ())
        for telling in block:
            found = [each for each in originals if _fits(telling, each, party)]
            if found:
                best = min(found, key=lambda each: (_party(each) != party, _order(each)))
                yield _merge(
                    best,
                    telling,
                    Ground.RELAY,
                    f"{_place(telling)} relays {best.outlet}, and {_place(best)} is its article",
                )
        for before, after in _along(block, RELAY_DAYS):
            if before.claim.article_id != after.claim.article_id:
                yield _merge(before, after, Ground.SAME_RELAY, f"{_both(before, after)} both relay {outlet}")


def _fits(relay: Telling, original: Telling, party: str) -> bool:
    """Whether an article may be what a relay goes back to: printed before it, told alike, and not of another party."""
    if relay.claim.article_id == original.claim.article_id or relay.claim.polarity != original.claim.polarity:
        return False
    if relay.published.end is None or original.published.start is None:
        return False
    since = (relay.published.end - original.published.start).days
    return 0 <= since <= RELAY_DAYS and (not party or _party(original) in ("", party))


def _occasions(told: Sequence[Telling], speakers: Speakers) -> Iterator[Merge]:
    """The same person, or the same body by the same name, within days; a body's days are fewer."""
    persons: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    bodies: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in told:
        link = telling.speaker
        if link is None or not link.named or speakers.relayed(telling.claim.sources):
            continue
        person = speakers.person(link)
        if person:
            persons[link.party or "", person].append(telling)
        elif link.party:
            bodies[link.party, plain(link.name)].append(telling)
    for blocks, days in ((persons, OCCASION_DAYS), (bodies, 0)):
        for block in blocks.values():
            for before, after in _along(block, days):
                if before.claim.article_id != after.claim.article_id:
                    yield _merge(
                        before,
                        after,
                        Ground.OCCASION,
                        f"{voice_of(after)} within days, in {_both(before, after)}",
                    )


def _wires(told: Sequence[Telling]) -> Iterator[Merge]:
    """Copy of one agency, and outlets of one owner: the same event by the same speaker, within days."""
    agencies: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    houses: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in told:
        claim, speaker = telling.claim, plain(telling.speaker.name) if telling.speaker else ""
        what = (claim.kind, claim.stage, claim.polarity, speaker)
        for agency in telling.credits:
            agencies[agency, *what].append(telling)
        if telling.owner:
            houses[telling.owner, *what].append(telling)
    for blocks, ground in ((agencies, Ground.AGENCY), (houses, Ground.HOUSE)):
        for key, block in blocks.items():
            for before, after in _along(block, WIRE_DAYS):
                if before.claim.article_id != after.claim.article_id:
                    tie = f"both credit {key[0]}" if ground is Ground.AGENCY else f"both belong to {key[0]}"
                    yield _merge(before, after, ground, f"{_both(before, after)}: {tie}")


def _along(block: Sequence[Telling], days: int) -> Iterator[tuple[Telling, Telling]]:
    """Neighbours in time with no more than ``days`` between them; not those whose days are open."""
    dated = (telling for telling in block if telling.days.days is not None)
    for before, after in pairwise(sorted(dated, key=_order)):
        if _days(after)[0] - _days(before)[1] <= days:
            yield before, after


def _party(telling: Telling) -> str:
    return (telling.speaker.party or "") if telling.speaker else ""


def _place(telling: Telling) -> str:
    return telling.outlet or telling.doc


def _both(one: Telling, other: Telling) -> str:
    """Where two tellings stand, in words."""
    same = _place(one) == _place(other)
    return f"two pages of {_place(one)}" if same else f"{_place(one)} and {_place(other)}"


def _merge(left: Telling, right: Telling, ground: Ground, why: str) -> Merge:
    return Merge(left.id, right.id, ground, why)
