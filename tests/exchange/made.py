"""Documents of every kind, made from lines of text: what the readers are tried on."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage
from html import escape

from annotator.exchange import formats
from annotator.exchange.job import Job, Options

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
DC = "http://purl.org/dc/elements/1.1/"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

# One report in plain sentences, with what is lost most easily: curly quotes, a dash, Khmer,
# Arabic, an emoji beyond U+FFFF, a no-break space, a combining mark.
REPORT = (
    (
        "The Information Ministry revoked the licence of Mekong Voice on Monday, calling its"
        " reports “a threat to order” — a charge its editor denies."
    ),
    (
        "“We printed what the court’s own clerk told us,” editor Sok Dara said outside the"
        " building, adding that the paper would appeal before 5\u00a0May."
    ),
    "ក្រសួងព័ត៌មានបានប្រកាសដកហូតអាជ្ញាប័ណ្ណ។ អ្នកនាំពាក្យបានបដិសេធការចោទប្រកាន់។",
    "وقالت سلمى حداد إن الحظر ظالم، ونفت الوزارة ذلك يوم الاثنين.",
    "A reader at the Cafe\u0301 posted 👩🏽‍💻 and 🇰🇭 below the last story.",
    (
        "Journalists’ unions accused the police of seizing two laptops and a phone during the"
        " search of the newsroom, which officers described as routine."
    ),
)
TITLE = "Ministry revokes licence of Mekong Voice"
DATE = "2025-03-10"


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(lines, *, body: str | None = None, title: str = "", extra=None) -> bytes:
    paragraphs = body if body is not None else "".join(map(docx_paragraph, lines))
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName'
        '="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body>'
        "</w:document>",
    }
    if title:
        members["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}"><dc:title>{escape(title)}'
            "</dc:title></cp:coreProperties>"
        )
    return zipped(members | (extra or {}))


def docx_paragraph(line: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'


def odt(lines, *, body: str | None = None, title: str = "") -> bytes:
    paragraphs = (
        body if body is not None else "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}">'
            f"<office:body><office:text>{paragraphs}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f'<office:document-meta xmlns:office="{OFFICE}" xmlns:dc="{DC}">'
            f"<office:meta><dc:title>{escape(title)}</dc:title></office:meta></office:document-meta>",
        }
    )


def rtf(lines, *, title: str = "") -> bytes:
    info = f"{{\\info{{\\title {_rtf_text(title)}}}}}" if title else ""
    body = "\\par\n".join(map(_rtf_text, lines))
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{info}\n{body}\\par}}".encode("ascii")


def _rtf_text(line: str) -> str:
    pieces = []
    for char in line:
        if char in "\\{}":
            pieces.append("\\" + char)
        elif char < "\x80":
            pieces.append(char)
        else:
            units = char.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little", signed=True)
                pieces.append(f"\\u{unit}?")
    return "".join(pieces)


def epub(chapters: list[list[str]], *, title: str = "", creator: str = "", date: str = "") -> bytes:
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="{DC}"><metadata>'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        f"<dc:date>{date}</dc:date></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>",
    }
    # Files lie in another order than they are read in.
    for n, lines in reversed(list(enumerate(chapters))):
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        members[f"OPS/text/c {n}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
            f"<title>c{n}</title></head><body>{body}</body></html>"
        )
    return zipped(members)


def xlsx(rows: list[list[str | int]], *, sheets: int = 1) -> bytes:
    def cell(value: str | int) -> str:
        if isinstance(value, int):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{rel}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        + "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in range(1, sheets + 1)
        )
        + "</Relationships>",
    }
    for n in range(1, sheets + 1):
        members[f"xl/worksheets/s{n}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>'
        )
    return zipped(members)


def page(lines, *, head: str = "", around: str = "", lang: str = "en", title: str = TITLE) -> str:
    """A news page with navigation, an article and a foot."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)} |'
        f" Mekong Daily</title>{head}</head><body><nav><ul><li><a href='/'>Home</a></li><li>"
        f"<a href='/politics'>Politics</a></li></ul></nav><main><article><h1>{escape(title)}</h1>"
        f"{body}</article></main>{around}<footer><p>Copyright Mekong Daily. All rights reserved."
        "</p></footer></body></html>"
    )


META = (
    f'<meta property="og:title" content="{TITLE}">'
    '<meta property="og:site_name" content="Mekong Daily">'
    '<meta name="author" content="Chan Sophea">'
    f'<meta property="article:published_time" content="{DATE}T08:00:00+07:00">'
    '<link rel="canonical" href="https://daily.example/politics/licence">'
)


def mhtml(html: str, url: str) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = url
    message["Subject"] = "a page"
    message["MIME-Version"] = "1.0"
    message.set_content(html, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<a@b>")
    return message.as_bytes()


def mail(plain: str, *, html: str = "", subject: str = TITLE) -> bytes:
    message = EmailMessage()
    message["From"] = "Chan Sophea <sophea@desk.example>"
    message["To"] = "editors@desk.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 10 Mar 2025 08:00:00 +0700"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def pdf(pages: list[bytes], *, title: str = "", more: list[bytes] | None = None) -> bytes:
    """A PDF of content streams; ``more`` objects are numbered from 6."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(" + title.encode("cp1252") + b")>>",
        (
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace"
            b"/DeviceGray/Length 1>>stream\n\x00\nendstream"
        ),
        *(more or []),
    ]
    kids = []
    for content in pages:
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font"
            b"<</F1 3 0 R>>/XObject<</I1 5 0 R/X1 6 0 R>>>>>>" % len(objects)
        )
        kids.append(len(objects))
    listed = " ".join(f"{kid} 0 R" for kid in kids).encode()
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), listed)
    return pdf_of(objects)


def pdf_of(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
    )


def pdf_lines(lines, *, x: int = 72, y: int = 760, leading: int = 14, mode: int = 0) -> bytes:
    """A content stream that writes lines; one that is empty leaves a gap."""
    out = b"BT /F1 11 Tf %d Tr %d TL 1 0 0 1 %d %d Tm\n" % (mode, leading, x, y)
    for line in lines:
        text = line.encode("cp1252").replace(b"\\", b"\\\\")
        out += b"(" + text.replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*\n"
    return out + b"ET\n"


def warc(pages: list[tuple[str, bytes]], *, packed: bool = True, kind: str = "text/html") -> bytes:
    """A web archive with one answer of status 200 for each address."""
    out = b""
    for number, (url, body) in enumerate(pages):
        http = (
            b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"; charset=utf-8\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body)
        ) + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2025-04-01T00:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        record = head + http + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def read(name: str, raw: bytes, **options):
    """Read a document here, without the reading process: its articles and the remarks."""
    job = Job(name, raw, Options(**options))
    found = formats.detect(name, raw)
    formats.check_size(job, found)
    return list(found.read(job)), job.all_notes()


def read_one(name: str, raw: bytes, **options):
    (source,), _ = read(name, raw, **options)
    return source
