"""Read UIMA CAS files as INCEpTION exports them: XMI with its type system, alone or in a zip.

Each annotation of a layer of one's own becomes a tag; its features become values, what it
links to and relations between annotations become ties. Sentences and tokens are left out:
they are made anew here.
"""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from annotator.domain.corpus import Corpus, ForeignProjectError, ForeignTag, NamedValue
from annotator.domain.errors import AnnotatorError
from annotator.exchange.foreign.harvest import Harvest
from annotator.exchange.foreign.pack import by_ending, inner_zip
from annotator.exchange.foreign.plain import words
from annotator.exchange.foreign.ruler import Marked, Ruler
from annotator.exchange.foreign.xml_tree import read_xml
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.corpus import Tool
    from annotator.exchange.foreign.pack import Pack
    from annotator.support.work import Progress

_TOOL: Tool = "UIMA CAS"
_ANNOTATION = "uima.tcas.Annotation"
_METADATA = ("DocumentMetaData", "CASMetadata", "DocumentAnnotation", "TagsetDescription")
_MADE_ANEW = ("Sentence", "Token", "Paragraph", "Lemma", "POS", "Div")
_OTHERS = (  # what programs, not coders, write into a CAS
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.",
    "de.tudarmstadt.ukp.dkpro.core.api.coref.",
    "org.dkpro.core.api.xml.",
    "uima.",
)
_NAMING = ("value", "label", "type", "code", "category", "kind")  # features that name the code
_NOTING = ("note", "comment", "remark")
_CALLING = ("name", "canonical", "identity", "identifier")  # say who is meant, not what it is
_NOBODY = ("INITIAL_CAS",)


def read_cas(pack: Pack, progress: Progress) -> Corpus:
    """Return what the files hold; one that cannot be read is a loss.

    Raises:
        ForeignProjectError: none can be read.
    """
    harvest = Harvest("UIMA CAS")
    failed: AnnotatorError | None = None
    read = 0
    for name, content, types in _files(pack):
        progress.report(read, max(read + 1, len(pack.names)), name)
        if PurePosixPath(name).stem in _NOBODY:
            continue
        try:
            _Reader(harvest, name, _load(name, content, types)).read()
            read += 1
        except AnnotatorError as error:
            failed = error
            harvest.lose(name, N_("The file was left out: {reason}"), reason=error)
    if read == 0:
        reason = failed.for_people() if failed else tr("no XMI file is in it")
        raise ForeignProjectError(
            path=pack.names[0] if pack.names else "?", tool=_TOOL, reason=reason
        )
    return harvest.corpus()


def _files(pack: Pack, above: str = "") -> Iterator[tuple[str, bytes, bytes | None]]:
    """Yield each XMI's name and bytes with its type system, also those of zips inside."""
    systems = {str(PurePosixPath(name).parent): name for name in by_ending(pack, "typesystem.xml")}
    for name in by_ending(pack, ".xmi"):
        folder = str(PurePosixPath(name).parent)
        system = systems.get(folder) or systems.get(".")
        yield above + name, pack.read(name), pack.read(system) if system else None
    for name in by_ending(pack, ".zip") if not above else ():
        yield from _files(inner_zip(pack, name), name.removesuffix(".zip") + "/")


def _load(name: str, content: bytes, types: bytes | None) -> Any:  # noqa: ANN401 - cassis has no types
    """Return the CAS, after a look that its XML declares nothing."""
    from cassis import load_cas_from_xmi, load_typesystem
    from cassis.typesystem import TypeNotFoundError
    from lxml.etree import LxmlError

    if types is None:
        reason = tr("its TypeSystem.xml does not lie beside it")
        raise ForeignProjectError(path=name, tool=_TOOL, reason=reason)
    for part in (content, types):
        read_xml(name, _TOOL, part)
    try:
        return load_cas_from_xmi(BytesIO(content), load_typesystem(BytesIO(types)))
    except (
        LxmlError, TypeNotFoundError, ValueError, TypeError, KeyError, AttributeError,
        RuntimeError, IndexError,
    ) as error:  # fmt: skip
        reason = tr("it does not fit its type system ({error})", error=error)
        raise ForeignProjectError(path=name, tool=_TOOL, reason=reason) from error


class _Reader:
    """Turn one CAS into an article with one coder's tags."""

    def __init__(self, harvest: Harvest, file: str, cas: Any) -> None:  # noqa: ANN401 - as above
        self._harvest = harvest
        self._file = file
        self._cas = cas
        self._left_out: Counter[str] = Counter()

    def read(self) -> None:
        text = self._cas.sofa_string or ""
        found = list(self._cas.select_all_fs())
        title, user = self._about(found)
        document = self._file
        counted = self._harvest.add_text(document, title, text)
        if counted is None:
            return
        coder = self._harvest.add_coder(user, user)
        ruler = Ruler(counted)  # cassis has counted code points already
        for annotation in found:
            self._read_annotation(annotation, ruler, coder)
        for kind, count in self._left_out.items():
            self._harvest.lose(document, N_("{count} of {kind}."), count=count, kind=kind)
        others = [
            view.sofa.sofaID for view in self._cas.views if view.sofa.sofaID != "_InitialView"
        ]
        if others:
            self._harvest.lose(document, N_("Other views: {names}."), names=", ".join(others))

    def _about(self, found: list[Any]) -> tuple[str, str]:
        """Return what the article is called and who coded it."""
        path = PurePosixPath(self._file)
        title = path.parent.name or path.stem
        user = path.stem if len(path.parts) > 1 else ""
        for annotation in found:
            kind = annotation.type.name
            if kind.endswith(".DocumentMetaData"):
                title = words(_feature(annotation, "documentTitle")) or title
            elif kind.endswith(".CASMetadata"):
                user = words(_feature(annotation, "username")) or user
                title = words(_feature(annotation, "sourceDocumentName")) or title
        return title, user or "INCEpTION"

    def _read_annotation(self, annotation: Any, ruler: Ruler, coder: str) -> None:  # noqa: ANN401
        kind = annotation.type.name
        layer = kind.rpartition(".")[2]
        if layer in _METADATA:
            return
        if kind.startswith(_OTHERS):
            if layer not in _MADE_ANEW:
                self._left_out[layer] += 1
            return
        if not _is_a(annotation.type, _ANNOTATION):
            if _feature(annotation, "target") is None:  # a link is read with what it links
                self._left_out[layer] += 1
            return
        ends = [_feature(annotation, end) for end in ("Governor", "Dependent")]
        named = self._naming(annotation)
        if all(map(_is_annotation, ends)):
            code = words(_feature(annotation, named)) if named else layer
            self._harvest.add_tie(self._key(ends[0]), self._key(ends[1]), code or layer, coder)
            return
        place = f"{self._file}, {layer} {annotation.xmiID}"
        marked = Marked(annotation.begin, annotation.end)
        span = self._harvest.find(self._file, ruler, marked, place)
        if span is None:
            return
        values, note = self._features(annotation, named, coder)
        code = (words(_feature(annotation, named)) if named else "") or layer
        self._harvest.add_tag(
            ForeignTag(self._key(annotation), self._file, coder, code, (span,), values, note)
        )

    def _naming(self, annotation: Any) -> str:  # noqa: ANN401
        """Return the feature whose value is the code: one of a usual name, or the only one."""
        names: list[str] = [
            feature.name
            for feature in annotation.type.all_features
            if feature.rangeType.name == "uima.cas.String"
        ]
        usual = [name for name in _NAMING if name in map(str.lower, names)]
        if usual:
            return next(name for name in names if name.lower() == usual[0])
        only = names[0] if len(names) == 1 else ""
        return "" if only.lower() in (*_NOTING, *_CALLING) else only

    def _features(
        self,
        annotation: Any,  # noqa: ANN401
        named: str,
        coder: str,
    ) -> tuple[tuple[NamedValue, ...], str]:
        """Return the values and the note of an annotation; what it links to becomes ties."""
        values: list[NamedValue] = []
        notes: list[NamedValue] = []
        for feature in annotation.type.all_features:
            name = feature.name
            value = _feature(annotation, name)
            if name in ("sofa", "begin", "end", named) or value is None:
                continue
            if plain := words(value):
                (notes if name.lower() in _NOTING else values).append(NamedValue(name, plain))
                continue
            for role, target in _targets(name, value):
                if isinstance(target, str):
                    values.append(NamedValue(role, target))
                elif _is_annotation(target):
                    self._harvest.add_tie(self._key(annotation), self._key(target), role, coder)
                else:
                    self._left_out[name] += 1
        return tuple(values), "\n".join(note.value for note in notes)

    def _key(self, annotation: Any) -> str:  # noqa: ANN401
        return f"{self._file}#{annotation.xmiID}"


def _targets(name: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield what a feature refers to, each with its role.

    INCEpTION wraps the targets of a link feature in a type with ``role`` and ``target``.
    """
    inside = getattr(value, "elements", None)
    many = inside if inside is not None else value if isinstance(value, list) else [value]
    for one in many:
        wrapped = _feature(one, "target") if not isinstance(one, str) else None
        if wrapped is not None and not _is_annotation(one):
            yield words(_feature(one, "role")) or name, wrapped
        else:
            yield name, one


def _feature(structure: Any, name: str) -> Any:  # noqa: ANN401
    return getattr(structure, name, None)


def _is_annotation(structure: Any) -> bool:  # noqa: ANN401
    kind = getattr(structure, "type", None)
    return kind is not None and not isinstance(kind, str) and _is_a(kind, _ANNOTATION)


def _is_a(kind: Any, name: str) -> bool:  # noqa: ANN401
    while kind is not None:
        if getattr(kind, "name", "") == name:
            return True
        kind = getattr(kind, "supertype", None)
    return False
