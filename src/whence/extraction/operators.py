"""The climb: from a trigger to the root of its sentence, each word that the lexicon knows moves the claim."""

from __future__ import annotations

from dataclasses import dataclass

from whence.extraction.contents import NOMINAL, meaning
from whence.extraction.phrases import AMOUNTS, case_of, has_to, mark_of, negated, negated_argument, path_up, subject_of
from whence.extraction.shifts import State, Voice, lowered
from whence.extraction.vocabulary import Vocabulary
from whence.extraction.voices import Voices
from whence.model.claim import Certainty, Kind, Operator, Polarity, Stage
from whence.model.language import OperatorWord
from whence.model.sentence import ROOT, Sentence, Token

CONDITIONS = frozenset({"if", "unless", "should"})
SUPPOSING = frozenset({"would", "could", "might"})
DECLINING = frozenset({"will", "would", "wo", "wo n't", "'ll"})
RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
ADJUNCTS = ("acl", "amod", "advcl", "nmod", "obl", "nsubj", "compound", "appos")


@dataclass(frozen=True, slots=True)
class Climbed:
    """What the climb found. ``voices`` stand outermost first.

    ``cue`` is the innermost reporting word; ``asker`` asks somebody else to act; ``partner`` stands in a deal
    "with" somebody; ``helper`` helps another to act; ``presupposed`` says that the event is told only in passing;
    ``path`` holds every word climbed over, the trigger first.
    """

    stage: Stage
    polarity: Polarity
    certainty: Certainty
    voices: tuple[Voice, ...]
    trail: tuple[Operator, ...]
    path: tuple[int, ...]
    cue: int | None = None
    asker: int | None = None
    partner: int | None = None
    helper: int | None = None
    presupposed: bool = False


def climb(
    sentence: Sentence,
    index: int,
    stage: Stage,
    vocabulary: Vocabulary,
    *,
    getter: bool = False,
    kind: Kind = Kind.TRANSFER,
) -> Climbed:
    """Climbs from the trigger at ``index``; ``getter`` is true where the trigger's subject would receive."""
    state = State(stage, getter, kind in (Kind.TRANSFER, Kind.PRODUCTION))
    _Climb(sentence, vocabulary, state, gives=kind is Kind.TRANSFER and not getter).walk(index)
    told = [voice for voice in state.voices if not voice.weak] or state.voices
    return Climbed(
        state.stage,
        state.polarity,
        state.certainty,
        tuple(reversed(told)),
        tuple(state.trail),
        tuple(state.path),
        state.cue,
        state.asker,
        state.partner,
        state.helper,
        not state.asserted,
    )


class _Climb:
    def __init__(self, sentence: Sentence, vocabulary: Vocabulary, state: State, *, gives: bool) -> None:
        self.sentence, self.vocabulary, self.state, self.gives = sentence, vocabulary, state, gives
        self.voices = Voices(sentence, vocabulary, state)

    def walk(self, index: int) -> None:
        self.state.path.append(index)
        self._sides(self.sentence.tokens[index], trigger=True)
        self.voices.beside(self.sentence.tokens[index])
        for token, above in path_up(self.sentence, index):
            self.state.path.append(above.index)
            if token.relation == "conj":
                self._joined(token, above)
                continue
            self._marked(token, above)
            entry = meaning(self.sentence, token, above, self.vocabulary)
            if entry is None:
                self._cross(token, above)
            else:
                self._apply(entry, token, above)
            if entry is None or not (entry.states or entry.negated):
                self._sides(above, trigger=False)
            self.voices.beside(above)
        self._headline()
        self._answered()

    # --- one word -----------------------------------------------------------------------------------------------

    def _sides(self, token: Token, *, trigger: bool) -> None:
        """Auxiliaries, adverbs, adjectives and negation on a word of the path; past a report they are the teller's."""
        if not self.state.asserted or self.state.cue is not None:
            return
        relations = ("aux", "advmod", "mark", "amod", "compound") if trigger else ("aux", "advmod", "mark")
        for child in self.sentence.children(token.index, *relations):
            entry = self._modifier(child)
            if entry is not None:
                self.state.shift(entry, child)
                if child.relation == "aux" and entry.certainty and self._is_open(token):
                    self.state.lower(Stage.CONSIDERED, child)
        no = negated(self.sentence, token.index) or (negated_argument(self.sentence, token.index) if trigger else None)
        if no is not None and trigger and self.gives and self._declines(token):
            self.state.lower(Stage.REFUSED, no)
        elif no is not None and (trigger or not self.vocabulary.operators(self.sentence, token)):
            self.state.deny(no)

    def _declines(self, verb: Token) -> bool:
        """ "will not send", "won't sell": whoever says so of its own giving refuses."""
        return any(child.lemma in DECLINING for child in self.sentence.children(verb.index, "aux"))

    def _modifier(self, child: Token) -> OperatorWord | None:
        entries = self.vocabulary.operators(self.sentence, child)
        return next((entry for entry in entries if not (entry.states or entry.wants or entry.asks)), None)

    def _is_open(self, token: Token) -> bool:
        """Whether a modal's verb has not happened yet: "might be imposed", not "may have sent" or "may be sending"."""
        before = {child.lemma for child in self.sentence.children(token.index, "aux")}
        return "have" not in before and not token.text.lower().endswith("ing")

    def _joined(self, token: Token, above: Token) -> None:
        """A second conjunct without a subject of its own shares auxiliaries and sources with the first."""
        own = any(True for _ in self.sentence.children(token.index, "nsubj", "aux", "mark"))
        for child in (
            self.sentence.children(above.index, "aux")
            if not own and self.state.asserted and self.state.cue is None
            else ()
        ):
            entry = self._modifier(child)
            if entry is not None:
                self.state.shift(entry, child)
        self.voices.beside(above)

    # --- one step up ---------------------------------------------------------------------------------------------

    def _marked(self, token: Token, above: Token) -> None:
        """Conditions make an event possible, "whether" leaves it open; a purpose makes it a plan, but for reports."""
        for child in self.sentence.children(token.index, "mark"):
            if not self.state.asserted or child.text.lower() != "whether":
                continue
            if has_to(self.sentence, token.index):
                self.state.lower(Stage.CONSIDERED, child)
            elif self.state.stage is Stage.CARRIED_OUT:
                self.state.leave_open(child)
                self.state.asserted = False
        if not self.state.asserted or token.relation not in ("advcl", "acl"):
            return
        for child in self.sentence.children(token.index, "mark", "aux"):
            word = child.text.lower()
            supposed = word in CONDITIONS or (
                word == "against" and bool(self.vocabulary.operators(self.sentence, above))
            )
            if supposed and child.relation == "mark" and token.relation == "advcl":
                self.state.lower(Stage.CONSIDERED, child)
                self.state.certainty = Certainty.POSSIBLE
            purpose = word == "to" and self.state.purposes and self.state.cue is None and not self._ranked(above)
            if purpose and not self.vocabulary.operators(self.sentence, above):
                self.state.lower(Stage.PLANNED, child)

    def _ranked(self, noun: Token) -> bool:
        """ "the first country to buy": whoever is counted so has done it."""
        return any(child.text.lower() in RANKS for child in self.sentence.children(noun.index, "amod"))

    def _cross(self, token: Token, above: Token) -> None:
        """A step over a word that the lexicon does not know, or into a place that it does not rule."""
        if above.lemma in self.vocabulary.language.helps and token.relation in ("xcomp", "ccomp", "advcl", "obj"):
            self.state.helper = subject_of(self.sentence, above.index)
            return
        if token.relation in ("nsubj", "csubj"):
            self._predicate(above)
            self._supposed(above)
        foreign = token.relation == "obj" and token.upos == "NOUN" and self._is_foreign(above)
        adjunct = token.relation in ADJUNCTS and token.deprel != "nsubj:pass" and not self._carries(token, above)
        if foreign or adjunct:
            self.state.asserted = False
        no = negated(self.sentence, above.index)
        if self.state.asserted and no is not None and self.state.negatable and token.relation in ("obj", "nsubj"):
            self.state.deny(no)

    def _supposed(self, verb: Token) -> None:
        """ "a delivery would violate": what follows from an event that is only supposed."""
        for child in self.sentence.children(verb.index, "aux"):
            if child.lemma in SUPPOSING and self.state.asserted and self.state.cue is None and verb.upos == "VERB":
                self.state.lower(Stage.CONSIDERED, child)
                self.state.certainty = Certainty.POSSIBLE

    def _predicate(self, verb: Token) -> None:
        """ "whether it was sold remains unknown": the adjective behind a verb like a copula."""
        for child in self.sentence.children(verb.index, "xcomp"):
            entry = self._modifier(child) if child.upos == "ADJ" and self.state.asserted else None
            if entry is not None:
                self.state.shift(entry, child, negated(self.sentence, child.index))

    def _is_foreign(self, above: Token) -> bool:
        """A verb that neither carries nor tells its object's event: "they condemned the sale"."""
        lights = (*self.vocabulary.language.lights, *self.vocabulary.language.completions)
        holds = above.lemma in lights or self.state.negatable is not None
        return not holds and not self.vocabulary.triggers(self.sentence, above)

    def _carries(self, token: Token, above: Token) -> bool:
        """Whether the word above only carries the event: "a batch of deliveries", "the sale was completed"."""
        language = self.vocabulary.language
        if token.relation == "nsubj":
            carriers = (*language.lights, *language.completions, *language.arrivals, *language.harms)
            return above.upos in NOMINAL or above.lemma in carriers
        if token.relation == "advcl":
            return mark_of(self.sentence, token.index) == "in" and above.lemma in language.lights
        sum_of = above.upos in AMOUNTS and case_of(self.sentence, token.index) in ("in", "of")
        return token.relation in ("nmod", "obl") and (above.lemma in language.containers or sum_of)

    def _apply(self, entry: OperatorWord, token: Token, above: Token) -> None:
        no = negated(self.sentence, above.index)
        if self.state.asserted:
            self.state.shift(entry, above, no)
        urged = entry.wants and any(True for _ in self.sentence.children(above.index, "obj"))
        if urged and self.state.asserted:
            self.state.lower(Stage.CONSIDERED, above)
        if entry.asks or urged:
            self.state.asker = subject_of(self.sentence, above.index)
        if entry.stage is Stage.COMMITTED or (above.upos == "NOUN" and not entry.states):
            self._deal(above)
        self.state.negatable = entry.negated if above.upos == "NOUN" and no is None else None
        self.voices.speak(entry, token, above)

    def _deal(self, noun: Token) -> None:
        """The other side of a deal: "an agreement with Tehran", "reached a deal with", "agreed with Tehran"."""
        places = [(noun.index, "nmod"), (noun.index, "obl")] + ([(noun.head, "obl")] if noun.head != ROOT else [])
        for place, relation in places:
            for child in self.sentence.children(place, relation):
                if self.state.partner is None and case_of(self.sentence, child.index) in ("with", "between"):
                    self.state.partner = child.index

    # --- the whole sentence --------------------------------------------------------------------------------------

    def _headline(self) -> None:
        """ "US to send tanks": an infinitive with a subject and nothing above it is a plan."""
        for place in self.state.path if self.state.asserted else ():
            token = self.sentence.tokens[place]
            own = any(True for _ in self.sentence.children(place, "nsubj"))
            top = token.head == ROOT or token.relation in ("parataxis", "conj", "appos")
            if top and own and has_to(self.sentence, place):
                self.state.stage = lowered(self.state.stage, Stage.PLANNED)
                self.state.note("planned", token)
                return

    def _answered(self) -> None:
        """ "In response to the report of a sale, he spoke of lies": the answer denies what it answers to."""
        state, responses = self.state, self.vocabulary.language.responses
        if not any(self.sentence.tokens[place].lemma in responses for place in state.path):
            return
        for token in self.sentence.tokens:
            denies = any(entry.polarity is Polarity.DENIED for entry in self.vocabulary.operators(self.sentence, token))
            if denies and token.index not in state.path and state.polarity is Polarity.AFFIRMED:
                state.polarity = Polarity.DENIED
                del state.voices[:-1]
                state.note("denied", token)
