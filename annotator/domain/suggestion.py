"""A proposal of the machine as the project keeps it, and what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.domain.ids import SuggestionId

if TYPE_CHECKING:
    from annotator.domain.highlights import Proposal
    from annotator.domain.ids import ArticleId, CoderId, StatementId

Fate = Literal["open", "accepted", "changed", "rejected"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed statement in an article, with the name and version of its producer."""

    id: SuggestionId
    article: ArticleId
    proposal: Proposal
    producer: str
    fate: Fate = "open"
    statement: StatementId | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one coder decided about one suggestion."""

    id: str  # made of suggestion and coder, so there is one for each pair
    suggestion: SuggestionId
    article: ArticleId
    coder: CoderId
    fate: Fate
    statement: StatementId | None = None


def suggestion_id(fingerprint: str, producer: str, proposal: Proposal) -> SuggestionId:
    """Return an id that depends on nothing but the text, the producer and the place.

    So two desks that highlight the same article speak of the same suggestion.
    """
    span = proposal.span
    content = f"{fingerprint} {producer} {span.start}:{span.end} {proposal.rule} {proposal.type}"
    return SuggestionId(hashlib.sha256(content.encode()).hexdigest()[:32])
