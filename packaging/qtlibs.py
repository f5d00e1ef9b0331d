"""Name the system libraries that Qt needs on Linux and does not find, and what installs them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# By the beginning of the library's file name: the package in Debian and Ubuntu, and in Arch (the
# order of DEBIAN and ARCH).
# (dnf and zypper take the file name itself.)
PACKAGES = {
    "libEGL.so": ("libegl1", "libglvnd"),
    "libGL.so": ("libgl1", "libglvnd"),
    "libGLX.so": ("libglx0", "libglvnd"),
    "libOpenGL.so": ("libopengl0", "libglvnd"),
    "libICE.so": ("libice6", "libice"),
    "libSM.so": ("libsm6", "libsm"),
    "libX11-xcb.so": ("libx11-xcb1", "libx11"),
    "libX11.so": ("libx11-6", "libx11"),
    "libbrotlicommon.so": ("libbrotli1", "brotli"),
    "libbrotlidec.so": ("libbrotli1", "brotli"),
    "libdbus-1.so": ("libdbus-1-3", "dbus"),
    "libfontconfig.so": ("libfontconfig1", "fontconfig"),
    "libfreetype.so": ("libfreetype6", "freetype2"),
    "libglib-2.0.so": ("libglib2.0-0", "glib2"),
    "libgssapi_krb5.so": ("libgssapi-krb5-2", "krb5"),
    "libgthread-2.0.so": ("libglib2.0-0", "glib2"),
    "libgobject-2.0.so": ("libglib2.0-0", "glib2"),
    "libwayland-client.so": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so": ("libwayland-cursor0", "wayland"),
    "libwayland-egl.so": ("libwayland-egl1", "wayland"),
    "libxcb-cursor.so": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xinerama.so": ("libxcb-xinerama0", "libxcb"),
    "libxcb-xinput.so": ("libxcb-xinput0", "libxcb"),
    "libxcb-xkb.so": ("libxcb-xkb1", "libxcb"),
    "libxcb.so": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so": ("libxkbcommon0", "libxkbcommon"),
}

DEBIAN, ARCH = 0, 1

MODULES = ("Core", "Gui", "Widgets", "Svg", "PrintSupport", "Test", "DBus")
NOT_FOUND = re.compile(r"^\s*(\S+) => not found$", re.MULTILINE)


def missing(pyside: Path, env: Mapping[str, str]) -> list[str]:
    """Return the libraries that the Qt in ``pyside`` does not find, by file name.

    What only a window on a screen needs counts when ``env`` shows that there is one.
    """
    ldd = shutil.which("ldd")
    if ldd is None:
        return []
    files = [str(path) for path in parts(pyside, env) if path.exists()]
    told = subprocess.run([ldd, *files], capture_output=True, text=True, check=False)
    return unfound(told.stdout)


def parts(pyside: Path, env: Mapping[str, str]) -> list[Path]:
    """Return the parts of Qt that the program loads on a machine with this ``env``."""
    libraries = [pyside / "Qt" / "lib" / f"libQt6{module}.so.6" for module in MODULES]
    platforms = [pyside / "Qt" / "plugins" / "platforms" / name for name in plugins(env)]
    return libraries + platforms


def plugins(env: Mapping[str, str]) -> list[str]:
    """Return the platform plugins that Qt may choose, by file name."""
    on_wayland = ["libqwayland.so", "libqwayland-generic.so"] if env.get("WAYLAND_DISPLAY") else []
    on_x11 = ["libqxcb.so"] if env.get("DISPLAY") else []
    return ["libqoffscreen.so", *on_x11, *on_wayland]


def has_display(env: Mapping[str, str]) -> bool:
    """Whether ``env`` names a screen that a window can open on."""
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def unfound(ldd_output: str) -> list[str]:
    """Return the libraries that ``ldd`` did not find, each once, sorted; Qt's own left out."""
    names = set(NOT_FOUND.findall(ldd_output))
    return sorted(name for name in names if not name.startswith("libQt6"))


def packages(libraries: Iterable[str], system: int) -> list[str]:
    """Return the packages that bring ``libraries`` on ``system``; unknown ones are left out."""
    known = (PACKAGES.get(library.partition(".so")[0] + ".so") for library in libraries)
    return sorted({names[system] for names in known if names})


def apt_command(libraries: Iterable[str]) -> list[str]:
    """Return the command that installs ``libraries`` on Debian and Ubuntu."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages(libraries, DEBIAN)]


def message(libraries: list[str]) -> str:
    """Return which libraries are missing and the one command that installs them."""
    fedora = " ".join(f"'{library}()(64bit)'" for library in libraries)
    lines = [f"Qt lacks system libraries: {', '.join(libraries)}. Install them:"]
    if packages(libraries, DEBIAN):
        command = f"sudo apt-get install {' '.join(packages(libraries, DEBIAN))}"
        lines.append(f"  Debian, Ubuntu   sudo apt-get update && {command}")
    lines.append(f"  Fedora           sudo dnf install {fedora}")
    if packages(libraries, ARCH):
        lines.append(f"  Arch             sudo pacman -S {' '.join(packages(libraries, ARCH))}")
    return "\n".join(lines)
