"""Commands about a project as a whole: make it, check it."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.terminal import (
    DONE,
    MENDABLE,
    put,
    put_json,
    say,
    visible,
)
from annotator.operations import checking, projects
from annotator.support.i18n import tr, tr_n

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
