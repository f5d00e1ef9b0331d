"""What a journey sets out with: the real window on a real file, as its own tests have it."""

from __future__ import annotations

from tests.gui.conftest import make_bench, qapp_cls

__all__ = ["make_bench", "qapp_cls"]
