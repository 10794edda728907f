"""``whence skipped``: what was not read, and why."""

from __future__ import annotations

from datetime import datetime

import click

from whence.interfaces.cli.options import json_option, known_option, ledger_option, open_desk


@click.command()
@known_option
@json_option
@ledger_option
def command(known: int | datetime | None, as_json: bool, ledger: str | None) -> None:
    """List what was not read, and why. A capture that was read later is no longer listed."""
    with open_desk(ledger) as desk:
        omissions = desk.skipped(known=known)
        if as_json:
            from whence.interfaces.exports.jsonl import json_line
            from whence.interfaces.shapes import omission_shape

            for omission in omissions:
                click.echo(json_line(omission_shape(omission)))
            return
        from whence.interfaces.cli.screens import Cell, Screen

        rows = [
            (
                Cell(omission.skipped.reason.replace("_", " "), colour="yellow"),
                Cell(omission.skipped.name, colour="cyan"),
                Cell(omission.skipped.message),
            )
            for omission in omissions
        ]
    if rows:
        Screen.of_stdout().table(("reason", "capture", "what to do"), rows, below=("what to do",))
    else:
        click.echo("nothing was skipped", err=True)
