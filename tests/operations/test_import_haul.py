"""What an import has read waits aside, comes back as it was, and leaves nothing behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain.article import Zone
from annotator.domain.dates import FuzzyDate
from annotator.domain.span import Span
from annotator.operations import import_haul
from annotator.operations.import_choice import ImportChoice
from annotator.operations.import_haul import Haul, Read
from annotator.operations.importing import import_files
from annotator.support.work import Cancelled
from tests.conftest import HOSTILE, source_of


def sources(many, *, raw=None):
    for number in range(many):
        made = source_of(f"{HOSTILE}\n\nNumber {number}", published=FuzzyDate("2025-03"))
        zones = (Zone(Span(0, 4), "headline"), Zone(Span(5, 9), "debris", "person"))
        yield replace(made, article=replace(made.article, zones=zones), raw=raw or made.raw)


@pytest.mark.parametrize("limit", [0, 3000, 10**9])
def test_everything_comes_back_in_order(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(import_haul, "IN_MEMORY", limit)
    haul = Haul(tmp_path)
    table = tuple(sources(5, raw=b"one table"))
    single = [tuple(sources(1)) for _ in range(4)]
    for at, some in enumerate([*single, table]):
        haul.add(Read(Path(str(at)), str(at), articles=len(some)), some)
    assert haul.articles == 9
    back = [source for chunk in haul.chunks() for source in chunk]
    assert back == [one for some in [*single, table] for one in some]
    assert len({id(source.raw) for source in back[-5:]}) == 1 or limit < 10**9
    haul.close()
    assert list(tmp_path.iterdir()) == []


def test_a_large_import_comes_in_by_way_of_the_disk(project, tmp_path, monkeypatch):
    monkeypatch.setattr(import_haul, "IN_MEMORY", 20_000)
    monkeypatch.setattr(import_haul, "CHUNK", 7)
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(60):
        text = f"Report {number}\n\n" + f"Crate {number} was held at the port. " * 20
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "zz.txt").write_bytes((folder / "00.txt").read_bytes())
    work, outcomes = import_files(project, [folder])
    work.do()
    assert [one.result for one in outcomes] == ["imported"] * 60 + ["duplicate"]
    assert project.articles.count() == 60
    assert [one.source_name for one in project.articles.all()][:2] == ["00.txt", "01.txt"]
    assert "60" in project.undoable()
    assert not [file.name for file in tmp_path.iterdir() if "import" in file.name]


def test_called_off_while_it_is_kept_it_leaves_nothing(project, tmp_path):
    rows = [{"title": f"Row {n}", "text": f"Report {n} of the port."} for n in range(1300)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    class Stops:
        def report(self, done, total, what=""):
            if done >= 500:
                raise Cancelled

    work, outcomes = import_files(project, [tmp_path / "rows.jsonl"])
    with pytest.raises(Cancelled):
        work.do(Stops())
    assert outcomes == []
    assert project.articles.count() == 0
    work, outcomes = import_files(project, [tmp_path / "rows.jsonl"])
    work.do()
    assert len(outcomes[0].articles) == project.articles.count() == 1300


def test_links_and_odd_files_of_a_folder_are_passed_over(project, tmp_path):
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text("The court ruled on it.", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("Not meant to be read.", encoding="utf-8")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    work, outcomes = import_files(project, [folder], ImportChoice(recursive=True))
    work.do()
    assert {one.name: one.result for one in outcomes} == {
        "a.txt": "imported",
        "out.txt": "ignored",
        "round": "ignored",
    }


def test_a_link_that_is_named_is_followed(project, tmp_path):
    (tmp_path / "real.txt").write_text("The court ruled on it.", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    work, [*outcomes] = import_files(project, [tmp_path / "link.txt"])
    work.do()
    assert project.articles.count() == 1
    assert outcomes == []


def test_one_file_is_kept_once_however_many_articles_it_holds(project, tmp_path):
    rows = [{"title": f"Row {n}", "text": f"Report {n} of the port."} for n in range(20)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    work, _ = import_files(project, [tmp_path / "rows.jsonl"])
    work.do()
    articles = list(project.articles.all())
    assert len({one.source_hash for one in articles}) == 1
    raw = (tmp_path / "rows.jsonl").read_bytes()
    assert all(project.articles.source(one.id) == raw for one in articles)
