"""Read the dataset's tables row by row, as an export would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.query import read_query
from annotator.operations.projects import current_coder
from annotator.store.export_rows import export_rows, find_coder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.domain.dataset import Cell, Table
    from annotator.domain.ids import ArticleId


def rows(
    project: Path,
    table: Table,
    *,
    coder: str = "",
    query: str = "",
    article: ArticleId | None = None,
) -> Iterator[tuple[Cell, ...]]:
    """Return the rows of ``table``, read as they are asked for, all of one moment.

    Args:
        project: the project's file, read through a connection of its own.
        table: one of ``domain.dataset``.
        coder: whose tags, by name or id; everybody's when empty.
        query: which articles; all when empty.
        article: only this one of them, when given.

    Raises:
        NoCoderError, BadQueryError: what is asked for is not there.
    """
    asked = read_query(query)
    whose = find_coder(project, coder) if coder else None
    with export_rows(project, current_coder().id, whose, asked, article) as found:
        yield from found.rows(table.name)
