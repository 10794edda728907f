"""The tables of ``cases/``, through the model that ships: text in, the claims that a careful reader finds out.

``open.toml`` lists what is right and does not come yet; a case of it that begins to pass must leave it.
"""

from __future__ import annotations

import pytest
from case_files import FOLDER, OPEN, Case, all_cases, read_cases, verdict

from whence.extraction import extract
from whence.model.claim import ItemClass
from whence.model.language import Language
from whence.model.pack import Pack
from whence.reading.sentences import Reader

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_case(case: Case, reader: Reader, pack: Pack, language: Language) -> None:
    article = case.article
    sentences, _ = reader.read(article)
    wrong = verdict(case, extract(article, sentences, pack, language))
    if case.file != OPEN:
        assert not wrong, "\n".join([case.id, case.text, *wrong])
    elif wrong:
        pytest.xfail(f"{case.why}: {wrong[0]}")
    else:
        pytest.fail(f"{case.id} passes now; move it to {case.theme}.toml\n{case.text}")


def test_each_text_stands_once() -> None:
    texts = [case.text for case in CASES]
    assert not {text for text in texts if texts.count(text) > 1}


def test_cases_name_only_what_the_pack_knows(pack: Pack) -> None:
    known = {party.code for party in pack.parties} | {item.slug for item in pack.items} | {"→", "*", *ItemClass}
    told = [
        claim.get(key, "") for case in CASES for claim in case.claims for key in ("flow", "against", "item", "systems")
    ]
    assert {word for words in told for word in words.split()} <= known


def test_open_cases_are_sorted_by_cause_and_know_where_they_belong() -> None:
    cases = list(read_cases(FOLDER / f"{OPEN}.toml"))
    assert [case.why for case in cases] == sorted(case.why for case in cases)
    assert all(case.why for case in cases)
    assert {case.theme for case in cases} <= {path.stem for path in FOLDER.glob("*.toml")} - {OPEN}
