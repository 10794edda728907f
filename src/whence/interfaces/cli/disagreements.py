"""``whence disagreements``: claims that cannot all be so, each with a sentence that says what clashes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from whence.interfaces.cli.options import Word, json_option, known_option, ledger_option, open_desk, said_option

PARTS = ("polarity", "stage", "quantity", "when", "item")


@click.command()
@click.argument("story_id", metavar="[STORY]", required=False)
@click.option("--about", type=Word(PARTS), help="The part in which they clash (--about quantity).")
@said_option
@known_option
@json_option
@ledger_option
def command(
    story_id: str | None, about: str | None, known: int | datetime | None, said: Any, as_json: bool, ledger: str | None
) -> None:
    """List claims that cannot all be so: of one STORY, or of all.

    Denied against affirmed, numbers and times with nothing in common, and a later source at an earlier stage.
    """
    from whence.interfaces.exports.jsonl import json_line
    from whence.interfaces.phrases import some
    from whence.interfaces.storyshapes import clash_shape
    from whence.model.ids import SHORT

    found = 0
    with open_desk(ledger) as desk:
        stories = [desk.story(story_id, known=known, said=said)] if story_id else desk.stories(known=known, said=said)
        for told in stories:
            for clash in told.story.clashes:
                if about not in (None, clash.about.value):
                    continue
                found += 1
                if as_json:
                    click.echo(json_line({"story": told.story.id, **clash_shape(clash)}))
                else:
                    claims = some([claim[:SHORT] for claim in clash.claims])
                    click.echo(f"{told.story.id}  {clash.about.value}: {clash.sentence}  [{claims}]")
    if not found:
        click.echo("no disagreements", err=True)
