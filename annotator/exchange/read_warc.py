"""Take the pages out of web archives: WARC, packed or not, and WACZ."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from annotator.exchange import limits
from annotator.exchange.job import Job, Part, one_line
from annotator.exchange.zipsafe import SafeZip, check_unpacked
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_GONE = N_("Answers that are no page (pictures, scripts, errors, redirects) left out: {count}")
_TOO_LARGE = N_("Pages beyond the size of a document left out: {count}")
_TOO_MANY = N_("it holds {count} pages or more; the limit is {limit}")
_NAME_LENGTH = 120  # code points of an address that become a name


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered: ``body`` is unpacked, and empty where it is no page."""

    record: str
    url: str
    kind: str
    charset: str
    status: str
    body: bytes = b""
    size: int = 0  # that the server declared; 0 where it did not, or packed the page

    @property
    def is_page(self) -> bool:
        return self.status == "200" and self.kind in _HTML


def unpack_warc(job: Job) -> Iterator[Part]:
    """Return the pages in a web archive, each with its address.

    A damaged archive gives what one of two libraries can still read, and a remark.

    Raises:
        BrokenFileError: neither reads anything from it.
        BeyondLimitError: it unpacks to too much.
    """
    yield from _pages(job, [job.raw])


def unpack_wacz(job: Job) -> Iterator[Part]:
    """Return the pages of all web archives in a WACZ collection.

    Raises:
        AnnotatorError: it is broken or beyond the limits.
    """
    archive = SafeZip(job, "WACZ")
    inside = [name for name in archive.names() if name.lower().endswith((".warc", ".warc.gz"))]
    yield from _pages(job, (archive.read(name) for name in sorted(inside)))


def _pages(job: Job, archives: list[bytes] | Iterator[bytes]) -> Iterator[Part]:
    seen: set[str] = set()
    pages = unpacked = 0
    for raw in archives:
        for answer in _answers(job, raw, seen):
            unpacked += len(answer.body)
            check_unpacked(job, unpacked)
            if not answer.is_page:
                job.count(_GONE)
                continue
            if len(answer.body) > limits.FILE_BYTES:
                job.count(_TOO_LARGE)
                continue
            pages += 1
            limits.refuse_beyond(job.name, pages, limits.MEMBERS, _TOO_MANY)
            name = one_line(f"{job.name}/{pages:05} {_name(answer.url)}")
            yield Part(name, answer.body, answer.url, answer.charset)
    if not seen:
        raise job.broken("WARC")
    if not pages:
        job.note("it holds no pages")


def _answers(job: Job, raw: bytes, seen: set[str]) -> Iterator[_Answer]:
    """Every answer once, from the first library and, when it stops, what the second adds."""
    damaged = False
    for read in (_by_fastwarc, _by_warcio):
        whole = True
        try:
            for answer in read(raw):
                readable = bool(answer.body) or not answer.is_page
                whole = whole and readable and not 0 < len(answer.body) < answer.size
                if readable and answer.record not in seen:
                    seen.add(answer.record)
                    yield answer
        except _faults():
            whole = False
        if whole:
            return
        damaged = True
    if damaged:
        job.note("it is damaged or cut off: what can still be read of it was read")


def _faults() -> tuple[type[Exception], ...]:
    from warcio.exceptions import ArchiveLoadFailed

    common = (OSError, ValueError, EOFError, KeyError, AttributeError, RuntimeError, zlib.error)
    return (*common, ArchiveLoadFailed)


def _by_fastwarc(raw: bytes) -> Iterator[_Answer]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(
        io.BytesIO(raw), record_types=WarcRecordType.response, auto_decode="all"
    )
    for record in records:
        http = record.http_headers
        answer = _Answer(
            record=record.record_id or "",
            url=record.headers.get("WARC-Target-URI") or "",
            kind=(record.http_content_type or "").lower(),
            charset=record.http_charset or "",
            status=str(http.status_code) if http else "",
            size=_declared_size(http.get) if http else 0,
        )
        yield _with_body(answer, record.reader)


def _by_warcio(raw: bytes) -> Iterator[_Answer]:
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(raw)):
        if record.rec_type != "response" or not record.http_headers:
            continue
        kind, _, rest = record.http_headers.get_header("Content-Type", "").partition(";")
        _, _, charset = rest.lower().partition("charset=")
        answer = _Answer(
            record=record.rec_headers.get_header("WARC-Record-ID", ""),
            url=record.rec_headers.get_header("WARC-Target-URI", ""),
            kind=kind.strip().lower(),
            charset=charset.strip(" \"'"),
            status=record.http_headers.get_statuscode(),
            size=_declared_size(record.http_headers.get_header),
        )
        yield _with_body(answer, record.content_stream())


def _with_body(answer: _Answer, stream: _Readable) -> _Answer:
    if not answer.is_page:
        return answer
    return replace(answer, body=stream.read(limits.FILE_BYTES + 1) or b"")


def _declared_size(header: Callable[[str], str | None]) -> int:
    size = header("Content-Length") or ""
    packed = header("Content-Encoding") or header("Transfer-Encoding")
    return int(size) if size.isdecimal() and not packed else 0


def _name(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "page"
    path = unquote(parts.path).strip("/").replace("/", " ")
    return f"{parts.hostname or ''} {path}".strip()[:_NAME_LENGTH] or "page"
