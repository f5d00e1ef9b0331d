"""Read the text of a Word document (DOCX) as it stands with all changes accepted."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from annotator.domain.errors import EmptyTextError
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.markup import check_xml, xml_tree
from annotator.exchange.news_exports import read_export
from annotator.exchange.zipsafe import SafeZip
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.exchange.job import Job

_KIND = "DOCX"
_BODY = "word/document.xml"
_READ = (_BODY, "word/styles.xml", "word/numbering.xml", "word/comments.xml", "word/footnotes.xml")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HIDDEN = (  # what the reader leaves out, and what Word would not show
    (re.compile(rb"<w:del[ >]"), N_("Deletions, still marked as changes, left out: {count}")),
    (re.compile(rb"<w:commentReference[ />]"), N_("Comments left out: {count}")),
    (
        re.compile(rb"<w:(?:foot|end)noteReference[ />]"),
        N_("Footnotes and endnotes left out: {count}"),
    ),
    (re.compile(rb"<(?:pic:pic|v:imagedata)[ >]"), N_("Pictures left out: {count}")),
)
_VANISHED = re.compile(rb'<w:vanish(?:/>| w:val="(?:1|true|on)")')
_MANY_EMPTY = re.compile(r"\n{3,}")


def read_docx(job: Job) -> Iterator[Source]:
    """Read a Word document, or the articles of a news archive's download.

    Raises:
        AnnotatorError: it is broken, beyond the limits, or without text.
    """
    archive = SafeZip(job, _KIND)
    archive.check_all()
    names = set(archive.names())
    for name in names:
        if name in _READ or name.endswith(".rels"):
            check_xml(job, _KIND, archive.read(name))
    text = _text(job)
    if _BODY in names:
        _count_hidden(job, archive.read(_BODY))
    if not text.strip():
        raise EmptyTextError(path=job.name)
    if articles := list(read_export(job, "docx", text)):
        yield from articles
        return
    title = _title(job, archive.read("docProps/core.xml")) if "docProps/core.xml" in names else ""
    yield assemble(job, "docx", text, Known(title=title, weak=True))


def _text(job: Job) -> str:
    import mammoth

    try:
        value = mammoth.extract_raw_text(io.BytesIO(job.raw)).value
    except (KeyError, OSError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise job.broken(_KIND) from error
    return _MANY_EMPTY.sub("\n\n", value).strip("\n")


def _count_hidden(job: Job, body: bytes) -> None:
    for shape, sentence in _HIDDEN:
        job.count(sentence, len(shape.findall(body)))
    if many := len(_VANISHED.findall(body)):
        job.count(N_("Pieces of hidden text that were read with the rest: {count}"), many)


def _title(job: Job, core: bytes) -> str:
    title = xml_tree(job, _KIND, core).findtext(f".//{_TITLE}") or ""
    return title if len(title.strip()) > 8 else ""
