"""Which flows a claim belongs to: its sides, its kind of item, and what its article tells beside it."""

from __future__ import annotations

import pytest
from sample_tellings import link, tell

from whence.model.claim import ItemClass, Kind, Polarity, Stage
from whence.model.story import Flow
from whence.packs import load_pack
from whence.resolution.flows import flows_of

GROUPS = {name: group.name for group in load_pack("arms").groups for name in group.classes}
UAV, MISSILE, LOOSE, PARTS = ItemClass.UAV, ItemClass.MISSILE, ItemClass.UNSPECIFIED, ItemClass.COMPONENT


def slugs(*article):
    """The flows of the first claim; those that it is only told along with stand in brackets."""
    members = [member for member in flows_of(article, GROUPS) if member.telling.id == article[0].id]
    return " ".join(f"({each.flow.slug})" if each.companion else each.flow.slug for each in members)


CASES = {
    "one giver, one taker": ("nor-per-uav", [tell()]),
    "a use of what another gave": ("nor-per-uav", [tell(kind=Kind.USE)]),
    "no giver": ("x-per-uav", [tell(suppliers=())]),
    "two takers": ("nor-per-uav nor-fin-uav", [tell(recipients=("PER", "FIN"))]),
    "two kinds of items": ("nor-per-missile nor-per-uav", [tell(item_class=(UAV, MISSILE))]),
    "classes of one group": (
        "nor-per-artillery",
        [tell(item_class=(ItemClass.ARTILLERY, ItemClass.AMMUNITION))],
    ),
    "a restriction": ("nor-per-uav-ban", [tell(kind=Kind.RESTRICTION)]),
    "weapons, and nothing else told": ("nor-per-arms", [tell(item_class=(LOOSE,))]),
    "weapons, and one kind told": ("nor-per-uav", [tell(item_class=(LOOSE,)), tell(at=2)]),
    "weapons, and two kinds told": (
        "nor-per-arms",
        [tell(item_class=(LOOSE,)), tell(at=2), tell(at=3, item_class=(MISSILE,))],
    ),
    "weapons, and one kind told of others": (
        "nor-per-arms",
        [tell(item_class=(LOOSE,)), tell(at=2, recipients=("FIN",))],
    ),
    "a class beside weapons": ("nor-per-uav", [tell(item_class=(LOOSE, UAV))]),
    "a package": ("(nor-per-missile) nor-per-uav", [tell(), tell(item_class=(MISSILE,))]),
    "two sentences": ("nor-per-uav", [tell(), tell(item_class=(MISSILE,), at=1)]),
    "two stages": ("nor-per-uav", [tell(), tell(item_class=(MISSILE,), stage=Stage.PLANNED)]),
    "one affirmed, one denied": ("nor-per-uav", [tell(), tell(item_class=(MISSILE,), polarity=Polarity.DENIED)]),
    "two sources": ("nor-per-uav", [tell(), tell(link("Norway", "NOR"), item_class=(MISSILE,))]),
    "parts with what they are for": (
        "(nor-per-component) nor-per-uav",
        [tell(), tell(item_class=(PARTS,), stage=Stage.PLANNED)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_flows(name):
    expected, article = CASES[name]
    assert sorted(slugs(*article).split()) == sorted(expected.split())


def test_a_flow_with_a_side_that_is_not_told_is_not_whole():
    assert Flow("NOR", "PER", "uav").whole
    assert not Flow("?", "PER", "uav").whole
