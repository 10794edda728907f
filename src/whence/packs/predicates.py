"""Loads what a pack says of its events: triggers, the frames that hold their roles, and who is at war with whom."""

from __future__ import annotations

from whence.errors import DataError
from whence.model.claim import Kind, Stage
from whence.model.pack import Conflict, Frame, Trigger
from whence.tables import read_rows


def load_frames(package: str) -> tuple[Frame, ...]:
    frames = []
    for row in read_rows(package, "frames.toml", "frame"):
        frame = Frame(
            name=row.text("name"),
            supplier=row.texts("supplier"),
            recipient=row.texts("recipient"),
            item=row.texts("item"),
            against=row.texts("against"),
            needs=row.texts("needs"),
            controller=row.text("controller", ""),
            without_object=row.text("without_object", ""),
            flying=row.flag("flying", False),
        )
        row.end()
        frames.append(frame)
    return tuple(frames)


def load_triggers(package: str, frames: tuple[Frame, ...]) -> tuple[Trigger, ...]:
    names = {frame.name for frame in frames}
    triggers = []
    for row in read_rows(package, "triggers.toml", "trigger"):
        trigger = Trigger(
            row.texts("words"),
            row.texts("pos"),
            row.choice("kind", Kind),
            row.choice("stage", Stage),
            row.text("frame"),
        )
        row.end()
        if trigger.frame not in names:
            raise DataError(f"{row.where}: frame '{trigger.frame}' is not in frames.toml; add it there")
        triggers.append(trigger)
    return tuple(triggers)


def load_conflicts(package: str) -> tuple[Conflict, ...]:
    conflicts = []
    for row in read_rows(package, "conflicts.toml", "conflict"):
        sides = row.texts("sides")
        if len(sides) != 2:
            raise DataError(f"{row.where}: 'sides' must name two parties")
        backed = row.optional("backed")
        if backed is not None and backed not in sides:
            raise DataError(f"{row.where}: 'backed' is '{backed}', which is no side of it; name one of the two")
        backers = row.texts("backers") if backed is not None else ()
        days = row.day("start"), row.optional_day("end")
        conflicts.append(Conflict(row.text("name"), (sides[0], sides[1]), *days, backed, backers))
        row.end()
    return tuple(conflicts)


def load_decoys(package: str) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for row in read_rows(package, "decoys.toml", "decoy"):
        for name in row.texts("names"):
            if name in names:
                raise DataError(f"{row.where}: '{name}' is listed twice; {names[name]} has it already")
            names[name] = row.where
        row.end()
    return tuple(names)
