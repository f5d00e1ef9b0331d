"""Commands about a project as a whole: make it, fill it, check it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.terminal import (
    DONE,
    IN_PART,
    MENDABLE,
    TerminalProgress,
    put,
    put_json,
    say,
    visible,
)
from annotator.operations import checking, importing, projects
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.operations.importing import Outcome

PROJECT = click.argument("project", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@PROJECT
@click.option("--title", help="The project's title; the file's name when not given.")
@click.option(
    "--coder", "coder_name", metavar="NAME", help="Under which name you work from now on."
)
@click.option(
    "--codebook",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A codebook in TOML; the press-freedom codebook when not given.",
)
def new(project: Path, title: str | None, coder_name: str | None, codebook: Path | None) -> int:
    """Make an empty project."""
    coder = projects.call_me(coder_name) if coder_name else None
    with projects.create(project, title, coder, codebook) as made:
        say(tr("Made {path}.", path=made.path))
    return DONE


@click.command("import")
@PROJECT
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--recursive", is_flag=True, help="Take the folders inside a folder too.")
@click.option(
    "--as",
    type=click.Choice(["txt"]),
    default="txt",
    show_default=True,
    expose_value=False,
    help="What the files are.",
)
@click.option("--encoding", help="What the files are written in; found when not given.")
@JSON
def import_(
    project: Path,
    paths: tuple[Path, ...],
    encoding: str | None,
    *,
    recursive: bool,
    as_json: bool,
) -> int:
    """Bring text files in as articles.

    PATH is a file or a folder, which gives its text files.

    A file that cannot be read and a text that the project has already are named and
    left out; the rest goes on.
    """
    with projects.open_to_write(project) as opened:
        work, outcomes = importing.import_files(
            opened, paths, recursive=recursive, encoding=encoding
        )
        with TerminalProgress(tr("Import")) as progress:
            work.do(progress)
    return _tell(outcomes, as_json=as_json)


@click.command()
@PROJECT
@JSON
def check(project: Path, *, as_json: bool) -> int:
    """Check that the project holds together.

    File, texts, quotations and the ledger are looked at; nothing is written. The exit code
    is 0 only if all of it holds.
    """
    findings = []
    for finding in checking.check(project):
        findings.append(finding)
        if not as_json:
            put(visible(finding.for_people()))
    if as_json:
        put_json(
            {
                "holds": not findings,
                "findings": [
                    {"kind": f.kind, "record": f.record, "says": f.for_people()} for f in findings
                ],
            }
        )
    elif findings:
        say(tr_n("{count} thing does not hold.", "{count} things do not hold.", len(findings)))
    else:
        say(tr("All of it holds."))
    return MENDABLE if findings else DONE


def _tell(outcomes: Sequence[Outcome], *, as_json: bool) -> int:
    """Say what became of each file; return the exit code."""
    kept = [one for one in outcomes if one.result == "imported"]
    skipped = [one for one in outcomes if one.result != "imported"]
    if as_json:
        put_json(
            {
                "imported": [{"file": str(one.file), "id": one.article} for one in kept],
                "skipped": [
                    {"file": str(one.file), "why": one.result, "reason": one.reason}
                    for one in skipped
                ],
            }
        )
    for one in skipped:
        say(tr("{file} was left out: {reason}", file=one.file, reason=one.reason))
    if not outcomes:
        say(tr("There is no text file at the places given. Nothing was imported."))
        return MENDABLE
    say(tr_n("Imported {count} article.", "Imported {count} articles.", len(kept)))
    if not skipped:
        return DONE
    return IN_PART if kept or all(one.result == "duplicate" for one in skipped) else MENDABLE
