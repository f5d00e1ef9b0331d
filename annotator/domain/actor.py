"""Who speaks or is spoken of, under which names, and where they are named."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.domain.ids import ActorId, ArticleId, CoderId, MentionId
    from annotator.domain.span import Span

MentionKind = Literal["name", "title_name", "nominal", "group", "pronoun"]
MENTION_KINDS: tuple[MentionKind, ...] = ("name", "title_name", "nominal", "group", "pronoun")
ARTICLE_AUTHOR = "[article author]"  # the reporter's own voice, as the codebook writes it


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, office, organisation or group that acts in the articles."""

    id: ActorId
    name: str
    type: str = "unknown"
    country: str = ""
    note: str = ""
    external_id: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an actor is named."""

    id: MentionId
    article: ArticleId
    span: Span
    actor: ActorId
    coder: CoderId
    kind: MentionKind = "name"


def folded(name: str) -> str:
    """Return ``name`` as it is compared: accents, case and spacing do not count.

    Marks of scripts that need them (Khmer vowels, say) stay: only marks that combine
    with Latin, Greek and Cyrillic letters are accents.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    kept = (char for char in decomposed if not "\u0300" <= char <= "\u036f")
    return " ".join("".join(kept).casefold().replace("\u2019", "'").split())
