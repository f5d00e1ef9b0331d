"""From the start of the program to the sample's first article painted, beside Qt alone.

    python benchmarks/startup.py [--rounds 7] [--json FILE]

Each round starts two processes one after the other: this program on a sample project
that is highlighted already, and a bare Qt window with the same text. Wall and CPU
seconds and resident memory; medians.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent

OURS = """
import sys
from pathlib import Path
from annotator.gui import app as start
from PySide6.QtCore import QEvent, QObject, QTimer

class Eye(QObject):
    def eventFilter(self, seen, event):
        if event.type() == QEvent.Type.Paint and program.window.workspace.article:
            QTimer.singleShot(0, tell)
        return False

def tell():
    import resource, time
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(time.time(), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, flush=True)
    heavy = {"spacy", "numpy", "dateparser", "py3langid"} & set(sys.modules)
    print(",".join(sorted(heavy)), flush=True)
    import os
    os._exit(0)

app = start._application()
program = start.Program(app)
eye = Eye()
program.start(Path(sys.argv[1]))
program.window.workspace.reader.viewport().installEventFilter(eye)
app.exec()
"""

QT_ALONE = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

class Eye(QObject):
    def eventFilter(self, seen, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, tell)
        return False

def tell():
    import os, resource, time
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(time.time(), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, flush=True)
    print("", flush=True)
    os._exit(0)

app = QApplication([])
window = QMainWindow()
text = QPlainTextEdit(Path(sys.argv[1]).read_text(encoding="utf-8"))
window.setCentralWidget(text)
window.resize(1440, 900)
eye = Eye()
text.viewport().installEventFilter(eye)
window.show()
app.exec()
"""


def once(script: str, argument: Path, home: str) -> dict[str, float | str]:
    """Start ``script`` and return what it told when it had painted."""
    environment = os.environ | {
        "ANNOTATOR_HOME": home,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    began = time.time()
    told = subprocess.run(
        [sys.executable, "-c", script, str(argument)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    painted, cpu, memory = map(float, told[0].split())
    return {"wall": painted - began, "cpu": cpu, "megabytes": memory, "heavy": told[1]}


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--json", type=Path)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as home:
        project = Path(home) / "sample.annotator"
        subprocess.run(
            [sys.executable, "-m", "annotator", "sample", str(project), "--no-window"],
            env=os.environ | {"ANNOTATOR_HOME": home, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
        article = next(iter(sorted((ROOT / "seeds" / "articles").glob("*.txt"))))
        once(OURS, project, home)  # what the first run reads stays in the system's memory
        rounds = [
            (once(OURS, project, home), once(QT_ALONE, article, home)) for _ in range(chosen.rounds)
        ]
    result: dict[str, object] = {"rounds": chosen.rounds, "target_wall_seconds": 1.2}
    for at, name in enumerate(("annotator", "qt_alone")):
        result[name] = {
            fact: round(median(float(both[at][fact]) for both in rounds), 3)
            for fact in ("wall", "cpu", "megabytes")
        }
    result["imported_too_early"] = sorted({str(both[0]["heavy"]) for both in rounds} - {""})
    told = json.dumps(result, indent=2)
    sys.stdout.write(told + "\n")
    if chosen.json:
        chosen.json.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
