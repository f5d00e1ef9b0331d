"""What a screen reader is told about the sentence at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from annotator.gui.reader.marks import Mark


def spoken(words: str, marks: Sequence[Mark]) -> str:
    """Return a sentence with the marks on it, as it is read out."""
    said = [words]
    for mark in marks:
        kind = tr("tagged") if mark.decided else tr("suggested")
        parties = mark.parties.replace("→", tr("against"))
        said.append(f"{kind}: {', '.join(filter(None, (mark.title, parties)))}")
    return " — ".join(said)


def announce(widget: QWidget, words: str) -> None:
    """Make ``words`` the widget's description and have them read out."""
    widget.setAccessibleDescription(words)
    if not QAccessible.isActive():
        return
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged))
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
