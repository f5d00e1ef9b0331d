"""A dataset as a folder: its tables, what describes them to machines, and to people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from annotator.domain.dataset import TABLES
from annotator.exchange.write_csv import write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from annotator.domain.dataset import Cell, Column, Facts, Table
    from annotator.exchange.write_csv import Written

DESCRIPTION = "datapackage.json"
README = "README.txt"
NAMES = frozenset({f"{table.name}.csv" for table in TABLES} | {DESCRIPTION, README})

_WHAT = "Statements in news articles, tagged with Annotator: who said or did what against whom."
_NAME = "annotator-dataset"
_SCHEMA = "https://datapackage.org/profiles/2.0/"
_MISSING = [""]


def write_dataset(
    folder: Path,
    rows: Callable[[str], Iterable[tuple[Cell, ...]]],
    facts: Facts,
    *,
    guard: bool,
) -> dict[str, Written]:
    """Write every table into ``folder`` with a description and a README.

    ``rows`` gives the rows of a table by its name. What was written of each table is
    returned, by its name too.
    """
    written = {
        table.name: write_table(folder / f"{table.name}.csv", table, rows(table.name), guard=guard)
        for table in TABLES
    }
    description = json.dumps(_package(facts, written), ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTION).write_text(description, encoding="utf-8", newline="\n")
    (folder / README).write_text(_readme(facts, written), encoding="utf-8", newline="\n")
    return written


def is_dataset(folder: Path) -> bool:
    """Whether ``folder`` says of itself that it was written by `write_dataset`."""
    try:
        described = json.loads((folder / DESCRIPTION).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(described, dict) and described.get("name") == _NAME


def _package(facts: Facts, written: Mapping[str, Written]) -> dict[str, Any]:
    """Return the description as a Data Package, version 2."""
    return {
        "$schema": f"{_SCHEMA}datapackage.json",
        "name": _NAME,
        "title": facts.project,
        "description": _WHAT,
        **({"created": facts.newest_step} if facts.newest_step else {}),
        "resources": [_resource(table, written[table.name]) for table in TABLES],
    }


def _resource(table: Table, written: Written) -> dict[str, Any]:
    return {
        "$schema": f"{_SCHEMA}dataresource.json",
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "dialect": {"$schema": f"{_SCHEMA}tabledialect.json", "lineTerminator": "\r\n"},
        "schema": {
            "$schema": f"{_SCHEMA}tableschema.json",
            "fields": [_field(column, table) for column in table.columns],
            "missingValues": _MISSING,
            "primaryKey": list(table.key),
            **_foreign_keys(table),
        },
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    says = column.says
    kind = "array" if column.type == "list" else column.type
    if column.several:
        says += " More than one stand as a JSON list."
        kind = "string"
    elif column.type == "list":
        says += " A JSON list."
    required = {"constraints": {"required": True}} if column.name in table.key else {}
    return {"name": column.name, "type": kind, "description": says, **required}


def _foreign_keys(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [_key_of(other)]}}
        for column, other in table.refers
    ]
    return {"foreignKeys": keys} if keys else {}


def _key_of(table: str) -> str:
    return next(one.key[0] for one in TABLES if one.name == table)


def _readme(facts: Facts, written: Mapping[str, Written]) -> str:
    width = max(len(table.name) for table in TABLES) + len(".csv")
    tables = "\n".join(
        f"  {table.name + '.csv':<{width}}  {written[table.name].rows:>9,}  {table.says}"
        for table in TABLES
    )
    naming = "\n".join(
        f"  {table.name}.csv: {', '.join(names)}"
        for table in TABLES
        if (names := [column.name for column in table.columns if column.names])
    )
    return f"""{facts.project}

{_WHAT}

Coder:     {facts.coder or "everybody"}
Articles:  {facts.query or "all"}
Codebook:  {facts.codebook or "without a name"}, version {facts.codebook_version}
Date:      {facts.newest_step or "nothing was changed yet"} (the newest change in the project, UTC)

Files and rows

{tables}

{DESCRIPTION} says what each column means.

How to read them

  The tables are CSV as in RFC 4180: UTF-8, lines end in CR LF, text with commas, quotes or
  line breaks stands in double quotes. start and end count Unicode code points of the
  article's text from 0; end is not included. Lists are JSON.
  {_guard_note(facts)}

Before you pass it on

  These columns may tell who people are:
{naming}
"""


def _guard_note(facts: Facts) -> str:
    if not facts.guarded:
        return (
            "Cells are as they are: one that begins with = + - @ may be run by a spreadsheet,\n"
            "  so do not open the files with one unless you trust every article."
        )
    return (
        "Cells that a spreadsheet would run (they begin with = + - @, a tab or a carriage return)\n"
        "  have an apostrophe in front; Annotator takes it off again when it reads the file."
    )
