"""What is at hand: the article, and in it a statement, a suggestion or a stretch of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.actions import Need
from annotator.gui.annotate.words import said_moment
from annotator.operations.choosing import Registry, Roll
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.span import Span
    from annotator.domain.statement import Statement
    from annotator.domain.suggestion import Suggestion
    from annotator.gui.session import Session
    from annotator.operations.sheet import Sheet


class Hand:
    """What the acts of the researcher are about; no widgets.

    Attributes:
        key: the id of the statement or open suggestion at hand, or None.
        elsewhere: whether words were selected since, so that a type key means them.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.project = session.project
        self.registry = Registry(session.project)
        self.sheet: Sheet | None = None
        self.roll: Roll | None = None
        self.key: str | None = None
        self.elsewhere = False

    def take_up(self, sheet: Sheet) -> None:
        """Take up the article of ``sheet``, with nothing at hand in it yet."""
        self.sheet = sheet
        self.roll = Roll(sheet, self.registry)
        self.key, self.elsewhere = None, False

    def put_down(self) -> None:
        """Have no article at hand."""
        self.sheet = self.roll = None
        self.key, self.elsewhere = None, False

    def read_machine(self) -> None:
        """Read anew what the machine proposes."""
        if self.sheet and self.roll:
            self.sheet.read_machine()
            self.roll.read_machine()

    @property
    def statement(self) -> Statement | None:
        """The statement at hand."""
        return self.sheet.statement(self.key) if self.sheet else None

    @property
    def suggestion(self) -> Suggestion | None:
        """The open suggestion at hand."""
        return self.sheet.suggestion(self.key) if self.sheet else None

    def span_of(self, key: str | None) -> Span | None:
        """Where the statement or suggestion with ``key`` stands."""
        if self.sheet is None:
            return None
        if statement := self.sheet.statement(key):
            return statement.span
        suggestion = self.sheet.suggestion(key)
        return suggestion.proposal.span if suggestion else None

    def standing_at(self, span: Span) -> str | None:
        """The statement, else the suggestion, whose place is just ``span``."""
        if self.sheet is None:
            return None
        statements = self.sheet.standing_at(span)
        if statements:
            return statements[-1].id
        suggestion = self.sheet.suggested_at(span)
        return suggestion.id if suggestion else None

    def following(self, keys: list[tuple[Span, str]], cursor: Span | None, step: int) -> str | None:
        """The next (1) or previous (-1) of ``keys`` in reading order, round the ends."""
        if not keys:
            return None
        ids = [key for _, key in keys]
        if self.key in ids:
            return ids[(ids.index(self.key) + step) % len(ids)]
        here = self.span_of(self.key) or cursor
        at = here.start if here else 0
        before = sum(span.start < at for span, _ in keys)
        return ids[(before if step > 0 else before - 1) % len(ids)]

    def overlapping(self, span: Span) -> list[str]:
        """Statements, then suggestions, that share a character with ``span``."""
        if self.sheet is None:
            return []
        found: list[str] = [
            one.id
            for one in self.sheet.statements
            if any(piece.overlaps(span) for piece in one.pieces)
        ]
        found += [s.id for s in self.sheet.suggestions if s.proposal.span.overlaps(span)]
        return found

    def history(self) -> list[str]:
        """Who did what to the statement at hand and when, oldest first, one line each."""
        statement = self.statement
        if statement is None:
            return []
        lines = []
        for past in self.project.history("statement", statement.id):
            entry = past.entry
            label = tr(entry.label)
            if entry.act == "undo":
                label = tr("Undo: {act}", act=label)
            elif entry.act == "redo":
                label = tr("Redo: {act}", act=label)
            who = self.project.coders.name(entry.coder)
            lines.append(f"{said_moment(entry.made_at)} · {who} · {label}")
        return lines

    def needs_met(self, proposed: Span | None) -> Need:
        """What commands can build on now."""
        met = Need.PROJECT
        if self.session.writable:
            met |= Need.WRITABLE
        if self.sheet is None:
            return met
        met |= Need.ARTICLE
        if proposed is not None:
            met |= Need.SPAN
        if self.statement is not None:
            met |= Need.STATEMENT
        if self.suggestion is not None:
            met |= Need.SUGGESTION
        return met
