"""Where code points and UTF-16 units meet."""

from __future__ import annotations

from bisect import bisect_left


class Utf16Map:
    r"""Translate offsets of one text between code points and UTF-16 units.

    A code point above U+FFFF (an emoji, say) is one code point and two units;
    everything else is one of each. Only the places of the wide ones are kept, so a
    text without any costs two empty lists.

    Args:
        text: the article's text, newlines already ``\n`` (see ``domain.text``).
    """

    __slots__ = ("_wide", "_wide_in_units")

    def __init__(self, text: str) -> None:
        # Most texts have none; max() finds that out at the speed of C.
        has_wide = bool(text) and max(text) > "\uffff"
        self._wide = [at for at, char in enumerate(text) if char > "\uffff"] if has_wide else []
        self._wide_in_units = [at + before for before, at in enumerate(self._wide)]

    def to_units(self, offset: int) -> int:
        """Return where code point ``offset`` begins, in UTF-16 units."""
        return offset + bisect_left(self._wide, offset)

    def to_code_points(self, unit: int) -> int:
        """Return the code point that begins at ``unit``.

        A unit in the middle of a wide code point counts as its beginning.
        """
        return unit - bisect_left(self._wide_in_units, unit)
