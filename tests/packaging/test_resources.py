"""The faces and pictures that a bare machine lacks are here, whole and with their licences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtSvg import QSvgRenderer

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONTS = sorted(RESOURCES.glob("fonts/*/*.ttf"))
ICONS = sorted(RESOURCES.glob("icons/**/*.svg"))

FAMILIES = {
    "Inter": {400, 500, 600, 700},
    "Noto Serif": {400, 500, 700},
    "Noto Serif Khmer": {400, 700},
    "Noto Sans Khmer": {400, 700},
    "Noto Naskh Arabic": {400, 700},
    "Noto Emoji": {400},
}


@pytest.fixture
def families(qapp):
    """The weights of every family that the bundled files bring, by the family's name."""
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in FONTS]
    names = {name for font in loaded for name in QFontDatabase.applicationFontFamilies(font)}
    yield {
        name: {QFontDatabase.weight(name, style) for style in QFontDatabase.styles(name)}
        for name in names
    }
    for font in loaded:
        QFontDatabase.removeApplicationFont(font)


def test_qt_loads_every_face_under_its_family(families):
    assert {name: families.get(name) for name in FAMILIES} == FAMILIES


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("inter/Inter-Regular.ttf", "Đặng Müller “quoted” — Жуков … → ↩"),
        ("noto-serif/NotoSerif-Regular.ttf", "Đặng Müller “quoted” — Жуков …"),
        ("noto-serif-khmer/NotoSerifKhmer-Regular.ttf", "បដិសេធព័ត៌មាន"),
        ("noto-sans-khmer/NotoSansKhmer-Regular.ttf", "បដិសេធព័ត៌មាន"),
        ("noto-naskh-arabic/NotoNaskhArabic-Regular.ttf", "نفىالمتحدث"),
        ("noto-emoji/NotoEmoji-Regular.ttf", "👍👩🗳"),
    ],
)
def test_a_face_draws_the_letters_it_is_here_for(qapp, file, text):
    face = QRawFont(str(RESOURCES / "fonts" / file), 16)
    missing = [char for char in text if char != " " and not face.supportsCharacter(ord(char))]
    assert missing == []


def test_every_family_lies_beside_its_licence():
    for folder in {path.parent for path in FONTS}:
        licence = (folder / "OFL.txt").read_text(encoding="utf-8")
        assert licence.startswith("Copyright"), folder
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence, folder


def test_the_faces_stay_small():
    assert sum(path.stat().st_size for path in FONTS) < 6_000_000


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_can_be_drawn(qapp, path):
    assert QSvgRenderer(str(path)).isValid()


def test_the_notices_name_every_face_and_the_icons_licence():
    page = (RESOURCES.parent / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ((?:Inter|Noto)[^|]*?) \|", page, re.MULTILINE)) == set(FAMILIES)
    assert "ISC" in (RESOURCES / "icons" / "lucide" / "LICENSE").read_text(encoding="utf-8")
