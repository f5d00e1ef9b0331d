"""Acts without a verb of saying: cut off, imposed, shut, arrested, released."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.nlp.phrases import CLOSERS, DETERMINERS, INSIDE
from annotator.nlp.saying import BE, HAVE, MODAL, NOT, act_fits, helpers_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.nlp.lexicon import Act, Lexicon
    from annotator.nlp.page import Page, Unit
    from annotator.nlp.phrases import Items, Phrases

Words = tuple[int, int]
LOOSE = frozenset({"during", "since", "last", "yesterday", "earlier"})
INTRANSITIVE = frozenset({"meet", "clash", "fire", "vote", "retreat", "withdraw", "storm"})
REACH = 9  # items after the verb (before a passive one) in which its object must stand


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody did something: verb, actor and patient in words of the page."""

    unit: Unit
    act: Act
    verb: Words
    doer: Words | None
    patient: Words | None
    planned: bool = False
    negated: bool = False


def find_deeds(page: Page, lexicon: Lexicon, phrases: Phrases) -> list[Deed]:
    """Return the acts that the text reports outside quotations, in reading order."""
    return [deed for unit in page.units for deed in _in_unit(unit, lexicon, phrases)]


def _in_unit(unit: Unit, lexicon: Lexicon, phrases: Phrases) -> Iterator[Deed]:
    for item, low in enumerate(unit.low):
        for act in lexicon.acts.get(low, ()):
            deed = _deed(unit, item, act, lexicon, phrases)
            if deed is not None:
                yield deed
                break


def _deed(  # noqa: PLR0911 - a ladder of cases
    unit: Unit, item: int, act: Act, lexicon: Lexicon, phrases: Phrases
) -> Deed | None:
    if act.shape not in {"past", "participle", "third", "gerund", "base"} or not act_fits(
        unit, act, item + 1
    ):
        return None
    helpers, before = helpers_before(unit, item, lexicon)
    if helpers & BE and act.shape != "gerund":
        return _passive(unit, item, act, helpers, phrases)
    if act.shape == "gerund" and not helpers & BE:
        return _participle(unit, item, act, phrases) if before == "," else None
    decided = before == "to" and item >= 2 and unit.low[item - 2] in {"decided", "voted", "moved"}
    if act.shape == "base" and not decided and not _headline_base(unit, item, phrases):
        return None
    if act.shape == "participle" and not helpers & HAVE:
        return _passive(unit, item, act, helpers, phrases) if unit.headline else None
    if (
        before in DETERMINERS
        or before in INSIDE
        or (item + 1 < len(unit) and unit.low[item + 1] == "by")
    ):
        return None
    return _active(unit, item, act, helpers, phrases, decided=decided)


def _participle(unit: Unit, item: int, act: Act, phrases: Phrases) -> Deed | None:
    """Return the act of ", issuing a directive": the sentence's subject does it."""
    if act.objects and not act.objects & set(unit.low[item + 1 : item + 1 + REACH]):
        return None
    doer = phrases.main_subject(unit, item)
    patient = phrases.starting_at(unit, item + 1)
    if doer is None or patient is None or not phrases.has_name(unit, doer):
        return None
    return Deed(
        unit, act, _words(unit, (item, item + 1)), _words(unit, doer), _words(unit, patient)
    )


def _headline_base(unit: Unit, item: int, phrases: Phrases) -> bool:
    """Whether a base form is a verb in the present: "Regulators block", in headlines mostly."""
    return item > 0 and unit.at[item - 1] in phrases.marks and unit.low[item - 1].endswith("s")


def _active(  # noqa: PLR0913 - one look at one place
    unit: Unit, item: int, act: Act, helpers: set[str], phrases: Phrases, *, decided: bool
) -> Deed | None:
    verb = item - 2 if decided else item
    doer = phrases.subject(unit, verb)
    patient = phrases.starting_at(unit, item + 1)
    if doer is None or item + 1 >= len(unit) or unit.low[item + 1] in CLOSERS | LOOSE:
        return None
    if unit.low[item + 1] in INSIDE and not act.particle and act.lemma not in INTRANSITIVE:
        return None
    if act.objects and not act.objects & set(unit.low[item + 1 : item + 1 + REACH]):
        return None
    if act.shape == "third" and not phrases.has_name(unit, doer):
        return None
    return Deed(
        unit,
        act,
        _words(unit, (item, item + 1)),
        _words(unit, doer),
        _words(unit, patient) if patient else None,
        planned=bool(helpers & MODAL),
        negated=bool(helpers & NOT),
    )


def _passive(unit: Unit, item: int, act: Act, helpers: set[str], phrases: Phrases) -> Deed | None:
    patient = phrases.subject(unit, item)
    if patient is None:
        return None
    if act.objects and not act.objects & set(unit.low[max(0, item - REACH) : item]):
        return None
    by = next((n for n in range(item + 1, min(len(unit), item + 12)) if unit.low[n] == "by"), None)
    doer = phrases.starting_at(unit, by + 1) if by is not None else None
    if doer is not None and not phrases.has_name(unit, doer):
        doer = None
    return Deed(
        unit,
        act,
        _words(unit, (item, item + 1)),
        _words(unit, doer) if doer else None,
        _words(unit, patient),
        planned=bool(helpers & MODAL),
        negated=bool(helpers & NOT),
    )


def _words(unit: Unit, items: Items) -> Words:
    return unit.at[items[0]], unit.upto[items[1] - 1]
