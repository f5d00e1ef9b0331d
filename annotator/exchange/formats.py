"""The kinds of files that can be brought in, and which kind a file is: its bytes decide."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from annotator.domain.errors import UnknownFormatError
from annotator.exchange import limits, read_tables
from annotator.exchange.read_docx import read_docx
from annotator.exchange.read_epub import read_epub
from annotator.exchange.read_html import read_html
from annotator.exchange.read_mail import read_eml, read_mhtml, unpack_mbox
from annotator.exchange.read_odt import read_odt
from annotator.exchange.read_pdf import read_pdf
from annotator.exchange.read_plain import read_plain
from annotator.exchange.read_rtf import read_rtf
from annotator.exchange.read_tables import read_delimited, read_json, read_sheet
from annotator.exchange.read_warc import unpack_wacz, unpack_warc
from annotator.exchange.read_zip import unpack_gzip, unpack_zip
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annotator.domain.article import Source
    from annotator.exchange.job import Job, Part
    from annotator.exchange.mapping import Preview

_HEAD = 8192  # bytes that are looked at
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADERS = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}")
_MAIL = re.compile(rb"^(?:from|received|mime-version|message-id|return-path):", re.I | re.M)
_PAGE_IN_MAIL = re.compile(
    rb"^(?:snapshot-content-location:|content-type:\s*multipart/related)", re.I | re.M
)
_MAILBOX = re.compile(rb"From [^\r\n]{3,200}\r?\n[\w-]+: ?")
_OBJECT = re.compile(rb"\s*\{\s*\"")
_LIST = re.compile(rb"\s*\[\s*\{")
_TOO_LARGE = N_("it has {count} bytes; the limit for this kind of file is {limit}")


def _nothing(_: Job) -> Iterable[Source]:
    """Read nothing: archives are unpacked."""
    return ()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how people call it, how its name ends, how it is read or unpacked."""

    key: str
    label: str
    suffixes: tuple[str, ...]
    read: Callable[[Job], Iterable[Source]] = _nothing
    unpack: Callable[[Job], Iterable[Part]] | None = None
    preview: Callable[[Job], Preview] | None = None


FORMATS: tuple[Format, ...] = (
    Format("text", N_("Plain text"), (".txt", ".text", ".md"), read_plain),
    Format("html", N_("Web page"), (".html", ".htm", ".xhtml"), read_html),
    Format("mhtml", N_("Web page in one file"), (".mhtml", ".mht"), read_mhtml),
    Format("mail", N_("Mail"), (".eml",), read_eml),
    Format("pdf", N_("PDF"), (".pdf",), read_pdf),
    Format("docx", N_("Word document"), (".docx", ".docm", ".dotx"), read_docx),
    Format("odt", N_("OpenDocument text"), (".odt", ".ott"), read_odt),
    Format("rtf", N_("Rich text"), (".rtf",), read_rtf),
    Format("epub", N_("Electronic book"), (".epub",), read_epub),
    Format(
        "table",
        N_("Table (CSV, TSV)"),
        (".csv", ".tsv", ".tab"),
        read_delimited,
        preview=read_tables.preview_delimited,
    ),
    Format(
        "sheet",
        N_("Spreadsheet"),
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        read_sheet,
        preview=read_tables.preview_sheet,
    ),
    Format(
        "json",
        N_("JSON lines"),
        (".jsonl", ".ndjson", ".json"),
        read_json,
        preview=read_tables.preview_json,
    ),
    Format("warc", N_("Web archive"), (".warc", ".warc.gz"), unpack=unpack_warc),
    Format("wacz", N_("Web archive collection"), (".wacz",), unpack=unpack_wacz),
    Format("mbox", N_("Mailbox"), (".mbox", ".mbx"), unpack=unpack_mbox),
    Format("zip", N_("ZIP archive"), (".zip",), unpack=unpack_zip),
    Format("gzip", N_("gzip archive"), (".gz",), unpack=unpack_gzip),
)
BY_KEY = {one.key: one for one in FORMATS}
CONTAINERS = frozenset(one.key for one in FORMATS if one.unpack)
TABLES = frozenset(one.key for one in FORMATS if one.preview)
SUFFIXES = frozenset(suffix for one in FORMATS for suffix in one.suffixes)
_BIG = CONTAINERS | TABLES


def detect(name: str, raw: bytes) -> Format:
    """Return what kind of file ``raw`` is: by its bytes, then by its name, else plain text."""
    head = raw[:_HEAD]
    by_name = _by_suffix(name)
    key = _by_magic(head, raw, by_name) or _by_words(head, by_name)
    return BY_KEY[key or by_name or "text"]


def by_name(name: str) -> Format | None:
    """Return what kind of file bears such a name, or None."""
    return BY_KEY.get(_by_suffix(name))


def found(job: Job) -> Format:
    """Return the kind of file that the person says it is, else what `detect` tells."""
    return BY_KEY.get(job.options.format) or detect(job.name, job.raw)


def check_size(job: Job, kind: Format) -> None:
    """Do nothing for a file within the limit of its kind.

    Raises:
        BeyondLimitError: it is larger.
    """
    limit = limits.CONTAINER_BYTES if kind.key in _BIG else limits.FILE_BYTES
    limits.refuse_beyond(job.name, len(job.raw), limit, _TOO_LARGE)


def preview(job: Job) -> Preview:
    """Return the first rows of a table and which column would become what.

    Raises:
        UnknownFormatError: it is no table.
        AnnotatorError: it cannot be read.
    """
    kind = found(job)
    if kind.preview is None:
        raise UnknownFormatError(format=kind.key, known=", ".join(sorted(TABLES)))
    check_size(job, kind)
    return kind.preview(job)


def _by_suffix(name: str) -> str:
    lower = PurePath(name).name.lower()
    fitting = [
        (len(suffix), one.key)
        for one in FORMATS
        for suffix in one.suffixes
        if lower.endswith(suffix)
    ]
    return max(fitting)[1] if fitting else ""


def _by_magic(head: bytes, raw: bytes, by_name: str) -> str:
    """What the first bytes tell for certain."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(raw, by_name)
    if head.startswith(b"\x1f\x8b"):
        return "warc" if by_name == "warc" or _unpacked_head(head).startswith(b"WARC/") else "gzip"
    if head.startswith(_OFFICE):
        return "sheet" if by_name == "sheet" else "text"  # which says that it is an old document
    begins = ((b"WARC/", "warc"), (b"{\\rtf", "rtf"))
    certain = next((key for magic, key in begins if head.startswith(magic)), "")
    return certain or ("pdf" if b"%PDF-" in head[:1024] else "")


def _by_words(head: bytes, by_name: str) -> str:
    """What the first words tell."""
    bare = head.replace(b"\x00", b"")  # UTF-16 looks like ASCII between NULs
    bare = bare.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _HTML.match(bare):
        return "html"
    if _MAILBOX.match(bare):
        return "mbox"
    if _HEADERS.match(bare) and _MAIL.search(bare):
        return "mhtml" if by_name == "mhtml" or _PAGE_IN_MAIL.search(bare) else "mail"
    if _OBJECT.match(bare) or _LIST.match(bare):
        return "json"
    return "" if by_name in {"html", "mhtml", "mail", "table", "json", "text"} else "text"


def _kind_of_zip(raw: bytes, by_name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        zipped = {"docx", "odt", "epub", "sheet", "wacz"}
        return by_name if by_name in zipped else "zip"
    told = {
        "docx": any(name.startswith("word/") for name in names),
        "sheet": any(name.startswith("xl/") for name in names) or kind.endswith(b"spreadsheet"),
        "odt": kind.startswith(b"application/vnd.oasis.opendocument.text"),
        "epub": kind.startswith(b"application/epub") or "META-INF/container.xml" in names,
        "wacz": any(name.startswith("archive/") and ".warc" in name for name in names),
    }
    return next((key for key, fits in told.items() if fits), "zip")


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""
