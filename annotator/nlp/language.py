"""spaCy's blank language objects with the word cutting that we need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

HYPHENS = "(?:-|–|—|"  # how spaCy's rule begins that cuts at hyphens between letters
LONGEST = 100_000_000  # code points; spaCy's own limit guards parsers, which a blank language lacks


def blank(language: str) -> Language:
    """Return a new language object for ``language``, "xx" (any) where we know no words."""
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.blank("en" if language == "en" else "xx")
    # "Chan-o-cha", "Ad-Hoc" and "al-Saie" are one word here.
    infixes = [str(rule) for rule in nlp.Defaults.infixes or () if HYPHENS not in str(rule)]
    finder = compile_infix_regex([*infixes, r"–|—|--+"]).finditer
    tokenizer: Any = nlp.tokenizer  # spaCy ships no types for it
    tokenizer.infix_finditer = finder
    nlp.max_length = LONGEST
    return nlp
