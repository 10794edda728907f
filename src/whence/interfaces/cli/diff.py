"""``whence diff``: what changed in belief between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from whence.interfaces.cli.options import Known, given, json_option, ledger_option, open_desk, story_options
from whence.interfaces.cli.waiting import up_to_date

if TYPE_CHECKING:
    from whence.interfaces.cli.screens import Cell, Screen
    from whence.model.change import Change

HEADS = ("what", "claim", "known since", "")


@click.command()
@click.option("--from", "before", type=Known(), required=True, help="What was known then: a day, moment or revision.")
@click.option("--to", "after", type=Known(), help="And then; now, where it is left out.")
@story_options
@json_option
@ledger_option
def command(
    before: int | datetime, after: int | datetime | None, as_json: bool, ledger: str | None, **wanted: Any
) -> None:
    """Tell what changed in belief between two days.

    New stories and stages, first denials, figures outside the range so far, new origins and disagreements, and what
    was withdrawn or corrected. Days are those on which the ledger came to know, not days of publication.
    """
    from whence.ledger.storyfilters import StoryFilter

    with open_desk(ledger) as desk:
        found = desk.diff(before, after, StoryFilter(**wanted), on_progress=up_to_date())
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.storyshapes import change_shape

        for change in found:
            click.echo(json_line(change_shape(change)))
        return
    from whence.interfaces.cli.screens import Screen, printable

    if not found:
        filters = given(wanted)
        click.echo("nothing changed" + (f" that passes {printable(filters)}" if filters else ""), err=True)
        return
    _show(found, Screen.of_stdout())


def _show(found: Sequence[Change], screen: Screen) -> None:
    """Story by story; all tables are one, so that their columns stand below each other."""
    rows: list[list[Cell]] = []
    for story, changes in groupby(found, key=lambda change: change.story):
        rows += [_row(change, story if not place else "") for place, change in enumerate(changes)]
    screen.table(("story", *HEADS), rows, below=HEADS[-1:])


def _row(change: Change, story: str) -> list[Cell]:
    from whence.interfaces.cli.screens import Cell
    from whence.model.ids import SHORT

    since = f"{change.known} · {change.revision}" if change.revision else ""
    return [
        Cell(story, colour="cyan"),
        Cell(change.news.value, bold=True),
        Cell(change.claims[0][:SHORT] if change.claims else ""),
        Cell(since),
        Cell(change.sentence),
    ]
