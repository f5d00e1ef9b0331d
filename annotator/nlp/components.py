"""The steps of the pipeline as spaCy components, registered when first needed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from annotator.domain.highlights import ActorMark, Attribution, Highlights
from annotator.nlp.actions import find_deeds
from annotator.nlp.aliases import merge
from annotator.nlp.attribution import find_attributions
from annotator.nlp.kinds import Cues
from annotator.nlp.language import blank
from annotator.nlp.lexicon import lexicon_for
from annotator.nlp.names import find_names
from annotator.nlp.nominals import mark_of_neighbour, marks_of_names, marks_of_nominals
from annotator.nlp.page import Hit, read
from annotator.nlp.phrases import Phrases
from annotator.nlp.proposals import Proposer, Voiced, form_of
from annotator.nlp.speakers import Cast, Speakers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from annotator.domain.span import Span
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.nominals import Mark
    from annotator.nlp.page import Page
    from annotator.nlp.said import Said, Words

STEPS = (
    "annotator_page",
    "annotator_phrases",
    "annotator_actors",
    "annotator_attributions",
    "annotator_statements",
)


@lru_cache(maxsize=2)
def pipeline(language: str) -> Language:
    """Return the pipeline for ``language`` ("en", or "xx" for all without a lexicon)."""
    _register()
    nlp = blank(language)
    for step in STEPS:
        nlp.add_pipe(step)
    return nlp


@lru_cache(maxsize=1)
def _register() -> None:
    from spacy.language import Language
    from spacy.tokens import Doc

    for name in ("zones", "page", "marks", "said", "proposals"):
        Doc.set_extension(name, default=(), force=True)
    factories: dict[str, Callable[..., Any]] = {
        "annotator_page": PageReader,
        "annotator_phrases": PhraseFinder,
        "annotator_actors": ActorFinder,
        "annotator_attributions": AttributionFinder,
        "annotator_statements": StatementFinder,
    }
    for name, factory in factories.items():
        Language.factory(name, func=factory)


class Step:
    """A component; spaCy hands its factory the language object and its own name."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.lexicon = lexicon_for(nlp.lang)


class PageReader(Step):
    """Cuts the text into units and quotations."""

    def __call__(self, doc: Doc) -> Doc:  # noqa: D102 - spaCy calls it
        doc._.page = read(doc, doc._.zones)
        return doc


class PhraseFinder(Step):
    """Finds the lexicon's phrases."""

    def __init__(self, nlp: Language, name: str) -> None:
        from spacy.matcher import PhraseMatcher

        super().__init__(nlp, name)
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for label, phrases in self.lexicon.phrases().items():
            self._matcher.add(label, [nlp.make_doc(phrase) for phrase in phrases])

    def __call__(self, doc: Doc) -> Doc:  # noqa: D102 - spaCy calls it
        page: Page = doc._.page
        words = {offset: word for word, offset in enumerate(page.starts)}
        for label, first, stop in self._matcher(doc):
            start = words.get(doc[first].idx)
            if start is not None and start + stop - first <= len(page):
                page.hits.append(Hit(doc.vocab.strings[label], start, start + stop - first))
        return doc


class ActorFinder(Step):
    """Finds who is named, and under which names."""

    def __call__(self, doc: Doc) -> Doc:  # noqa: D102 - spaCy calls it
        page: Page = doc._.page
        names = find_names(page, self.lexicon)
        actors = merge(page, names, self.lexicon)
        marks = sorted(marks_of_names(actors), key=lambda mark: mark.first)
        marks += mark_of_neighbour(page, marks)
        marks += marks_of_nominals(page, actors, names, marks, self.lexicon)
        doc._.marks = _outermost(marks)
        return doc


class AttributionFinder(Step):
    """Finds who is said to have said what."""

    def __call__(self, doc: Doc) -> Doc:  # noqa: D102 - spaCy calls it
        page: Page = doc._.page
        doc._.said = find_attributions(
            page, self.lexicon, _phrases(page, self.lexicon, doc._.marks)
        )
        return doc


class StatementFinder(Step):
    """Makes statements of attributions and acts."""

    def __call__(self, doc: Doc) -> Doc:  # noqa: D102 - spaCy calls it
        page: Page = doc._.page
        cast = Cast(page, doc._.marks, self.lexicon)
        speakers = Speakers(page, cast)
        voiced = [
            Voiced(said, speakers.resolve(said), form_of(page, said.content)) for said in doc._.said
        ]
        deeds = find_deeds(page, self.lexicon, _phrases(page, self.lexicon, doc._.marks))
        proposer = Proposer(page, cast, Cues(page, self.lexicon), speakers)
        doc._.said = voiced
        doc._.proposals = proposer.all(voiced, deeds)
        return doc


def _phrases(page: Page, lexicon: Lexicon, marks: Iterable[Mark]) -> Phrases:
    by_word = {word: mark for mark in marks for word in range(mark.first, mark.stop)}
    return Phrases(page, lexicon, by_word)


def _outermost(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.first, -mark.stop)):
        if not kept or mark.first >= kept[-1].stop:
            kept.append(mark)
    return kept


def highlights_of(doc: Doc, language: str) -> Highlights:
    """Return what the pipeline found, as values of the domain."""
    page: Page = doc._.page
    return Highlights(
        language,
        doc._.zones,
        tuple(_actor_mark(page, mark) for mark in doc._.marks),
        tuple(_attribution(page, voiced) for voiced in doc._.said),
        tuple(doc._.proposals),
    )


def _actor_mark(page: Page, mark: Mark) -> ActorMark:
    span = page.span(mark.first, mark.stop)
    return ActorMark(span, span.quote(page.text), mark.called, mark.type, mark.kind, mark.label)


def _attribution(page: Page, voiced: Voiced) -> Attribution:
    said: Said = voiced.said
    return Attribution(
        _spans(page, [said.source] if said.source else []),
        _spans(page, [said.cue] if said.cue else []),
        _spans(page, said.content),
        voiced.form,
        said.tier,
        said.rule,
        voiced.speaker.called if voiced.speaker else None,
    )


def _spans(page: Page, pieces: Sequence[Words]) -> tuple[Span, ...]:
    return tuple(page.span(*piece) for piece in pieces)
