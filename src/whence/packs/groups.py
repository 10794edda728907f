"""Loads the item groups of a pack: every class of items stands in exactly one."""

from __future__ import annotations

from whence.errors import DataError
from whence.model.claim import ItemClass
from whence.model.pack import ItemGroup
from whence.tables import read_rows

FILE = "groups.toml"


def load_groups(package: str) -> tuple[ItemGroup, ...]:
    """Raises DataError, with file and line, where a class stands in two groups or in none."""
    groups: list[ItemGroup] = []
    owners: dict[ItemClass, str] = {}
    for row in read_rows(package, FILE, "group"):
        group = ItemGroup(row.text("name"), row.text("title"), row.choices("classes", ItemClass))
        row.end()
        for name in group.classes:
            if name in owners:
                raise DataError(f"{row.where}: '{name}' is taken by {owners[name]}; remove it from one of the two")
            owners[name] = row.where
        groups.append(group)
    missing = sorted(set(ItemClass) - set(owners))
    if missing:
        raise DataError(f"{FILE}: no group has {', '.join(missing)}; add each to one")
    return tuple(groups)
