"""The workbench for errors: what is missing, incomplete or surplus on the gold sets, by cause, with tree and words.

    python benchmarks/workbench.py errors [--set NAME] [--doc PART] [--cause NAME] [--short] [--save RUN.json]
    python benchmarks/workbench.py diff BEFORE.json AFTER.json

``errors`` runs every gold set of golds.py that is not held out, or one; ``--save`` keeps the run, and ``diff`` tells
of two runs which errors are gone, which are new, and how the figures moved. Trees show for each word how sure the
reader was of its head: a share of 1, from the words of the sentence alone. ``parse`` among the causes is a suspicion:
an arc beside the predicate was unsure; the other causes are read off the line, the gate, the words and the fields.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from causes import OF_TREES, UNSURE, Cause, Marks, cause_of, nearest
from golds import SETS, GoldSet
from quality import add_shared, scorer
from whence.extraction import extract, gate_words
from whence.extraction.claims import vocabulary_of
from whence.extraction.scenes import Scene, stage_scene
from whence.interfaces.shapes import claim_shape
from whence.lang import load_language
from whence.ledger.view import Entry
from whence.model.document import Article, Capture, LineRole
from whence.model.sentence import ROOT, Sentence
from whence.packs import load_pack
from whence.reading.articles import read_article
from whence.reading.gate import Gate
from whence.reading.sentences import READ_ROLES, Reader
from whence.reading.subwords import pack as pack_batch
from whence.reading.subwords import shapes

ARCS_OF_CLAUSES = frozenset(["root", "nsubj", "obj", "iobj", "ccomp", "xcomp", "advcl", "acl", "conj", "parataxis"])
GOLD_FIELDS = ("kind", "stage", "polarity", "suppliers", "recipients", "item_class")
MORE_FIELDS = ("systems", "quantity", "value", "when", "said", "certainty")


@dataclass(frozen=True, slots=True)
class Error:
    """One departure from the gold. ``key`` names it alike in every run; ``shown`` is for people."""

    key: str
    verdict: str
    cause: str
    fields: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of a gold set, and its errors in reading order."""

    name: str
    figures: dict[str, float]
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """An article with its parsed sentences, the same with mentions, and the claims that came of it."""

    article: Article
    sentences: list[Sentence]
    scenes: list[Scene]
    claims: list[Marks]

    def over(self, marks: Marks) -> list[int]:
        """The places of the sentences under the evidence of a claim."""
        start, end = marks["evidence"]["start"], marks["evidence"]["end"]
        return [place for place, each in enumerate(self.sentences) if each.span.start < end and start < each.span.end]

    def role(self, marks: Marks) -> LineRole | None:
        place = marks["evidence"]["start"]
        return next((line.role for line in self.article.lines if line.span.start <= place < line.span.end), None)


class Bench:
    """The whole way from capture to claims, with everything on it kept to be looked at."""

    def __init__(self, shared: Path) -> None:
        self.shared, self.score = shared, scorer(shared)
        self._pack, self._language, self._reader = load_pack("arms"), load_language("en"), Reader.load()
        self._vocabulary = vocabulary_of(self._pack, self._language)
        self._gate = Gate.of(gate_words(self._pack))

    def run(self, gold_set: GoldSet) -> Run:
        gold = gold_set.load(self.shared)
        looked = {each.article.name: each for each in map(self._look, gold_set.read(self.shared)) if each is not None}
        claims = [claim for each in looked.values() for claim in each.claims]
        figures, misses, surplus = self.score.score_claims(gold["claims"], gold.get("foreign", []), claims)
        by_id = {marks["id"]: marks for marks in gold["claims"]}
        errors = [self._missed(by_id[gold_id], why, looked) for gold_id, why in misses]
        errors += [self._surplus(claim, gold["claims"], looked[doc]) for doc, claim in surplus]
        shown = {name: figures[name] for name in ("precision", "recall", "f1", "complete")}
        return Run(gold_set.name, shown, tuple(errors))

    def _look(self, capture: Capture) -> Looked | None:
        article = read_article(capture, self._pack)
        if not isinstance(article, Article):
            return None
        sentences, _ = self._reader.read(article, self._gate.select)
        scenes = [stage_scene(sentence, self._vocabulary) for sentence in sentences]
        found = extract(article, sentences, self._pack, self._language)
        return Looked(article, sentences, scenes, [claim_shape(Entry(claim, article, 0)) for claim in found])

    def _missed(self, gold: Marks, why: str, looked: dict[str, Looked]) -> Error:
        verdict, _, rest = why.partition(": ")
        page = looked.get(gold["doc"])
        if page is None:
            return Error(gold["id"], "not read", Cause.LINE_ROLE, (), in_words(gold))
        best, fields = nearest(self.score, gold, page.claims)
        if verdict == "incomplete":
            fields = rest.split(", ")
        elif best is None:
            fields = ["kind"]
        places = page.over(gold)
        cause = self._cause(fields, gold, page, places)
        shown = self._shown(page, places, [("gold", gold)], page.claims)
        return Error(gold["id"], verdict, cause, tuple(fields), shown)

    def _cause(self, fields: Sequence[str], gold: Marks, page: Looked, places: Sequence[int]) -> Cause:
        if page.role(gold) not in READ_ROLES:
            return Cause.LINE_ROLE
        if not places:
            return Cause.GATE
        causes = [cause_of(field, gold, [page.scenes[place] for place in places]) for field in fields or ["suppliers"]]
        if causes[0] in OF_TREES and any(self._doubtful(page.sentences[place]) for place in places):
            return Cause.PARSE
        return causes[0]

    def _surplus(self, claim: Marks, golds: Iterable[Marks], page: Looked) -> Error:
        same = [gold for gold in golds if gold["doc"] == claim["doc"]]
        near = [gold for gold in same if self.score.overlap(gold["evidence"], claim["evidence"]) > 0]
        best = min(near, key=lambda gold: len(self.score.disagreements(gold, claim)), default=None)
        fields = ["kind"] if best is None else self.score.disagreements(best, claim)
        places = page.over(claim)
        cause = self._cause(fields, best or {**claim, "polarity": None}, page, places)
        start, trigger = claim["evidence"]["start"], claim["trigger"]["start"]
        stance = " ".join(claim[name] for name in ("kind", "stage", "polarity"))
        shown = self._shown(page, places, [("gold", each) for each in near], [claim])
        key = (
            f"{claim['doc']}@{start}:{trigger} {stance} {','.join(claim['suppliers'])}→{','.join(claim['recipients'])}"
        )
        return Error(key, "surplus", cause, tuple(fields), shown)

    def _doubtful(self, sentence: Sentence) -> bool:
        """Whether an arc between clauses, or from a predicate to its core arguments, is unsure."""
        sure = self._sureness(sentence)
        weighty = (token.index for token in sentence.tokens if token.relation in ARCS_OF_CLAUSES)
        return any(sure[place] < UNSURE for place in weighty)

    def _sureness(self, sentence: Sentence) -> list[float]:
        """For each word the share of the scores that its head has."""
        words = [token.text for token in sentence.tokens]
        looked = [self._reader.parser.subwords.look_up(word) for word in words]
        row = ([ids for ids, _ in looked], shapes(words, [code for _, code in looked]))
        arcs = self._reader.parser.scorer(pack_batch([row])).arcs[0, : len(words), : len(words) + 1]
        shares = np.exp(arcs - arcs.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return [float(shares[token.index, 0 if token.head == ROOT else token.head + 1]) for token in sentence.tokens]

    def _shown(
        self, page: Looked, places: Sequence[int], golds: Sequence[tuple[str, Marks]], claims: Iterable[Marks]
    ) -> str:
        """The sentences with their trees, then what the gold and the claims say of them."""
        lines = []
        for place in places:
            sentence = page.sentences[place]
            lines += [f"{page.article.name}  “{' '.join(sentence.span.of(page.article.text).split())}”"]
            lines += [f"{TREE}{row}" for row in tree_rows(sentence, self._sureness(sentence))]
        marks = [*golds, *(("claim", claim) for claim in claims if set(page.over(claim)) & set(places))]
        return "\n".join([*lines, *(f"  {who:<6} {in_words(each)}" for who, each in marks)])


TREE = "    | "
OPEN_SETS = tuple(each for each in SETS if not each.held_out)
"""What may be looked at."""


def tree_rows(sentence: Sentence, sure: Sequence[float]) -> Iterator[str]:
    for token in sentence.tokens:
        head = "root" if token.head == ROOT else f"{token.head} {sentence.tokens[token.head].text}"
        doubt = f"{sure[token.index]:.2f}" if sure[token.index] < UNSURE else ""
        word = f"{token.index:>3} {token.text:<18} {token.upos:<6} {token.deprel:<13}"
        yield f"{word} {head:<20} {doubt:<5} {token.entity}"


def in_words(marks: Marks) -> str:
    said = [" ".join(part) if isinstance(part, list) else str(part) for part in (marks[name] for name in GOLD_FIELDS)]
    kind, stage, polarity, suppliers, recipients, items = said
    chain = " > ".join(f"{link['name']} ({link['party']})" for link in marks.get("sources") or [])
    more = " ".join(f"{name}={short(marks[name])}" for name in MORE_FIELDS if marks.get(name))
    words = f" [{marks['trigger']['words']}]" if "trigger" in marks else "" if marks["required"] else " (not required)"
    return f"{kind} {stage} {polarity}, {suppliers} → {recipients}, {items}; {chain or 'no source'}; {more}{words}"


def short(value: Any) -> str:
    if isinstance(value, dict):
        return "..".join(str(value[side] or "") for side in ("low", "high", "start", "end") if side in value)
    return ",".join(value) if isinstance(value, list) else str(value)


def report(runs: Sequence[Run], *, trees: bool) -> Iterator[str]:
    """Errors by cause, the most frequent first, and a table of verdicts and causes at the end."""
    found = [(run.name, error) for run in runs for error in run.errors]
    for cause, count in Counter(error.cause for _, error in found).most_common():
        yield f"== {cause}: {count}"
        for name, error in found:
            if error.cause == cause:
                yield f"\n{error.verdict} ({', '.join(error.fields)})  {name}  {error.key}"
                yield from (line for line in error.shown.splitlines() if trees or not line.startswith(TREE))
        yield ""
    for run in runs:
        yield f"{run.name}: " + "  ".join(f"{name} {value:.3f}" for name, value in run.figures.items())
        for cause, count in Counter(error.cause for error in run.errors).most_common():
            verdicts = Counter(error.verdict for error in run.errors if error.cause == cause)
            yield f"  {cause:<10} {count:>4}   " + ", ".join(f"{number} {name}" for name, number in verdicts.items())


def difference(before: Sequence[Run], after: Sequence[Run]) -> Iterator[str]:
    """What is gone, new or of another cause, set by set."""
    old = {run.name: run for run in before}
    for run in after:
        was = old.get(run.name)
        if was is None:
            yield f"{run.name}: only in the later run"
            continue
        then, now = ({(error.key, error.verdict): error for error in each.errors} for each in (was, run))
        for title, keys, side in (("gone", then.keys() - now.keys(), then), ("new", now.keys() - then.keys(), now)):
            for key in sorted(keys):
                yield f"{title:<5} {side[key].cause:<10} {side[key].verdict}: {key[0]}"
                yield from (line for line in side[key].shown.splitlines() if not line.startswith(TREE))
        moved = (f"{name} {was.figures[name]:.3f} → {value:.3f}" for name, value in run.figures.items())
        yield f"{run.name}: {len(then.keys() - now.keys())} gone, {len(now.keys() - then.keys())} new; " + "  ".join(
            moved
        )


def save(runs: Sequence[Run], path: Path) -> None:
    path.write_text(json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> list[Run]:
    """A run as saved; ``ValueError`` names the file where it is none."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Run(row["name"], row["figures"], tuple(map(_error, row["errors"]))) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: no run of 'workbench.py errors --save' ({error})") from error


def _error(row: dict[str, Any]) -> Error:
    return Error(row["key"], row["verdict"], row["cause"], tuple(row["fields"]), row["shown"])


def chosen(run: Run, doc: str, cause: str | None) -> Run:
    kept = (error for error in run.errors if doc in error.key and cause in (None, error.cause))
    return Run(run.name, run.figures, tuple(kept))


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    errors = commands.add_parser("errors", help="run the gold sets and list the errors by cause")
    add_shared(errors)
    errors.add_argument("--set", choices=[each.name for each in OPEN_SETS], help="one gold set only")
    errors.add_argument("--doc", default="", help="only errors whose claim or capture has this in its name")
    errors.add_argument("--cause", choices=[str(cause) for cause in Cause])
    errors.add_argument("--short", action="store_true", help="without the trees")
    errors.add_argument("--save", type=Path, help="keep the run in this file, for diff")
    diff = commands.add_parser("diff", help="what two saved runs have apart")
    diff.add_argument("before", type=Path)
    diff.add_argument("after", type=Path)
    return parser


def main() -> int:
    given = arguments().parse_args()
    if given.command == "diff":
        try:
            print(*difference(load(given.before), load(given.after)), sep="\n")
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        return 0
    bench = Bench(given.shared)
    runs = [bench.run(each) for each in OPEN_SETS if given.set in (None, each.name)]
    if given.save:
        save(runs, given.save)
    print(*report([chosen(run, given.doc, given.cause) for run in runs], trees=not given.short), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
