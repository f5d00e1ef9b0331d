"""Every place of a word with its context (KWIC): listed, sorted, written as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from annotator.domain.actor import folded
from annotator.domain.dataset import Column, Table
from annotator.domain.errors import CannotWriteError, NoWordsError, TooManyPlacesError
from annotator.domain.matching import Hit, Matcher, concordance
from annotator.domain.query import read_query
from annotator.exchange.write_csv import write_table
from annotator.operations.projects import open_to_read
from annotator.support.atomic import whole_file
from annotator.support.work import Silence, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from annotator.domain.dataset import Cell
    from annotator.store.articles import QueueRow
    from annotator.store.project import Project
    from annotator.support.work import Progress

SortBy = Literal["article", "left", "right", "match"]
SORTS: tuple[SortBy, ...] = ("article", "left", "right", "match")
WIDTH = 60  # code points on each side
MOST_SORTED = 200_000  # lines that are held in memory
_CHUNK = 200  # articles

PLACES = Table(
    "concordance",
    "One row a place where the text holds what was searched.",
    (
        Column("article_id", "Random identifier of the article."),
        Column("article_title", "Title of the article."),
        Column("outlet", "Who published the article."),
        Column("published_on", "Date of the article: YYYY-MM-DD, YYYY-MM or YYYY as known."),
        Column("start", "Where it begins in the text, in code points from 0.", "integer"),
        Column("end", "Where it ends, in code points; this place is not included.", "integer"),
        Column("before", "The text before it.", unique=True),
        Column("match", "What was found."),
        Column("after", "The text after it.", unique=True),
    ),
    ("article_id", "start"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a concordance: a place, and the article it is in."""

    article: QueueRow
    hit: Hit

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The line as a row of `PLACES`."""
        row, hit = self.article, self.hit
        return (
            row.id, row.title, row.outlet, row.published, hit.span.start, hit.span.end,
            hit.before, hit.match, hit.after,
        )  # fmt: skip


def lines(
    project: Project, typed: str, width: int = WIDTH, progress: Progress | None = None
) -> Iterator[Line]:
    """Return every place that holds what was typed, read as they are asked for.

    Articles come in the queue's order; the context is up to ``width`` code points on each
    side. What a query excludes or asks of the title makes no places.

    Raises:
        BadQueryError: it cannot be understood; said at once.
        NoWordsError: it asks for no words of the text; said at once.
    """
    query = read_query(typed)
    matcher = Matcher(query)
    if not matcher:
        raise NoWordsError(query=typed.strip())

    def found() -> Iterator[Line]:
        for row, text in texts(project, typed, progress or Silence()):
            yield from (Line(row, hit) for hit in concordance(text, matcher.spans(text), width))

    return found()


def texts(project: Project, typed: str, progress: Progress) -> Iterator[tuple[QueueRow, str]]:
    """Return the articles that ``typed`` finds with their texts, in the queue's order."""
    numbers = project.articles.numbers(project.coder.id, read_query(typed))
    for at in range(0, len(numbers), _CHUNK):
        progress.report(at, len(numbers))
        for row in project.articles.queue_rows(project.coder.id, numbers[at : at + _CHUNK]):
            yield row, project.articles.text(row.id)
    progress.report(len(numbers), len(numbers))


def arranged(found: Iterable[Line], by: SortBy) -> Iterable[Line]:
    """Return the lines by what stands left or right of the match, or by the match itself.

    On the left the word next to the match counts first. In the order of the articles
    nothing is held in memory.

    Raises:
        TooManyPlacesError: there are more than `MOST_SORTED`.
    """
    if by == "article":
        return found
    held = list(islice(found, MOST_SORTED + 1))
    if len(held) > MOST_SORTED:
        raise TooManyPlacesError(limit=MOST_SORTED)
    keys: dict[SortBy, Callable[[Hit], object]] = {
        "left": lambda hit: folded(hit.before).split()[::-1],
        "right": lambda hit: folded(hit.after).split(),
        "match": lambda hit: (folded(hit.match), folded(hit.after)),
    }
    key = keys[by]
    return sorted(held, key=lambda line: key(line.hit))  # type: ignore[arg-type, return-value]


def write_lines(file: Path, found: Iterable[Line], *, guard: bool = True) -> int:
    """Write ``found`` to ``file`` as CSV, whole or not at all; return how many there were.

    With ``guard`` cells that a spreadsheet would run get an apostrophe in front.

    Raises:
        CannotWriteError: the file cannot be written.
    """
    try:
        with whole_file(file) as part:
            return write_table(part, PLACES, (line.cells for line in found), guard=guard).rows
    except OSError as error:
        raise CannotWriteError(path=file, reason=error.strerror or str(error)) from error


def export(
    project: Path, typed: str, out: Path, by: SortBy = "article", *, guard: bool = True
) -> Work[int]:
    """Write the concordance of what was typed to ``out`` as CSV.

    It reads the project through a connection of its own, so that it may run beside.

    Raises:
        BadQueryError, NoWordsError: as for `lines`; said at once.
        TooManyPlacesError, CannotWriteError: said by the work.
    """
    if not Matcher(read_query(typed)):
        raise NoWordsError(query=typed.strip())

    def compute(progress: Progress) -> int:
        with open_to_read(project) as opened:
            found = arranged(lines(opened, typed, progress=progress), by)
            return write_lines(out, found, guard=guard)

    return Work(compute, lambda _: None)
