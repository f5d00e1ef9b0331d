"""The line that one statement has in the CSV, as an export would write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.dataset import STATEMENTS
from annotator.domain.query import ArticleQuery
from annotator.exchange.write_csv import written_line
from annotator.store.export_rows import export_rows

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.domain.ids import CoderId, StatementId


def csv_line(project: Path, coder: CoderId, statement: StatementId) -> str:
    """Return the line of ``statement``, one of ``coder``'s; empty where there is none.

    Reads the coder's statements until it is found: for the first ones, not for any.
    """
    with export_rows(project, coder, coder, ArticleQuery()) as rows:
        for row in rows.rows(STATEMENTS.name):
            if row[0] == statement:
                return written_line(STATEMENTS, row, guard=True)
    return ""
