"""Projects of other tools arrive with every tag on just the words that were marked there."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.coder import Coder
from annotator.domain.errors import UnknownCodeError
from annotator.domain.ids import CoderId
from annotator.domain.text import clean_text
from annotator.operations.importing_tags import import_tagged, read_tagged
from annotator.operations.tag_mapping import TagMapping, propose_mapping
from annotator.store.checking import check
from annotator.store.project import create_project
from annotator.support.work import Cancelled
from tests.foreign_projects import (
    TYPES,
    cas_xmi,
    guid,
    label_region,
    label_task,
    utf16,
    write_brat,
    write_dna,
    write_lines,
    write_qdpx,
    write_zip,
)

BOM = "\ufeff"
SCRAPS = [
    "The ministry denied it. ", "ក្រសួងបានបដិសេធ។ ", "👨‍👩‍👧", "🇰🇭 ", "Cafe\u0301 ", "\n", "\u00a0",
    "وقالت سلمى ", "a\u2028b ", "x", "𝒜 ", "\u200b", "“No,” ",
]  # fmt: skip


@st.composite
def marked_texts(draw, *, newlines=("\n", "\r\n"), bom=True):
    """A raw text in scraps, and places in it as (text before, text marked)."""
    newline = draw(st.sampled_from(newlines))
    scraps = draw(st.lists(st.sampled_from(SCRAPS), min_size=3, max_size=14))
    scraps = ["Report. ", *(newline if scrap == "\n" else scrap for scrap in scraps), "End."]
    start = BOM if bom and draw(st.booleans()) else ""
    ends = st.integers(0, len(scraps))
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=1, max_size=4))
    places = {tuple(sorted(pair)) for pair in pairs if pair[0] != pair[1]} or {(0, 1)}
    text = start + "".join(scraps)
    return text, [
        (start + "".join(scraps[:first]), "".join(scraps[first:last]))
        for first, last in sorted(places)
    ]


def expected(places):
    """Where each place lies in the stored text, and the words there."""
    return sorted((len(clean_text(before)), clean_text(words)) for before, words in places)


@pytest.fixture(scope="module")
def fresh(codebook):
    """Makes empty projects in memory."""
    opened = []

    def make():
        opened.append(create_project(None, "Study", codebook, Coder(CoderId("me"), "Sokha")))
        return opened[-1]

    yield make
    for project in opened:
        project.close()


def arrived(project, path, mapping=None):
    work, report = import_tagged(project, path, mapping)
    work.do()
    return report


def statements(project):
    return [one for article in project.articles.all()
            for one in project.statements.in_article(article.id)]  # fmt: skip


def words_of(project):
    found = []
    for article in project.articles.all():
        text = project.articles.text(article.id)
        marked = project.statements.in_article(article.id)
        found += [(one.span.start, one.span.quote(text)) for one in marked]
    return sorted(found)


def in_lf_utf16(text):
    return utf16(text.replace("\r\n", "\n"))


class TestEveryTagStandsOnItsWords:
    """Round trips at the level of code points, each tool counting in its own way."""

    @settings(max_examples=40)
    @given(case=marked_texts(), version=st.sampled_from(["2.0 beta 25", "3.0.11"]))
    def test_from_dna(self, tmp_path_factory, fresh, case, version):
        text, places = case
        path = tmp_path_factory.mktemp("dna") / "study.dna"
        rows = [(in_lf_utf16(before), in_lf_utf16(before + words), {}) for before, words in places]
        project = fresh()
        arrived(project, write_dna(path, text, rows, version=version))
        assert words_of(project) == expected(places)
        assert {one.type for one in statements(project)} == {"denial"}

    @settings(max_examples=40)
    @given(case=marked_texts())
    def test_from_refi(self, tmp_path_factory, fresh, case):
        text, places = case
        path = tmp_path_factory.mktemp("refi") / "study.qdpx"
        told = [before.removeprefix(BOM) for before, _ in places]  # a mark of the file, no text
        rows = [(len(b), len(b + words)) for b, (_, words) in zip(told, places, strict=True)]
        project = fresh()
        arrived(project, write_qdpx(path, text, rows))
        assert words_of(project) == expected(places)

    @settings(max_examples=40)
    @given(case=marked_texts(), measure=st.sampled_from([len, utf16]))
    def test_from_brat(self, tmp_path_factory, fresh, case, measure):
        text, places = case
        lines = []
        for number, (before, words) in enumerate(places, start=1):
            start, end = measure(before), measure(before + words)
            quote = words.replace("\r\n", " ").replace("\n", " ")
            lines.append(f"T{number}\tDenial {start} {end}\t{quote}")
        project = fresh()
        arrived(project, write_brat(tmp_path_factory.mktemp("brat"), text, lines))
        assert words_of(project) == expected(places)

    @settings(max_examples=30)
    @given(case=marked_texts())
    def test_from_doccano(self, tmp_path_factory, fresh, case):
        text, places = case
        marks = [[len(before), len(before + words), "denial"] for before, words in places]
        path = tmp_path_factory.mktemp("doccano") / "all.jsonl"
        project = fresh()
        arrived(project, write_lines(path, {"id": 1, "text": text, "label": marks}))
        assert words_of(project) == expected(places)

    @settings(max_examples=30)
    @given(case=marked_texts(), measure=st.sampled_from([len, utf16]))
    def test_from_label_studio(self, tmp_path_factory, fresh, case, measure):
        text, places = case
        regions = [
            label_region(f"r{at}", measure(before), measure(before + words), words, "Denial")
            for at, (before, words) in enumerate(places)
        ]
        path = tmp_path_factory.mktemp("ls") / "export.json"
        path.write_text(json.dumps([label_task(text, regions)]), encoding="utf-8")
        project = fresh()
        arrived(project, path)
        assert words_of(project) == expected(places)

    @settings(max_examples=30)
    @given(case=marked_texts())
    def test_from_inception(self, tmp_path_factory, fresh, case):
        text, places = case
        marks = [
            ("custom:Statement",
             {"begin": utf16(before), "end": utf16(before + words), "value": "denial"})
            for before, words in places
        ]  # fmt: skip
        path = tmp_path_factory.mktemp("cas") / "article.zip"
        write_zip(path, {"dara.xmi": cas_xmi(text, marks), "TypeSystem.xml": TYPES})
        project = fresh()
        arrived(project, path)
        assert words_of(project) == expected(places)


TEXT = "Ministry of Information\nThe spokesman denied it 🙂. “Absurd,” said Dara Sok to the Paper."


def place(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


def in_units(words, text=TEXT):
    start, end = place(words, text)
    return utf16(text[:start]), utf16(text[:end])


@pytest.fixture
def dna(tmp_path):
    said = {
        "person": "Dara Sok", "organization": "The Paper", "concept": "Press should be free",
        "agreement": 0, "note": "sharp", "priority": 3,
    }  # fmt: skip
    rows = [
        (*in_units("The spokesman denied it"), {"organization": "Ministry of Information"}),
        (*in_units("“Absurd,” said Dara Sok"), said),
    ]
    more = """INSERT INTO STATEMENTLINKS VALUES (1, 2, 1);
        INSERT INTO REGEXES VALUES ('minist.*');
        INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Type'), (2, 1, 'Alias'), (3, 1, 'Notes');
        INSERT INTO ATTRIBUTEVALUES VALUES (1, 2, 1, 'Journalist'), (2, 2, 2, 'D. Sok; Sok'),
            (3, 2, 3, 'editor');"""
    return write_dna(tmp_path / "study.dna", TEXT, rows, more=more)


class TestWhatDnaKnows:
    def test_becomes_speakers_issues_stances_and_notes(self, project, dna):
        arrived(project, dna)
        denial, absurd = statements(project)
        names = {a.id: a.name for a in project.actors.all()}
        assert [names[p.actor] for p in denial.in_role("speaker")] == ["Ministry of Information"]
        assert [names[p.actor] for p in absurd.in_role("speaker")] == ["Dara Sok"]
        assert absurd.custom == {"organization": "The Paper", "priority": "3"}
        assert absurd.note == "sharp"
        assert [(i.key, i.stance) for i in absurd.issues] == [("press_should_be_free", "disagree")]
        assert project.codebook.label("issue", "press_should_be_free") == "Press should be free"

    def test_a_speaker_is_named_where_the_statement_names_them(self, project, dna):
        arrived(project, dna)
        denial, absurd = statements(project)
        assert denial.in_role("speaker")[0].implied
        mention = project.mentions.some([absurd.in_role("speaker")[0].mention]).popitem()[1]
        assert mention.span.quote(TEXT) == "Dara Sok"

    def test_of_an_actor_is_kept_with_the_actor(self, project, dna):
        arrived(project, dna)
        dara = project.actors.named("D. Sok")[0]
        assert (dara.name, dara.type, dara.note) == ("Dara Sok", "journalist", "Notes: editor")

    def test_of_the_article_is_kept_and_the_rest_is_listed(self, project, dna):
        report = arrived(project, dna)
        article = next(project.articles.all())
        assert (article.title, article.author, article.outlet) == (
            "Ministry denies", "A. Writer", "The Paper",
        )  # fmt: skip
        assert article.published.iso == "2025-03-14"
        assert ("Ministry denies", "Of the article: Section.") in report.rows()
        assert any(where == "REGEXES" for where, _ in report.rows())

    def test_a_link_is_a_link(self, project, dna):
        arrived(project, dna)
        denial, absurd = statements(project)
        links = project.links.of([absurd.id])
        assert [(link.source, link.target) for link in links] == [(absurd.id, denial.id)]

    def test_dates_of_version_2_are_milliseconds(self, project, tmp_path):
        arrived(project, write_dna(tmp_path / "old.dna", TEXT, [], version="2.0 beta 25"))
        assert next(project.articles.all()).published.iso == "2025-03-14"

    def test_no_password_is_read(self, dna):
        assert "secret" not in repr(read_tagged(dna))


class TestOneImport:
    def test_is_one_step_that_undo_takes_back_whole(self, project, dna):
        before = project.codebook.version
        arrived(project, dna)
        project.undo()
        assert project.articles.count() == project.statements.count() == 0
        assert project.actors.all() == []
        assert project.codebook.version == before
        assert project.undoable() == ""
        project.redo()
        assert len(statements(project)) == 2

    def test_leaves_a_project_that_holds_together(self, project, dna):
        arrived(project, dna)
        project.close()
        assert list(check(project.path)) == []

    def test_names_each_coder_apart_from_who_imports(self, project, dna):
        report = arrived(project, dna)
        assert [coder.name for coder in report.coders] == ["Dara"]
        assert report.coders[0].colour == "#0099ff"
        assert {one.coder for one in statements(project)} == {report.coders[0].id}
        assert {one.origin for one in statements(project)} == {"imported"}

    def test_a_coder_who_is_called_like_somebody_here_is_somebody_else(self, tmp_path, codebook):
        dara = Coder(CoderId("d"), "Dara")
        with create_project(tmp_path / "p.annotator", "P", codebook, dara) as project:
            rows = [(0, 8, {})]
            report = arrived(project, write_dna(tmp_path / "study.dna", TEXT, rows))
            assert [coder.name for coder in report.coders] == ["Dara (DNA)"]

    def test_a_second_time_adds_nothing(self, project, dna):
        arrived(project, dna)
        report = arrived(project, dna)
        assert (report.statements, report.there_already) == (0, 2)
        assert [one.result for one in report.articles] == ["known"]
        assert len(statements(project)) == 2

    def test_puts_tags_on_the_article_that_is_there(self, project, tmp_path):
        first = write_brat(tmp_path / "brat", TEXT, ["T1\tThreat 0 8\tMinistry"])
        arrived(project, first)
        report = arrived(project, write_dna(tmp_path / "s.dna", TEXT, [(0, 8, {})]))
        assert project.articles.count() == 1
        assert report.articles[0].statements == 1
        assert sorted(one.type for one in statements(project)) == ["denial", "threat"]

    def test_that_is_called_off_keeps_nothing(self, project, dna):
        class Stop:
            def report(self, done, total, what=""):
                raise Cancelled

        work, _ = import_tagged(project, dna)
        with pytest.raises(Cancelled):
            work.do(Stop())
        assert project.articles.count() == 0

    def test_leaves_the_file_as_it_was(self, project, dna):
        before = hashlib.sha256(dna.read_bytes()).hexdigest(), dna.stat().st_mtime_ns
        arrived(project, dna)
        assert (hashlib.sha256(dna.read_bytes()).hexdigest(), dna.stat().st_mtime_ns) == before
        assert [file.name for file in dna.parent.glob("study.dna*")] == ["study.dna"]


class TestAMapping:
    def test_says_what_a_code_becomes(self, project, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT, [(0, 8, {"person": "Dara Sok"})], code="Claim")
        mapping = TagMapping(codes={"Claim": "criticism"}, values={"person": "target"})
        report = arrived(project, path, mapping)
        (one,) = statements(project)
        assert one.type == "criticism"
        assert [party.role for party in one.parties] == ["target"]
        assert report.codes == []

    def test_that_is_not_given_adds_the_code_to_the_codebook(self, project, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT, [(0, 8, {})], code="Bold Claim")
        version = project.codebook.version
        report = arrived(project, path)
        assert [(code.key, code.label) for code in report.codes] == [("bold_claim", "Bold Claim")]
        assert project.codebook.version == version + 1
        assert statements(project)[0].codebook_version == version + 1

    def test_can_leave_a_code_out_and_then_it_is_listed(self, project, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT, [(0, 8, {})], code="Claim")
        report = arrived(project, path, TagMapping(codes={"Claim": ""}))
        assert statements(project) == []
        assert any("Claim" in what for _, what in report.rows())

    def test_to_a_code_that_is_not_there_is_refused_and_nothing_is_kept(self, project, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT, [(0, 8, {})], code="Claim")
        work, _ = import_tagged(project, path, TagMapping(codes={"Claim": "nonsense"}))
        with pytest.raises(UnknownCodeError):
            work.do()
        assert project.articles.count() == 0

    def test_makes_an_issue_of_a_code_at_the_same_place(self, project, tmp_path):
        issue = project.codebook.of("issue")[0].key
        lines = ["T1\tDenial 0 8\tMinistry", "T2\tPress 0 8\tMinistry"]
        path = write_brat(tmp_path / "brat", TEXT, lines)
        arrived(project, path, TagMapping(codes={"Press": f"issue:{issue}"}))
        (one,) = statements(project)
        assert one.issue == issue

    def test_keys_are_made_of_any_script(self, project, tmp_path):
        path = write_dna(tmp_path / "s.dna", TEXT, [(0, 8, {})], code="ការបដិសេធ")
        assert arrived(project, path).codes[0].key == "ការបដិសេធ"

    def test_is_proposed_whole(self, dna, codebook):
        proposed = propose_mapping(read_tagged(dna), codebook)
        assert proposed.codes == {"Denial": "denial"}
        assert proposed.values["organization"] == "affiliation"
        assert proposed.values["priority"] == "keep"


class TestBrat:
    def test_events_roles_attributes_and_notes(self, project, tmp_path):
        lines = [
            f"T1\tDenial {place('denied')[0]} {place('denied')[1]}\tdenied",
            f"T2\tPerson {place('spokesman')[0]} {place('spokesman')[1]}\tspokesman",
            f"T3\tCriticism {place('Absurd')[0]} {place('Absurd')[1]}\tAbsurd",
            f"T4\tWho {place('Dara Sok')[0]} {place('Dara Sok')[1]}\tDara Sok",
            "E1\tDenial:T1 Speaker:T2",
            "E2\tCriticism:T3 Speaker1:T4",
            "R1\tCounters Arg1:E2 Arg2:T1",
            "A1\tModality E1 planned",
            "#1\tAnnotatorNotes E1\tsecond hand",
            "what is this",
        ]
        report = arrived(project, write_brat(tmp_path / "brat", TEXT, lines))
        denial, criticism = statements(project)
        assert (denial.type, denial.modality, denial.note) == ("denial", "planned", "second hand")
        names = {actor.id: actor.name for actor in project.actors.all()}
        assert [names[p.actor] for p in denial.parties] == ["spokesman"]
        assert [names[p.actor] for p in criticism.parties] == ["Dara Sok"]  # by its role alone
        assert [link.kind for link in project.links.of([criticism.id])] == ["counters"]
        assert ("article.ann 10", "The line cannot be read.") in report.rows()

    def test_a_mark_in_two_pieces_stays_in_two_pieces(self, project, tmp_path):
        first, second = place("denied it"), place("Absurd")
        places = f"{first[0]} {first[1]};{second[0]} {second[1]}"
        path = write_brat(tmp_path / "brat", TEXT, [f"T1\tDenial {places}\tdenied it Absurd"])
        arrived(project, path)
        (one,) = statements(project)
        assert [piece.quote(TEXT) for piece in one.pieces] == ["denied it", "Absurd"]

    def test_folders_of_the_same_articles_are_coders(self, project, tmp_path):
        for coder in ("Dara", "Sophea"):
            write_brat(tmp_path / "b" / coder, TEXT, ["T1\tDenial 0 8\tMinistry"])
        report = arrived(project, tmp_path / "b")
        assert sorted(coder.name for coder in report.coders) == ["Dara", "Sophea"]
        assert project.articles.count() == 1
        assert len(statements(project)) == 2

    def test_shifted_marks_go_to_their_words_and_are_listed(self, project, tmp_path):
        start, end = place("denied")
        good = [f"T{n}\tDenial {place(w)[0]} {place(w)[1]}\t{w}"
                for n, w in enumerate(("Ministry", "Dara Sok"), start=2)]  # fmt: skip
        lines = [f"T1\tDenial {start + 3} {end + 3}\tdenied", *good]
        report = arrived(project, write_brat(tmp_path / "brat", TEXT, lines))
        assert sorted(words for _, words in words_of(project)) == ["Dara Sok", "Ministry", "denied"]
        assert [where for where, _ in report.rows()] == ["article.ann T1"]

    def test_a_mark_without_its_words_is_listed_not_guessed(self, project, tmp_path):
        path = write_brat(tmp_path / "brat", TEXT, ["T1\tDenial 900 905\tnowhere"])
        report = arrived(project, path)
        assert statements(project) == []
        assert [where for where, _ in report.rows()] == ["article.ann T1"]


class TestDoccano:
    def test_entities_and_relations(self, project, tmp_path):
        spans = [("denied it", "denial"), ("Absurd", "criticism"), ("Dara Sok", "PERSON")]
        entities = [
            {"id": n, "label": label, "start_offset": place(w)[0], "end_offset": place(w)[1]}
            for n, (w, label) in enumerate(spans, start=1)
        ]
        relations = [
            {"id": 9, "from_id": 2, "to_id": 1, "type": "counters"},
            {"id": 8, "from_id": 2, "to_id": 3, "type": "speaker"},
        ]
        row = {"id": 4, "text": TEXT, "entities": entities, "relations": relations,
               "Comments": ["hm"]}  # fmt: skip
        report = arrived(project, write_lines(tmp_path / "all.jsonl", row))
        denial, criticism = statements(project)
        assert [link.target for link in project.links.of([criticism.id])] == [denial.id]
        mention = project.mentions.in_article(denial.article)[0]
        assert criticism.parties[0].actor == mention.actor
        assert mention.span.quote(TEXT) == "Dara Sok"
        assert any("comments" in what for _, what in report.rows())
        assert any("emoji" in what for _, what in report.rows())

    def test_a_zip_has_a_file_for_each_coder(self, project, tmp_path):
        row = json.dumps({"id": 1, "text": TEXT, "label": [[0, 8, "denial"]]})
        path = write_zip(tmp_path / "export.zip", {"dara.jsonl": row, "sophea.jsonl": row})
        report = arrived(project, path)
        assert sorted(coder.name for coder in report.coders) == ["dara", "sophea"]
        assert project.articles.count() == 1


class TestLabelStudio:
    def test_regions_relations_choices_and_what_is_left(self, project, tmp_path):
        results = [
            label_region("a", *place("denied it"), "denied it", "Denial"),
            label_region("b", *place("Dara Sok"), "Dara Sok", "Person"),
            {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["speaker"]},
            {"id": "a", "type": "choices", "from_name": "certainty",
             "value": {"start": 1, "choices": ["0.5"]}},
            {"id": "z", "type": "choices", "from_name": "tone", "value": {"choices": ["calm"]}},
        ]  # fmt: skip
        skipped = {"completed_by": 4, "was_cancelled": True, "result": []}
        task = label_task(TEXT, results, predictions=[{"result": []}])
        task["annotations"].append(skipped)
        path = tmp_path / "export.json"
        path.write_text(json.dumps([task]), encoding="utf-8")
        report = arrived(project, path)
        (one,) = statements(project)
        assert (one.type, one.confidence) == ("denial", 0.5)
        assert one.created_at == "2025-03-14T02:30:00.000Z"
        assert [party.role for party in one.parties] == ["speaker"]
        assert [coder.name for coder in report.coders] == ["dara@example.org"]
        said = " ".join(what for _, what in report.rows())
        assert "predictions" in said
        assert "tone: calm" in said
        assert "skipped" in said

    def test_the_short_form(self, project, tmp_path):
        start, end = place("denied it")
        mark = {"start": start, "end": end, "text": "denied it", "labels": ["Denial"]}
        task = {"text": TEXT, "id": 1, "label": [mark], "annotator": 2, "lead_time": 3.5}
        path = tmp_path / "min.json"
        path.write_text(json.dumps([task]), encoding="utf-8")
        report = arrived(project, path)
        assert [words for _, words in words_of(project)] == ["denied it"]
        assert [coder.name for coder in report.coders] == ["Annotator 2"]


class TestRefi:
    def test_users_times_notes_cases_and_what_is_left(self, project, tmp_path):
        extra = f"""<Notes><Note guid="{guid(40)}"><PlainTextContent>free</PlainTextContent></Note>
            </Notes><Sets><Set guid="{guid(41)}" name="S"/></Sets>"""
        picture = f"""<PictureSource guid="{guid(50)}" name="Photo"/>
            <TextSource guid="{guid(51)}" name="Elsewhere" plainTextPath="absolute:///etc/hosts"/>
            <PDFSource guid="{guid(52)}" name="Page"><Representation guid="{guid(53)}">
            <PlainTextContent>They refused to answer.</PlainTextContent>
            <PlainTextSelection guid="{guid(54)}" startPosition="5" endPosition="12">
            <Coding guid="{guid(55)}"><CodeRef targetGUID="{guid(2)}"/></Coding>
            </PlainTextSelection></Representation></PDFSource>"""
        places = [place("denied it")]
        path = write_qdpx(tmp_path / "s.qdpx", TEXT, places, extra=extra, source=picture)
        report = arrived(project, path)
        assert [words for _, words in words_of(project)] == ["refused", "denied it"]
        times = {one.created_at for one in statements(project)}
        assert "2025-03-14T02:30:00.000Z" in times
        assert [coder.name for coder in report.coders] == ["Dara", "REFI-QDA coder"]
        assert {where for where, _ in report.rows()} >= {"Photo", "Elsewhere", "Notes", "Sets"}
        assert project.articles.count() == 2

    def test_a_text_inside_the_xml(self, project, tmp_path):
        path = write_qdpx(tmp_path / "s.qdpx", TEXT, [place("Absurd")], inline=True)
        arrived(project, path)
        assert [words for _, words in words_of(project)] == ["Absurd"]

    def test_a_codebook_brings_its_codes(self, project, tmp_path):
        path = tmp_path / "codes.qdc"
        path.write_text(
            f"""<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>
            <Code guid="{guid(1)}" name="Acts" isCodable="false">
            <Code guid="{guid(2)}" name="Mockery" isCodable="true">
            <Description>Ridicule.</Description></Code></Code></Codes></CodeBook>"""
        )
        report = arrived(project, path)
        assert [(c.key, c.definition) for c in report.codes] == [("mockery", "Ridicule.")]


class TestInception:
    def test_slots_relations_features_and_coders(self, project, tmp_path):
        elements = [
            ("custom:Statement", dict(zip(("begin", "end"), in_units("denied it"), strict=True))
             | {"value": "denial", "certainty": "0.8", "speaker": "13"}),
            ("custom:Statement", dict(zip(("begin", "end"), in_units("Absurd"), strict=True))
             | {"value": "criticism"}),
            ("custom:Actor", dict(zip(("begin", "end"), in_units("spokesman"), strict=True))
             | {"name": "Ministry spokesman"}),
            ("custom:StatementSpeakerLink", {"role": "speaker", "target": "12"}),
            ("custom:Answer", dict(zip(("begin", "end"), in_units("denied it"), strict=True))
             | {"kind": "counters", "Governor": "11", "Dependent": "10"}),
            ("type:Token", {"begin": 0, "end": 8}),
        ]  # fmt: skip
        xmi = cas_xmi(TEXT, elements)
        inner = write_zip(tmp_path / "inner.zip", {"dara.xmi": xmi, "TypeSystem.xml": TYPES})
        files = {
            "exportedproject.json": "{}",
            "annotation/news.txt/dara.zip": inner.read_bytes(),
            "annotation/news.txt/sophea.xmi": xmi,
            "annotation/news.txt/INITIAL_CAS.xmi": xmi,
            "annotation/news.txt/TypeSystem.xml": TYPES,
        }
        report = arrived(project, write_zip(tmp_path / "project.zip", files))
        assert sorted(coder.name for coder in report.coders) == ["dara", "sophea"]
        denial, _, criticism, _ = statements(project)
        assert (denial.type, denial.confidence, criticism.type) == ("denial", 0.8, "criticism")
        (actor,) = project.actors.all()
        assert actor.name == "Ministry spokesman"
        assert denial.in_role("speaker")[0].actor == actor.id
        kinds = {link.kind for link in project.links.of([denial.id])}
        assert kinds == {"counters"}
        assert report.losses == []

    def test_an_xmi_without_its_types_is_refused_plainly(self, project, tmp_path):
        path = tmp_path / "alone.xmi"
        path.write_bytes(cas_xmi(TEXT, []))
        with pytest.raises(Exception, match=r"TypeSystem\.xml"):
            arrived(project, path)
