"""Which words of a unit are verbs of saying, urging, blaming and the like, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.nlp.page import QUOTED
from annotator.nlp.phrases import CLOSERS, DETERMINERS, INSIDE, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.nlp.lexicon import Act, Lexicon, Sense
    from annotator.nlp.page import Unit
    from annotator.nlp.phrases import Phrases

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"})
HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
MODAL = frozenset(
    {"will", "would", "can", "could", "shall", "should", "may", "might", "must", "wo", "ca",
     "'ll", "’ll", "did", "do", "does", "'d", "’d", "to"}
)  # fmt: skip
NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
QUANTITIES = frozenset({"both", "all", "many", "some", "several", "most"})
# Verbs whose third person is hardly ever a plural noun.
PLAIN_THIRD = frozenset(
    {"say", "tell", "add", "deny", "accuse", "urge", "insist", "believe", "think", "announce",
     "declare", "explain", "argue", "write", "describe"}
)  # fmt: skip
COMPLEMENTS = frozenset(
    {"that", QUOTED, ",", ":", "he", "she", "it", "they", "the", "to", "of", "on", "its", "his",
     "her", "a", "how", "why", "what", "there"}
)  # fmt: skip
GAP = 5  # items after "express" in which its "concern" must stand
SEPARABLE = frozenset({"express", "single"})


@dataclass(frozen=True, slots=True)
class Use:
    """A verb at items ``[item, stop)``: the particle of "call on" belongs to it."""

    item: int
    stop: int
    senses: tuple[Sense, ...]
    before: str  # the word before the verb and its helpers
    passive: bool = False
    gerund: bool = False
    infinitive: bool = False
    negated: bool = False

    @property
    def sense(self) -> Sense:
        """The sense that fits best."""
        return self.senses[0]


def uses(unit: Unit, lexicon: Lexicon, phrases: Phrases) -> Iterator[Use]:
    """Yield the verbs of saying in reading order, readings as nouns left out."""
    item = 0
    while item < len(unit):
        known = lexicon.senses.get(unit.low[item])
        use = _use(unit, item, known, lexicon) if known and not phrases.marked(unit, item) else None
        if use is not None and _is_verb(unit, use, lexicon, phrases):
            yield use
            item = use.stop
        else:
            item += 1


def _use(unit: Unit, item: int, known: Sequence[Sense], lexicon: Lexicon) -> Use | None:
    stop, senses = _with_particle(unit, item, known)
    helpers, before = helpers_before(unit, item, lexicon)
    fitting = tuple(sense for sense in senses if _shape_fits(sense.shape, helpers, before))
    if not fitting:
        return None
    shapes = {sense.shape for sense in fitting}
    return Use(
        item,
        stop,
        fitting,
        before,
        passive=bool(helpers & BE) and "participle" in shapes,
        gerund="gerund" in shapes and not helpers & BE,
        infinitive=before == "to",
        negated=bool(helpers & NOT),
    )


def _shape_fits(shape: str, helpers: set[str], before: str) -> bool:
    """Whether a verb form may stand after these helpers ("has direct" is no verb)."""
    if shape == "gerund":
        return not helpers & MODAL
    if helpers & MODAL or before == "to":
        return shape == "base" or (shape == "participle" and bool(helpers & (BE | HAVE)))
    if helpers & (HAVE | BE):
        return shape == "participle"
    return True


def _with_particle(unit: Unit, item: int, known: Sequence[Sense]) -> tuple[int, tuple[Sense, ...]]:
    """Return where the verb ends and its senses: with a particle only where that follows."""
    following = unit.low[item + 1 : item + 1 + GAP]
    for sense in known:
        near = following[:1] == [sense.particle]
        if sense.particle and (near or (sense.lemma in SEPARABLE and sense.particle in following)):
            same = tuple(s for s in known if s.particle == sense.particle)
            return item + 1 + (near and sense.particle != "to"), same
    plain = [sense for sense in known if not sense.particle]
    if following[:1] == ["to"]:  # "promised to": an own act rather than words
        plain.sort(key=lambda sense: sense.frame != "will")
    return item + 1, tuple(plain)


def helpers_before(unit: Unit, item: int, lexicon: Lexicon) -> tuple[set[str], str]:
    """Return the auxiliaries and adverbs before a verb, and the first word before them."""
    helpers: set[str] = set()
    at = item
    while at > 0:
        low = unit.low[at - 1]
        plain = low in lexicon.auxiliaries or low in lexicon.adverbs
        if not plain and not (low.endswith("ly") and len(low) > 4):
            break
        helpers.add(low)
        at -= 1
    return helpers - POSSESSIVE if at == item - 1 else helpers, unit.low[at - 1] if at else ""


def _is_verb(  # noqa: PLR0911 - a ladder of cases
    unit: Unit, use: Use, lexicon: Lexicon, phrases: Phrases
) -> bool:
    """Whether the form is a verb here and not a noun or an adjective."""
    shapes = {sense.shape for sense in use.senses}
    helped = helpers_before(unit, use.item, lexicon)[0] & (MODAL | HAVE | BE)
    if helped or use.infinitive:
        return True
    last = unit.low[use.item - 1] if use.item else ""
    if last in (DETERMINERS - SUBJECTS - QUANTITIES) | POSSESSIVE | {"no"}:
        return False
    if use.gerund:
        return True
    if last in INSIDE:
        return False
    named = use.item > 0 and phrases.marked(unit, use.item - 1)
    if shapes & {"past", "participle"}:
        return unit.low[use.stop : use.stop + 1] != ["by"]
    if "third" in shapes:
        return _third_is_verb(unit, use, named=named)
    sides = use.sense.frame in {"back", "judge", "deny"}
    return _base_is_verb(use.before, lexicon, named=named and not sides, sure=not sides or named)


def _third_is_verb(unit: Unit, use: Use, *, named: bool) -> bool:
    if use.before in SUBJECTS or use.sense.lemma in PLAIN_THIRD:
        return True
    if use.before in {"and", "or", "but"}:  # "grievances and requests that they post"
        return False
    following = unit.low[use.stop] if use.stop < len(unit) else ""
    plural = use.before.endswith("s") and not named
    return following in COMPLEMENTS and use.before not in CLOSERS and not plural and use.item > 0


def _base_is_verb(before: str, lexicon: Lexicon, *, named: bool, sure: bool) -> bool:
    if before in {"we", "i", "they", "you", "who", "people", "police"}:
        return True
    if not sure:
        return False
    plural = before.endswith("s") and not before.endswith("ss") and len(before) > 3
    return plural or (named and before in lexicon.known)


def act_fits(unit: Unit, act: Act, stop: int) -> bool:
    """Whether the act's particle follows the verb that ends before item ``stop``."""
    if not act.particle:
        return True
    for word in unit.low[stop : stop + 7]:
        if word == act.particle or word.rstrip("s") == act.particle:
            return True
        if word in CLOSERS:
            return False
    return False
