"""A library of a million articles: how fast it is filled, paged, narrowed and searched.

    python benchmarks/library.py [--articles 1000000] [--corpus FILE] [--keep FOLDER] [--json FILE]

The corpus is that of ``corpus_gen.py``, given by ``--corpus`` or found beside the project.
Beside the import the same run puts the same rows into SQLite by bare ``executemany``: once
into the same tables, and once the articles alone into a table without any index.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import runpy
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from annotator.domain.article import Article, Source, fingerprint  # noqa: E402 - path first
from annotator.domain.coder import Assignment, Coder  # noqa: E402
from annotator.domain.dates import FuzzyDate  # noqa: E402
from annotator.domain.draft import Draft  # noqa: E402
from annotator.domain.errors import AnnotatorError  # noqa: E402
from annotator.domain.highlights import Highlights, Proposal  # noqa: E402
from annotator.domain.ids import ArticleId, CoderId  # noqa: E402
from annotator.domain.matching import Matcher, snippet  # noqa: E402
from annotator.domain.query import read_query  # noqa: E402
from annotator.domain.span import Span  # noqa: E402
from annotator.operations import tagging  # noqa: E402
from annotator.operations.projects import starter_codebook  # noqa: E402
from annotator.store import connection  # noqa: E402
from annotator.store.project import create_project, open_project  # noqa: E402
from annotator.support.clock import new_id, now  # noqa: E402

CODER = Coder(CoderId("c0de1"), "Sokha")
CORPUS = ROOT.parent / "shared" / "bench" / "corpus_gen.py"
IN_FILE = 5_000  # articles of one file, which are one step
MEAN_CHARS = 600
PAGE = 50
TYPED = (
    "ministry denied", "zircondale", "quillbrook report", '"press council" denied', "the", "th",
    "a", "m", "minis", "accus", "NEAR(court union, 5)", "ministry NOT police", "court OR radio",
    "2021", "ban's", "|", "“press", "(court", "x", "said that", "zzzz", "outlet:Wire", "ក្រសួង",
    'outlet:"Wire 24" ministry', "title:denied", "date:2023-02..2023-04 incitement", "re po rt",
)  # fmt: skip
FILTERS = {
    "outlet": ("", 'outlet:"Wire 24"', "outlet:nowhere"),
    "language": ("", "lang:en", "lang:km"),
    "date": ("", "month:2023-04", "date:2022..2024-06", 'date:""'),
    "state": ("", "state:todo", "state:done"),
    "tags": ("", "has:suggestions", "type:denial"),
}
TARGETS = {
    "open_to_first_page_ms": 1000, "next_page_ms": 5, "filter_page_ms": 100, "typed_page_ms": 50,
    "count_ms": 300, "megabytes": 250, "share_of_bare_rate": 0.5,
}  # fmt: skip


def main() -> int:
    """Fill a project, fill SQLite with the same, look around, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="corpus_gen.py")
    parser.add_argument("--keep", type=Path, help="where the project is kept for the next time")
    parser.add_argument("--no-reference", action="store_true", help="leave bare SQLite out")
    parser.add_argument("--json", type=Path, help="where the figures are written")
    parser.add_argument("--look", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.look:
        print(json.dumps(look(asked.look)))
        return 0
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as scratch:
        os.environ["ANNOTATOR_HOME"] = str(Path(scratch) / "home")
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        project = folder / f"library-{asked.articles}.annotator"
        figures: dict[str, object] = {"articles": asked.articles, "targets": TARGETS}
        if not project.exists():
            figures["import"] = fill(project, asked, Path(scratch))
        command = [sys.executable, __file__, "--look", str(project)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        figures |= json.loads(told.stdout)
        figures["file_megabytes"] = round(project.stat().st_size / 2**20)
    text = json.dumps(figures, indent=2, ensure_ascii=False)
    print(text)
    if asked.json:
        asked.json.write_text(text + "\n", encoding="utf-8")
    return 0


def fill(path: Path, asked: argparse.Namespace, scratch: Path) -> dict[str, object]:
    """Import the corpus through the store, and put the same rows into SQLite beside it."""
    clocks = {"ours": Clock(), "same_tables": Clock(), "one_table": Clock()}
    same, one = bare_project(scratch / "same.db"), bare_table(scratch / "one.db")
    with create_project(path, "Library", starter_codebook(), CODER) as project:
        for files in corpus(asked.corpus, asked.articles):
            with clocks["ours"].running(), project.step("Import") as step:
                project.articles.add(step, files)
            if not asked.no_reference:
                rows = written(project, step.id, files)
                with clocks["same_tables"].running():
                    put_bare(same, rows)
                with clocks["one_table"].running():
                    put_bare(one, {"article": rows["plain"]})
        work_on(project, asked.articles)
    same.close()
    one.close()
    told: dict[str, object] = {name: clock.told(asked.articles) for name, clock in clocks.items()}
    if not asked.no_reference:
        for name in ("same_tables", "one_table"):
            told[f"share_of_{name}_cpu"] = round(clocks[name].cpu / clocks["ours"].cpu, 2)
            told[f"share_of_{name}_wall"] = round(clocks[name].wall / clocks["ours"].wall, 2)
    return told


class Clock:
    """Adds up the time of one way."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    @contextmanager
    def running(self):
        """Count what the block takes."""
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.cpu += time.process_time() - cpu
        self.wall += time.perf_counter() - wall

    def told(self, articles: int) -> dict[str, float]:
        """Return what it took, and the rate."""
        rate = round(articles / self.cpu) if self.cpu else 0
        return {
            "cpu_s": round(self.cpu, 1),
            "wall_s": round(self.wall, 1),
            "articles_per_cpu_s": rate,
        }


def corpus(generator: Path, articles: int):
    """Yield the made-up articles, as many at a time as stand in one file."""
    make = runpy.run_path(str(generator))["article"]
    for start in range(0, articles, IN_FILE):
        made = [make(1, at, MEAN_CHARS) for at in range(start, min(articles, start + IN_FILE))]
        raw = json.dumps([one["text"] for one in made]).encode()
        name = hashlib.sha256(raw).hexdigest()
        yield [source(one, raw, name, start + at) for at, one in enumerate(made)]


def source(made: dict[str, str], raw: bytes, name: str, at: int) -> Source:
    """Return a made-up article as an importer would give it."""
    article = Article(
        id=ArticleId(new_id()),
        title=made["title"],
        fingerprint=fingerprint(made["text"]),
        length=len(made["text"]),
        words=len(made["text"].split()),
        language="km" if at % 10 == 0 else "en",
        outlet=made["outlet"],
        published=FuzzyDate(made["date"]),
        url=made["url"],
        source_name="corpus.jsonl",
        source_kind="jsonl",
        source_hash=name,
        encoding="utf-8",
        added_at=now(),
    )
    return Source(article, made["text"], raw)


def bare_project(path: Path) -> sqlite3.Connection:
    """Return an empty file with our tables."""
    path.touch()
    db = connection.connect_to_new(path).conn
    db.execute("PRAGMA foreign_keys = OFF")
    return db


def bare_table(path: Path) -> sqlite3.Connection:
    """Return an empty file with one table and no index."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE article (id, title, outlet, published, url, text)")
    return db


def written(project, step: str, files: list[Source]) -> dict[str, list[tuple]]:
    """Return the rows that the step wrote, by table."""
    db = project._db.conn
    first = db.execute("SELECT number FROM article WHERE id = ?", [files[0].article.id]).fetchone()
    name = files[0].article.source_hash
    return {
        "text": [(one.article.fingerprint, one.text) for one in files],
        "source": db.execute("SELECT * FROM source WHERE hash = ?", [name]).fetchall(),
        "article": db.execute("SELECT * FROM article WHERE number >= ?", first).fetchall(),
        "change": db.execute("SELECT * FROM change WHERE step = ?", [step]).fetchall(),
        "article_words (rowid, title, text)": [
            (first[0] + at, one.article.title, one.text) for at, one in enumerate(files)
        ],
        "plain": [
            (one.article.id, one.article.title, one.article.outlet, one.article.published.iso,
             one.article.url, one.text) for one in files
        ],
    }  # fmt: skip


def put_bare(db: sqlite3.Connection, tables: dict[str, list[tuple]]) -> None:
    """Put rows into tables by ``executemany``, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    for table, rows in tables.items():
        if table != "plain":
            marks = ", ".join("?" * len(rows[0]))
            db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - ours
    db.execute("COMMIT")


def work_on(project, articles: int) -> None:
    """Let a coder have done what a person does in some weeks, and the machine a little more."""
    chance = random.Random(5)  # noqa: S311 - not for secrets
    drawn = chance.sample(range(1, articles + 1), min(articles // 4, 30_000))
    rows = project.articles.queue_rows(CODER.id, drawn)
    proposal = Proposal(Span(0, 9), (("denial", 0.9),), "indirect", "A", 0.9, "why", "rule")
    with project.machine_writes():
        for row in rows:
            project.suggestions.keep(row.id, "bench 1", Highlights("en", proposals=(proposal,)))
    with project.step("Done") as step:
        project.assignments.put(step, *(Assignment(r.id, CODER.id, "done") for r in rows[:2000]))
    for row in rows[-200:]:
        tagging.tag_statement(project, row.id, Draft(Span(0, 20), "denial"))


def look(path: Path) -> dict[str, object]:
    """Open the project as a window does and measure what a person waits for."""
    began = time.perf_counter()
    with open_project(path, CODER) as project:
        page(project, "")
        project.articles.states(CODER.id)
        opened = (time.perf_counter() - began) * 1000
        filters = " ".join
        every = [""]
        for choices in FILTERS.values():
            every = [filters((one, more)).strip() for one in every for more in choices]
        figures = {
            "open_to_first_page_ms": round(opened, 1),
            "next_page_ms": spread(next_pages(project)),
            "orders_ms": {
                order: took(lambda order=order: page(project, "", order))
                for order in ("newest", "oldest", "title", "suggestions", "random")
            },
            "filter_page_ms": spread({one: took(lambda q=one: page(project, q)) for one in every}),
            "filter_newest_page_ms": spread(
                {one: took(lambda q=one: page(project, q, "newest")) for one in every}
            ),
            "typed_page_ms": spread(typed(project)),
            "count_ms": spread(counted(project)),
            "facets_ms": {
                one: took(
                    lambda q=one: project.articles.counts.facets(CODER.id, read_query(q), 0.3)
                )
                for one in ("", 'outlet:"Wire 24"', "ministry", "state:todo")
            },
            "all_numbers_ms": took(
                lambda: project.articles.numbers(CODER.id, read_query("lang:en"))
            ),
        }
    figures["megabytes"] = round(peak_megabytes())
    return figures


def page(project, query: str, order: str = "added", *, typing: bool = False) -> None:
    """Read the first page of what ``query`` finds, as the queue does, with snippets."""
    asked = read_query(query, typing=typing)
    found = project.articles.found(CODER.id, asked, order)
    found.read(PAGE)
    rows = project.articles.queue_rows(CODER.id, found[:PAGE])
    if matcher := Matcher(asked):
        for row in rows:
            text = project.articles.text(row.id)
            snippet(text, matcher.spans(text))


def next_pages(project) -> dict[str, float]:
    """Read on from many places of the list in several orders."""
    times = {}
    for order in ("added", "newest", "title"):
        found = project.articles.found(CODER.id, read_query(""), order)
        found.read(PAGE)
        at = PAGE
        for number in range(60):
            began = time.perf_counter()
            while len(found) < at + PAGE and not found.finished:
                found.read(PAGE)
            project.articles.queue_rows(CODER.id, found[at : at + PAGE])
            times[f"{order} {number}"] = (time.perf_counter() - began) * 1000
            at += PAGE
    return times


def typed(project) -> dict[str, float]:
    """Type each of the inputs, key by key."""
    times = {}
    for words in TYPED:
        for end in range(1, len(words) + 1):
            part = words[:end]
            times[part] = took(lambda part=part: tried(lambda: page(project, part, typing=True)))
    return times


def counted(project) -> dict[str, float]:
    """Count what each finished input finds."""
    counts = project.articles.counts
    return {
        words: took(lambda w=words: tried(lambda: counts.count(CODER.id, read_query(w), 0.25)))
        for words in TYPED
    }


def tried(act) -> None:
    """Do it; a readable refusal is an answer too."""
    with suppress(AnnotatorError):
        act()


def took(act) -> float:
    """Return the milliseconds that ``act`` takes."""
    began = time.perf_counter()
    act()
    return round((time.perf_counter() - began) * 1000, 2)


def spread(times: dict[str, float]) -> dict[str, object]:
    """Return the middle, the 95th percentile and the worst three with their names."""
    ordered = sorted(times.values())
    worst = sorted(times, key=times.__getitem__, reverse=True)[:3]
    return {
        "median": round(median(ordered), 2),
        "p95": round(ordered[int(len(ordered) * 0.95)], 2),
        "worst": {name: round(times[name], 2) for name in worst},
    }


def peak_megabytes() -> float:
    """Return the peak memory of this process."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    sys.exit(main())
