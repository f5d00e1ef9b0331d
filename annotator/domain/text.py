"""The one cleaning that a text gets, at the door, before anything counts in it."""

from __future__ import annotations


def clean_text(decoded: str) -> str:
    r"""Return the text as it is stored: byte order mark off, every line end ``\n``.

    Nothing else changes - no normal forms, no folded spaces - so that every quotation
    can be found in the source as it stands. Cleaning a clean text changes nothing.
    """
    return decoded.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def printable_name(name: str) -> str:
    """Return the name of a file as people can read it.

    Names of other systems may hold bytes that are no UTF-8, which Python keeps as halves
    of characters that no store takes; each becomes U+FFFD.
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
