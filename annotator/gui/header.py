"""The line on top: which project, one field to search everything, and who is coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from annotator.gui.icons import icon
from annotator.gui.shortcuts import said_key
from annotator.gui.theme import Theme, plain_tip
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.coder import Coder

HEIGHT = 44
SEARCH_WIDTH = (160, 330)  # narrowest and widest
BADGE = 23


class SearchButton(QPushButton):
    """Looks as a field and opens the palette, which is where one types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setProperty("look", "field")
        self.setText(tr("Search articles, actors, commands"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(SEARCH_WIDTH[0])
        self.setMaximumWidth(SEARCH_WIDTH[1])
        self.setFixedHeight(28)
        self._key = QLabel(self)
        self._key.setProperty("look", "key")
        self._key.setFixedHeight(18)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(self._key)

    def set_key(self, key: str) -> None:
        """Show the key that opens it."""
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self.setAccessibleName(tr("Search articles, actors, commands"))
        self.setAccessibleDescription(key)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """The words may be cut: the key and the place are what counts."""
        return QSize(SEARCH_WIDTH[0], 28)


class Badge(QWidget):
    """A coder's first letter on a disc of their colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(BADGE, BADGE)
        self._letter = ""
        self._disc = QColor()
        self._ink = QColor()

    def show_coder(self, letter: str, disc: QColor, ink: QColor) -> None:
        """Draw ``letter`` in ``ink`` on ``disc``."""
        self._letter, self._disc, self._ink = letter, disc, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw the disc and the letter."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._disc)
            painter.drawEllipse(QRectF(0, 0, BADGE, BADGE))
            face = self.font()
            face.setPixelSize(11)
            face.setWeight(QFont.Weight.DemiBold)
            painter.setFont(face)
            painter.setPen(self._ink)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


class Header(QFrame):
    """The project's name with the menu, the search field and the coder's progress."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setProperty("look", "panel")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(tr("Header"))
        self.menu_button = QToolButton(self)
        self.menu_button.setObjectName("menu")
        self.menu_button.setAccessibleName(tr("Menu"))
        self.menu_button.setToolTip(tr("Menu ({key})", key=said_key("F10")))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        self.menu_button.setIconSize(QSize(16, 16))
        self._title = _plain_label(self)
        self._title.setObjectName("project-title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = SearchButton(self)
        self._badge = Badge(self)
        self._coder = _plain_label(self)
        self._coder.setProperty("look", "muted")
        self._coder.setObjectName("coder")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.menu_button)
        row.addWidget(self._title, 3)
        row.addWidget(self.search, 2)
        row.addSpacing(10)
        row.addWidget(self._badge)
        row.addWidget(self._coder)

    def name_project(self, title: str, place: str) -> None:
        """Show the project's title; its place comes as a tip."""
        self._title.setText(title)
        self._title.setToolTip(plain_tip(place))
        self._title.setAccessibleName(tr("Project: {title}", title=title))

    def show_coder(self, coder: Coder, done: int, total: int, look: Theme) -> None:
        """Show who codes and how many of the articles are done."""
        # The colour by which the project knows them is made for light paper.
        disc = look.accent if look.dark else QColor(coder.colour)
        ink = look.on_accent if look.dark else QColor("white")
        self._badge.show_coder(coder.name[:1].upper(), disc, ink)
        self._coder.setText(
            tr("{coder} · {done} / {total}", coder=coder.name, done=done, total=total)
        )
        self._coder.setAccessibleName(
            tr("{coder}: {done} of {total} articles done", coder=coder.name, done=done, total=total)
        )

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self.menu_button.setIcon(icon("menu", look.muted.name()))


def _plain_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
