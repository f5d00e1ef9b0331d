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
