"""``whence disagreements``: claims that cannot all be so, each with a sentence that says what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from whence.interfaces.cli.options import (
    Word,
    given,
    json_option,
    known_option,
    ledger_option,
    open_desk,
    said_option,
    story_options,
)
from whence.interfaces.cli.waiting import up_to_date

if TYPE_CHECKING:
    from whence.model.story import Clash
    from whence.register import Told

PARTS = ("polarity", "stage", "quantity", "when", "item")
HEADS = ("story", "about", "claims", "what clashes")
SHOWN = 2
"""So many claims of a clash are named."""


@click.command()
@click.argument("story_id", metavar="[STORY]", required=False)
@click.option("--about", type=Word(PARTS), help="The part in which they clash (--about quantity).")
@story_options
@said_option
@known_option
@json_option
@ledger_option
def command(
    story_id: str | None,
    about: str | None,
    known: int | datetime | None,
    said: Any,
    as_json: bool,
    ledger: str | None,
    **wanted: Any,
) -> None:
    """List claims that cannot all be so: of one STORY, or of all.

    Denied against affirmed, numbers and times with nothing in common, and a later source at an earlier stage.
    """
    from whence.interfaces.exports.jsonl import json_line
    from whence.interfaces.storyshapes import clash_shape
    from whence.ledger.storyfilters import StoryFilter

    with open_desk(ledger) as desk:
        if story_id:
            stories: Iterable[Told] = [desk.story(story_id, known=known, said=said)]
        else:
            stories = desk.stories(StoryFilter(**wanted), known=known, said=said, on_progress=up_to_date())
        found = _clashes(stories, about)
        if as_json:
            for story, clash in found:
                click.echo(json_line({"story": story, **clash_shape(clash)}))
            return
        _show([*found], given({**wanted, "about": about}))


def _clashes(stories: Iterable[Told], about: str | None) -> Iterator[tuple[str, Clash]]:
    for told in stories:
        for clash in told.story.clashes:
            if about in (None, clash.about.value):
                yield told.story.id, clash


def _show(found: Sequence[tuple[str, Clash]], filters: str) -> None:
    from whence.interfaces.cli.screens import Cell, Screen, printable
    from whence.interfaces.phrases import some
    from whence.model.ids import SHORT

    if not found:
        click.echo("no disagreements" + (f" pass {printable(filters)}" if filters else ""), err=True)
        return
    rows = [
        [
            Cell(story, colour="cyan"),
            Cell(clash.about.value, bold=True),
            Cell(some([claim[:SHORT] for claim in clash.claims], SHOWN)),
            Cell(clash.sentence),
        ]
        for story, clash in found
    ]
    Screen.of_stdout().table(HEADS, rows, below=HEADS[-1:])
