"""Laws of the rules on trees by chance: any words in any tree, as no parser would give them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from trees import words_of

from whence.extraction import extract
from whence.extraction.frames import arguments
from whence.extraction.operators import climb
from whence.extraction.phrases import subject_of
from whence.extraction.repair import repair
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import Certainty, Polarity, Stage
from whence.model.document import Article, Dating, Line, LineRole
from whence.model.interval import TimeInterval
from whence.model.language import Language
from whence.model.pack import Pack
from whence.model.sentence import ROOT, Sentence, Token
from whence.model.text import Span, TextMap

LADDER = (Stage.SOUGHT, Stage.CONSIDERED, Stage.PLANNED, Stage.COMMITTED, Stage.CARRIED_OUT)
WORDS = [
    ("Iran", "iran", "PROPN"),
    ("Reuters", "reuters", "PROPN"),
    ("Russian", "russian", "ADJ"),
    ("officials", "official", "NOUN"),
    ("report", "report", "NOUN"),
    ("evidence", "evidence", "NOUN"),
    ("plans", "plan", "NOUN"),
    ("drones", "drone", "NOUN"),
    ("Shahed-136", "shahed-136", "PROPN"),
    ("sale", "sale", "NOUN"),
    ("sanctions", "sanction", "NOUN"),
    ("supplied", "supply", "VERB"),
    ("buy", "buy", "VERB"),
    ("seeks", "seek", "VERB"),
    ("used", "use", "VERB"),
    ("agreed", "agree", "VERB"),
    ("refused", "refuse", "VERB"),
    ("denied", "deny", "VERB"),
    ("said", "say", "VERB"),
    ("citing", "cite", "VERB"),
    ("according", "accord", "VERB"),
    ("may", "may", "AUX"),
    ("would", "would", "AUX"),
    ("unclear", "unclear", "ADJ"),
    ("not", "not", "PART"),
    ("never", "never", "ADV"),
    ("to", "to", "PART"),
    ("if", "if", "SCONJ"),
    ("that", "that", "SCONJ"),
    ("which", "which", "PRON"),
    ("it", "it", "PRON"),
    ("he", "he", "PRON"),
    ("by", "by", "ADP"),
    ("400", "400", "NUM"),
    ("August", "august", "PROPN"),
    (":", ":", "PUNCT"),
    (",", ",", "PUNCT"),
    ("”", "”", "PUNCT"),
]
RELATIONS = """
nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss amod compound appos acl acl:relcl advcl ccomp xcomp csubj
parataxis conj cc mark case fixed flat aux aux:pass cop det advmod nummod punct dislocated:source
"""


@st.composite
def trees(draw: st.DrawFn) -> Sentence:
    """Any words in any tree, with any relations: what no parser would give, the rules must bear as well."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: ROOT} | {order[place]: order[draw(st.integers(0, place - 1))] for place in range(1, size)}
    tokens, start = [], 0
    for place in range(size):
        form, lemma, upos = draw(st.sampled_from(WORDS))
        deprel = "root" if heads[place] == ROOT else draw(st.sampled_from(RELATIONS.split()))
        tokens.append(Token(place, Span(start, start + len(form)), form, lemma, upos, heads[place], deprel))
        start += len(form) + 1
    return Sentence(Span(0, start - 1), tuple(tokens), 0, draw(st.booleans()))


@given(sentence=trees(), base=st.sampled_from(Stage), getter=st.booleans())
def test_a_climb_never_raises_the_stage(vocabulary: Vocabulary, sentence: Sentence, base: Stage, getter: bool) -> None:
    for token in sentence.tokens:
        found = climb(sentence, token.index, base, vocabulary, getter=getter)
        if base is Stage.REFUSED:
            assert found.stage is Stage.REFUSED
        elif found.stage is not Stage.REFUSED:
            assert LADDER.index(found.stage) <= LADDER.index(base)
        assert found.polarity in Polarity
        assert found.certainty in Certainty
        assert found.path[0] == token.index
        assert sentence.tokens[found.path[-1]].head == ROOT


@given(sentence=trees())
def test_repairs_keep_the_words_and_leave_a_tree(vocabulary: Vocabulary, sentence: Sentence) -> None:
    mended = repair(sentence, vocabulary)
    assert words_of(mended) == words_of(sentence)
    (root,) = [token.index for token in mended.tokens if token.head == ROOT]
    assert mended.subtree(root) == list(range(len(sentence.tokens)))


@given(sentence=trees())
def test_subjects_and_arguments_are_words_of_the_sentence(sentence: Sentence) -> None:
    for token in sentence.tokens:
        subject = subject_of(sentence, token.index)
        assert subject is None or 0 <= subject < len(sentence.tokens)
        assert all(0 <= argument.index < len(sentence.tokens) for argument in arguments(sentence, token.index))


@given(sentence=trees())
def test_claims_stay_inside_their_sentence(pack: Pack, language: Language, sentence: Sentence) -> None:
    text = words_of(sentence)
    whole = Span(0, len(text))
    day = Dating(TimeInterval.day(date(2022, 11, 1)))
    role = LineRole.TITLE if sentence.headline else LineRole.OWN
    article = Article(
        "c", "n", text, (Line(whole, role),), None, None, None, day, None, None, TextMap.identity(len(text))
    )
    for claim in extract(article, [sentence], pack, language):
        assert claim.evidence == sentence.span
        worded = [field.span for field in (claim.quantity, claim.value, claim.when, claim.said) if field is not None]
        links = [link.span for link in claim.sources if link.span is not None]
        trail = [step.span for step in claim.operators]
        assert all(sentence.span.contains(span) for span in (claim.trigger, *worded, *links, *trail))
