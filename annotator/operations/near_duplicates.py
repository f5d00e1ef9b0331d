"""Find articles that are nearly the same and group them: the machine's work, not a step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.exchange import near_duplicates as comparing
from annotator.store.likeness import read_likeness
from annotator.support.i18n import tr
from annotator.support.work import Work

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from annotator.domain.ids import ArticleId
    from annotator.store.likeness import LikenessReader
    from annotator.store.project import Project
    from annotator.support.work import Progress

_AT_ONCE = 200  # texts in memory
_KEPT_AT_ONCE = 2000  # rows
_REMEMBERED = 512  # texts whose runs are at hand


@dataclass(slots=True)
class Found:
    """What is to be kept: marks of the articles that are new, groups of those that changed."""

    marks: dict[ArticleId, bytes] = field(default_factory=dict)
    groups: dict[ArticleId, str] = field(default_factory=dict)  # "": none


def lacking(project: Project) -> bool:
    """Whether there are articles that were not compared yet."""
    return project.path is not None and project.likeness.lacks(comparing.METHOD)


def find_similar(project: Project) -> Work[Found]:
    """Compare the articles that nobody compared yet with all, and group what is alike.

    The texts are read over a connection of their own. A project in memory has none, so
    nothing is found there.
    """
    path = project.path

    def compute(progress: Progress) -> Found:
        if path is None:
            return Found()
        with read_likeness(path) as reader:
            return _compare(reader, progress)

    def keep(found: Found) -> Generator[tuple[int, int], None, None]:
        yield from _keep(project, found)

    return Work(compute, keep)


def similar(project: Project, article: ArticleId) -> list[ArticleId]:
    """Return the articles that are nearly the same as this one, it included, in queue order."""
    return project.likeness.like(article)


def count_similar(project: Project, article: ArticleId) -> int:
    """Return how many other articles are nearly the same as this one."""
    return len(similar(project, article)) - 1


def next_similar(project: Project, article: ArticleId) -> ArticleId | None:
    """Return the next of the articles like this one, from the last to the first; None: alone."""
    group = similar(project, article)
    return group[(group.index(article) + 1) % len(group)] if len(group) > 1 else None


def _compare(reader: LikenessReader, progress: Progress) -> Found:
    new = reader.lacking(comparing.METHOD)
    if not new:
        return Found()
    found = Found()
    what = tr("Comparing articles")
    for at in range(0, len(new), _AT_ONCE):
        progress.report(at, len(new), what)
        some = new[at : at + _AT_ONCE]
        runs = [comparing.runs(*reader.text(one)) for one in some]
        found.marks |= dict(zip(some, comparing.marks(runs), strict=True))
    before: dict[ArticleId, str] = {}
    articles: list[ArticleId] = []
    marks: list[bytes] = []
    for article, its_marks, group in reader.known(comparing.METHOD):
        articles.append(article)
        marks.append(its_marks)
        before[article] = group
    known = len(articles)
    for article, its_marks in found.marks.items():
        if its_marks:
            articles.append(article)
            marks.append(its_marks)
    _group(reader, articles, marks, known, before, found, progress)
    return found


def _group(  # noqa: PLR0913, PLR0917 - what was read, and where it goes
    reader: LikenessReader,
    articles: Sequence[ArticleId],
    marks: Sequence[bytes],
    known: int,
    before: dict[ArticleId, str],
    found: Found,
    progress: Progress,
) -> None:
    """Join what is alike to what was grouped already; a group keeps its first name."""
    groups = comparing.Groups(len(articles))
    first: dict[str, int] = {}
    for at, article in enumerate(articles[:known]):
        if group := before[article]:
            groups.join(first.setdefault(group, at), at)

    @lru_cache(maxsize=_REMEMBERED)
    def runs_of(at: int) -> frozenset[str]:
        return comparing.runs(*reader.text(articles[at]))

    def watch(done: int, total: int) -> None:
        progress.report(done, total, tr("Comparing articles"))

    for one, other in comparing.pairs(marks, range(known, len(articles)), runs_of, watch):
        groups.join(one, other)
    members = Counter(groups.of(at) for at in range(len(articles)))
    for at, article in enumerate(articles):
        top = groups.of(at)
        name = (before.get(articles[top]) or articles[top]) if members[top] > 1 else ""
        if name and name != before.get(article, ""):
            found.groups[article] = name


def _keep(project: Project, found: Found) -> Generator[tuple[int, int], None, None]:
    """Write it down in parts, each whole by itself: between them others may write."""
    new = list(found.marks)
    for at in range(0, len(new), _KEPT_AT_ONCE):
        with project.machine_writes():
            project.likeness.keep(
                (one, comparing.METHOD, found.marks[one], found.groups.get(one))
                for one in new[at : at + _KEPT_AT_ONCE]
            )
        yield at, len(new)
    old = [(one, group) for one, group in found.groups.items() if one not in found.marks]
    if old:
        with project.machine_writes():
            project.likeness.regroup(old)
