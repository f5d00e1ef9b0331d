"""Write the dataset out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.support.work import Work


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
        out: a folder; or, when it ends in ``.csv``, the one file of statements.
        choice: what is exported, and how.

    Raises:
        UnknownFormatError, NotFoundError, BadQueryError: ``choice`` asks for what is not
            there; said at once, before the work.
        CannotWriteError: ``out`` cannot be written, or is a folder with other files.
    """
    raise NotImplementedError
