"""Everybody can read it, and tell the types of statement apart."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel

from annotator.domain.codebook import read_codebook
from annotator.gui import icons
from annotator.gui.colours import CODES
from annotator.gui.theme import apply, load_fonts, mix, plain_tip, theme
from annotator.support.paths import resource

THEMES = ["light", "dark"]
READABLE = 4.5  # WCAG 2.2, 1.4.3
SEEN = 3.0  # WCAG 2.2, 1.4.11: lines and marks
APART = 8.5  # CIE76; about 2 can just be told apart side by side

# How people without one kind of cone see linear RGB (Machado, Oliveira, Fernandes 2009).
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: QColor) -> list[float]:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: QColor, other: QColor) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    dark, light = sorted(
        sum(w * c for w, c in zip(weights, linear(colour), strict=True)) for colour in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: list[float]) -> tuple[float, float, float]:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        sum(a * b for a, b in zip(row, rgb, strict=True)) / w
        for row, w in zip(rows, white, strict=True)
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: QColor, sight: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab(
        [min(1, max(0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in SIGHT[sight]]
    )


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground(name):
    look = theme(name)
    grounds = [look.paper, look.surface, look.accent_tint, look.selection]
    grounds += [look.find, look.find_current, *(look.code_tint(key) for key in CODES[name])]
    assert min(contrast(look.text, ground) for ground in grounds) >= READABLE


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("part", ["muted", "zone", "accent", "saved", "error"])
def test_quiet_text_can_be_read(name, part):
    look = theme(name)
    assert contrast(getattr(look, part), look.paper) >= READABLE
    assert contrast(getattr(look, part), look.surface) >= READABLE


@pytest.mark.parametrize("name", THEMES)
def test_a_button_that_goes_on_can_be_read(name):
    assert contrast(theme(name).on_accent, theme(name).accent) >= READABLE


@pytest.mark.parametrize("name", THEMES)
def test_labels_can_be_read_and_bands_are_seen(name):
    look = theme(name)
    for key in CODES[name]:
        assert contrast(look.code_colour(key), look.paper) >= READABLE, key
        assert contrast(look.code_colour(key), look.surface) >= READABLE, key
        assert contrast(look.code_colour(key), look.code_tint(key)) >= SEEN, key


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", THEMES)
def test_types_are_told_apart_by_every_eye(name, sight):
    look = theme(name)
    codes = {key: seen(look.code_colour(key), sight) for key in CODES[name]}
    closest = min(combinations(codes, 2), key=lambda pair: math.dist(*(codes[k] for k in pair)))
    assert math.dist(*(codes[key] for key in closest)) >= APART, closest


@pytest.mark.parametrize("name", THEMES)
def test_every_type_of_the_codebook_has_its_colour(name):
    file = resource("codebooks", "press-freedom.toml")
    book = read_codebook(file.read_bytes(), file.name)
    assert {code.key for code in book.of("statement_type")} == set(CODES[name])


def test_a_type_made_by_a_project_keeps_one_colour():
    light = theme("light")
    assert light.code_colour("sarcasm") == light.code_colour("sarcasm")
    assert light.code_tint("sarcasm") != light.paper


def test_mixing_goes_from_the_ground_to_the_colour():
    red, white = QColor("red"), QColor("white")
    assert mix(red, white, 0) == white
    assert mix(red, white, 1) == red


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_can_be_put_on_and_changed(qapp, name):
    apply(qapp, theme(name))
    assert QApplication.palette().window().color() == theme(name).surface
    label = QLabel("x")
    label.ensurePolished()
    assert label.palette().windowText().color() == theme(name).text


def test_fonts_are_loaded_once(qapp):
    assert load_fonts() is load_fonts()


@pytest.mark.parametrize(
    "words",
    ["plain", "<img src='file:///etc/passwd'>", "a < b & c", "two\nlines", "<b>bold</b>"],
)
def test_a_tip_shows_foreign_words_as_they_are(qapp, words):
    shown = QTextDocument()
    shown.setHtml(plain_tip(words))
    assert shown.toPlainText() == words


def test_no_words_no_tip():
    assert plain_tip("") == ""


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something(qapp, name):
    image = icons.icon(name, "#1E2227").pixmap(16).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_a_proposed_swatch_is_hollow(qapp):
    solid = icons.swatch("#C2410C").toImage()
    ring = icons.swatch("#C2410C", decided=False).toImage()
    middle = solid.width() // 2
    assert solid.pixelColor(middle, middle).alpha() == 255
    assert ring.pixelColor(middle, middle).alpha() == 0
