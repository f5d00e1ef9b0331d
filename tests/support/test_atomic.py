import os
from pathlib import Path

import pytest

from annotator.support.atomic import whole_file, whole_folder


def test_a_file_takes_its_name_when_it_is_whole(tmp_path):
    with whole_file(tmp_path / "out.csv") as part:
        part.write_text("all of it")
        assert not (tmp_path / "out.csv").exists()
    assert (tmp_path / "out.csv").read_text() == "all of it"


def test_a_file_that_fails_leaves_the_old_one_and_no_crumbs(tmp_path):
    (tmp_path / "out.csv").write_text("old")

    def fail():
        with whole_file(tmp_path / "out.csv") as part:
            part.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() == "old"


def test_a_folder_replaces_the_old_one_whole(tmp_path):
    out = tmp_path / "export"
    out.mkdir()
    (out / "stale.csv").write_text("old")
    with whole_folder(out) as part:
        (part / "new.csv").write_text("new")
    assert [file.name for file in out.iterdir()] == ["new.csv"]
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_fails_leaves_the_old_one(tmp_path):
    out = tmp_path / "export"
    out.mkdir()
    (out / "old.csv").write_text("old")

    def fail():
        with whole_folder(out) as part:
            (part / "new.csv").write_text("half")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert [file.name for file in out.iterdir()] == ["old.csv"]
    assert list(tmp_path.iterdir()) == [out]


def test_stopped_between_the_two_renamings_the_old_folder_is_back(tmp_path, monkeypatch):
    out = tmp_path / "export"
    out.mkdir()
    (out / "old.csv").write_text("old")
    rename = Path.replace

    def stopped(self, target):
        renamed = rename(self, target)
        if self == out:
            raise KeyboardInterrupt
        return renamed

    monkeypatch.setattr(Path, "replace", stopped)

    def fail():
        with whole_folder(out) as part:
            (part / "new.csv").write_text("new")

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [file.name for file in out.iterdir()] == ["old.csv"]
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(os.name != "posix", reason="links need a right there")
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "file").symlink_to("real.json")
    (tmp_path / "folder").symlink_to("kept")
    with whole_file(tmp_path / "file") as part:
        part.write_text("new")
    with whole_folder(tmp_path / "folder") as part:
        (part / "new.csv").write_text("new")
    assert (tmp_path / "real.json").read_text() == "new"
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["new.csv"]
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "file", "folder", "kept", "real.json",
    ]  # fmt: skip
