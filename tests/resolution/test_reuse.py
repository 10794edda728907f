"""Words at length that two articles share: found however they stand, and never where only a quotation is shared."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sample_articles import an_article, sentence

from whence.resolution.reuse import GRAM, WINDOW, fingerprints, passages, wording_of

LEAD, BODY, END = (f"{sentence(place)} {sentence(place + 50)}" for place in (1, 2, 3))
OTHER, MORE = (f"{sentence(place)} {sentence(place + 50)}" for place in (4, 5))
QUOTE = f"“{sentence(9, 30)}”"


def shared(one, other):
    """What the second shares with the first, in the words of each."""
    left, right = wording_of(one), wording_of(other)
    places = {each.hash: each.word for each in fingerprints(left)}
    hits = [(places[each.hash], each.word) for each in fingerprints(right) if each.hash in places]
    return [(each.left.of(one.text), each.right.of(other.text)) for each in passages(left, right, hits)]


WIRE = an_article(LEAD, BODY, END, title=sentence(20, 8))


class TestFound:
    def test_embedded_in_a_longer_article(self):
        ((_, words),) = shared(WIRE, an_article(OTHER, BODY, MORE, title=sentence(21, 8)))
        assert words == BODY[:-1]

    def test_cut_short(self):
        ((words, _),) = shared(WIRE, an_article(LEAD, title=sentence(20, 8)))
        assert words.endswith(LEAD[:-1])

    def test_a_new_headline_over_the_same_lead(self):
        ((words, again),) = shared(WIRE, an_article(LEAD, MORE, title=sentence(22, 8)))
        assert words == again == LEAD[:-1]

    def test_an_edit_inside(self):
        edited = BODY.split()
        edited[15:16] = ["quite", "another", "thing"]
        ((words, _),) = shared(an_article(BODY), an_article(" ".join(edited)))
        assert words == BODY[:-1]

    def test_case_and_line_breaks_are_no_matter(self):
        assert shared(an_article(BODY), an_article(BODY.upper().replace(" ", "\n")))

    def test_a_repost_of_few_words(self):
        brief = sentence(30, 9)
        assert shared(an_article(brief), an_article(brief, outlet="B"))


class TestNotFound:
    def test_nothing_shared(self):
        assert shared(WIRE, an_article(OTHER, MORE)) == []

    def test_a_quotation_alone(self):
        one, other = (an_article(f"{sentence(seed)} {QUOTE} {sentence(seed + 1)}") for seed in (40, 60))
        assert shared(one, other) == []

    def test_a_quotation_with_the_words_around_it(self):
        one, other = (an_article(sentence(seed), f"{LEAD} {QUOTE}") for seed in (40, 60))
        assert len(shared(one, other)) == 1

    def test_few_words_of_longer_texts(self):
        few = sentence(70, 12)
        assert shared(an_article(OTHER, few), an_article(MORE, few)) == []

    def test_texts_of_hardly_a_word(self):
        assert fingerprints(wording_of(an_article("Two words."))) == []
        assert fingerprints(wording_of(an_article())) == []


@given(some.integers(0, 10_000), some.integers(0, 3), some.integers(0, 3), some.integers(30, 60))
def test_a_passage_is_found_wherever_it_stands(seed, before, after, length):
    passage = sentence(seed, length)
    one = an_article(*(sentence(seed + 20_000 + place) for place in range(before)), passage)
    other = an_article(passage, *(sentence(seed + 40_000 + place) for place in range(after)))
    assert any(passage[1:-1] in words for words, _ in shared(one, other))


@pytest.mark.parametrize("length", [GRAM, GRAM + WINDOW - 1, 200])
def test_every_window_keeps_a_fingerprint(length):
    places = [each.word for each in fingerprints(wording_of(an_article(sentence(1, length))))]
    assert places
    assert all(after - before <= WINDOW for before, after in itertools.pairwise(places))
