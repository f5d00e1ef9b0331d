"""The questions that the pickers ask: who, against whom, about what, how, in answer to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.actor import folded
from annotator.domain.highlights import PartyMark
from annotator.domain.ids import StatementId
from annotator.domain.statement import FORMS
from annotator.gui.annotate.choices import Choice
from annotator.gui.annotate.marks_of import statement_line
from annotator.gui.annotate.picker import Question
from annotator.gui.annotate.words import FORM_RULES, FORM_WORDS, NEAR_WORDS
from annotator.operations.choosing import matching
from annotator.operations.linking import candidates, usual_kind
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from annotator.domain.actor import Actor
    from annotator.domain.codebook import Code, Codebook
    from annotator.domain.statement import Form, Role, Statement
    from annotator.gui.annotate.acts import Acts
    from annotator.gui.annotate.hand import Hand
    from annotator.operations.choosing import Found, Person

LISTED = 200  # statements that a link may lead to; further ones are found by typing
_RULES = (
    ("definition", N_("Definition")),
    ("include", N_("Counts too")),
    ("exclude", N_("Does not count")),
    ("rule", N_("Rule")),
    ("example", N_("Example")),
)
_TITLES: dict[Role, str] = {"speaker": N_("Speaker"), "target": N_("Target")}


class Asking:
    """Makes the questions about what is at hand."""

    def __init__(self, hand: Hand, acts: Acts, kind: Callable[[], str]) -> None:
        self._hand = hand
        self._acts = acts
        self._kind = kind  # which kind of link the picker shows now

    def types(self, usage: Mapping[str, int], choose: Callable[[str], None]) -> Question:
        """Ask of which type; those that the coder uses most come first."""
        codes = self._codebook.of("statement_type")
        ranked = sorted(codes, key=lambda code: -usage.get(code.key, 0))
        statement = self._hand.statement
        chosen = {statement.type} if statement else set()
        return Question(
            title=tr("Statement type"),
            find=lambda typed: _codes(_fitting(ranked, typed), chosen, coloured=True),
            choose=choose,
            explains=True,
        )

    def party(self, role: Role) -> Question | None:
        """Ask who bears ``role``."""
        hand, statement = self._hand, self._hand.statement
        if hand.roll is None or statement is None:
            return None
        known = hand.roll.people(statement.span)
        by_key = {person.key: person for person in known}

        def find(typed: str) -> list[Choice]:
            current = self._bearers(role)
            return [self._person(one, current, typed) for one in matching(known, typed)]

        def toggle(key: str) -> None:
            bearers = self._bearers(role)
            person = by_key[key]
            actor = person.actor or hand.registry.named(person.name)
            if actor and actor.id in {one.id for one in bearers}:
                self._acts.name(role, [one for one in bearers if one.id != actor.id])
            else:
                self._acts.name(role, [*bearers, actor or person.mark])

        return Question(
            title=tr(_TITLES[role]),
            find=find,
            choose=lambda key: self._acts.name(role, [by_key[key].mark]),
            toggle=toggle,
            create=lambda name: self._acts.name(role, [PartyMark(name)]),
            add=lambda name: self._acts.name(role, [*self._bearers(role), PartyMark(name)]),
            create_label=tr("New actor “{name}”"),
            empty=tr("Nobody is known yet: type a name"),
        )

    def issues(self) -> Question | None:
        """Ask what it is about."""
        if self._hand.statement is None:
            return None
        codes = self._codebook.of("issue")

        def toggle(key: str) -> None:
            there = self._issues()
            others = [one for one in there if one != key]
            self._acts.choose_issues(others if key in there else [*there, key])

        return Question(
            title=tr("Issue"),
            find=lambda typed: _codes(_fitting(codes, typed), set(self._issues())),
            choose=lambda key: self._acts.choose_issues([key]),
            toggle=toggle,
            explains=True,
        )

    def forms(self) -> Question | None:
        """Ask how the words are reported."""
        statement = self._hand.statement
        if statement is None:
            return None
        current = statement.form
        known: list[tuple[Form, str, str]] = [
            (form, tr(FORM_WORDS[form]), tr(FORM_RULES[form])) for form in FORMS
        ]
        known.append(("", tr("Not said"), ""))
        by_key: dict[str, Form] = {key: key for key, _, _ in known}

        def find(typed: str) -> list[Choice]:
            wanted = folded(typed)
            return [
                Choice(key, words, chosen=key == current, rule=((words, rule),) if rule else ())
                for key, words, rule in known
                if _begins(words, wanted)
            ]

        return Question(
            title=tr("Form"),
            find=find,
            choose=lambda key: self._acts.choose_form(by_key[key]),
            explains=True,
        )

    def links(self) -> Question | None:
        """Ask what it answers."""
        hand, statement = self._hand, self._hand.statement
        if hand.sheet is None or statement is None:
            return None
        sheet = hand.sheet
        ranked = candidates(hand.project, statement, among=sheet.statements)
        by_key = {one.id: one for one in ranked}

        def find(typed: str) -> list[Choice]:
            linked = {link.target for link in sheet.answers(statement.id)}
            wanted = folded(typed)
            found = []
            for one in ranked:
                choice = self._answered(one, chosen=one.id in linked)
                if not wanted or wanted in folded(f"{choice.text} {one.span.quote(sheet.text)}"):
                    found.append(choice)
                if len(found) == LISTED:
                    break
            return found

        def toggle(key: str) -> None:
            there = [link for link in sheet.answers(statement.id) if link.target == key]
            if there:
                self._acts.unlink(there[0])
            else:
                self._acts.link(by_key[StatementId(key)], self._kind())

        kinds = tuple((code.key, code.label) for code in self._codebook.of("link_kind"))
        return Question(
            title=tr("Responds to"),
            find=find,
            choose=lambda key: self._acts.link(by_key[StatementId(key)], self._kind()),
            toggle=toggle,
            empty=tr("There is no other statement in this article yet"),
            explains=True,
            kinds=kinds,
            kind=usual_kind(statement),
        )

    def actor_type(self, name: str, current: str) -> Question:
        """Ask what kind of actor bears ``name``."""
        codes = self._codebook.of("actor_type")
        return Question(
            title=tr("What is {name}?", name=name),
            find=lambda typed: _codes(_fitting(codes, typed), {current}),
            choose=lambda key: self._acts.type_actor(name, key),
            explains=True,
        )

    @property
    def _codebook(self) -> Codebook:
        return self._hand.session.codebook

    def _bearers(self, role: Role) -> list[Actor]:
        sheet, statement = self._hand.sheet, self._hand.statement
        if sheet is None or statement is None:
            return []
        known = (sheet.actor(party.actor) for party in statement.in_role(role))
        return [actor for actor in known if actor]

    def _issues(self) -> list[str]:
        statement = self._hand.statement
        return [issue.key for issue in statement.issues] if statement else []

    def _person(self, found: Found, bearers: Sequence[Actor], typed: str) -> Choice:
        person: Person = found.person
        kind = self._codebook.label("actor_type", person.type) if person.type != "unknown" else ""
        near = tr(NEAR_WORDS[person.nearness])
        actor = person.actor or self._hand.registry.named(person.name)
        alias = next((n for n in actor.names if folded(n) == found.alias), "") if actor else ""
        return Choice(
            key=person.key,
            text=person.name,
            detail=" · ".join(filter(None, (alias, kind))),
            group=tr("Did you mean") if found.alike else near if not typed.strip() else "",
            chosen=actor is not None and actor.id in {one.id for one in bearers},
            alike=found.alike,
            exact=folded(typed) in person.names,
        )

    def _answered(self, statement: Statement, *, chosen: bool) -> Choice:
        sheet = self._hand.sheet
        assert sheet is not None  # noqa: S101 - only asked about a statement at hand
        label = self._codebook.label("statement_type", statement.type)
        who = statement_line(sheet, statement)
        words = " ".join(statement.span.quote(sheet.text)[:400].split())
        return Choice(
            key=statement.id,
            text=tr("{number} · {type}, {who}", number=sheet.number(statement), type=label, who=who)
            if who
            else tr("{number} · {type}", number=sheet.number(statement), type=label),
            code=statement.type,
            chosen=chosen,
            rule=((tr("Words"), words),),
        )


def _fitting(codes: Iterable[Code], typed: str) -> list[Code]:
    """Those whose label or key begins with what was typed, then those that hold it."""
    wanted = folded(typed)
    codes = list(codes)
    first = [code for code in codes if _begins(code.label, wanted) or code.hotkey == wanted]
    inside = [c for c in codes if c not in first and wanted in folded(f"{c.label} {c.definition}")]
    return first + inside if len(wanted) > 2 or not first else first


def _begins(words: str, wanted: str) -> bool:
    return not wanted or f" {wanted}" in f" {folded(words)}"


def _rule(code: Code) -> tuple[tuple[str, str], ...]:
    said = ((tr(heading), str(getattr(code, part))) for part, heading in _RULES)
    return tuple((heading, words) for heading, words in said if words)


def _codes(codes: Iterable[Code], chosen: set[str], *, coloured: bool = False) -> list[Choice]:
    return [
        Choice(
            key=code.key,
            text=code.label,
            cap=code.hotkey if coloured else "",
            code=code.key if coloured else "",
            chosen=code.key in chosen,
            rule=_rule(code),
        )
        for code in codes
    ]
