"""The CSV of many statements, beside SQLite's own shell on the same query.

    python benchmarks/export.py [--statements 200000] [--keep FOLDER] [--json FILE]

Each export runs in a process of its own, so CPU time and peak memory are its alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from conftest import made_up_text, source  # noqa: E402 - the path comes first

from annotator.domain.actor import Actor, Mention  # noqa: E402
from annotator.domain.coder import Coder  # noqa: E402
from annotator.domain.ids import ActorId, CoderId, LinkId, MentionId, StatementId  # noqa: E402
from annotator.domain.span import Span  # noqa: E402
from annotator.domain.statement import IssueTag, Link, Party, Statement  # noqa: E402
from annotator.operations.projects import starter_codebook  # noqa: E402
from annotator.store.project import create_project  # noqa: E402
from annotator.support.clock import new_id  # noqa: E402

if TYPE_CHECKING:
    import resource

IN_ARTICLE = 20  # statements
TYPES = ("accusation", "denial", "demand", "criticism", "legal_action")
ISSUES = ("journalist_safety", "privacy_surveillance", "licensing")
# The same rows as one would ask SQLite for them by hand.
SHELL_QUERY = """
SELECT s.id, s.article, a.title, a.outlet, ifnull(a.published, ''), a.language, a.url, s.start,
    s."end", s.exact, s.type,
    '',
    (SELECT group_concat(name) FROM statement_party p JOIN actor ON actor.id = p.actor
        WHERE p.statement = s.id AND role = 'speaker'),
    (SELECT group_concat(type) FROM statement_party p JOIN actor ON actor.id = p.actor
        WHERE p.statement = s.id AND role = 'speaker'),
    (SELECT group_concat(mention IS NULL) FROM statement_party p
        WHERE p.statement = s.id AND role = 'speaker'),
    (SELECT json_group_array(name) FROM statement_party p JOIN actor ON actor.id = p.actor
        WHERE p.statement = s.id AND role = 'target'),
    (SELECT json_group_array(type) FROM statement_party p JOIN actor ON actor.id = p.actor
        WHERE p.statement = s.id AND role = 'target'),
    (SELECT key FROM statement_issue i WHERE i.statement = s.id AND position = 0),
    (SELECT json_group_array(key) FROM statement_issue i
        WHERE i.statement = s.id AND position > 0),
    s.form, s.modality, ifnull(s.event_date, ''), s.place,
    (SELECT json_group_array(kind || ':' || target) FROM link WHERE source = s.id),
    c.name, s.status, s.origin, s.confidence, s.note, s.created_at, s.changed_at,
    s.codebook_version
FROM article a JOIN statement s ON s.article = a.id JOIN coder c ON c.id = s.coder
ORDER BY a.title, a.id, s.start, s."end", s.id
"""
EXPORT = "from annotator.__main__ import main; import sys; sys.exit(main())"
TARGETS = {"cpu_seconds": 3.0, "megabytes": 150.0, "ratio_to_shell": 2.0}


def main() -> int:
    """Make the project, export it both ways, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--keep", type=Path, help="where the project is kept for the next time")
    parser.add_argument("--json", type=Path, help="where the figures are written")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as scratch:
        folder = asked.keep or Path(scratch)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        project = folder / f"bench-{asked.statements}.annotator"
        if not project.exists():
            fill(project, asked.statements)
        figures = measure(project, Path(scratch))
    figures["statements"] = asked.statements
    figures["targets"] = TARGETS
    text = json.dumps(figures, indent=2)
    print(text)
    if asked.json:
        asked.json.write_text(text + "\n", encoding="utf-8")
    return 0


def measure(project: Path, scratch: Path) -> dict[str, object]:
    """Export once to warm the disk's cache, then three times for the figures."""
    out = scratch / "statements.csv"
    command = [sys.executable, "-c", EXPORT, "export", str(project), str(out)]
    runs = [timed(command) for _ in range(4)][1:]
    best = min(runs)
    figures: dict[str, object] = {
        "cpu_seconds": round(best[0], 2),
        "megabytes": round(max(size for _, size in runs), 1),
        "csv_megabytes": round(out.stat().st_size / 2**20, 1),
    }
    if shell := shutil.which("sqlite3"):
        ask = [shell, "-readonly", str(project), ".headers on", ".mode csv", SHELL_QUERY]
        floor = min(timed(ask) for _ in range(3))
        figures["shell_cpu_seconds"] = round(floor[0], 2)
        figures["ratio_to_shell"] = round(best[0] / floor[0], 2)
    return figures


def timed(command: list[str]) -> tuple[float, float]:
    """Run ``command``; return its CPU seconds and its peak memory in megabytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed: {process.returncode}")
    return usage.ru_utime + usage.ru_stime, peak(usage)


def peak(usage: resource.struct_rusage) -> float:
    """Return the peak memory in megabytes; Linux tells kilobytes, macOS bytes."""
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def fill(path: Path, statements: int) -> None:
    """Make a project with that many statements of two coders, 20 in an article of 3 KB."""
    path.parent.mkdir(parents=True, exist_ok=True)
    chance = random.Random(11)  # noqa: S311 - not for secrets
    coder = Coder(CoderId("c0de1"), "Sokha")
    actors = [Actor(ActorId(new_id()), f"Ministry number {n}", "government") for n in range(2000)]
    with create_project(path, "Benchmark", starter_codebook(), coder) as project:
        with project.step("Actors") as step:
            project.actors.put(step, *actors)
        for number in range(statements // IN_ARTICLE):
            made = source(made_up_text(3000, seed=number), f"Article {number}")
            with project.step("Article") as step:
                project.articles.add(step, [made])
                coded = [one(made, at, coder, actors, chance) for at in range(IN_ARTICLE)]
                project.mentions.put(step, made.text, *(mention for mention, _ in coded))
                project.statements.put(step, made.text, *(tag for _, tag in coded))
                first, second = coded[0][1], coded[1][1]
                link = Link(LinkId(new_id()), second.id, first.id, "denies", coder.id)
                project.links.put(step, link)


def one(made, at, coder, actors, chance) -> tuple[Mention, Statement]:
    """Return a statement of about a sentence with a speaker named in it and up to two targets."""
    speaker, *targets = chance.sample(actors, chance.choice((1, 2, 2, 3)))
    span = Span(at * 140, at * 140 + 150)
    place = Span(span.start, span.start + 17)
    named = Mention(MentionId(new_id()), made.article.id, place, speaker.id, coder.id)
    issues = tuple(IssueTag(key) for key in chance.sample(ISSUES, chance.choice((1, 1, 2))))
    parties = (Party("speaker", speaker.id, named.id), *(Party("target", t.id) for t in targets))
    tag = Statement(
        id=StatementId(new_id()),
        article=made.article.id,
        pieces=(span,),
        type=chance.choice(TYPES),
        coder=coder.id,
        parties=parties,
        issues=issues,
        form="indirect",
        created_at=made.article.added_at,
        changed_at=made.article.added_at,
    )
    return named, tag


if __name__ == "__main__":
    sys.exit(main())
