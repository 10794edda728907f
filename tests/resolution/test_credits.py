"""Which agencies a page credits, and where a name of one is no credit."""

from __future__ import annotations

import pytest
from sample_articles import an_article, sentence

from whence.lang import load_language
from whence.model.pack import Outlet
from whence.packs import load_pack
from whence.resolution.credits import credits_of

LANGUAGE = load_language("en")
AGENCIES = tuple(outlet for outlet in load_pack("arms").outlets if outlet.kind == "agency")
REUTERS = "Reuters"


def credited(article):
    return credits_of(article, AGENCIES, LANGUAGE)


CASES = {
    "a dateline": ((REUTERS,), an_article(f"LIMA, May 3 (Reuters) - {sentence(1)}")),
    "a dateline without brackets": ((REUTERS,), an_article(f"LIMA, Reuters — {sentence(1)}")),
    "a byline": ((REUTERS,), an_article(sentence(1), byline="Ann Moe, Reuters")),
    "a line at the end": ((REUTERS,), an_article(sentence(1), "With files from Reuters")),
    "a name alone at the end": ((REUTERS,), an_article(sentence(1), "Reuters")),
    "told in the text": ((), an_article(f"{sentence(1)} Reuters reported it first. {sentence(2)}")),
    "told at the end": ((), an_article(sentence(1), f"{sentence(2)} Reuters reported it first.")),
    "its own outlet": ((), an_article(f"LIMA, May 3 (Reuters) - {sentence(1)}", outlet=REUTERS)),
    "another word": ((), an_article(f"LIMA, May 3 (Reutersberg) - {sentence(1)}")),
    "no text": ((), an_article()),
}


@pytest.mark.parametrize("name", CASES)
def test_credits(name):
    expected, article = CASES[name]
    assert credited(article) == expected


def test_the_pack_knows_agencies():
    assert REUTERS in {agency.name for agency in AGENCIES}
    assert all(isinstance(agency, Outlet) for agency in AGENCIES)
