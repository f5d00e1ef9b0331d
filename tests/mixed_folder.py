"""A folder as researchers keep them: three hundred files of all kinds, some of them bad.

Each file bears what becomes of it in ``Made``, so that a report can be held against it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import struct
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests import foreign_projects as tools
from tests.exchange import made

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ("harbour", "market", "river", "border", "station", "council", "valley", "airport")
FILES = 300
BAD = 20


@dataclass
class Made:
    """What lies in the folder, by the name that a report gives it."""

    articles: dict[str, int] = field(default_factory=dict)  # good files: how many articles
    bad: dict[str, str] = field(default_factory=dict)  # a word that the reason must hold
    copies: set[str] = field(default_factory=set)
    ignored: set[str] = field(default_factory=set)
    statements: int = 0


def report(number, many=9):
    """The lines of an article of its own; ASCII, so that every format can hold it."""
    place = PLACES[number % len(PLACES)]
    lines = [
        f"Officials at {place} {number} ordered newsroom {number * 7} to close on Monday.",
        f"Editor {number} denied that story {number * 13} had named the wrong person.",
    ]
    lines += [
        f"Paragraph {n} of report {number}: witness {number * n + 3} told reporters that the"
        f" inquiry at {place} {n * 11} had begun before letter {number + n * 17} was sent."
        for n in range(1, many)
    ]
    return lines


def text(number):
    return "\n\n".join([f"Report {number} from the {PLACES[number % 8]} desk", *report(number)])


def html(number):
    return made.page(report(number), head=made.META, title=f"Case {number} goes to court").encode()


def pdf(number):
    lines = [line[at : at + 80] for line in report(number) for at in range(0, len(line), 80)]
    return made.pdf([made.pdf_lines([f"Case {number}", "", *lines])])


def table(numbers, delimiter=","):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["headline", "fulltext", "newspaper", "date"])
    for number in numbers:
        body = "\n".join(report(number))
        writer.writerow([f"Row {number}", body, "Delta Post", f"2025-03-{number % 28 + 1:02}"])
    return out.getvalue().encode()


def json_lines(numbers):
    rows = ({"title": f"Line {n}", "body": "\n".join(report(n)), "outlet": "Wire"} for n in numbers)
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


# Kinds of which several lie in the folder: ending, how many, and how one is made.
MANY = (
    ("txt", 90, lambda n: text(n).encode()),
    ("md", 10, lambda n: text(n).encode("utf-8-sig").replace(b"\n", b"\r\n")),
    ("html", 50, html),
    ("htm", 10, html),
    ("mhtml", 10, lambda n: made.mhtml(html(n).decode(), f"https://daily.example/{n}")),
    ("eml", 14, lambda n: made.mail("\n\n".join(report(n)), subject=f"Mail {n}")),
    ("pdf", 30, pdf),
    ("docx", 20, lambda n: made.docx([f"Case {n}", *report(n)])),
    ("odt", 10, lambda n: made.odt([f"Case {n}", *report(n)])),
    ("rtf", 12, lambda n: made.rtf([f"Case {n}", *report(n)])),
    ("epub", 4, lambda n: made.epub([report(n)], title=f"Case {n}")),
)


def mixed_folder(folder: Path) -> Made:
    """Fill ``folder`` with three hundred files, twenty of them broken or hostile."""
    told = Made()
    number = 0
    for ending, many, make in MANY:
        for _ in range(many):
            number += 1
            sub = folder / ("saved pages" if "htm" in ending else "by hand" if number % 3 else ".")
            put(told, sub / f"{number:03}-{PLACES[number % 8]}.{ending}", make(number))
    _several(told, folder, number + 1)
    _projects(told, folder)
    _copies(told, folder)
    _bad(told, folder)
    _beside(told, folder)
    return told


def put(told, path, content, articles=1):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    told.articles[path.name] = articles


def _several(told, folder, first):
    """Files that hold several articles, or several files."""
    at = iter(range(first, first + 1000))

    def take(many):
        return [next(at) for _ in range(many)]

    put(told, folder / "dump.csv", table(take(12)), 12)
    put(told, folder / "dump.tsv", table(take(5), "\t"), 5)
    put(told, folder / "semicolons.csv", table(take(4), ";"), 4)
    put(told, folder / "lines.jsonl", json_lines(take(9)), 9)
    rows = [["title", "text"], *[[f"Cell {n}", " ".join(report(n))] for n in take(6)]]
    put(told, folder / "sheet.xlsx", made.xlsx(rows), 6)
    pages = [(f"https://daily.example/{n}", html(n)) for n in take(5)]
    put(told, folder / "crawl.warc.gz", made.warc(pages), 5)
    told.articles.pop("crawl.warc.gz")
    members = {f"in/{n}.html": html(n) for n in take(3)} | {"in/note.txt": text(next(at))}
    put(told, folder / "pages.zip", made.zipped(members | {"in/logo.png": b"\x89PNG"}), 4)
    told.articles.pop("pages.zip")
    for name, encoding in (("old.txt", "cp1252"), ("wide.txt", "utf-16")):
        raw = (text(next(at)) + "\n\nThe “café” — so the editor’s note — reopened.").encode(
            encoding
        )
        put(told, folder / name, raw)


def _projects(told, folder):
    """Projects of other tools, with a denial each."""
    for name in ("dna", "qdpx", "brat", "xmi", "doccano", "studio"):
        words = f"The {name} ministry denied report {len(name) * 31} about the harbour fund."
        body = f"Denials in the {name} file 👩🏽‍💻\n\n{words} It said no more."
        start, end = body.index(words), body.index(words) + len(words)
        told.statements += 1
        if name == "dna":
            units = tools.utf16(body[:start]), tools.utf16(body[:end])
            path = tools.write_dna(folder / "study.dna", body, [(*units, {"person": "Min"})])
        elif name == "qdpx":
            path = tools.write_qdpx(folder / "study.qdpx", body, [(start, end)])
        elif name == "brat":
            path = tools.write_brat(folder / "brat", body, [f"T1\tDenial {start} {end}\t{words}"])
        elif name == "xmi":
            units = tools.utf16(body[:start]), tools.utf16(body[:end])
            facts = {"begin": units[0], "end": units[1], "value": "denial"}
            path = folder / "inception" / "study.xmi"
            path.parent.mkdir()
            path.write_bytes(tools.cas_xmi(body, [("custom:Statement", facts)]))
            (path.parent / "TypeSystem.xml").write_text(tools.TYPES, encoding="utf-8")
            told.ignored.add("TypeSystem.xml")
        elif name == "doccano":
            row = {"id": 1, "text": body, "label": [[start, end, "denial"]]}
            path = tools.write_lines(folder / "doccano.jsonl", row)
        else:
            task = tools.label_task(body, [tools.label_region("a", start, end, words, "denial")])
            path = folder / "studio.json"
            path.write_text(json.dumps([task]), encoding="utf-8")
        told.articles[path.name] = 1


def _copies(told, folder):
    """The same texts once more, in other clothes."""
    for name, raw in (
        ("copy-1.txt", text(1).encode("utf-16")),
        ("copy-2.txt", text(2).replace("\n", "\r\n").encode()),
    ):
        (folder / "zz copies").mkdir(exist_ok=True)
        (folder / "zz copies" / name).write_bytes(raw)
        told.copies.add(name)


def _bad(told, folder):
    """Twenty files that are broken or mean harm; each with a word of the reason."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    document = f'<?xml version="1.0"?>{bomb}]><w:document xmlns:w="{made.W}">&h;</w:document>'
    locked = bytearray(made.zipped({"a.txt": "x"}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    form = b"/X1 Do " * 40
    draws_itself = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 6 0 R>>>>/Length %d"
        b">>stream\n%s\nendstream" % (len(form), form)
    )
    deep = made.zipped({"good.txt": "deep"})
    for depth in range(3):
        deep = made.zipped({f"{depth}.zip": deep})
    files = {
        "empty.txt": (b" \n\n", "no text"),
        "nothing.html": (b"", "no text"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        "program.md": (b"\x7fELF" + bytes(300), "program"),
        "noise.txt": (bytes((n * 37 + n * n) % 256 for n in range(6000)), "writing"),
        "cut.pdf": (pdf(900)[:400], "PDF"),
        "scan.pdf": (made.pdf([b"q 100 0 0 100 0 0 cm /I1 Do Q"]), "scan"),
        "draws-itself.pdf": (made.pdf([form], more=[draws_itself]), "given up"),
        "cut.docx": (made.docx(report(901))[:300], "read as"),
        "entities.docx": (
            made.zipped({"[Content_Types].xml": "<x/>", "word/document.xml": document}),
            "read as",
        ),
        "explodes.zip": (zeros("a.txt", 60_000_000), "200 times"),
        "explodes.docx": (zeros("word/document.xml", 60_000_000), "200 times"),
        "locked.zip": (bytes(locked), "password"),
        "deep.zip": (deep, "deep"),
        "many.zip": (
            made.zipped({f"{n}": "" for n in range(10_001)}, zipfile.ZIP_STORED),
            "10,001",
        ),
        "no-columns.csv": (b"a,b\n1,2\n3,4\n", "text"),
        "broken.jsonl": (b'{"title": "x", "text": "unfinished\n', "JSON"),
        "cut.xlsx": (made.xlsx([["text"], ["x"]])[:500], "spreadsheet"),
        "cut.warc.gz": (made.warc([("https://a.example/", b"<html>")])[:40], "read as"),
        "broken.dna": (b"SQLite format 3\x00" + struct.pack("<500I", *range(500)), "DNA"),
    }
    assert len(files) == BAD
    for name, (raw, word) in files.items():
        (folder / name).write_bytes(raw)
        told.bad[name] = word


def _beside(told, folder):
    """What lies in every folder and is no article."""
    for name in (".DS_Store", "Thumbs.db", "logo.png", "style.css"):
        (folder / name).write_bytes(b"x")
        told.ignored.add(name)
    if hasattr(os, "symlink"):
        (folder / "round").symlink_to(folder, target_is_directory=True)
        told.ignored.add("round")


def zeros(name, size):
    """A ZIP archive in which one member unpacks to so many zeros."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(size // 1_000_000):
            member.write(bytes(1_000_000))
    return out.getvalue()
