"""Archives are taken apart in memory, into documents that know where they lay."""

from __future__ import annotations

import gzip

import pytest

from annotator.domain.errors import BrokenFileError
from annotator.exchange import formats
from annotator.exchange.job import Job
from tests.exchange import made
from tests.exchange.made import REPORT, page

PAGES = [(f"https://daily.example/news/{n}", page(REPORT[:3]).encode()) for n in range(3)]


def unpack(name, raw):
    job = Job(name, raw)
    return list(formats.detect(name, raw).unpack(job)), job.all_notes()


def test_documents_of_a_zip_come_by_name_and_the_rest_is_counted():
    raw = made.zipped(
        {
            "b/two.txt": "2",
            "a/one.html": "1",
            "a/one_files/style.css": "",
            "__MACOSX/._one": "",
            "ខ្មែរ.txt": "3",
        }
    )
    parts, notes = unpack("x.zip", raw)
    assert [part.name for part in parts] == [
        "x.zip/a/one.html",
        "x.zip/b/two.txt",
        "x.zip/ខ្មែរ.txt",
    ]
    assert notes == ("Pictures, styles and other files without text left out: 2",)


@pytest.mark.parametrize(
    "name",
    ["../up.txt", "a/../../up.txt", "/etc/passwd", "..\\up.txt", "C:\\up.txt", "\\\\host\\x"],
)
def test_a_member_that_climbs_out_is_refused_and_named(name):
    parts, notes = unpack("x.zip", made.zipped({name: "evil", "good.txt": "good"}))
    assert [part.name for part in parts] == ["x.zip/good.txt"]
    assert "leads out of the archive" in notes[0]


def test_a_packed_file_is_unpacked_under_its_own_name():
    parts, _ = unpack("news.csv.gz", gzip.compress(b"text\nSome words.\n"))
    assert [(part.name, part.raw) for part in parts] == [("news.csv", b"text\nSome words.\n")]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_web_archive_know_their_address(packed):
    parts, notes = unpack("crawl.warc", made.warc(PAGES, packed=packed))
    assert [(part.url, part.raw) for part in parts] == PAGES
    assert {part.charset for part in parts} == {"utf-8"}
    assert parts[0].name == "crawl.warc/00001 daily.example news 0"
    assert notes == ()


def test_answers_that_are_no_pages_are_counted():
    raw = made.warc(PAGES[:1]) + made.warc(
        [("https://a.example/p.png", b"\x89PNG")], kind="image/png"
    )
    parts, notes = unpack("crawl.warc.gz", raw)
    assert len(parts) == 1
    assert not [note for note in notes if "damaged" in note]


def test_a_damaged_web_archive_gives_what_can_still_be_read():
    whole = made.warc(PAGES)
    parts, notes = unpack("crawl.warc.gz", whole[:-60])
    assert [part.url for part in parts][:2] == [url for url, _ in PAGES[:2]]
    assert any("damaged" in note for note in notes)
    with pytest.raises(BrokenFileError):
        unpack("crawl.warc.gz", whole[:40])


def test_a_collection_gives_the_pages_of_its_archives():
    raw = made.zipped(
        {
            "datapackage.json": "{}",
            "archive/data.warc.gz": made.warc(PAGES),
            "pages/pages.jsonl": "",
        }
    )
    parts, _ = unpack("site.wacz", raw)
    assert [part.url for part in parts] == [url for url, _ in PAGES]


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
@pytest.mark.parametrize("name", ["x.zip", "x.txt.gz", "x.wacz"])
def test_an_archive_that_is_cut_off_is_named(name, share):
    whole = {
        "x.zip": made.zipped({"a.txt": "\n".join(REPORT)}),
        "x.txt.gz": gzip.compress("\n".join(REPORT).encode()),
        "x.wacz": made.zipped({"archive/d.warc.gz": made.warc(PAGES)}),
    }[name]
    with pytest.raises(BrokenFileError):
        unpack(name, whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    ("name", "raw", "key"),
    [
        ("a", made.docx(["x"]), "docx"),
        ("a.zip", made.docx(["x"]), "docx"),
        ("a.docx", made.zipped({"a.txt": "x"}), "zip"),
        ("a", made.xlsx([["a"]]), "sheet"),
        ("a", made.odt(["x"]), "odt"),
        ("a", made.epub([["x"]]), "epub"),
        ("a", made.pdf([b""]), "pdf"),
        ("a.doc", made.rtf(["x"]), "rtf"),
        ("a.doc", page(REPORT).encode(), "html"),
        ("a.xls", b"<html><body>x", "html"),
        ("a", page(REPORT).encode("utf-16"), "html"),
        ("a", made.mhtml("<p>x</p>", "https://a.example"), "mhtml"),
        ("a.txt", made.mail("x"), "mail"),
        ("a", b"From a@b Mon\n" + made.mail("x"), "mbox"),
        ("a", made.warc(PAGES), "warc"),
        ("a.warc", made.warc(PAGES, packed=False), "warc"),
        ("a.gz", gzip.compress(b"x", mtime=0), "gzip"),
        ("a.jsonl", b'{"text": "x"}', "json"),
        ("a.csv", b"text,date\nx,y\n", "table"),
        ("a.csv", b"From,To: x\n", "table"),
        ("a.txt", "\n".join(REPORT).encode(), "text"),
        ("a.txt", b"Title: a note\nDate: today\n\nwords", "text"),
        ("a.pdf", b"plain words under a wrong name", "text"),
        ("a.html", b"words without any tag", "html"),
        ("", b"", "text"),
    ],
)
def test_the_bytes_say_what_a_file_is_before_its_name_does(name, raw, key):
    assert formats.detect(name, raw).key == key
