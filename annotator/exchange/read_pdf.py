"""Read the text of a PDF: paragraphs whole again, without running heads and page numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import EmptyTextError, LockedFileError, ScanError
from annotator.exchange import limits
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.news_exports import read_export
from annotator.exchange.page_lines import PageLine, paragraphs, without_running
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.exchange.job import Job

_LOCKED = 4  # pdfium's number for a password that is missing
_INVISIBLE = 3  # the render mode of text that is not drawn
_LOOKED_AT = 50  # pages that are searched for invisible text
_OBJECTS = 2000  # of a page
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]")
_UNREADABLE_SHARE = 0.01
_JUNK_TITLE = re.compile(
    r"microsoft word|untitled|sans titre|\.(?:docx?|indd|pdf|qxd|rtf|odt|pub|xlsx?)\b"
    r"|^\W*\d*\W*$|^https?:",
    re.IGNORECASE,
)
_TOO_MANY = N_("it has {count} pages; the limit is {limit}")


def read_pdf(job: Job) -> Iterator[Source]:
    """Read a PDF with a text layer.

    Raises:
        ScanError: its pages hold pictures only.
        LockedFileError: it asks for a password.
        BeyondLimitError: it has too many pages.
        BrokenFileError: it is no PDF that can be opened.
    """
    document = _opened(job)
    try:
        count = len(document)
        limits.refuse_beyond(job.name, count, limits.PAGES, _TOO_MANY)
        pages, pictures = _read_pages(job, document, count)
        title = _title(document)
    finally:
        document.close()
    if not any(line.words for page in pages for line in page):
        if pictures or not count:
            raise ScanError(path=job.name, pages=count)
        raise EmptyTextError(path=job.name)
    kept, dropped = without_running(pages)
    job.count(N_("Running heads, feet and page numbers left out: {count}"), dropped)
    text = paragraphs(kept)
    if len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * len(text):
        job.note("some of its letters cannot be read: its fonts do not say what they mean")
    if articles := list(read_export(job, "pdf", text)):
        yield from articles
        return
    yield assemble(job, "pdf", text, Known(title=title, weak=True))


def _opened(job: Job) -> Any:  # noqa: ANN401 - the library has no types
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(job.raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _LOCKED or "assword" in str(error):
            raise LockedFileError(path=job.name) from error
        raise job.broken("PDF") from error


def _read_pages(job: Job, document: Any, count: int) -> tuple[list[list[PageLine]], int]:  # noqa: ANN401
    """The lines of each page, and how many pages hold pictures."""
    import pypdfium2

    pages: list[list[PageLine]] = []
    pictures = size = 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            job.count(N_("Damaged pages left out: {count}"))
            pages.append([])
            continue
        if number < _LOOKED_AT:
            pictures += _look(job, page)
        lines = _lines(page)
        page.close()
        pages.append(lines)
        size += sum(len(line.words) for line in lines)
        if size > limits.TEXT_LENGTH:
            break  # `assemble` refuses it with the number
    return pages, pictures


def _look(job: Job, page: Any) -> bool:  # noqa: ANN401 - the library has no types
    """Count letters that are not drawn; return whether the page holds pictures."""
    from itertools import islice

    import pypdfium2.raw as pdfium

    pictures = False
    hidden = 0
    for one in islice(page.get_objects(max_depth=2), _OBJECTS):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        elif one.type == pdfium.FPDF_PAGEOBJ_TEXT:
            hidden += pdfium.FPDFTextObj_GetTextRenderMode(one) == _INVISIBLE
    if hidden and pictures:
        job.note("text was recognised in pictures of pages (OCR): compare quotations with them")
    else:
        job.count(
            N_("Pieces of text that are not visible on the page, but were read: {count}"), hidden
        )
    return pictures


def _lines(page: Any) -> list[PageLine]:  # noqa: ANN401 - the library has no types
    """The lines of a page with their places, in the order of the file."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    known = text_page.count_chars() == len(text)
    height = page.get_height()
    lines: list[PageLine] = []
    at = 0
    for piece in text.split("\n"):
        words = piece.rstrip("\r")
        stripped = words.strip()
        if stripped:
            first = at + len(words) - len(words.lstrip())
            last = first + len(stripped) - 1
            lines.append(_line(text_page, stripped, first, last, height, known=known))
        at += len(piece) + 1
    text_page.close()
    return lines


def _line(  # noqa: PLR0913 - what a line is made of
    text_page: Any,  # noqa: ANN401 - the library has no types
    words: str,
    first: int,
    last: int,
    height: float,
    *,
    known: bool,
) -> PageLine:
    if not known or not height:
        return PageLine(words)
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    _, last_bottom, right, _ = text_page.get_charbox(last, loose=True)
    return PageLine(
        words=words,
        left=left,
        right=right,
        bottom=min(bottom, last_bottom),
        size=top - bottom,
        depth=1 - bottom / height,
    )


def _title(document: Any) -> str:  # noqa: ANN401 - the library has no types
    """The title that the file bears, unless it is a file's name or a program's word."""
    title = " ".join(document.get_metadata_dict().get("Title", "").split())
    return "" if len(title) < 8 or _JUNK_TITLE.search(title) else title
