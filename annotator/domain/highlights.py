"""What the machine sees in a text; never data until a person accepts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.domain.actor import MentionKind
    from annotator.domain.article import Zone
    from annotator.domain.span import Span
    from annotator.domain.statement import Form

Tier = Literal["A", "B", "C"]  # how far the rule that fired can be trusted, A most


@dataclass(frozen=True, slots=True)
class ActorMark:
    """A place where somebody is named.

    ``actor`` is the name under which the article's marks are merged ("Hun Sen" for
    "Mr. Hun Sen"); ``actor_type`` is a key of the codebook.
    """

    span: Span
    text: str
    actor: str
    actor_type: str = "unknown"
    kind: MentionKind = "name"
    label: str = ""  # PERSON, ORG, LOC or NORP, as evaluation sets count them


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that are given to somebody: who, by which cue, what."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    tier: Tier
    rule: str
    speaker: str | None = None  # canonical name, also where the source is a pronoun


@dataclass(frozen=True, slots=True)
class PartyMark:
    """A proposed speaker or target: canonical name, and where the words name it."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed statement.

    ``types`` are ranked, best first, each with a share between 0 and 1. ``reason`` is
    a sentence for people; ``rule`` names the rule for statistics and learning.
    """

    span: Span
    types: tuple[tuple[str, float], ...]
    form: Form
    tier: Tier
    score: float
    reason: str
    rule: str
    speaker: PartyMark | None = None
    targets: tuple[PartyMark, ...] = ()

    @property
    def type(self) -> str:
        """The likeliest type's key."""
        return self.types[0][0]


@dataclass(frozen=True, slots=True)
class Highlights:
    """Everything that the machine proposes for one text, each list in reading order."""

    language: str
    zones: tuple[Zone, ...] = ()
    actors: tuple[ActorMark, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    proposals: tuple[Proposal, ...] = ()
