"""Pictures by name in the colour that is asked for: those of Lucide, and signs of our own."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from annotator.support.paths import resource

SCALES = (1, 2, 3)  # how dense screens are


def names() -> tuple[str, ...]:
    """Return the names of the pictures that come with the program."""
    return tuple(sorted(file.stem for file in resource("icons", "lucide").glob("*.svg")))


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """Return the picture ``name`` (one of `names`) in ``colour`` ("#RRGGBB").

    ``size`` is in pixels of a screen at 100 %. Qt draws "currentColor" as black, so the
    colour is put into the drawing.
    """
    from PySide6.QtSvg import QSvgRenderer

    drawing = resource("icons", "lucide", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    made = QIcon()
    for scale in SCALES:
        pixmap = _empty(size, scale)
        with QPainter(pixmap) as painter:
            renderer.render(painter, QRectF(0, 0, size, size))
        made.addPixmap(pixmap)
    return made


@lru_cache(maxsize=256)
def swatch(colour: str, *, decided: bool = True, size: int = 10) -> QPixmap:
    """Return a statement type's mark: a filled square, or a dashed ring if proposed."""
    pixmap = _empty(size, max(SCALES))
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if decided:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(0, 0, size, size), 2, 2)
        else:
            pen = QPen(QColor(colour), 1.3)
            pen.setDashPattern([2, 1.6])
            painter.setPen(pen)
            painter.drawEllipse(QRectF(1, 1, size - 2, size - 2))
    return pixmap


def _empty(size: int, scale: int) -> QPixmap:
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
