import json
from dataclasses import replace

import pytest

from annotator.support import settings


def test_a_coder_gets_one_id_and_keeps_it(home):
    first = settings.load()
    assert len(first.coder_id) == 32
    assert settings.load() == first


def test_choices_come_back(home):
    chosen = replace(settings.load(), coder_name="សុខា", theme="dark").with_recent("/a/b.annotator")
    settings.save(chosen)
    assert settings.load() == chosen


def test_a_recent_project_stands_first_and_once():
    recent = settings.Settings().with_recent("a").with_recent("b").with_recent("a").recent
    assert recent == ("a", "b")


def test_choices_that_cannot_be_kept_last_as_long_as_the_window(home):
    chosen = replace(settings.load(), theme="dark")
    file = home / "config" / settings.FILE
    file.unlink()
    file.mkdir()
    assert settings.keep(chosen) == chosen


def test_a_project_whose_name_is_no_text_is_remembered():
    settings.save(settings.load().with_recent("/a/\udcff.annotator"))
    assert settings.load().recent == ("/a/\udcff.annotator",)


def test_a_broken_file_is_set_aside(home):
    settings.save(settings.load())
    file = home / "config" / settings.FILE
    file.write_text("{half")
    assert settings.load().theme == "system"
    assert file.with_suffix(".broken").read_text() == "{half"


def test_what_a_newer_version_wrote_stays(home):
    settings.save(settings.load())
    file = home / "config" / settings.FILE
    file.write_text(json.dumps(json.loads(file.read_text()) | {"hologram": True}))
    settings.save(replace(settings.load(), theme="light"))
    assert json.loads(file.read_text())["hologram"] is True
    assert settings.load().theme == "light"


@pytest.mark.parametrize(
    "nonsense",
    [{"recent": 5}, {"recent": None}, {"coder_id": 12}, {"text_scale": "big"}, {"theme": []}],
    ids=str,
)
def test_a_choice_of_the_wrong_type_is_none(home, nonsense):
    settings.save(replace(settings.load(), tips_seen=True))
    file = home / "config" / settings.FILE
    file.write_text(json.dumps(json.loads(file.read_text()) | nonsense))
    loaded = settings.load()
    assert loaded.tips_seen
    [name] = nonsense
    if name != "coder_id":
        assert getattr(loaded, name) == getattr(settings.Settings(), name)
    assert len(loaded.coder_id) == 32


def test_the_folder_is_private(home):
    settings.load()
    assert (home / "config").stat().st_mode & 0o077 == 0
