"""The options that several commands share, and what users write in them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from shlex import quote
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from whence.desk import Desk
    from whence.ledger.filters import ClaimFilter
    from whence.model.interval import TimeInterval

Command = TypeVar("Command", bound=Callable[..., Any])

KINDS = ("transfer", "production", "training", "use", "expenditure", "restriction")
STAGES = ("sought", "considered", "planned", "committed", "carried_out", "refused")
POLARITIES = ("affirmed", "denied", "unknown")
CERTAINTIES = ("certain", "probable", "possible")


class Days(click.ParamType[Any]):
    """A day, month or year, or two of them with ``..`` between; either may be left out."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> TimeInterval:
        from whence.model.interval import TimeInterval

        if isinstance(value, TimeInterval):
            return value
        low, dots, high = str(value).partition("..")
        try:
            start = first_day(low) if low else None
            end = last_day(high or (low if not dots else "")) if high or not dots else None
            return TimeInterval(start, end)
        except ValueError:
            self.fail(
                f"'{value}' is no day, month, year or range; write 2022-08-31, 2022-08, or 2022-08-01..2022-09",
                param,
                ctx,
            )


class Word(click.Choice[str]):
    """One of a few words, in any case; lists show them with blanks, so these are taken too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert("_".join(str(value).casefold().replace("-", " ").split()), param, ctx)


class Known(click.ParamType[Any]):
    """A revision's number, a day (its end, UTC) or a moment (UTC where it names no zone)."""

    name = "revision"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | datetime:
        if isinstance(value, int | datetime):
            return value
        if value.isdecimal():
            return int(value)
        try:
            if len(value) == len("2022-08-31"):
                return datetime.combine(date.fromisoformat(value), time.max, UTC)
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"'{value}' is neither a revision's number nor a day; write 12, 2022-08-31 or 2022-08-31T12:00",
                param,
                ctx,
            )
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def first_day(text: str) -> date:
    """The first day of a year, month or day in ISO form; ValueError for anything else."""
    parts = [int(part) for part in text.split("-")]
    if not 1 <= len(parts) <= 3 or len(text) not in (4, 7, 10):
        raise ValueError(text)
    return date(*[*parts, 1, 1][:3])


def last_day(text: str) -> date:
    start = first_day(text)
    if len(text) == len("2022"):
        return date(start.year, 12, 31)
    if len(text) == len("2022-08"):
        return start + timedelta(days=monthrange(start.year, start.month)[1] - 1)
    return start


def ledger_option(command: Command) -> Command:
    return click.option(
        "--ledger", metavar="PATH", help="The ledger: a path or a database URL. [WHENCE_LEDGER, or whence.db here]"
    )(command)


def known_option(command: Command) -> Command:
    meaning = "As of a revision (12), the end of a day (2022-08-31) or a moment (2022-08-31T12:00), in UTC."
    return click.option("--known", type=Known(), help=meaning)(command)


def said_option(command: Command) -> Command:
    meaning = "Only what was said in these days (--said ..2022-08-31); published, where the text does not tell."
    return click.option("--said", type=Days(), help=meaning)(command)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="JSON, an object a line.")(command)


_FILTERS = (
    click.option(
        "--party",
        metavar="PARTY",
        help="On any side, or whom a source speaks for: a country, demonym, capital, group or code, in any case "
        "(--party Russia, --party russian, --party Moscow, --party RUS, --party hezbollah).",
    ),
    click.option("--supplier", metavar="PARTY", help="Who supplies (--supplier iran)."),
    click.option("--recipient", metavar="PARTY", help="Who receives, uses or loses (--recipient Kyiv)."),
    click.option(
        "--item",
        metavar="ITEM",
        help="A class (--item uav), a common word for one (--item 'artillery shells'), or a system or a family of "
        "them (--item shahed-136, --item shahed).",
    ),
    click.option("--kind", type=Word(KINDS), help="The kind of event (--kind transfer)."),
    click.option("--stage", type=Word(STAGES), help="How far it is said to have come (--stage carried_out)."),
    click.option(
        "--polarity",
        type=Word(POLARITIES),
        help="Affirmed, denied, or left open, which lists call unclear (--polarity denied).",
    ),
    click.option("--certainty", type=Word(CERTAINTIES), help="How sure the source is (--certainty possible)."),
    click.option(
        "--source",
        metavar="SOURCE",
        help="Who speaks for a party (--source Ukraine), who is not named (--source unnamed), or words of a "
        "speaker's name (--source 'white house').",
    ),
    click.option("--outlet", metavar="NAME", help="A part of the outlet's name (--outlet newsweek)."),
    click.option("--doc", metavar="NAME", help="The name of a capture (--doc page.html)."),
    click.option(
        "--when",
        type=Days(),
        help="Of events in these days (--when 2022-08, --when 2022-08-01..2022-08-15, --when 2022-08..).",
    ),
    click.option(
        "--said",
        type=Days(),
        help="Said in these days; published, where the text does not tell (--said 2022-08-31).",
    ),
)


def filter_options(command: Command) -> Command:
    """Adds the options that make a ClaimFilter; ``claim_filter`` takes them."""
    return reduce(lambda inner, option: option(inner), reversed(_FILTERS), command)


_STORY_FILTERS = (
    click.option("--party", metavar="PARTY", help="On either side: a country, demonym, capital, group or code."),
    click.option("--supplier", metavar="PARTY", help="Who supplies (--supplier iran)."),
    click.option("--recipient", metavar="PARTY", help="Who receives (--recipient Kyiv)."),
    click.option("--item", metavar="ITEM", help="A kind of items (--item uav), or a system (--item shahed-136)."),
    click.option("--restrictions", is_flag=True, help="Sanctions and embargoes: who restricts whom."),
    click.option("--partial", is_flag=True, help="Also stories of which one side is not known."),
)


def story_options(command: Command) -> Command:
    """Adds the options that make a StoryFilter, whose fields have the same names."""
    return reduce(lambda inner, option: option(inner), reversed(_STORY_FILTERS), command)


def claim_filter(options: dict[str, Any]) -> ClaimFilter:
    from whence.ledger.filters import ClaimFilter
    from whence.model.claim import Certainty, Kind, Polarity, Stage

    enums: dict[str, Callable[[str], Any]] = {
        "kind": Kind,
        "stage": Stage,
        "polarity": Polarity,
        "certainty": Certainty,
    }
    given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    return ClaimFilter(**{name: enums[name](value) if name in enums else value for name, value in given.items()})


def given(options: dict[str, Any]) -> str:
    """The filters that were given, as they are written on the command line."""
    words = {name: quote(value) if isinstance(value, str) else "…" for name, value in options.items() if value}
    return " ".join(f"--{name} {word}" for name, word in words.items())


def open_desk(ledger: str | None, *, create: bool = False) -> Desk:
    from whence.desk import Desk
    from whence.settings import Settings

    return Desk.open(ledger or Settings.from_env().ledger, create=create)
