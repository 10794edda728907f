"""What one operator does to a claim: it lowers the stage, weakens the certainty, turns the polarity.

Law: operators compose from the inside out. The stage is the lowest on the ladder (``refused`` beats all), the
certainty the weakest met, and each denial turns the polarity; what is unknown stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from whence.model.claim import Certainty, Operator, Polarity, Stage
from whence.model.language import OperatorWord
from whence.model.sentence import Token
from whence.model.text import Span

LADDER = (Stage.SOUGHT, Stage.CONSIDERED, Stage.PLANNED, Stage.COMMITTED, Stage.CARRIED_OUT)
DOUBT = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Voice:
    """The place of a word that speaks, and the words that say so ("said", "according to").

    Whoever only commits itself ("promised to") is ``weak``: it speaks unless somebody else tells of it.
    """

    index: int
    cue: Span
    weak: bool = False


@dataclass(slots=True)
class State:
    """A claim while it is climbed; ``operators.Climbed`` says what the fields mean.

    ``wishes`` is true where whoever wants the event would receive, ``purposes`` where a purpose is a plan.
    ``asserted`` turns false where the event is told only in passing. ``negatable`` is what a negation further up
    would make of the polarity ("no evidence": unknown). ``voices`` stand innermost first.
    """

    stage: Stage
    wishes: bool
    purposes: bool
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    voices: list[Voice] = field(default_factory=list)
    trail: list[Operator] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    cue: int | None = None
    asker: int | None = None
    partner: int | None = None
    helper: int | None = None
    asserted: bool = True
    negatable: Polarity | None = None

    def note(self, effect: str, word: Token) -> None:
        operator = Operator(effect, word.span)
        if operator not in self.trail:
            self.trail.append(operator)

    def lower(self, stage: Stage, word: Token) -> None:
        self.stage = lowered(self.stage, stage)
        self.note(str(self.stage), word)

    def deny(self, word: Token) -> None:
        """A plain negation of the event."""
        self.polarity = self.negatable or turned(self.polarity)
        self.note(str(self.polarity), word)

    def leave_open(self, word: Token) -> None:
        """ "investigates whether it was sold": nobody says that it was."""
        self.polarity = Polarity.UNKNOWN
        self.note(str(self.polarity), word)

    def shift(self, entry: OperatorWord, word: Token, no: Token | None = None) -> None:
        """Everything that one operator does but for its speaker; ``no`` is the negation on it, if any."""
        effects = []
        stage = Stage.SOUGHT if entry.wants and self.wishes else entry.stage
        if no is not None and entry.unless is not None:
            stage = entry.unless
        if stage is not None:
            self.stage = lowered(self.stage, stage)
            effects.append(str(self.stage))
        if entry.certainty is not None and not (no is not None and entry.negated):
            self.certainty = max(self.certainty, entry.certainty, key=DOUBT.index)
            effects.append(str(self.certainty))
        polarity = self._polarity(entry, no)
        if entry.drops:
            self.certainty = Certainty.CERTAIN
        if polarity is not None:
            self.polarity = polarity
            effects.append(str(polarity))
        if effects:
            self.note(", ".join(effects), word)

    def _polarity(self, entry: OperatorWord, no: Token | None) -> Polarity | None:
        if no is not None and entry.negated is not None:
            return entry.negated
        if entry.polarity is Polarity.DENIED and self.negatable is not None:
            return self.negatable
        if entry.polarity is Polarity.DENIED:
            return turned(self.polarity) if no is None else self.polarity
        if entry.polarity is not None:
            return entry.polarity
        turns = no is not None and entry.unless is None and not entry.states
        return turned(self.polarity) if turns else None


def lowered(inner: Stage, outer: Stage) -> Stage:
    """The stage of an event that one word puts at ``inner`` and a word further out at ``outer``."""
    if Stage.REFUSED in (inner, outer):
        return Stage.REFUSED
    return min(inner, outer, key=LADDER.index)


def turned(polarity: Polarity) -> Polarity:
    """The polarity under one more denial."""
    if polarity is Polarity.UNKNOWN:
        return polarity
    return Polarity.DENIED if polarity is Polarity.AFFIRMED else Polarity.AFFIRMED
