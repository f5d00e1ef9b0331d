"""What a killed program leaves beside a file is swept away, and nothing else."""

from __future__ import annotations

import os
import time

import pytest

from annotator.support.atomic import whole_file, whole_folder


def age(path, hours):
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


@pytest.mark.parametrize("write", [whole_file, whole_folder])
def test_only_what_is_old_and_ours_goes(tmp_path, write):
    out = tmp_path / "out[1].csv"
    stale = tmp_path / ".out[1].csv.abcd1234.part"
    stale.write_text("half", encoding="utf-8")
    stale_folder = tmp_path / ".out[1].csv.zyxw9876.old"
    stale_folder.mkdir()
    (stale_folder / "statements.csv").write_text("old", encoding="utf-8")
    others = [
        tmp_path / ".out[1].csv.efgh5678.part",  # somebody is writing it
        tmp_path / ".out1.csv.abcd1234.part",
        tmp_path / "out[1].csv.abcd1234.part",
        tmp_path / ".out[1].csv.abcd1234.txt",
    ]
    for other in others:
        other.write_text("mine", encoding="utf-8")
    for path in (stale, stale_folder, *others[1:]):
        age(path, hours=2)
    with write(out) as part:
        if part.is_dir():
            (part / "a").write_text("new", encoding="utf-8")
        else:
            part.write_text("new", encoding="utf-8")
    assert sorted(tmp_path.iterdir()) == sorted([out, *others])
