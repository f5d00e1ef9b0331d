"""Who says what about whom, where, and how sure the coder is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annotator.domain.errors import SpanError
from annotator.domain.span import Span

if TYPE_CHECKING:
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.ids import (
        ActorId,
        ArticleId,
        CoderId,
        LinkId,
        MentionId,
        StatementId,
        SuggestionId,
    )

Form = Literal["", "direct", "indirect", "mixed", "narrated"]
FORMS: tuple[Form, ...] = ("direct", "indirect", "mixed", "narrated")
Modality = Literal["", "actual", "planned", "proposed", "negated", "hypothetical"]
MODALITIES: tuple[Modality, ...] = ("actual", "planned", "proposed", "negated", "hypothetical")
Role = Literal["speaker", "target", "addressee", "beneficiary", "relay"]
ROLES: tuple[Role, ...] = ("speaker", "target", "addressee", "beneficiary", "relay")
StatementOrigin = Literal["manual", "accepted", "changed", "imported"]
Status = Literal["draft", "done", "disputed"]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role; *implied* when the statement's words do not name it."""

    role: Role
    actor: ActorId
    mention: MentionId | None = None

    @property
    def implied(self) -> bool:
        """Whether the statement does not name the actor."""
        return self.mention is None


@dataclass(frozen=True, slots=True)
class IssueTag:
    """What the statement is about; the first one is the primary issue."""

    key: str
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One coder's tag on one article.

    ``pieces`` are in reading order and do not overlap; most statements have one.
    ``suggestion`` names what the machine had proposed, when there was something.
    """

    id: StatementId
    article: ArticleId
    pieces: tuple[Span, ...]
    type: str
    coder: CoderId
    parties: tuple[Party, ...] = ()
    issues: tuple[IssueTag, ...] = ()
    form: Form = ""
    modality: Modality = ""
    channel: str = ""
    event_date: FuzzyDate | None = None
    place: str = ""
    confidence: float | None = None
    note: str = ""
    custom: dict[str, str] = field(default_factory=dict)
    status: Status = "draft"
    origin: StatementOrigin = "manual"
    suggestion: SuggestionId | None = None
    codebook_version: int = 1
    created_at: str = ""
    changed_at: str = ""

    def __post_init__(self) -> None:
        if not self.pieces:
            raise SpanError(start="?", end="?")
        for before, after in zip(self.pieces, self.pieces[1:], strict=False):
            if before.end > after.start:
                raise SpanError(start=after.start, end=after.end)

    @property
    def span(self) -> Span:
        """From the first piece's start to the last one's end."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    def in_role(self, role: Role) -> tuple[Party, ...]:
        """The parties that bear ``role``, in the coder's order."""
        return tuple(party for party in self.parties if party.role == role)

    @property
    def issue(self) -> str:
        """The primary issue's key, or nothing."""
        return self.issues[0].key if self.issues else ""


@dataclass(frozen=True, slots=True)
class Link:
    """One statement answers, repeats or builds on another."""

    id: LinkId
    source: StatementId  # the answer
    target: StatementId  # what it answers
    kind: str
    coder: CoderId
