"""Commands that mark: the machine's proposals, and a coder's own statement."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.projects import PROJECT
from annotator.cli.reading import QUERY
from annotator.cli.terminal import DONE, TerminalProgress, put, say
from annotator.cli.words import as_answer, as_date, as_span
from annotator.domain.draft import Draft
from annotator.domain.highlights import PartyMark
from annotator.domain.statement import FORMS, MODALITIES, IssueTag
from annotator.operations import projects, showing, streaming, suggesting
from annotator.operations.answering import tag_answer
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.span import Span
    from annotator.domain.statement import Form, Modality

_AT_ONCE = 20  # articles whose proposals are kept together


@click.command()
@click.argument("project", type=click.Path(path_type=Path), required=False)
@QUERY
@click.option(
    "--jsonl",
    is_flag=True,
    help='No project: JSON lines {"id", "text"} from standard input to standard output.',
)
def highlight(project: Path | None, query: str, *, jsonl: bool) -> int:
    """Have actors and statements proposed.

    A proposal is no data until somebody accepts it. Articles that this version has seen
    already are passed over.
    """
    if jsonl:
        if project or query:
            raise click.UsageError(tr("--jsonl takes no project and no query."))
        for answer in streaming.highlight_lines(sys.stdin):
            put(answer)
        return DONE
    if not project:
        raise click.UsageError(tr("Name a project, or give --jsonl."))
    with projects.open_to_write(project) as opened:
        found = [row.id for row in showing.found(opened, query)]
        todo = suggesting.lacking(opened, found)
        with TerminalProgress(tr("Highlight")) as progress:
            for at in range(0, len(todo), _AT_ONCE):
                progress.report(at, len(todo))
                suggesting.highlight(opened, todo[at : at + _AT_ONCE]).do()
    say(tr_n("Highlighted {count} article.", "Highlighted {count} articles.", len(todo)))
    return DONE


@click.command()
@PROJECT
@click.option("--article", required=True, metavar="ID", help="The article's id or its beginning.")
@click.option(
    "--span",
    required=True,
    type=as_span,
    metavar="START:END",
    help="Where, in code points; the end is not included.",
)
@click.option("--type", "code", required=True, metavar="KEY", help="Type of statement.")
@click.option("--speaker", multiple=True, metavar="NAME", help="Who says it. Several may be given.")
@click.option("--target", multiple=True, metavar="NAME", help="Against or about whom.")
@click.option("--issue", multiple=True, metavar="KEY", help="What about; the first is the primary.")
@click.option(
    "--link",
    multiple=True,
    type=as_answer,
    metavar="KIND:STATEMENT",
    help="What it answers, and how.",
)
@click.option("--form", type=click.Choice(FORMS), help="How it is reported.")
@click.option("--modality", type=click.Choice(MODALITIES), help="Whether it happened.")
@click.option(
    "--event-date", type=as_date, metavar="DATE", help="When it happened: a day, a month or a year."
)
@click.option(
    "--confidence", type=click.FloatRange(0, 1), metavar="SHARE", help="How sure you are, 0 to 1."
)
@click.option("--note", default="", help="A note.")
def tag(  # noqa: PLR0913 - one for each field of a statement
    *,
    project: Path,
    article: str,
    span: Span,
    code: str,
    speaker: tuple[str, ...],
    target: tuple[str, ...],
    issue: tuple[str, ...],
    link: tuple[tuple[str, str], ...],
    form: Form | None,
    modality: Modality | None,
    event_date: FuzzyDate | None,
    confidence: float | None,
    note: str,
) -> int:
    """Tag a statement.

    Its id is printed once it is safe on the disk.
    """
    draft = Draft(
        span=span,
        type=code,
        speakers=tuple(map(PartyMark, speaker)),
        targets=tuple(map(PartyMark, target)),
        issues=tuple(map(IssueTag, issue)),
        form=form or "",
        modality=modality or "",
        event_date=event_date,
        confidence=confidence,
        note=note,
    )
    with projects.open_to_write(project) as opened:
        found = opened.articles.find(article)
        answers = [(kind, opened.statements.find(named)) for kind, named in link]
        put(tag_answer(opened, found, draft, answers).id)
        sys.stdout.flush()
    return DONE
