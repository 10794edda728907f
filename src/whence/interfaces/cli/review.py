"""``whence review``: what people judged against the machine."""

from __future__ import annotations

from datetime import datetime

import click

from whence.interfaces.cli.options import json_option, known_option, ledger_option, open_desk


@click.command()
@known_option
@json_option
@ledger_option
def command(known: int | datetime | None, as_json: bool, ledger: str | None) -> None:
    """List judgements by people that the machine would decide otherwise.

    They hold; this shows what would be different without them, and which clash with a later word of somebody else.
    """
    with open_desk(ledger) as desk:
        found = desk.review(known=known)
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.storyshapes import finding_shape

        for finding in found:
            click.echo(json_line(finding_shape(finding)))
        return
    from whence.interfaces.cli.screens import Cell, Screen
    from whence.model.ids import SHORT

    if not found:
        click.echo("nothing to review: no judgement stands against the machine or another person", err=True)
        return
    rows = [
        [
            Cell(" ".join(claim[:SHORT] for claim in each.judgement.pair), colour="cyan"),
            Cell(f"{each.judgement.verdict.value}, says {each.judgement.judge}", bold=True),
            Cell(f"{each.otherwise.value}, says {each.who}"),
            Cell(each.why),
        ]
        for each in found
    ]
    Screen.of_stdout().table(("claims", "holds", "against", "because"), rows)
