"""How the windows lie on the screen: a file of its own, which may be lost."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from annotator.support.atomic import whole_file
from annotator.support.paths import config_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FILE = "window.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """What is remembered from one start to the next; every field has a default."""

    geometry: str = ""  # Qt's own account of place and size, in base 64
    panes: tuple[int, ...] = ()  # widths in pixels: the list, the article
    folder: str = ""  # where files were chosen last

    @property
    def last_folder(self) -> Path:
        """Where a file dialog begins."""
        chosen = Path(self.folder) if self.folder else Path.home()
        return chosen if chosen.is_dir() else Path.home()


def load() -> Layout:
    """Return what is remembered; the defaults where there is nothing, or nonsense."""
    try:
        content = json.loads((config_folder() / FILE).read_text(encoding="utf-8"))
        return Layout(
            geometry=str(content.get("geometry", "")),
            panes=tuple(int(width) for width in content.get("panes", ())),
            folder=str(content.get("folder", "")),
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return Layout()


def save(layout: Layout) -> None:
    """Remember ``layout``; where that cannot be, the next start has the defaults."""
    with suppress(OSError), whole_file(config_folder() / FILE) as part:
        part.write_text(json.dumps(asdict(layout), indent=2) + "\n", encoding="utf-8")


def fit(window: QWidget, width: int, height: int) -> None:
    """Give ``window`` that size in pixels, or what of it the screen has room for."""
    room = window.screen().availableSize()
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    window.resize(QSize(width, height).boundedTo(room))
