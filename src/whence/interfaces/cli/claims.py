"""``whence claims``: the register of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from whence.interfaces.cli.options import (
    claim_filter,
    filter_options,
    given,
    json_option,
    known_option,
    ledger_option,
    open_desk,
)

if TYPE_CHECKING:
    from whence.interfaces.cli.screens import Cell
    from whence.ledger.view import Entry

HEADS = ("id", "published", "kind", "who → whom", "item", "how many", "stage", "stance", "who says so")
BELOW = ("published", "kind", "who says so")
"""What a narrow screen shows under each claim."""


@click.command()
@filter_options
@known_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="CSV, for spreadsheets.")
@ledger_option
def command(known: int | datetime | None, as_json: bool, as_csv: bool, ledger: str | None, **filters: Any) -> None:
    """List claims: who is said to supply what to whom, and who says so.

    The last column runs from the outlet inwards: Newsweek, citing The Washington Post, citing officials.
    Filters narrow the list; each one that is given must hold:

    \b
      whence claims --supplier Iran --item drones --source unnamed
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other; choose one")
    with open_desk(ledger) as desk:
        entries = desk.claims(claim_filter(filters), known=known)
        if as_json or as_csv:
            _write(entries, as_json)
        else:
            _show(entries, given(filters))


def _write(entries: Iterable[Entry], as_json: bool) -> None:
    from whence.interfaces.exports.csv import CLAIM_COLUMNS, csv_lines
    from whence.interfaces.exports.jsonl import json_line
    from whence.interfaces.shapes import claim_shape

    shapes = map(claim_shape, entries)
    if as_json:
        for shape in shapes:
            click.echo(json_line(shape))
    else:
        for line in csv_lines(shapes, CLAIM_COLUMNS):
            click.echo(line, nl=False)


def _show(entries: Iterable[Entry], filters: str) -> None:
    from whence.interfaces.cli.screens import Screen, printable
    from whence.interfaces.phrases import plural
    from whence.model.ids import SHORT

    found = list(entries)
    if not found:
        nothing = f"no claims pass {printable(filters)}; 'whence claims' lists all" if filters else ""
        click.echo(nothing or "no claims; 'whence add PATH' reads some", err=True)
        return
    screen = Screen.of_stdout()
    screen.table(HEADS, _rows(found), below=BELOW)
    if screen.width:
        click.echo(err=True)
        click.echo(f"{plural(len(found), 'claim')} · follow one with: whence why {found[0].claim.id[:SHORT]}", err=True)


def _rows(entries: Iterable[Entry]) -> Iterator[list[Cell]]:
    from whence.interfaces import phrases
    from whence.interfaces.cli.screens import Cell

    colours = {"affirmed": None, "denied": "red", "unknown": "yellow"}
    for entry in entries:
        claim = entry.claim
        colour = colours[claim.polarity]
        yield [
            Cell(claim.short_id, colour="cyan"),
            Cell(phrases.days(entry.article.published.interval)),
            Cell(claim.kind.value, dim=True),
            Cell(phrases.flow(claim), bold=True),
            Cell(phrases.items(claim)),
            Cell(phrases.amount(claim.quantity.value) if claim.quantity else ""),
            Cell(phrases.stage(claim), colour=colour),
            Cell(phrases.stance(claim), colour=colour or "magenta"),
            Cell(phrases.chain(entry)),
        ]
