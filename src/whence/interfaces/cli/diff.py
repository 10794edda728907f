"""``whence diff``: what changed in belief between two days."""

from __future__ import annotations

from datetime import datetime

import click

from whence.interfaces.cli.options import Known, json_option, ledger_option, open_desk


@click.command()
@click.option("--from", "before", type=Known(), required=True, help="What was known then: a day, moment or revision.")
@click.option("--to", "after", type=Known(), help="And then; now, where it is left out.")
@json_option
@ledger_option
def command(before: int | datetime, after: int | datetime | None, as_json: bool, ledger: str | None) -> None:
    """Tell what changed in belief between two days.

    New stories and stages, first denials, figures outside the range so far, new origins and disagreements, and what
    was withdrawn or corrected. Days are those on which the ledger came to know, not days of publication.
    """
    with open_desk(ledger) as desk:
        found = desk.diff(before, after)
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.storyshapes import change_shape

        for change in found:
            click.echo(json_line(change_shape(change)))
        return
    from whence.interfaces.cli.screens import Cell, Screen
    from whence.model.ids import SHORT

    if not found:
        click.echo("nothing changed", err=True)
        return
    rows = [
        [
            Cell(change.story, colour="cyan"),
            Cell(change.news.value, bold=True),
            Cell(change.claims[0][:SHORT] if change.claims else ""),
            Cell(change.sentence),
        ]
        for change in found
    ]
    Screen.of_stdout().table(("story", "what", "claim", ""), rows)
