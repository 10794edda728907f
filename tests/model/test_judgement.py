"""The fold of judgements: who holds against whom, and what binds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whence.model.judgement import Judgement, Verdict, clusters, standing

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


def said(pair, verdict, revision=1, *, machine=False, judge="Eva"):
    return Judgement(*pair, verdict, "so it is", "an engine" if machine else judge, machine, revision=revision)


CASES = {
    "nobody says anything": ("a b c", []),
    "together": ("ab c", [said("ab", SAME)]),
    "by way of a third": ("abc", [said("ab", SAME), said("cb", SAME)]),
    "a person against the machine": ("a b c", [said("ab", SAME, 9, machine=True), said("ab", DIFFERENT)]),
    "a person's unsure against the machine": ("a b c", [said("ab", SAME, 9, machine=True), said("ab", UNSURE)]),
    "the later word": ("ab c", [said("ab", DIFFERENT), said("ab", SAME, 2, judge="Jan")]),
    "apart binds": ("ab c", [said("ac", DIFFERENT), said("ab", SAME), said("bc", SAME)]),
    "apart by the machine does not bind": (
        "abc",
        [said("ac", DIFFERENT, machine=True), said("ab", SAME), said("bc", SAME)],
    ),
    "of something that is not there": ("a b c", [said("az", SAME)]),
}


@pytest.mark.parametrize("name", CASES)
def test_clusters(name):
    expected, judgements = CASES[name]
    assert clusters("abc", judgements).groups == tuple(tuple(group) for group in expected.split())
    assert clusters("cba", judgements[::-1]) == clusters("abc", judgements)


def test_what_was_kept_apart_is_told():
    held = said("bc", SAME)
    assert clusters("abc", [said("ac", DIFFERENT), said("ab", SAME), held]).held_apart == (held,)


def test_a_pair_has_no_order_and_two_ends():
    assert said("ab", SAME) == said("ba", SAME)
    with pytest.raises(ValueError, match="against itself"):
        said("aa", SAME)


JUDGEMENTS = some.lists(
    some.builds(
        said,
        some.sampled_from(["ab", "ac", "ad", "bc", "bd", "cd", "de"]),
        some.sampled_from([SAME, DIFFERENT, UNSURE]),
        some.integers(1, 4),
        machine=some.booleans(),
        judge=some.sampled_from(["Eva", "Jan"]),
    ),
    max_size=12,
)


@given(JUDGEMENTS, some.randoms(use_true_random=False))
def test_order_does_not_matter(judgements, chance):
    mixed = chance.sample(judgements, len(judgements))
    assert clusters("edcba", mixed) == clusters("abcde", judgements)


@given(JUDGEMENTS)
def test_apart_by_a_person_is_never_together(judgements):
    found = clusters("abcde", judgements).groups
    for each in standing(judgements).values():
        if each.verdict is DIFFERENT and not each.machine:
            assert not any(each.left in group and each.right in group for group in found)
