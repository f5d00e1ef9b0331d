"""Bring articles in: read what can be read, name what cannot, keep it in one step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from annotator.operations.import_choice import ImportChoice
from annotator.operations.import_haul import Haul
from annotator.operations.import_places import places
from annotator.operations.import_reading import Reader
from annotator.operations.importing_tags import keep_tags
from annotator.operations.tag_keeping import TagReport
from annotator.support.i18n import tr, tr_n
from annotator.support.work import Work

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from annotator.domain.article import Source
    from annotator.domain.ids import ArticleId
    from annotator.operations.import_haul import Read
    from annotator.store.ledger import Step
    from annotator.store.project import Project
    from annotator.support.work import Progress

_AT_ONCE = 5000  # fingerprints that are looked up together

Result = Literal["imported", "duplicate", "failed", "ignored"]


@dataclass(frozen=True, slots=True)
class _Known:
    """The title of the article that has a text already."""

    title: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or of one file in an archive.

    Attributes:
        file: where it lies; for what lay in an archive, the archive.
        name: how reports call it: the file's name, with the one inside after a slash.
        result: "imported" with at least one new article; "duplicate": the project has
            all its texts already; "failed"; "ignored": left aside, as hidden files are.
        articles: those that are new.
        known: how many texts the project had already.
        statements: tags that came with it.
        reason: why nothing came of it.
        notes: what should be known of what came.
    """

    file: Path
    result: Result
    reason: str = ""
    name: str = ""
    format: str = ""
    articles: tuple[ArticleId, ...] = ()
    known: int = 0
    statements: int = 0
    notes: tuple[str, ...] = ()

    @property
    def article(self) -> ArticleId | None:
        """The first article that is new."""
        return self.articles[0] if self.articles else None


def import_files(
    project: Project, paths: Sequence[Path], choice: ImportChoice | None = None
) -> tuple[Work[Haul], list[Outcome]]:
    """Read the files at ``paths`` and keep those that are new, all in one step.

    Documents are read in a process of their own, whose limits cost a bad file that file
    and nothing else. Of folders come the files of known kinds. A file that cannot be
    read and an article that the project has already are named in the outcomes, and the
    rest goes on.

    Returns:
        the work, and a list that holds the outcome of each file once the work is kept.
    """
    choice = choice or ImportChoice()
    outcomes: list[Outcome] = []
    folder = project.path.parent if project.path else None

    def compute(progress: Progress) -> Haul:
        whole = bool(choice.format)
        found = list(places(paths, recursive=choice.recursive, whole=whole))
        haul = Haul(folder)
        at = 0

        def watch() -> None:
            progress.report(at, len(found), found[at].path.name)

        try:
            with Reader(choice, watch) as reader:
                for at, place in enumerate(found):  # noqa: B007 - `watch` looks at it
                    watch()
                    reader.read_into(haul, place, progress)
        except BaseException:
            haul.close()
            raise
        return haul

    def keep(haul: Haul) -> Generator[tuple[int, int], None, None]:
        try:
            told = yield from _keep(project, haul, choice)
        finally:
            haul.close()
        outcomes.extend(told)

    return Work(compute, keep), outcomes


def _keep(
    project: Project, haul: Haul, choice: ImportChoice
) -> Generator[tuple[int, int], None, list[Outcome]]:
    """Write the step, some hundred articles at a time; tell how far it is in between.

    What is small is written in one go, so that nobody has to wait for its end.
    """
    fates: list[ArticleId | _Known] = []
    projects: list[tuple[Read, TagReport]] = []
    count = _count_new(project, haul)
    label = tr_n("Import {count} article", "Import {count} articles", count)
    with project.step(label) as step:
        for chunk in haul.chunks():
            if fates:
                yield len(fates), haul.articles
            fates += _add_new(project, step, chunk)
        for read in haul.read:
            if read.corpus:
                if fates or projects:
                    yield len(fates), haul.articles
                report = TagReport(read.path)
                keep_tags(project, step, read.corpus, choice.tags.get(read.path), report)
                projects.append((read, report))
    return list(_outcomes(haul.read, iter(fates), iter(projects)))


def _count_new(project: Project, haul: Haul) -> int:
    """How many texts the project has not yet, whatever brings them."""
    prints = set(haul.fingerprints)
    for read in haul.read:
        if read.corpus:
            prints |= {one.source.article.fingerprint for one in read.corpus.documents}
    wanted = sorted(prints)
    return len(prints) - sum(
        len(project.articles.bearing(wanted[at : at + _AT_ONCE]))
        for at in range(0, len(wanted), _AT_ONCE)
    )


def _add_new(project: Project, step: Step, chunk: Sequence[Source]) -> list[ArticleId | _Known]:
    """Add what is new and say of each what became of it; the first of several copies is new."""
    known = project.articles.known([source.article.fingerprint for source in chunk])
    new: list[Source] = []
    fates: list[ArticleId | _Known] = []
    for source in chunk:
        article = source.article
        if article.fingerprint in known:
            fates.append(_Known(known[article.fingerprint]))
        else:
            known[article.fingerprint] = article.title
            new.append(source)
            fates.append(article.id)
    project.articles.add(step, new)
    return fates


def _outcomes(
    reads: Sequence[Read],
    fates: Iterator[ArticleId | _Known],
    projects: Iterator[tuple[Read, TagReport]],
) -> Iterator[Outcome]:
    for read in reads:
        if read.corpus:
            yield _of_project(*next(projects))
            continue
        of_file = list(islice(fates, read.articles))
        known = [fate for fate in of_file if isinstance(fate, _Known)]
        new = tuple(fate for fate in of_file if not isinstance(fate, _Known))
        result, reason, notes = _judged(read, new, known)
        yield Outcome(
            file=read.path,
            name=read.name,
            result=result,
            reason=reason,
            format=read.format,
            articles=new,
            known=len(known),
            notes=notes,
        )


def _judged(
    read: Read, new: Sequence[ArticleId], known: Sequence[_Known]
) -> tuple[Result, str, tuple[str, ...]]:
    """Return what became of a file, why, and what else is to be said of it."""
    if read.failed:
        return "failed", read.reason, read.notes
    if new:
        copies = tr_n(
            "{count} text is in the project already.",
            "{count} texts are in the project already.",
            len(known),
        )
        return "imported", "", (*read.notes, copies) if known else read.notes
    if known:
        title = tr("The project has this text already: “{title}”.", title=known[0].title)
        copies = tr("The project has all {count} texts already.", count=len(known))
        return "duplicate", title if len(known) == 1 else copies, read.notes
    return "ignored", read.reason, read.notes


def _of_project(read: Read, report: TagReport) -> Outcome:
    new = tuple(one.article for one in report.articles if one.result == "imported")
    known = len(report.articles) - len(new)
    fresh = new or report.statements or report.mentions
    reason = tr("The project has all of its articles and tags already.")
    return Outcome(
        file=read.path,
        name=read.name,
        result="imported" if fresh else "duplicate",
        reason="" if fresh else reason,
        format=read.format,
        articles=new,
        known=known,
        statements=report.statements,
        notes=tuple(f"{where}: {what}" for where, what in report.rows()),
    )
