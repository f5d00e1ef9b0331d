"""Ask the machine; accept, correct or refuse what it proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.draft import Draft
from annotator.nlp import pipeline
from annotator.operations.actors import desk
from annotator.operations.tagging import decide, enter_statement
from annotator.support.i18n import tr
from annotator.support.work import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.article import Article
    from annotator.domain.highlights import Highlights, PartyMark
    from annotator.domain.ids import ArticleId
    from annotator.domain.statement import IssueTag, Statement
    from annotator.domain.suggestion import Suggestion
    from annotator.store.project import Project
    from annotator.support.work import Progress


def lacking(project: Project, articles: Sequence[ArticleId]) -> list[ArticleId]:
    """Return those of ``articles`` that this version of the highlighter has not seen."""
    return [
        one
        for one in articles
        if project.suggestions.producer(one)
        != pipeline.producer(project.articles.get(one).language)
    ]


def lacking_among(project: Project, numbers: tuple[int, int]) -> list[ArticleId]:
    """Return the same of all articles whose number in the queue lies in ``numbers``."""
    producers = {language: pipeline.producer(language) for language in pipeline.LEXICONS}
    return project.suggestions.lacking(producers, pipeline.producer(""), numbers)


def highlight(
    project: Project, articles: Sequence[ArticleId]
) -> Work[list[tuple[Article, Highlights]]]:
    """Propose actors, quotations and statements for ``articles``.

    What was decided stays decided; open suggestions of an older version are replaced.
    """
    given = [(project.articles.get(one), project.articles.text(one)) for one in articles]

    def compute(progress: Progress) -> list[tuple[Article, Highlights]]:
        seen = []
        for done, (article, text) in enumerate(given):
            progress.report(done, len(given), article.title)
            found = pipeline.highlight(text, language=article.language, zones=article.zones)
            seen.append((article, found))
        return seen

    def keep(seen: list[tuple[Article, Highlights]]) -> None:
        with project.machine_writes():
            for article, highlights in seen:
                producer = pipeline.producer(article.language)
                project.suggestions.keep(article.id, producer, highlights)

    return Work(compute, keep)


def accept(
    project: Project, suggestion: Suggestion, *, issues: Sequence[IssueTag] = ()
) -> Statement:
    """Make ``suggestion`` a statement of this coder, with all that it proposes."""
    proposal = suggestion.proposal
    speaker: tuple[PartyMark, ...] = (proposal.speaker,) if proposal.speaker else ()
    draft = Draft(
        span=proposal.span,
        type=proposal.type,
        speakers=speaker,
        targets=proposal.targets,
        issues=tuple(issues),
        form=proposal.form,
    )
    with project.step(tr("Accept suggestion")) as step:
        at = desk(project, step, suggestion.article)
        statement = enter_statement(at, draft, "accepted", suggestion.id)
        decide(project, step, suggestion, "accepted", statement.id)
    return statement


def reject(project: Project, suggestion: Suggestion) -> None:
    """Say that ``suggestion`` is none of this coder's statements."""
    with project.step(tr("Reject suggestion")) as step:
        decide(project, step, suggestion, "rejected")
