"""The climb: from a trigger to the root of its sentence, each word that the lexicon knows moves the claim.

Law: operators compose from the inside out. The stage is the lowest on the ladder, the certainty the weakest,
each denial turns the polarity, and each report adds one speaker outside the ones before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from whence.extraction.phrases import (
    case_of,
    has_to,
    is_participle,
    is_passive,
    mark_of,
    negated,
    path_up,
    subject_of,
)
from whence.extraction.repair import SOURCE
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import Certainty, Kind, Operator, Polarity, Stage
from whence.model.language import OperatorWord, Speaker
from whence.model.sentence import ROOT, Sentence, Token

LADDER = (Stage.SOUGHT, Stage.CONSIDERED, Stage.PLANNED, Stage.COMMITTED, Stage.CARRIED_OUT)
DOUBT = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
CONDITIONS = frozenset({"if", "unless", "should", "whether"})
REPORTS = ("ccomp", "parataxis", "csubj", "acl", "advcl", "appos")
CONTENT_CASES = frozenset({"of", "on", "about", "for", "to", "over", "with", "from", "in", ""})
NOMINAL = ("NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class Climbed:
    """What the climb found. ``speakers`` are places of words, outermost first.

    ``cue`` is the innermost reporting word; ``asker`` asks somebody else to act; ``partner`` stands in a deal
    "with" somebody; ``helper`` helps another to act; ``wanted`` says that the stage came from a wish;
    ``presupposed`` that the event is told only in passing; ``path`` holds every word climbed over.
    """

    stage: Stage
    polarity: Polarity
    certainty: Certainty
    speakers: tuple[int, ...]
    trail: tuple[Operator, ...]
    path: tuple[int, ...]
    cue: int | None = None
    asker: int | None = None
    partner: int | None = None
    helper: int | None = None
    presupposed: bool = False


@dataclass(slots=True)
class _State:
    stage: Stage
    wishes: bool
    purposes: bool
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    speakers: list[int] = field(default_factory=list)
    trail: list[Operator] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    cue: int | None = None
    asker: int | None = None
    partner: int | None = None
    helper: int | None = None
    asserted: bool = True
    negatable: Polarity | None = None


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
    walker = _Climb(sentence, vocabulary, _State(stage, getter, kind in (Kind.TRANSFER, Kind.PRODUCTION)))
    walker.walk(index)
    state = walker.state
    return Climbed(
        state.stage,
        state.polarity,
        state.certainty,
        tuple(reversed(state.speakers)),
        tuple(state.trail),
        tuple(state.path),
        state.cue,
        state.asker,
        state.partner,
        state.helper,
        not state.asserted,
    )


class _Climb:
    def __init__(self, sentence: Sentence, vocabulary: Vocabulary, state: _State) -> None:
        self.sentence, self.vocabulary, self.state = sentence, vocabulary, state

    def walk(self, index: int) -> None:
        self.state.path.append(index)
        self._here(self.sentence.tokens[index], trigger=True)
        for token, above in path_up(self.sentence, index):
            self.state.path.append(above.index)
            if token.relation == "conj":
                self._joined(token, above)
                continue
            self._mark(token, above)
            entry = self._entry(token, above)
            if entry is None:
                self._cross(token, above)
            else:
                self._apply(entry, token, above)
            self._here(above, trigger=False, reporting=entry is not None and entry.states)
        self._headline(index)
        self._answered()

    # --- one word -----------------------------------------------------------------------------------------------

    def _here(self, token: Token, *, trigger: bool, reporting: bool = False) -> None:
        """What hangs on a word of the path: auxiliaries, adverbs, negation, and sources beside the clause."""
        if self.state.asserted and not reporting:
            self._sides(token, trigger=trigger)
        self._sources(token)

    def _sides(self, token: Token, *, trigger: bool) -> None:
        for child in self.sentence.children(token.index, "aux", "advmod", "amod", "compound"):
            if child.relation in ("amod", "compound") and not trigger:
                continue
            for entry in self.vocabulary.operators(self.sentence, child):
                if not entry.states and not entry.wants and not entry.asks:
                    self._shift(entry, child)
                    if child.relation == "aux" and entry.certainty and self._is_open(token):
                        self.state.stage = _lower(self.state.stage, Stage.CONSIDERED)
                    break
        no = negated(self.sentence, token.index)
        if no is not None and (trigger or not self.vocabulary.operators(self.sentence, token)):
            self._deny(no)

    def _is_open(self, token: Token) -> bool:
        """Whether a modal's verb has not happened yet: "might be imposed", not "may have sent" or "may be sending"."""
        before = {child.lemma for child in self.sentence.children(token.index, "aux")}
        return "have" not in before and not token.text.lower().endswith("ing")

    def _deny(self, no: Token) -> None:
        self.state.polarity = self.state.negatable or turned(self.state.polarity)
        self._note(str(self.state.polarity), no)

    def _joined(self, token: Token, above: Token) -> None:
        """A second conjunct without a subject of its own shares auxiliaries and sources with the first."""
        own = any(True for _ in self.sentence.children(token.index, "nsubj", "aux", "mark"))
        if not own and self.state.asserted:
            for child in self.sentence.children(above.index, "aux"):
                for entry in self.vocabulary.operators(self.sentence, child):
                    self._shift(entry, child)
                    break
        self._sources(above)

    # --- one step up ---------------------------------------------------------------------------------------------

    def _entry(self, token: Token, above: Token) -> OperatorWord | None:
        """The meaning of the word above for content that hangs on it as ``token`` does."""
        entries = self.vocabulary.operators(self.sentence, above)
        if not entries or not self._is_content(token, above):
            return None
        no = negated(self.sentence, above.index)
        if no is not None:
            doubting = next((entry for entry in entries if entry.negated), None)
            if doubting is not None:
                return doubting
        if self._tells(token):
            told = next((entry for entry in entries if entry.of_reports), None)
            if told is not None:
                return told
        entries = [entry for entry in entries if not entry.of_reports]
        plain = [entry for entry in entries if not entry.negated or entry.polarity or entry.certainty]
        reports = [entry for entry in plain if entry.states]
        moves = [entry for entry in plain if not entry.states]
        finite = token.relation in REPORTS and not self._infinite(token)
        order = reports + moves if finite or above.upos in ("NOUN", "PROPN") and not moves else moves + reports
        return order[0] if order else None

    def _tells(self, token: Token) -> bool:
        """Whether the content is a report or a clause that stands for one."""
        if token.upos in ("NOUN", "PROPN"):
            return any(entry.states for entry in self.vocabulary.operators(self.sentence, token))
        return token.relation == "ccomp" and not self._infinite(token)

    def _infinite(self, token: Token) -> bool:
        subject = any(True for _ in self.sentence.children(token.index, "nsubj", "csubj", "expl"))
        return not subject and token.relation not in ("parataxis", "appos")

    def _is_content(self, token: Token, above: Token) -> bool:
        relation, nominal = token.relation, above.upos in NOMINAL
        if token.deprel == "acl:relcl":
            return False
        if relation in ("ccomp", "xcomp", "csubj") or token.deprel == "nsubj:pass":
            return True
        if relation == "acl":
            told = self.vocabulary.operators(self.sentence, token) or self.sentence.children(token.index, "nsubj")
            if self._is_opener(above) and any(True for _ in told):
                return True
            return mark_of(self.sentence, token.index) in ("to", "that", "of", "for", "whether") or has_to(
                self.sentence, token.index
            )
        if relation == "nsubj":
            return nominal and (above.upos == "ADJ" or self._has_stage(above)) or self._is_move(above)
        if relation == "parataxis":
            return self._reports_alone(above) and token.index != above.index
        if relation == "advcl" and mark_of(self.sentence, token.index) == "as" and token.text.lower().endswith("ing"):
            return True
        if relation == "advcl" and self._has_stage(above):
            close = token.index == above.index + 1 and token.text.lower().endswith("ing")
            if close or has_to(self.sentence, token.index):
                return True
        if relation == "advcl":
            return mark_of(self.sentence, token.index) in (
                "of",
                "from",
                "into",
                "about",
                "that",
                "for",
                "on",
                "against",
            )
        if relation in ("obj", "compound", "amod", "appos"):
            return relation != "amod"
        return relation in ("nmod", "obl") and case_of(self.sentence, token.index) in CONTENT_CASES

    def _is_move(self, above: Token) -> bool:
        entries = self.vocabulary.operators(self.sentence, above)
        return any(entry.stage is Stage.REFUSED or entry.polarity for entry in entries)

    def _has_stage(self, above: Token) -> bool:
        return any(entry.stage for entry in self.vocabulary.operators(self.sentence, above))

    def _is_opener(self, above: Token) -> bool:
        """Whether a noun opens content: "report", "evidence"."""
        entries = self.vocabulary.operators(self.sentence, above)
        return any(entry.states or entry.negated or entry.speaker for entry in entries)

    def _mark(self, token: Token, above: Token) -> None:
        """Conditions and purposes."""
        if not self.state.asserted:
            return
        for child in self.sentence.children(token.index, "mark"):
            if child.text.lower() in CONDITIONS and token.relation == "advcl" and child.text.lower() != "whether":
                self.state.stage = _lower(self.state.stage, Stage.CONSIDERED)
                self.state.certainty = Certainty.POSSIBLE
                self._note("considered, possible", child)
        open_end = token.relation in ("advcl", "acl") and has_to(self.sentence, token.index)
        if (
            open_end
            and self.state.cue is None
            and not self.vocabulary.operators(self.sentence, above)
            and self.state.purposes
        ):
            self._purpose(token)

    def _purpose(self, token: Token) -> None:
        if self.state.stage is Stage.CARRIED_OUT:
            self.state.stage = Stage.PLANNED
            for child in self.sentence.children(token.index, "mark", "aux"):
                if child.text.lower() == "to":
                    self._note("planned", child)

    def _cross(self, token: Token, above: Token) -> None:
        """A step over a word that the lexicon does not know, or into a place that it does not rule."""
        if above.lemma in ("help", "assist", "aid") and token.relation in ("xcomp", "ccomp", "advcl", "obj"):
            self.state.helper = subject_of(self.sentence, above.index)
            return
        adjunct = token.relation in ("acl", "amod", "advcl", "nmod", "obl", "nsubj", "compound", "appos")
        adjunct = adjunct or token.relation == "obj" and token.upos == "NOUN" and self._is_foreign(above)
        light = token.relation in ("nmod", "obl", "nsubj") and self._light(token, above)
        joined = (
            token.relation == "advcl"
            and mark_of(self.sentence, token.index) == "in"
            and above.lemma in self.vocabulary.language.lights
        )
        if adjunct and not light and not joined and token.deprel != "nsubj:pass":
            self.state.asserted = False
        if token.relation in ("obj", "nsubj") and self.state.asserted:
            no = negated(self.sentence, above.index)
            if no is not None and self.state.negatable is not None:
                self.state.polarity = self.state.negatable
                self._note(str(self.state.negatable), no)

    def _is_foreign(self, above: Token) -> bool:
        """A verb that neither carries nor tells its object's event: "they condemned the sale"."""
        lights = (*self.vocabulary.language.lights, *self.vocabulary.language.completions)
        holds = above.lemma in lights or self.state.negatable is not None
        return not holds and not self.vocabulary.triggers(self.sentence, above)

    def _light(self, token: Token, above: Token) -> bool:
        """Whether the word above only carries the event ("a batch of deliveries", "the sale was completed")."""
        language = self.vocabulary.language
        if token.relation == "nsubj":
            return above.upos in NOMINAL or above.lemma in (*language.lights, *language.completions, *language.arrivals)
        return above.lemma in language.containers

    # --- operators -----------------------------------------------------------------------------------------------

    def _apply(self, entry: OperatorWord, token: Token, above: Token) -> None:
        no = negated(self.sentence, above.index)
        if self.state.asserted:
            self._shift(entry, above, no)
        if entry.asks:
            self.state.asker = subject_of(self.sentence, above.index)
        if above.upos == "NOUN" and not entry.states:
            self._deal(above)
        self.state.negatable = entry.negated if above.upos == "NOUN" and no is None else None
        self._speak(entry, token, above)

    def _shift(self, entry: OperatorWord, word: Token, no: Token | None = None) -> None:
        state, effects = self.state, []
        moved = Stage.SOUGHT if entry.wants and state.wishes else entry.stage
        if moved is not None:
            state.stage = _lower(state.stage, moved)
            effects.append(str(state.stage))
        if entry.certainty is not None and not (no is not None and entry.negated):
            state.certainty = max(state.certainty, entry.certainty, key=DOUBT.index)
            effects.append(str(state.certainty))
        polarity = self._polarity(entry, no)
        if polarity is not None:
            state.polarity = polarity
            effects.append(str(polarity))
        if effects:
            self._note(", ".join(effects), word)

    def _polarity(self, entry: OperatorWord, no: Token | None) -> Polarity | None:
        if no is not None and entry.negated is not None:
            return entry.negated
        if entry.polarity is Polarity.DENIED:
            return turned(self.state.polarity) if no is None else self.state.polarity
        if entry.polarity is not None:
            return entry.polarity
        if no is not None and not entry.states:
            return turned(self.state.polarity)
        return None

    def _deal(self, noun: Token) -> None:
        for child in self.sentence.children(noun.index, "nmod"):
            if case_of(self.sentence, child.index) in ("with", "between"):
                self.state.partner = child.index
        head = noun.head
        if head != ROOT and self.state.partner is None:
            for child in self.sentence.children(head, "obl"):
                if case_of(self.sentence, child.index) == "with":
                    self.state.partner = child.index

    # --- speakers ------------------------------------------------------------------------------------------------

    def _speak(self, entry: OperatorWord, token: Token, above: Token) -> None:
        if entry.speaker is Speaker.NOBODY or entry.drops and not self.state.asserted:
            return
        if mark_of(self.sentence, above.index) == "as" and above.text.lower().endswith("ing"):
            return
        if entry.drops:
            self.state.speakers.clear()
        if self.state.cue is None:
            self.state.cue = above.index
        self._cited(above.index)
        if entry.speaker is Speaker.ITSELF:
            self._add(above.index, above)
        elif entry.speaker is Speaker.OWNER:
            self._owner(above)
        elif entry.speaker is Speaker.HOLDER:
            self._holder(above)
        elif entry.speaker is Speaker.OBJECT:
            self._objects(above)
            self._subject(above)
        elif not self._is_told_of(above) or token.relation == "parataxis":
            self._subject(above)
        else:
            self._agent(above)

    def _is_told_of(self, verb: Token) -> bool:
        """Whether the subject is what others report of: passives and bare participles ("stands accused of")."""
        bare = (
            verb.relation in ("xcomp", "acl", "amod") and is_participle(verb) and not has_to(self.sentence, verb.index)
        )
        own = any(True for _ in self.sentence.children(verb.index, "nsubj", "obj"))
        return is_passive(self.sentence, verb.index) or bare and not own

    def _subject(self, verb: Token) -> None:
        subject = subject_of(self.sentence, verb.index)
        if subject is not None and subject not in self.state.path:
            self._add(subject, verb)

    def _agent(self, verb: Token) -> None:
        for child in self.sentence.children(verb.index, "obl"):
            if case_of(self.sentence, child.index) == "by":
                self._add(child.index, verb)

    def _owner(self, noun: Token) -> None:
        for child in self.sentence.children(noun.index, "nmod", "amod", "compound", "nsubj"):
            named = child.relation in ("amod", "compound") and child.text[:1].isupper()
            owns = child.deprel in ("nmod:poss", "nsubj") or named
            if owns or case_of(self.sentence, child.index) in ("by", "from"):
                self._add(child.index, noun)
                return

    def _holder(self, noun: Token) -> None:
        """Whoever has the evidence: "Washington had no evidence"."""
        if noun.relation == "obj" and noun.head != ROOT:
            self._subject(self.sentence.tokens[noun.head])

    def _objects(self, verb: Token) -> None:
        for child in self.sentence.children(verb.index, "obj"):
            self._add(child.index, verb)

    def _cited(self, index: int) -> None:
        """ "citing officials" beside a clause: the officials speak, inside whoever reports."""
        for child in self.sentence.children(index, "advcl", "acl", "obl", "parataxis"):
            if child.lemma in ("cite", "quote") and child.index not in self.state.path:
                self._objects(child)
                if child.relation == "acl":
                    self._subject(child)

    def _sources(self, token: Token) -> None:
        """Sources beside a clause: "according to", "citing", and "…, officials said" after or inside it."""
        self._cited(token.index)
        for child in self.sentence.children(token.index):
            if child.index in self.state.path:
                continue
            if child.deprel == SOURCE:
                self._add(child.index, child)
            elif case_of(self.sentence, child.index) in self.vocabulary.language.attributions:
                self._attributed(child, token)
            elif self._is_tag(child, token):
                for entry in self.vocabulary.operators(self.sentence, child):
                    if entry.speaker is Speaker.SUBJECT and entry.states:
                        self._tagged(entry, child)
                        break

    def _attributed(self, child: Token, clause: Token) -> None:
        """A document named after the clause stands behind its speaker, anything else in front."""
        inner = child.lemma in self.vocabulary.language.documents and child.index > clause.index
        self._add(child.index, child, inner=inner)

    def _tagged(self, entry: OperatorWord, verb: Token) -> None:
        subject = subject_of(self.sentence, verb.index)
        if subject is None:
            return
        if self.state.asserted:
            self._shift(entry, verb, negated(self.sentence, verb.index))
        if self.state.cue is None:
            self.state.cue = verb.index
        self._add(subject, verb)

    def _is_tag(self, child: Token, token: Token) -> bool:
        """Whether a clause beside this one reports it: "…, he said", "…, as officials say"."""
        if child.relation not in ("parataxis", "advcl", "ccomp", "conj", "discourse") or child.upos != "VERB":
            return False
        if child.relation == "advcl" and mark_of(self.sentence, child.index) != "as":
            return False
        if child.relation in ("conj", "ccomp") and token.upos != "VERB":
            return False
        if child.relation == "advcl" and any(True for _ in self.sentence.children(child.index, "obl", "obj")):
            return False
        return self._reports_alone(child) and child.relation != "conj"

    def _reports_alone(self, verb: Token) -> bool:
        """Whether a verb reports and holds no content of its own, so that its neighbour is the content."""
        entries = self.vocabulary.operators(self.sentence, verb)
        if not any(entry.states and entry.speaker is Speaker.SUBJECT for entry in entries):
            return False
        held = self.sentence.children(verb.index, "ccomp", "xcomp", "obj")
        return not any(child.index not in self.state.path and child.relation in ("ccomp", "xcomp") for child in held)

    def _add(self, speaker: int, cue: Token, *, inner: bool = False) -> None:
        if speaker in self.state.speakers:
            return
        self.state.speakers.insert(max(0, len(self.state.speakers) - 1) if inner else len(self.state.speakers), speaker)
        self._note("source", cue)

    # --- headlines -----------------------------------------------------------------------------------------------

    def _headline(self, index: int) -> None:
        """ "US to send tanks": an infinitive with a subject and nothing above it is a plan."""
        for place in self.state.path:
            token = self.sentence.tokens[place]
            own = any(True for _ in self.sentence.children(place, "nsubj"))
            top = token.head == ROOT or token.relation in ("parataxis", "conj")
            if top and own and has_to(self.sentence, token.index) and self.state.asserted:
                self.state.stage = _lower(self.state.stage, Stage.PLANNED)
                self._note("planned", token)
                return

    def _answered(self) -> None:
        """ "In response to the report of a sale, he spoke of lies": the answer denies what it answers to."""
        responses = self.vocabulary.language.responses
        if not any(self.sentence.tokens[place].lemma in responses for place in self.state.path):
            return
        for token in self.sentence.tokens:
            denies = any(entry.polarity is Polarity.DENIED for entry in self.vocabulary.operators(self.sentence, token))
            if denies and token.index not in self.state.path and self.state.polarity is Polarity.AFFIRMED:
                self.state.polarity = Polarity.DENIED
                del self.state.speakers[:-1]
                self._note("denied", token)

    def _note(self, effect: str, word: Token) -> None:
        note = Operator(effect, word.span)
        if note not in self.state.trail:
            self.state.trail.append(note)


def _lower(inner: Stage, outer: Stage) -> Stage:
    if Stage.REFUSED in (inner, outer):
        return Stage.REFUSED
    return min(inner, outer, key=LADDER.index)


def turned(polarity: Polarity) -> Polarity:
    """The polarity under one more denial; what is unknown stays so."""
    if polarity is Polarity.UNKNOWN:
        return polarity
    return Polarity.DENIED if polarity is Polarity.AFFIRMED else Polarity.AFFIRMED
