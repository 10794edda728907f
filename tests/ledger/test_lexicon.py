"""The words users ask with: what they stand for, and what is offered for those that stand for nothing."""

from __future__ import annotations

import re

import pytest

from sample_values import ENGINE, denial_reading, relay_reading
from whence.errors import InputError
from whence.ledger.filters import ClaimFilter
from whence.ledger.lexicon import Lexicon
from whence.ledger.store import Store
from whence.model.claim import ItemClass
from whence.model.pack import Item, ItemNoun, Pack, Party, Person

PARTIES = (
    Party("RUS", "Russia", "state", ("Russian Federation",), ("Russian",), ("Moscow", "Kremlin"), ("FSB",), ("Kursk",)),
    Party("TUR", "Türkiye", "state", ("Turkey",), ("Turkish",), ("Ankara",)),
    Party("USA", "United States", "state", ("U.S.", "US"), ("American",), ("Washington",), ("Pentagon",)),
    Party("hezbollah", "Hezbollah", "group"),
)
ITEMS = (
    Item("shahed", "Shahed", (ItemClass.UAV,)),
    Item("shahed-136", "Shahed-136", (ItemClass.UAV,), ("Geran-2",), family="shahed"),
    Item("shahed-136b", "Shahed-136B", (ItemClass.UAV,), family="shahed-136"),
    Item("falcon-jet", "Falcon jet", (ItemClass.AIRCRAFT,), ("Falcon",), ambiguous=True),
    Item("falcon-radar", "Falcon radar", (ItemClass.SENSOR,), ("Falcon",), ambiguous=True),
)
NOUNS = (
    ItemNoun(("drone", "UAV"), (ItemClass.UAV,)),
    ItemNoun(("artillery shell",), (ItemClass.AMMUNITION,)),
    ItemNoun(("battery",), (ItemClass.AIR_DEFENCE, ItemClass.ARTILLERY)),
)
LEXICON = Lexicon.of(
    Pack("small", PARTIES, (Person("Sergei Lavrov", "RUS", "foreign minister"),), ITEMS, NOUNS, (), ())
)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("RUS", "RUS"),
        ("rus", "RUS"),
        ("Russia", "RUS"),
        ("the russian federation", "RUS"),
        (" RUSSIAN ", "RUS"),
        ("kremlin", "RUS"),
        ("turkiye", "TUR"),
        ("us", "USA"),
        ("U.S.", "USA"),
        ("Hezbollah", "hezbollah"),
    ],
)
def test_a_party_has_many_names(word, code):
    assert LEXICON.party(word) == code


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Rusia", "(did you mean Russia (RUS)?)"),
        ("Turky", "(did you mean Türkiye (TUR)?)"),
        ("FSB", "(did you mean Russia (RUS)?)"),  # an office is offered, but is less than the party
        ("Kursk", "(did you mean Russia (RUS)?)"),
        ("Lavrov", "(did you mean Russia (RUS)?)"),
        ("drones", "'drones' names no party; give a country"),
        ("", "'' names no party; give a country"),
    ],
)
def test_what_is_no_party_is_said_with_what_is_near(word, near):
    with pytest.raises(InputError, match=re.escape(near)):
        LEXICON.party(word)


@pytest.mark.parametrize(
    ("word", "choices"),
    [
        ("uav", [("uav",)]),
        ("UAVs", [("uav",)]),
        ("drones", [("uav",)]),
        ("Artillery Shells", [("ammunition",)]),
        ("air defence", [("air_defence",)]),
        ("small_arms", [("small_arms",)]),
        ("batteries", [("air_defence", "artillery")]),  # the classes that the word gives a claim, all of them
        ("Geran 2", [("shahed-136",), ("shahed-136b",)]),
        ("shahed-136b", [("shahed-136b",)]),
        ("Shaheds", [("shahed",), ("shahed-136",), ("shahed-136b",)]),
        ("falcon", [("falcon-jet",), ("falcon-radar",)]),
    ],
)
def test_an_item_is_a_class_a_word_or_a_system_with_its_family(word, choices):
    assert list(LEXICON.item(word)) == choices


def test_what_is_no_item_is_said_with_what_is_near():
    with pytest.raises(InputError, match=re.escape("(did you mean Shahed-136 or Shahed-136B?)")):
        LEXICON.item("Shahd-136")
    with pytest.raises(InputError, match="'qwertz' names no class and no system; give a class"):
        LEXICON.item("qwertz")


def test_a_capital_is_no_source_but_perhaps_a_name():
    assert LEXICON.speaker("Russian") == "RUS"
    assert LEXICON.speaker("Washington") is None


RELAYED, DENIED = "relay.txt", "denial.txt"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (ClaimFilter(party="American"), [RELAYED]),
        (ClaimFilter(recipient="moscow"), [RELAYED, DENIED]),
        (ClaimFilter(item="Shahed"), [DENIED]),
        (ClaimFilter(item="drones"), [RELAYED, DENIED]),
        (ClaimFilter(item="batteries"), []),
        (ClaimFilter(source="unnamed"), [RELAYED]),
        (ClaimFilter(source="Unnamed offic"), [RELAYED]),
        (ClaimFilter(source="unnamed washington"), []),
        (ClaimFilter(source="American"), [RELAYED]),
        (ClaimFilter(source="Washington"), [RELAYED]),
        (ClaimFilter(source="post wash"), [RELAYED]),
        (ClaimFilter(source="US officials"), [RELAYED]),
        (ClaimFilter(source="ran"), []),  # within "Iran", but no beginning of a word
    ],
)
def test_claims_by_those_words(tmp_path, wanted, names):
    with Store.open(tmp_path / "whence.db") as store:
        store.record_reading(*relay_reading(), ENGINE)
        store.record_reading(*denial_reading(), ENGINE)
        assert [entry.article.name for entry in store.view().claims(wanted, LEXICON)] == names


def test_a_word_without_meaning_is_said_before_the_first_claim_is_asked_for(tmp_path):
    with Store.open(tmp_path / "whence.db") as store, pytest.raises(InputError):
        store.view().claims(ClaimFilter(party="Rusia"), LEXICON)
