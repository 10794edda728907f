"""Who speaks: the voices that a climb passes, from the innermost to the outlet's door."""

from __future__ import annotations

from collections.abc import Iterator

from whence.extraction.contents import reports_alone
from whence.extraction.phrases import apart, case_of, has_to, is_participle, is_passive, mark_of, negated, subject_of
from whence.extraction.reports import SOURCE
from whence.extraction.shifts import State, Voice
from whence.extraction.vocabulary import Vocabulary
from whence.model.language import OperatorWord, Speaker
from whence.model.sentence import ROOT, Sentence, Token

TAGS = ("parataxis", "advcl", "ccomp", "discourse")


class Voices:
    """Adds voices to the state of one climb."""

    def __init__(self, sentence: Sentence, vocabulary: Vocabulary, state: State) -> None:
        self.sentence, self.vocabulary, self.state = sentence, vocabulary, state

    def speak(self, entry: OperatorWord, token: Token, above: Token) -> None:
        """The voice that an operator opens for its content."""
        if entry.drops and not self.state.asserted:
            return
        if entry.drops:
            self.state.voices.clear()
        if entry.speaker is Speaker.NOBODY:
            return
        if mark_of(self.sentence, above.index) == "as" and above.text.lower().endswith("ing"):
            return
        if self.state.cue is None:
            self.state.cue = above.index
        self._cited(above.index)
        for speaker in self._speakers(entry.speaker, token, above):
            self._cited(speaker)
            self._add(speaker, above, weak=entry.stage is not None)

    def beside(self, token: Token) -> None:
        """Sources beside a clause: "according to", "citing", and "…, officials said" after or inside it."""
        self._cited(token.index)
        for child in self.sentence.children(token.index):
            if child.index in self.state.path:
                continue
            if child.deprel == SOURCE:
                self._add(child.index, child)
            elif case_of(self.sentence, child.index) in self.vocabulary.language.attributions:
                behind = child.lemma in self.vocabulary.language.documents and child.index > token.index
                self._add(child.index, child, inner=behind)
            elif self._is_tag(child, token):
                self._tagged(child)

    def _speakers(self, kind: Speaker, token: Token, above: Token) -> Iterator[int]:
        match kind:
            case Speaker.ITSELF:
                yield above.index
            case Speaker.OWNER:
                yield from self._owner(above)
            case Speaker.HOLDER:
                if above.relation == "obj" and above.head != ROOT:
                    yield from self._subject(self.sentence.tokens[above.head])
            case Speaker.OBJECT:
                yield from (child.index for child in self.sentence.children(above.index, "obj"))
                yield from self._subject(above)
            case _ if self._is_told_of(above) and token.relation != "parataxis":
                for child in self.sentence.children(above.index, "obl"):
                    if case_of(self.sentence, child.index) == "by":
                        yield child.index
            case _:
                yield from self._subject(above)

    def _is_told_of(self, verb: Token) -> bool:
        """Whether the subject is what others report of: passives and bare participles ("stands accused of")."""
        bare = verb.head != ROOT and verb.relation != "conj" and is_participle(verb)
        own = any(True for _ in self.sentence.children(verb.index, "nsubj", "obj", "aux", "mark"))
        return is_passive(self.sentence, verb.index) or (bare and not own)

    def _subject(self, verb: Token) -> Iterator[int]:
        subject = subject_of(self.sentence, verb.index)
        if subject is not None and subject not in self.state.path:
            yield subject

    def _owner(self, noun: Token) -> Iterator[int]:
        for child in self.sentence.children(noun.index, "nmod", "amod", "compound", "nsubj"):
            named = child.relation in ("amod", "compound") and child.text[:1].isupper()
            owns = child.deprel in ("nmod:poss", "nsubj") or named
            if owns or case_of(self.sentence, child.index) in ("by", "from"):
                yield child.index
                return

    def _cited(self, index: int) -> None:
        """ "citing officials" beside a clause: the officials speak, inside whoever reports."""
        for child in self.sentence.children(index, "advcl", "acl", "obl", "parataxis"):
            if child.lemma not in ("cite", "quote") or child.index in self.state.path:
                continue
            for cited in self.sentence.children(child.index, "obj", "obl"):
                if not case_of(self.sentence, cited.index) and cited.upos != "NUM":
                    self._add(cited.index, child)
            if child.relation == "acl" and has_to(self.sentence, child.index):
                for subject in self._subject(child):
                    self._add(subject, child)

    def _tagged(self, verb: Token) -> None:
        subject = subject_of(self.sentence, verb.index)
        entries = self.vocabulary.operators(self.sentence, verb)
        entry = next((each for each in entries if each.speaker is Speaker.SUBJECT and each.states), None)
        if subject is None or entry is None:
            return
        if self.state.asserted:
            self.state.shift(entry, verb, negated(self.sentence, verb.index))
        if self.state.cue is None:
            self.state.cue = verb.index
        self._cited(verb.index)
        self._add(subject, verb)

    def _is_tag(self, child: Token, token: Token) -> bool:
        """Whether a clause beside this one reports it: "…, he said", "…, as officials say"."""
        if child.relation not in TAGS or child.upos != "VERB" or self._tells_another(child):
            return False
        if apart(self.sentence, child.index, token.index):
            return False
        if child.relation == "advcl":
            held = any(True for _ in self.sentence.children(child.index, "obl", "obj"))
            if held or mark_of(self.sentence, child.index) != "as":
                return False
        if child.relation == "ccomp" and token.upos != "VERB":
            return False
        return reports_alone(self.sentence, child, tuple(self.state.path), self.vocabulary)

    def _tells_another(self, verb: Token) -> bool:
        """Whether a verb of denial or accusation has its own object: "…; Pyongyang denies it"."""
        strong = any(entry.polarity or entry.drops for entry in self.vocabulary.operators(self.sentence, verb))
        return strong and any(True for _ in self.sentence.children(verb.index, "obj"))

    def _add(self, speaker: int, cue: Token, *, inner: bool = False, weak: bool = False) -> None:
        """``inner`` puts a voice behind the last one: documents that a speaker points to."""
        voices = self.state.voices
        if all(voice.index != speaker for voice in voices):
            voices.insert(max(0, len(voices) - 1) if inner else len(voices), Voice(speaker, cue.span, weak))
