"""``whence origins``: the chain behind a story, drawn as a tree, with the reason for each join."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from whence.interfaces.cli.options import json_option, known_option, ledger_option, open_desk, said_option

if TYPE_CHECKING:
    from whence.model.origin import Origin
    from whence.register import Told


@click.command()
@click.argument("story_id", metavar="STORY")
@said_option
@known_option
@json_option
@ledger_option
def command(story_id: str, known: int | datetime | None, said: Any, as_json: bool, ledger: str | None) -> None:
    """Draw what stands behind a story: which claims go back to one utterance, and why.

    Claims below one head were shown to share an origin; the reason stands with each. "At least 2, at most 4" counts
    the heads that are attested separate, and all heads. What is wrong can be said with 'whence judge'.
    """
    with open_desk(ledger) as desk:
        told = desk.story(story_id, known=known, said=said)
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.storyshapes import origin_shape

        for group in told.story.origins.groups:
            click.echo(json_line(origin_shape(group)))
        return
    from whence.interfaces.cli.screens import Screen, printable

    screen = Screen.of_stdout()
    bounds = told.story.origins.bounds
    screen.print(screen.paint(f"{told.story.id}: at least {bounds.low}, at most {bounds.high} origins", bold=True))
    for group in told.story.origins.groups:
        screen.print()
        for place, (line, dim) in enumerate(_tree(group, told)):
            for part in screen.lines(printable(line), 4):
                screen.print(screen.paint(part, bold=not place, dim=dim))


def _tree(group: Origin, told: Told) -> Iterator[tuple[str, bool]]:
    """The speaker, then each claim with the outlet that tells it, and why it belongs here."""
    from whence.interfaces.phrases import DASH
    from whence.model.ids import SHORT

    party = f" ({group.camp.party})" if group.camp.party and group.camp.party != group.voice else ""
    yield f"{group.voice}{party}", False
    why = {merge.right: merge.why for merge in group.merges}
    for place, claim_id in enumerate(group.claims):
        telling = told.tellings[claim_id]
        branch = "└─" if place == len(group.claims) - 1 else "├─"
        chain = " ← ".join((telling.outlet or telling.doc, *(link.name for link in telling.claim.sources)))
        what = f"{telling.claim.stage.value.replace('_', ' ')}" + (
            "" if telling.claim.polarity.value == "affirmed" else f", {telling.claim.polarity.value}"
        )
        yield f"{branch} {claim_id[:SHORT]}  {telling.day or 'day unknown'}  {chain} · {what}", False
        if claim_id in why:
            yield f"{'  ' if branch[0] == '└' else '│ '}   {DASH} {why[claim_id]}", True
