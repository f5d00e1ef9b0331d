"""Run every benchmark and write ``docs/performance.json`` and ``docs/performance.md``.

    python benchmarks/run.py [--skip NAME]…

Takes some minutes; leave the machine alone meanwhile. The figures belong to one
machine, so what counts are the targets and the references measured beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "benchmarks"
OUT = ROOT / "docs" / "performance"
STORE_OPTIONS = ("-q", "-o", "addopts=--import-mode=importlib", "-o", "pythonpath=. benchmarks")


def script(name: str, *options: str) -> Any:
    """Run a benchmark that writes JSON, and return it."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        flag = "--out" if name == "reader" else "--json"
        run(HERE / f"{name}.py", *options, flag, out)
        return json.loads(out.read_text(encoding="utf-8"))


def store() -> Any:
    """Run the benchmarks of the project file; return median microseconds by name."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        run("-m", "pytest", *STORE_OPTIONS, HERE / "test_store.py", f"--benchmark-json={out}")
        told = json.loads(out.read_text(encoding="utf-8"))
    return {one["name"]: round(one["stats"]["median"] * 1e6) for one in told["benchmarks"]}


def highlighting() -> str:
    """Run the benchmark of the highlighting; it prints what its scorers say."""
    command = [sys.executable, str(HERE / "highlighting.py")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stdout if told.returncode == 0 else told.stderr


def run(*command: object) -> None:
    """Run Python with ``command`` in the project's folder."""
    subprocess.run(
        [sys.executable, *map(str, command)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


MEASURES = {
    "startup": lambda: script("startup"),
    "reader": lambda: script("reader"),
    "store": store,
    "export": lambda: script("export"),
    "highlighting": highlighting,
}


def machine() -> dict[str, object]:
    """Return what the figures belong to."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "date": datetime.now(UTC).date().isoformat(),
    }


def page(found: dict[str, Any]) -> str:
    """Return the page that shows the figures."""
    parts = [_HEAD.format(**found["machine"])]
    if startup := found.get("startup"):
        ours, qt = startup["annotator"], startup["qt_alone"]
        parts.append(
            "## Start\n\nFrom the start of the program to the sample's first article painted,"
            " median; target 1.2 s.\n\n"
            "| | wall, s | CPU, s | memory, MB |\n|---|---|---|---|\n"
            f"| Annotator | {ours['wall']:.2f} | {ours['cpu']:.2f} | {ours['megabytes']:.0f} |\n"
            f"| Qt alone | {qt['wall']:.2f} | {qt['cpu']:.2f} | {qt['megabytes']:.0f} |\n"
        )
    if reader := found.get("reader"):
        parts.append(_reader(reader))
    if tags := found.get("store"):
        parts.append(_store(tags))
    if export := found.get("export"):
        told = json.dumps(export, indent=2, ensure_ascii=False)
        parts.append(f"## Export\n\n```json\n{told}\n```\n")
    if told := found.get("highlighting"):
        parts.append(f"## Highlighting\n\n```\n{told.strip()}\n```\n")
    return "\n".join(parts)


def _reader(reader: dict[str, Any]) -> str:
    rows = [
        "## Reader\n",
        "CPU milliseconds, median / 99th percentile (target).\n",
        "| article | open | add a tag | scroll a frame | plain Qt text: open, scroll |",
        "|---|---|---|---|---|",
    ]
    for size, acts in reader.items():
        if not isinstance(acts, dict):
            continue
        cells = [
            f"{act['median']} / {act['p99']} ({act['target']})"
            for act in (acts["open"], acts["tag"], acts["scroll"])
        ]
        bare = [
            str(acts[act]["bare QPlainTextEdit"]["median"])
            for act in ("open", "scroll")
            if "bare QPlainTextEdit" in acts[act]
        ]
        rows.append(f"| {size} | {' | '.join(cells)} | {', '.join(bare)} |")
    return "\n".join(rows) + "\n"


def _store(tags: dict[str, int]) -> str:
    floor = tags.get("test_bare_insert_and_commit", 0)
    rows = [
        "## Project file\n",
        "Median; a tag counts until it is on the disk.\n",
        "| what | microseconds | times a bare insert and commit |",
        "|---|---|---|",
    ]
    for name, median in tags.items():
        said = name.removeprefix("test_").replace("_", " ")
        rows.append(f"| {said} | {median} | {median / floor:.1f} |" if floor else "")
    return "\n".join(rows) + "\n"


_HEAD = """# What it costs

Written by `benchmarks/run.py` on {date}: Python {python}, {system}, {cores} cores. Each figure
stands beside its target or a reference of the same run; compare ratios, not machines.
"""


def main() -> None:
    """Measure, and write the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--skip", action="append", default=[], choices=sorted(MEASURES))
    skipped = asked.parse_args().skip
    found: dict[str, Any] = {"machine": machine()}
    for name, measure in MEASURES.items():
        if name not in skipped:
            sys.stderr.write(f"{name} …\n")
            found[name] = measure()
    OUT.with_suffix(".json").write_text(
        json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    OUT.with_suffix(".md").write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
