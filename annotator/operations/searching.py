"""Search the articles: a page of what is found, with the words in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.errors import NoSearchError
from annotator.domain.ids import SavedSearchId
from annotator.domain.matching import Matcher, Snippet, snippet
from annotator.domain.query import read_query
from annotator.domain.saved_search import SavedSearch
from annotator.support.clock import new_id, now
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.query import ArticleQuery, Order
    from annotator.domain.span import Span
    from annotator.store.articles import QueueRow
    from annotator.store.counts import Count
    from annotator.store.project import Project

COUNTING = 0.25  # seconds that a count may take while somebody waits


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that was found, and where.

    Attributes:
        title_marks: what was found in the title, in code points of it.
        spans: what was found in the text, in code points of it, in their order.
        snippet: the stretch that shows most of them; None when no words were asked for.
    """

    row: QueueRow
    title_marks: tuple[Span, ...]
    spans: tuple[Span, ...]
    snippet: Snippet | None


class Search:
    """One search, read page by page.

    Args:
        query: what is asked for.
        seed: which order of chance, for "random".
    """

    def __init__(
        self, project: Project, query: ArticleQuery, order: Order = "added", seed: int = 0
    ) -> None:
        self.query = query
        self.found = project.articles.found(project.coder.id, query, order, seed)
        self._project = project
        self._matcher = Matcher(query)

    def page(self, start: int, size: int, seconds: float = 60.0) -> list[SearchHit]:
        """Return up to ``size`` articles from place ``start`` on, looking for ``seconds``.

        Fewer do not mean the end: ``found.finished`` does.
        """
        missing = start + size - len(self.found)
        if missing > 0:
            self.found.read(missing, seconds)
        numbers = self.found[start : start + size]
        rows = self._project.articles.queue_rows(self._project.coder.id, numbers)
        return [self._hit(row) for row in rows]

    def count(self, seconds: float = COUNTING) -> Count:
        """Return how many are found: exactly, or how many at least."""
        counts = self._project.articles.counts
        return counts.count(self._project.coder.id, self.query, seconds)

    def _hit(self, row: QueueRow) -> SearchHit:
        titles = tuple(self._matcher.title_spans(row.title))
        if not self._matcher:
            return SearchHit(row, titles, (), None)
        text = self._project.articles.text(row.id)
        spans = self._matcher.spans(text)
        return SearchHit(row, titles, tuple(spans), snippet(text, spans))


def search(project: Project, typed: str, order: Order = "added", seed: int = 0) -> Search:
    """Return the search for what was typed.

    Raises:
        BadQueryError: it cannot be understood.
    """
    return Search(project, read_query(typed), order, seed)


def keep_search(project: Project, name: str, typed: str, order: Order = "added") -> SavedSearch:
    """Keep a search under ``name``, in place of the one that has the name already.

    Raises:
        BadQueryError: what was typed cannot be understood.
    """
    read_query(typed)
    name = " ".join(name.split()) or typed.strip()
    known = next((one for one in project.searches.all() if one.name == name), None)
    kept = SavedSearch(
        known.id if known else SavedSearchId(new_id()), name, typed.strip(), order, now()
    )
    with project.step(tr("Keep search “{name}”", name=name)) as step:
        project.searches.put(step, kept)
    return kept


def forget_search(project: Project, name: str) -> None:
    """Forget the search that is kept under ``name``.

    Raises:
        NoSearchError: there is none.
    """
    known = [one for one in project.searches.all() if name in (one.name, one.id)]
    if not known:
        names = ", ".join(one.name for one in project.searches.all())
        raise NoSearchError(name=name, known=names or "-")
    with project.step(tr("Forget search “{name}”", name=known[0].name)) as step:
        project.searches.drop(step, known[0].id)
