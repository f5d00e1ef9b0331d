"""What an import says of its files: a sentence, and a table that can be kept."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from annotator.domain.errors import CannotWriteError
from annotator.exchange.write_csv import guarded
from annotator.support.atomic import whole_file
from annotator.support.i18n import N_, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from annotator.operations.importing import Outcome, Result

# What needs a look comes first.
RESULTS: dict[Result, str] = {
    "failed": N_("Left out"),
    "duplicate": N_("Already here"),
    "imported": N_("Imported"),
    "ignored": N_("Passed over"),
}
_HEADER = ("file", "name", "kind", "result", "articles", "known", "statements", "why")


def summarize(outcomes: Sequence[Outcome]) -> str:
    """Return in one sentence what became of all files."""
    articles = sum(len(one.articles) for one in outcomes)
    parts = [tr_n("{count} article imported", "{count} articles imported", articles)]
    if statements := sum(one.statements for one in outcomes):
        parts.append(tr_n("{count} statement", "{count} statements", statements))
    if known := sum(one.known for one in outcomes):
        parts.append(tr("{count} already here", count=known))
    if failed := sum(one.result == "failed" for one in outcomes):
        parts.append(tr("{count} left out", count=failed))
    return ", ".join(parts) + "."


def by_need(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes with those that need a look first, else in their order."""
    order = list(RESULTS)
    return sorted(outcomes, key=lambda one: (order.index(one.result), not one.notes))


def why(outcome: Outcome) -> str:
    """Return all that is said of a file, in one text."""
    return " ".join(map(_sentence, filter(None, (outcome.reason, *outcome.notes))))


def write_report(file: Path, outcomes: Sequence[Outcome]) -> None:
    """Write one row a file as CSV, UTF-8; cells that a spreadsheet would run are guarded.

    Raises:
        CannotWriteError: the disk does not take it.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_HEADER)
    for one in outcomes:
        row = (
            *(str(one.file), one.name, one.format, one.result),
            *(str(len(one.articles)), str(one.known), str(one.statements), why(one)),
        )
        table.writerow([guarded(cell) for cell in row])
    try:
        with whole_file(file) as part:
            part.write_text(out.getvalue(), encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise CannotWriteError(path=file, reason=error.strerror or str(error)) from error


def _sentence(said: str) -> str:
    """A remark with a capital and a full stop."""
    end = "" if said.endswith((".", "!", "?", "។")) else "."
    return said[:1].upper() + said[1:] + end
