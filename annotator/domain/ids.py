"""The kinds of identifier, so that none is taken for another."""

from __future__ import annotations

from typing import NewType

ArticleId = NewType("ArticleId", str)
ActorId = NewType("ActorId", str)
CoderId = NewType("CoderId", str)
LinkId = NewType("LinkId", str)
MentionId = NewType("MentionId", str)
SavedSearchId = NewType("SavedSearchId", str)
StatementId = NewType("StatementId", str)
StepId = NewType("StepId", str)
SuggestionId = NewType("SuggestionId", str)
