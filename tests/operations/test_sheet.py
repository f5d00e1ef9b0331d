"""The sheet of an article is always what the project says, however it got there."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from annotator.domain.coder import Coder
from annotator.domain.draft import Draft
from annotator.domain.highlights import Highlights, PartyMark, Proposal
from annotator.domain.ids import CoderId
from annotator.domain.span import Span
from annotator.operations.linking import link_statements, unlink
from annotator.operations.prefilling import prefilled
from annotator.operations.projects import starter_codebook
from annotator.operations.sheet import Sheet
from annotator.operations.suggesting import accept, reject
from annotator.operations.tagging import (
    change_span,
    change_type,
    name_parties,
    tag_statement,
    untag,
    write_note,
)
from annotator.store.project import create_project
from tests.conftest import add_article

TEXT = (
    "Mira Talde accused the council. The council denied it. Tomas Rell called for calm."
    " سلمى حداد تحدثت. 👍🏽 Nobody else did."
)
MINE = Coder(CoderId("a"), "A")
TYPES = ("accusation", "denial", "demand")
NAMES = ("Mira Talde", "Tomas Rell", "Ana", "سلمى حداد")


def proposal(start, end, kind):
    return Proposal(
        span=Span(start, end),
        types=((kind, 0.7),),
        form="indirect",
        tier="B",
        score=0.7,
        reason="a verb",
        rule=f"rule:{start}",
        speaker=PartyMark("Mira Talde"),
    )


PROPOSALS = (proposal(0, 31, "accusation"), proposal(32, 54, "denial"), proposal(55, 82, "demand"))


def picture(sheet):
    """Everything that a view takes from a sheet."""
    return {
        "statements": sheet.statements,
        "numbers": [sheet.number(one) for one in sheet.statements],
        "answers": {
            one.id: sorted(link.id for link in sheet.answers(one.id)) for one in sheet.statements
        },
        "names": {one.id: sheet.names(one, "speaker") for one in sheet.statements},
        "open": sheet.suggestions,
        "places": sheet.places,
        "mentions": sheet.mentions,
        "named": +sheet.named,
    }


class Coding(RuleBasedStateMachine):
    """Somebody tags, links, changes, decides and undoes; a colleague and a sheet look on."""

    def __init__(self):
        super().__init__()
        self.project = create_project(None, "Study", starter_codebook(), MINE)
        self.article = add_article(self.project, TEXT)
        with self.project.machine_writes():
            self.project.suggestions.keep(
                self.article, "test", Highlights("en", proposals=PROPOSALS)
            )
        self.sheet = Sheet(self.project, self.article)
        self.project.on_change(self.follow)

    def follow(self, changes):
        before = picture(self.sheet)
        touched = self.sheet.follow(changes)
        now = picture(self.sheet)
        assert now == picture(self.fresh())
        for statement in now["statements"]:
            same = statement in before["statements"]
            same &= now["names"][statement.id] == before["names"].get(statement.id)
            same &= now["answers"][statement.id] == before["answers"].get(statement.id)
            assert same or statement.id in touched.statements

    def fresh(self):
        """A sheet of ours that was read just now, whoever acts."""
        acting, self.project.coder = self.project.coder, MINE
        try:
            return Sheet(self.project, self.article)
        finally:
            self.project.coder = acting

    def teardown(self):
        self.project.close()

    def pick(self, data):
        return data.draw(st.sampled_from(self.sheet.statements))

    def span(self, data):
        start = data.draw(st.integers(0, len(TEXT) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(TEXT))))

    @rule(data=st.data(), kind=st.sampled_from(TYPES))
    def tag(self, data, kind):
        span = (
            data.draw(st.sampled_from([p.span for p in PROPOSALS]))
            if data.draw(st.booleans())
            else self.span(data)
        )
        tag_statement(self.project, self.article, prefilled(self.project, self.article, span, kind))

    @precondition(lambda self: self.sheet.statements)
    @rule(data=st.data(), kind=st.sampled_from(TYPES))
    def change(self, data, kind):
        statement = self.pick(data)
        change_type(self.project, statement, kind)

    @precondition(lambda self: self.sheet.statements)
    @rule(data=st.data())
    def move(self, data):
        statement, span = self.pick(data), self.span(data)
        change_span(self.project, statement, span)

    @precondition(lambda self: self.sheet.statements)
    @rule(data=st.data(), names=st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    def name(self, data, names):
        name_parties(self.project, self.pick(data), "target", [PartyMark(name) for name in names])

    @precondition(lambda self: len(self.sheet.statements) > 1)
    @rule(data=st.data())
    def link(self, data):
        source, target = data.draw(st.permutations(self.sheet.statements))[:2]
        there = [link for link in self.sheet.answers(source.id) if link.target == target.id]
        if there:
            unlink(self.project, there[0])
        else:
            link_statements(self.project, source, target, "denies")

    @precondition(lambda self: self.sheet.statements)
    @rule(data=st.data())
    def remove(self, data):
        untag(self.project, self.pick(data))

    @precondition(lambda self: self.sheet.suggestions)
    @rule(data=st.data(), yes=st.booleans())
    def decide(self, data, yes):
        (accept if yes else reject)(
            self.project, data.draw(st.sampled_from(self.sheet.suggestions))
        )

    @precondition(lambda self: self.project.undoable() and self.sheet.statements)
    @rule(times=st.integers(1, 3))
    def undo_and_redo(self, times):
        done = 0
        for _ in range(times):
            if self.project.undoable() and self.project.undoable() != "Import article":
                self.project.undo()
                done += 1
        for _ in range(done // 2):
            self.project.redo()

    @rule()
    def a_colleague_tags(self):
        self.project.coder = Coder(CoderId("b"), "B")
        tag_statement(self.project, self.article, Draft(Span(0, 5), "demand"))
        self.project.coder = MINE

    @precondition(lambda self: self.sheet.statements)
    @rule(data=st.data(), note=st.text(max_size=5))
    def note(self, data, note):
        write_note(self.project, self.pick(data), note)


Coding.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestCoding = Coding.TestCase


def test_places_are_found_without_looking_at_the_rest(project):
    article = add_article(project, TEXT)
    outer = tag_statement(project, article, Draft(Span(0, 31), "accusation"))
    inner = tag_statement(project, article, Draft(Span(0, 10), "denial"))
    same = tag_statement(project, article, Draft(Span(0, 10), "demand"))
    sheet = Sheet(project, article)
    assert sheet.statements[0] == outer
    assert {one.id for one in sheet.standing_at(Span(0, 10))} == {inner.id, same.id}
    assert sheet.standing_at(Span(1, 10)) == []
    assert [sheet.number(one) for one in sheet.statements] == [1, 2, 3]
