"""From bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from unicodedata import category

from annotator.domain.errors import CannotReadError, NotTextError
from annotator.exchange.language import guess_language
from annotator.support.i18n import N_, tr

_BOMS = (  # the four-byte marks first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", N_("it is a PDF")),
    (b"PK\x03\x04", N_("it is a zip archive or an office document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("it is an old office document")),
    (b"{\\rtf", N_("it is a rich text document")),
    (b"\x89PNG\r\n", N_("it is a picture")),
    (b"\xff\xd8\xff", N_("it is a picture")),
    (b"GIF8", N_("it is a picture")),
    (b"RIFF", N_("it is a picture, sound or film")),
    (b"OggS", N_("it is a sound or film")),
    (b"ID3", N_("it is a sound or film")),
    (b"\x1f\x8b\x08", N_("it is a compressed file")),
    (b"BZh", N_("it is a compressed file")),
    (b"7z\xbc\xaf\x27\x1c", N_("it is a compressed file")),
    (b"Rar!\x1a\x07", N_("it is a compressed file")),
    (b"\xfd7zXZ", N_("it is a compressed file")),
    (b"\x7fELF", N_("it is a program")),
    (b"SQLite format 3\x00", N_("it is a database")),
)
# What newspapers are written in when not in Unicode. Rare ones stay out: on short texts
# a detector takes them for anything.
_LEGACY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp874", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
# Western pages that a detector mixes up, and the languages that each is for.
_LATIN = {
    "cp1250": "pl cs sk hu sl hr bs ro sq",
    "cp1254": "tr az",
    "cp1257": "et lv lt",
    "cp1258": "vi",
    "cp1252": "",
}
_SAMPLE = 200_000  # bytes that the detector looks at
_HALVES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_DAMAGED_SHARE = 0.05  # of the letters beyond ASCII that may be unreadable in UTF-8
_PLAUSIBLE = 0.9  # of the characters of UTF-16 without a mark are letters and the like
_RUN = 200  # characters without a space or full stop that a text may have on average
_BREAKS = re.compile("[ \n\u3001\u3002]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that it was read in; never a NUL or a lone surrogate."""

    text: str
    encoding: str


def decode(path: str, raw: bytes, encoding: str | None = None) -> Decoded:
    """Read ``raw`` as text.

    Tried in this order: the encoding that is given, a byte order mark, strict UTF-8,
    UTF-16 without a mark, the likeliest of the older encodings. UTF-8 with a few broken
    bytes stays UTF-8, each shown as U+FFFD.

    Args:
        path: how error messages name the file.
        raw: the file's bytes.
        encoding: what a person says it is written in.

    Raises:
        NotTextError: it is no text, or not in the encoding that was given.
        CannotReadError: the encoding that was given is not known.
    """
    for magic, reason in _MAGIC:
        if raw.startswith(magic):
            raise NotTextError(path=path, reason=tr(reason))
    found = _as_told(path, raw, encoding) if encoding else _found(raw)
    if found is None or not _is_text(found.text):
        raise NotTextError(path=path, reason=tr("its bytes are no writing"))
    return found


def _as_told(path: str, raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), codecs.lookup(encoding).name)
    except LookupError as error:
        reason = tr("the encoding “{encoding}” is not known", encoding=encoding)
        raise CannotReadError(path=path, reason=reason) from error
    except ValueError as error:
        reason = tr("it is not written in {encoding}", encoding=encoding)
        raise NotTextError(path=path, reason=reason) from error


def _found(raw: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark) and (decoded := _strict(raw, encoding)):
            return decoded
    if b"\x00" in raw:
        return _unmarked_utf16(raw)
    return _strict(raw, "utf-8") or _damaged_utf8(raw) or _detected(raw)


def _strict(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except ValueError:
        return None


def _unmarked_utf16(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark, in the byte order that gives more spaces; None for no writing.

    In the wrong order a space becomes U+2000 and letters become symbols.
    """
    readings = [_strict(raw, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    likely = [one for one in readings if one and _is_writing(one.text)]
    return max(likely, key=lambda one: len(_BREAKS.findall(one.text)), default=None)


def _is_writing(text: str) -> bool:
    sample = text[:_SAMPLE]
    good = sum(
        char in "\n\r\t" or char > "\uffff" or category(char)[0] in "LMNPZ" for char in sample
    )
    breaks = len(_BREAKS.findall(sample))
    return good >= _PLAUSIBLE * len(sample) and breaks * _RUN > len(sample)


def _damaged_utf8(raw: bytes) -> Decoded | None:
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(char > "\x7f" for char in text) - broken
    return Decoded(text, "utf-8") if broken <= beyond_ascii * _DAMAGED_SHARE else None


def _detected(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_LEGACY).best()
    encoding = best.encoding if best else "cp1252"
    if encoding in _LATIN:
        encoding = _latin(raw)
    readings = (_strict(raw, likely) for likely in (encoding, "cp1252", "latin-1"))
    return next((reading for reading in readings if reading), None)


def _latin(raw: bytes) -> str:
    """Which Latin code page, by the language: its plain letters tell, whatever the rest is."""
    language = guess_language(raw[:_SAMPLE].decode("cp1252", "replace"))
    return next((page for page, spoken in _LATIN.items() if language in spoken.split()), "cp1252")


def _is_text(text: str) -> bool:
    if "\x00" in text or _HALVES.search(text):
        return False
    return len(_CONTROLS.findall(text)) <= len(text) * _CONTROL_SHARE
