"""What the reader costs: open, tag, scroll, at three sizes.

    python benchmarks/reader.py [--rounds 9] [--out reader.json]

Prints JSON: CPU milliseconds (this process's), median and 99th percentile of each
measure, beside the same text in a bare ``QPlainTextEdit`` of the same run. Draws
offscreen, so that no display and no other program counts.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import sys
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import PySide6
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from annotator.domain.sentences import sentences
from annotator.domain.span import Span
from annotator.gui.colours import CODES
from annotator.gui.reader.marks import ActorSpan, Heading, Mark
from annotator.gui.reader.view import ReaderView
from annotator.gui.theme import apply, theme

SIZES = {"3 KB, 20 spans": (3_000, 20), "50 KB, 500 spans": (50_000, 500)}
SIZES["1 MB, 10,000 spans"] = (1_000_000, 10_000)
TARGETS = {
    "open": {"3 KB, 20 spans": 15, "50 KB, 500 spans": 20, "1 MB, 10,000 spans": 60},
    "tag": dict.fromkeys(SIZES, 15),
    "scroll": dict.fromkeys(SIZES, 16),
}
WINDOW = QSize(810, 800)
FRAMES = 150
WORDS = [
    *("the", "ministry", "said", "on", "Friday", "that", "reporters", "were", "held", "without"),
    *("charge", "at", "the", "port", "while", "officials", "denied", "every", "accusation", "and"),
    *("lawyers", "asked", "a", "court", "to", "publish", "the", "case", "files"),
]


def article(length: int, chance: random.Random) -> str:
    """Make paragraphs of sentences of words, ``length`` code points in all."""
    parts: list[str] = []
    size = 0
    while size < length:
        lines = []
        for _ in range(chance.randint(1, 5)):
            words = chance.choices(WORDS, k=chance.randint(6, 30))
            lines.append(" ".join(words).capitalize() + ".")
        parts.append(" ".join(lines))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts)[:length]


def marks_on(text: str, count: int, chance: random.Random) -> list[Mark]:
    """Lay marks all over a text, so that most overlap others."""
    codes = list(CODES["light"])
    made = []
    for number in range(count):
        start = chance.randrange(len(text) - 400)
        span = Span(start, start + chance.randint(20, 380))
        kind = "suggestion" if number % 4 == 0 else "statement"
        code = chance.choice(codes)
        title = code.replace("_", " ").capitalize()
        made.append(Mark(f"m{number}", (span,), kind, code, title, "Open Line → Ministry"))
    return made


class Canvas:
    """Something to draw a window on, so that only the window's work is measured."""

    def __init__(self) -> None:
        self.image = QImage(WINDOW, QImage.Format.Format_RGB32)

    def draw(self, view: QAbstractScrollArea) -> None:
        """Draw the window now."""
        view.render(self.image)


def cpu(act) -> float:
    """CPU milliseconds that ``act`` takes."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def measure_reader(text: str, marks: list[Mark], rounds: int) -> dict[str, list[float]]:
    """Open, tag, scroll in our view."""
    canvas = Canvas()
    found: dict[str, list[float]] = {"open": [], "tag": [], "scroll": []}
    cut = sentences(text)
    actors = [ActorSpan(Span(s.start, s.start + 8), "A", decided=True) for s in cut[::5]]
    for turn in range(rounds):
        view = ReaderView()
        view.resize(WINDOW)
        view.show()

        def opened(view=view) -> None:
            view.show_article(text, (), Heading("Title", "Outlet · 1 May 2025", in_text=False))
            view.set_marks(marks)
            view.set_actors(actors)
            view.set_sentences(cut)
            canvas.draw(view)

        gc.collect()
        found["open"].append(cpu(opened))
        at = Span(700 + turn, 900 + turn)
        more = [*marks, Mark("new", (at,), "statement", "denial", "Denial")]

        def tagged(view=view, more=more) -> None:
            view.set_marks(more)
            view.set_current("new")
            canvas.draw(view)

        found["tag"].append(cpu(tagged))
        found["scroll"] += scrolled(view, canvas)
        view.close()
        view.deleteLater()
    return found


def measure_plain(text: str, rounds: int) -> dict[str, list[float]]:
    """Open and scroll in a bare QPlainTextEdit."""
    canvas = Canvas()
    found: dict[str, list[float]] = {"open": [], "scroll": []}
    for _ in range(rounds):
        view = QPlainTextEdit()
        view.setReadOnly(True)
        view.setFont(theme("light").fonts.reading(17))
        view.resize(WINDOW)
        view.show()

        def opened(view=view) -> None:
            view.setPlainText(text)
            canvas.draw(view)

        gc.collect()
        found["open"].append(cpu(opened))
        found["scroll"] += scrolled(view, canvas)
        view.close()
        view.deleteLater()
    return found


def scrolled(view: QAbstractScrollArea, canvas: Canvas) -> list[float]:
    """Scroll down a third of a window at a time, drawing each frame."""
    bar = view.verticalScrollBar()
    step = max(1, bar.pageStep() // 3)
    frames = []
    for _ in range(FRAMES):

        def frame() -> None:
            bar.setValue(bar.value() + step)
            canvas.draw(view)

        frames.append(cpu(frame))
        if bar.value() >= bar.maximum():
            bar.setValue(0)
    return frames


def summed(values: list[float]) -> dict[str, float]:
    """Median and 99th percentile."""
    ordered = sorted(values)
    last = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return {"median": round(median(ordered), 2), "p99": round(last, 2)}


def main() -> None:
    """Measure everything and print it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    app = QApplication(sys.argv[:1])
    apply(app, theme("light"))
    chance = random.Random(2)  # noqa: S311 - the same text every time
    found: dict[str, object] = {
        "unit": "CPU milliseconds",
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "rounds": given.rounds,
    }
    # The first letters drawn fill Qt's caches; every program pays that once.
    measure_reader(article(3_000, chance), [], 1)
    measure_plain(article(3_000, chance), 1)
    for name, (length, count) in SIZES.items():
        text = article(length, chance)
        ours = measure_reader(text, marks_on(text, count, chance), given.rounds)
        bare = measure_plain(text, given.rounds)
        found[name] = {
            act: {
                **summed(values),
                "target": TARGETS[act][name],
                **({"bare QPlainTextEdit": summed(bare[act])} if act in bare else {}),
            }
            for act, values in ours.items()
        }
    report = json.dumps(found, indent=2, ensure_ascii=False)
    print(report)
    if given.out:
        given.out.write_text(report + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
