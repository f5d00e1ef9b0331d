"""Search texts by a regular expression, in a process that is killed when it hangs."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import BadPatternError, SlowPatternError
from annotator.domain.matching import concordance
from annotator.domain.query import read_query
from annotator.domain.span import Span
from annotator.operations.concordance import WIDTH, Line, texts
from annotator.operations.pattern_worker import SECONDS
from annotator.support import paths
from annotator.support.i18n import tr
from annotator.support.work import Silence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from annotator.store.project import Project
    from annotator.support.work import Progress

LONGEST = 500  # code points of a pattern
_GRACE = 2.0  # seconds beyond the limit of a text, until the process is killed
_TICK = 0.1  # seconds between two looks at whether the person has called it off
_COMPILING = 5.0  # seconds
_STARTING = 30.0  # seconds: a cold disk may take its time to load Python


def pattern_lines(  # noqa: PLR0913 - one for each thing to choose
    project: Project,
    pattern: str,
    typed: str = "",
    width: int = WIDTH,
    progress: Progress | None = None,
    *,
    case: bool = False,
) -> Iterator[Line]:
    """Return every place that fits ``pattern`` in the articles that ``typed`` finds.

    ``^`` and ``$`` stand for the ends of lines; without ``case`` upper and lower case are
    alike. A text may take one second. What fits without a character is no place.

    Raises:
        BadQueryError: ``typed`` cannot be understood; said at once.
        BadPatternError: the pattern is none, or longer than 500 characters; said at once.
        SlowPatternError: it does not come to an end, in this text or at all.
    """
    read_query(typed)
    if len(pattern) > LONGEST:
        raise BadPatternError(at=LONGEST, reason=tr("it is longer than {limit}", limit=LONGEST))
    watched = progress or Silence()
    process = _Process(watched)
    try:
        _see_that_it_is_one(process, pattern, case=case)
    except BaseException:
        process.end()
        raise

    def found() -> Iterator[Line]:
        try:
            for row, text in texts(project, typed, watched):
                answer = process.ask({"text": text}, SECONDS + _GRACE)
                if answer is None or "slow" in answer:
                    raise SlowPatternError(title=row.title)
                spans = (Span(start, end) for start, end in answer["spans"])
                yield from (Line(row, hit) for hit in concordance(text, spans, width))
        finally:
            process.end()

    return found()


def _see_that_it_is_one(process: _Process, pattern: str, *, case: bool) -> None:
    ready = process.hear(_STARTING)
    answer = ready and process.ask({"pattern": pattern, "case": case}, _COMPILING)
    if answer is None:
        raise SlowPatternError(title=pattern[:40])
    if "error" in answer:
        raise BadPatternError(at=answer["at"], reason=answer["error"])


class _Process:
    """The process that tries the pattern, and the thread that hears it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._answers: queue.Queue[str] = queue.Queue()
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", "annotator.operations.pattern_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=paths.PACKAGE,
            env=_environment(),
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._child.stdin  # noqa: S101 - it is a pipe, as asked
        assert self._child.stdout  # noqa: S101 - it is a pipe, as asked
        self._in: IO[str] = self._child.stdin
        self._out: IO[str] = self._child.stdout
        self._ear = threading.Thread(target=self._hear, name="pattern process", daemon=True)
        self._ear.start()

    def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """Return the answer; None when none came in time, and the process is gone then."""
        with suppress(OSError):  # it has ended: no answer will come
            self._in.write(json.dumps(question) + "\n")
            self._in.flush()
        return self.hear(seconds)

    def hear(self, seconds: float) -> dict[str, Any] | None:
        """Return what the process says next; None as for `ask`."""
        for _ in range(int(seconds / _TICK)):
            with suppress(queue.Empty):
                told = self._answers.get(timeout=_TICK)
                answer: dict[str, Any] | None = json.loads(told) if told else None
                return answer
            self._progress.report(0, 0)
        self.end()
        return None

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._child.kill()
        self._child.wait()
        self._ear.join()
        with suppress(OSError):
            self._in.close()
        self._out.close()

    def _hear(self) -> None:
        for line in self._out:
            self._answers.put(line)
        self._answers.put("")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONPATH": str(paths.PACKAGE.parent)}
