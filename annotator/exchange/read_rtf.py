"""Read the text of a rich text document (RTF)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.domain.errors import EmptyTextError
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.job import printable
from annotator.exchange.news_exports import read_export
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.exchange.job import Job

_TITLE = re.compile(r"\{\\info[^{}]*(?:\{[^{}]*\}[^{}]*)*?\{\\title ([^{}]{8,300})\}")
_HIDDEN = (
    (re.compile(r"\\pict(?![a-z])"), N_("Pictures left out: {count}")),
    (re.compile(r"\\(?:annotation|atnid)(?![a-z])"), N_("Comments left out: {count}")),
    (
        re.compile(r"\\deleted(?![a-z0-9])"),
        N_("Deletions, still marked as changes, that were read: {count}"),
    ),
    (
        re.compile(r"\\v(?![a-z0-9])"),
        N_("Pieces of hidden text that were read with the rest: {count}"),
    ),
)
_MANY_EMPTY = re.compile(r"\n{3,}")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def read_rtf(job: Job) -> Iterator[Source]:
    """Read a rich text document, or the articles of a news archive's download.

    Raises:
        BrokenFileError: it cannot be read.
        EmptyTextError: it holds no text.
    """
    written = job.raw.decode("latin-1")
    try:
        text = _plain(written, job.options.encoding or "cp1252")
    except (ValueError, LookupError, AttributeError, OverflowError) as error:
        raise job.broken("RTF") from error
    # Beyond U+FFFF, RTF writes two halves.
    text = _PAIRS.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    text = _MANY_EMPTY.sub("\n\n", text).strip("\n")
    if not text.strip():
        raise EmptyTextError(path=job.name)
    for shape, sentence in _HIDDEN:
        job.count(sentence, len(shape.findall(written)))
    if articles := list(read_export(job, "rtf", text)):
        yield from articles
        return
    found = _TITLE.search(written[:20_000])
    title = _plain("{\\rtf1 " + found[1] + "}", "cp1252") if found else ""
    yield assemble(job, "rtf", text, Known(title=printable(title), weak=True))


def _plain(written: str, encoding: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(written, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]
