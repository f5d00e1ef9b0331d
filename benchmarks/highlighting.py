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
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from annotator.domain.actor import folded  # noqa: E402 - the path comes first
from annotator.domain.text import clean_text  # noqa: E402
from annotator.domain.zoning import find_zones  # noqa: E402
from annotator.nlp.as_json import to_json  # noqa: E402
from annotator.nlp.pipeline import highlight  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annotator.domain.highlights import Proposal

ARTICLE = 5000  # code points of a common article
ROUNDS = 30

SEEDS = ROOT / "seeds"
ENOUGH = 0.5  # of two spans' union that they share when they are the same statement

# Which classes of the event set each of our types answers, as the codebook's own
# ``maps_to`` has it. Classes without an answer (protests, aid, visits) are left out of the count.
ANSWERS = {
    "demand": {"DEMAND"},
    "refusal": {"REJECT"},
    "denial": {"REJECT"},
    "threat": {"THREATEN"},
    "accusation": {"DISAPPROVE"},
    "criticism": {"DISAPPROVE"},
    "support": {"SUPPORT"},
    "commitment": {"AGREE"},
    "relief": {"CONCEDE", "RETREAT"},
    "restriction": {"COERCE", "SANCTION"},
    "legal_action": {"COERCE", "SANCTION", "INVESTIGATE", "DISAPPROVE"},
    "violence": {"ASSAULT", "FIGHT", "COERCE"},
    "policy_measure": {"AGREE"},
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
    """Score the likeliest type of whole sentences, by the classes that it answers."""
    known = set().union(*ANSWERS.values())
    kept = [item for item in read(folder / "plover_types.jsonl") if item["label"] in known]
    right: Counter[str] = Counter()
    among_three: Counter[str] = Counter()
    for item in kept:
        proposals = highlight(item["text"]).proposals
        best = max(proposals, key=lambda proposal: proposal.score, default=None)
        ranked = [ANSWERS.get(kind, set()) for kind, _ in best.types] if best else []
        right[item["label"]] += bool(ranked) and item["label"] in ranked[0]
        among_three[item["label"]] += any(item["label"] in classes for classes in ranked)
    gold = Counter(item["label"] for item in kept)
    lines = [
        f"  {label:12s} gold {gold[label]:4d} right {right[label]:4d}" for label in sorted(gold)
    ]
    first, three = (100 * sum(hits.values()) / len(kept) for hits in (right, among_three))
    return "\n".join(
        [*lines, f"sentences {len(kept)}  accuracy {first:.1f}  among three {three:.1f}"]
    )


def samples(_folder: Path) -> str:
    """Compare with the coded articles of the sample project: span, type, speaker."""
    counts: Counter[str] = Counter()
    for coding in sorted((SEEDS / "codings").glob("*.json")):
        for name, coded in json.loads(coding.read_text(encoding="utf-8"))["articles"].items():
            text = clean_text((SEEDS / "articles" / name).read_text(encoding="utf-8"))
            proposals = highlight(text, zones=find_zones(text)).proposals
            counts["proposed"] += len(proposals)
            for statement in coded["statements"]:
                counts.update(_compared(text, statement, proposals))
    coded, found = counts["coded"] or 1, counts["found"] or 1
    return (
        f"coded {counts['coded']}  proposed {counts['proposed']}  "
        f"found {100 * counts['found'] / coded:.1f} %\n"
        f"of the found: type right {100 * counts['type'] / found:.1f} %, "
        f"among three {100 * counts['three'] / found:.1f} %, "
        f"speaker right {100 * counts['speaker'] / found:.1f} %"
    )


def _compared(text: str, statement: dict[str, Any], proposals: Iterable[Proposal]) -> Iterable[str]:
    """Yield what is right about the proposal that lies best over a coded statement."""
    yield "coded"
    at = -1
    for _ in range(statement["occurrence"]):
        at = text.index(statement["quote"], at + 1)
    gold = (at, at + len(statement["quote"]))
    best = max(proposals, key=lambda p: _shared(gold, (p.span.start, p.span.end)), default=None)
    if best is None or _shared(gold, (best.span.start, best.span.end)) < ENOUGH:
        return
    yield "found"
    if best.type == statement["type"]:
        yield "type"
    if statement["type"] in dict(best.types):
        yield "three"
    named = {statement["speaker"], statement["speaker_text"]}
    if best.speaker is not None and any(
        folded(best.speaker.name) in folded(name) or folded(name) in folded(best.speaker.name)
        for name in named
        if name
    ):
        yield "speaker"


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


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
    asked.add_argument("--only", default="", help="attributions, entities, types, samples or speed")
    folder, only = vars(asked.parse_args()).values()
    if not (folder / "score_attribution.py").is_file():
        print(f"No evaluation data in {folder}: give the folder that holds it.", file=sys.stderr)
        return 1
    for measure in (attributions, entities, types, samples, speed):
        if only in {"", measure.__name__}:
            print(f"== {measure.__name__}\n{measure(folder)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
