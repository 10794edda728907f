"""What numbers and amounts of money in news texts mean: tables of text and expected values, and the laws of spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.lang.numbers import find_money, find_quantities

COUNTS = [
    ("Russia has deployed more than 400 drones", [(401, None)]),
    ("over 1,200 individuals", [(1201, None)]),
    ("upwards of 50 launchers", [(51, None)]),
    ("at least 400 missiles", [(400, None)]),
    ("no fewer than 20 tanks", [(20, None)]),
    ("no less than thirty shells", [(30, None)]),
    ("400+ tanks", [(400, None)]),
    ("1,000-plus drones", [(1000, None)]),
    ("50 or more jets", [(50, None)]),
    ("up to 400 missiles", [(None, 400)]),
    ("as many as 2,400 Shaheds", [(None, 2400)]),
    ("no more than 10 launchers", [(None, 10)]),
    ("fewer than 100 shells", [(None, 99)]),
    ("less than a dozen tanks", [(None, 11)]),
    ("about 400 weapons", [(360, 440)]),
    ("approximately 1,000 additional weapons", [(900, 1100)]),
    ("some 400 shells", [(360, 440)]),
    ("an estimated 1,200 shells", [(1080, 1320)]),
    ("roughly two dozen jets", [(21, 27)]),
    ("50 or so vehicles", [(45, 55)]),
    ("nearly 400 strikes", [(360, 400)]),
    ("almost 1,000 tanks", [(900, 1000)]),
    ("just over 100 guns", [(101, 110)]),
    ("hundreds of attack drones", [(200, 999)]),
    ("“hundreds” of drones", [(200, 999)]),
    ("hundreds and hundreds of shells", [(200, 999)]),
    ("several hundred shells", [(300, 999)]),
    ("a few hundred shells", [(300, 999)]),
    ("up to several hundred [unmanned aerial vehicles]", [(None, 999)]),
    ("more than several hundred shells", [(301, None)]),
    ("dozens of missiles", [(24, 99)]),
    ("several dozen missiles", [(36, 99)]),
    ("two dozen missiles", [(24, 24)]),
    ("a dozen missiles", [(12, 12)]),
    ("half a dozen missiles", [(6, 6)]),
    ("a half-dozen missiles", [(6, 6)]),
    ("more than two dozen F-16s", [(25, None)]),
    ("scores of vehicles", [(40, 99)]),
    ("tens of drones", [(20, 99)]),
    ("thousands of strikes", [(2000, 9999)]),
    ("tens of thousands of troops", [(20_000, 99_999)]),
    ("hundreds of thousands of rounds", [(200_000, 999_999)]),
    ("millions of artillery shells", [(2_000_000, 9_999_999)]),
    ("hundreds, if not thousands, of drones", [(200, 9999)]),
    ("hundreds or thousands of drones", [(200, 9999)]),
    ("more than 10 but fewer than 20 tanks", [(11, 19)]),
    ("at most 100 and at least 20 tanks", [(20, 100)]),
    ("more than 40 tanks and fewer than 10 guns", [(41, None), (None, 9)]),
    ("more than 40 and less than 10", [(41, None), (None, 9)]),
    ("a fifth of a million shells", [(200_000, 200_000)]),
    ("40 155mm howitzers", [(40, 40)]),
    ("12 500 shells", [(12_500, 12_500)]),
    ("half a million shells", [(500_000, 500_000)]),
    ("one and a half million shells", [(1_500_000, 1_500_000)]),
    ("1.5 million shells", [(1_500_000, 1_500_000)]),
    ("a million shells", [(1_000_000, 1_000_000)]),
    ("7m homes", [(7_000_000, 7_000_000)]),
    ("10k drones", [(10_000, 10_000)]),
    ("120000 more troops", [(120_000, 120_000)]),
    ("3,500 drones", [(3500, 3500)]),
    ("4 500 tanks", [(4500, 4500)]),
    ("three drones", [(3, 3)]),
    ("twenty-two residential buildings", [(22, 22)]),
    ("one hundred and twenty-three thousand four hundred shells", [(123_400, 123_400)]),
    ("a single drone", [(1, 1)]),
    ("one of the drones hit a building", [(1, 1)]),
    ("a pair of launchers", [(2, 2)]),
    ("a couple of tanks", [(2, 2)]),
    ("a couple hundred tanks", [(200, 200)]),
    ("two or three strikes", [(2, 3)]),
    ("between 300 and 400 drones", [(300, 400)]),
    ("between two hundred and three hundred drones", [(200, 300)]),
    ("300 to 400 drones", [(300, 400)]),
    ("300-400 drones", [(300, 400)]),
    ("20,000 to 30,000 rounds", [(20_000, 30_000)]),
    ("3-4 million shells", [(3_000_000, 4_000_000)]),
    ("two to three hundred missiles", [(200, 300)]),
    ("five Shahed drones, of which two were shot down", [(5, 5), (2, 2)]),
    ("2000 drones", [(2000, 2000)]),
    ("at least another 400 shells", [(400, None)]),
    ("more than up to 400 shells", [(None, 400)]),
    ("a limited number of drones", []),
    ("several drones", []),
    ("some drones", []),
    ("most of the drones", []),
    ("a drone and an air defence system", []),
    ("No one denied it; this one did", []),
    ("the second and third batch", []),
    ("billion since the beginning", []),
    ("the 93rd Brigade", []),
    ("24/7 coverage", []),
    ("Ukraine&#039;s drones", []),
    ("at 10:30", []),
]

UNITS = [
    ("31 percent of strikes", "percent"),
    ("5% of strikes", "percent"),
    ("its 15-month war", "months"),
    ("for nine months", "months"),
    ("a three-day visit", "days"),
    ("day 174", "days"),
    ("a range of more than 200 km", "km"),
    ("hundreds of miles", "miles"),
    ("155mm shells", "mm"),
    ("155-millimeter shells", "mm"),
    (".50 calibre rifles", "calibre"),
    ("20 tonnes of shells", "tonnes"),
    ("a 500-pound bomb", "pounds"),
    ("a 47-year-old man", "age"),
    ("Mr Kirby, 59, said", "age"),
    ("at 2am", "clock"),
    ("at 5 p.m.", "clock"),
    ("in 2018", "year"),
    ("the 2015 Joint Comprehensive Plan", "year"),
    ("the period 2022-2023", "year"),
    ("a 1990s design", "year"),
    ("on Aug. 30", "date"),
    ("on 24 February", "date"),
    ("T-72 tanks", "model"),
    ("Shahed-136 drones", "model"),
    ("Su-35 jets", "model"),
    ("F-16s", "model"),
    ("the S-400", "model"),
    ("an M777 howitzer", "model"),
    ("Resolution 2231", "section"),
    ("the Group of Seven", "section"),
    ("two-thirds of them", "fraction"),
    ("a third of its tanks", "fraction"),
    ("more than half of its tanks", "fraction"),
    ("five and a quarter", "fraction"),
    ("one-way attack drones", "compound"),
    ("three times", "times"),
    ("a factor of 2.5", "decimal"),
]

MONEY = [
    ("a $1.85bn package", [(1.85e9, 1.85e9, "USD")]),
    ("a $1.1 billion arms package", [(1.1e9, 1.1e9, "USD")]),
    ("$20B in aid", [(2e10, 2e10, "USD")]),
    ("€140m in cash", [(1.4e8, 1.4e8, "EUR")]),
    ("a £50m package", [(5e7, 5e7, "GBP")]),
    ("72.2 million euros", [(7.22e7, 7.22e7, "EUR")]),
    ("625 million dollars", [(6.25e8, 6.25e8, "USD")]),
    ("half a million dollars", [(5e5, 5e5, "USD")]),
    ("US$5 million", [(5e6, 5e6, "USD")]),
    ("A$500 million", [(5e8, 5e8, "AUD")]),
    ("C$10 million", [(1e7, 1e7, "CAD")]),
    ("billions of dollars\u2019 worth of equipment", [(2e9, None, "USD")]),
    ("hundreds of millions of dollars", [(2e8, 999_999_999, "USD")]),
    ("a multibillion-dollar deal", [(2e9, None, "USD")]),
    ("more than $1 billion", [(1e9, None, "USD")]),
    ("up to $3 billion", [(None, 3e9, "USD")]),
    ("nearly $20 billion", [(1.8e10, 2e10, "USD")]),
    ("about $400 million", [(3.6e8, 4.4e8, "USD")]),
    ("$1 billion to $2 billion", [(1e9, 2e9, "USD")]),
    ("$1-2 billion", [(1e9, 2e9, "USD")]),
    ("between $30m and $40m", [(3e7, 4e7, "USD")]),
    ("a £250m ($304m) contract", [(2.5e8, 2.5e8, "GBP"), (3.04e8, 3.04e8, "USD")]),
    ("100 billion rubles", [(1e11, 1e11, "RUB")]),
    ("3 trillion won", [(3e12, 3e12, "KRW")]),
    ("20 billion yuan", [(2e10, 2e10, "CNY")]),
    ("40 million shekels", [(4e7, 4e7, "ILS")]),
    ("two billion zlotys", [(2e9, 2e9, "PLN")]),
    ("300 million Swedish kronor", [(3e8, 3e8, "SEK")]),
    ("500 million pounds", [(5e8, 5e8, "GBP")]),
    ("USD 200", [(200, 200, "USD")]),
    ("a 500-pound bomb", []),
    ("the 40 won medals", []),
    ("400 drones", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: list[tuple[int | None, int | None]]) -> None:
    found = [(e.quantity.low, e.quantity.high) for e in find_quantities(text) if e.unit is None]
    assert found == expected


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_numbers_that_count_nothing(text: str, unit: str) -> None:
    assert [e.unit for e in find_quantities(text)] == [unit]


@pytest.mark.parametrize(("text", "expected"), MONEY)
def test_money(text: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    found = [(e.money.low, e.money.high, e.money.currency) for e in find_money(text)]
    assert found == expected


def test_money_is_no_quantity() -> None:
    found = find_quantities("a $1.85bn package of 30 tanks worth 2 million euros")
    assert [(e.quantity.low, e.quantity.high) for e in found] == [(30, 30)]


def test_spans_hold_the_hedge_and_not_the_item() -> None:
    text = "preparing to provide Russia with up to several hundred drones"
    assert [e.span.of(text) for e in find_quantities(text)] == ["up to several hundred"]


PIECES = (
    "more than", "at least", "up to", "about", "between", "and", "to", "-", "or", "hundreds", "of",
    "thousands", "dozen",
    "several", "a", "half", "million", "bn", "$", "€", "dollars", "euros", "two", "twenty", "one", "400", "1,000",
    "3.5",
    "2018", "F-16", "%", "km", "drones", ".", ",", "İ", "٣", "\u2019", "+", "/", "#", "m",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
)


@given(TEXTS)
def test_laws_of_quantities(text: str) -> None:
    end = 0
    for expression in find_quantities(text):
        assert end <= expression.span.start < expression.span.end <= len(text)
        end = expression.span.end
        low, high = expression.quantity.low, expression.quantity.high
        assert low is None or high is None or low <= high
        assert low is not None or high is not None


@given(TEXTS)
def test_laws_of_money(text: str) -> None:
    end = 0
    for expression in find_money(text):
        assert end <= expression.span.start < expression.span.end <= len(text)
        end = expression.span.end
        low, high = expression.money.low, expression.money.high
        assert low is None or high is None or low <= high
        assert len(expression.money.currency) == 3
    spans = [expression.span for expression in find_money(text)]
    assert not any(quantity.span.overlaps(span) for quantity in find_quantities(text) for span in spans)


@pytest.mark.parametrize("text", ["{} drones", "{}-{} drones", "${} million", "{}.{} tons", "more than {}"])
def test_runs_of_digits_are_litter(text: str) -> None:
    litter = text.replace("{}", "1" * 6000)
    assert (find_quantities(litter), find_money(litter)) == ([], [])


@pytest.mark.parametrize("text", ["a dozen Mi-8 helicopters", "twelve TB2 drones"])
def test_letters_that_begin_a_model_are_no_unit(text: str) -> None:
    assert next((each.quantity.low, each.unit) for each in find_quantities(text)) == (12, None)
