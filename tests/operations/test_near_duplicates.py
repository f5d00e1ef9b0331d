"""Agency copy is found and grouped, whatever a paper did to it; nothing else is."""

from __future__ import annotations

import random

import pytest

from annotator.exchange.near_duplicates import LIKE, METHOD, Groups, like, runs
from annotator.operations.import_choice import ImportChoice
from annotator.operations.importing import import_files
from annotator.operations.near_duplicates import find_similar, lacking, next_similar, similar
from annotator.operations.sample import make_sample
from annotator.store.project import open_project
from tests.conftest import ROOT

SEEDS = sorted((ROOT / "seeds" / "articles").glob("*.txt"))


def bring(project, folder, **texts):
    """Import texts by name and return the articles by name."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    work, outcomes = import_files(project, [folder], ImportChoice())
    work.do()
    find_similar(project).do()
    return {one.file.stem: one.article for one in outcomes if one.article}


def changed(text, share, seed=3):
    """Every so many words are another one."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    words = text.split(" ")
    return " ".join("otherwise" if chance.random() < share else word for word in words)


def body(file):
    return file.read_text(encoding="utf-8")


EDITS = {
    "dateline added": lambda text: f"RIVERTON, 3 May (Wire) — {text}\n\nReporting by Wire.",
    "first half only": lambda text: text[: len(text) // 2],
    "two thirds, new headline": lambda text: "Another headline\n\n" + text[: len(text) * 2 // 3],
    "5 % of words changed": lambda text: changed(text, 0.05),
    "15 % of words changed": lambda text: changed(text, 0.15),
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_of_a_paper_is_found(project, tmp_path, edit):
    originals = [file for file in SEEDS if "reprint" not in file.name and "khmer" not in file.name]
    texts = {file.stem: body(file) for file in originals}
    copies = {f"copy-{name}": EDITS[edit](text) for name, text in texts.items()}
    articles = bring(project, tmp_path / "texts", **texts, **copies)
    for name in texts:
        pair = {articles[name], articles[f"copy-{name}"]}
        assert set(similar(project, articles[name])) == pair, name


def test_different_articles_stay_apart(project, tmp_path):
    articles = bring(project, tmp_path / "texts", **{file.stem: body(file) for file in SEEDS})
    groups = {tuple(similar(project, one)) for one in articles.values()}
    several = [group for group in groups if len(group) > 1]
    reprint = (articles["05-channel-suspended"], articles["06-channel-suspended-reprint"])
    assert several == [reprint]


def test_khmer_is_compared_by_its_signs(project, tmp_path):
    text = body(next(file for file in SEEDS if "khmer" in file.name))
    articles = bring(project, tmp_path / "texts", one=text, cut=text[: len(text) * 2 // 3])
    assert len(similar(project, articles["one"])) == 2


def test_what_comes_later_joins_the_group_that_is_there(project, tmp_path):
    text = body(SEEDS[0])
    first = bring(project, tmp_path / "a", one=text, two=f"Headline\n\n{text}")
    later = bring(project, tmp_path / "b", three=text[: len(text) * 3 // 4])
    clusters = project.likeness.clusters([*first.values(), *later.values()])
    assert len(clusters) == 3
    assert set(clusters.values()) == {first["one"]}


def test_two_groups_become_one_when_a_text_joins_them(project, tmp_path):
    rng = random.Random(5)  # noqa: S311 - not for secrets
    words = [f"word{rng.randrange(9999)}" for _ in range(900)]
    left, right = " ".join(words[:300]), " ".join(words[600:])
    first = bring(project, tmp_path / "a", a=left, b=f"{left} more", c=right, d=f"{right} more")
    assert len(set(project.likeness.clusters(list(first.values())).values())) == 2
    joint = bring(project, tmp_path / "b", both=" ".join(words[:300] + words[600:]))
    everybody = [*first.values(), *joint.values()]
    assert set(project.likeness.clusters(everybody).values()) == {first["a"]}


def test_short_texts_are_like_nothing(project, tmp_path):
    articles = bring(
        project, tmp_path / "t", a="The court ruled on it.", b="The court ruled on it!"
    )
    assert similar(project, articles["a"]) == [articles["a"]]
    assert next_similar(project, articles["a"]) is None


def test_next_goes_round(project, tmp_path):
    text = body(SEEDS[1])
    articles = bring(project, tmp_path / "t", a=text, b=f"A\n\n{text}", c=f"B\n\n{text}")
    order = similar(project, articles["a"])
    assert [next_similar(project, one) for one in order] == [*order[1:], order[0]]


def test_undo_takes_it_away_and_redo_has_it_found_again(project, tmp_path):
    text = body(SEEDS[2])
    articles = bring(project, tmp_path / "t", a=text, b=f"A\n\n{text}")
    assert not lacking(project)
    project.undo()
    assert project.likeness.clusters(list(articles.values())) == {}
    project.redo()
    assert lacking(project)
    find_similar(project).do()
    assert len(similar(project, articles["a"])) == 2


def test_marks_of_an_older_method_are_made_anew(project, tmp_path):
    articles = bring(project, tmp_path / "t", a=body(SEEDS[3]))
    with project.machine_writes():
        project.likeness.keep([(articles["a"], "older", b"x" * 8, None)])
    assert lacking(project)
    find_similar(project).do()
    assert not lacking(project)
    assert METHOD != "older"


def test_articles_that_go_meanwhile_are_left_alone(project, tmp_path):
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "a.txt").write_text(body(SEEDS[4]), encoding="utf-8")
    work, _ = import_files(project, [folder])
    work.do()
    comparing = find_similar(project)
    found = comparing.compute(type("Silent", (), {"report": lambda *_: None})())
    project.undo()
    list(comparing.keep(found))
    assert not lacking(project)


def test_debris_does_not_make_texts_alike():
    one = runs(body(SEEDS[0]))
    other = runs(body(SEEDS[6]))
    assert like(one, other) < LIKE
    assert like(one, one) == 1.0


def test_groups_bear_the_lowest_member():
    groups = Groups(6)
    for pair in ((4, 5), (3, 4), (1, 2)):
        groups.join(*pair)
    assert [groups.of(n) for n in range(6)] == [0, 1, 1, 3, 3, 3]


def test_the_pair_of_the_sample_is_grouped(tmp_path, coder):
    path = tmp_path / "sample.annotator"
    make_sample(path, highlighted=False).do()
    with open_project(path, coder) as sample:
        by_name = {one.source_name: one.id for one in sample.articles.all()}
        pair = [by_name[file.name] for file in SEEDS if file.name[:2] in ("05", "06")]
        assert similar(sample, pair[0]) == pair
