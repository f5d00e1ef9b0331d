"""What the project of another tool can bring along: articles, coders, actors, tags, and losses.

Nothing is interpreted here yet: a tag bears the other tool's code and its named values as
they stand there. What they become in a project is said by a mapping, when they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annotator.domain.errors import AnnotatorError, SpanError
from annotator.domain.span import Span
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.domain.article import Source

Tool = Literal["DNA", "REFI-QDA", "brat", "doccano", "Label Studio", "UIMA CAS"]


class ForeignProjectError(AnnotatorError):
    """A file that is no project of another tool, or one that cannot be read."""

    what = N_("{path} cannot be read as a project of {tool}: {reason}")
    remedy = N_("Export it anew from there; nothing was imported and the file is as it was.")


class UnknownToolError(AnnotatorError):
    """A file or folder in which no known tool is recognised."""

    what = N_("{path} is of no tool that is known here.")
    remedy = N_(
        "Known are: Discourse Network Analyzer (.dna), REFI-QDA (.qdpx, .qdc), brat (folder or"
        " zip with .ann), doccano (.jsonl), Label Studio (.json), INCEpTION (.xmi, or zip of it)."
    )


class UnsafeArchiveError(AnnotatorError):
    """An archive that is built to do harm, or too large to be told from such a one."""

    what = N_("{path} was refused: {reason}")
    remedy = N_("Ask whoever gave it to you for a new one; nothing was unpacked.")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be carried over: where it stood there, and what it is.

    ``says`` is a template for translators over ``facts``.
    """

    place: str
    says: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def for_people(self) -> str:
        """Return the sentence in the reader's language."""
        return tr(self.says, **self.facts)


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """An article of the other tool; tags name it by ``key``."""

    key: str
    source: Source


@dataclass(frozen=True, slots=True)
class ForeignCoder:
    """A coder of the other tool."""

    key: str
    name: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A code of the other tool's codebook, whether any tag bears it or not."""

    name: str
    definition: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ForeignActor:
    """A value that the other tool keeps a list of; ``variable`` is what it may be a value of."""

    variable: str
    name: str
    type: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedValue:
    """What a tag says beyond its code: the person, the concept, the certainty.

    ``span`` is where the text names it, when the other tool says so.
    """

    name: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ForeignTag:
    """A stretch of an article that somebody marked.

    ``pieces`` are code points of the article's text, in reading order, without overlap.
    """

    key: str
    document: str
    coder: str
    code: str
    pieces: tuple[Span, ...]
    values: tuple[NamedValue, ...] = ()
    note: str = ""
    made_at: str = ""

    def __post_init__(self) -> None:
        if not self.pieces:
            raise SpanError(start="?", end="?")


@dataclass(frozen=True, slots=True)
class Tie:
    """One tag refers to another."""

    source: str
    target: str
    kind: str
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that was read from one project of another tool."""

    tool: Tool
    documents: tuple[ForeignDocument, ...] = ()
    coders: tuple[ForeignCoder, ...] = ()
    codes: tuple[ForeignCode, ...] = ()
    actors: tuple[ForeignActor, ...] = ()
    tags: tuple[ForeignTag, ...] = ()
    ties: tuple[Tie, ...] = ()
    losses: tuple[Loss, ...] = ()


def tidy(pieces: list[Span]) -> tuple[Span, ...]:
    """Return ``pieces`` in reading order, those that touch or overlap as one."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        if joined and piece.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return tuple(joined)
