"""What the researcher does to statements: each act is one step, on disk when it returns."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator.domain.errors import AnnotatorError
from annotator.domain.ids import ActorId
from annotator.domain.statement import IssueTag
from annotator.operations import linking, suggesting, tagging
from annotator.operations.actors import type_named_actor
from annotator.operations.prefilling import carried_issues, prefilled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from annotator.domain.actor import Actor
    from annotator.domain.article import State
    from annotator.domain.highlights import PartyMark
    from annotator.domain.span import Span
    from annotator.domain.statement import Form, Link, Role, Statement
    from annotator.gui.annotate.hand import Hand


class Acts:
    """Carries acts out on what is at hand.

    Args:
        hand: what is at hand; an act may put something else there.
        fail: is told of an act that could not be done.
        done: is called after every act, done or not.
    """

    def __init__(
        self, hand: Hand, fail: Callable[[Exception], None], done: Callable[[], None]
    ) -> None:
        self._hand = hand
        self._fail = fail
        self._done = done
        self.busy = False

    def tag(self, span: Span | None, code: str) -> None:
        """Tag ``span`` as ``code``, or say that the statement at hand is of that type.

        What is at hand is meant unless words were selected since. The same type twice
        changes nothing.
        """
        hand = self._hand
        sheet, statement, suggestion = hand.sheet, hand.statement, hand.suggestion
        if sheet is None:
            return
        if statement and not hand.elsewhere:
            if statement.type != code:
                with self._act():
                    tagging.change_type(hand.project, statement, code)
            return
        if suggestion and not hand.elsewhere:
            span = suggestion.proposal.span
        if span is None:
            return
        same = [one for one in sheet.standing_at(span) if one.type == code]
        with self._act():
            if same:
                hand.key = same[0].id
                return
            draft = prefilled(hand.project, sheet.article.id, span, code)
            made = tagging.tag_statement(hand.project, sheet.article.id, draft)
            hand.key, hand.elsewhere = made.id, False
            for party in made.parties:
                hand.registry.use(party.actor)

    def accept(self) -> None:
        """Make the suggestion at hand a statement; the issue is carried over."""
        hand, suggestion = self._hand, self._hand.suggestion
        if suggestion is None:
            return
        with self._act():
            issues = carried_issues(hand.project, suggestion.article, suggestion.proposal.span)
            made = suggesting.accept(hand.project, suggestion, issues=issues)
            hand.key, hand.elsewhere = made.id, False

    def reject(self) -> None:
        """Refuse the suggestion at hand."""
        if suggestion := self._hand.suggestion:
            with self._act():
                suggesting.reject(self._hand.project, suggestion)
                self._hand.key = None

    def remove(self) -> None:
        """Take the statement at hand away."""
        if statement := self._hand.statement:
            with self._act():
                tagging.untag(self._hand.project, statement)
                self._hand.key = None

    def use_span(self, span: Span | None) -> None:
        """Let the statement at hand stand at ``span``."""
        statement = self._hand.statement
        if statement and span:
            with self._act():
                tagging.change_span(self._hand.project, statement, span)
                self._hand.elsewhere = False

    def name(self, role: Role, who: Sequence[PartyMark | Actor]) -> None:
        """Say who bears ``role`` in the statement at hand, and nobody else."""
        if statement := self._hand.statement:
            with self._act():
                named = tagging.name_parties(self._hand.project, statement, role, who)
                for party in named.in_role(role):
                    self._hand.registry.use(party.actor)

    def unname(self, role: Role, actor: ActorId) -> None:
        """Say that ``actor`` does not bear ``role``."""
        hand, statement = self._hand, self._hand.statement
        if hand.sheet is None or statement is None:
            return
        others = (p.actor for p in statement.in_role(role) if p.actor != actor)
        self.name(role, [known for known in map(hand.sheet.actor, others) if known])

    def choose_issues(self, keys: Sequence[str]) -> None:
        """Say what the statement at hand is about; what was said of an issue stays."""
        if statement := self._hand.statement:
            there = {issue.key: issue for issue in statement.issues}
            issues = [there.get(key) or IssueTag(key) for key in keys]
            with self._act():
                tagging.choose_issues(self._hand.project, statement, issues)

    def choose_form(self, form: Form) -> None:
        """Say how the words at hand are reported."""
        if statement := self._hand.statement:
            with self._act():
                tagging.choose_form(self._hand.project, statement, form)

    def write_note(self, note: str) -> None:
        """Keep a note with the statement at hand."""
        if statement := self._hand.statement:
            with self._act():
                tagging.write_note(self._hand.project, statement, note)

    def change_details(self, changed: Statement) -> None:
        """Keep ``changed`` in place of the statement that bears its id."""
        hand = self._hand
        if hand.sheet and (statement := hand.sheet.statement(changed.id)):
            with self._act():
                tagging.change_details(hand.project, statement, changed)

    def link(self, target: Statement, kind: str) -> None:
        """Say that the statement at hand answers ``target``."""
        if statement := self._hand.statement:
            with self._act():
                linking.link_statements(self._hand.project, statement, target, kind)

    def unlink(self, link: Link) -> None:
        """Take a link away."""
        with self._act():
            linking.unlink(self._hand.project, link)

    def remove_entry(self, field: str, key: str) -> None:
        """Take one entry out of a row of the inspector."""
        sheet, statement = self._hand.sheet, self._hand.statement
        if sheet is None or statement is None:
            return
        if field == "speaker":
            self.unname("speaker", ActorId(key))
        elif field == "target":
            self.unname("target", ActorId(key))
        elif field == "issue":
            self.choose_issues([issue.key for issue in statement.issues if issue.key != key])
        else:
            for link in [one for one in sheet.answers(statement.id) if one.id == key]:
                self.unlink(link)

    def type_actor(self, name: str, actor_type: str) -> None:
        """Say what kind of actor bears ``name``."""
        if sheet := self._hand.sheet:
            with self._act():
                type_named_actor(self._hand.project, sheet.article.id, name, actor_type)

    def set_state(self, state: State) -> bool:
        """Say how far the coder is with the article; whether that could be kept."""
        done = False
        if sheet := self._hand.sheet:
            with self._act():
                tagging.set_state(self._hand.project, sheet.article.id, state)
                done = True
        return done

    def flag(self) -> None:
        """Flag the article for a second look, or take the flag away."""
        if sheet := self._hand.sheet:
            project = self._hand.project
            state = project.assignments.state(sheet.article.id, project.coder.id)
            self.set_state("in_progress" if state == "flagged" else "flagged")

    @contextmanager
    def _act(self) -> Iterator[None]:
        self.busy = True
        try:
            yield
        except AnnotatorError as error:
            self._fail(error)
        finally:
            self.busy = False
            self._done()
