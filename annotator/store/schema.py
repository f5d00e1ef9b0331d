"""What stands in a project file besides its rows, and whether all of it is ours."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.store.library import Database
from annotator.store.migrations import migrations

if TYPE_CHECKING:
    from collections.abc import Mapping

Thing = tuple[str, str]  # table, index, trigger or view; and its name
_RUN = ("trigger", "view")  # run by themselves when something is written or read


def commands_of_others(db: Database, format_: int) -> list[str]:
    """Return the names of triggers and views that no migration made.

    They would act in the name of whoever writes to the file, so it must not be opened.
    """
    there = _things(db)
    if not any(kind in _RUN for kind, _ in there):
        return []
    ours = _ours(format_)
    return [one[1] for one in there if one[0] in _RUN and there[one] != ours.get(one)]


def differences(db: Database) -> list[Thing]:
    """Return what is lacking, was changed or was added since the migrations."""
    format_ = db.execute("PRAGMA user_version").fetchone()[0]
    there, ours = _things(db), _ours(format_)
    return sorted(one for one in there.keys() | ours.keys() if there.get(one) != ours.get(one))


@lru_cache(maxsize=4)
def _ours(format_: int) -> Mapping[Thing, str]:
    db = Database(memory=True, execute_plugins=False)
    try:
        later = [one.name for one in migrations.pending(db)[format_:]]
        migrations.apply(db, stop_before=later)
        return _things(db)
    finally:
        db.close()


def _things(db: Database) -> dict[Thing, str]:
    """Return the statements that made everything, without what SQLite makes by itself.

    What lies under a virtual table and in the library's own table depends on its version.
    """
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name <> ?",
        [migrations.migrations_table],
    ).fetchall()
    virtual = [name for _, name, sql in rows if sql.startswith("CREATE VIRTUAL TABLE")]
    return {
        (kind, name): " ".join(sql.split())
        for kind, name, sql in rows
        if not (kind == "table" and any(name.startswith(f"{one}_") for one in virtual))
    }
