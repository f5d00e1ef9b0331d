"""How right and how fast the highlighting is, on evaluation sets that lie outside.

    python benchmarks/highlighting.py [EVAL_FOLDER] [--only MEASURE]

The folder holds gold JSONL files and the scorers that go with them; it is not part of
this repository. Without an argument ``../shared/eval`` beside the repository is taken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from annotator.domain.zoning import find_zones  # noqa: E402 - the path comes first
from annotator.nlp.as_json import to_json  # noqa: E402
from annotator.nlp.pipeline import highlight  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ARTICLE = 5000  # code points of a common article
ROUNDS = 30

# Which of our types answers which class of the event set. Classes that the codebook has
# no type for (protests, meetings, aid, mobilisation) are left out of the count.
CLASS_OF_TYPE = {
    "demand": "DEMAND",
    "refusal": "REJECT",
    "denial": "REJECT",
    "threat": "THREATEN",
    "accusation": "DISAPPROVE",
    "criticism": "DISAPPROVE",
    "support": "SUPPORT",
    "commitment": "AGREE",
    "relief": "YIELD",
    "restriction": "COERCE",
    "legal_action": "COERCE",
    "violence": "ASSAULT",
}
CLASS_OF_LABEL = {
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "SANCTION": "COERCE",
    "INVESTIGATE": "COERCE",
    "FIGHT": "ASSAULT",
}


def read(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def answers(gold: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the highlighter says of each text, in the form that the scorers read."""
    return [
        {"id": item["id"], **to_json(highlight(item["text"], zones=find_zones(item["text"])))}
        for item in gold
    ]


def score(folder: Path, scorer: str, gold: Path, said: list[dict[str, Any]], *more: str) -> str:
    """Run a scorer on what was said and return what it prints."""
    with tempfile.TemporaryDirectory() as made:
        answer = Path(made) / "answer.jsonl"
        answer.write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
        command = [sys.executable, str(folder / scorer), str(gold), str(answer), *more]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def attributions(folder: Path) -> str:
    """Score sources, cues and contents on the news attributions."""
    gold = folder / "gum_news_attribution.jsonl"
    said = answers(read(gold))
    return "\n".join(
        f"{name}\n{score(folder, 'score_attribution.py', gold, said, *more)}"
        for name, more in (("all", ()), ("speech only", ("--speech",)))
    )


def entities(folder: Path) -> str:
    """Score names: whether they are found, and with which label."""
    gold = folder / "uner_pud_entities.jsonl"
    said = answers(read(gold))
    labels = ("--labels", "PERSON,ORG,LOC", "--titles")
    found = score(folder, "score_entities.py", gold, said, *labels, "--merge", "NAME")
    labelled = score(folder, "score_entities.py", gold, said, *labels)
    return f"any name\n{found}\nwith label\n{labelled}"


def types(folder: Path) -> str:
    """Score the likeliest type of whole sentences, in classes that both sides know."""
    gold = [
        {**item, "label": CLASS_OF_LABEL.get(item["label"], item["label"])}
        for item in read(folder / "plover_types.jsonl")
    ]
    known = set(CLASS_OF_TYPE.values())
    kept = [item for item in gold if item["label"] in known]
    right = 0
    by_class: dict[str, list[int]] = {label: [0, 0, 0] for label in sorted(known)}
    for item in kept:
        proposals = highlight(item["text"]).proposals
        best = max(proposals, key=lambda p: p.score, default=None)
        said = CLASS_OF_TYPE.get(best.type, "") if best else ""
        by_class[item["label"]][0] += 1
        if said in by_class:
            by_class[said][1] += 1
        if said == item["label"]:
            by_class[said][2] += 1
            right += 1
    lines = [
        f"  {label:12s} gold {g:4d} said {s:4d} right {r:4d}"
        for label, (g, s, r) in by_class.items()
    ]
    return "\n".join([*lines, f"sentences {len(kept)}  accuracy {100 * right / len(kept):.1f}"])


def speed(folder: Path) -> str:
    """Measure one article again and again, and all of them once."""
    texts = [item["text"] for item in read(folder / "gum_news_attribution.jsonl")]
    long = "\n\n".join(texts)
    article = long[: long.rfind("\n", 0, ARTICLE)]
    highlight(article)
    warm = min(_cpu(lambda: highlight(article)) for _ in range(ROUNDS))
    whole = _cpu(lambda: [highlight(text) for text in texts])
    return (
        f"warm article of {len(article)} code points: {1000 * warm:.1f} ms CPU\n"
        f"{len(texts)} articles: {len(texts) / whole:.1f} articles/CPU-s, "
        f"{sum(map(len, texts)) / whole / 1e6:.2f} M code points/CPU-s"
    )


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> int:
    """Print every figure that the folder has data for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    asked.add_argument("--only", default="", help="attributions, entities, types or speed")
    folder, only = vars(asked.parse_args()).values()
    if not (folder / "score_attribution.py").is_file():
        print(f"No evaluation data in {folder}: give the folder that holds it.", file=sys.stderr)
        return 1
    for measure in (attributions, entities, types, speed):
        if only in {"", measure.__name__}:
            print(f"== {measure.__name__}\n{measure(folder)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
