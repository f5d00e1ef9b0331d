"""Every act can be taken back and done again, whole, in any order and after a restart."""

from __future__ import annotations

import json
import sqlite3

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.domain.codebook import read_codebook
from annotator.domain.coder import Coder
from annotator.domain.draft import Draft
from annotator.domain.errors import ChangedSinceError, NotFoundError, NothingToUndoError
from annotator.domain.highlights import Highlights, PartyMark, Proposal
from annotator.domain.ids import CoderId
from annotator.domain.span import Span
from annotator.domain.statement import IssueTag
from annotator.operations import actors, linking, suggesting, tagging
from annotator.operations.checking import check
from annotator.store.project import create_project, open_project
from annotator.store.shelves import SHELVES
from tests.conftest import HOSTILE, ROOT, add_article

ME = Coder(CoderId("c0de1"), "Sokha")
TYPES = ("denial", "accusation", "criticism")
KINDS = ("denies", "counters")
NAMES = ("Salma Haddad", "ក្រសួង", "The Cafe\u0301 editor", "Open Line")


def records(project):
    """Everything that steps write, but for the ledger itself."""
    db = project._db
    found = {}
    for kind, shelf in SHELVES.items():
        ids = [row[0] for row in db.execute(f"SELECT id FROM {kind}")]  # noqa: S608
        found |= {(kind, one): record for one, record in shelf.read(db, ids).items()}
    return json.loads(json.dumps(sorted(found.items()), sort_keys=True))


def proposals():
    return tuple(
        Proposal(Span(at, at + 6), (("denial", 0.9),), "indirect", "A", 0.9, "why", "rule")
        for at in range(0, 60, 12)
    )


class Acts(RuleBasedStateMachine):
    """A coder does things in any order; the state after each act is remembered."""

    @initialize()
    def begin(self):
        file = ROOT / "resources" / "codebooks" / "press-freedom.toml"
        codebook = read_codebook(file.read_bytes(), file.name)
        self.project = create_project(None, "Study", codebook, ME)
        self.article = add_article(self.project, HOSTILE)
        with self.project.machine_writes():
            highlights = Highlights("en", proposals=proposals())
            self.project.suggestions.keep(self.article, "test 1", highlights)
        self.states = [None, records(self.project)]  # what undo and redo lead to
        self.at = 1

    def mine(self):
        return self.project.statements.in_article(self.article, ME.id)

    def done(self):
        """Remember the state that the latest act led to, if it changed anything."""
        now = records(self.project)
        if now != self.states[self.at]:
            self.states[self.at + 1 :] = [now]
            self.at += 1

    spans = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda p: Span(p[0], sum(p)))
    names = st.lists(st.sampled_from(NAMES), max_size=2).map(lambda n: tuple(map(PartyMark, n)))

    @rule(span=spans, code=st.sampled_from(TYPES), speakers=names, against=names)
    def tag(self, span, code, speakers, against):
        tagging.tag_statement(
            self.project, self.article, Draft(span, code, speakers=speakers, targets=against)
        )
        self.done()

    @precondition(lambda self: self.mine())
    @rule(data=st.data(), what=st.sampled_from(["type", "span", "party", "issue", "form", "note"]))
    def change(self, data, what):
        one = data.draw(st.sampled_from(self.mine()))
        project = self.project
        if what == "type":
            tagging.change_type(project, one, data.draw(st.sampled_from(TYPES)))
        elif what == "span":
            tagging.change_span(project, one, data.draw(self.spans))
        elif what == "party":
            tagging.name_parties(project, one, "speaker", data.draw(self.names))
        elif what == "issue":
            tagging.choose_issues(project, one, [IssueTag("privacy_surveillance")])
        elif what == "form":
            tagging.choose_form(project, one, "direct")
        else:
            tagging.write_note(project, one, data.draw(st.text(max_size=4)))
        self.done()

    @precondition(lambda self: self.mine())
    @rule(data=st.data())
    def remove(self, data):
        tagging.untag(self.project, data.draw(st.sampled_from(self.mine())))
        self.done()

    @precondition(lambda self: len(self.mine()) > 1)
    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def link(self, data, kind):
        pair = data.draw(
            st.lists(st.sampled_from(self.mine()), min_size=2, max_size=2, unique_by=lambda s: s.id)
        )
        linking.link_statements(self.project, *pair, kind)
        self.done()

    @rule(data=st.data(), accept=st.booleans())
    def decide(self, data, accept):
        found = self.project.suggestions.in_article(self.article, ME.id)
        still_open = [one for one in found if one.fate == "open"]
        if still_open:
            one = data.draw(st.sampled_from(still_open))
            (suggesting.accept if accept else suggesting.reject)(self.project, one)
            self.done()

    @rule(data=st.data(), alias=st.sampled_from(["Haddad", "សាលម៉ា"]))
    def alias(self, data, alias):
        known = self.project.actors.all()
        if known:
            actors.add_alias(self.project, data.draw(st.sampled_from(known)), alias)
            self.done()

    @rule(state=st.sampled_from(["done", "flagged", "todo"]))
    def state(self, state):
        tagging.set_state(self.project, self.article, state)
        self.done()

    @rule()
    def undo(self):
        if self.at > 1:
            self.project.undo()
            self.at -= 1

    @rule()
    def redo(self):
        if self.at + 1 < len(self.states):
            self.project.redo()
            self.at += 1
        else:
            with pytest.raises(NothingToUndoError):
                self.project.redo()

    @invariant()
    def it_is_as_it_was(self):
        assert records(self.project) == self.states[self.at]

    def teardown(self):
        if hasattr(self, "project"):
            for _ in range(self.at - 1):
                self.project.undo()
            assert records(self.project) == self.states[1]
            for _ in range(len(self.states) - 2):
                self.project.redo()
            assert records(self.project) == self.states[-1]
            self.project.close()


Acts.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestActs = Acts.TestCase


def act(project, article):
    one = tagging.tag_statement(
        project, article, Draft(Span(0, 9), "denial", speakers=(PartyMark("Salma Haddad"),))
    )
    two = tagging.tag_statement(project, article, Draft(Span(10, 20), "accusation"))
    linking.link_statements(project, two, one, "counters")
    tagging.untag(project, one)


def test_undo_and_redo_go_on_after_a_restart(project, article):
    states = [records(project)]
    act(project, article)
    for _ in range(4):
        states.append(records(project))
        project.undo()
        path = project.path
        project.close()
        project = open_project(path, ME)
    assert records(project) == states[0]
    for _ in range(4):
        project.redo()
        path = project.path
        project.close()
        project = open_project(path, ME)
    assert records(project) == states[1]
    assert list(check(path)) == []
    project.close()


def test_a_new_act_ends_what_could_be_done_again(project, article):
    tagging.tag_statement(project, article, Draft(Span(0, 9), "denial"))
    project.undo()
    tagging.tag_statement(project, article, Draft(Span(0, 5), "denial"))
    assert project.redoable() == ""
    with pytest.raises(NothingToUndoError):
        project.redo()


def test_each_coder_takes_back_only_their_own(project, article):
    mine = tagging.tag_statement(project, article, Draft(Span(0, 9), "denial"))
    path = project.path
    project.close()
    with open_project(path, Coder(CoderId("c0de2"), "Dara")) as other:
        with pytest.raises(NothingToUndoError):
            other.undo()
        theirs = tagging.tag_statement(other, article, Draft(Span(0, 9), "denial"))
    with open_project(path, ME) as again:
        again.undo()
        assert [one.id for one in again.statements.in_article(article)] == [theirs.id]
    assert mine.id != theirs.id


def test_what_somebody_built_on_stays(project, article):
    tagging.tag_statement(
        project, article, Draft(Span(0, 9), "denial", speakers=(PartyMark("Open Line"),))
    )
    path = project.path
    project.close()
    with open_project(path, Coder(CoderId("c0de2"), "Dara")) as other:
        draft = Draft(Span(0, 4), "denial", speakers=(PartyMark("Open Line"),))
        tagging.tag_statement(other, article, draft)
    with open_project(path, ME) as again:
        before = records(again)
        with pytest.raises(ChangedSinceError):
            again.undo()
        assert records(again) == before
    assert list(check(path)) == []


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt, sqlite3.OperationalError("disk is full"), ZeroDivisionError]
)
def test_a_step_that_fails_leaves_nothing(project, article, error):
    before, told = records(project), []
    project.on_change(told.append)

    def half_an_act():
        with project.step("Half") as step:
            at = actors.desk(project, step, article)
            draft = Draft(Span(0, 9), "denial", speakers=(PartyMark("Nobody Yet"),))
            tagging.enter_statement(at, draft)
            raise error

    with pytest.raises(Exception if isinstance(error, Exception) else error):
        half_an_act()
    assert records(project) == before
    assert told == []
    assert project.undoable() == "Import article"
    assert project.actors.named("Nobody Yet") == []
    act(project, article)  # and work goes on
    assert list(check(project.path)) == []


def test_steps_do_not_nest(project):
    with pytest.raises(RuntimeError), project.step("Outer"), project.step("Inner"):
        pass
    assert project.undoable() == ""


def test_the_beginning_of_a_project_cannot_be_undone(project):
    with pytest.raises(NothingToUndoError):
        project.undo()


def test_an_act_that_changes_nothing_is_no_step(project, article):
    one = tagging.tag_statement(project, article, Draft(Span(0, 9), "denial"))
    tagging.change_type(project, one, "denial")
    assert project.undoable() == "Tag statement"
    project.undo()
    assert project.statements.count() == 0


def test_an_article_whose_import_was_undone_takes_no_tags(project, article):
    project.articles.text(article)
    project.undo()
    with pytest.raises(NotFoundError):
        tagging.tag_statement(project, article, Draft(Span(0, 3), "denial"))
