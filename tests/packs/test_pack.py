"""The arms pack loads whole, keeps its laws, knows plain facts, and refuses a wrong table with file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from whence import tables
from whence.errors import DataError, InputError
from whence.model.claim import ItemClass
from whence.model.pack import Pack
from whence.packs import load_pack
from whence.packs.loading import key, spellings

Append = Callable[[str, str], int]

FILES = {
    "party": "parties.toml",
    "person": "people.toml",
    "item": "items.toml",
    "noun": "nouns.toml",
    "outlet": "outlets.toml",
    "event": "events.toml",
    "decoy": "decoys.toml",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def append(monkeypatch: pytest.MonkeyPatch) -> Append:
    """Adds an entry to the end of one table as it is read; gives back the line it stands on."""

    def add(file: str, entry: str) -> int:
        whole = tables.read_text("whence.packs.arms", file)
        added = {file: whole + entry}
        read = tables.read_text
        monkeypatch.setattr(tables, "read_text", lambda package, name: added.get(name) or read(package, name))
        return whole.count("\n") + 1

    return add


def fresh() -> Pack:
    return load_pack.__wrapped__("arms")


# Laws


def test_size(pack: Pack) -> None:
    assert len([party for party in pack.parties if party.kind == "state"]) == 197
    assert len([party for party in pack.parties if party.kind == "company"]) >= 50
    assert len(pack.people) >= 250
    assert len(pack.items) >= 250
    assert {name for noun in pack.nouns for name in noun.classes} == set(ItemClass)


def test_every_class_has_a_system(pack: Pack) -> None:
    assert {name for item in pack.items for name in item.classes} == set(ItemClass) - {ItemClass.UNSPECIFIED}


def test_conflicts_are_between_known_parties(pack: Pack) -> None:
    codes = {party.code for party in pack.parties}
    assert all({*conflict.sides, *conflict.backers} <= codes for conflict in pack.conflicts)
    assert all(conflict.backed in (None, *conflict.sides) for conflict in pack.conflicts)


def test_no_name_is_listed_twice_in_its_entry(pack: Pack) -> None:
    for party in pack.parties:
        names = [party.name, *party.aliases, *party.demonyms, *party.seats, *party.offices, *party.places]
        assert len(names) == len(set(names)), party.code
    for item in pack.items:
        assert len({item.name, *item.aliases}) == 1 + len(item.aliases), item.slug
    for person in pack.people:
        assert len({person.name, *person.aliases}) == 1 + len(person.aliases), person.name


def test_short_everyday_names_are_ambiguous(pack: Pack) -> None:
    everyday = {
        "abrams", "apache", "archer", "bradley", "buk", "caesar", "challenger", "chinook", "eagle", "falcon", "gepard",
        "grad", "harpoon", "hawk", "hornet", "javelin", "lancet", "leopard", "marder", "mirage", "orbiter", "osprey",
        "patriot", "predator", "puma", "raptor", "reaper", "spike", "stinger", "taurus", "tomahawk", "tor", "tornado",
        "typhoon", "warrior",
    }  # fmt: skip
    for item in pack.items:
        plain = everyday & {key(name) for name in (item.name, *item.aliases)}
        assert item.ambiguous or not plain, (item.slug, plain)


def test_people_have_at_least_two_words(pack: Pack) -> None:
    single = {name for person in pack.people for name in (person.name, *person.aliases) if " " not in name}
    assert single <= {"Hemedti", "Hemeti"}


def test_the_pack_is_read_once() -> None:
    assert load_pack() is load_pack()


# Facts


@pytest.mark.parametrize(
    ("field", "name", "code"),
    [
        ("aliases", "U.S.", "USA"),
        ("aliases", "Britain", "GBR"),
        ("aliases", "DPRK", "PRK"),
        ("aliases", "Ansar Allah", "houthis"),
        ("aliases", "RTX", "raytheon"),
        ("aliases", "Krauss-Maffei Wegmann", "knds"),
        ("demonyms", "Iranians", "IRN"),
        ("demonyms", "Turk", "TUR"),
        ("demonyms", "Briton", "GBR"),
        ("demonyms", "Western", "west"),
        ("seats", "Kremlin", "RUS"),
        ("seats", "White House", "USA"),
        ("seats", "Kiev", "UKR"),
        ("seats", "Downing Street", "GBR"),
        ("seats", "Brussels", "EU"),
        ("seats", "Tel Aviv", "ISR"),
        ("offices", "Pentagon", "USA"),
        ("offices", "IRGC", "IRN"),
        ("offices", "Rosoboronexport", "RUS"),
        ("offices", "SBU", "UKR"),
        ("offices", "PLA", "CHN"),
        ("offices", "UN Security Council", "UN"),
        ("offices", "Storting", "NOR"),
        ("seats", "Planalto", "BRA"),
        ("seats", "Binnenhof", "NLD"),
        ("offices", "DGSE", "FRA"),
        ("name", "Pindad", "pindad"),
        ("aliases", "Ceska zbrojovka", "colt-cz"),
        ("aliases", "LTTE", "tamil-tigers"),
        ("name", "Joint Expeditionary Force", "JEF"),
        ("places", "Odessa", "UKR"),
        ("places", "Kherson", "UKR"),
        ("places", "Gaza", "PSE"),
        ("places", "Belgorod", "RUS"),
        ("places", "Sanaa", "YEM"),
    ],
)
def test_party(pack: Pack, field: str, name: str, code: str) -> None:
    assert [
        party.code for party in pack.parties if name in ((party.name,) if field == "name" else getattr(party, field))
    ] == [code]


@pytest.mark.parametrize("name", ["Crimea", "Sevastopol"])
def test_what_two_states_hold_for_theirs_is_no_partys_place(pack: Pack, name: str) -> None:
    assert not [party.code for party in pack.parties if name in party.places]


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Dmitry Peskov", "RUS"),
        ("Sergey Lavrov", "RUS"),
        ("Volodymyr Zelenskiy", "UKR"),
        ("Yuriy Ihnat", "UKR"),
        ("Hossein Amir-Abdollahian", "IRN"),
        ("Jake Sullivan", "USA"),
        ("Kim Jong-un", "PRK"),
        ("Josep Borrell", "EU"),
        ("Jens Stoltenberg", "NATO"),
        ("Yevgeny Prigozhin", "wagner"),
        ("Pope Francis", "VAT"),
    ],
)
def test_person(pack: Pack, name: str, party: str) -> None:
    assert [person.party for person in pack.people if name in (person.name, *person.aliases)] == [party]


@pytest.mark.parametrize(
    ("name", "slug", "origin", "classes"),
    [
        ("Geran-2", "shahed-136", "IRN", "uav"),
        ("Shahed 136", "shahed-136", "IRN", "uav"),
        ("Shahed", "shahed", "IRN", "uav"),
        ("Mohajer-6", "mohajer-6", "IRN", "uav"),
        ("Bayraktar", "bayraktar-tb2", "TUR", "uav"),
        ("TB2", "bayraktar-tb2", "TUR", "uav"),
        ("Orlan-10", "orlan-10", "RUS", "uav"),
        ("HIMARS", "himars", "USA", "artillery"),
        ("F16", "f-16", "USA", "aircraft"),
        ("SU-35", "su-35", "RUS", "aircraft"),
        ("Sukhoi Su-35", "su-35", "RUS", "aircraft"),
        ("YAK-130", "yak-130", "RUS", "aircraft"),
        ("Mi-17", "mi-17", "RUS", "helicopter"),
        ("Patriot", "patriot", "USA", "air_defence missile"),
        ("S 400", "s-400", "RUS", "air_defence missile"),
        ("Leopard 2", "leopard-2", "DEU", "armour"),
        ("T-72", "t-72", "RUS", "armour"),
        ("Kalibr", "kalibr", "RUS", "missile"),
        ("SCALP", "storm-shadow", "GBR", "missile"),
        ("JDAM", "jdam", "USA", "ammunition component"),
        ("Zulfiqar", "zolfaghar", "IRN", "missile"),
        ("CAESAR", "caesar", "FRA", "artillery"),
        ("K2 Black Panther", "k2", "KOR", "armour"),
        ("Wing Loong II", "wing-loong", "CHN", "uav"),
        ("Super Tucano", "a-29", "BRA", "aircraft"),
        ("AK-47", "ak-47", "RUS", "small_arms"),
    ],
)
def test_item(pack: Pack, name: str, slug: str, origin: str, classes: str) -> None:
    found = [item for item in pack.items if name in (item.name, *item.aliases)]
    assert [(item.slug, item.origin, " ".join(item.classes)) for item in found] == [(slug, origin, classes)]


@pytest.mark.parametrize(
    ("slug", "family"),
    [("shahed-136", "shahed"), ("mohajer-6", "mohajer"), ("leopard-2", "leopard"), ("su-35", "su-27")],
)
def test_family(pack: Pack, slug: str, family: str) -> None:
    assert [item.family for item in pack.items if item.slug == slug] == [family]


@pytest.mark.parametrize(
    ("word", "classes", "needs_context", "countable"),
    [
        ("drone", "uav", False, True),
        ("kamikaze drone", "uav", False, True),
        ("loitering munition", "uav", False, True),
        ("sea drone", "uav ship", False, True),
        ("missile", "missile", False, True),
        ("surface-to-air missile", "air_defence missile", False, True),
        ("air defense system", "air_defence", False, True),
        ("rocket", "ammunition", True, True),
        ("howitzer", "artillery", False, True),
        ("ammunition", "ammunition", False, False),
        ("shell", "ammunition", True, True),
        ("tank", "armour", True, True),
        ("battle tank", "armour", False, True),
        ("fighter jet", "aircraft", False, True),
        ("helicopter", "helicopter", True, True),
        ("warship", "ship", False, True),
        ("radar", "sensor", False, True),
        ("assault rifle", "small_arms", False, True),
        ("blueprint", "component", True, True),
        ("precision bomb kit", "ammunition component", False, True),
        ("weapon", "unspecified", False, True),
        ("arms", "unspecified", False, False),
        ("military aid", "unspecified", False, False),
    ],
)
def test_noun(pack: Pack, word: str, classes: str, needs_context: bool, countable: bool) -> None:
    found = [noun for noun in pack.nouns if word in noun.words]
    assert [(" ".join(n.classes), n.needs_context, n.countable) for n in found] == [(classes, needs_context, countable)]


@pytest.mark.parametrize("name", ["Patriot Act", "New England Patriots", "Air India", "737 Max", "mortar and pestle"])
def test_decoy(pack: Pack, name: str) -> None:
    assert name in pack.decoys


def test_what_a_state_makes_for_itself_needs_a_giver(pack: Pack) -> None:
    assert [noun.needs_giver for noun in pack.nouns if "nuclear weapon" in noun.words] == [True]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Patriot", ["Patriot"]),
        ("Leopard 2", ["Leopard 2", "Leopard-2", "Leopard2"]),
        ("Shahed-136", ["Shahed-136", "Shahed 136", "Shahed136"]),
        ("Su-35S", ["Su-35S", "Su 35S", "Su35S", "SU-35S", "SU 35S", "SU35S"]),
        ("2S7 Pion", ["2S7 Pion"]),
    ],
)
def test_spellings(name: str, forms: list[str]) -> None:
    assert list(spellings(name)) == forms
    assert len({key(form) for form in forms}) == 1


# Wrong tables


@pytest.mark.parametrize(
    ("table", "entry", "complaint"),
    [
        ("party", "name = 'Nowhere'", "'code' is missing"),
        ("party", "code = 'nowhere'; name = 'Nowhere'", "'code' is 'nowhere'; it must look like"),
        ("party", "code = 'IRN'; name = 'Nowhere'", "'IRN' is taken by parties.toml:"),
        ("party", "code = 'QQQ'; name = 'Q'; seats = ['Tehran']", "'Tehran' is taken by parties.toml:"),
        ("party", "code = 'QQQ'; name = 'Q'; kind = 'club'", "'kind' is 'club'; use one of state, "),
        ("party", "code = 'QQQ'; name = 'Q'; wikidata = '159'", "'wikidata' is '159'"),
        ("party", "code = 'QQQ'; name = 'Q'; seat = ['Q']", "unknown key 'seat'"),
        ("party", "code = 'QQQ'; name = 'Q'; seats = ['Q ']", "'seats' holds 'Q '"),
        ("party", "code = 'QQQ'; name = 'Q'; shorts = ['q']; beside = ['QQ']", "'beside' is 'QQ', which parties.toml"),
        ("party", "code = 'QQQ'; name = 'Q'; homes = ['QQ']", "'homes' is 'QQ', which parties.toml"),
        ("person", "name = 'A B'; party = 'QQQ'; office = 'x'", "'party' is 'QQQ', which parties.toml"),
        ("person", "name = 'Joe Biden'; party = 'USA'; office = 'x'", "'Joe Biden' is taken by people.toml:"),
        ("item", "slug = 'q'; name = 'Q1'; classes = ['laser']", "'classes' is 'laser'; use one of uav, "),
        ("item", "slug = 'q'; name = 'Q1'", "'classes' is empty"),
        ("item", "slug = 'Q'; name = 'Q1'; classes = ['uav']", "'slug' is 'Q'; it must look like"),
        ("item", "slug = 'q'; name = 'F 16'; classes = ['uav']", "'F 16' is taken by items.toml:"),
        ("item", "slug = 'q'; name = 'Q1'; classes = ['uav']; family = 'qq'", "'family' is 'qq', which items"),
        ("item", "slug = 'q'; name = 'Q1'; classes = ['uav']; family = 'q'", "'q' is its own family"),
        ("item", "slug = 'q'; name = 'Q1'; classes = ['uav']; origin = 'QQQ'", "'origin' is 'QQQ', which part"),
        ("noun", "words = ['Drone']; classes = ['uav']", "'Drone' is taken by nouns.toml:"),
        ("noun", "words = []; classes = ['uav']", "'words' is empty"),
        ("outlet", "name = 'Q'; kind = 'blog'", "'kind' is 'blog'; use one of agency, "),
        ("outlet", "name = 'Q'; kind = 'site'; party = 'QQQ'", "'party' is 'QQQ', which parties.toml"),
        ("decoy", "names = ['Air India']", "'Air India' is listed twice; decoys.toml:"),
        ("event", "name = 'Q'; phrases = ['q q']; start = 2020-01-02; end = 2020-01-01", "'end' 2020-01-01 is"),
    ],
)
def test_wrong_entry_is_named_by_file_and_line(append: Append, table: str, entry: str, complaint: str) -> None:
    file = FILES[table]
    line = append(file, f"[[{table}]]\n" + entry.replace("; ", "\n"))
    with pytest.raises(DataError) as caught:
        fresh()
    assert str(caught.value).startswith(f"{file}:{line}: {complaint}")


def test_ambiguous_items_may_share_a_name(append: Append) -> None:
    append("items.toml", '[[item]]\nslug = "q"\nname = "F 16"\nclasses = ["uav"]\nambiguous = true')
    assert fresh().items[-1].slug == "q"


def test_broken_toml_is_named(append: Append) -> None:
    append("items.toml", "[[item]]\nslug = = 1\n")
    with pytest.raises(DataError, match=r"items\.toml: .*line"):
        fresh()


def test_missing_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(package: str, name: str) -> str:
        raise FileNotFoundError(2, "No such file", f"{package}/{name}")

    monkeypatch.setattr(tables, "read_text", read)
    with pytest.raises(DataError, match=r"pack 'arms' lacks .*parties\.toml; add it"):
        fresh()


def test_unknown_pack_is_named() -> None:
    with pytest.raises(InputError, match="no pack is named 'lace'"):
        load_pack("lace")
