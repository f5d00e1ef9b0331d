"""sqlite-utils, without the large libraries that it takes along where they are installed.

It imports numpy and pandas only to know their types, which no record of ours has; for
a window that opens in a second that is a tenth of it.
"""

from __future__ import annotations

import sys

_BESIDE = [name for name in ("numpy", "pandas") if name not in sys.modules]
for _name in _BESIDE:
    sys.modules[_name] = None  # type: ignore[assignment]  # so Python says "not there"
try:
    from sqlite_utils import Database, Migrations
finally:
    for _name in _BESIDE:
        del sys.modules[_name]

__all__ = ["Database", "Migrations"]
