"""The coder's choices: frozen, typed, with defaults, in one small JSON file."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from annotator.support.atomic import whole_file
from annotator.support.clock import new_id
from annotator.support.paths import config_folder

if TYPE_CHECKING:
    from pathlib import Path

FILE = "settings.json"
RECENT_KEPT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """What the coder chose; every field has a default."""

    coder_id: str = ""
    coder_name: str = ""
    theme: str = "system"  # system, light, dark
    text_scale: int = 100  # per cent of the reading size
    recent: tuple[str, ...] = ()
    tips_seen: bool = False

    def with_recent(self, project: str) -> Settings:
        """Return the settings with ``project`` first among the recent ones."""
        others = [path for path in self.recent if path != project]
        return replace(self, recent=(project, *others)[:RECENT_KEPT])


def load() -> Settings:
    """Return the coder's settings; a broken file is set aside, never overwritten.

    The first call on a machine gives the coder an id, so that two coders who bear
    the same name can be told apart.
    """
    path = config_folder() / FILE
    known = _read(path)
    if isinstance(known.get("recent"), list):
        known["recent"] = tuple(map(str, known["recent"]))
    defaults = asdict(Settings())
    # What another hand wrote there may be of any type; a choice of the wrong one is none.
    chosen = {
        name: known[name]
        for name, default in defaults.items()
        if type(known.get(name)) is type(default)
    }
    settings = Settings(**chosen)
    if settings.coder_id:
        return settings
    return save(replace(settings, coder_id=new_id()))


def save(settings: Settings) -> Settings:
    """Write ``settings`` and return them; keys that a newer version wrote stay."""
    path = config_folder() / FILE
    content = _read(path) | asdict(settings)
    written = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    with whole_file(path) as part:
        part.write_bytes(written.encode("utf-8", "surrogatepass"))  # of names that are no text
    return settings


def keep(settings: Settings) -> Settings:
    """Save ``settings`` where the disk takes them, and return them in any case."""
    with suppress(OSError):
        save(settings)
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except FileNotFoundError:
        return {}
    except ValueError:
        path.replace(path.with_suffix(".broken"))
        return {}
    return content if isinstance(content, dict) else {}
