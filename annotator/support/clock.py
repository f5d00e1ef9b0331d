"""Now, and new ids; both can be replaced in tests."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4


def now() -> str:
    """Return the moment in UTC as ISO 8601 with milliseconds, which sorts as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """Return 32 random hexadecimal digits, so that records of two desks never collide."""
    return uuid4().hex
