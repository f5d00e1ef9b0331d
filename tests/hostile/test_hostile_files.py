"""Files that attack their readers are refused or read harmlessly, and cost nothing else.

Nothing here may end in anything but an article or an error that a person understands,
and none may try to go out: the reading process says in a remark if one does.
"""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib

import pytest

from annotator.domain.errors import (
    AnnotatorError,
    BeyondLimitError,
    BrokenFileError,
    EmptyTextError,
    GivenUpError,
    LockedFileError,
)
from annotator.exchange.isolation import Workshop
from tests.exchange import made
from tests.exchange.made import REPORT, page

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE_DTD = '<!DOCTYPE x SYSTEM "http://dtd.example/x.dtd">'


def one(workshop, name, raw):
    """The only reading of a file that is no archive, or the archive's own."""
    readings = list(workshop.read(name, raw))
    for reading in readings:
        assert not any("go out" in note for note in reading.notes)
        assert reading.error is None or isinstance(reading.error, AnnotatorError)
        assert reading.error is None or reading.error.for_people()
    return readings[-1]


def all_is_well(workshop):
    """Whether the next file is read as if nothing had been."""
    return one(workshop, "good.txt", "\n".join(REPORT).encode()).sources != ()


def zeros(name: str, size: int) -> bytes:
    """A ZIP archive in which one member unpacks to so many zeros, written without them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        block = bytes(1_000_000)
        for _ in range(size // len(block)):
            member.write(block)
    return out.getvalue()


def test_an_archive_that_explodes_is_refused_with_the_number(workshop):
    for name, member in (("x.zip", "a.txt"), ("x.docx", "word/document.xml")):
        reading = one(workshop, name, zeros(member, 60_000_000))
        assert isinstance(reading.error, BeyondLimitError)
        assert "200 times" in reading.error.for_people()
    assert all_is_well(workshop)


def test_an_archive_that_lies_about_its_sizes_is_caught(workshop):
    raw = bytearray(zeros("a.txt", 30_000_000))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)  # "ten bytes"
    assert isinstance(one(workshop, "x.zip", bytes(raw)).error, BeyondLimitError | BrokenFileError)


def test_members_that_share_their_bytes_are_all_counted(workshop):
    raw = zeros("a.txt", 9_000_000)
    start = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    entry = raw[start:end]
    end_record = bytearray(raw[end:])
    end_record[8:12] = struct.pack("<HH", 100, 100)
    end_record[12:16] = struct.pack("<I", len(entry) * 100)
    reading = one(workshop, "x.zip", raw[:start] + entry * 100 + bytes(end_record))
    assert isinstance(reading.error, BeyondLimitError | BrokenFileError)


def test_too_many_members_are_refused(workshop):
    raw = made.zipped({f"{n}.txt": "" for n in range(10_001)}, zipfile.ZIP_STORED)
    assert "10,001 files" in one(workshop, "x.zip", raw).error.for_people()


def test_archives_nest_two_deep_and_no_deeper(workshop):
    raw = made.zipped({"good.txt": REPORT[0]})
    for depth in (1, 2, 3):
        readings = list(workshop.read("x.zip", raw))
        assert bool(readings[0].sources) == (depth <= 2)
        raw = made.zipped({f"{depth}.zip": raw})
    assert "3 deep" in readings[-1].error.for_people()


def test_nested_archives_are_counted_together(workshop):
    inner = made.zipped({"a.txt": bytes(150_000_00)}, zipfile.ZIP_DEFLATED)
    readings = list(workshop.read("x.zip", made.zipped({f"{n}.zip": inner for n in range(16)})))
    assert any(isinstance(reading.error, BeyondLimitError) for reading in readings)
    assert all(not reading.sources for reading in readings)


def test_a_gzip_or_web_archive_that_explodes_is_refused(workshop):
    squeezed = gzip.compress(bytes(60_000_000))
    assert isinstance(one(workshop, "x.txt.gz", squeezed).error, BeyondLimitError)
    body = b"<html>" + bytes(15_000_000)
    raw = made.warc([(f"https://a.example/{n}", body) for n in range(20)])
    assert isinstance(one(workshop, "x.warc.gz", raw).error, BeyondLimitError)
    assert all_is_well(workshop)


def test_a_locked_archive_says_so(workshop):
    raw = bytearray(made.zipped({"a.txt": "x"}, zipfile.ZIP_STORED))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert isinstance(one(workshop, "x.zip", bytes(raw)).error, LockedFileError)


def test_a_link_in_an_archive_is_not_followed(workshop):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", REPORT[0])
    readings = list(workshop.read("x.zip", out.getvalue()))
    assert [reading.name for reading in readings] == ["x.zip/good.txt"]


@pytest.mark.parametrize("declared", [BOMB + "]>", XXE, REMOTE_DTD], ids=["bomb", "file", "remote"])
def test_xml_with_entities_is_refused(workshop, declared):
    used = "&i;" if declared.startswith(BOMB) else "&e;" if "SYSTEM" in declared else ""
    body = f"<w:p><w:r><w:t>{used}</w:t></w:r></w:p>"
    xml = f'<w:document xmlns:w="{made.W}"><w:body>{body}</w:body></w:document>'
    word = made.docx([], extra={"word/document.xml": declared + xml})
    office = made.zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": declared + f'<o:x xmlns:o="{made.OFFICE}"><o:text>{used}</o:text></o:x>',
        }
    )
    book = made.zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": declared + f"<container>{used}</container>",
        }
    )
    for name, raw in (("x.docx", word), ("x.odt", office), ("x.epub", book)):
        reading = one(workshop, name, raw)
        assert isinstance(reading.error, BrokenFileError), name
        assert "entities" in reading.error.for_people()


def test_entities_in_another_encoding_are_seen_too(workshop):
    xml = f'{XXE}<w:document xmlns:w="{made.W}"><w:body/></w:document>'
    coded = ('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16")
    reading = one(workshop, "x.docx", made.docx([], extra={"word/document.xml": coded}))
    assert isinstance(reading.error, BrokenFileError)


def test_entities_in_a_page_reach_no_file(workshop):
    html = XXE.replace("x [", "html [") + page([*REPORT, "&e; and &lol9;"])
    reading = one(workshop, "x.html", html.encode())
    assert reading.sources
    assert "root:" not in reading.sources[0].text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + REPORT[0],
        "<table><tr><td>" * 5_000 + REPORT[0],
        "<p>" + "<b><i>" * 50_000 + REPORT[0],
        "<a " + "x='y' " * 100_000 + f">{REPORT[0]}</a>",
        page(REPORT) + "<!--" * 10_000,
        "<svg><style><![CDATA[" * 100 + REPORT[0],
        page(REPORT, head="<base href='file:///etc/'><link rel=stylesheet href=//spy.example/s>"),
        page(REPORT, head='<meta http-equiv="refresh" content="0;url=http://spy.example/">'),
        page(REPORT, head=f'<script type="application/ld+json">{"[" * 50_000}</script>'),
        "\x00<html>\x00" + page(REPORT),
        page([*REPORT, "\u202eevil\u202c \u200b\u2066 \ud83d".encode("utf-8", "replace").decode()]),
    ],
    ids=["divs", "tables", "inline", "attributes", "comments", "svg", "base", "refresh", "json",
         "nul", "bidi"],
)  # fmt: skip
def test_hostile_pages_give_their_text_or_an_error(workshop, html):
    reading = one(workshop, "x.html", html.encode())
    if "<svg><style>" in html:  # all of it is a style
        assert isinstance(reading.error, EmptyTextError)
    else:
        assert "Information Ministry" in reading.sources[0].text


def test_a_pdf_whose_form_draws_itself_costs_only_itself(workshop):
    form = b"/X1 Do " * 40
    more = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 6 0 R>>>>/Length %d"
        b">>stream\n%s\nendstream" % (len(form), form)
    ]
    with Workshop(seconds=3) as impatient:
        reading = one(impatient, "x.pdf", made.pdf([b"/X1 Do " * 40], more=more))
        assert isinstance(reading.error, GivenUpError)
        assert all_is_well(impatient)


def test_a_pdf_that_claims_millions_of_pages_is_refused(workshop):
    raw = made.pdf([made.pdf_lines(["x"])]).replace(b"/Count 1/", b"/Count 9/")
    kids = b"[" + b"7 0 R " * 2_500 + b"]"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2500/Kids" + kids + b">>",
        b"null", b"<<>>", b"null", b"null",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]  # fmt: skip
    assert one(workshop, "x.pdf", raw)
    assert "2,500 pages" in one(workshop, "x.pdf", made.pdf_of(objects)).error.for_people()


def test_a_pdf_stream_that_explodes_stays_within_memory(workshop):
    packed = zlib.compress(b"(a)Tj " * 4_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<<>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 6 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>"
        ),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    with Workshop(seconds=4) as impatient:
        reading = one(impatient, "x.pdf", made.pdf_of(objects))
        assert reading.sources or reading.error
        assert all_is_well(impatient)


def test_a_word_document_that_eats_memory_costs_only_itself(workshop):
    body = "<w:p><w:r><w:t/></w:r></w:p>" * 1_500_000
    noise = random.Random(1).randbytes(1_000_000)  # noqa: S311 - so that it is not refused for its ratio
    raw = made.docx([], body=body, extra={"word/media/x.bin": noise})
    with Workshop(seconds=3) as impatient:
        reading = one(impatient, "x.docx", raw)
        assert isinstance(reading.error, GivenUpError)
        assert all_is_well(impatient)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.rtf", b"{\\rtf1 " + b"{" * 200_000),
        ("x.rtf", b"{\\rtf1 \\bin999999999 x}"),
        ("x.rtf", b"{\\rtf1 \\u99999999999? \\'zz \\u-70000? x}"),
        ("x.eml", b"Subject: x\nFrom: a@b\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n"
         b"Content-Type: multipart/mixed; boundary=a\n\n" * 3_000),
        ("x.eml", b"From: " + b"(" * 50_000 + b"\nSubject: =?utf-8?b?" + b"=" * 999 + b"?=\n\nx"),
        ("x.eml", b"From: a@b\nDate: Mon, 99 Foo 99999 99:99:99\nMIME-Version: 1.0\n\nwords"),
        ("x.json", b"[" * 100_000),
        ("x.jsonl", b'{"text": ' + b"[" * 100_000 + b"}"),
        ("x.jsonl", b'{"text": "a", "n": ' + b"9" * 5_000 + b"}"),
        ("x.csv", b'text\n"' + b"never closed " * 300_000),
        ("x.csv", b"text\n" + b"a" * 2_500_000),
        ("x.csv", b"=cmd|'/c calc'!A0,text\n" * 3),
        ("x.warc", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n"),
        ("x.warc", b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\nx"),
        ("x.mbox", b"From a\nSubject: x\n" * 3),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)),
        ("x.txt", b"a" * 2_000_001),
        ("x.txt", bytes(1_000)),
        ("x.html", b"<html>" + b"x" * 20_000_001),
        ("\udcff\x00/../x.txt", b"words that are harmless"),
    ],
    ids=lambda value: value.replace("\x00", "") if isinstance(value, str) else "",
)  # fmt: skip
def test_the_worst_of_every_kind_ends_well(workshop, name, raw):
    name = name.encode("utf-8", "replace").decode()
    reading = one(workshop, name, raw)
    assert reading.sources or reading.error or reading.notes
    assert all_is_well(workshop)


@pytest.mark.parametrize("share", [0.05, 0.35, 0.65, 0.95])
def test_broken_files_of_every_kind_end_well(workshop, share):
    whole = {
        "x.docx": made.docx(REPORT),
        "x.odt": made.odt(REPORT),
        "x.epub": made.epub([list(REPORT)]),
        "x.xlsx": made.xlsx([["text"], list(REPORT)]),
        "x.pdf": made.pdf([made.pdf_lines(["Words on a page."])] * 3),
        "x.rtf": made.rtf(REPORT),
        "x.mhtml": made.mhtml(page(REPORT), "https://a.example"),
        "x.warc.gz": made.warc([("https://a.example", page(REPORT).encode())]),
        "x.zip": made.zipped({"a.html": page(REPORT)}),
    }
    for name, raw in whole.items():
        cut = raw[: int(len(raw) * share)]
        torn = bytearray(raw)
        for at in range(int(len(raw) * share), len(raw), 97):
            torn[at] ^= 0x55
        for broken in (cut, bytes(torn)):
            reading = one(workshop, name, broken)
            assert reading.sources or reading.error or reading.notes, name
    assert all_is_well(workshop)
