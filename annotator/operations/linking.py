"""Linking: tie an answer to what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from annotator.domain.errors import NotYoursError
from annotator.domain.ids import LinkId
from annotator.domain.statement import Link
from annotator.support.clock import new_id
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.statement import Statement
    from annotator.store.ledger import Step
    from annotator.store.project import Project

Lack = Literal["speaker", "link"]
_ANSWERS = {"denial"}  # types that answer something by what they are

# What a statement most often does to the one that it answers, by its type.
_USUAL = {
    "denial": "denies",
    "accusation": "counters",
    "criticism": "counters",
    "support": "supports",
    "justification": "justifies",
}


def usual_kind(statement: Statement) -> str:
    """Return the kind of link that a statement of this type most often bears."""
    return _USUAL.get(statement.type, "responds_to")


def link_statements(project: Project, source: Statement, target: Statement, kind: str) -> Link:
    """Say that ``source`` answers ``target``; a link between the two is replaced.

    Raises:
        UnknownCodeError: the codebook lacks the kind.
        NotYoursError: another coder made ``source``.
    """
    with project.step(tr("Link statements")) as step:
        return enter_link(project, step, source, target, kind)


def enter_link(
    project: Project, step: Step, source: Statement, target: Statement, kind: str
) -> Link:
    """Write the link into ``step``; errors as for `link_statements`."""
    project.codebook.check("link_kind", kind)
    if source.coder != project.coder.id:
        raise NotYoursError(kind=tr("statement"), coder=project.coders.name(source.coder))
    old = [
        link.id
        for link in project.links.of([source.id])
        if (link.source, link.target) == (source.id, target.id)
    ]
    link = Link(old[0] if old else LinkId(new_id()), source.id, target.id, kind, project.coder.id)
    project.links.put(step, link)
    return link


def unlink(project: Project, link: Link) -> None:
    """Take ``link`` away.

    Raises:
        NotYoursError: another coder made it.
    """
    if link.coder != project.coder.id:
        raise NotYoursError(kind=tr("link"), coder=project.coders.name(link.coder))
    with project.step(tr("Remove link")) as step:
        project.links.drop(step, link.id)


def lacks(statement: Statement, links: Sequence[Link]) -> frozenset[Lack]:
    """Return what the codebook wants of ``statement`` and nobody gave yet.

    ``links`` are those by which it answers. What lacks is shown and never blocks.
    """
    missing: set[Lack] = set()
    if not statement.in_role("speaker"):
        missing.add("speaker")
    if statement.type in _ANSWERS and not links:
        missing.add("link")
    return frozenset(missing)


def candidates(
    project: Project, source: Statement, among: Sequence[Statement] | None = None
) -> list[Statement]:
    """Return what ``source`` may answer in its article, the likeliest first.

    Accusations and criticism against the speaker come first, for a denial then all other
    blame; then what stands before the statement from near to far, then what comes after
    it. ``among`` are the coder's statements there, where they are known already.
    """
    speakers = {party.actor for party in source.in_role("speaker")}
    start = source.pieces[0].start
    blames = {"accusation", "criticism", "demand", "threat"}

    def rank(other: Statement) -> tuple[bool, bool, bool, int]:
        blame = other.type in blames
        against = blame and any(party.actor in speakers for party in other.in_role("target"))
        deniable = blame and source.type == "denial"
        distance = start - other.pieces[0].start
        return not against, not deniable, distance < 0, abs(distance)

    others = among
    if others is None:
        others = project.statements.in_article(source.article, project.coder.id)
    return sorted((one for one in others if one.id != source.id), key=rank)
