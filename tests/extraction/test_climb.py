"""Grammar without a model: the climb, repairs, subjects and arguments on trees by hand."""

from __future__ import annotations

import pytest
from trees import conllu, place_of, relations, words_of

from whence.extraction.frames import arguments
from whence.extraction.operators import Climbed, climb
from whence.extraction.phrases import subject_of
from whence.extraction.repair import repair
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import Stage
from whence.model.sentence import Sentence

AGREED = """
1 Oslo _ PROPN 2 nsubj
2 agreed agree VERB 0 root
3 to _ PART 4 mark
4 send _ VERB 2 xcomp
5 missiles missile NOUN 4 obj
6 to _ ADP 7 case
7 Riga _ PROPN 4 obl
"""
DENIED = """
1 Oslo _ PROPN 2 nsubj
2 denied deny VERB 0 root
3 that _ SCONJ 5 mark
4 it _ PRON 5 nsubj
5 sold sell VERB 2 ccomp
6 missiles missile NOUN 5 obj
"""
DOUBLE = """
1 Oslo _ PROPN 3 nsubj
2 never _ ADV 3 advmod
3 denied deny VERB 0 root
4 selling sell VERB 3 xcomp
5 missiles missile NOUN 4 obj
"""
CHAIN = """
1 Reuters _ PROPN 2 nsubj
2 reported report VERB 0 root
3 that _ SCONJ 5 mark
4 officials official NOUN 5 nsubj
5 said say VERB 2 ccomp
6 Oslo _ PROPN 8 nsubj
7 had have AUX 8 aux
8 sold sell VERB 5 ccomp
9 missiles missile NOUN 8 obj
"""
ATTRIBUTED = """
1 Oslo _ PROPN 3 nsubj
2 has have AUX 3 aux
3 sold sell VERB 0 root
4 missiles missile NOUN 3 obj
5 , _ PUNCT 3 punct
6 according accord VERB 8 case
7 to _ ADP 6 fixed
8 officials official NOUN 3 obl
"""
NO_EVIDENCE = """
1 There _ PRON 2 expl
2 is be VERB 0 root
3 no _ DET 4 det
4 evidence _ NOUN 2 nsubj
5 that _ SCONJ 7 mark
6 Oslo _ PROPN 7 nsubj
7 sold sell VERB 4 acl
8 missiles missile NOUN 7 obj
"""
MODAL = """
1 Oslo _ PROPN 4 nsubj
2 may _ AUX 4 aux
3 have _ AUX 4 aux
4 sold sell VERB 0 root
5 missiles missile NOUN 4 obj
"""
REFUSED = """
1 Oslo _ PROPN 2 nsubj
2 refused refuse VERB 0 root
3 to _ PART 4 mark
4 sell _ VERB 2 xcomp
5 missiles missile NOUN 4 obj
"""
CONDITION = """
1 If if SCONJ 3 mark
2 Oslo _ PROPN 3 nsubj
3 sells sell VERB 8 advcl
4 missiles missile NOUN 3 obj
5 , _ PUNCT 8 punct
6 Riga _ PROPN 8 nsubj
7 will _ AUX 8 aux
8 protest _ VERB 0 root
"""
BELIEVED = """
1 Officials official NOUN 2 nsubj
2 believe _ VERB 0 root
3 Oslo _ PROPN 4 nsubj
4 plans plan VERB 2 ccomp
5 to _ PART 6 mark
6 sell _ VERB 4 xcomp
7 missiles missile NOUN 6 obj
"""
HEADLINE = """
1 Oslo _ PROPN 3 nsubj
2 to _ PART 3 mark
3 send _ VERB 0 root
4 missiles missile NOUN 3 obj
"""
PLANS = """
1 Oslo _ PROPN 2 nsubj
2 has have VERB 0 root
3 no _ DET 4 det
4 plans plan NOUN 2 obj
5 to _ PART 6 mark
6 sell _ VERB 4 acl
7 missiles missile NOUN 6 obj
"""


def climbed(lines: str, word: str, vocabulary: Vocabulary) -> tuple[Sentence, Climbed]:
    sentence = conllu(lines)
    return sentence, climb(sentence, place_of(sentence, word), Stage.CARRIED_OUT, vocabulary)


@pytest.mark.parametrize(
    ("lines", "word", "stage", "polarity", "certainty"),
    [
        (AGREED, "send", "committed", "affirmed", "certain"),
        (DENIED, "sold", "carried_out", "denied", "certain"),
        (DOUBLE, "selling", "carried_out", "unknown", "certain"),
        (CHAIN, "sold", "carried_out", "affirmed", "certain"),
        (NO_EVIDENCE, "sold", "carried_out", "unknown", "certain"),
        (MODAL, "sold", "carried_out", "affirmed", "possible"),
        (REFUSED, "sell", "refused", "affirmed", "certain"),
        (CONDITION, "sells", "considered", "affirmed", "possible"),
        (BELIEVED, "sell", "planned", "affirmed", "probable"),
        (HEADLINE, "send", "planned", "affirmed", "certain"),
        (PLANS, "sell", "planned", "denied", "certain"),
    ],
    ids=[
        "agree to",
        "deny that",
        "never deny",
        "report that they said",
        "no evidence",
        "may have",
        "refuse to",
        "if",
        "believe it plans to",
        "headline to",
        "no plans to",
    ],
)
def test_climb(lines: str, word: str, stage: str, polarity: str, certainty: str, vocabulary: Vocabulary) -> None:
    _, found = climbed(lines, word, vocabulary)
    assert (found.stage, found.polarity, found.certainty) == (stage, polarity, certainty)


@pytest.mark.parametrize(
    ("lines", "word", "voices"),
    [
        (CHAIN, "sold", ["Reuters", "officials"]),
        (ATTRIBUTED, "sold", ["officials"]),
        (DENIED, "sold", ["Oslo"]),
        (BELIEVED, "sell", ["Officials"]),
        (AGREED, "send", []),
    ],
    ids=["outermost first", "according to", "who denies", "who believes", "nobody"],
)
def test_voices(lines: str, word: str, voices: list[str], vocabulary: Vocabulary) -> None:
    sentence, found = climbed(lines, word, vocabulary)
    assert [sentence.tokens[voice.index].text for voice in found.voices] == voices


def test_the_trail_tells_the_words_and_what_they_did(vocabulary: Vocabulary) -> None:
    sentence, found = climbed(AGREED, "send", vocabulary)
    text = words_of(sentence)
    assert [(step.span.of(text), step.effect) for step in found.trail] == [("agreed", "committed")]


# --- repairs ------------------------------------------------------------------------------------------------------


def test_a_report_at_the_end_becomes_a_parataxis_of_its_content(vocabulary: Vocabulary) -> None:
    sentence = conllu("""
1 Oslo _ PROPN 2 nsubj
2 sold sell VERB 6 ccomp
3 missiles missile NOUN 2 obj
4 , _ PUNCT 6 punct
5 officials official NOUN 6 nsubj
6 said say VERB 0 root
""")
    found = relations(repair(sentence, vocabulary))
    assert {("sold", "", "root"), ("said", "sold", "parataxis"), ("officials", "said", "nsubj")} <= found


def test_a_source_behind_a_colon_hangs_on_the_clause(vocabulary: Vocabulary) -> None:
    sentence = conllu(
        """
1 Oslo _ PROPN 2 nsubj
2 sells sell VERB 0 root
3 missiles missile NOUN 2 obj
4 : _ PUNCT 5 punct
5 report _ NOUN 3 appos
""",
        headline=True,
    )
    assert ("report", "sells", "dislocated:source") in relations(repair(sentence, vocabulary))


def test_a_source_before_a_colon_gives_the_root_to_the_clause(vocabulary: Vocabulary) -> None:
    sentence = conllu(
        """
1 Kyiv _ PROPN 0 root
2 : _ PUNCT 4 punct
3 Minsk _ PROPN 4 nsubj
4 sells sell VERB 1 parataxis
5 missiles missile NOUN 4 obj
""",
        headline=True,
    )
    found = relations(repair(sentence, vocabulary))
    assert {("sells", "", "root"), ("Kyiv", "sells", "dislocated:source")} <= found


def test_a_source_behind_according_to_is_oblique(vocabulary: Vocabulary) -> None:
    sentence = conllu(ATTRIBUTED.replace("3 obl", "3 nsubj"))
    assert ("officials", "sold", "obl") in relations(repair(sentence, vocabulary))


def test_a_second_that_joins_the_first(vocabulary: Vocabulary) -> None:
    sentence = conllu("""
1 Riga _ PROPN 2 nsubj
2 said say VERB 0 root
3 that _ SCONJ 5 mark
4 Oslo _ PROPN 5 nsubj
5 had have VERB 2 ccomp
6 money _ NOUN 5 obj
7 and _ CCONJ 10 cc
8 that _ SCONJ 10 mark
9 Oslo _ PROPN 10 nsubj
10 bought buy VERB 6 conj
11 missiles missile NOUN 10 obj
""")
    assert ("bought", "had", "conj") in relations(repair(sentence, vocabulary))


def test_a_bare_infinitive_joins_the_one_before_it(vocabulary: Vocabulary) -> None:
    sentence = conllu("""
1 Oslo _ PROPN 2 nsubj
2 planned plan VERB 0 root
3 to _ PART 4 mark
4 sell _ VERB 2 xcomp
5 missiles missile NOUN 4 obj
6 and _ CCONJ 7 cc
7 begin _ VERB 2 conj
8 training _ NOUN 7 obj
""")
    assert ("begin", "sell", "conj") in relations(repair(sentence, vocabulary))


def test_what_looks_like_a_noun_is_the_verb_of_a_headline(vocabulary: Vocabulary) -> None:
    sentence = conllu(
        """
1 Oslo _ PROPN 3 compound
2 sanctions sanction NOUN 3 compound
3 firms firm NOUN 0 root
""",
        headline=True,
    )
    found = relations(repair(sentence, vocabulary))
    assert {("sanctions", "", "root"), ("Oslo", "sanctions", "nsubj"), ("firms", "sanctions", "obj")} <= found


def test_a_particle_is_no_preposition(vocabulary: Vocabulary) -> None:
    sentence = conllu("""
1 Oslo _ PROPN 2 nsubj
2 handed hand VERB 0 root
3 over _ ADP 4 case
4 radars radar NOUN 2 obl
""")
    assert {("over", "handed", "compound:prt"), ("radars", "handed", "obj")} <= relations(repair(sentence, vocabulary))


def test_the_name_before_an_infinitive_is_the_subject_of_a_headline(vocabulary: Vocabulary) -> None:
    lines = """
1 Oslo _ PROPN 0 root
2 to _ PART 3 mark
3 send _ VERB 1 acl
4 missiles missile NOUN 3 obj
"""
    found = relations(repair(conllu(lines, headline=True), vocabulary))
    assert {("send", "", "root"), ("Oslo", "send", "nsubj")} <= found
    assert repair(conllu(lines), vocabulary) == conllu(lines)


def test_a_report_between_commas_hangs_on_the_verb_behind_it(vocabulary: Vocabulary) -> None:
    sentence = conllu("""
1 Oslo _ PROPN 7 nsubj
2 , _ PUNCT 4 punct
3 officials official NOUN 4 nsubj
4 said say VERB 1 parataxis
5 , _ PUNCT 4 punct
6 has have AUX 7 aux
7 sold sell VERB 0 root
8 missiles missile NOUN 7 obj
""")
    found = climb(repair(sentence, vocabulary), 6, Stage.CARRIED_OUT, vocabulary)
    assert [sentence.tokens[voice.index].text for voice in found.voices] == ["officials"]


def test_a_sentence_without_such_a_surface_stays_as_it_is(vocabulary: Vocabulary) -> None:
    sentence = conllu(CHAIN)
    assert repair(sentence, vocabulary) == sentence


# --- subjects and arguments ---------------------------------------------------------------------------------------

RELATIVE = """
1 missiles missile NOUN 0 root
2 that _ PRON 4 obj
3 Oslo _ PROPN 4 nsubj
4 sold sell VERB 1 acl:relcl
5 to _ ADP 6 case
6 Riga _ PROPN 4 obl
"""
WHO = """
1 rebels rebel NOUN 0 root
2 who _ PRON 3 nsubj
3 bought buy VERB 1 acl:relcl
4 missiles missile NOUN 3 obj
"""
JOINED = """
1 Oslo _ PROPN 2 nsubj
2 bought buy VERB 0 root
3 and _ CCONJ 4 cc
4 sent send VERB 2 conj
5 missiles missile NOUN 4 obj
6 to _ ADP 7 case
7 Riga _ PROPN 4 obl
"""
ACCUSED = """
1 Riga _ PROPN 2 nsubj
2 accused accuse VERB 0 root
3 Oslo _ PROPN 2 obj
4 of _ SCONJ 5 mark
5 selling sell VERB 2 advcl
6 missiles missile NOUN 5 obj
"""
URGED = """
1 Riga _ PROPN 2 nsubj
2 urged urge VERB 0 root
3 Oslo _ PROPN 2 obj
4 to _ PART 5 mark
5 send _ VERB 2 xcomp
6 missiles missile NOUN 5 obj
"""
PASSIVE = """
1 Missiles missile NOUN 3 nsubj:pass
2 were be AUX 3 aux:pass
3 sold sell VERB 0 root
4 to _ ADP 5 case
5 Riga _ PROPN 3 obl
6 by _ ADP 7 case
7 Oslo _ PROPN 3 obl:agent
"""
PARTICIPLE = """
1 missiles missile NOUN 0 root
2 sold sell VERB 1 acl
3 by _ ADP 4 case
4 Oslo _ PROPN 2 obl
"""
NOUN = """
1 Oslo _ PROPN 3 nmod:poss
2 's _ PART 1 case
3 sale _ NOUN 0 root
4 of _ ADP 5 case
5 missiles missile NOUN 3 nmod
6 to _ ADP 7 case
7 Riga _ PROPN 3 nmod
"""


@pytest.mark.parametrize(
    ("lines", "word", "subject"),
    [
        (AGREED, "send", "Oslo"),
        (WHO, "bought", "rebels"),
        (JOINED, "sent", "Oslo"),
        (ACCUSED, "selling", "Oslo"),
        (URGED, "send", "Oslo"),
        (PLANS, "sell", "Oslo"),
        (DENIED, "sold", "it"),
    ],
    ids=["control", "relative", "coordination", "object control", "urged", "plans of", "own"],
)
def test_subject(lines: str, word: str, subject: str) -> None:
    sentence = conllu(lines)
    found = subject_of(sentence, place_of(sentence, word))
    assert found is not None
    assert sentence.tokens[found].text == subject


def test_a_participle_that_is_acted_on_has_no_subject() -> None:
    sentence = conllu(PARTICIPLE)
    assert subject_of(sentence, place_of(sentence, "sold")) is None


@pytest.mark.parametrize(
    ("lines", "word", "expected"),
    [
        (AGREED, "send", {("nsubj", "Oslo"), ("obj", "missiles"), ("obl:to", "Riga")}),
        (RELATIVE, "sold", {("nsubj", "Oslo"), ("obj", "missiles"), ("obl:to", "Riga")}),
        (JOINED, "bought", {("nsubj", "Oslo"), ("obj", "missiles")}),
        (PASSIVE, "sold", {("nsubj:pass", "Missiles"), ("obl:to", "Riga"), ("obl:by", "Oslo")}),
        (PARTICIPLE, "sold", {("nsubj:pass", "missiles"), ("obl:by", "Oslo")}),
        (NOUN, "sale", {("nmod:poss", "Oslo"), ("nmod:of", "missiles"), ("nmod:to", "Riga")}),
    ],
    ids=["active", "relative", "shared object", "passive", "participle", "noun"],
)
def test_arguments(lines: str, word: str, expected: set[tuple[str, str]]) -> None:
    sentence = conllu(lines)
    found = {
        (argument.place, sentence.tokens[argument.index].text)
        for argument in arguments(sentence, place_of(sentence, word))
    }
    assert expected <= found
