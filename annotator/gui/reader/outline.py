"""A line around words that follows their rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from collections.abc import Sequence

AIR = 2.0  # pixels between words and line
ROUND = 4.0  # radius of the corners


def outline(rows: Sequence[QRectF]) -> QPainterPath:
    """Return the border of ``rows`` together, its corners rounded.

    Rows are in reading order. Those that stand under one another are joined over the
    room between them, which lanes may have made.
    """
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for row in rows:
        whole.addRect(row.adjusted(-AIR, -AIR, AIR, AIR))
    for above, below in pairwise(rows):
        left, right = max(above.left(), below.left()), min(above.right(), below.right())
        if left < right and below.top() > above.bottom():
            bridge = QRectF(left, above.bottom(), right - left, below.top() - above.bottom())
            whole.addRect(bridge.adjusted(-AIR, 0, AIR, 0))
    rounded = QPainterPath()
    for polygon in whole.simplified().toSubpathPolygons():
        corners = [polygon.at(at) for at in range(polygon.size())]
        _add_rounded(rounded, _turns(corners))
    return rounded


def _turns(corners: list[QPointF]) -> list[QPointF]:
    """Only the corners where the border turns; the last is not the first again."""
    if corners and corners[0] == corners[-1]:
        corners = corners[:-1]
    around = zip([corners[-1], *corners[:-1]], corners, [*corners[1:], corners[0]], strict=True)
    return [
        here
        for before, here, after in around
        if abs(
            (here.x() - before.x()) * (after.y() - here.y())
            - (here.y() - before.y()) * (after.x() - here.x())
        )
        > 1e-6
    ]


def _add_rounded(path: QPainterPath, corners: list[QPointF]) -> None:
    for at, corner in enumerate(corners):
        enter = _towards(corner, corners[at - 1])
        leave = _towards(corner, corners[(at + 1) % len(corners)])
        if at:
            path.lineTo(enter)
        else:
            path.moveTo(enter)
        path.quadTo(corner, leave)
    path.closeSubpath()


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """The point on the way from ``corner`` where the rounding ends."""
    way = other - corner
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    share = min(ROUND, length / 2) / length
    return QPointF(corner.x() + way.x() * share, corner.y() + way.y() * share)
