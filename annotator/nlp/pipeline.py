"""One text in, suggestions out: the components and their order.

Every step is a spaCy component with a factory of its own, so that a project may leave
one out or put a trained one in between. What the steps find for each other is kept in
``doc._.page`` and its neighbours.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from annotator.domain.highlights import Highlights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.article import Zone

VERSION = 1
LEXICONS = frozenset({"en"})


def producer(language: str = "en") -> str:
    """Return who makes the suggestions for texts of ``language``, with its version.

    Suggestions of another producer are stale. Asking loads nothing.
    """
    return f"rules-{language if language in LEXICONS else 'xx'} {VERSION}"


class Highlighter:
    """Highlights texts; spaCy is loaded with the first one. Calls may come from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()

    def highlight(
        self, text: str, *, language: str = "en", zones: Sequence[Zone] = ()
    ) -> Highlights:
        """Return what there is to see in ``text`` outside the zones that are dimmed."""
        from annotator.nlp.components import highlights_of, pipeline  # not needed to open a window
        from annotator.nlp.language import cut

        if not text.strip():
            return Highlights(language, tuple(zones))
        with self._lock:  # spaCy's vocabulary grows while it reads
            nlp = pipeline("en" if language in LEXICONS else "xx")
            doc = cut(nlp, text)
            doc._.zones = tuple(zones)
            return highlights_of(nlp(doc), language)


@lru_cache(maxsize=1)
def _shared() -> Highlighter:
    return Highlighter()


def highlight(text: str, *, language: str = "en", zones: Sequence[Zone] = ()) -> Highlights:
    """Highlight ``text`` with the shared highlighter."""
    return _shared().highlight(text, language=language, zones=zones)
