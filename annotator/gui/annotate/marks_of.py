"""From the records of an article to what the page draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from annotator.domain.sentences import sentences
from annotator.gui.annotate.words import ORIGIN_WORDS
from annotator.gui.reader.marks import ActorSpan, Heading, Mark
from annotator.gui.words import said_date, said_language
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.domain.actor import Mention
    from annotator.domain.article import Article, Origin
    from annotator.domain.codebook import Codebook
    from annotator.domain.ids import MentionId, StatementId
    from annotator.domain.span import Span
    from annotator.domain.statement import Statement
    from annotator.domain.suggestion import Suggestion
    from annotator.operations.sheet import Sheet, Touched

PASSED_OVER = {"debris", "repeat", "byline"}  # zones whose lines the cursor does not stop at
DOUBTED = {"caption", "text", "first sentence", "file name"}  # origins that are a guess
ARROW = " → "
ANSWERS = "↩"


def parties_line(speakers: Sequence[str], targets: Sequence[str]) -> str:
    """Return "speaker → target"; what is not known is left out."""
    said = ", ".join(speakers)
    against = ", ".join(targets)
    if said and against:
        return f"{said}{ARROW}{against}"
    return said or (f"{ARROW.lstrip()}{against}" if against else "")


def statement_line(sheet: Sheet, statement: Statement) -> str:
    """Return who said it against whom."""
    return parties_line(sheet.names(statement, "speaker"), sheet.names(statement, "target"))


def suggestion_line(suggestion: Suggestion) -> str:
    """Return who the machine thinks said it against whom."""
    proposal = suggestion.proposal
    speakers = [proposal.speaker.name] if proposal.speaker else []
    return parties_line(speakers, [mark.name for mark in proposal.targets])


@dataclass(frozen=True, slots=True)
class AnswerMark(Mark):
    """A statement that answers others, whose numbers are looked up whenever it is drawn.

    A new statement early in a long article gives all that follow other numbers; their
    marks stay the same.
    """

    numbers: Callable[[], str] = field(default=str, compare=False)

    @property
    def suffix(self) -> str:
        """What stands after the title: " ↩ 1"."""
        return f" {self.badge} {self.numbers()}".rstrip()


class Marks:
    """The marks of one article; those are made anew that a step touched."""

    def __init__(self, sheet: Sheet, codebook: Codebook) -> None:
        self._sheet = sheet
        self._codebook = codebook
        self._made: dict[str, Mark] = {}
        self.actors = ActorPlaces(sheet)

    def all(self) -> list[Mark]:
        """Statements, then open suggestions, each in reading order."""
        sheet, made = self._sheet, self._made
        marks = [made.get(one.id) or self._of_statement(one) for one in sheet.statements]
        marks += [made.get(one.id) or self._of_suggestion(one) for one in sheet.suggestions]
        return marks

    def spoken(self, key: str | None) -> str:
        """What a screen reader says of a mark; nothing for none."""
        mark = self._made.get(key or "")
        if mark is None:
            return ""
        parties = mark.parties.replace("→", tr("against"))
        return ", ".join(filter(None, (mark.heading, parties)))

    def forget(self, touched: Touched) -> None:
        """Make those anew that ``touched`` names, when they are asked for next."""
        for key in (*touched.statements, *touched.suggestions):
            self._made.pop(key, None)

    def _of_statement(self, statement: Statement) -> Mark:
        sheet = self._sheet
        mark = Mark(
            key=statement.id,
            pieces=statement.pieces,
            kind="statement",
            code=statement.type,
            title=self._codebook.label("statement_type", statement.type),
            parties=statement_line(sheet, statement),
        )
        if sheet.answers(statement.id):
            mark = AnswerMark(
                mark.key,
                mark.pieces,
                mark.kind,
                mark.code,
                mark.title,
                mark.parties,
                badge=ANSWERS,
                numbers=partial(self._numbers, statement.id),
            )
        self._made[statement.id] = mark
        return mark

    def _numbers(self, statement: StatementId) -> str:
        """Return "1, 3": the numbers of the statements that it answers here."""
        links = self._sheet.answers(statement)
        answered = [self._sheet.statement(link.target) for link in links]
        return ", ".join(map(str, sorted(self._sheet.number(one) for one in answered if one)))

    def _of_suggestion(self, suggestion: Suggestion) -> Mark:
        proposal = suggestion.proposal
        mark = self._made[suggestion.id] = Mark(
            key=suggestion.id,
            pieces=(proposal.span,),
            kind="suggestion",
            code=proposal.type,
            title=self._codebook.label("statement_type", proposal.type),
            parties=suggestion_line(suggestion),
            score=proposal.score,
        )
        return mark


class ActorPlaces:
    """Where somebody is named: by this coder, else as the machine sees it."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._seen = {mark.span: mark.actor for mark in sheet.actor_marks}
        self._mentions: dict[MentionId, Mention] = {}
        self._places = {
            span: ActorSpan(span, name, decided=False) for span, name in self._seen.items()
        }

    def all(self, *, renamed: bool = False) -> list[ActorSpan]:
        """Return each place once; with ``renamed`` all names of this coder are looked up anew."""
        before, now = self._mentions, self._sheet.mentions
        self._mentions = dict(now)
        gone = [one for key, one in before.items() if renamed or now.get(key) is not one]
        for mention in gone:
            self._undecide(mention.span)
        for key, mention in now.items():
            if renamed or gone or before.get(key) is not mention:
                self._decide(mention)
        return list(self._places.values())

    def _decide(self, mention: Mention) -> None:
        actor = self._sheet.actor(mention.actor)
        if actor is not None:
            place = ActorSpan(mention.span, actor.name, decided=True)
            if self._places.get(mention.span) != place:
                self._places[mention.span] = place

    def _undecide(self, span: Span) -> None:
        if span in self._seen:
            self._places[span] = ActorSpan(span, self._seen[span], decided=False)
        else:
            self._places.pop(span, None)


def heading(article: Article, similar: int = 0) -> Heading:
    """Return what stands over the article; what is guessed bears a "?".

    Args:
        article: what is known of it.
        similar: how many others are nearly the same.
    """
    in_text = any(zone.kind == "headline" for zone in article.zones)
    published = said_date(article.published.iso, long=True) if article.published else ""
    facts = [
        _doubted(article.outlet, article.outlet_origin),
        _doubted(published, article.published_origin),
        tr_n("{count} word", "{count} words", article.words),
        said_language(article.language) if article.language else "",
        article.source_name,
        tr("similar: {count}", count=similar) if similar else "",
    ]
    title = article.title if in_text else _doubted(article.title, article.title_origin)
    return Heading(title, " · ".join(filter(None, facts)), in_text)


def heading_tip(article: Article) -> str:
    """Return where title, outlet and date were found, one line each."""
    lines = []
    for fact, value, origin in (
        (tr("Title"), article.title, article.title_origin),
        (tr("Outlet"), article.outlet, article.outlet_origin),
        (tr("Date"), article.published, article.published_origin),
    ):
        if not value:
            lines.append(tr("{fact}: not found", fact=fact))
        elif origin == "person":
            lines.append(tr("{fact}: confirmed", fact=fact))
        elif origin:
            where = tr(ORIGIN_WORDS[origin])
            lines.append(tr("{fact}: {where}; nobody confirmed it yet", fact=fact, where=where))
    return "\n".join(lines)


def stops(sheet: Sheet) -> list[Span]:
    """Return the sentences where the cursor stops.

    Page debris is passed over, unless there is nothing else.
    """
    found = list(sentences(sheet.text))
    passed = [zone.span for zone in sheet.article.zones if zone.kind in PASSED_OVER]
    return [one for one in found if not any(zone.holds(one) for zone in passed)] or found


def body(sheet: Sheet, stops: Sequence[Span]) -> Span | None:
    """Return the first of the sentences that is no part of a headline."""
    titles = [zone.span for zone in sheet.article.zones if zone.kind == "headline"]
    found = (one for one in stops if not any(title.overlaps(one) for title in titles))
    return next(found, None)


def _doubted(value: str, origin: Origin) -> str:
    return f"{value} ?" if value and origin in DOUBTED else value
