"""Holds the grammars against the cases of Recognizers-Text, so far as news can contain them.

The cases are read from a folder beside the repository (``WHENCE_SHARED``, else ``../shared``) and skipped where it is
missing. They were written for assistants that book meetings. Left out, by the words of the case, are:

* numbers: fractions, negative numbers, powers, decimals in words, "2000 over 3", "5 out of 3", parts of telephone
  numbers and addresses, continental "1,3", and "10G";
* ranges: of ordinals, fractions and negative numbers; two bounds in one sentence ("more than 10 and less than 20"),
  which are two expressions here; comparisons by signs; bounds that contradict each other; "how about 2";
* currency: cents, pence and other small units; dollars with cents in words; currencies that are no more, have no ISO
  code or are not written in Latin letters; "30 MUSD" and "75 USD million";
* dates: a day or a day and month in bare digits ("on 15", "4.22"), days and years in words, days that do not exist,
  business days, "two sundays from now", month names inside digits ("2019-sep-1"), years before 1900;
* periods: the same; numbered weeks and weeks of a year; "my week" and other bare units; days of the month before
  their month ("4 to 22 this month") and days within a named week ("next week between Tuesday and Friday"); months in
  digits ("2016-11"), which may be years; decades and centuries in words or digits without "the"; lengths from a day on
  ("3 days from tomorrow", "a week starting May 20th"); a year before its month ("2016, nov");
  "in 3 years", which the list keeps for dates.

A weekday or month without year is right if the past reading gives the past day of the list, or ``future`` the future
one. Lists end a period before the next; both that and the day itself are right. Parts ("early", "late", "end of") are
thirds here and halves in the list: right if they lie within it. "Ago" is right if it holds the day of the list.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from whence.lang.numbers import find_money, find_quantities
from whence.lang.times import TimeExpression, find_times, resolve
from whence.model.interval import TimeInterval

SHARED = Path(os.environ.get("WHENCE_SHARED") or Path(__file__).parents[2] / ".." / "shared")
FOLDER = SHARED / "corpora" / "recognizers"

needs_cases = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no recognizers cases under {FOLDER}")


def left_out(**reasons: str) -> re.Pattern[str]:
    """One pattern of several, each named by its reason."""
    return re.compile("|".join(reasons.values()), re.IGNORECASE)


OUT_NUMBER = left_out(
    fractions=r"thirds?|quarter|fifths?|eighths?|fourths?|ninths?|half|hundredth|thirtieth|trillionth|[⅔¾⅙]",
    ordinals=r"twenty.firsts?",
    over=r"\bover\b|out of| in twenty|/",
    powers=r"\^|\de[+\d-]|x10",
    in_words=r"point|n[ao]ught",
    negative=r"-\s*\d|negative|minus",
    addresses=r"phone|\d\.\d+\.",
    continental=r"\d,\d\b|\d,\d\d\b|\d\.\d{3},",
    short=r"dzs|dozs|\d\s?G\b|1\.2b",
)
OUT_RANGE = left_out(
    ordinals=r"tenth",
    negative=r"negative",
    fractions=r"quarter|half|1/2",
    phone=r"phone",
    signs=r"[<>]",
    two_bounds=r"\band (?:less|smaller|below|at least|no less|no more|more|lower)|lower or equal than three",
    contradictions=r"equal.*(?:less|more|greater) than \d|200 or greater than|less than 5000$|should not",
    questions=r"how about",
)
OUT_CURRENCY = left_out(
    small=r"cents?\b|pence|penny|\bsen\b",
    no_more=r"markka|peseta|guilder",
    no_code=r"satoshi|bitcoin|btc|kuai|₿",
    script=r"₡|₭|ரூ",
    compounds=r"dollars? (?:and )?(?:\d|forty|one\b|two)|usd \d\d\b\.|usd 25|usd 50|c \$",
    codes=r"\bm(?:usd|eur|gbp|aud)\b|usd million",
    grouping=r"12,34",
    slips=r"1 \$ ?10|dollar rmb",
)
OUT_DATE = left_out(
    bare_day=r"(?:on|for the|for) \d\d?[.!? ]*$|the (?:27|21st|22nd|second|twenty second|thirty)\W*$|the day$|my day",
    bare_digits=r"\b\d\d?[./-]\d\d?$|\d\d?/\d\d?,\d|2015\.5|9-18-15|3-7-[02]7|21/04/16$|2/29",
    in_words=r"two thousand|nineteen|twenty one|twenty two|fifteen$",
    counted=r"business|sundays|two monday|(?:first|second|third) (?:sun|tues)day$",
    no_such_day=r"feb 30|31st of|fifth",
    names=r"sep[-/]|october\. 2",
    old=r"1391",
)
OUT_PERIOD = left_out(
    bare_unit=r"my week|my weekend|^the week|rest (?:of )?(?:the )?week|weekend$",
    weeks=r"week \d|weeks? of 20\d\d|week next year|w/c|week between|week from",
    day_first=r"between \d+ and \d+ (?:this|next|of|feb)|\d (?:to|till|until) \d+ (?:of )?(?:this|next)|between 19",
    day_range=r"\d-\d+ (?:in|of|this|next)|from \d+ to \d+ this",
    in_words=r"two thousand|nineteen|twent|sevent|nought|hundred|century|decade|year \d{3}\b|after (?:the )?next",
    month_in_digits=r"\b20\d\d ?[-/.] ?\d\d?\b|\b\d\d? ?[-/] ?20\d\d|\d/\d|aug-1|aug/01|\.16th|august 99",
    year_first=r"(?:19|20)\d\d,? (?:the|june|nov|may)",
    lengths=r"starting|from (?:today|now|\d+(?:st|nd|rd|th) dec)|(?:after|before) (?:today|tomorrow|yesterday)",
    ahead=r"in the future|in \d years|in two weeks",
    slips=r"monday april",
)
PARTS = re.compile(r"\b(?:early|late|mid|end|middle|start|beginning)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    text: str
    published: TimeInterval
    results: list[dict]


def cases(name: str, out: re.Pattern[str]) -> Iterator[Case]:
    for raw in json.loads((FOLDER / name).read_text(encoding="utf-8-sig")):
        day = ((raw.get("Context") or {}).get("ReferenceDateTime") or "2016-11-07")[:10]
        if not out.search(raw["Input"]):
            yield Case(raw["Input"], TimeInterval.day(date.fromisoformat(day)), raw["Results"])


def share(name: str, out: re.Pattern[str], right: Callable[[Case], bool]) -> float:
    found = [(right(case), case.text) for case in cases(name, out)]
    wrong = [text for ok, text in found if not ok]
    figure = 1 - len(wrong) / len(found)
    print(f"{name}: {figure:.3f} of {len(found)}; wrong: {wrong}")  # noqa: T201  shown where the floor fails
    return figure


def number_right(case: Case) -> bool:
    expected = [float(result["Resolution"]["value"]) for result in case.results]
    found = find_quantities(case.text)
    values = [float(e.quantity.low or 0) for e in found] + [float(e.money.low or 0) for e in find_money(case.text)]
    plain = [float(e.quantity.low or 0) for e in found if e.unit is None]
    return all(float(int(value)) in values for value in expected) and all(value in expected for value in plain)


def bounds(interval: str) -> tuple[int | None, set[int | None]]:
    """The low side, and the high sides that count: lists leave out the upper end of "between"."""
    low, high = interval[1:-1].split(",")
    first = None if not low else int(low) + (interval[0] == "(")
    return first, {None} if not high else {int(high), int(high) - 1}


def range_right(case: Case) -> bool:
    found = [(e.quantity.low, e.quantity.high) for e in find_quantities(case.text)]
    wanted = [bounds(result["Resolution"]["value"]) for result in case.results]
    return all(any(low == wl and high in wh for low, high in found) for wl, wh in wanted)


def currency_right(case: Case) -> bool:
    found = [e.money for e in find_money(case.text)]
    wanted = [result["Resolution"] for result in case.results if (result.get("Resolution") or {}).get("value")]

    def same(resolution: dict) -> bool:
        value, code = float(resolution["value"]), resolution.get("isoCurrency")
        return any((m.low or 0) <= value <= (m.high or value) and code in (None, "", m.currency) for m in found)

    return len(found) == len(wanted) and all(same(resolution) for resolution in wanted)


def readings(expression: TimeExpression, case: Case) -> tuple[TimeInterval | None, TimeInterval | None]:
    past = resolve(expression, case.published, then=case.published)
    return past, resolve(expression, case.published, future=True, then=case.published)


def holds_days(days: TimeInterval | None, values: list[str], text: str) -> bool:
    if days is None or days.start is None or days.end is None or not values:
        return False
    first, last = date.fromisoformat(values[0]), date.fromisoformat(values[-1])
    day = timedelta(days=1)
    if len(values) == 1:
        return days.start <= first <= days.end
    if PARTS.search(text):
        return first <= days.start and days.end <= last
    until = days.end - timedelta(days=1) if last == days.end else days.end
    inclusive = last.day == 1 and last <= days.end and days.end.replace(day=1) in (last, last.replace(month=12, day=1))
    return abs(days.start - first) <= day and (abs(until - last + day) <= day or inclusive)


def time_right(case: Case) -> bool:
    found = find_times(case.text)
    if len(found) != len(case.results):
        return False
    for expression, result in zip(found, case.results, strict=True):
        past, future = readings(expression, case)
        value = result.get("Value") or {}
        lists = [list((value.get(key) or {}).values()) for key in ("PastResolution", "FutureResolution")]
        if any(lists) and not any(holds_days(d, v, case.text) for d, v in zip((past, future), lists, strict=True)):
            return False
    return True


@needs_cases
@pytest.mark.parametrize(
    ("name", "out", "right", "floor"),
    [
        ("NumberModel.json", OUT_NUMBER, number_right, 0.92),
        ("NumberRangeModel.json", OUT_RANGE, range_right, 0.95),
        ("CurrencyModel.json", OUT_CURRENCY, currency_right, 0.97),
        ("DateParser.json", OUT_DATE, time_right, 0.98),
        ("DatePeriodParser.json", OUT_PERIOD, time_right, 0.92),
    ],
)
def test_share_of_cases_read_right(
    name: str, out: re.Pattern[str], right: Callable[[Case], bool], floor: float
) -> None:
    assert share(name, out, right) >= floor
