"""Projects that are built to do harm, or are broken, are refused and touch nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import zipfile

import pytest

from annotator.domain.corpus import ForeignProjectError, UnknownToolError, UnsafeArchiveError
from annotator.domain.errors import (
    AnnotatorError,
    BeyondLimitError,
    BrokenFileError,
    CannotReadError,
)
from annotator.exchange.foreign.recognise import read_foreign
from annotator.exchange.foreign.sniffing import is_project_folder
from annotator.operations.importing_tags import read_tagged
from annotator.store.foreign_dna import read_dna_tables
from annotator.support.work import Silence
from tests.foreign_projects import (
    TYPES,
    cas_xmi,
    write_brat,
    write_dna,
    write_lines,
    write_qdpx,
    write_zip,
)

TEXT = "The ministry denied it."
BILLION = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<Project xmlns="urn:QDA-XML:project:1.0" name="&b;"/>'
)
ENDLESS = (
    "DROP TABLE CODERS; CREATE VIEW CODERS AS WITH RECURSIVE n(ID) AS"
    " (SELECT 1 UNION ALL SELECT ID + 1 FROM n) SELECT ID FROM n;"
)
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><Project name="x"/>'


def read(path):
    return read_foreign(path, Silence())


class TestADnaFile:
    @pytest.mark.parametrize(
        "sql",
        [
            "CREATE TRIGGER t AFTER INSERT ON DOCUMENTS BEGIN DELETE FROM CODERS; END;",
            "CREATE VIEW v AS SELECT * FROM DOCUMENTS;",
            ENDLESS,
            "CREATE VIRTUAL TABLE words USING fts5(word);",
        ],
    )
    def test_with_what_could_act_is_refused_and_stays_as_it_is(self, tmp_path, sql):
        path = write_dna(tmp_path / "s.dna", TEXT, [(0, 12, {})], more=sql)
        before = hashlib.sha256(path.read_bytes()).digest()
        with pytest.raises(ForeignProjectError):
            read_tagged(path)
        assert hashlib.sha256(path.read_bytes()).digest() == before
        assert [file.name for file in tmp_path.iterdir()] == ["s.dna"]

    def test_whose_pages_are_damaged_is_refused(self, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT * 500, [(0, 12, {})])
        raw = bytearray(path.read_bytes())
        raw[4096:9000] = b"\xff" * (9000 - 4096)
        path.write_bytes(raw)
        with pytest.raises(ForeignProjectError):
            read_tagged(path)

    def test_cut_off_in_the_middle_is_refused(self, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT * 500, [])
        path.write_bytes(path.read_bytes()[:5000])
        with pytest.raises(ForeignProjectError):
            read_tagged(path)

    def test_of_another_program_is_refused(self, tmp_path):
        with sqlite3.connect(tmp_path / "other.dna") as db:
            db.execute("CREATE TABLE history (url TEXT)")
        db.close()
        with pytest.raises(ForeignProjectError, match="lacks the tables"):
            read_tagged(tmp_path / "other.dna")

    def test_that_is_being_written_is_refused(self, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT, [])
        (tmp_path / "s.dna-journal").write_bytes(b"half")
        with pytest.raises(ForeignProjectError, match="another program"):
            read_tagged(path)

    def test_with_places_that_cannot_be_gives_losses(self, tmp_path):
        places = [(900, 901, {}), (5, 5, {}), (9, 3, {}), (-4, 3, {}), (2**62, 2**62 + 1, {})]
        corpus = read_tagged(write_dna(tmp_path / "s.dna", TEXT, places))
        assert corpus.tags == ()
        assert len([loss for loss in corpus.losses if "outside" in loss.for_people()]) == 5

    def test_gives_no_column_that_holds_passwords(self, tmp_path):
        tables = read_dna_tables(write_dna(tmp_path / "s.dna", TEXT, []))
        assert "Password" not in tables["CODERS"][0]


class TestAnArchive:
    @pytest.mark.parametrize(
        "name", ["../project.qde", "/project.qde", "a\\..\\..\\b.qde", "C:/x.qde"]
    )
    def test_whose_names_lead_out_is_refused(self, tmp_path, name):
        path = write_zip(tmp_path / "s.qdpx", {"project.qde": "<Project/>"})
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(zipfile.ZipInfo(name), "x")
        with pytest.raises(UnsafeArchiveError):
            read(path)

    def test_that_explodes_is_refused(self, tmp_path):
        path = write_zip(tmp_path / "s.qdpx", {"project.qde": b" " * 60_000_000})
        with pytest.raises(BeyondLimitError):
            read(path)

    def test_that_explodes_one_archive_deeper_is_refused(self, tmp_path):
        bomb = write_zip(tmp_path / "in.zip", {"a.xmi": b" " * 60_000_000}).read_bytes()
        path = write_zip(tmp_path / "p.zip", {"exportedproject.json": "{}", "a/b.zip": bomb})
        with pytest.raises(BeyondLimitError):
            read(path)

    def test_that_is_cut_off_is_refused(self, tmp_path):
        path = write_qdpx(tmp_path / "s.qdpx", TEXT, [(0, 3)])
        path.write_bytes(path.read_bytes()[:-40])
        with pytest.raises(BrokenFileError):
            read(path)

    def test_of_nothing_that_is_known_is_refused(self, tmp_path):
        with pytest.raises(UnknownToolError):
            read(write_zip(tmp_path / "holiday.zip", {"photo.jpg": b"\xff\xd8"}))


class TestXml:
    @pytest.mark.parametrize("xml", [BILLION, OUTSIDE, "<Project", "", "<other/>", "<a>" * 999])
    def test_of_a_qda_project_that_is_not_sound_is_refused(self, tmp_path, xml):
        with pytest.raises(ForeignProjectError):
            read(write_zip(tmp_path / "s.qdpx", {"project.qde": xml}))

    def test_that_is_nested_without_end_is_refused(self, tmp_path):
        xml = "<Project>" + "<a>" * 5000 + "</a>" * 5000 + "</Project>"
        with pytest.raises(ForeignProjectError, match="nested"):
            read(write_zip(tmp_path / "s.qdpx", {"project.qde": xml}))

    @pytest.mark.parametrize("part", ["dara.xmi", "TypeSystem.xml"])
    def test_of_inception_that_declares_entities_is_refused(self, tmp_path, part):
        files = {"dara.xmi": cas_xmi(TEXT, []), "TypeSystem.xml": TYPES.encode()}
        head, _, rest = files[part].partition(b"?>")
        files[part] = head + b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + rest
        with pytest.raises(ForeignProjectError, match="document type"):
            read(write_zip(tmp_path / "p.zip", files))

    def test_of_inception_that_does_not_fit_its_types_is_refused(self, tmp_path):
        marks = [("custom:Unheard", {"begin": 0, "end": 3})]
        files = {"dara.xmi": cas_xmi(TEXT, marks), "TypeSystem.xml": TYPES}
        with pytest.raises(ForeignProjectError, match="type system"):
            read(write_zip(tmp_path / "p.zip", files))

    def test_a_text_that_lies_elsewhere_on_the_disk_is_not_looked_for(self, tmp_path):
        secret = tmp_path / "secret.txt"
        secret.write_text("nobody reads this")
        source = f'<TextSource guid="9" name="S" plainTextPath="absolute://{secret}"/>'
        source += '<TextSource guid="8" name="T" plainTextPath="relative:///secret.txt"/>'
        corpus = read(write_qdpx(tmp_path / "s.qdpx", TEXT, [], source=source))
        assert len(corpus.documents) == 1
        assert {loss.place for loss in corpus.losses} >= {"S", "T"}


class TestJson:
    @pytest.mark.parametrize(
        "content",
        ["[NaN]", "[" * 100_000, "[1" + "0" * 5000 + "]", "[]", "[{]", '[{"data": Infinity}]'],
    )
    def test_that_is_not_sound_is_refused(self, tmp_path, content):
        (tmp_path / "tasks.json").write_text(content)
        with pytest.raises(ForeignProjectError):
            read(tmp_path / "tasks.json")

    @pytest.mark.parametrize(
        "task",
        [
            {"data": {"text": 5}},
            {"data": "text", "annotations": 7},
            {"data": {"text": TEXT}, "annotations": [{"result": [{"type": "labels"}, 4, None]}]},
            {"data": {"text": TEXT}, "annotations": [{"result": [
                {"type": "labels", "value": {"start": True, "end": 9, "labels": ["x"]}}]}]},
            {"data": {"text": TEXT}, "annotations": [{"result": [
                {"type": "labels", "value": {"start": 0, "end": 10**12, "labels": ["x"]}}]}]},
        ],
    )  # fmt: skip
    def test_of_an_unexpected_shape_loses_its_tags_and_says_so(self, tmp_path, task):
        (tmp_path / "tasks.json").write_text(json.dumps([task]))
        assert read(tmp_path / "tasks.json").tags == ()

    def test_with_half_characters_keeps_its_offsets(self, tmp_path):
        row = '{"text": "a\\ud83d ministry", "label": [[3, 11, "denial"]]}\n'
        (tmp_path / "all.jsonl").write_text(row)
        corpus = read(tmp_path / "all.jsonl")
        text = corpus.documents[0].source.text
        assert corpus.tags[0].pieces[0].quote(text) == "ministry"
        assert text.startswith("a\ufffd")

    def test_of_lines_without_texts_loses_each(self, tmp_path):
        corpus = read(write_lines(tmp_path / "all.jsonl", {"label": []}, [1], "x"))
        assert len(corpus.losses) == 3


class TestABratFolder:
    def test_with_links_to_other_places_does_not_follow_them(self, tmp_path):
        secret = tmp_path / "secret.txt"
        secret.write_text("nobody reads this")
        folder = write_brat(tmp_path / "brat", TEXT, [])
        try:
            (folder / "other.txt").symlink_to(secret)
        except OSError:
            pytest.skip("no links on this system")
        assert len(read(folder).documents) == 1

    def test_with_lines_of_nonsense_lists_them(self, tmp_path):
        lines = [
            "T1 X 0 3\tThe",
            "T2\tX 0 99999999999999999999\tx",
            "E1\tX:T9",
            "R1\t",
            "#",
            "\x00",
        ]
        corpus = read(write_brat(tmp_path / "brat", TEXT, lines))
        assert corpus.tags == ()
        assert len(corpus.losses) == len(lines)

    def test_with_a_picture_called_text_leaves_it_out(self, tmp_path):
        folder = write_brat(tmp_path / "brat", TEXT, [])
        (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        (folder / "photo.ann").write_text("T1\tX 0 3\tx\n")
        corpus = read(folder)
        assert len(corpus.documents) == 1
        assert [loss.place for loss in corpus.losses] == ["photo.txt"]

    def test_is_told_by_its_files(self, tmp_path):
        assert is_project_folder(write_brat(tmp_path / "brat", TEXT, []))
        (tmp_path / "plain").mkdir()
        assert not is_project_folder(tmp_path / "plain")


def test_what_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(CannotReadError):
        read_tagged(tmp_path / "nothing.qdpx")


@pytest.mark.parametrize(
    "suffix", [".dna", ".qdpx", ".qdc", ".jsonl", ".json", ".xmi", ".zip", ".ann"]
)
@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 64, b"PK\x03\x04", b"SQLite format 3\x00", b"{}"]
)
def test_garbage_of_any_name_is_nobodys_project(tmp_path, suffix, content):
    path = tmp_path / f"garbage{suffix}"
    path.write_bytes(content)
    with contextlib.suppress(AnnotatorError):  # anything else is a fault of ours
        assert read_tagged(path).tags == ()
