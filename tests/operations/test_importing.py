"""Bringing articles in: what can be read comes in one step, what cannot is named."""

from __future__ import annotations

import pytest

from annotator.operations.checking import check
from annotator.operations.import_choice import ImportChoice
from annotator.operations.importing import import_files
from annotator.support.work import Cancelled

KHMER = "ក្រសួង\u200bព័ត៌មាន\u200bបាន\u200bបដិសេធ 🇰🇭។\n\nអត្ថបទ។\n"


def imported(project, *paths, **how):
    work, outcomes = import_files(project, list(paths), ImportChoice(**how))
    work.do()
    return outcomes


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "texts"
    (folder / "deeper").mkdir(parents=True)
    (folder / "b.txt").write_text("Second text.\n\nBody of the second.", encoding="utf-8")
    (folder / "a.TXT").write_bytes(b"\xef\xbb\xbfFirst text.\r\n\r\nBody\xc2\xa0of the first.\r\n")
    (folder / "deeper" / "c.txt").write_text(KHMER, encoding="utf-8")
    (folder / "d.docm.exe").write_bytes(b"MZ")
    (folder / ".hidden.txt").write_text("Hidden.", encoding="utf-8")
    return folder


def test_a_folder_gives_its_texts_by_name(project, folder):
    outcomes = imported(project, folder)
    assert [(one.name, one.result) for one in outcomes] == [
        (".hidden.txt", "ignored"),
        ("a.TXT", "imported"),
        ("b.txt", "imported"),
        ("d.docm.exe", "ignored"),
        ("deeper", "ignored"),
    ]
    assert all(one.reason for one in outcomes if one.result == "ignored")
    assert [one.source_name for one in project.articles.all()] == ["a.TXT", "b.txt"]


def test_folders_inside_are_taken_when_asked(project, folder):
    found = imported(project, folder, recursive=True)
    kept = {one.name for one in found if one.result == "imported"}
    assert kept == {"a.TXT", "b.txt", "c.txt"}


def test_the_text_is_cleaned_once_and_the_bytes_are_kept(project, folder):
    [outcome] = imported(project, folder / "a.TXT")
    text = project.articles.text(outcome.article)
    assert text == "First text.\n\nBody\u00a0of the first.\n"
    assert project.articles.source(outcome.article) == (folder / "a.TXT").read_bytes()
    article = project.articles.get(outcome.article)
    assert (article.title, article.length) == ("First text.", len(text))


def test_khmer_and_flags_come_in_unchanged(project, folder):
    [outcome] = imported(project, folder / "deeper" / "c.txt")
    assert project.articles.text(outcome.article) == KHMER
    assert project.articles.get(outcome.article).language == "km"


def test_a_text_comes_in_once(project, folder, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text("Second text.\r\n\r\nBody of the second.", encoding="utf-16")
    first, second = imported(project, folder / "b.txt", copy, folder / "b.txt")
    assert (first.result, second.result) == ("imported", "duplicate")
    assert "Second text." in second.reason
    [later] = imported(project, folder / "b.txt")
    assert later.result == "duplicate"
    assert project.articles.count() == 1


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(project, folder, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b" \n\t ")
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 9)
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(b"%PDF-1.7")
    outcomes = imported(project, empty, picture, tmp_path / "none.txt", cut, folder / "b.txt")
    results = {one.file.name: one.result for one in outcomes}
    assert results == {
        "empty.txt": "failed",
        "picture.txt": "failed",
        "none.txt": "failed",
        "cut.pdf": "failed",
        "b.txt": "imported",
    }
    assert all(one.file.name in one.reason for one in outcomes if one.result == "failed")


def test_it_is_one_step(project, folder):
    before = project.saved_at()
    imported(project, folder, recursive=True)
    assert "3" in project.undoable()
    project.undo()
    assert project.articles.count() == 0
    project.redo()
    assert project.articles.count() == 3
    assert [project.articles.text(one.id) for one in project.articles.all()].count(KHMER) == 1
    assert project.saved_at() > before
    assert list(check(project.path)) == []


def test_called_off_it_leaves_nothing(project, folder):
    class Stops:
        def report(self, done, total, what=""):
            if done:
                raise Cancelled

    work, outcomes = import_files(project, [folder])
    with pytest.raises(Cancelled):
        work.do(Stops())
    assert outcomes == []
    assert project.articles.count() == 0
    assert project.undoable() == ""


def test_nothing_new_is_no_step(project, folder):
    imported(project, folder)
    label = project.undoable()
    imported(project, folder)
    assert project.undoable() == label
    project.undo()
    assert project.undoable() == ""


def test_the_real_articles_come_in_with_title_zones_and_date(project, real_seeds):
    outcomes = imported(project, real_seeds)
    assert [one.result for one in outcomes] == ["imported"] * 3
    for article in project.articles.all():
        text = project.articles.text(article.id)
        assert article.title.removesuffix("…").strip() in text
        assert article.title_origin != "file name"
        assert all(zone.span.end <= len(text) for zone in article.zones)
        assert 0 < article.words < len(text.split()) + 1
    assert list(check(project.path)) == []
