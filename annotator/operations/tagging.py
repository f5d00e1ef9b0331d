"""Tagging: mark a statement, change it, take it away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.coder import Assignment
from annotator.domain.errors import NotYoursError, OutsideTextError
from annotator.domain.highlights import PartyMark
from annotator.domain.ids import StatementId
from annotator.domain.statement import Statement
from annotator.domain.suggestion import Verdict
from annotator.operations.actors import Desk, bear_role, desk, name_party
from annotator.support.clock import new_id
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.actor import Actor
    from annotator.domain.article import State
    from annotator.domain.draft import Draft
    from annotator.domain.ids import ArticleId, SuggestionId
    from annotator.domain.span import Span
    from annotator.domain.statement import Form, IssueTag, Party, Role, StatementOrigin
    from annotator.domain.suggestion import Fate, Suggestion
    from annotator.store.ledger import Step
    from annotator.store.project import Project

# What makes an accepted suggestion a changed one; a note or an issue only adds to it.
_PROPOSED = {"pieces", "type", "parties", "form"}


def tag_statement(project: Project, article: ArticleId, draft: Draft) -> Statement:
    """Mark a statement of this coder in ``article``.

    A suggestion for the same place, still open, is decided by it, and the statement
    remembers that it came from there.

    Raises:
        UnknownCodeError: the codebook lacks the type or an issue.
        OutsideTextError: the span ends beyond the text.
    """
    with project.step(tr("Tag statement")) as step:
        return enter_tag(desk(project, step, article), draft)


def enter_tag(at: Desk, draft: Draft) -> Statement:
    """Write ``draft`` as this coder's and decide the open suggestions for the same place."""
    project = at.project
    near = project.suggestions.overlapping(at.article, draft.span, project.coder.id)
    open_here = [s for s in near if s.fate == "open" and s.proposal.span == draft.span]
    if not open_here:
        return enter_statement(at, draft)
    first = open_here[0]
    origin: StatementOrigin = "accepted" if _as_proposed(first, draft) else "changed"
    statement = enter_statement(at, draft, origin, first.id)
    for suggestion in open_here:
        fate: Fate = "accepted" if _as_proposed(suggestion, draft) else "changed"
        decide(project, at.step, suggestion, fate, statement.id)
    return statement


def enter_statement(
    at: Desk,
    draft: Draft,
    origin: StatementOrigin = "manual",
    suggestion: SuggestionId | None = None,
) -> Statement:
    """Write ``draft`` as this coder's; the article counts as begun from then on."""
    project = at.project
    codebook = project.codebook
    codebook.check("statement_type", draft.type)
    for issue in draft.issues:
        codebook.check("issue", issue.key)
    if draft.span.end > len(at.text):
        raise OutsideTextError(start=draft.span.start, end=draft.span.end, length=len(at.text))
    statement = Statement(
        id=StatementId(new_id()),
        article=at.article,
        pieces=(draft.span,),
        type=draft.type,
        coder=project.coder.id,
        parties=_parties(at, draft),
        issues=draft.issues,
        form=draft.form,
        modality=draft.modality,
        event_date=draft.event_date,
        confidence=draft.confidence,
        note=draft.note,
        origin=origin,
        suggestion=suggestion,
        codebook_version=codebook.version,
        created_at=at.step.made_at,
        changed_at=at.step.made_at,
    )
    project.statements.put(at.step, at.text, statement)
    if project.assignments.state(at.article, project.coder.id) == "todo":
        _put_state(project, at.step, at.article, "in_progress")
    return statement


def change_type(project: Project, statement: Statement, code: str) -> Statement:
    """Say that ``statement`` is of another kind."""
    project.codebook.check("statement_type", code)
    return _revise(project, tr("Change type"), statement, replace(statement, type=code))


def change_span(project: Project, statement: Statement, span: Span) -> Statement:
    """Say that ``statement`` stands at ``span``; who it does not name any more is implied."""
    named = project.mentions.some(p.mention for p in statement.parties if p.mention)
    parties = tuple(
        replace(party, mention=None)
        if party.mention and not span.holds(named[party.mention].span)
        else party
        for party in statement.parties
    )
    moved = replace(statement, pieces=(span,), parties=parties)
    return _revise(project, tr("Change span"), statement, moved)


def name_parties(
    project: Project, statement: Statement, role: Role, who: Sequence[PartyMark | Actor]
) -> Statement:
    """Say who bears ``role`` in ``statement``, in this order and nobody else.

    An actor who bears it already stays named where it is named.
    """
    label = tr("Name speaker") if role == "speaker" else tr("Name target")
    there = {party.actor: party for party in statement.in_role(role)}
    with project.step(label) as step:
        at = desk(project, step, statement.article)
        named = [
            name_party(at, statement.span, role, one)
            if isinstance(one, PartyMark)
            else there.get(one.id) or bear_role(at, statement.span, role, one)
            for one in who
        ]
        others = [party for party in statement.parties if party.role != role]
        return _put(at, statement, replace(statement, parties=(*named, *others)))


def choose_issues(project: Project, statement: Statement, issues: Sequence[IssueTag]) -> Statement:
    """Say what ``statement`` is about, the primary issue first."""
    for issue in issues:
        project.codebook.check("issue", issue.key)
    chosen = replace(statement, issues=tuple(issues))
    return _revise(project, tr("Choose issue"), statement, chosen)


def choose_form(project: Project, statement: Statement, form: Form) -> Statement:
    """Say how the words of ``statement`` are reported."""
    return _revise(project, tr("Choose form"), statement, replace(statement, form=form))


def write_note(project: Project, statement: Statement, note: str) -> Statement:
    """Keep a note with ``statement``."""
    return _revise(project, tr("Write note"), statement, replace(statement, note=note))


def change_details(project: Project, statement: Statement, changed: Statement) -> Statement:
    """Keep ``changed``, which differs in modality, event date, place, channel or confidence."""
    return _revise(project, tr("Change details"), statement, changed)


def untag(project: Project, statement: Statement) -> None:
    """Take ``statement`` away with this coder's links to it; a suggestion it came from reopens.

    Raises:
        NotYoursError: another coder made it, or has linked to it.
    """
    _check_mine(project, statement)
    links = project.links.of([statement.id])
    for link in links:
        if link.coder != project.coder.id:
            raise NotYoursError(kind=tr("link"), coder=project.coders.name(link.coder))
    with project.step(tr("Remove statement")) as step:
        project.links.drop(step, *(link.id for link in links))
        project.statements.drop(step, statement.id)
        named = [party.mention for party in statement.parties if party.mention]
        project.mentions.drop(step, *project.mentions.unused(named))
        project.suggestions.reopen(step, statement.article, statement.id)


def set_state(project: Project, article: ArticleId, state: State) -> None:
    """Say how far this coder is with ``article``."""
    with project.step(tr("Change article state")) as step:
        _put_state(project, step, article, state)


def decide(
    project: Project,
    step: Step,
    suggestion: Suggestion,
    fate: Fate,
    statement: StatementId | None = None,
) -> None:
    """Write down what this coder makes of ``suggestion``."""
    verdict = Verdict(
        id=f"{suggestion.id}:{project.coder.id}",
        suggestion=suggestion.id,
        article=suggestion.article,
        coder=project.coder.id,
        fate=fate,
        statement=statement,
    )
    project.suggestions.decide(step, verdict)


def _as_proposed(suggestion: Suggestion, draft: Draft) -> bool:
    """Whether ``draft`` says what the machine says; an issue or a note only adds to it."""
    proposal = suggestion.proposal
    speakers = [mark.name for mark in draft.speakers]
    return (
        draft.type == proposal.type
        and draft.form == proposal.form
        and speakers == ([proposal.speaker.name] if proposal.speaker else [])
        and [mark.name for mark in draft.targets] == [mark.name for mark in proposal.targets]
    )


def _parties(at: Desk, draft: Draft) -> tuple[Party, ...]:
    speakers = [name_party(at, draft.span, "speaker", mark) for mark in draft.speakers]
    targets = [name_party(at, draft.span, "target", mark) for mark in draft.targets]
    return (*speakers, *targets)


def _revise(project: Project, label: str, old: Statement, new: Statement) -> Statement:
    with project.step(label) as step:
        return _put(desk(project, step, old.article), old, new)


def _put(at: Desk, old: Statement, new: Statement) -> Statement:
    """Write ``new`` in place of ``old``, and what follows from the change."""
    project = at.project
    _check_mine(project, old)
    if new == old:
        return old
    touched = any(getattr(new, name) != getattr(old, name) for name in _PROPOSED)
    if touched and new.origin == "accepted":
        new = replace(new, origin="changed")
        if new.suggestion and (
            suggestion := project.suggestions.get(new.suggestion, project.coder.id)
        ):
            decide(project, at.step, suggestion, "changed", new.id)
    new = replace(new, changed_at=at.step.made_at)
    project.statements.put(at.step, at.text, new)
    gone = {party.mention for party in old.parties if party.mention} - {
        party.mention for party in new.parties
    }
    project.mentions.drop(at.step, *project.mentions.unused(sorted(gone)))
    return new


def _put_state(project: Project, step: Step, article: ArticleId, state: State) -> None:
    project.assignments.put(step, Assignment(article, project.coder.id, state))


def _check_mine(project: Project, statement: Statement) -> None:
    if statement.coder != project.coder.id:
        raise NotYoursError(kind=tr("statement"), coder=project.coders.name(statement.coder))
