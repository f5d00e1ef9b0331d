"""spaCy's blank language objects, and texts cut into words by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 100_000_000  # code points; spaCy's own limit guards parsers, which a blank language lacks
MARKS = "[«»“”„‟「」『』។៕]"  # no word goes over one, whether spaces stand beside it or not
HYPHENS = "(?:-|–|—|"  # how spaCy's rule begins that cuts at hyphens between letters
# spaCy's word cutting takes the square of a string's length, so strings without a space
# (scripts that use none, or no prose at all) are handed to it in pieces.
UNSPACED = re.compile(r"\S{600,}")
PIECE = 300  # code points


def blank(language: str) -> Language:
    """Return a new language object for ``language``, "xx" (any) where we know no words."""
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.blank("en" if language == "en" else "xx")
    # "Chan-o-cha", "Ad-Hoc" and "al-Saie" are one word here.
    infixes = [str(rule) for rule in nlp.Defaults.infixes or () if HYPHENS not in str(rule)]
    finder = compile_infix_regex([*infixes, r"–|—|--+", MARKS]).finditer
    tokenizer: Any = nlp.tokenizer  # spaCy ships no types for it
    tokenizer.infix_finditer = finder
    nlp.max_length = LONGEST
    return nlp


def cut(nlp: Language, text: str) -> Doc:
    """Return ``text`` cut into words; the words and spaces together are the text."""
    if not UNSPACED.search(text):
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    for piece in _pieces(text):
        for token in nlp.make_doc(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words, spaces)


def _pieces(text: str) -> list[str]:
    found, at = [], 0
    for run in UNSPACED.finditer(text):
        found.append(text[at : run.start()])
        found += [
            text[start : min(start + PIECE, run.end())]
            for start in range(run.start(), run.end(), PIECE)
        ]
        at = run.end()
    return [piece for piece in (*found, text[at:]) if piece]
