"""Find articles by their titles, and the places that name an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.domain.ids import ActorId, ArticleId
    from annotator.domain.span import Span
    from annotator.store.project import Project


def find_titles(project: Project, typed: str, limit: int) -> list[tuple[ArticleId, str, str]]:
    """Return articles whose titles hold every word of ``typed``: id, title and outlet.

    The first ``limit`` in the queue's order; none for nothing typed.
    """
    words = typed.split()
    return project.articles.titled(words, limit) if words else []


def next_place(
    project: Project, actor: ActorId, article: ArticleId | None, after: int
) -> tuple[ArticleId, Span] | None:
    """Return the next place where somebody marked that ``actor`` is named.

    Articles come in the queue's order, and after the last one the first comes again.

    ``article`` is where the reader is now (None: nowhere yet), and ``after`` the code point
    in it behind which the place must begin, -1 for anywhere in it.
    """
    number = project.articles.number(article) if article else None
    if number is not None:
        found = project.mentions.next(actor, number, after)
        if found:
            return found
    return project.mentions.next(actor, 0, -1)
