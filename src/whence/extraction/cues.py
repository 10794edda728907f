"""Who says, thinks or wants what in one sentence: each cue with its source and its content, as words.

The trees are those of the climb (mended, with reports hung on their content), and so is the lexicon of operators.
The climb goes from an event up to whoever tells of it; here the cue is found first, whatever it tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whence.extraction.phrases import case_of, has_to, mark_of
from whence.extraction.reports import SOURCE
from whence.extraction.tellers import agent_of, closing_comma, is_told_of, owner_of, phrase_of, teller_of
from whence.extraction.vocabulary import Vocabulary
from whence.model.language import Speaker
from whence.model.sentence import ROOT, Sentence, Token

CLAUSES = ("ccomp", "csubj", "xcomp")
SIDES = ("obl", "advcl")
CASES = frozenset({"about", "of", "for", "on", "to", "with", "against", "as", "over", "that", "at"})
OF_OBJECTS = frozenset({"of", "for", "as"})
"""Prepositions of what is said of an object: "accused the firm of", "described it as"."""
ASKING = frozenset({"when", "how", "where", "why"})
NEAR = 4
"""Most words from a verb to the infinitive that it carries, and from an owner to its noun."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Places of words: ``words`` from the first to the last of the cue, ``source`` and ``content`` sorted.

    ``speaks`` is true where words are reported, so that quotation marks beside the cue belong to it.
    """

    words: range
    source: tuple[int, ...]
    content: tuple[int, ...]
    speaks: bool


def cues(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Cue]:
    """The cues of a mended sentence in reading order, nested ones included."""
    finder = _Finder(sentence, vocabulary)
    for token in sentence.tokens:
        found = finder.at(token)
        if found is not None:
            yield found


class _Finder:
    def __init__(self, sentence: Sentence, vocabulary: Vocabulary) -> None:
        self.sentence, self.vocabulary, self.language = sentence, vocabulary, vocabulary.language

    def at(self, token: Token) -> Cue | None:
        if token.deprel == SOURCE:
            return self._colon(token)
        if token.head != ROOT and case_of(self.sentence, token.index) in self.language.attributions:
            return self._according(token)
        match token.upos:
            case "VERB":
                return self._seeming(token) if self._seems(token) else self._verb(token)
            case "NOUN":
                return self._noun(token)
            case "ADJ":
                return self._adjective(token)
        return None

    # --- sorts of cues --------------------------------------------------------------------------------------------

    def _colon(self, token: Token) -> Cue | None:
        """ "Kyiv: …" and "…: report"."""
        source = self.sentence.subtree(token.index)
        colon = source[-1] + 1
        if colon >= len(self.sentence.tokens) or self.sentence.tokens[colon].text != ":":
            colon = source[0] - 1
        if colon < 0:
            return None
        content = self._below(token.head).difference(source, (colon,))
        return Cue(range(colon, colon + 1), tuple(source), tuple(sorted(content)), True)

    def _according(self, token: Token) -> Cue | None:
        before = [child.index for child in self.sentence.children(token.index, "case") if child.index < token.index]
        cases = sorted(place for child in before for place in self._below(child))
        if not cases:
            return None
        phrase = self._below(token.index)
        content = self._below(token.head) - phrase
        source = phrase_of(self.sentence, token.index, self._telling_clauses(token.index))
        source = {place for place in source if place > cases[-1]}
        return Cue(range(cases[0], cases[-1] + 1), tuple(sorted(source)), tuple(sorted(content)), True)

    def _verb(self, token: Token) -> Cue | None:
        speaks, holds = self._sort(token)
        if not (speaks or holds) or token.relation in ("amod", "compound", "aux"):
            return None
        told_of = is_told_of(self.sentence, token)
        source = agent_of(self.sentence, token) if told_of else teller_of(self.sentence, token)
        words = self._carried(token, self._words(token))
        if words is None or (source is None and not (speaks and told_of)):
            return None
        sender = self._sender(token)
        if sender is not None:
            source, words = teller_of(self.sentence, sender), range(self._words(sender).start, words.stop)
        content = self._content(token, source, told_of=told_of, speaks=speaks)
        if (not content and not speaks) or self._only_carries(token):
            return None
        words = self._with_occasion(token, words) if speaks else words
        return self._cue(words, source, content, speaks=speaks)

    def _only_carries(self, verb: Token) -> bool:
        """Whether the object is the cue: "expressed concern about"."""
        objects = self.sentence.children(verb.index, "obj") if verb.lemma in self.language.carriers else ()
        return any(child.upos == "NOUN" and self._noun(child) is not None for child in objects)

    def _seeming(self, token: Token) -> Cue | None:
        """ "the army seems to retreat": nobody is told, and the subject is part of the content."""
        clauses = list(self.sentence.children(token.index, *CLAUSES))
        if not clauses or token.relation in ("amod", "xcomp"):
            return None
        words = self._words(token)
        content = self._all_below([*clauses, *self.sentence.children(token.index, "nsubj")]).difference(words)
        return Cue(words, (), tuple(sorted(content)), False)

    def _noun(self, token: Token) -> Cue | None:
        """ "Oslo's claim that", "made no mention of"."""
        entries = self.vocabulary.operators(self.sentence, token)
        if not any(entry.states for entry in entries) and token.lemma not in self.language.utterances:
            return None
        content = self._all_below(self._complements(token))
        source, first = owner_of(self.sentence, token), token.index
        if source is not None and source < first <= max(self._below(source)) + NEAR:
            first = max(self._below(source)) + 1
        verb = self.sentence.tokens[token.head]
        if source is None and token.relation == "obj" and verb.lemma in self.language.carriers:
            source, first = teller_of(self.sentence, verb), self._words(verb).start
        if source is None or not content:
            return None
        return self._cue(range(first, token.index + 1), source, content, speaks=False)

    def _adjective(self, token: Token) -> Cue | None:
        """ "is confident that", "made clear that"."""
        if token.lemma not in self.language.moods or token.relation == "amod":
            return None
        source = teller_of(self.sentence, token)
        content = self._content(token, source, told_of=False, speaks=False)
        if source is None or not content:
            return None
        words = self._words(token)
        if token.relation == "xcomp" and self.sentence.tokens[token.head].lemma in self.language.carriers:
            words = range(self._words(self.sentence.tokens[token.head]).start, words.stop)
        return self._cue(words, source, content, speaks=False)

    def _cue(self, words: range, source: int | None, content: set[int], *, speaks: bool) -> Cue | None:
        words = self._with_case(words, content)
        phrase: set[int] = set()
        if source is not None:
            phrase = phrase_of(self.sentence, source, self._telling_clauses(source)).difference(words)
            phrase |= closing_comma(self.sentence, phrase, words.start)
            if not phrase:
                return None
        rest = content.difference(words, phrase)
        if words.stop < len(self.sentence.tokens) and self.sentence.tokens[words.stop].text == ":":
            words = range(words.start, words.stop + 1)
        return Cue(words, tuple(sorted(phrase)), tuple(sorted(rest)), speaks)

    # --- what a word is -------------------------------------------------------------------------------------------

    def _sort(self, token: Token) -> tuple[bool, bool]:
        """Whether a verb reports, and whether it tells of another attitude."""
        if token.upos != "VERB" or token.lemma in self.language.idle:
            return False, False
        entries = self.vocabulary.operators(self.sentence, token)
        speaks = any(entry.states and entry.speaker in (Speaker.SUBJECT, Speaker.OBJECT) for entry in entries)
        holds = any(entry.wants or entry.asks for entry in entries)
        return speaks, holds or token.lemma in self.language.stances or token.lemma in self.language.aims

    def _seems(self, token: Token) -> bool:
        entries = self.vocabulary.operators(self.sentence, token)
        return any(entry.certainty and not entry.states and not entry.stage for entry in entries)

    def _telling_clauses(self, source: int) -> Iterator[int]:
        """The clauses of a source that hold a cue: "officials who promised …", "the paper, citing …"."""
        for place in self.sentence.subtree(source):
            if self.sentence.tokens[place].relation == "acl":
                verbs = (self.sentence.tokens[each] for each in self.sentence.subtree(place))
                if any(any(self._sort(verb)) and self._content(verb, None) for verb in verbs):
                    yield place

    # --- the words of a cue ---------------------------------------------------------------------------------------

    def _words(self, token: Token) -> range:
        """The word with its auxiliaries, and the adverbs and particles right beside it."""
        first, last = token.index, token.index
        before = {child.index for child in self.sentence.children(token.index, "aux", "cop", "advmod")}
        before -= {child.index for child in self.sentence.children(token.index, "advmod") if child.lemma in ASKING}
        before |= {child.index for child in self.sentence.children(token.index, "mark") if child.lemma == "to"}
        while first - 1 in before:
            first -= 1
        after = {child.index for child in self.sentence.children(token.index, "compound:prt")}
        adverbs = self.sentence.children(token.index, "advmod")
        after |= {child.index for child in adverbs if child.text.endswith("ly")}
        while last + 1 in after:
            last += 1
        return range(first, last + 1)

    def _carried(self, token: Token, words: range) -> range | None:
        """With the verbs that carry it: "went on to say"; ``None`` where what carries it stands apart."""
        if not self._is_carried(token):
            return words
        above = self.sentence.tokens[token.head]
        own = any(True for _ in self.sentence.children(token.index, "nsubj"))
        near = above.index < token.index and words.start - above.index <= NEAR
        if above.upos not in ("VERB", "ADJ") or own or not near or self._sort(above)[0]:
            return None
        outer = self._carried(above, self._words(above))
        return None if outer is None else range(outer.start, words.stop)

    def _is_carried(self, token: Token) -> bool:
        if token.head == ROOT or token.relation not in ("xcomp", "advcl", "acl", "ccomp"):
            return False
        by = mark_of(self.sentence, token.index) == "by" and token.index - token.head <= NEAR
        return token.relation == "xcomp" or has_to(self.sentence, token.index) or (token.relation == "advcl" and by)

    def _sender(self, token: Token) -> Token | None:
        """The verb of which "saying" says more: "released a statement saying"."""
        if token.relation != "acl" or not token.text.endswith("ing"):
            return None
        noun = self.sentence.tokens[token.head]
        verb = self.sentence.tokens[noun.head]
        near = noun.relation == "obj" and noun.index < token.index <= verb.index + 2 * NEAR
        return verb if near and verb.lemma in self.language.carriers else None

    def _with_occasion(self, token: Token, words: range) -> range:
        """Where it was said belongs to the cue: "said in an interview"."""
        for child in self.sentence.children(token.index, "obl"):
            phrase = self.sentence.subtree(child.index)
            if phrase[0] == words.stop and child.lemma in self.language.occasions:
                return range(words.start, phrase[-1] + 1)
        return words

    def _with_case(self, words: range, content: set[int]) -> range:
        """A preposition right behind the cue is the cue's: "called for", "criticism of"."""
        place = words.stop
        while place in content and self._is_case(self.sentence.tokens[place]):
            place += 1
        if place == words.stop and place in content and self.sentence.tokens[place].relation == "case":
            place += 1
        return range(words.start, place)

    def _is_case(self, token: Token) -> bool:
        held = token.text.lower() in CASES and token.text.lower() not in ("that", "to")
        return held and token.relation in ("case", "mark", "advmod")

    # --- content --------------------------------------------------------------------------------------------------

    def _content(self, token: Token, source: int | None, *, told_of: bool = False, speaks: bool = False) -> set[int]:
        """What a cue tells: its clauses and objects, what is said of them, or the clause that it stands beside."""
        children = [child for child in self.sentence.children(token.index) if child.index != source]
        clauses = [child for child in children if child.relation in CLAUSES]
        objects = [child for child in children if child.relation in ("obj", "iobj")]
        if told_of:
            objects += [child for child in children if child.deprel in ("nsubj:pass", "csubj:pass")]
        beside = self._beside(token) if speaks else None
        sides = [child for child in children if child.relation in SIDES and child.index > token.index]
        addressed = token.lemma in self.language.addresses and (clauses or beside is not None)
        heads = clauses if addressed else clauses + objects
        if objects or told_of:
            heads = heads + [child for child in sides if self._cases(child) & OF_OBJECTS]
        if not heads and beside is None:
            heads = [child for child in sides if self._cases(child) & CASES or self._is_purpose(child)][:1]
        if speaks and not clauses:
            heads = heads + [child for child in children if child.relation == "parataxis" and child.index > token.index]
        content = self._all_below(heads)
        if beside is not None and not clauses:
            content |= self._below(beside) - self._below(token.index)
        return content - self._all_below([child for child in map(self._word, content) if self._is_tag(child)])

    def _word(self, place: int) -> Token:
        return self.sentence.tokens[place]

    def _is_tag(self, token: Token) -> bool:
        """Whether a clause tells of the one it stands in: "he said" of "…, he said" is no part of what others say."""
        if token.relation != "parataxis" or not self._sort(token)[0]:
            return False
        clause = self.sentence.subtree(token.index)
        marked = any(self._word(place).upos == "PUNCT" for place in (clause[0], max(0, clause[0] - 1)))
        own = any(True for _ in self.sentence.children(token.index, "nsubj"))
        return marked and own and not any(True for _ in self.sentence.children(token.index, *CLAUSES))

    def _complements(self, noun: Token) -> Iterator[Token]:
        for child in self.sentence.children(noun.index, "acl", "nmod"):
            of_it = child.index > noun.index and child.deprel not in ("acl:relcl", "nmod:poss")
            marked = mark_of(self.sentence, child.index) in ("that", "to", "of") or has_to(self.sentence, child.index)
            if of_it and (marked or case_of(self.sentence, child.index) in CASES):
                yield child

    def _cases(self, token: Token) -> set[str]:
        return {case_of(self.sentence, token.index), mark_of(self.sentence, token.index)}

    def _is_purpose(self, token: Token) -> bool:
        return token.relation == "advcl" and has_to(self.sentence, token.index)

    def _beside(self, token: Token) -> int | None:
        """The clause that a report in commas hangs on."""
        as_told = token.relation == "advcl" and mark_of(self.sentence, token.index) == "as"
        return token.head if token.head != ROOT and (token.relation == "parataxis" or as_told) else None

    def _below(self, index: int) -> set[int]:
        return set(self.sentence.subtree(index))

    def _all_below(self, heads: Iterator[Token] | list[Token]) -> set[int]:
        return {place for child in heads for place in self.sentence.subtree(child.index)}
