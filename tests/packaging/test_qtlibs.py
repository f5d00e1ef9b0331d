"""A machine that lacks what Qt needs is told all of it in one go."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import qtlibs

LDD = """\
/x/PySide6/Qt/lib/libQt6Gui.so.6:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibEGL.so.1 => not found
\tlibxkbcommon.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
/x/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibQt6XcbQpa.so.6 => not found
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
"""


def test_every_missing_library_is_named_once():
    assert qtlibs.unfound(LDD) == ["libEGL.so.1", "libxcb-cursor.so.0", "libxkbcommon.so.0"]


def test_the_message_names_the_libraries_and_one_command_for_each_system():
    told = qtlibs.message(qtlibs.unfound(LDD))
    assert "lacks system libraries: libEGL.so.1, libxcb-cursor.so.0, libxkbcommon.so.0." in told
    assert "apt-get install libegl1 libxcb-cursor0 libxkbcommon0\n" in told
    assert "dnf install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'" in told
    assert told.endswith("pacman -S libglvnd libxkbcommon xcb-util-cursor")


def test_libraries_of_one_package_are_asked_for_once():
    assert qtlibs.packages(["libglib-2.0.so.0", "libgthread-2.0.so.0"], qtlibs.DEBIAN) == [
        "libglib2.0-0"
    ]


def test_a_library_nobody_knows_is_named_all_the_same():
    told = qtlibs.message(["libstrange.so.9"])
    assert "libstrange.so.9" in told
    assert "apt-get" not in told


@pytest.mark.parametrize(
    ("env", "plugins"),
    [
        pytest.param({}, ["libqoffscreen.so"], id="no display"),
        pytest.param({"DISPLAY": ""}, ["libqoffscreen.so"], id="empty display"),
        pytest.param({"DISPLAY": ":0"}, ["libqoffscreen.so", "libqxcb.so"], id="x11"),
    ],
)
def test_a_screen_asks_for_more(env, plugins):
    assert qtlibs.plugins(env) == plugins
    assert qtlibs.has_display(env) is (len(plugins) > 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves these to the system")
def test_the_qt_that_runs_these_tests_finds_its_libraries():
    pyside = Path(pytest.importorskip("PySide6").__file__).parent
    assert qtlibs.missing(pyside, {}) == []
    assert all(path.exists() for path in qtlibs.parts(pyside, {}))


def test_the_table_knows_its_libraries_by_the_beginning_of_their_names():
    assert all(re.fullmatch(r"lib[\w.-]+\.so", name) for name in qtlibs.PACKAGES)
