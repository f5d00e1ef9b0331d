"""Make the environment that the program runs in, on a machine that has only Python and pip.

Nothing but the standard library is used, and nothing newer than Python 3.7's grammar, so that an
old Python gets a sentence and not a traceback.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import qtlibs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
RUN_LOCK = ROOT / "packaging" / "requirements.txt"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.txt"

OLDEST_PYTHON = (3, 11)
NEWEST_TRIED_PYTHON = (3, 14)

NO_PIP = """\
This Python has neither `ensurepip` nor `pip`, so nothing can be installed. Install one of them:
  Debian, Ubuntu   sudo apt install python3-venv
  Fedora           sudo dnf install python3-pip
  Arch             sudo pacman -S python-pip
and start this again."""

NOT_INSTALLED = """\
The packages could not be installed; pip's own words stand above. The usual reasons:
  no connection: the first run fetches about 200 MB from the package index (later runs nothing);
  no room: the environment takes about 600 MB in {venv};
  this Python ({python}): ready-made packages are known for Python {oldest} to {newest}."""


class SetUpError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def guarded(script: Callable[[Sequence[str]], int]) -> int:
    """Return the exit code of ``script``; a set-up that fails is told on stderr and gives 1."""
    try:
        return script(sys.argv[1:])
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def prepare(lock: Path) -> None:
    """Make ``.venv`` hold what ``lock`` names and the project itself.

    Installs nothing when it already does. Raises SetUpError.
    """
    require_python(sys.version_info[:2])
    wanted = {path.name: fingerprint(path) for path in covered_by(lock)}
    if is_usable(VENV) and not is_stale(read_stamp(STAMP), wanted):
        return
    say(f"Setting up {VENV} (once; a minute or two) ...")
    if not is_usable(VENV):
        make_venv()
    install(lock)
    write_stamp(STAMP, {**read_stamp(STAMP), **wanted})


def require_python(version: tuple[int, ...]) -> None:
    """Raise SetUpError when ``version`` (major, minor) is too old."""
    if version < OLDEST_PYTHON:
        newer = newer_python()
        remedy = f"Use {newer} instead." if newer else "Install a newer one from your system."
        raise SetUpError(
            f"Annotator needs Python {dotted(OLDEST_PYTHON)} or newer; "
            f"this is Python {dotted(version)}. {remedy}"
        )


def newer_python() -> str:
    """Return the name of a Python on this machine that is new enough, or an empty string."""
    minors = range(NEWEST_TRIED_PYTHON[1], OLDEST_PYTHON[1] - 1, -1)
    return next((name for name in (f"python3.{minor}" for minor in minors) if starts(name)), "")


def starts(name: str) -> bool:
    """Whether the program ``name`` is on the path and tells its version."""
    if shutil.which(name) is None:
        return False
    return subprocess.run([name, "--version"], capture_output=True, check=False).returncode == 0


def dotted(version: tuple[int, ...]) -> str:
    """Return ``version`` as people write it."""
    return ".".join(map(str, version))


def covered_by(lock: Path) -> list[Path]:
    """Return the locks that are fulfilled when ``lock`` is: the developers' holds the other."""
    return [RUN_LOCK, DEV_LOCK] if lock == DEV_LOCK else [RUN_LOCK]


def fingerprint(lock: Path) -> str:
    """Return what changes when ``lock``, the project's metadata, its place or Python does."""
    parts = [lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    parts += [str(ROOT).encode(), sys.version.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_stale(installed: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Whether something wanted is not what was installed."""
    return any(installed.get(name) != digest for name, digest in wanted.items())


def read_stamp(path: Path) -> dict[str, str]:
    """Return what was installed, by the lock's name; empty when nobody knows."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(path: Path, installed: Mapping[str, str]) -> None:
    """Remember what was installed."""
    path.write_text(json.dumps(installed, indent=2) + "\n", encoding="utf-8")


def program(name: str, venv: Path = VENV) -> Path:
    """Return where the environment keeps its program ``name``."""
    if sys.platform == "win32":
        return venv / "Scripts" / f"{name}.exe"
    return venv / "bin" / name


def is_usable(venv: Path) -> bool:
    """Whether the environment's Python starts and is of this Python's version."""
    python = program("python", venv)
    if not python.exists():
        return False
    ask = [str(python), "-c", "import sys; print(sys.version)"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def make_venv() -> None:
    """Make an empty environment, with pip where this Python can give it one."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    with_pip = importlib.util.find_spec("ensurepip") is not None
    if with_pip and call(command) == 0:
        return
    if importlib.util.find_spec("pip") is None:
        raise SetUpError(NO_PIP)
    if call([*command, "--without-pip"]) != 0:
        raise SetUpError(f"The environment {VENV} could not be made; see above.")


def install(lock: Path) -> None:
    """Install what ``lock`` names, each file checked against its hash, then the project."""
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    locked = [
        "--no-input",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
        str(lock),
    ]
    project = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if call([*pip(), "install", *quiet, *locked]) != 0:
        raise SetUpError(
            NOT_INSTALLED.format(
                venv=VENV,
                python=dotted(sys.version_info[:2]),
                oldest=dotted(OLDEST_PYTHON),
                newest=dotted(NEWEST_TRIED_PYTHON),
            )
        )
    if call([*pip(), "install", "--quiet", *project]) != 0:
        raise SetUpError("The project itself could not be installed; pip's own words stand above.")


def pip() -> list[str]:
    """Return the command that runs pip on the environment: its own, or this Python's."""
    python = str(program("python"))
    if subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode:
        return [sys.executable, "-m", "pip", "--python", python]
    return [python, "-m", "pip"]


def bring_qt_libraries(env: Mapping[str, str]) -> str:
    """Install the system libraries that Qt lacks, where this script may.

    Returns what a person must do first, naming the libraries; empty when none is missing.
    """
    if not sys.platform.startswith("linux"):
        return ""
    missing = missing_libraries(env)
    if qtlibs.packages(missing, qtlibs.DEBIAN) and may_install():
        command = qtlibs.apt_command(missing)
        say(f"Qt lacks system libraries; installing them: {' '.join(command)}")
        for step in (["apt-get", "update"], command):
            call(
                step, {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL
            )
        missing = missing_libraries(env)
    return qtlibs.message(missing) if missing else ""


def missing_libraries(env: Mapping[str, str]) -> list[str]:
    """Return the system libraries that the installed Qt does not find, by file name."""
    found = sorted(VENV.glob("lib*/python*/site-packages/PySide6"))
    return qtlibs.missing(found[0], env) if found else []


def may_install() -> bool:
    """Whether this script may install system packages, and can."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def call(
    command: Sequence[str], env: Mapping[str, str] | None = None, stdout: int | None = None
) -> int:
    """Run ``command`` in the project's folder; return its exit code, above 128 for a signal.

    ``stdout`` is as for ``subprocess.run``. Raises SetUpError when the command does not start.
    """
    try:
        code = subprocess.run(command, cwd=ROOT, env=env, stdout=stdout, check=False).returncode
    except OSError as error:
        raise SetUpError(f"{command[0]} does not start: {error.strerror}.") from error
    return code if code >= 0 else 128 - code


def say(line: str) -> None:
    """Tell how far the set-up is, before whatever a program started next says."""
    print(line, file=sys.stderr, flush=True)


def after_dashes(arguments: Iterable[str]) -> list[str]:
    """Return the arguments that are passed on: all, less a leading ``--``."""
    rest = list(arguments)
    return rest[1:] if rest[:1] == ["--"] else rest
