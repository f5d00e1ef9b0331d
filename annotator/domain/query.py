"""What a search for articles asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.domain.article import State

Order = Literal["added", "newest", "oldest", "title", "suggestions", "random", "relevance"]
ORDERS: tuple[Order, ...] = (
    "added", "newest", "oldest", "title", "suggestions", "random", "relevance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase that the text holds; see ``domain.search_words``.

    Attributes:
        tokens: at least one.
        begins: whether the last word in the text may go on.
        title: whether only the title counts, not the text.
    """

    tokens: tuple[str, ...]
    begins: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words and phrases with no more than ``within`` other words between first and last."""

    parts: tuple[Words, ...]
    within: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of an article: a field and its value, both as typed."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class All:
    """Each of the parts must hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts must hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Condition


Condition = Words | Near | Fact | All | Either | Not


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Every condition must hold; an empty query finds all articles.

    ``words`` must each stand in the title or the text, upper and lower case alike; one
    that holds neither letter nor digit asks for nothing. What cannot be said by the
    plain fields is in ``also``.
    """

    state: State | None = None
    outlet: str | None = None
    language: str | None = None
    month: str | None = None  # "2025-03", "" for articles without a date
    type: str | None = None  # articles with a statement of this type
    suggestions: bool = False  # articles with suggestions still to decide
    words: tuple[str, ...] = field(default=())
    also: tuple[Condition, ...] = field(default=())


def read_query(query: str, *, typing: bool = False) -> ArticleQuery:
    """Read what was typed: words, "words together", field:value, AND, OR, NOT, NEAR, ( ).

    Fields are ``state:todo``, ``outlet:"Delta Post"``, ``lang:en``, ``month:2025-03``,
    ``date:2024-01..2024-06``, ``type:denial``, ``actor:"Mira Talde"``, ``coder:Dara``,
    ``title:ban`` and ``has:suggestions``; ``ban*`` is the beginning of a word, and
    ``NEAR(ban radio, 5)`` has at most five words between the two. A field that is given
    twice asks for either value.

    Args:
        query: any text at all.
        typing: whether somebody is still typing: the last word may go on, and what is
            open is taken as if it were closed.

    Raises:
        BadQueryError: it cannot be understood; the error tells the place.
    """
    from annotator.domain.query_reading import read  # which needs the classes above

    return read(query, typing=typing)
