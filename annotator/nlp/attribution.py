"""Who is said to have said what: the rules in their order, one unit at a time.

Quotations are single items here, so a rule never cuts one. The order matters: "according
to" and a speaker's colon first, then each verb once, nouns and feelings last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp import other_rules
from annotator.nlp.clause_rules import clause
from annotator.nlp.object_rules import directed, participle, passive
from annotator.nlp.page import QUOTED
from annotator.nlp.phrases import CLOSERS
from annotator.nlp.said import Look, Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.page import Page, Unit
    from annotator.nlp.phrases import Phrases
    from annotator.nlp.said import Words
    from annotator.nlp.saying import Use

SCARE = 4  # a quotation of fewer words, said by nobody near, is no statement
LONG = 8  # nor is one of fewer words than this that is part of a sentence
LEAST = 12  # code points, for scripts that put no space between words
SIGNATURE = 10  # items that a signature may have
# "went on to say": the infinitive is an act of speech after all.
LEADS_TO = frozenset({"on", "continued", "hastened", "began", "rushed"})


def find_attributions(page: Page, lexicon: Lexicon, phrases: Phrases) -> list[Said]:
    """Return the page's attributions in reading order of what is said."""
    found: list[Said] = []
    for unit in page.units:
        look = Look(page, unit, lexicon, phrases)
        _apply_rules(look)
        found += look.found or _free_standing(look, found)
    _chain(page, found)
    return sorted(found, key=lambda said: said.content[0])


def _apply_rules(look: Look) -> None:
    other_rules.according_to(look)
    if not look.found:
        other_rules.colon(look)
    for use in look.uses:
        _by_verb(look, use)
    other_rules.nouns(look)
    other_rules.feelings(look)


def _by_verb(look: Look, use: Use) -> None:
    if use.infinitive and look.at(use.item - 2) not in LEADS_TO:
        return
    if use.gerund:
        participle(look, use)
    elif use.passive:
        passive(look, use)
    elif use.sense.frame in {"say", "show", "think"}:
        clause(look, use)
    else:
        directed(look, use)


def _free_standing(look: Look, before: Sequence[Said]) -> Iterator[Said]:
    """A quotation with no verb of saying beside it: signed, led in, or going on."""
    unit = look.unit
    for item, low in enumerate(unit.low):
        signed = _signature(look, item) if low == QUOTED else None
        if low != QUOTED or not (signed or _is_sentence_like(look.page, unit, item)):
            continue
        source = signed or _lead_in(look, item)
        rule = "signed" if signed else "led_in" if source else "free_standing"
        last = next((said for said in reversed(before) if _may_go_on(said, unit)), None)
        content = [(unit.at[item], unit.upto[item])]
        yield Said(unit, source, None, content, "B", rule, follows=None if source else last)


def _chain(page: Page, found: Sequence[Said]) -> None:
    """Let a quotation that goes on in the next paragraph have the speaker named there."""
    starts = {said.content[0][0]: said for said in found}
    openers = {n.span.start: n for n in page.quotations if n.continues}
    for said in found:
        word = said.content[0][0]
        if said.rule != "free_standing" or page.starts[word] not in openers:
            continue
        following = starts.get(said.content[0][1])
        while following is not None and following.source is None:
            following = starts.get(following.content[0][1])
        said.follows = following or said.follows


def _is_sentence_like(page: Page, unit: Unit, item: int) -> bool:
    """Whether the quotation says something: it is alone, or long enough."""
    alone = all(low == QUOTED or low in CLOSERS for low in unit.low)
    first, stop = unit.at[item], unit.upto[item]
    letters = page.ends[stop - 1] - page.starts[first]
    words = sum(page.words[word][0].isalnum() for word in range(first, stop))
    unspaced = words * LEAST < letters
    return letters >= LEAST and (words >= (SCARE if alone else LONG) or unspaced)


def _signature(look: Look, item: int) -> Words | None:
    """Return who stands behind a dash after the quotation: “…” – Matthew Ingram."""
    unit, dash = look.unit, item + 1
    if dash == len(unit) and unit.number + 1 < len(look.page.units):  # it may be a unit of its own
        following = look.page.units[unit.number + 1]
        if following.paragraph == unit.paragraph:
            unit, dash = following, 0
    if dash + 1 >= len(unit) or unit.low[dash] not in {"-", "–", "—", "--"}:
        return None
    found = look.phrases.starting_at(unit, dash + 1)
    if found is None or not look.phrases.has_name(unit, found) or found[1] - found[0] > SIGNATURE:
        return None
    return unit.at[found[0]], unit.upto[found[1] - 1]


def _lead_in(look: Look, item: int) -> Words | None:
    """Return who speaks in the sentence before, when it ends in a colon."""
    if item > 0 or look.unit.number == 0:
        return None
    lead = Look(look.page, look.page.units[look.unit.number - 1], look.lexicon, look.phrases)
    if lead.low[-1] != ":":
        return None
    for use in reversed(lead.uses):
        subject = lead.phrases.subject(lead.unit, use.item)
        if subject is not None and use.sense.frame in {"say", "ask"}:
            return lead.words(subject)
    return None


def _may_go_on(said: Said, unit: Unit) -> bool:
    near = unit.paragraph - said.unit.paragraph <= 1
    return near and (said.sense is None or said.sense.frame in {"say", "ask"})
