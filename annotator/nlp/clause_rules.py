"""X said that …; “…,” said X; …, X said, …: verbs with a clause or a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.page import QUOTED
from annotator.nlp.phrases import CLOSERS, INSIDE
from annotator.nlp.reach import ASIDE, after_verb, clause_start, forward_end, is_clause, is_told

if TYPE_CHECKING:
    from annotator.nlp.phrases import Items
    from annotator.nlp.said import Look
    from annotator.nlp.saying import Use

DASHES = frozenset({",", "—", "–"})
TRAILING_THOUGHTS = frozenset(
    {"believe", "think", "hope", "fear", "suspect", "reckon", "guess", "suggest"}
)  # fmt: skip
# Verbs that may have a plain object as what is said ("announced the closure of …").
FREE = frozenset(
    {"say", "tell", "announce", "explain", "declare", "state", "disclose", "reveal", "confirm"}
)  # fmt: skip
CLAUSE_ONLY = frozenset(
    {"allege", "charge", "tweet", "post", "write", "read", "report", "continue", "describe",
     "cite", "record"}
)  # fmt: skip
THINGS_WANTED = frozenset(
    {"view", "regard", "consider", "accept", "recognize", "recognise"}
)  # fmt: skip
AFTER_SPEAKER = CLOSERS | {
    "in", "on", "at", "during", "who", "as", "after", "when", "of", "from", "to", ""
}  # fmt: skip
NO_WORDS = frozenset({"so", "nothing", "little", "more", "much", "something", "goodbye"})
OTHER_VOICE = frozenset({"and", "a", "an", "with"})


def clause(look: Look, use: Use) -> None:
    """Note what a verb of saying, showing or thinking gives to its subject."""
    if use.sense.frame in {"think", "show"} and look.at(use.stop) in INSIDE:
        return  # "suspected of", "found in the water"
    source = look.phrases.subject(look.unit, use.item)
    if source is None or look.at(use.item - 1) in {",", QUOTED}:
        speaker = inverted(look, use)
        if speaker is not None:
            trailing(look, use, speaker, (use.item, speaker[1]), "inverted")
            return
    if source is None:
        _coordinated(look, use)
        return
    after = after_verb(look, use)
    if not _ends_here(look, after, source):
        _forward(look, use, source, after)
    elif may_trail(look, use, source) or (look.at(after) == "," and _goes_on(look, after)):
        trailing(look, use, source, (source[0], after), "trailing")


def after_quote(look: Look, item: int) -> bool:
    """Whether a quotation ends before ``item``."""
    at = item - 1 - (look.at(item - 1) == ",")
    return look.at(at) == QUOTED


def inverted(look: Look, use: Use) -> Items | None:
    """Return the subject after the verb in “…,” said Hun Sen."""
    before = look.at(use.item - 1)
    finite = use.sense.shape in {"past", "third"}
    if use.sense.frame not in {"say", "ask"} or not finite or before not in {",", QUOTED}:
        return None
    found = look.phrases.starting_at(look.unit, use.stop)
    if (
        found is None
        or look.low[found[0]] in {"that", "to"}
        or look.at(found[1]) not in AFTER_SPEAKER
    ):
        return None
    if after_quote(look, use.item):
        return found
    named = look.phrases.has_name(look.unit, found)
    return found if named and not is_told(look, found[1], look.end) else None


def may_trail(look: Look, use: Use, source: Items) -> bool:
    """Whether "…, he said" can end a sentence so: not with "…, as he wished"."""
    frame = use.sense.frame
    if after_quote(look, source[0]):
        return frame in {"say", "ask", "think"}
    said = frame in {"say", "ask"} or use.sense.lemma in TRAILING_THOUGHTS
    comma = look.at(source[0] - 1) in DASHES
    told = is_told(look, clause_start(look, source[0]), source[0])
    return said and comma and use.sense.shape != "base" and told


def trailing(look: Look, use: Use, source: Items, inserted: Items, rule: str) -> None:
    """Note words that stand before the insertion "he said", and those that go on after it."""
    pieces = [(clause_start(look, inserted[0]), inserted[0])]
    after = inserted[1]
    while after < look.end and look.low[after] not in CLOSERS:
        after += 1  # "on Friday", "in an interview with AFP"
    more = after + 1 < look.end and look.low[after] in {*DASHES, QUOTED, ":"}
    if more and _goes_on(look, after) and (rule != "inverted" or _verb_or_quote(look, after)):
        pieces.append((after, forward_end(look, after + 1)))
    first, stop = look.trimmed(*pieces[0])
    if stop - first < 2 and look.low[first:stop] != [QUOTED]:
        pieces = pieces[1:]
    look.add(use, source, pieces, rule)


def _verb_or_quote(look: Look, item: int) -> bool:
    return look.low[item] == QUOTED or look.at(item + 1) in look.lexicon.auxiliaries | {QUOTED}


def _goes_on(look: Look, item: int) -> bool:
    """Whether what follows an inserted "he said" is still his."""
    low = look.at(item + (look.low[item] != QUOTED))
    if low == QUOTED:
        return True
    return look.low[item] == "," and not (
        low.endswith("ing") or low in look.lexicon.barriers | OTHER_VOICE
    )


def _ends_here(look: Look, after: int, source: Items) -> bool:
    """Whether nothing more is said after the verb: the words stand before it."""
    if after >= look.end:
        return True
    quote_before = QUOTED in look.low[:after]
    if after_quote(look, source[0]) and not is_clause(look, after):
        return True
    if look.low[after] in {*DASHES, ";"}:
        return look.at(after + 1) != QUOTED or quote_before or _leads(look, source)
    return look.low[after] in {"as", "while", "when", "after"} and quote_before


def _leads(look: Look, source: Items) -> bool:
    """Whether a whole clause stands before the speaker: "The debt stands, he conceded, “…”"."""
    start = clause_start(look, source[0])
    opens = look.low[start] in ASIDE | look.lexicon.barriers or look.low[start].endswith("ing")
    comma = look.at(source[0] - 1) in DASHES
    return comma and not opens and is_told(look, start, source[0])


def _forward(look: Look, use: Use, source: Items, after: int) -> None:
    if not _says_something(look, use, source, after):
        return
    pieces = [(after, forward_end(look, after))]
    lead = look.trimmed(0, source[0])
    if look.low[slice(*lead)][-1:] == [QUOTED] and look.low[after] in {QUOTED, ":"}:
        pieces.insert(0, lead)  # “…,” he said: “…”
    look.add(use, source, pieces, "forward")


def _says_something(  # noqa: PLR0911 - a ladder of cases
    look: Look, use: Use, source: Items, after: int
) -> bool:
    """Whether what follows can be what is said, thought or shown, and is no mere object."""
    lemma, frame = use.sense.lemma, use.sense.frame
    begins = is_clause(look, after)
    if frame == "think":
        return look.low[after] in {"that", QUOTED} if lemma in THINGS_WANTED else begins
    if frame == "show":
        if after > use.stop and look.low[after] != "that":  # "found in the water"
            return False
        papers = look.lexicon.documents | look.lexicon.groups.keys()
        return begins or (look.low[source[1] - 1] in papers and look.low[after] not in INSIDE)
    if lemma == "read" and look.low[source[1] - 1] not in look.lexicon.documents:
        return False
    if lemma in CLAUSE_ONLY:
        return begins
    if look.low[after] in NO_WORDS:
        return False
    quoted = QUOTED in look.low[after : after + 4]
    return begins or quoted or lemma in FREE or bool(use.sense.type)


def _coordinated(look: Look, use: Use) -> None:
    """Note "… and added that …": the subject is the one before."""
    before = {look.at(use.item - 1), look.at(look.phrases.before_helpers(look.unit, use.item) - 1)}
    if look.subject is None or not before & {"and", "but", "then"}:
        return
    after = after_verb(look, use)
    if is_clause(look, after) or (use.sense.type and after < look.end):
        look.add(use, look.subject, [(after, forward_end(look, after))], "coordinated")
