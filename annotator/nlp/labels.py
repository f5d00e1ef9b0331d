"""What kind of thing a name names, by its own words and by those around it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.names import Name
    from annotator.nlp.page import Page

Votes = dict[str, float]  # by label
PERSON, ORG, LOC, NORP = "PERSON", "ORG", "LOC", "NORP"
PLACE_BEFORE = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "across",
        "around",
        "outside",
        "throughout",
        "inside",
        "toward",
        "towards",
        "via",
    }
)
PERSON_AFTER = frozenset({"who", "whose", "himself", "herself"})
RELATIONS = frozenset(
    {"wife", "husband", "son", "daughter", "brother", "sister", "mother", "father", "widow"}
)
PEOPLE = ("ian", "ean", "ese", "ish")
ORG_SUFFIXES = ("soft", "corp", "tech", "bank", "media", "press", "news", "net", "com")
CAPITALS = 2  # an acronym has at least so many


def tally(page: Page, name: Name, lexicon: Lexicon) -> Votes:
    """Return how much speaks for each label at this place; the article adds them up."""
    low = page.low[name.first : name.stop]
    votes: Votes = defaultdict(float)
    _by_gazetteer(" ".join(page.low[word] for word in name.proper), lexicon, votes)
    _by_words(low, name, lexicon, votes)
    if len(name.proper) == 1:
        _by_shape(page.words[name.proper[0]], votes)
    _by_neighbours(page, name, lexicon, votes)
    if not votes or max(votes.values()) <= 0:
        article = name.first > 0 and page.low[name.first - 1] == "the"
        votes[ORG if article or len(low) > 4 or "of" in low else PERSON] += 0.5
    return votes


def _by_gazetteer(proper: str, lexicon: Lexicon, votes: Votes) -> None:
    if proper in lexicon.countries or proper in lexicon.places:
        votes[LOC] += 6
    if proper in lexicon.peoples:
        votes[NORP] += 6
    if proper in lexicon.known:
        votes[ORG] += 6


def _by_words(low: list[str], name: Name, lexicon: Lexicon, votes: Votes) -> None:
    if name.title:
        votes[PERSON] += 5
        return
    last_of = low.index("of") if "of" in low else len(low)
    core = low[:last_of] or low
    if any(word in lexicon.heads for word in core) and len(low) > 1:
        votes[ORG] += 4
    if core[-1] in lexicon.place_heads or (
        low[0] in {"mount", "lake", "port", "cape", "fort", "gulf", "san", "st", "st."}
        and len(low) > 1
    ):
        votes[LOC] += 4.5 if core[-1] not in lexicon.heads else 2
    if core[0] in lexicon.directions and len(low) > 1 and not any(w in lexicon.heads for w in core):
        votes[LOC] += 2
    if "for" in low or "&" in low:
        votes[ORG] += 2
    elif 2 <= len(low) <= 3 and all(
        word.replace("-", "").replace(".", "").isalpha() for word in low
    ):
        votes[PERSON] += 1.5


def _by_shape(word: str, votes: Votes) -> None:
    bare = word.replace(".", "")
    if (sum(map(str.isupper, bare)) >= CAPITALS and bare[:3].isupper()) or (
        bare.isupper() and len(bare) > 1
    ):
        votes[ORG] += 2.5
    elif (
        any(char.isupper() for char in word[2:])
        and "-" not in word
        and not word.startswith(("Mc", "Mac", "O’", "O'"))
    ):
        votes[ORG] += 1.5
    elif word.lower().endswith(ORG_SUFFIXES):
        votes[ORG] += 1
    elif word.endswith(("ans", "ians")):
        votes[NORP] += 1.5


def _by_neighbours(page: Page, name: Name, lexicon: Lexicon, votes: Votes) -> None:
    before = page.low[name.first - 1] if name.first else ""
    after = page.low[name.stop] if name.stop < len(page) else ""
    _as_person(page, name, lexicon, votes)
    if name.title:
        return
    single = len(name.proper) == 1
    if before in PLACE_BEFORE:
        votes[LOC] += 2 if single and before not in {"from", "to"} else 0.8
        votes[LOC] += after == "," and name.stop + 1 < len(page) and page.is_capital(name.stop + 1)
    if after in lexicon.place_heads and after not in lexicon.heads:
        votes[LOC] += 4
    adjective = after.isalpha() and after.islower() and after not in lexicon.senses
    if single and adjective and page.low[name.first].endswith(PEOPLE):
        votes[NORP] += 2
    if before == "the":
        votes[ORG] += 2
        votes[PERSON] -= 2


def _as_person(page: Page, name: Name, lexicon: Lexicon, votes: Votes) -> None:
    before = page.low[name.first - 1] if name.first else ""
    after = page.low[name.stop] if name.stop < len(page) else ""
    if before in lexicon.roles or before in RELATIONS:
        votes[PERSON] += 3
    if after in PERSON_AFTER or (after == "," and _age_follows(page, name.stop + 1)):
        votes[PERSON] += 3
    acts = any(act.shape == "past" for act in lexicon.acts.get(after, ()))
    if len(name.proper) == 1 and (acts or after in {"'s", "’s"}):
        votes[PERSON] += 0.6
    senses = lexicon.senses.get(after, ())
    if any(s.frame in {"say", "think"} and s.shape in {"past", "third"} for s in senses):
        votes[PERSON] += 1.2
    if before in {"said", "says"}:
        votes[PERSON] += 1.5


def _age_follows(page: Page, word: int) -> bool:
    return (
        word + 1 < len(page)
        and page.low[word].isdigit()
        and len(page.low[word]) == 2
        and page.low[word + 1] == ","
    )


def actor_type(  # noqa: PLR0911 - a ladder of cases
    label: str, words: list[str], title: list[str], lexicon: Lexicon
) -> str:
    """Return the codebook's actor type for a name, "unknown" when nothing tells it."""
    name = " ".join(words)
    if label == LOC:
        return "state" if name in lexicon.countries else "unknown"
    if label == NORP:
        return "state" if lexicon.peoples.get(name) else "public"
    if name in lexicon.known:
        return lexicon.known[name]
    if label == PERSON:
        return person_type(title, lexicon)
    for phrase in _phrases(words):
        if phrase in lexicon.known:
            return lexicon.known[phrase]
        if phrase in lexicon.heads:
            return lexicon.heads[phrase]
    return "unknown"


def _phrases(words: list[str]) -> list[str]:
    """The words that may tell an organisation's kind, the strongest first."""
    of = next((n for n, word in enumerate(words) if word in {"of", "for", "on"}), len(words))
    pairs = [" ".join(words[n : n + 2]) for n in range(len(words) - 1)]
    return [*pairs, *reversed(words[:of]), *reversed(words[of:])]


PARTY_WORDS = frozenset({"senate", "parliamentary", "opposition", "party"})


def person_type(title: list[str], lexicon: Lexicon) -> str:
    """Return the actor type that the words of a title tell, "unknown" if they tell none."""
    if PARTY_WORDS & set(title):
        return "legislature_party"
    types = (lexicon.role_types[word] for word in reversed(title) if word in lexicon.role_types)
    return next(types, "unknown")
