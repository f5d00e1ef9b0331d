"""Read the text of an electronic book (EPUB) in the order of its pages."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from annotator.domain.date_words import dates_in
from annotator.domain.errors import AnnotatorError, EmptyTextError
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.decoding import decode
from annotator.exchange.markup import html_tree, lines_of, xml_tree
from annotator.exchange.zipsafe import SafeZip, climbs
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.exchange.job import Job

_KIND = "EPUB"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})


def read_epub(job: Job) -> Iterator[Source]:
    """Read a book as one article.

    Raises:
        AnnotatorError: it is broken, beyond the limits, or without text.
    """
    archive = SafeZip(job, _KIND)
    container = xml_tree(job, _KIND, archive.read("META-INF/container.xml"))
    root = next(container.iter(_CONTAINER), None)
    package_name = root.get("full-path", "") if root is not None else ""
    package = xml_tree(job, _KIND, archive.read(package_name))
    chapters = []
    for name in _spine(package, posixpath.dirname(package_name)):
        try:
            page = html_tree(decode(name, archive.read(name)).text)
        except AnnotatorError:
            if archive.has(name):
                raise
            job.count(N_("Missing pages: {count}"))
            continue
        if page is not None and (words := lines_of(page)):
            chapters.append(words)
    if not chapters:
        raise EmptyTextError(path=job.name)
    written = dates_in(_said(package, "date")[:40].replace("T", " "))
    known = Known(
        title=_said(package, "title"),
        author=_said(package, "creator"),
        outlet=_said(package, "publisher"),
        published=written[0].date if written else None,
        language=_said(package, "language"),
        weak=True,
    )
    yield assemble(job, "epub", "\n\n".join(chapters), known)


def _spine(package: Any, folder: str) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """The names of the pages, in reading order."""
    pages = {
        item.get("id"): item.get("href", "")
        for item in package.iter(f"{_OPF}item")
        if item.get("media-type") in _PAGES
    }
    for entry in package.iter(f"{_OPF}itemref"):
        href = pages.get(entry.get("idref"))
        if href:
            name = posixpath.normpath(posixpath.join(folder, unquote(href)))
            if not climbs(name):
                yield name


def _said(package: Any, what: str) -> str:  # noqa: ANN401 - lxml has no types
    return " ".join((package.findtext(f".//{_DC}{what}") or "").split())
