"""Raises programs that tag, and kills each at a random moment; tells what was left.

A process of its own, with nothing but one thread, may fork safely and at little cost.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

from annotator.domain.draft import Draft
from annotator.domain.highlights import PartyMark
from annotator.domain.span import Span
from annotator.operations import projects, tagging
from annotator.operations.checking import check
from annotator.operations.exporting import export

LONGEST = float(os.environ.get("ANNOTATOR_LONGEST", "0.12"))  # seconds that a program may live


def tag_on(path: Path, tell) -> None:
    """Tag, take away, undo and redo without end; tell of each act once it is saved."""
    with projects.open_to_write(path) as project:
        tell("ready")
        [article] = project.articles.all()
        for turn in itertools.count():
            at = turn * 7 % (article.length - 40)
            draft = Draft(
                Span(at, at + 40),
                "denial",
                speakers=(PartyMark(f"Minister {turn % 50}"),),
                targets=(PartyMark("Open Line"),),
            )
            tagged = tagging.tag_statement(project, article.id, draft)
            tell(f"+{tagged.id}")
            if turn % 4 == 2:
                tell(f"?{tagged.id}")  # from here on it may be there or not
                tagging.untag(project, tagged)
                tell(f"-{tagged.id}")
            elif turn % 4 == 3:
                tell(f"?{tagged.id}")
                project.undo()
                tell(f"-{tagged.id}")
                project.redo()
                tell(f"+{tagged.id}")


def export_on(project: Path, out: Path, tell) -> None:
    """Export without end."""
    tell("ready")
    while True:
        export(project, out).do()


def killed(work, *args) -> list[str]:
    """Fork a program that does ``work``, kill it, and return what it had told in whole lines."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            work(*args, lambda line: os.write(writing, line.encode() + b"\n"))
        except BaseException:  # noqa: BLE001 - nothing may go on in the copy
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        first = told.readline()
        time.sleep(random.uniform(0, LONGEST))  # noqa: S311 - where it falls is meant to differ
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        lines = (first + told.read()).decode().split("\n")[:-1]
    if not os.WIFSIGNALED(status):
        raise SystemExit("The program ended before it was killed.")
    return lines


def look(path: Path) -> dict[str, object]:
    """Return what is in the project and what does not hold in it."""
    with projects.open_to_write(path) as project:  # the dead hold no lock
        [article] = project.articles.all()
        there = [one.id for one in project.statements.in_article(article.id)]
    return {"there": there, "findings": [one.for_people() for one in check(path)]}


def main(what: str, rounds: str, path: str, out: str = "") -> None:
    """Do it ``rounds`` times and print a JSON line for each."""
    for _ in range(int(rounds)):
        if what == "tag":
            found = {"told": killed(tag_on, Path(path)), **look(Path(path))}
        else:
            killed(export_on, Path(path), Path(out))
            found = {}
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
