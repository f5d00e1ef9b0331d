"""Bring articles in: read what can be read, name what cannot, keep it in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.domain.errors import AnnotatorError, CannotReadError
from annotator.exchange.read_text import TEXT_SUFFIXES, read_text_file
from annotator.support.i18n import tr, tr_n
from annotator.support.work import Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from annotator.domain.article import Source
    from annotator.domain.ids import ArticleId
    from annotator.store.project import Project
    from annotator.support.work import Progress


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    file: Path
    result: Literal["imported", "duplicate", "failed"]
    article: ArticleId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file after reading: its article, or why there is none."""

    file: Path
    source: Source | None
    reason: str = ""


def import_files(
    project: Project,
    paths: Sequence[Path],
    *,
    recursive: bool = False,
    encoding: str | None = None,
) -> tuple[Work[list[Reading]], list[Outcome]]:
    """Read the text files at ``paths`` and keep those that are new as articles.

    A folder gives its text files, with ``recursive`` those of its folders too. A file
    that cannot be read and an article that the project has already are named in the
    outcomes, and the rest goes on.

    Returns:
        the work, and a list that holds the outcome of each file once the work is kept.
    """
    outcomes: list[Outcome] = []

    def compute(progress: Progress) -> list[Reading]:
        files = list(_files(paths, recursive=recursive))
        read = []
        for done, file in enumerate(files):
            progress.report(done, len(files), file.name)
            read.append(_read(file, encoding))
        return read

    def keep(read: list[Reading]) -> None:
        outcomes.extend(_judge(project, read))
        kept = {outcome.file for outcome in outcomes if outcome.result == "imported"}
        sources = [one.source for one in read if one.file in kept and one.source]
        if sources:
            label = tr_n("Import {count} article", "Import {count} articles", len(sources))
            with project.step(label) as step:
                project.articles.add(step, sources)

    return Work(compute, keep), outcomes


def _files(paths: Sequence[Path], *, recursive: bool) -> Iterator[Path]:
    """Return the files that ``paths`` name, each once, those of a folder by name."""
    seen = set()
    for path in paths:
        found = [path]
        if path.is_dir():
            inside = path.rglob("*") if recursive else path.glob("*")
            found = sorted(
                file
                for file in inside
                if file.suffix.lower() in TEXT_SUFFIXES
                and file.is_file()
                and not file.name.startswith(".")
            )
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def _read(file: Path, encoding: str | None) -> Reading:
    try:
        return Reading(file, read_text_file(file, encoding=encoding))
    except AnnotatorError as error:
        return Reading(file, None, error.for_people())
    except OSError as error:
        refused = CannotReadError(path=file, reason=error.strerror or str(error))
        return Reading(file, None, refused.for_people())


def _judge(project: Project, read: Sequence[Reading]) -> Iterator[Outcome]:
    """Say of each file what becomes of it; the first of several copies is the article."""
    prints = [one.source.article.fingerprint for one in read if one.source]
    known = project.articles.known(prints)
    for one in read:
        if one.source is None:
            yield Outcome(one.file, "failed", reason=one.reason)
            continue
        article = one.source.article
        if article.fingerprint in known:
            reason = tr(
                "The project has this text already: “{title}”.", title=known[article.fingerprint]
            )
            yield Outcome(one.file, "duplicate", reason=reason)
            continue
        known[article.fingerprint] = article.title
        yield Outcome(one.file, "imported", article.id)
