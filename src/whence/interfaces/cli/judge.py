"""``whence judge``: a person's word on whether two claims share an origin."""

from __future__ import annotations

import getpass

import click

from whence.errors import InputError
from whence.interfaces.cli.options import Word, json_option, ledger_option, open_desk

VERDICTS = ("same", "different", "unsure")


@click.command()
@click.argument("left", metavar="CLAIM")
@click.argument("right", metavar="CLAIM")
@click.argument("verdict", type=Word(VERDICTS))
@click.option("--why", required=True, help="The reason, in words; it is shown with the judgement.")
@click.option("--by", "judge", help="Who judges; your user name by default.")
@json_option
@ledger_option
def command(
    left: str, right: str, verdict: str, why: str, judge: str | None, as_json: bool, ledger: str | None
) -> None:
    """Say whether two claims share an origin: same, different or unsure.

    It is added to the ledger as a revision and holds against every machine reading from then on; a later word of
    anybody stands before it. Claims are given by their ids, or the beginnings of them.

    \b
      whence judge 7kq2xa p4mmzt same --why "both quote the same briefing"
    """
    from whence.model.judgement import Verdict

    if not why.strip():
        raise InputError("--why is empty; say in a few words what shows it")
    with open_desk(ledger) as desk:
        judgement = desk.judge(left, right, Verdict(verdict), why.strip(), judge or getpass.getuser())
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.storyshapes import judgement_shape

        click.echo(json_line(judgement_shape(judgement)))
        return
    click.echo(f"noted as revision {judgement.revision}: {verdict}, says {judgement.judge}", err=True)
