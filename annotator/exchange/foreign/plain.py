"""Take plain values out of JSON that nobody vouches for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

from annotator.domain.corpus import ForeignProjectError
from annotator.domain.dates import FuzzyDate
from annotator.exchange.foreign.harvest import Facts
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.domain.corpus import Tool

_FACTS = {
    "title": ("title", "headline", "name"),
    "author": ("author", "byline"),
    "outlet": ("outlet", "source", "publisher", "newspaper"),
    "url": ("url", "link"),
}
_DATES = ("published", "date", "publication_date", "published_at")


def read_json(shown: str, tool: Tool, content: bytes | str) -> object:
    """Return what the JSON says; numbers that are none (NaN) are refused.

    Raises:
        ForeignProjectError: it is no JSON, or built to exhaust a reader.
    """
    try:
        if isinstance(content, bytes):
            content = content.decode("utf-8-sig")
        return json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        reason = tr("it is no sound JSON")
        raise ForeignProjectError(path=shown, tool=tool, reason=reason) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def table(value: object) -> dict[str, object]:
    """Return the object that ``value`` is, or an empty one."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list[object]:
    """Return the list that ``value`` is, or an empty one."""
    return value if isinstance(value, list) else []


def words(value: object) -> str:
    """Return a text or number as text; anything else gives nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, str | int | float) else ""


def offset(value: object) -> int:
    """Return the whole number that ``value`` is, or -1; True is no number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def facts_of(meta: Mapping[str, object]) -> Facts:
    """Return what columns of usual names tell of an article."""
    by_name = {name.lower(): words(value) for name, value in meta.items()}

    def first(names: tuple[str, ...]) -> str:
        return next((by_name[name] for name in names if by_name.get(name)), "")

    return Facts(
        title=first(_FACTS["title"]),
        author=first(_FACTS["author"]),
        outlet=first(_FACTS["outlet"]),
        url=first(_FACTS["url"]),
        published=date_of(first(_DATES)),
    )


def moment(value: object) -> str:
    """Return an ISO time as this program writes it, in UTC; nothing when it is none."""
    try:
        found = datetime.fromisoformat(words(value))
    except ValueError:
        return ""
    utc = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def date_of(written: str) -> FuzzyDate | None:
    """Return the date with which an ISO time begins, or None."""
    for length in (10, 7, 4):
        try:
            return FuzzyDate(written[:length])
        except ValueError:
            continue
    return None
