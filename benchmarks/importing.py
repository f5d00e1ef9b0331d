"""What it takes to bring plain articles in, beside the bare rows and what others take.

    python benchmarks/importing.py [--articles 10000] [--json FILE]

Each run is a process of its own, so CPU time (its reading process included) and peak
memory are its alone. The articles are made up, 3,000 characters each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from conftest import made_up_text  # noqa: E402 - the path comes first
from export import timed  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "bench" / "corpus_gen.py"
LENGTH = 3000  # characters of an article
TARGETS = {"cpu_seconds": 5.0, "of_bare_rows": 0.5}
# CPU seconds for 10,000 articles of 3 KB, measured once on a machine like this.
OTHERS = {"QualCoder": 682, "doccano 1.8.4": 105, "Label Studio 1.23.2": 20, "plain SQLite": 2.5}
IMPORT = """
import sys
from pathlib import Path
from annotator.operations import projects
from annotator.operations.importing import import_files
with projects.create(Path(sys.argv[1])) as project:
    work, outcomes = import_files(project, [Path(sys.argv[2])])
    work.do()
    assert all(one.result == "imported" for one in outcomes)
"""
COMPARE = """
import sys
from pathlib import Path
from annotator.operations import projects
from annotator.operations.near_duplicates import find_similar
with projects.open_to_write(Path(sys.argv[1])) as project:
    find_similar(project).do()
"""


def main() -> int:
    """Make the articles, import them both ways, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--json", type=Path, help="where the figures are written")
    parser.add_argument("--bare", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.bare:
        bare(*asked.bare)
        return 0
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as scratch:
        folder = Path(scratch)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        fill(folder / "articles", asked.articles)
        figures = measure(folder)
    figures |= {"articles": asked.articles, "targets": TARGETS, "others_cpu_seconds": OTHERS}
    text = json.dumps(figures, indent=2)
    print(text)
    if asked.json:
        asked.json.write_text(text + "\n", encoding="utf-8")
    return 0


def measure(folder: Path) -> dict[str, object]:
    """Import once, compare once, and write the same rows without anything around them."""
    project, articles = folder / "bench.annotator", folder / "articles"
    code = [sys.executable, "-c"]
    imported = timed([*code, IMPORT, str(project), str(articles)])
    compared = timed([*code, COMPARE, str(project)])
    rows = timed([sys.executable, __file__, "--bare", str(folder / "bare.db"), str(articles)])
    return {
        "cpu_seconds": round(imported[0], 2),
        "megabytes": round(imported[1], 1),
        "comparing_cpu_seconds": round(compared[0], 2),
        "comparing_megabytes": round(compared[1], 1),
        "bare_rows_cpu_seconds": round(rows[0], 2),
        "of_bare_rows": round(rows[0] / imported[0], 2),
    }


def fill(folder: Path, articles: int) -> None:
    """Write one file an article."""
    folder.mkdir()
    if GENERATOR.exists():
        command = [sys.executable, str(GENERATOR), "--n", str(articles)]
        command += ["--mean-chars", str(LENGTH), "--out", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return
    for number in range(articles):
        text = made_up_text(LENGTH, seed=number)
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def bare(path: Path, folder: Path) -> None:
    """Read the files and write text and packed source with ``executemany``, and no more."""
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE text (fingerprint TEXT PRIMARY KEY, text TEXT) STRICT")
    db.execute("CREATE TABLE source (hash TEXT PRIMARY KEY, content BLOB) STRICT")
    files = sorted(folder.iterdir())
    for at in range(0, len(files), 500):
        raws = [file.read_bytes() for file in files[at : at + 500]]
        names = [hashlib.sha256(raw).hexdigest() for raw in raws]
        texts = zip(names, (raw.decode() for raw in raws), strict=True)
        packed = zip(names, (zlib.compress(raw, 1) for raw in raws), strict=True)
        db.executemany("INSERT OR IGNORE INTO text VALUES (?, ?)", texts)
        db.executemany("INSERT OR IGNORE INTO source VALUES (?, ?)", packed)
    db.commit()
    db.close()


if __name__ == "__main__":
    sys.exit(main())
