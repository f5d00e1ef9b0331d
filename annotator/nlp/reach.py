"""How far words reach: what stands between a verb and what is said, and where that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.page import QUOTED
from annotator.nlp.phrases import CLOSERS, SUBJECTS
from annotator.nlp.said import SPEECH

if TYPE_CHECKING:
    from annotator.nlp.said import Look
    from annotator.nlp.saying import Use

RECIPIENTS = frozenset(
    {"tell", "inform", "assure", "remind", "notify", "warn", "brief", "advise", "promise", "ask",
     "show", "convince", "caution"}
)  # fmt: skip
TOLD = frozenset({"him", "her", "them", "us", "me", "it", "you", "reporters", "journalists"})
ASIDE = frozenset(
    {"in", "on", "at", "during", "to", "through", "via", "before", "after", "by", "from", "over",
     "with", "without", "of", "about", "when", "as", "while", "against", "upon", "following",
     "since"}
)  # fmt: skip
COMPLEMENTS = frozenset({"that", QUOTED, "how", "why", "whether", "what", "if", ":"})
ASIDE_ENDS = frozenset({"that", QUOTED, ",", ":", "—", "–"})
RECENT = frozenset({"last", "this", "early", "late"})
ASIDE_LENGTH = 16  # items
CLAUSE_LENGTH = 14  # items within which a clause has its verb
SHORT_REST = 9  # items that may all be an aside at the end of a sentence


def after_verb(look: Look, use: Use) -> int:
    """Return the item after the verb, its recipient and asides ("reporters on Friday")."""
    at = use.stop
    if use.sense.lemma in RECIPIENTS:
        at = _over_recipient(look, at)
    while at < look.end:
        step = _over_time(look, at) or _over_aside(look, at)
        if not step:
            break
        at = step
    return at


def _over_recipient(look: Look, item: int) -> int:
    low = look.at(item)
    if low in TOLD:
        return item + 1
    found = look.phrases.starting_at(look.unit, item)
    if low in {"that", QUOTED, ",", ""} or found is None:
        return item
    for at in range(item, min(look.end, item + CLAUSE_LENGTH)):
        if look.low[at] in {"that", QUOTED, ","}:
            return at
    named = look.phrases.marks.get(look.unit.at[item])
    return look.unit.item_at(named.stop - 1) + 1 if named is not None else found[1]


def _over_time(look: Look, item: int) -> int:
    """Return the item after a day, time or adverb, 0 when there is none."""
    low, lexicon = look.low[item], look.lexicon
    if low in RECENT and look.at(item + 1) in lexicon.days | lexicon.times | lexicon.months:
        return item + 2
    adverb = (low in lexicon.adverbs and low != "not") or (low.endswith("ly") and len(low) > 4)
    return item + 1 if adverb or low in lexicon.days | lexicon.times else 0


def _over_aside(look: Look, item: int) -> int:
    """Return the item after "on Friday" or "in a statement …", 0 when it is no aside."""
    if look.low[item] not in ASIDE:
        return 0
    following = look.at(item + 1)
    lexicon = look.lexicon
    if following in lexicon.days | lexicon.months | lexicon.times or following[:1].isdigit():
        at = item + 2
        while at < look.end and (
            look.low[at][0].isdigit() or look.low[at] in lexicon.times | lexicon.months
        ):
            at += 1
        return at
    for at in range(item + 1, min(look.end, item + ASIDE_LENGTH)):
        if look.low[at] in ASIDE_ENDS:
            return at
    quote_before = QUOTED in look.low[:item]
    return look.end if quote_before or look.end - item < SHORT_REST else 0


def is_clause(look: Look, item: int) -> bool:
    """Whether a clause or a quotation begins at ``item``."""
    low = look.at(item)
    if not low:
        return False
    return low in COMPLEMENTS or low in SUBJECTS or _verb_soon(look, item)


def _verb_soon(look: Look, item: int) -> bool:
    """Whether an auxiliary comes before the next comma or quotation, as in a clause."""
    for at in range(item + 1, min(look.end, item + CLAUSE_LENGTH)):
        low = look.low[at]
        if low in CLOSERS or low in {"who", "which", "that", "to"}:
            return False
        if low in look.lexicon.auxiliaries and low not in {"’s", "'s"}:
            return True
    return False


def is_told(look: Look, first: int, stop: int) -> bool:
    """Whether the items hold a verb or a quotation, so that they can be what is said."""
    lexicon = look.lexicon
    return any(
        low == QUOTED
        or low in lexicon.auxiliaries
        or low in lexicon.senses
        or low in lexicon.acts
        or low.endswith("ed")
        for low in look.low[first:stop]
    )


def forward_end(look: Look, item: int) -> int:
    """Return where what begins at ``item`` ends: before the next attribution of the sentence."""
    for use in look.uses:
        if use.item <= item + 1 or use.sense.frame not in SPEECH:
            continue
        before = look.low[use.item - 1]
        if use.gerund and before in {",", "—", "–"}:
            return use.item - 1
        finite = not use.gerund and not use.infinitive and use.sense.shape in {"past", "third"}
        if finite and before in {"and", "but"} and use.sense.tier == "A":
            return use.item - 1
        if finite and before == "," and look.unit.headline:  # "Valdoun denies taps, calls it …"
            return use.item - 1
    semicolon = next((at for at in range(item + 1, look.end) if look.low[at] == ";"), look.end)
    tail = tail_of(look)
    return min(semicolon, tail) if item < tail else semicolon


def tail_of(look: Look) -> int:
    """Return the comma before an attribution that ends the unit (", the agency reported")."""
    if look.tail is None:
        look.tail = _find_tail(look)
    return look.tail


def _find_tail(look: Look) -> int:
    for use in look.uses:
        finite = not (use.gerund or use.passive or use.infinitive) and use.sense.shape != "base"
        if use.sense.frame != "say" or not finite or after_verb(look, use) < look.end:
            continue
        source = look.phrases.subject(look.unit, use.item)
        if source and source[0] > 0 and look.low[source[0] - 1] == ",":
            return source[0] - 1
    return look.end


def clause_start(look: Look, item: int) -> int:
    """Return where the words that end before ``item`` begin: not in an earlier one's."""
    start = next((at + 1 for at in range(item - 1, -1, -1) if look.low[at] == ";"), 0)
    base = look.unit.at[item] if item < len(look.unit) else look.unit.upto[-1]
    for said in look.found:
        if said.rule in {"trailing", "inverted"}:
            edges = [edge[1] for edge in (said.cue, said.source) if edge and edge[1] <= base]
            start = max([start, *(look.unit.item_at(edge - 1) + 1 for edge in edges)])
    return start
