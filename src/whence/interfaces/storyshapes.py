"""Stories, origins and changes as JSON-able objects: the one place that says what an exported register looks like."""

from __future__ import annotations

from datetime import date

from whence.model.change import Change
from whence.model.interval import Quantity
from whence.model.judgement import Finding, Judgement
from whence.model.origin import Bounds, Origin
from whence.model.story import Clash, Denial, Figure, Flow, Rung, Story, Summary, Voice
from whence.register import Told

Shape = dict[str, object]


def summary_shape(summary: Summary) -> Shape:
    """One row of the register; days are ISO, ``origins`` a pair of bounds, ``figure`` a range of what was told."""
    return {
        "id": summary.id,
        **_flow(summary.flow),
        "stage": summary.stage and summary.stage.value,
        "affirmed_by": list(summary.affirmed_by),
        "denied_by": list(summary.denied_by),
        "figure": summary.figure and {**_quantity(summary.figure), "tally": summary.figure.tally.value},
        "counted": summary.counted and summary.counted.value,
        "origins": _bounds(summary.origins),
        "articles": summary.articles,
        "claims": summary.claims,
        "disagreements": summary.clashes,
        "first": _day(summary.first),
        "last": _day(summary.last),
        "systems": list(summary.systems),
    }


def story_shape(told: Told) -> Shape:
    """A story in the form that ``score_register.py`` reads, with all that the folds found; claims are ids."""
    story = told.story
    return {
        **summary_shape(Summary.of(story)),
        "claims": list(story.claims),
        "companions": list(story.companions),
        "origins": [origin_shape(group) for group in story.origins.groups],
        "bounds": _bounds(story.origins.bounds),
        "separate": _separate(story),
        "ladder": [_rung(rung) for rung in story.ladder],
        "figures": [_figure(figure) for figure in story.figures],
        "denials": [_denial(denial) for denial in story.denials],
        "disagreements": [clash_shape(clash) for clash in story.clashes],
    }


def clash_shape(clash: Clash) -> Shape:
    return {"about": clash.about.value, "claims": list(clash.claims), "sentence": clash.sentence}


def change_shape(change: Change) -> Shape:
    return {
        "news": change.news.value,
        "story": change.story,
        "sentence": change.sentence,
        "claims": list(change.claims),
        "revision": change.revision,
        "known": _day(change.known),
    }


def judgement_shape(judgement: Judgement) -> Shape:
    return {
        "id": judgement.id,
        "claims": list(judgement.pair),
        "verdict": judgement.verdict.value,
        "why": judgement.why,
        "judge": judgement.judge,
        "revision": judgement.revision,
    }


def finding_shape(finding: Finding) -> Shape:
    """A judgement that holds, and what stands against it."""
    return {
        **judgement_shape(finding.judgement),
        "against": {"verdict": finding.otherwise.value, "who": finding.who, "why": finding.why},
    }


def _separate(story: Story) -> list[list[int]]:
    """Places of origins that are attested separate, pair by pair."""
    groups = story.origins.groups
    return [
        [place, other]
        for place, group in enumerate(groups)
        for other in range(place + 1, len(groups))
        if group.camp.apart(groups[other].camp)
    ]


def origin_shape(origin: Origin) -> Shape:
    """Claims shown to share an origin; each merge with its ground, and why in words."""
    merges = [
        {"claims": [merge.left, merge.right], "ground": merge.ground.value, "why": merge.why} for merge in origin.merges
    ]
    return {
        "claims": list(origin.claims),
        "voice": origin.voice,
        "party": origin.camp.party or None,
        "person": origin.camp.person or None,
        "first": _told(origin.camp.first),
        "last": _told(origin.camp.last),
        "merges": merges,
    }


def _told(ordinal: int) -> str | None:
    """A day, unless it only stands for an open side."""
    day = date.fromordinal(ordinal)
    return None if day in (date.min, date.max) else day.isoformat()


def _rung(rung: Rung) -> Shape:
    return {
        "stage": rung.stage.value,
        "affirmed": [_voice(voice) for voice in rung.affirmed],
        "denied": [_voice(voice) for voice in rung.denied],
        "unknown": [_voice(voice) for voice in rung.unknown],
        "first": _day(rung.first),
        "last": _day(rung.last),
        "origins": _bounds(rung.origins),
    }


def _voice(voice: Voice) -> Shape:
    return {"name": voice.name, "party": voice.party, "claims": list(voice.claims)}


def _figure(figure: Figure) -> Shape:
    return {
        "claim": figure.claim,
        "kind": figure.kind.value,
        **_quantity(figure.quantity),
        "tally": figure.quantity.tally.value,
        "voice": figure.voice,
        "day": _day(figure.day),
        "moved": figure.moved or None,
    }


def _denial(denial: Denial) -> Shape:
    return {
        "claim": denial.claim,
        "polarity": denial.polarity.value,
        "scope": [scope.value for scope in denial.scope],
        "denies": list(denial.denies),
        "concedes": list(denial.concedes),
    }


def _flow(flow: Flow) -> Shape:
    return {
        "supplier": flow.supplier,
        "recipient": flow.recipient,
        "item": flow.item,
        "restriction": flow.restriction,
    }


def _quantity(quantity: Quantity) -> Shape:
    return {"low": quantity.low, "high": quantity.high}


def _bounds(bounds: Bounds) -> Shape:
    return {"low": bounds.low, "high": bounds.high}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
