"""The sample project: twelve articles in our own words, four of them coded by two people."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.domain.actor import Actor
from annotator.domain.coder import Assignment, Coder
from annotator.domain.dates import read_date
from annotator.domain.draft import Draft
from annotator.domain.errors import CannotWriteError, ProjectExistsError
from annotator.domain.highlights import PartyMark
from annotator.domain.ids import ActorId, ArticleId, CoderId
from annotator.domain.span import Span
from annotator.domain.statement import IssueTag
from annotator.operations.actors import desk
from annotator.operations.importing import import_files
from annotator.operations.linking import enter_link
from annotator.operations.near_duplicates import find_similar
from annotator.operations.projects import SUFFIX, create
from annotator.operations.suggesting import highlight
from annotator.operations.tagging import enter_statement
from annotator.store.project import open_project
from annotator.support.atomic import sync_folder
from annotator.support.clock import new_id
from annotator.support.i18n import tr
from annotator.support.paths import data_folder, seeds
from annotator.support.work import Silence, Work

if TYPE_CHECKING:
    from annotator.domain.statement import Statement
    from annotator.store.ledger import Step
    from annotator.store.project import Project
    from annotator.support.work import Progress

FILE = "sample" + SUFFIX


def sample_place() -> Path:
    """Return where the sample project lies when no other place is given."""
    return data_folder() / FILE


def make_sample(path: Path, *, highlighted: bool = True) -> Work[Path]:
    """Make the sample project at ``path``; it appears there whole or not at all.

    The work keeps nothing beyond the file and returns its path. All of it may run
    beside: it opens and closes the project by itself.

    Args:
        path: the new file, which must not be there.
        highlighted: whether the machine's proposals are made and kept too.

    Raises:
        ProjectExistsError: something bears the name already.
        CannotWriteError: the folder is not there or takes no files.
    """

    def compute(progress: Progress) -> Path:
        if path.exists():
            raise ProjectExistsError(path=path)
        try:
            with tempfile.TemporaryDirectory(prefix=".sample.", dir=path.parent) as folder:
                made = Path(folder) / path.name
                _fill(made, progress, highlighted=highlighted)
                made.replace(path)
                sync_folder(path.parent)
        except OSError as error:
            raise CannotWriteError(path=path, reason=error.strerror or str(error)) from error
        return path

    return Work(compute, lambda _: None)


def _fill(path: Path, progress: Progress, *, highlighted: bool) -> None:
    """Make the project: articles and actors first, then one coder after another.

    The first of the invented coders brings the articles in, so that the researcher
    who opens the sample has done nothing yet and finds nothing to undo.
    """
    codings = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((seeds() / "codings").glob("*.json"))
    ]
    with create(path, tr("Sample project"), _invented(codings[0]["coder"])) as project:
        work, outcomes = import_files(project, [seeds() / "articles"])
        work.do(Silence())
        find_similar(project).do()
        _register(project)
        articles = {one.file.name: one.article for one in outcomes if one.article}
        if highlighted:
            highlight(project, list(articles.values())).do(progress)
    for content in codings:
        with open_project(path, _invented(content["coder"])) as project:
            _code(project, articles, content["articles"])


def _register(project: Project) -> None:
    """Enter the actors whom the two coders met."""
    listed = json.loads((seeds() / "actors.json").read_text(encoding="utf-8"))
    with project.step(tr("Add actors")) as step:
        project.actors.put(
            step,
            *(
                Actor(
                    ActorId(new_id()),
                    entry["name"],
                    entry["type"],
                    entry["country"] or "",
                    aliases=tuple(entry["aliases"]),
                )
                for entry in listed
            ),
        )


def _invented(facts: dict[str, str]) -> Coder:
    """Return an invented coder, the same one in every sample project."""
    mark = hashlib.sha256(f"sample coder {facts['name']}".encode()).hexdigest()[:32]
    return Coder(CoderId(mark), facts["name"], facts["colour"])


def _code(project: Project, articles: dict[str, ArticleId], coded: dict[str, Any]) -> None:
    """Write all that one coder found, in one step of theirs."""
    with project.step(tr("Code the sample articles")) as step:
        for file, coding in coded.items():
            article = articles[file]
            found = _statements(project, step, article, coding["statements"])
            for link in coding["links"]:
                enter_link(project, step, found[link["from"]], found[link["to"]], link["kind"])
            done = Assignment(article, project.coder.id, coding["state"])
            project.assignments.put(step, done)


def _statements(
    project: Project, step: Step, article: ArticleId, listed: list[dict[str, Any]]
) -> dict[str, Statement]:
    at = desk(project, step, article)
    return {entry["key"]: enter_statement(at, _Coding(at.text, entry).draft()) for entry in listed}


@dataclass(frozen=True, slots=True)
class _Coding:
    """One entry of a coding file, to be placed in its text."""

    text: str
    entry: dict[str, Any]

    def draft(self) -> Draft:
        """Return the statement to be."""
        entry = self.entry
        span = self._find(entry["quote"], entry["occurrence"], Span(0, len(self.text)))
        issues = [entry["issue"], *entry["other_issues"]]
        speaker = self._party(span, entry["speaker"], entry["speaker_text"])
        return Draft(
            span=span,
            type=entry["type"],
            speakers=(speaker,),
            targets=tuple(self._party(span, one["actor"], one["text"]) for one in entry["targets"]),
            issues=tuple(IssueTag(issue) for issue in issues if issue),
            form=entry["form"],
            modality=entry["modality"],
            event_date=read_date(entry["event_date"]),
            confidence=entry["confidence"],
            note=entry["note"],
        )

    def _party(self, span: Span, name: str, words: str | None) -> PartyMark:
        return PartyMark(name, self._find(words, 1, span) if words else None)

    def _find(self, words: str, occurrence: int, within: Span) -> Span:
        """Return where ``words`` stand in ``within`` for the ``occurrence``-th time, from 1."""
        at = within.start - 1
        for _ in range(occurrence):
            at = self.text.index(words, at + 1, within.end)
        return Span(at, at + len(words))
