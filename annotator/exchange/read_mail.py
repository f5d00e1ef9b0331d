"""Read saved mails (EML, mailboxes) and web pages that were saved as one file (MHTML)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.policy import default
from email.utils import parseaddr
from typing import TYPE_CHECKING

from annotator.domain.date_words import fuzzy
from annotator.domain.errors import EmptyTextError
from annotator.exchange import limits
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.decoding import Decoded, decode
from annotator.exchange.job import Job, Options, Part
from annotator.exchange.markup import html_tree, lines_of
from annotator.exchange.read_html import decode_page, read_page
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from annotator.domain.article import Source
    from annotator.domain.dates import FuzzyDate

_MESSAGE = re.compile(rb"(?:\A|\n\r?\n)From [^\r\n]{3,200}\r?\n(?=[\w-]+: ?)")
_STUB_SHARE = 2  # plain text this many times shorter than the page is a hint to open the page
_FAULTS = (MessageError, LookupError, ValueError, TypeError, AttributeError)
_TOO_MANY = N_("it holds {count} messages; the limit is {limit}")


def read_mhtml(job: Job) -> Iterator[Source]:
    """Read the page in a web archive file of a browser."""
    message = _message(job, "MHTML")
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise job.broken("MHTML")
    for part in message.walk():
        if part.get_content_maintype() in {"image", "audio", "video", "application"}:
            job.count(N_("Pictures, styles and scripts left out: {count}"))
    address = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    inner = _inner(job, page, url=str(address) if str(address).startswith("http") else "")
    yield from _as_part_of(job, inner, decode_page(inner))


def read_eml(job: Job) -> Iterator[Source]:
    """Read a mail: subject, sender and day, and its text or what its page shows."""
    message = _message(job, N_("a mail"))
    text, encoding = _mail_text(job, message)
    for part in message.walk():
        if part.get_content_disposition() == "attachment" or part.get_filename():
            job.count(N_("Attachments left out: {count}"))
    name, address = parseaddr(_header(message, "From"))
    known = Known(
        origin="message",
        title=_header(message, "Subject"),
        author=name or address,
        published=_day(message),
        url=_header(message, "Archived-At").strip("<>"),
    )
    if not text.strip():
        raise EmptyTextError(path=job.name)
    yield assemble(job, "mail", text, known, encoding=encoding)


def unpack_mbox(job: Job) -> Iterator[Part]:
    """Return the messages of a mailbox, numbered in their order."""
    starts = [found.end() for found in _MESSAGE.finditer(job.raw)]
    limits.refuse_beyond(job.name, len(starts), limits.MEMBERS, _TOO_MANY)
    begins = [found.start() for found in _MESSAGE.finditer(job.raw)]
    for number, (start, stop) in enumerate(
        zip(starts, [*begins[1:], len(job.raw)], strict=True), start=1
    ):
        raw = re.sub(rb"(?m)^>(>*From )", rb"\1", job.raw[start:stop])
        yield Part(f"{job.name}/{number:04}.eml", raw)


def _message(job: Job, kind: str) -> EmailMessage:
    try:
        return message_from_bytes(job.raw, policy=default)
    except _FAULTS as error:
        raise job.broken(kind) from error


def _mail_text(job: Job, message: EmailMessage) -> tuple[str, str]:
    """The mail's words: its plain text, or its page's where the plain text is a stub."""
    plain, encoding = "", ""
    page = ""
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and not plain:
            inner = _inner(job, part)
            decoded = _decoded(inner)
            plain, encoding = decoded.text, decoded.encoding
        elif kind == "text/html" and not page:
            inner = _inner(job, part)
            decoded = decode_page(inner) if inner.raw.strip() else Decoded("", "")
            root = html_tree(decoded.text)
            page = "" if root is None else lines_of(root)
            encoding = encoding or decoded.encoding
    return (page if len(page) > _STUB_SHARE * len(plain) else plain), encoding


def _decoded(inner: Job) -> Decoded:
    if inner.options.charset:
        try:
            return Decoded(inner.raw.decode(inner.options.charset), inner.options.charset.lower())
        except (LookupError, ValueError):
            pass
    return decode(inner.name, inner.raw, inner.options.encoding or None)


def _inner(job: Job, part: EmailMessage, url: str = "") -> Job:
    """A part of the message as a file of its own, with the charset that it declares."""
    try:
        raw = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
    except _FAULTS as error:
        raise job.broken(N_("a mail")) from error
    declared = job.options.encoding or charset
    options = Options(charset=declared, url=url or job.options.url)
    return Job(job.name, raw if isinstance(raw, bytes) else b"", options, job.notes, job.left_out)


def _as_part_of(job: Job, inner: Job, decoded: Decoded) -> Iterator[Source]:
    """Read the page, but keep the whole file as the original."""
    page = Job(job.name, job.raw, inner.options, job.notes, job.left_out)
    yield from read_page(page, "mhtml", decoded)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except _FAULTS:  # a header that the library cannot take apart
        return ""


def _day(message: EmailMessage) -> FuzzyDate | None:
    """The day on which the mail was sent, where the sender was."""
    try:
        sent = message["Date"].datetime
        return fuzzy(sent.year, sent.month, sent.day)
    except _FAULTS:
        return None
