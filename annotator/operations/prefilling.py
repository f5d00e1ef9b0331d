"""What a new statement most likely holds, so that the coder need not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.draft import Draft
from annotator.domain.highlights import PartyMark
from annotator.operations.actors import party_names

if TYPE_CHECKING:
    from annotator.domain.highlights import Proposal
    from annotator.domain.ids import ArticleId
    from annotator.domain.span import Span
    from annotator.domain.statement import Form, IssueTag
    from annotator.store.project import Project


def prefilled(project: Project, article: ArticleId, span: Span, code: str) -> Draft:
    """Return a draft of kind ``code`` at ``span`` with what can be foreseen.

    The speaker is the one whom the words at ``span`` name or quote, else the speaker of
    the coder's nearest statement before it; the issue is carried over from there too.
    Targets come only from the words themselves.
    """
    proposal = _proposal(project, article, span)
    before = project.statements.before(article, span.start, project.coder.id)
    speaker = proposal.speaker if proposal else None
    if speaker is None and before is not None:
        names = party_names(project, before.in_role("speaker"))
        speaker = PartyMark(names[0]) if names else None
    return Draft(
        span=span,
        type=code,
        speakers=(speaker,) if speaker else (),
        targets=proposal.targets if proposal else (),
        issues=before.issues[:1] if before else (),
        form=proposal.form if proposal else _form(project, article, span),
    )


def carried_issues(project: Project, article: ArticleId, span: Span) -> tuple[IssueTag, ...]:
    """Return the primary issue of the coder's statement before ``span``, or nothing."""
    before = project.statements.before(article, span.start, project.coder.id)
    return before.issues[:1] if before else ()


def _proposal(project: Project, article: ArticleId, span: Span) -> Proposal | None:
    """Return the proposal that shares most with ``span``, if it lies there by half."""
    best, shared = None, 0
    for suggestion in project.suggestions.overlapping(article, span, project.coder.id):
        proposal = suggestion.proposal
        size = len(proposal.span.within(span))
        if size > shared and 2 * size >= len(proposal.span):
            best, shared = proposal, size
    return best


def _form(project: Project, article: ArticleId, span: Span) -> Form:
    """Return the form of the quotation at ``span``; what nobody says is narrated."""
    for one in project.suggestions.attributions(article):
        if any(piece.overlaps(span) for piece in one.content):
            return one.form
    return "narrated"
