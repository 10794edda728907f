"""The command ``whence``: finds its subcommands when they are called, and turns errors into one line and a status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from whence.errors import WhenceError
from whence.interfaces.cli import statuses

COMMANDS = {
    "add": "Read captures into the ledger.",
    "claims": "List claims: who is said to supply what to whom, and who says so.",
    "why": "Show the words behind a claim.",
    "register": "List stories: who supplies what to whom, how far, who says so and who denies it.",
    "story": "Tell one story: its stages, figures, denials and disagreements.",
    "origins": "Draw what stands behind a story: which claims go back to one utterance, and why.",
    "disagreements": "List claims that cannot all be so.",
    "diff": "Tell what changed in belief between two days.",
    "judge": "Say whether two claims share an origin; it holds against every machine reading.",
    "review": "List judgements by people that the machine would decide otherwise.",
    "articles": "List the articles that were read.",
    "skipped": "List what was not read, and why.",
    "search": "Find articles and claims by their words.",
    "export": "Write claims, articles or the register for other programs.",
}
"""Each subcommand is the ``command`` of the module of its name; the line is what its help begins with."""


class Whence(click.Group):
    """Imports a subcommand only when it is called, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"whence.interfaces.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """A reader that has seen enough ('whence claims | head') is no failure."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
            return status
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return statuses.DONE

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]  # always ends the program, by design
        """Runs and ends the program. With ``WHENCE_DEBUG`` set, errors keep their tracebacks."""
        _be_lenient()
        try:
            sys.exit(self._run(args, prog_name or "whence", extra))
        except (WhenceError, click.ClickException) as error:
            if os.environ.get("WHENCE_DEBUG") and isinstance(error, WhenceError):
                raise
            sys.exit(_end(error))
        except (KeyboardInterrupt, click.Abort):
            click.echo("whence: interrupted", err=True)
            sys.exit(statuses.INTERRUPTED)
        except Exception as error:
            if os.environ.get("WHENCE_DEBUG"):
                raise
            what = _line(f"{type(error).__name__}: {error}")
            click.echo(f"whence: failed ({what}); WHENCE_DEBUG=1 shows where", err=True)
            sys.exit(statuses.FAILED)

    def _run(self, args: Sequence[str] | None, name: str, extra: dict[str, Any]) -> int:
        extra.pop("standalone_mode", None)
        status = super().main(args, name, standalone_mode=False, **extra)
        return status if isinstance(status, int) else statuses.DONE


def _be_lenient() -> None:
    """A terminal that cannot show an arrow shows a question mark; it never stops the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _end(error: WhenceError | click.ClickException) -> int:
    if isinstance(error, WhenceError):
        click.echo(f"whence: {_line(str(error))}", err=True)
        return error.exit_status
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return statuses.BAD_INPUT
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f" (see '{context.command_path} --help')" if context else ""
    click.echo(f"whence: {_line(error.format_message())}{hint}", err=True)
    return statuses.BAD_INPUT


def _line(message: str) -> str:
    """One line, whatever a name of a file may hold."""
    return "".join(each if each.isprintable() else " " for each in " ".join(message.split()))


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from whence import __version__

        click.echo(f"whence {__version__}")
        ctx.exit()


@click.group(cls=Whence, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="The version."
)
def main() -> None:
    """Who says what about arms transfers, with the exact words behind every answer.

    whence reads saved news pages into a ledger of claims. Begin with 'whence add PATH',
    then look at 'whence claims', then follow one with 'whence why ID'.
    """
