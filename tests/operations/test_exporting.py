"""The dataset that is written: exactly what was tagged, whole, and the same every time."""

from __future__ import annotations

import csv
import json
import sqlite3
import stat
import threading
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.actor import Actor
from annotator.domain.coder import Coder
from annotator.domain.dates import FuzzyDate
from annotator.domain.draft import Draft
from annotator.domain.errors import (
    BadQueryError,
    CannotWriteError,
    FileTakenError,
    FolderTakenError,
    NoCoderError,
    NoProjectError,
    UnknownFormatError,
)
from annotator.domain.highlights import Highlights, PartyMark, Proposal
from annotator.domain.ids import ActorId, CoderId, StatementId
from annotator.domain.span import Span
from annotator.domain.statement import IssueTag, Party, Statement
from annotator.operations import suggesting, tagging
from annotator.operations.answering import tag_answer
from annotator.operations.exporting import Choice, export
from annotator.operations.sample import make_sample
from annotator.store.project import create_project, open_project
from annotator.support.work import Cancelled
from tests.conftest import HOSTILE, add_article


def read(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def tables(folder):
    return {file.stem: read(file) for file in sorted(folder.glob("*.csv"))}


def span_of(words, text=HOSTILE):
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.fixture
def tagged(project, article):
    """Two statements of one coder, the second a denial of the first."""
    first = Draft(
        span_of("The Cafe\u0301 editor denied it on 5\u00a0May."),
        "accusation",
        speakers=(PartyMark("Salma Haddad"),),
        targets=(PartyMark("The Cafe\u0301 editor"), PartyMark("Ministry, of “Truth”")),
        issues=(IssueTag("journalist_safety"), IssueTag("privacy_surveillance")),
        form="indirect",
        modality="actual",
        event_date=FuzzyDate("2025-05"),
        confidence=0.75,
        note='=cmd|"/C calc"!A0',
    )
    one = tagging.tag_statement(project, article, first)
    second = Draft(span_of("الحظر ظالم"), "denial", speakers=(PartyMark("Salma Haddad"),))
    two = tag_answer(project, article, second, [("denies", one.id)])
    return one, two


def test_a_row_holds_what_was_tagged(project, article, tagged, tmp_path):
    out = tmp_path / "out.csv"
    export(project.path, out).do()
    first, second = read(out)
    one, _ = tagged
    assert first["statement_id"] == one.id
    assert first["article_id"] == article
    assert HOSTILE[int(first["start"]) : int(first["end"])] == first["quote"]
    assert (first["type"], first["type_group"]) == (
        "accusation",
        project.codebook.get("statement_type", "accusation").group,
    )
    assert (first["speaker"], first["speaker_implied"]) == ("Salma Haddad", "true")
    assert json.loads(first["targets"]) == ["The Cafe\u0301 editor", "Ministry, of “Truth”"]
    assert json.loads(first["target_types"]) == ["unknown", "unknown"]
    assert first["issue"] == "journalist_safety"
    assert json.loads(first["other_issues"]) == ["privacy_surveillance"]
    assert (first["form"], first["modality"]) == ("indirect", "actual")
    assert (first["event_date"], first["confidence"]) == ("2025-05", "0.75")
    assert first["note"] == '\'=cmd|"/C calc"!A0'
    assert (first["coder"], first["origin"], first["status"]) == ("Sokha", "manual", "draft")
    assert (first["created_at"], first["changed_at"]) == (one.created_at, one.changed_at)
    assert second["quote"] == "الحظر ظالم"
    assert json.loads(second["links"]) == [f"denies:{one.id}"]
    assert json.loads(second["targets"]) == []


def test_what_only_some_statements_have_is_not_lost(project, article, tmp_path):
    text = project.articles.text(article)
    actors = [Actor(ActorId(name), f"Name of {name}") for name in ("a1", "a2", "a3")]
    statement = Statement(
        StatementId("s1"),
        article,
        (Span(0, 3), Span(5, 9)),
        "denial",
        project.coder.id,
        parties=(Party("relay", "a3"), Party("speaker", "a1"), Party("addressee", "a2")),
        issues=(IssueTag("a", "against"), IssueTag("b")),
        channel="radio",
        place="Velda",
        custom={"ក": "=x"},
    )
    with project.step("Import") as step:
        project.actors.put(step, *actors)
        project.statements.put(step, text, statement)
    export(project.path, tmp_path / "out.csv").do()
    [row] = read(tmp_path / "out.csv")
    assert json.loads(row["pieces"]) == ["0:3", "5:9"]
    assert row["quote"] == text[0:9]
    assert (row["issue"], json.loads(row["other_issues"])) == ("a", ["b"])
    assert json.loads(row["stances"]) == ["against", ""]
    assert (row["speaker"], json.loads(row["targets"])) == ("Name of a1", [])
    assert json.loads(row["other_parties"]) == ["relay:Name of a3", "addressee:Name of a2"]
    assert (row["channel"], row["place"]) == ("radio", "Velda")
    assert json.loads(row["custom"]) == {"ក": "=x"}


def test_without_the_guard_cells_are_as_they_are(project, tagged, tmp_path):
    export(project.path, tmp_path / "out.csv", Choice(guard=False)).do()
    assert read(tmp_path / "out.csv")[0]["note"] == '=cmd|"/C calc"!A0'


@settings(max_examples=30)  # each makes a file
@given(st.data())
def test_the_quotation_is_the_text_whatever_was_selected(tmp_path_factory, codebook, coder, data):
    text = data.draw(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    folder = tmp_path_factory.mktemp("quote")
    with create_project(folder / "a.annotator", "A", codebook, coder) as project:
        article = add_article(project, text, title="A")
        tagging.tag_statement(project, article, Draft(span, "denial"))
        export(project.path, folder / "out.csv", Choice(guard=False)).do()
    [row] = read(folder / "out.csv")
    assert row["quote"] == text[int(row["start"]) : int(row["end"])] == span.quote(text)


def test_the_folder_is_described_column_by_column(project, tagged, tmp_path):
    export(project.path, tmp_path / "out").do()
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    described = {one["name"]: one for one in package["resources"]}
    for name, found in tables(tmp_path / "out").items():
        resource = described.pop(name)
        file = tmp_path / "out" / resource["path"]
        assert resource["bytes"] == file.stat().st_size
        assert resource["hash"] == "sha256:" + sha256(file.read_bytes()).hexdigest()
        fields = resource["schema"]["fields"]
        header = file.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [one["name"] for one in fields] == header
        assert all(one["description"] and one["type"] for one in fields)
        assert set(resource["schema"]["primaryKey"]) <= set(header)
        for row in found:
            for field in fields:
                _check_type(field["type"], row[field["name"]])
    assert not described


def _check_type(kind, cell):
    if not cell:
        return
    if kind == "integer":
        int(cell)
    elif kind == "number":
        float(cell)
    elif kind == "boolean":
        assert cell in {"true", "false"}
    elif kind == "array":
        assert isinstance(json.loads(cell), list)
    else:
        assert kind == "string"


def test_references_between_the_tables_hold(tmp_path):
    sample = make_sample(tmp_path / "sample.annotator", highlighted=False).do()
    export(sample, tmp_path / "out").do()
    found = tables(tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        rows = found[resource["name"]]
        key = resource["schema"]["primaryKey"]
        assert len({tuple(row[part] for part in key) for row in rows}) == len(rows)
        for foreign in resource["schema"].get("foreignKeys", []):
            [column], [other] = foreign["fields"], foreign["reference"]["fields"]
            there = {row[other] for row in found[foreign["reference"]["resource"]]}
            assert {row[column] for row in rows} <= there
    names = {row["name"]: row["type"] for row in found["actors"]}
    for row in found["statements"]:
        assert names[row["speaker"]] == row["speaker_type"]
        targets = json.loads(row["targets"])
        assert [names[name] for name in targets] == json.loads(row["target_types"])


def test_the_readme_says_whose_and_which(project, article, tagged, tmp_path):
    export(project.path, tmp_path / "out", Choice(coder="Sokha", query="lang:en")).do()
    said = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    for words in ("Study", "Sokha", "lang:en", "version 1", project.saved_at()):
        assert words in said


def test_the_same_content_gives_the_same_bytes(project, tagged, tmp_path):
    export(project.path, tmp_path / "a").do()
    export(project.path, tmp_path / "b").do()
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_the_order_does_not_depend_on_how_it_came_to_be(project, article, tagged, tmp_path):
    later = add_article(project, "Another text.", title="Aardvark")
    tagging.tag_statement(project, later, Draft(Span(0, 7), "denial"))
    export(project.path, tmp_path / "a.csv").do()
    project.undo()  # the tag and the article go and come back: new rows in the file
    project.undo()
    project.redo()
    project.redo()
    export(project.path, tmp_path / "b.csv").do()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert read(tmp_path / "a.csv")[0]["article_title"] == "Aardvark"


def test_open_and_refused_suggestions_are_no_data(project, article, tmp_path):
    proposals = tuple(
        Proposal(Span(at, at + 5), (("denial", 0.9),), "indirect", "A", 0.9, "why", "rule")
        for at in (0, 10, 20, 30)
    )
    with project.machine_writes():
        project.suggestions.keep(article, "test 1", Highlights("en", proposals=proposals))
    _, accepted, changed, refused = project.suggestions.in_article(article, project.coder.id)
    suggesting.accept(project, accepted)
    tagging.change_type(project, suggesting.accept(project, changed), "accusation")
    suggesting.reject(project, refused)
    export(project.path, tmp_path / "out.csv").do()
    assert [(row["start"], row["origin"]) for row in read(tmp_path / "out.csv")] == [
        ("10", "accepted"),
        ("20", "changed"),
    ]


@pytest.fixture
def two_coders(project, article, tagged):
    """The project's file, with one more statement of somebody else."""
    path = project.path
    project.close()
    with open_project(path, Coder(CoderId("c0de2"), "Dara")) as other:
        draft = Draft(span_of("The Cafe\u0301"), "denial", speakers=(PartyMark("Only Dara’s"),))
        tagging.tag_statement(other, article, draft)
    yield path
    with open_project(path, project.coder):
        pass


@pytest.mark.parametrize("named", ["Dara", "c0de2"])
def test_one_coders_tags_alone(two_coders, tmp_path, named):
    export(two_coders, tmp_path / "out", Choice(coder=named)).do()
    found = tables(tmp_path / "out")
    assert {row["coder"] for row in found["statements"]} == {"Dara"}
    assert [row["name"] for row in found["actors"]] == ["Only Dara’s"]
    assert found["links"] == []
    assert len(found["articles"]) == 1


def test_coders_of_one_name_are_told_apart(two_coders, article, tmp_path):
    with open_project(two_coders, Coder(CoderId("ffff0"), "Dara")) as third:
        tagging.tag_statement(third, article, Draft(Span(0, 3), "denial"))
    export(two_coders, tmp_path / "out.csv").do()
    assert {row["coder"] for row in read(tmp_path / "out.csv")} == {
        "Sokha",
        "Dara (c0de)",
        "Dara (ffff)",
    }


def test_only_the_articles_asked_for(project, article, tagged, tmp_path):
    other = add_article(project, "Some other words.", outlet="Delta Post")
    tagging.tag_statement(project, other, Draft(Span(0, 4), "denial"))
    export(project.path, tmp_path / "out", Choice(query='outlet:"Delta Post"')).do()
    found = tables(tmp_path / "out")
    assert [row["quote"] for row in found["statements"]] == ["Some"]
    assert [row["article_id"] for row in found["articles"]] == [other]
    assert found["mentions"] == found["links"] == found["actors"] == []


def test_an_empty_project_has_headers(project, tmp_path):
    exported = export(project.path, tmp_path / "out").do()
    assert exported.rows["statements"] == 0
    assert len(tables(tmp_path / "out")) == 6


def test_what_is_asked_for_must_be_there(project, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(UnknownFormatError):
        export(project.path, out, Choice(format="docx"))
    with pytest.raises(NoCoderError):
        export(project.path, out, Choice(coder="Nobody"))
    with pytest.raises(BadQueryError):
        export(project.path, out, Choice(query="colour:blue"))
    with pytest.raises(NoProjectError):
        export(tmp_path / "none.annotator", out).do()
    assert not out.exists()


def test_an_earlier_export_is_replaced_whole(project, article, tagged, tmp_path):
    export(project.path, tmp_path / "out").do()
    project.undo()
    export(project.path, tmp_path / "out").do()
    assert len(tables(tmp_path / "out")["statements"]) == 1
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out"]


def test_a_folder_with_other_files_is_left_alone(project, tagged, tmp_path):
    mine = tmp_path / "papers" / "thesis.odt"
    mine.parent.mkdir()
    mine.write_text("years of work", encoding="utf-8")
    with pytest.raises(FolderTakenError):
        export(project.path, mine.parent)
    assert [file.name for file in mine.parent.iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize("name", ["README.txt", "datapackage.json", "statements.csv/notes.txt"])
def test_a_folder_whose_files_only_bear_the_same_names_is_left_alone(
    project, tagged, tmp_path, name
):
    mine = tmp_path / "papers" / name
    mine.parent.mkdir(parents=True)
    mine.write_text('{"name": "mine"}', encoding="utf-8")
    with pytest.raises(FolderTakenError):
        export(project.path, tmp_path / "papers")
    assert mine.read_text(encoding="utf-8") == '{"name": "mine"}'


def test_what_came_into_the_folder_while_it_was_written_is_left_alone(project, tagged, tmp_path):
    work = export(project.path, tmp_path / "out")
    mine = tmp_path / "out" / "thesis.odt"
    mine.parent.mkdir()
    mine.write_text("years of work", encoding="utf-8")
    with pytest.raises(FolderTakenError):
        work.do()
    assert [file.name for file in mine.parent.iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize("name", ["thesis.csv", "thesis"])
def test_a_file_of_another_kind_is_left_alone(project, tagged, tmp_path, name):
    mine = tmp_path / name
    mine.write_text("year,pages\n2025,300\n", encoding="utf-8")
    with pytest.raises(FileTakenError):
        export(project.path, mine)
    assert mine.read_text(encoding="utf-8").startswith("year")


def test_earlier_statements_and_an_empty_file_are_replaced(project, tagged, tmp_path):
    out = tmp_path / "out.csv"
    out.touch()
    export(project.path, out).do()
    header = out.read_bytes().split(b",pieces,")[0]  # as a version with fewer columns wrote it
    for earlier in (out.read_bytes(), header + b"\r\n"):
        out.write_bytes(earlier)
        export(project.path, out).do()
        assert len(read(out)) == 2


def test_a_place_that_cannot_be_written_is_said(project, tagged, tmp_path):
    with pytest.raises(CannotWriteError):
        export(project.path, tmp_path / "nowhere" / "out").do()


class StopsAt:
    """A progress that calls the work off."""

    def report(self, done, total, what=""):
        raise Cancelled


@pytest.mark.parametrize("name", ["out", "out.csv"])
def test_called_off_it_leaves_nothing(project, tagged, tmp_path, name):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        export(project.path, tmp_path / name).do(StopsAt())
    assert sorted(tmp_path.iterdir()) == before


def test_somebody_may_tag_while_it_runs(project, article, tagged, tmp_path):
    work = export(project.path, tmp_path / "out")
    begun, go_on = threading.Event(), threading.Event()

    class Waits:
        def report(self, done, total, what=""):
            begun.set()
            assert go_on.wait(30)

    beside = threading.Thread(target=work.compute, args=[Waits()])
    beside.start()
    assert begun.wait(30)
    tagging.tag_statement(project, article, Draft(Span(0, 2), "denial"))
    go_on.set()
    beside.join(30)
    found = tables(tmp_path / "out")
    assert len(found["statements"]) == 2  # one moment: the new tag came after it
    assert project.statements.count() == 3


def test_the_project_is_not_touched(project, tagged, tmp_path):
    path = project.path
    project.close()
    before = path.read_bytes()
    path.chmod(stat.S_IREAD)
    export(path, tmp_path / "out").do()
    path.chmod(stat.S_IREAD | stat.S_IWRITE)
    assert path.read_bytes() == before


def test_a_hostile_store_cannot_put_formulas_into_any_cell(project, tagged, tmp_path):
    path = project.path
    project.close()
    db = sqlite3.connect(path)
    for column in ("type", "form", "modality", "place", "note", "created_at"):
        db.execute(f"UPDATE statement SET {column} = '=1+1'")  # noqa: S608
    for column in ("title", "outlet", "language", "url"):
        db.execute(f"UPDATE article SET {column} = '@x'")  # noqa: S608
    db.execute("UPDATE coder SET name = '+1'")
    db.execute("UPDATE actor SET name = '-1', type = '-2'")
    db.commit()
    db.close()
    export(path, tmp_path / "out").do()
    for rows in tables(tmp_path / "out").values():
        for row in rows:
            assert not [cell for cell in row.values() if cell[:1] in set("=+-@\t\r")]
