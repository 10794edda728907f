"""Measures the grammars of numbers, money and times against the cases of Recognizers-Text, so far as news holds them.

    python benchmarks/recognizers.py [--shared ../shared] [--misses]

For each list: the share of its cases that remain in, the share of those that are read right, how many are left out and
why. The cases were written for assistants that book meetings and do sums; ``LISTS`` says what is left out, by the words
of the case. What is right:

* a number: every value of the list is found, and no plain count that is not in the list;
* a range: the same bounds; lists leave out the upper end of "between";
* a sum: as many sums as in the list, each holding its value, in its currency;
* a time: as many times as in the list. A weekday or month without year is right if the past reading gives the past
  days of the list, or ``future`` the future ones. Lists end a period before the next: both that and the day itself are
  right. Parts ("early", "end of") are thirds here and halves in the list: right if they lie within it. "Ago" is right
  if it holds the day of the list.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from whence.lang.numbers import find_money, find_quantities
from whence.lang.times import TimeExpression, find_times, resolve
from whence.model.interval import TimeInterval

PUBLISHED = "2016-11-07"
"""The day that the lists mean where they give none."""
PARTS = re.compile(r"\b(?:early|late|mid|end|middle|start|beginning)\b", re.IGNORECASE)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the day it stands for, and what the list finds in it."""

    text: str
    published: TimeInterval
    results: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class CaseList:
    """A file of cases, what is left out of it (reason → words of the case), and what makes one right."""

    file: str
    right: Callable[[Case], bool]
    out: Mapping[str, str]

    def cases(self, folder: Path) -> Iterator[Case]:
        for raw in json.loads((folder / self.file).read_text(encoding="utf-8-sig")):
            day = ((raw.get("Context") or {}).get("ReferenceDateTime") or PUBLISHED)[:10]
            yield Case(raw["Input"], TimeInterval.day(date.fromisoformat(day)), tuple(raw["Results"]))

    def reason(self, text: str) -> str:
        """Why a case is left out, or an empty string."""
        return next((why for why, words in self.out.items() if re.search(words, text, re.IGNORECASE)), "")


@dataclass(frozen=True, slots=True)
class Measured:
    """``cases`` counts all of a list; ``out`` those left out by reason; ``wrong`` holds the others read wrongly."""

    cases: int
    out: Mapping[str, int]
    wrong: tuple[str, ...]

    @property
    def counted(self) -> int:
        return self.cases - sum(self.out.values())

    @property
    def kept(self) -> float:
        return self.counted / self.cases

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.counted


def measure(cases: CaseList, shared: Path) -> Measured:
    """Reads every case of a list that is not left out."""
    out: Counter[str] = Counter()
    wrong: list[str] = []
    found = list(cases.cases(shared / "corpora" / "recognizers"))
    for case in found:
        why = cases.reason(case.text)
        if why:
            out[why] += 1
        elif not cases.right(case):
            wrong.append(case.text)
    return Measured(len(found), out, tuple(wrong))


# --- what is right ------------------------------------------------------------------------------------------------


def number_right(case: Case) -> bool:
    expected = [float(result["Resolution"]["value"]) for result in case.results]
    found = find_quantities(case.text)
    values = [float(each.value) for each in found if each.value is not None]
    values += [float(each.money.low or 0) for each in find_money(case.text)]
    plain = [float(each.quantity.low or 0) for each in found if each.unit is None]
    near = all(any(abs(value - other) <= 1e-9 * abs(value) for other in values) for value in expected)
    return near and all(value in expected for value in plain)


def bounds(interval: str) -> tuple[int | None, set[int | None]]:
    """The low side, and the high sides that count: lists leave out the upper end of "between"."""
    low, high = interval[1:-1].split(",")
    first = None if not low else int(low) + (interval[0] == "(")
    return first, {None} if not high else {int(high), int(high) - 1}


def range_right(case: Case) -> bool:
    found = [(each.quantity.low, each.quantity.high) for each in find_quantities(case.text)]
    wanted = [bounds(result["Resolution"]["value"]) for result in case.results]
    return all(any(low == first and high in last for low, high in found) for first, last in wanted)


def currency_right(case: Case) -> bool:
    found = [each.money for each in find_money(case.text)]
    wanted = [result["Resolution"] for result in case.results if (result.get("Resolution") or {}).get("value")]

    def same(resolution: Mapping[str, Any]) -> bool:
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
    if len(values) == 1:
        return days.start <= first <= days.end
    if PARTS.search(text):
        return first <= days.start and days.end <= last
    until = days.end - DAY if last == days.end else days.end
    inclusive = last.day == 1 and last <= days.end and days.end.replace(day=1) in (last, last.replace(month=12, day=1))
    return abs(days.start - first) <= DAY and (abs(until - last + DAY) <= DAY or inclusive)


def time_right(case: Case) -> bool:
    found = find_times(case.text)
    if len(found) != len(case.results):
        return False
    for expression, result in zip(found, case.results, strict=True):
        value = result.get("Value") or {}
        lists = [list((value.get(key) or {}).values()) for key in ("PastResolution", "FutureResolution")]
        pairs = zip(readings(expression, case), lists, strict=True)
        if any(lists) and not any(holds_days(days, values, case.text) for days, values in pairs):
            return False
    return True


# --- what is left out ---------------------------------------------------------------------------------------------

LISTS = (
    CaseList(
        "NumberModel.json",
        number_right,
        {
            "sums, powers and numbers below zero": r"\^|\de[+\d-]|x10|\d over|one over|\bminus|negative|^ ?-",
            "fractions of large terms": r"(?:twenty|thirty|ninety|hundred|thousand).*(?:fifths?|firsts?)$"
            r"|fifths\?|illionths?|hundredths?|thirtieth|one hundred.*quarters",
            "fractions in signs": r"\d/\d|[⅔¾⅙]",
            "one in three: two counts here": r"^(?:one|two|1) (?:out of|in) ",
            "spoken decimals": r"\bpoint\b|n[ao]ught",
            "numbers that name": r"phone|\d\.\d+\.\d",
            "decimal commas": r"\d,\d\b|\d,\d\d\.?$|\d\.\d{3},",
            "short forms": r"dzs|dozs|\d\s?G\b|1\.2b",
        },
    ),
    CaseList(
        "NumberRangeModel.json",
        range_right,
        {
            "numbers below zero": r"negative|<=?\s*-",
            "ranks": r"tenth",
            "shares": r"quarter|half|1/2|2 in 5 or more",
            "bounds that exclude each other": r"equal to 5000 or (?:less than 6|more)|greater than 190",
        },
    ),
    CaseList(
        "CurrencyModel.json",
        currency_right,
        {
            "cents and pence": r"cents?\b|pence|penny|\bsen\b",
            "dollars with cents in words": r"dollars? (?:and )?(?:\d|forty|one\b|two)|(?:usd|only 15 dollars) \d\d\b"
            r"|and fifty|one and one",
            "no currency of a state": r"satoshi|bitcoin|btc|kuai|₿",
            "other scripts": r"ரூ",
        },
    ),
    CaseList(
        "DateParser.json",
        time_right,
        {
            "a bare day": r"\bon 15$|for the (?:27|second|thirty|twenty second)\b|the day$|my day",
            "month and day in bare digits": r"(?:on|in|back)\s+\d\d?[./-]\d\d?$|\d\d?/\d\d?,\d|2015\.5|^2/29$|9-18-15"
            r"|3-7-[02]7",
            "spoken dates": r"two thousand|nineteen|twenty (?:one|two)|fifteen$",
            "days that do not exist": r"feb 30|31st of|fifth|2/29/2019",
            "assistants' counting": r"business|sundays|two monday|(?:first|second|third) (?:sun|tues)day$",
            "before 1900": r"1391",
            "a month's name inside digits": r"2019[-/]sep",
        },
    ),
    CaseList(
        "DatePeriodParser.json",
        time_right,
        {
            "assistants' calendars": r"my week|my weekend|^the week|rest (?:of )?(?:the )?week|on weekend"
            r"|cortana|\booo\b|out of office|\d (?:of )?(?:this|next) month|in next month",
            "numbered weeks": r"week \d|w/c",
            "month and year in digits": r"\b20\d\d ?[-/.] ?\d\d?\b|\b\d\d? ?[-/] ?20\d\d",
            "month and day in digits": r"from \d+/\d|aug-1|aug/01|\.16th",
            "a year before its month": r"2016, nov|201\d (?:june|may)|2016 the",
            "spoken years": r"two thousand (?:and|until)|nineteen (?!seventies)|twenty-tens|seventeen|one thousand"
            r"|two thousands|year two",
            "years before 1900": r"year 247",
            "a day before its month": r"november between",
            "decades counted by the calendar": r"(?:past|last|next) (?:2|3|two) decades",
            "lengths that the list keeps for dates": r"in \d years|in two weeks",
            "lengths of assistants": r"from (?:today|\d+th dec)|in the future|after tomorrow",
            "slips": r"monday april|august 99",
        },
    ),
)


# --- what is shown ------------------------------------------------------------------------------------------------


def _rows(found: Mapping[str, Measured]) -> Iterator[str]:
    yield f"{'':<24}{'cases':>8}{'kept':>8}{'right':>8}{'right of all':>14}"
    for name, each in found.items():
        right = each.counted - len(each.wrong)
        yield f"{name:<24}{each.cases:>8}{each.kept:>8.3f}{each.share:>8.3f}{right / each.cases:>14.3f}"
        yield from (f"    {count:>3} left out: {why}" for why, count in sorted(each.out.items()))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=beside, help="the shared corpora folder")
    parser.add_argument("--misses", action="store_true", help="list the cases that are read wrongly")
    given = parser.parse_args()
    if not (given.shared / "corpora" / "recognizers").is_dir():
        print(f"{given.shared}: no cases are there; name the shared corpora folder with --shared", file=sys.stderr)
        return 2
    found = {cases.file: measure(cases, given.shared) for cases in LISTS}
    if given.misses:
        for name, each in found.items():
            print(*(f"{name}: {text}" for text in each.wrong), sep="\n", end="\n\n")
    print(*_rows(found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
