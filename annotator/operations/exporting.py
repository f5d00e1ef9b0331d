"""Write the dataset out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.domain.dataset import STATEMENTS
from annotator.domain.errors import (
    CannotWriteError,
    FileTakenError,
    FolderTakenError,
    UnknownFormatError,
)
from annotator.domain.query import read_query
from annotator.exchange.dataset_folder import NAMES, is_dataset, write_dataset
from annotator.exchange.write_csv import write_table
from annotator.operations.projects import current_coder, place
from annotator.store.export_rows import export_rows, find_coder
from annotator.support.atomic import whole_file, whole_folder
from annotator.support.work import Work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.domain.dataset import Cell
    from annotator.store.export_rows import ExportRows
    from annotator.support.work import Progress

FORMATS = ("csv",)
_TOLD_EVERY = 1000  # rows
_ALWAYS = 12  # columns by which statements of any version are known


@dataclass(frozen=True, slots=True)
class Choice:
    """What is exported, and how.

    Attributes:
        format: "csv".
        coder: whose tags, by name or id; everybody's when empty.
        query: which articles, as in the queue's filter line; all when empty.
        guard: whether cells that a spreadsheet would run get an apostrophe in front.
    """

    format: str = "csv"
    coder: str = ""
    query: str = ""
    guard: bool = True


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file or folder, and how many rows each table has."""

    place: Path
    rows: dict[str, int] = field(default_factory=dict)


def export(project: Path, out: Path, choice: Choice = EVERYTHING) -> Work[Exported]:
    """Write what was tagged to ``out``, whole or not at all.

    The work keeps nothing in the project and reads the file through a connection of its
    own, so it may run beside while somebody tags; it sees one moment of the project.

    Args:
        project: the project's file.
        out: a folder, new or an earlier export; or, when it ends in ``.csv``, the one
            file of statements.
        choice: what is exported, and how.

    Raises:
        UnknownFormatError, NoCoderError, BadQueryError: ``choice`` asks for what is not
            there; said at once, before the work.
        FolderTakenError, FileTakenError: something else is at ``out``; said at once.
        CannotWriteError: ``out`` cannot be written.
    """
    if choice.format not in FORMATS:
        raise UnknownFormatError(format=choice.format, known=", ".join(FORMATS))
    project = place(project)
    query = read_query(choice.query)
    coder = find_coder(project, choice.coder) if choice.coder else None
    reader = current_coder().id
    _check_free(out)

    def compute(progress: Progress) -> Exported:
        with export_rows(project, reader, coder, query) as rows:
            try:
                return _write(rows, out, choice, progress)
            except OSError as error:
                raise CannotWriteError(path=out, reason=error.strerror or str(error)) from error

    return Work(compute, lambda _: None)


def _write(rows: ExportRows, out: Path, choice: Choice, progress: Progress) -> Exported:
    total = rows.count()

    def told(table: str) -> Iterator[tuple[Cell, ...]]:
        if table != STATEMENTS.name:
            yield from rows.rows(table)
            return
        for done, row in enumerate(rows.rows(table)):
            if done % _TOLD_EVERY == 0:
                progress.report(done, total)
            yield row
        progress.report(total, total)

    if _is_file(out):
        with whole_file(out) as part:
            one = write_table(part, STATEMENTS, told(STATEMENTS.name), guard=choice.guard)
        return Exported(out, {STATEMENTS.name: one.rows})
    facts = rows.facts(choice.query, guarded=choice.guard)
    with whole_folder(out) as part:
        written = write_dataset(part, told, facts, guard=choice.guard)
        _check_free(out)  # it may have come to hold something while this was written
    return Exported(out, {name: one.rows for name, one in written.items()})


def _is_file(out: Path) -> bool:
    return out.suffix.lower() == ".csv"


def _check_free(out: Path) -> None:
    """See that nothing is replaced but an earlier export."""
    if not out.exists():
        return
    if out.is_dir():
        there = sorted(out.iterdir())
        others = [one.name for one in there if one.name not in NAMES or not one.is_file()]
        if there and not others and not is_dataset(out):  # somebody's own README.txt, say
            others = [there[0].name]
        if others or _is_file(out):
            raise FolderTakenError(path=out, file=others[0] if others else out.name)
    elif not (_is_file(out) and _is_ours(out)):
        raise FileTakenError(path=out)


def _is_ours(file: Path) -> bool:
    """Whether ``file`` begins as our statements do in every version, or holds nothing."""
    header = ",".join(STATEMENTS.header[:_ALWAYS]).encode()
    try:
        with file.open("rb") as stream:
            return stream.read(len(header)) in (header, b"")
    except OSError as error:
        raise CannotWriteError(path=file, reason=error.strerror or str(error)) from error
