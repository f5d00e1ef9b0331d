"""Pictures by name, drawn as lines in the colour that is asked for.

Each is a path on a grid of 16 by 16, in the notation of SVG, so that it is as sharp
at 200 % as at 100 %.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

GRID = 16
SCALES = (1, 2, 3)  # how dense screens are

_PATHS = {
    "article": "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 7.5h5M5.5 10h5M5.5 12.5h3",
    "check": "M3 8.5l3.5 3.5L13 4.5",
    "chevron-down": "M4 6l4 4 4-4",
    "chevron-left": "M10 4L6 8l4 4",
    "chevron-right": "M6 4l4 4-4 4",
    "chevron-up": "M4 10l4-4 4 4",
    "clock": "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5M8 4.5V8l2.5 1.5",
    "close": "M4 4l8 8M12 4l-8 8",
    "coder": "M8 2a3 3 0 1 0 0 6a3 3 0 1 0 0-6M2.5 14.5c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5",
    "command": "M2.5 4l4 4-4 4M8 12.5h5.5",
    "copy": "M5.5 5.5h8v9h-8zM10.5 5.5v-4h-8v9h3",
    "database": "M2.5 4c0-3 11-3 11 0s-11 3-11 0v8c0 3 11 3 11 0V4M2.5 8c0 3 11 3 11 0",
    "delete": "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 10h6.6l.7-10M6.8 7v5M9.2 7v5",
    "export": "M8 10.5v-9M4.5 5L8 1.5 11.5 5M2.5 9.5v5h11v-5",
    "filter": "M2 3h12l-4.5 5.5v5l-3-1.5V8.5z",
    "flag": "M3.5 15V2M3.5 2.5h9l-2.5 3 2.5 3h-9",
    "folder": "M1.5 13.5v-11h5l1.5 2h6.5v9z",
    "help": "M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M8 12.4v.2",
    "history": "M2 3v3.5h3.5M2.3 6.3A6 6 0 1 1 2 9M8 5v3.2l2.2 1.3",
    "import": "M8 1.5v9M4.5 7L8 10.5 11.5 7M2.5 9.5v5h11v-5",
    "info": "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5M8 7.5v3.8M8 4.8v.2",
    "keyboard": "M1.5 4h13v8.5h-13zM4 6.5h.3M6.5 6.5h.3M9 6.5h.3M11.7 6.5h.3M4.5 10h7",
    "language": "M1.5 3.5h8M5.5 1.5v2M3 3.5c.5 3 3 5 5 5.5M8 3.5c-.5 3-3 5.5-6 6"
    "M8 14.5l3.3-8 3.2 8M9 12h4.5",
    "link": "M6.5 9.5l3-3M7.5 4.5l1.5-1.5a3 3 0 0 1 4.2 4.2L11.5 9"
    "M8.5 11.5L7 13a3 3 0 0 1-4.2-4.2L4.5 7",
    "list": "M5.5 3.5h9M5.5 8h9M5.5 12.5h9M2 3.5h.3M2 8h.3M2 12.5h.3",
    "lock": "M3.5 7.5h9v7h-9zM5.5 7.5v-3a2.5 2.5 0 0 1 5 0v3",
    "menu": "M2.5 4h11M2.5 8h11M2.5 12h11",
    "minus": "M3 8h10",
    "moon": "M13.5 9.5A6 6 0 1 1 6.5 2.5a5 5 0 0 0 7 7z",
    "more": "M3 8h.3M8 8h.3M13 8h.3",
    "note": "M2.5 2.5h11v8l-3 3h-8zM10.5 13.5v-3h3M5 6h6M5 8.5h4",
    "open": "M9.5 2h4.5v4.5M14 2L7.5 8.5M11.5 9v5h-9.5v-9.5h5",
    "plus": "M8 3v10M3 8h10",
    "quote": "M3 11.5c2 0 3-1.5 3-4V4.5H2.5v3.5H6M10 11.5c2 0 3-1.5 3-4V4.5H9.5v3.5H13",
    "redo": "M13.5 3v4h-4M13.2 6.8A5.8 5.8 0 1 0 13.5 11",
    "search": "M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10M10.7 10.7L14.5 14.5",
    "settings": "M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3"
    "M5.5 10a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3",
    "statement": "M2 2.5h12v8.5H7.5L4.5 14v-3H2z",
    "suggestion": "M8 1.5l1.6 4.9L14.5 8l-4.9 1.6L8 14.5l-1.6-4.9L1.5 8l4.9-1.6z",
    "sun": "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 .8v1.7M8 13.5v1.7M.8 8h1.7M13.5 8h1.7"
    "M2.9 2.9l1.2 1.2M11.9 11.9l1.2 1.2M13.1 2.9l-1.2 1.2M4.1 11.9l-1.2 1.2",
    "undo": "M2.5 3v4h4M2.8 6.8A5.8 5.8 0 1 1 2.5 11",
    "warning": "M8 2L15 14H1zM8 6.5v3.5M8 11.9v.2",
}
NAMES = tuple(sorted(_PATHS))


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """Return the picture ``name`` (one of ``NAMES``) in ``colour`` ("#RRGGBB").

    ``size`` is in pixels of a screen at 100 %.
    """
    from PySide6.QtSvg import QSvgRenderer

    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}">'
        f'<path d="{_PATHS[name]}" fill="none" stroke="{colour}" stroke-width="1.3" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
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
