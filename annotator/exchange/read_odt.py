"""Read the text of an OpenDocument text (ODT) as it stands with all changes accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.domain.errors import EmptyTextError, LockedFileError
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.markup import xml_tree
from annotator.exchange.news_exports import read_export
from annotator.exchange.zipsafe import SafeZip
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.exchange.job import Job

_KIND = "ODT"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_LEFT_OUT = {
    f"{_TEXT}tracked-changes": N_("Lists of deletions, still marked as changes, left out: {count}"),
    f"{_OFFICE}annotation": N_("Comments left out: {count}"),
    f"{_TEXT}note": N_("Footnotes and endnotes left out: {count}"),
    f"{_TEXT}hidden-text": N_("Pieces of hidden text left out: {count}"),
    f"{_TEXT}hidden-paragraph": N_("Pieces of hidden text left out: {count}"),
}
_MOST_SPACES = 1000


def read_odt(job: Job) -> Iterator[Source]:
    """Read an OpenDocument text, or the articles of a news archive's download.

    Raises:
        AnnotatorError: it is broken, locked, beyond the limits, or without text.
    """
    archive = SafeZip(job, _KIND)
    if archive.has("META-INF/manifest.xml") and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise LockedFileError(path=job.name)
    body = xml_tree(job, _KIND, archive.read("content.xml")).find(f".//{_OFFICE}text")
    if body is None:
        raise job.broken(_KIND)
    text = "\n\n".join(words for words in _paragraphs(job, body) if words.strip())
    if not text:
        raise EmptyTextError(path=job.name)
    if articles := list(read_export(job, "odt", text)):
        yield from articles
        return
    title = ""
    if archive.has("meta.xml"):
        title = (
            xml_tree(job, _KIND, archive.read("meta.xml")).findtext(f".//{_TITLE}") or ""
        ).strip()
    yield assemble(job, "odt", text, Known(title=title if len(title) > 8 else "", weak=True))


def _paragraphs(job: Job, body: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """The paragraphs in order; those inside text boxes and cells as their own."""
    from lxml import etree

    pieces: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = element.tag
        if event == "start":
            if not skipped and name in _LEFT_OUT:
                job.count(_LEFT_OUT[name])
            skipped += name in _LEFT_OUT
            if skipped:
                continue
            if name in _PARAGRAPHS:
                yield "".join(pieces)
                pieces = []
            pieces.append(_sign(element))
            pieces.append(element.text or "")
            continue
        skipped -= name in _LEFT_OUT
        if skipped:
            continue
        if name in _PARAGRAPHS:
            yield "".join(pieces)
            pieces = []
        elif element is not body:
            pieces.append(element.tail or "")
    yield "".join(pieces)


def _sign(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    if element.tag == f"{_TEXT}s":
        many = element.get(f"{_TEXT}c", "1")
        return " " * min(int(many) if many.isdecimal() else 1, _MOST_SPACES)
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(element.tag, "")
