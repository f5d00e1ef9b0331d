"""Commands that bring things in: articles, and tags that were made with other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.projects import JSON, PROJECT
from annotator.cli.terminal import DONE, IN_PART, MENDABLE, TerminalProgress, put_json, say
from annotator.operations import importing, importing_report, near_duplicates, projects
from annotator.operations.import_choice import (
    FORMAT_KEYS,
    TAGS,
    TOOLS,
    ImportChoice,
    read_columns,
    read_format,
)
from annotator.operations.name_patterns import NamePattern
from annotator.support.i18n import N_, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.operations.importing import Outcome

_REPORT = click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what became of each file to FILE, as CSV.",
)


@click.command("import")
@PROJECT
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--recursive", is_flag=True, help="Take the folders inside a folder too.")
@click.option(
    "--as",
    "format_",
    default="",
    metavar="FORMAT",
    help=f"What all files are, whatever they look like: {', '.join(FORMAT_KEYS)}.",
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table holds the text, title, outlet, author, published, url or"
    " language. Several may be given; the others are guessed.",
)
@click.option("--encoding", default="", help="What texts are written in; found when not given.")
@click.option(
    "--name-pattern",
    default="",
    metavar="P",
    help="What file names tell, such as {date}_{outlet}_{title}.",
)
@_REPORT
@JSON
def import_(  # noqa: PLR0913, PLR0917 - one for each thing to choose
    project: Path,
    paths: tuple[Path, ...],
    format_: str,
    columns: tuple[str, ...],
    encoding: str,
    name_pattern: str,
    report: Path | None,
    *,
    recursive: bool,
    as_json: bool,
) -> int:
    """Bring articles in.

    PATH is a file or a folder, which gives its files of known kinds: web pages, PDF, Word
    and other documents, tables, mail, archives, plain text, and projects of other tools
    with their tags.

    A file that cannot be read and a text that the project has already are named and
    left out; the rest goes on.
    """
    choice = ImportChoice(
        recursive=recursive,
        format=read_format(format_) if format_ else "",
        encoding=encoding,
        columns=read_columns(columns),
        pattern=NamePattern(name_pattern) if name_pattern else None,
    )
    return _import(project, paths, choice, report, as_json=as_json)


@click.command("import-tags")
@PROJECT
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "tool", type=click.Choice(list(TOOLS)), help="Of which tool it must be.")
@_REPORT
@JSON
def import_tags(
    project: Path, file: Path, tool: str | None, report: Path | None, *, as_json: bool
) -> int:
    """Bring in a project of another tool, its articles with their tags.

    FILE is of Discourse Network Analyzer (.dna), REFI-QDA (.qdpx, .qdc), doccano (.jsonl),
    Label Studio (.json), UIMA or INCEpTION (.xmi, .zip), or a folder of brat. What it is
    is told from its content.
    """
    choice = ImportChoice(format=TAGS, tool=tool or "")
    return _import(project, (file,), choice, report, as_json=as_json)


def _import(
    project: Path,
    paths: Sequence[Path],
    choice: ImportChoice,
    report: Path | None,
    *,
    as_json: bool,
) -> int:
    with projects.open_to_write(project) as opened:
        work, outcomes = importing.import_files(opened, paths, choice)
        with TerminalProgress(tr("Import")) as progress:
            work.do(progress)
        with TerminalProgress(tr("Compare")) as progress:
            near_duplicates.find_similar(opened).do(progress)
    if report:
        importing_report.write_report(report, outcomes)
    return _tell(outcomes, as_json=as_json)


def _tell(outcomes: Sequence[Outcome], *, as_json: bool) -> int:
    """Say what became of each file; return the exit code."""
    kept = [one for one in outcomes if one.result == "imported"]
    skipped = [one for one in outcomes if one.result in ("failed", "duplicate")]
    ignored = [one for one in outcomes if one.result == "ignored"]
    if as_json:
        put_json(
            {
                "imported": list(map(_as_json, kept)),
                "skipped": list(map(_as_json, skipped)),
                "ignored": list(map(_as_json, ignored)),
            }
        )
    for one in skipped:
        said = importing_report.why(one)
        say(tr("{file} was left out: {reason}", file=_shown(one), reason=said))
    for one in ignored:
        said = importing_report.why(one)
        say(tr("{file} was passed over: {reason}", file=_shown(one), reason=said))
    for one in kept:
        for note in one.notes:
            say(f"{_shown(one)}: {note}")
    if not kept and not skipped:
        say(tr("There is no file that can be read at the places given. Nothing was imported."))
        return MENDABLE
    say(_summary(kept))
    if not skipped:
        return DONE
    return IN_PART if kept or all(one.result == "duplicate" for one in skipped) else MENDABLE


def _summary(kept: Sequence[Outcome]) -> str:
    articles = sum(len(one.articles) for one in kept)
    statements = sum(one.statements for one in kept)
    if statements:
        says = N_("Imported {articles} articles and {statements} statements.")
        return tr(says, articles=articles, statements=statements)
    return tr_n("Imported {count} article.", "Imported {count} articles.", articles)


def _as_json(one: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"file": str(one.file), "name": one.name, "format": one.format}
    if one.result == "imported":
        told |= {"id": one.article, "ids": list(one.articles), "known": one.known}
        told |= {"statements": one.statements}
    else:
        told |= {"why": one.result, "reason": one.reason}
    return told | {"notes": list(one.notes)}


def _shown(one: Outcome) -> str:
    """The file's place; for what lay in an archive the name inside too."""
    inside = one.name.partition("/")[2]
    return f"{one.file}/{inside}" if inside else str(one.file)
