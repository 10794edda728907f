"""``whence story``: one story, whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from whence.interfaces.cli.options import json_option, known_option, ledger_option, open_desk, said_option

if TYPE_CHECKING:
    from whence.interfaces.cli.screens import Screen
    from whence.model.story import Rung, Story, Voice
    from whence.register import Told

INDENT = "  "
VOICES = 6
"""So many voices are named on a line of the ladder, those with the most claims first."""
MOST = 12
"""So many figures, denials and disagreements are shown of each; ``--json`` has all."""


@click.command()
@click.argument("story_id", metavar="STORY")
@said_option
@known_option
@json_option
@ledger_option
def command(story_id: str, known: int | datetime | None, said: Any, as_json: bool, ledger: str | None) -> None:
    """Tell one story: its stages, figures, denials and disagreements.

    STORY is an id as 'whence register' lists it: irn-rus-uav-2022. Each stage stands with who affirms it, who denies
    it, and the ids of their first claims, for 'whence why'.
    """
    with open_desk(ledger) as desk:
        told = desk.story(story_id, known=known, said=said)
        titles = desk.item_titles()
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.storyshapes import story_shape

        click.echo(json_line(story_shape(told)))
        return
    from whence.interfaces.cli.screens import Screen

    _show(told, titles[told.story.flow.item], Screen.of_stdout())


def _show(told: Told, item: str, screen: Screen) -> None:
    from whence.interfaces.phrases import bounds, from_to, plural

    story = told.story
    head = f"{story.id}  {story.flow.supplier} → {story.flow.recipient} · {item}"
    screen.print(screen.paint(head, bold=True))
    counts = (
        plural(len(story.claims), "claim"),
        plural(story.articles, "article"),
        f"origins {bounds(story.origins.bounds)}",
        from_to(story.first, story.last),
        ", ".join(story.systems),
    )
    _block(screen, "", [" · ".join(part for part in counts if part)])
    _block(screen, "stages", [line for rung in story.ladder for line in _rung(rung)], None)
    _block(screen, "figures", list(_figures(story)))
    _block(screen, "denials", list(_denials(told)))
    _block(screen, "disagreements", list(_clashes(story)))
    screen.print()
    screen.print(screen.paint(f"{INDENT}what stands behind it: whence origins {story.id}", dim=True))


def _block(screen: Screen, title: str, lines: list[str], most: int | None = MOST) -> None:
    """A titled paragraph of so many lines at most; nothing where there is nothing to say."""
    from whence.interfaces.cli.screens import printable

    if not lines:
        return
    if title:
        screen.print()
        screen.print(screen.paint(title, bold=True))
    for line in lines[:most]:
        words = printable(line).lstrip()
        lead = INDENT + " " * (len(line) - len(words))
        for place, part in enumerate(screen.lines(words, len(lead + INDENT))):
            screen.print(lead + (INDENT if place else "") + part)
    if most and len(lines) > most:
        screen.print(f"{INDENT}and {len(lines) - most} more; --json has them all")


def _rung(rung: Rung) -> Iterator[str]:
    from whence.interfaces.phrases import bounds, from_to

    name = rung.stage.value.replace("_", " ")
    yield f"{name} · origins {bounds(rung.origins)} · {from_to(rung.first, rung.last)}"
    for stance, voices in (("affirmed", rung.affirmed), ("denied", rung.denied), ("left open", rung.unknown)):
        if voices:
            loudest = sorted(voices, key=lambda voice: -len(voice.claims))
            more = f" and {len(voices) - VOICES} more" if len(voices) > VOICES else ""
            yield f"{INDENT}{stance} by {'; '.join(map(_voice, loudest[:VOICES]))}{more}"


def _voice(voice: Voice) -> str:
    from whence.model.ids import SHORT

    party = f" ({voice.party})" if voice.party and voice.party != voice.name else ""
    more = f" +{len(voice.claims) - 1}" if len(voice.claims) > 1 else ""
    return f"{voice.name}{party} {voice.claims[0][:SHORT]}{more}"


def _figures(story: Story) -> Iterator[str]:
    """The numbers along time; what they count stands with those that the row of the register leaves out."""
    from whence.interfaces.phrases import count
    from whence.model.story import Summary

    counted = Summary.of(story).counted
    for figure in story.figures:
        moved = f" · {figure.moved}" if figure.moved else ""
        kind = f" ({figure.kind.value})" if figure.kind is not counted else ""
        yield f"{_day(figure.day)}  {count(figure.quantity)}{kind}  {figure.voice} {_short(figure.claim)}{moved}"


def _denials(told: Told) -> Iterator[str]:
    from whence.interfaces.phrases import days, plural

    for denial in told.story.denials:
        telling = told.tellings[denial.claim]
        claim = telling.claim
        speaker = telling.speaker.name if telling.speaker else telling.outlet or telling.doc
        verb = "denies" if denial.polarity.value == "denied" else "leaves open"
        part = [f"{claim.kind.value} {claim.stage.value.replace('_', ' ')}"]
        if claim.when:
            part.append(days(claim.when.value))
        against = plural(len(denial.denies), "claim") if denial.denies else "no claim told here"
        concedes = f"; concedes {', '.join(map(_short, denial.concedes))}" if denial.concedes else ""
        what = f"{', '.join(part)} {_short(denial.claim)}"
        yield f"{_day(telling.day)}  {speaker} {verb} {what}, against {against}{concedes}"


def _clashes(story: Story) -> Iterator[str]:
    """What clashes; where several claims of one voice do so alike, once, with how many they are."""
    for words, times in Counter(f"{clash.about.value}: {clash.sentence}" for clash in story.clashes).items():
        yield words + (f" ({times} times)" if times > 1 else "")


def _short(claim_id: str) -> str:
    from whence.model.ids import SHORT

    return claim_id[:SHORT]


def _day(day: date | None) -> str:
    return day.isoformat() if day else "day unknown"
