"""Write THIRD-PARTY-NOTICES.md: what is installed with the program, by whom, under which licence.

Run it with the environment's own Python, where the locked packages are installed.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"
TEMPLATE = ROOT / "packaging" / "notices-template.md"
NOTICES = ROOT / "THIRD-PARTY-NOTICES.md"

# What a Linux machine never installs and so cannot be asked.
ELSEWHERE = {"colorama": ("BSD-3-Clause", "https://github.com/tartley/colorama")}

# What the classifiers and the free-text field mean, in SPDX's words.
SPDX = {
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "PSFL": "PSF-2.0",
    "Public Domain": "Public domain",
}


@dataclass(frozen=True)
class Notice:
    """One package, its licence in SPDX's words, and where its project lives."""

    name: str
    licence: str
    project: str

    def row(self) -> str:
        """Return the package's line in the table."""
        return f"| {self.name} | {self.licence} | <{self.project}> |"


def main() -> int:
    """Write the page anew."""
    notices = [notice(name) for name in locked(LOCK.read_text(encoding="utf-8"))]
    rows = "\n".join(each.row() for each in notices)
    page = TEMPLATE.read_text(encoding="utf-8").replace("{packages}", rows)
    NOTICES.write_text(page, encoding="utf-8", newline="\n")
    print(f"{NOTICES.name}: {len(notices)} packages.")
    return 0


def locked(lock: str) -> list[str]:
    """Return the names of the packages in a lock, each once, sorted."""
    return sorted(set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE)))


def notice(name: str) -> Notice:
    """Return what the installed package ``name`` says of itself.

    Raises ValueError when it names no licence or project, and
    ``metadata.PackageNotFoundError`` when it is not installed.
    """
    if name in ELSEWHERE:
        return Notice(name, *ELSEWHERE[name])
    told = metadata.metadata(name).json
    found = Notice(name, licence(told), project(told))
    if not (found.licence and found.project):
        raise ValueError(f"{name} does not say its licence or project: {found}")
    return found


def licence(told: dict[str, str | list[str]]) -> str:
    """Return the licence in SPDX's words, or an empty string."""
    classifiers = [str(each) for each in told.get("classifier", ())]
    named = [str(told.get(field, "")) for field in ("license_expression", "license")]
    named += [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License")]
    return next((SPDX.get(each, each) for each in named if each and "\n" not in each), "")


def project(told: dict[str, str | list[str]]) -> str:
    """Return the address of the project, its source before anything else."""
    pairs = [str(each).split(", ", 1) for each in told.get("project_url", ())]
    urls = {label.lower(): url for label, url in pairs}
    urls["home-page"] = str(told.get("home_page", ""))
    wanted = ("source", "source code", "repository", "code", "github", "homepage", "home-page")
    return next((urls[label] for label in wanted if urls.get(label)), "")


if __name__ == "__main__":
    sys.exit(main())
