"""Read plain text, also a news archive's download that was saved as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.exchange.decoding import decode
from annotator.exchange.job import printable
from annotator.exchange.news_exports import read_export
from annotator.exchange.read_text import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.exchange.job import Job


def read_plain(job: Job) -> Iterator[Source]:
    """Read one article, or every article of an export.

    Raises:
        AnnotatorError: as `read_text.read_text` does.
    """
    decoded = decode(job.name, job.raw, job.options.encoding or None)
    text = printable(decoded.text).replace("\r\n", "\n").replace("\r", "\n")
    if articles := list(read_export(job, "text", text)):
        yield from articles
        return
    yield article_of(job.name, job.raw, decoded)
