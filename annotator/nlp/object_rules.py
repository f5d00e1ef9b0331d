"""X accused Y of …; X urged Y to …; X denied …; …, accusing Y of …; Y was accused by X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.clause_rules import after_quote, inverted, may_trail, trailing
from annotator.nlp.page import QUOTED
from annotator.nlp.phrases import INSIDE
from annotator.nlp.reach import after_verb, forward_end, is_clause
from annotator.nlp.said import SPEECH

if TYPE_CHECKING:
    from annotator.nlp.phrases import Items
    from annotator.nlp.said import Look
    from annotator.nlp.saying import Use

CONJUNCTIONS = frozenset({"and", "but", "also", "then"})
LED = frozenset({"with", "at", "over", "about", "against", "for", "to"})
BEFORE_PARTICIPLE = frozenset(
    {"as", ",", "and", "—", "–", "by", "while", "but", "without", "when", "also"}
)  # fmt: skip
IDLE = frozenset(
    {"offer", "agree", "commit", "volunteer", "call", "label", "describe", "read", "regard",
     "continue", "view", "post", "record", "detail"}
)  # fmt: skip
OWN_ACTS = frozenset(
    {"to", "that", "not", "its", "his", "her", "their", "the", "a", "an", "any", "further",
     QUOTED}
)  # fmt: skip
THING_VERBS = frozenset({"offer", "commit", "volunteer"})
ORDERING = frozenset(
    {"order", "direct", "task", "command", "authorise", "authorize", "mandate", "instruct",
     "request", "invite", "press", "pressure", "lobby", "summon", "forbid"}
)  # fmt: skip
AGENT = 25  # items after a passive within which "by" names who did it
NAMING = 12  # items after "called" within which the name given stands


def directed(look: Look, use: Use) -> None:
    """Note what is asked of, blamed on, denied to or promised to somebody."""
    source = look.phrases.subject(look.unit, use.item)
    rule = "object"
    before = look.at(use.item - 1)
    goes_on = before in CONJUNCTIONS or (before == "," and look.unit.headline)
    if look.subject is not None and goes_on and (source is None or before == ","):
        source, rule = look.subject, "coordinated"
    if source is None:
        speaker = inverted(look, use) if after_quote(look, use.item) else None
        if speaker:
            trailing(look, use, speaker, (use.item, speaker[1]), "inverted")
        return
    if look.at(use.stop) in {"", ",", "—"}:
        if may_trail(look, use, source):
            trailing(look, use, source, (source[0], use.stop), "trailing")
        return
    if _takes_object(look, use, source):
        content, target = _complement(look, use)
        look.add(use, source, [content], rule, target)


def _takes_object(  # noqa: PLR0911 - a ladder of cases
    look: Look, use: Use, source: Items
) -> bool:
    """Whether what follows can be urged, blamed, called something, denied."""
    following, frame = look.low[use.stop], use.sense.frame
    if use.sense.particle:  # "expressed dissatisfaction with"
        return True
    if following in INSIDE | {"to"} and frame in {"ask", "judge", "back"}:
        return False
    if use.sense.lemma in ORDERING:
        return bool({"to", "that", QUOTED} & set(look.low[use.stop : look.end][:NAMING]))
    if use.sense.lemma == "want":  # somebody named wants something of others
        return look.phrases.has_name(look.unit, source) and use.sense.shape != "base"
    if frame == "judge" and not use.sense.type:  # "called the initiative “important”"
        named = look.phrases.has_name(look.unit, source)
        return named and bool(
            {QUOTED, "a", "an", "as"} & set(look.low[use.stop + 1 : look.end][:NAMING])
        )
    if frame == "will":
        return following in OWN_ACTS or use.sense.lemma not in THING_VERBS
    return True


def _complement(look: Look, use: Use) -> tuple[Items, Items | None]:
    """Return what follows the verb as content, and whom it is directed at."""
    first = use.stop
    if use.sense.frame in {"say", "show", "will"}:
        first = first if look.at(first) == "to" else after_verb(look, use)
        return (first, forward_end(look, first)), None
    target = look.phrases.starting_at(look.unit, first + (look.at(first) in LED))
    return (first, forward_end(look, first)), target


def passive(look: Look, use: Use) -> None:
    """Note "Y was accused of … by X"."""
    if use.sense.frame not in {"judge", "ask", "deny"} or use.stop >= look.end:
        return
    target = look.phrases.subject(look.unit, use.item)
    places = range(use.stop, min(look.end, use.stop + AGENT))
    by = next((item for item in places if look.low[item] == "by"), None)
    source = look.phrases.starting_at(look.unit, by + 1) if by is not None else None
    content = (use.stop, by if by is not None and by > use.stop else look.end)
    if target and (source or use.sense.type in {"accusation", "criticism"}):
        look.add(use, source, [content], "passive", target)


def participle(look: Look, use: Use) -> None:
    """Note ", saying …" and ", accusing X of …": their subject is the sentence's."""
    if use.sense.frame not in SPEECH | {"show"} or use.stop >= look.end:
        return
    if use.sense.lemma in IDLE and not use.sense.particle:
        return
    source = _subject_of_participle(look, use.item)
    if use.sense.frame in {"say", "show"} and not is_clause(look, after_verb(look, use)):
        return
    if source is not None:
        content, target = _complement(look, use)
        look.add(use, source, [content], "participle", target)


def _subject_of_participle(look: Look, item: int) -> Items | None:
    """Return who says in ", saying …", or in "a report on Thursday stating …" the report."""
    paper = item - 1
    while look.at(paper) in look.lexicon.days | {"on"}:
        paper -= 1
    if look.at(paper) in look.lexicon.documents:
        owner = look.phrases.ending_at(look.unit, paper + 1)
        if owner is not None and look.phrases.has_name(look.unit, owner):
            return owner
    elif look.at(item - 1) not in BEFORE_PARTICIPLE:
        return None
    return look.subject or look.phrases.main_subject(look.unit, item)
