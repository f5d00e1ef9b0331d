"""According to X; X: …; X's claim that …; X renewed allegations against Y; X is worried that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.lexicon import Sense
from annotator.nlp.page import QUOTED
from annotator.nlp.reach import clause_start, forward_end, is_clause
from annotator.nlp.saying import BE, helpers_before

if TYPE_CHECKING:
    from annotator.nlp.phrases import Items
    from annotator.nlp.said import Look

SOURCE_ENDS = frozenset({",", ";", QUOTED, "—", "–", "(", "and", "but"})
HIS = frozenset({"his", "her", "their", "its"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
COLON = 12  # items within which a speaker's colon stands


def according_to(look: Look) -> None:
    """Note "according to X" with the sentence around it."""
    for item in range(len(look.unit) - 2):
        if look.low[item] != "according" or look.low[item + 1] != "to":
            continue
        source = look.phrases.starting_at(look.unit, item + 2)
        if source is None:
            continue
        source = (source[0], _source_end(look, source[1]))
        content = _around(look, item, source[1])
        if content:
            look.note(source, (item, item + 2), content, "A", "according_to")


def _source_end(look: Look, end: int) -> int:
    """Return where the source ends: "officials in the ministry" up to the next comma.

    Where a verb stands before that comma, the writer left one out.
    """
    stop = end
    while stop < look.end and look.low[stop] not in SOURCE_ENDS:
        if look.low[stop] in look.lexicon.auxiliaries - POSSESSIVE:
            return end
        stop += 1
    return stop


def _around(look: Look, first: int, stop: int) -> list[Items]:
    """Return the sentence without the insertion ``[first, stop)``."""
    start = clause_start(look, first)
    pieces = [look.trimmed(start, first), look.trimmed(stop, look.end)]
    if start < first and pieces[0][0] < pieces[0][1] and look.low[first - 1] != ",":
        pieces = pieces[:1]
    return [(a, b) for a, b in pieces if b - a > 1 or look.low[a:b] == [QUOTED]]


def colon(look: Look) -> None:
    """Note "Hun Sen: Facebook stays" and an interview's "Kim: …"."""
    places = range(1, min(COLON, len(look.unit) - 2))
    item = next((at for at in places if look.low[at] == ":"), None)
    if item is None:
        return
    source = look.phrases.ending_at(look.unit, item)
    long = look.unit.headline or len(look.unit) - item > 4 or look.low[item + 1] == QUOTED
    if source and source[0] == 0 and long and look.phrases.has_name(look.unit, source):
        content = look.trimmed(item + 1, len(look.unit))
        if content[0] < content[1]:
            look.note(source, (item, item + 1), [content], "B", "colon")


def nouns(look: Look) -> None:
    """Note "Thailand's claim that …" and "renewed allegations against Cambodia of …"."""
    for item in range(1, look.end - 2):
        low, following = look.low[item], look.low[item + 1]
        timed = following in look.lexicon.times | look.lexicon.days
        if low in look.lexicon.claims and (look.low[item + 2] if timed else following) == "that":
            _claim_that(look, item)
        elif low in look.lexicon.blame and following in {"against", "of", "about"}:
            _raised_against(look, item)


def _claim_that(look: Look, item: int) -> None:
    owner = look.low[item - 1]
    source: Items | None = None
    if owner in POSSESSIVE:
        source = look.phrases.ending_at(look.unit, item - 1)
    elif owner in HIS:
        source = (item - 1, item)
    if source is not None:
        content = look.trimmed(item + 1, forward_end(look, item + 1))
        look.note(source, (item, item + 1), [content], "B", "noun")


def _raised_against(look: Look, item: int) -> None:
    verb = next(
        (
            at
            for at in range(item - 1, max(-1, item - 4), -1)
            if look.low[at] in look.lexicon.raising
        ),
        None,
    )
    if verb is None or look.low[verb].endswith("ing"):
        return
    source = look.phrases.subject(look.unit, verb)
    content = look.trimmed(item + 1, forward_end(look, item + 1))
    if source is not None and content[0] < content[1]:
        sense = Sense("allege", "past", "judge", "B", look.lexicon.blame[look.low[item]])
        target = look.phrases.starting_at(look.unit, item + 2)
        look.note(source, (verb, item + 1), [content], "B", "noun", sense=sense, target=target)


def feelings(look: Look) -> None:
    """Note "they are concerned that …"."""
    for item in range(1, look.end - 1):
        if look.low[item] not in look.lexicon.feelings or not is_clause(look, item + 1):
            continue
        helpers, _ = helpers_before(look.unit, item, look.lexicon)
        source = look.phrases.subject(look.unit, item) if helpers & BE else None
        if source and look.low[item + 1] not in {"if", "what", "how", ":"}:
            content = look.trimmed(item + 1, forward_end(look, item + 1))
            look.note(source, (item, item + 1), [content], "C", "feeling")
