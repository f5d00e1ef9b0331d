"""The command that writes the dataset out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.projects import JSON, PROJECT
from annotator.cli.reading import QUERY
from annotator.cli.terminal import DONE, TerminalProgress, put_json, say
from annotator.operations import exporting
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from annotator.operations.exporting import Exported


@click.command()
@PROJECT
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(exporting.FORMATS),
    default=exporting.FORMATS[0],
    show_default=True,
)
@click.option("--coder", default="", metavar="NAME", help="Only this coder's tags.")
@QUERY
@click.option(
    "--no-guard",
    is_flag=True,
    help="Put no apostrophe before cells that a spreadsheet would run.",
)
@JSON
def export(  # noqa: PLR0913 - one for each thing to choose
    project: Path,
    out: Path,
    format_: str,
    coder: str,
    query: str,
    *,
    no_guard: bool,
    as_json: bool,
) -> int:
    """Write the dataset as CSV.

    OUT is a folder; when it ends in .csv it is the one file of statements.
    """
    choice = exporting.Choice(format_, coder, query, guard=not no_guard)
    work = exporting.export(project, out, choice)
    with TerminalProgress(tr("Export")) as progress:
        exported = work.do(progress)
    if as_json:
        put_json({"place": str(exported.place), "rows": exported.rows})
    say_exported(exported)
    return DONE


def say_exported(exported: Exported) -> None:
    """Say how much was written, and where."""
    count = exported.rows["statements"]
    say(
        tr_n(
            "Wrote {count} statement to {place}.",
            "Wrote {count} statements to {place}.",
            count,
            place=exported.place,
        )
    )
