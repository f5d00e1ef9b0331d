"""What the inspector shows of what is at hand: plain values, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.gui.annotate.fields import Entry
from annotator.gui.annotate.marks_of import statement_line
from annotator.gui.annotate.words import FORM_WORDS
from annotator.operations.linking import lacks
from annotator.operations.prefilling import carried_issues
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.statement import Role, Statement
    from annotator.domain.suggestion import Suggestion
    from annotator.gui.annotate.hand import Hand
    from annotator.operations.sheet import Sheet

_HINTS = {
    "speaker": N_("Who says it"),
    "target": N_("Against whom"),
    "issue": N_("What it is about"),
    "form": N_("How it is reported"),
    "link": N_("What it answers"),
}
_MISSING = {
    "speaker": N_("missing: who says it"),
    "link": N_("missing: what it answers"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands over the fields."""

    kind: Literal["statement", "suggestion", "nothing"]
    heading: str
    key: str = ""
    words: str = ""
    code: str = ""  # for the colour; empty while nobody decided
    type: str = ""  # of the statement
    proposed: tuple[str, ...] = ()  # types that the machine thinks of
    advice: str = ""
    reason: str = ""
    shares: str = ""


def seen(hand: Hand) -> Shown:
    """Return what is to be shown of ``hand``."""
    sheet = hand.sheet
    if sheet is None:
        return Shown("nothing", tr("No article"), advice=tr("Choose an article on the left."))
    read_only = hand.project.read_only
    locked = tr("Nothing can be changed: {reason}", reason=read_only) if read_only else ""
    if statement := hand.statement:
        number, count = sheet.number(statement), len(sheet.statements)
        return Shown(
            "statement",
            tr("Statement {number} of {count}", number=number, count=count).upper(),
            key=statement.id,
            words=_quoted(sheet, statement),
            code=statement.type,
            type=statement.type,
            advice=locked,
        )
    if suggestion := hand.suggestion:
        proposal = suggestion.proposal
        return Shown(
            "suggestion",
            tr("Suggestion, not decided yet").upper(),
            key=suggestion.id,
            words=proposal.span.quote(sheet.text),
            proposed=tuple(key for key, _ in proposal.types),
            advice=locked,
            reason=tr("Suggested because: {reason}", reason=proposal.reason),
            shares=_shares(hand, suggestion),
        )
    return Shown("nothing", tr("Nothing at hand").upper(), advice=locked or _next_step(sheet))


def entries(hand: Hand, field: str, *, writable: bool) -> list[Entry]:
    """Return what stands in a row of the inspector."""
    sheet, statement, suggestion = hand.sheet, hand.statement, hand.suggestion
    if sheet is None:
        return []
    if statement is None:
        return _proposed(hand, field, suggestion) if suggestion else []
    if field in ("speaker", "target"):
        role: Role = "speaker" if field == "speaker" else "target"
        return _parties(sheet, statement, role, writable=writable)
    if field == "issue":
        label = hand.session.codebook.label
        several = len(statement.issues) > 1
        return [
            Entry(i.key, label("issue", i.key), i.stance, tinted=several, removable=writable)
            for i in statement.issues
        ]
    if field == "form":
        form = statement.form
        return [Entry(form, tr(FORM_WORDS[form]))] if form else []
    return _links(hand, sheet, statement, writable=writable)


def hints(hand: Hand, field: str) -> tuple[str, bool]:
    """Return what an empty row says, and whether the codebook misses something there."""
    statement = hand.statement
    if statement and hand.sheet:
        missing: Sequence[str] = tuple(lacks(statement, hand.sheet.answers(statement.id)))
        if field in missing:
            return tr(_MISSING[field]), True
    return tr(_HINTS[field]), False


def _parties(sheet: Sheet, statement: Statement, role: Role, *, writable: bool) -> list[Entry]:
    found = []
    for party in statement.in_role(role):
        actor = sheet.actor(party.actor)
        if actor:
            aside = tr("implied") if party.implied else ""
            found.append(Entry(actor.id, actor.name, aside, tinted=True, removable=writable))
    return found


def _links(hand: Hand, sheet: Sheet, statement: Statement, *, writable: bool) -> list[Entry]:
    label = hand.session.codebook.label
    found = []
    for link in sheet.answers(statement.id):
        kind = label("link_kind", link.kind)
        target = sheet.statement(link.target)
        if target is None:
            words = tr("a statement elsewhere")
        else:
            words = tr(
                "{number} · {type}",
                number=sheet.number(target),
                type=label("statement_type", target.type),
            )
            who = statement_line(sheet, target)
            words = f"{words}, {who}" if who else words
        found.append(Entry(link.id, words, kind, removable=writable))
    return found


def _proposed(hand: Hand, field: str, suggestion: Suggestion) -> list[Entry]:
    """What accepting would fill in."""
    proposal = suggestion.proposal
    if field == "speaker" and proposal.speaker:
        mark = proposal.speaker
        aside = "" if mark.span and proposal.span.holds(mark.span) else tr("implied")
        return [Entry(mark.name, mark.name, aside, tinted=True)]
    if field == "target":
        return [Entry(mark.name, mark.name, tinted=True) for mark in proposal.targets]
    if field == "form" and proposal.form:
        return [Entry(proposal.form, tr(FORM_WORDS[proposal.form]))]
    if field == "issue":
        carried = carried_issues(hand.project, suggestion.article, proposal.span)
        label = hand.session.codebook.label
        return [Entry(i.key, label("issue", i.key), tr("as before")) for i in carried]
    return []


def _shares(hand: Hand, suggestion: Suggestion) -> str:
    label = hand.session.codebook.label
    return " · ".join(
        tr("{type} {share} %", type=label("statement_type", key), share=round(share * 100))
        for key, share in suggestion.proposal.types[:4]
    )


def _quoted(sheet: Sheet, statement: Statement) -> str:
    return " … ".join(piece.quote(sheet.text) for piece in statement.pieces)


def _next_step(sheet: Sheet) -> str:
    if sheet.suggestions:
        return tr(
            "Space goes to the next suggestion. Or go to a sentence with J and K, or select words,"
            " and press the key of a type to tag it."
        )
    if not sheet.statements:
        return tr(
            "Go to a sentence with J and K, or select words, and press the key of a type to tag it."
        )
    return tr(
        "Nothing is left to decide. Tab goes to the next statement; Ctrl+Enter says that the"
        " article is done."
    )
