"""From what was typed into the search field to what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import regex

from annotator.domain.article import STATES
from annotator.domain.errors import BadQueryError, NothingToFindError, TooLongQueryError
from annotator.domain.query import All, ArticleQuery, Condition, Either, Fact, Near, Not, Words
from annotator.domain.search_words import is_cluster, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.domain.article import State

FIELDS = (
    "state", "outlet", "lang", "month", "date", "type", "actor", "coder", "title", "has",
)  # fmt: skip
_PLAIN = {"state": "state", "outlet": "outlet", "lang": "language", "month": "month"}
_LONGEST = 4000  # code points
_DEEPEST = 40  # parentheses and NOTs inside each other
_MOST = 200  # words and fields
_NEAR = 10  # words between, where no number is given
_FARTHEST = 1000
_GOES_ON = 3  # letters, from which the index finds beginnings at once

_PIECE = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<near>NEAR\() |
        (?:(?P<field>[a-z]+):)? (?:
            "(?P<quoted>[^"]*)"(?P<quoted_star>\*?) | “(?P<curly>[^”“]*)”(?P<curly_star>\*?) |
            (?P<plain>[^\s"()“]+) | (?P<mark>“)
        )
    )""",
    re.VERBOSE,
)
_DANGLING = re.compile(r"(?:^|(?<=[\s(]))(?:AND|OR|NOT|[a-z]+:|NEAR)\s*$")
_LETTER = regex.compile(r"[\p{L}\p{N}\p{Co}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

Kind = Literal["open", "close", "operator", "near", "field", "word"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One thing that was typed: ``text`` as it stands there, ``value`` without its quotes."""

    kind: Kind
    text: str
    at: int
    value: str = ""
    field: str = ""
    begins: bool = False
    phrase: bool = False


def read(query: str, *, typing: bool) -> ArticleQuery:
    """Return what ``query`` asks for; see `domain.query.read_query`."""
    query = _SURROGATE.sub("\ufffd", query)
    if len(query) > _LONGEST:
        raise TooLongQueryError(query=query[:20] + "…", place=query[_LONGEST - 20 : _LONGEST])
    said = _closed(query) if typing else query
    pieces = _pieces(said, query)
    if len(pieces) > _MOST:
        raise TooLongQueryError(query=query[:20] + "…", place=pieces[_MOST].text)
    if typing and not (query[-1:].isspace() or said[-1:].isspace()):
        last = max((at for at, one in enumerate(pieces) if one.at < len(query)), default=None)
        if last is not None:
            pieces[last] = _going_on(pieces[last])
    reader = _Reader(pieces, query)
    found = reader.whole()
    if (
        not found
        and not reader.any_field
        and any(one.kind == "word" and one.value for one in pieces)
    ):
        raise NothingToFindError(query=query, place=query.strip())
    return _sorted_out(found)


def _closed(query: str) -> str:
    """Return ``query`` with what is still open closed, and what is only begun left out."""
    quotes = query.count('"') % 2
    if quotes:
        query += '"'
    elif query.count("“") > query.count("”"):
        query += "”"
    else:
        shorter = _DANGLING.sub("", query)
        while shorter != query:
            query, shorter = shorter, _DANGLING.sub("", shorter)
    open_, inside = 0, False
    for char in query:
        if char == '"':
            inside = not inside
        elif not inside:
            open_ += (char == "(") - (char == ")")
    return query + ")" * max(0, open_)


def _going_on(piece: _Piece) -> _Piece:
    """The last word while it is typed. One of two letters leads anywhere, so it stands whole."""
    words = tokens(piece.value)
    if piece.kind != "word" or not words or len(words[-1]) < _GOES_ON or is_cluster(words[-1]):
        return piece
    return _Piece("word", piece.text, piece.at, piece.value, begins=True, phrase=piece.phrase)


def _pieces(query: str, typed: str) -> list[_Piece]:
    found = []
    at = 0
    while query[at:].strip():
        piece = _PIECE.match(query, at)
        if not piece or (piece["field"] and piece["field"] not in FIELDS):
            raise _bad(typed, query[at:].strip())
        if piece["near"]:
            end = _near_end(query, piece.end(), typed)
            inside = query[piece.end() : end]
            found.append(_Piece("near", query[at : end + 1].strip(), at, inside))
            at = end + 1
            continue
        found.append(_piece(piece))
        at = piece.end()
    return found


def _piece(found: re.Match[str]) -> _Piece:
    text, at = found[0].strip(), found.start()
    if found["open"] or found["close"]:
        return _Piece("open" if found["open"] else "close", text, at)
    quoted = found["quoted"] if found["quoted"] is not None else found["curly"]
    phrase = quoted is not None
    value = quoted if quoted is not None else (found["plain"] or found["mark"])
    begins = bool(found["quoted_star"] or found["curly_star"])
    if not phrase and not found["field"] and value in ("AND", "OR", "NOT"):
        return _Piece("operator", text, at, value)
    if not phrase and value.endswith("*"):
        begins = True
    kind: Kind = "field" if found["field"] else "word"
    return _Piece(kind, text, at, value, found["field"] or "", begins, phrase)


def _near_end(query: str, at: int, typed: str) -> int:
    inside = False
    for place in range(at, len(query)):
        if query[place] == '"':
            inside = not inside
        elif query[place] == ")" and not inside:
            return place
    raise _bad(typed, query[at - len("NEAR(") :].strip())


class _Reader:
    """Reads pieces by the usual rules: NOT binds closest, then AND (or nothing), then OR."""

    def __init__(self, pieces: list[_Piece], query: str) -> None:
        self._pieces = pieces
        self._query = query
        self._at = 0
        self._depth = 0
        self.any_field = False

    def whole(self) -> Condition | None:
        """Return all of it as one condition; None where it asks for nothing."""
        found = self._either()
        if self._at < len(self._pieces):
            raise _bad(self._query, self._pieces[self._at].text)
        return found

    def _either(self) -> Condition | None:
        parts = [self._all()]
        while self._take("OR"):
            self._expect_more()
            parts.append(self._all())
        return _joined(Either, parts)

    def _all(self) -> Condition | None:
        parts: list[Condition | None] = []
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece.kind == "close" or (piece.kind == "operator" and piece.value == "OR"):
                break
            if parts and self._take("AND"):
                self._expect_more()
            parts.append(self._one())
        if not parts and self._at < len(self._pieces) and self._pieces[self._at].kind == "operator":
            raise _bad(self._query, self._pieces[self._at].text)
        return _joined(All, parts)

    def _one(self) -> Condition | None:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.kind == "operator":
            if piece.value != "NOT":
                raise _bad(self._query, piece.text)
            self._expect_more()
            with_not = self._deeper(piece, self._one)
            return Not(with_not) if with_not else None
        if piece.kind == "open":
            inside = self._deeper(piece, self._either)
            if self._at >= len(self._pieces):
                raise _bad(self._query, self._query[piece.at :].strip())
            self._at += 1
            return inside
        if piece.kind == "near":
            return self._near(piece)
        if piece.kind == "field":
            self.any_field = True
            return _fact(piece, self._query)
        words = tokens(piece.value)
        return Words(words, piece.begins) if _LETTER.search("".join(words)) else None

    def _deeper(self, piece: _Piece, read: Callable[[], Condition | None]) -> Condition | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise TooLongQueryError(query=self._query[:20] + "…", place=piece.text)
        found = read()
        self._depth -= 1
        return found

    def _near(self, piece: _Piece) -> Condition | None:
        inside, comma, number = piece.value.rpartition(",")
        within = _NEAR
        if comma:
            if not re.fullmatch(r"\s*\d{1,9}\s*", number, re.ASCII):
                raise _bad(self._query, piece.text)
            within = min(int(number), _FARTHEST)
        else:
            inside = number
        parts = []
        for one in _pieces(inside, self._query):
            if one.kind != "word":
                raise _bad(self._query, one.text)
            words = tokens(one.value)
            if _LETTER.search("".join(words)):
                parts.append(Words(words, one.begins))
        if not parts:
            raise _bad(self._query, piece.text)
        return Near(tuple(parts), within) if len(parts) > 1 else parts[0]

    def _take(self, operator: str) -> bool:
        piece = self._pieces[self._at] if self._at < len(self._pieces) else None
        taken = bool(piece and piece.kind == "operator" and piece.value == operator)
        self._at += taken
        return taken

    def _expect_more(self) -> None:
        """See that something follows the operator that was just taken."""
        follows = self._pieces[self._at] if self._at < len(self._pieces) else None
        wrong = (
            follows is None
            or follows.kind == "close"
            or (follows.kind == "operator" and follows.value != "NOT")
        )
        if wrong:
            raise _bad(self._query, self._pieces[self._at - 1].text)


def _joined(kind: type[All] | type[Either], parts: list[Condition | None]) -> Condition | None:
    there = [part for part in parts if part is not None]
    flat: list[Condition] = []
    for part in there:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    if len(flat) > 1:
        return kind(tuple(flat))
    return flat[0] if flat else None


def _fact(piece: _Piece, query: str) -> Condition | None:
    """Return the condition of one field.

    Raises:
        BadQueryError: the field has no such value.
    """
    name, value = piece.field, piece.value
    if name == "title":
        words = tokens(value)
        if not _LETTER.search("".join(words)):
            raise _bad(query, piece.text)
        return Words(words, piece.begins, title=True)
    if name == "state" and value not in STATES:
        raise BadQueryError(query=query, place=value, known=", ".join(STATES))
    if name == "has" and value != "suggestions":
        raise BadQueryError(query=query, place=value, known="has:suggestions")
    if name == "date" and not _is_range(value):
        raise BadQueryError(
            query=query, place=value, known="date:2024, date:2024-03..2024-06, date:..2024-03-05"
        )
    return Fact(name, value)


def _is_range(value: str) -> bool:
    """Whether ``value`` is a date or two of them with ``..`` between; "" is no date."""
    first, dots, last = value.partition("..")
    ends = [first, last] if dots else [first]
    if dots and not first and not last:
        return False
    return all(not one or _is_day(one) for one in ends)


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value) or not value.isascii():
        return False
    year, month, day = (value + "-01-01"[len(value) - 4 :])[:10].split("-")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _sorted_out(found: Condition | None) -> ArticleQuery:
    """Give the plain conditions their fields, so that chips and lists can work with them."""
    parts = found.parts if isinstance(found, All) else (found,) if found else ()
    given: dict[str, list[Fact]] = {}
    words: list[str] = []
    also: list[Condition] = []
    for part in parts:
        if isinstance(part, Fact):
            given.setdefault(part.name, []).append(part)
        elif isinstance(part, Words) and not part.begins and not part.title:
            words.append(" ".join(part.tokens))
        else:
            also.append(part)
    plain: dict[str, str] = {}
    for name, facts in given.items():
        values = list(dict.fromkeys(facts))
        if len(values) == 1 and (name in _PLAIN or name == "type"):
            plain[_PLAIN.get(name, name)] = values[0].value
        elif name != "has":
            # An article has one outlet but many actors: so only there both can be meant.
            both = name in ("actor", "coder", "type")
            also.extend(values if both or len(values) == 1 else [Either(tuple(values))])
    return ArticleQuery(
        state=_state(plain),
        outlet=plain.get("outlet"),
        language=plain.get("language"),
        month=plain.get("month"),
        type=plain.get("type"),
        suggestions="has" in given,
        words=tuple(words),
        also=tuple(also),
    )


def _state(plain: dict[str, str]) -> State | None:
    return next((state for state in STATES if state == plain.get("state")), None)


def _bad(query: str, place: str) -> BadQueryError:
    return BadQueryError(query=query, place=place, known=", ".join(FIELDS))
