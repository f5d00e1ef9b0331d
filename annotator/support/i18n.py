"""Every sentence for people passes here, so that it can be said in their language."""

from __future__ import annotations

import gettext
from functools import lru_cache

from annotator.support.paths import resource

DOMAIN = "annotator"


@lru_cache(maxsize=1)
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, str(resource("locale")), fallback=True)


def N_(template: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark ``template`` for translators without translating it yet."""
    return template


def tr(template: str, **facts: object) -> str:
    """Return ``template`` in the reader's language, with ``facts`` put in by name.

    >>> tr("Import {count} articles", count=3)
    'Import 3 articles'
    """
    said = _catalogue().gettext(template)
    return said.format(**facts) if facts else said


def tr_n(one: str, many: str, count: int, **facts: object) -> str:
    """Return ``one`` or ``many``, whichever the reader's language uses for ``count``."""
    return _catalogue().ngettext(one, many, count).format(count=count, **facts)
