"""Read a REFI-QDA project (``.qdpx``) or codebook (``.qdc``).

Offsets are code points, end exclusive, into the plain text of each source. Sources that
lie outside the file are named, never looked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from annotator.domain.corpus import Corpus, ForeignProjectError, ForeignTag, NamedValue
from annotator.exchange.foreign.harvest import Harvest
from annotator.exchange.foreign.pack import by_ending
from annotator.exchange.foreign.plain import facts_of, moment
from annotator.exchange.foreign.ruler import Marked, best_ruler
from annotator.exchange.foreign.xml_tree import child, children, local, read_xml, said
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from annotator.exchange.foreign.pack import Pack
    from annotator.support.work import Progress

_INTERNAL = "internal://"
_TEXTS = ("TextSource", "PDFSource", "PictureSource")
_REPRESENTATIONS = ("Representation", "TextDescription")
_PLACES_ELSEWHERE = (
    "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "TranscriptSelection",
)  # fmt: skip
_TELLING = 8  # characters that a selection's name must have to be taken for its words


def read_refi(pack: Pack, progress: Progress) -> Corpus:
    """Return what the project or codebook holds.

    Raises:
        ForeignProjectError: there is no project in it, or its XML is not sound.
    """
    names = by_ending(pack, ".qde", ".qdc")
    if not names:
        reason = tr("there is no project.qde in it")
        raise ForeignProjectError(
            path=pack.names[0] if pack.names else "?", tool="REFI-QDA", reason=reason
        )
    root = read_xml(names[0], "REFI-QDA", pack.read(names[0]))
    if local(root) not in ("Project", "CodeBook"):
        reason = tr("its XML begins with {name}", name=local(root))
        raise ForeignProjectError(path=names[0], tool="REFI-QDA", reason=reason)
    return _Reader(pack, root).read(progress)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is said elsewhere in the file of what a source refers to, by GUID."""

    codes: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    cases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[str, str] = field(default_factory=dict)  # the tag of a selection or coding
    used: set[str] = field(default_factory=set)  # notes


class _Reader:
    def __init__(self, pack: Pack, root: Element) -> None:
        self._pack = pack
        self._files = {PurePosixPath(name).name.lower(): name for name in pack.names}
        self._root = root
        self._harvest = Harvest("REFI-QDA")
        self._at = _Context()
        self._owner = _guid(root.get("creatingUserGUID"))

    def read(self, progress: Progress) -> Corpus:
        book = self._root if local(self._root) == "CodeBook" else child(self._root, "CodeBook")
        self._read_codes(child(book, "Codes"))
        self._read_users()
        for variable in children(child(self._root, "Variables"), "Variable"):
            self._at.variables[_guid(variable.get("guid"))] = variable.get("name", "")
        for note in children(child(self._root, "Notes"), "Note"):
            self._at.notes[_guid(note.get("guid"))] = self._text(note) or ""
        self._read_cases()
        sources = list(child(self._root, "Sources") or ())
        for done, source in enumerate(sources):
            progress.report(done, len(sources), source.get("name", ""))
            self._read_source(source)
        self._read_links()
        self._lose_rest()
        return self._harvest.corpus()

    def _read_codes(self, codes: Element | None) -> None:
        found = list(_walk(codes, ()))
        names = Counter(code.get("name", "") for code, _ in found)
        for code, above in found:
            name = code.get("name", "")
            shown = " / ".join((*above, name)) if names[name] > 1 else name
            self._at.codes[_guid(code.get("guid"))] = shown
            if code.get("isCodable", "true") in ("true", "1"):
                self._harvest.add_code(shown, said(code, "Description"), " / ".join(above))

    def _read_users(self) -> None:
        for user in children(child(self._root, "Users"), "User"):
            key = _guid(user.get("guid"))
            self._harvest.add_coder(key, user.get("name") or user.get("id") or key)

    def _read_cases(self) -> None:
        for case in children(child(self._root, "Cases"), "Case"):
            name = case.get("name") or _guid(case.get("guid"))
            for selection in children(case, "SelectionRef"):
                self._at.cases[_guid(selection.get("targetGUID"))].append(name)
            if lost := len(children(case, "VariableValue", "CodeRef", "SourceRef")):
                says = N_("{count} variables, codes or articles of the case.")
                self._harvest.lose(tr("Case “{name}”", name=name), says, count=lost)

    def _read_source(self, source: Element) -> None:
        name = source.get("name") or _guid(source.get("guid"))
        elsewhere = sum(len(children(source, kind)) for kind in _PLACES_ELSEWHERE)
        if elsewhere:
            says = N_("{count} selections that lie in a picture, page, sound or film.")
            self._harvest.lose(name, says, count=elsewhere)
        for coding in children(source, "Coding"):
            says = N_("The article as a whole is coded “{code}”.")
            self._harvest.lose(name, says, code=self._code(coding))
        if children(source, "NoteRef"):
            self._harvest.lose(name, N_("Notes on the article as a whole."))
        text = source if local(source) == "TextSource" else None
        if local(source) in _TEXTS and text is None:
            text = next(iter(children(source, *_REPRESENTATIONS)), None)
        if text is None:
            self._harvest.lose(name, N_("It is no text: {kind}."), kind=local(source))
            return
        self._read_text_source(text, name, source)

    def _read_text_source(self, text: Element, name: str, source: Element) -> None:
        counted = self._text(text)
        if counted is None:
            path = text.get("plainTextPath") or source.get("path") or ""
            says = N_("Its text is not in the file, it lies at {path}.")
            self._harvest.lose(name, says, path=path)
            return
        key = _guid(source.get("guid"))
        facts = facts_of(self._variables(source))
        if self._harvest.add_text(key, name, counted, facts) is None:
            return
        selections = children(text, "PlainTextSelection")
        samples = [
            Marked(place.start, place.end, selection.get("name", ""))
            for selection in selections
            if (place := _place(selection)) and len(selection.get("name", "")) >= _TELLING
        ]
        ruler = best_ruler(counted, samples)
        for selection in selections:
            guid = _guid(selection.get("guid"))
            place = _place(selection)
            where = f"{name}, {selection.get('name') or guid}"
            span = place and self._harvest.find(key, ruler, place, where)
            if not span:
                if not place:
                    self._harvest.lose(where, N_("The selection has no place."))
                continue
            codings = children(selection, "Coding")
            if not codings:
                self._harvest.lose(where, N_("The selection has no code."))
            for coding in codings:
                self._add(
                    key,
                    selection,
                    coding,
                    ForeignTag(
                        key=_guid(coding.get("guid")),
                        document=key,
                        coder="",
                        code="",
                        pieces=(span,),
                    ),
                )

    def _add(self, document: str, selection: Element, coding: Element, bare: ForeignTag) -> None:
        user = _guid(coding.get("creatingUser") or selection.get("creatingUser")) or self._owner
        when = coding.get("creationDateTime") or selection.get("creationDateTime")
        guid = _guid(selection.get("guid"))
        notes = [said(selection, "Description"), *self._notes(selection), *self._notes(coding)]
        self._harvest.add_tag(
            ForeignTag(
                key=bare.key,
                document=document,
                coder=self._harvest.add_coder(user or "REFI-QDA", user or "REFI-QDA"),
                code=self._code(coding),
                pieces=bare.pieces,
                values=tuple(NamedValue("case", case) for case in self._at.cases.get(guid, ())),
                note="\n".join(filter(None, notes)),
                made_at=moment(when or ""),
            )
        )
        self._at.tags[bare.key] = bare.key
        self._at.tags.setdefault(guid, bare.key)

    def _code(self, coding: Element) -> str:
        reference = child(coding, "CodeRef")
        guid = _guid(reference.get("targetGUID")) if reference is not None else ""
        return self._at.codes.get(guid) or guid or "?"

    def _notes(self, element: Element) -> list[str]:
        guids = [_guid(one.get("targetGUID")) for one in children(element, "NoteRef")]
        self._at.used.update(guids)
        return [self._at.notes[guid] for guid in guids if self._at.notes.get(guid)]

    def _variables(self, source: Element) -> dict[str, object]:
        found: dict[str, object] = {}
        for value in children(source, "VariableValue"):
            reference = child(value, "VariableRef")
            guid = _guid(reference.get("targetGUID")) if reference is not None else ""
            written = next((one.text for one in value if local(one).endswith("Value")), "")
            found[self._at.variables.get(guid, guid)] = written or ""
        if found:
            name = source.get("name", "")
            says = N_("Its variables, but for title, author, outlet, date and address: {names}.")
            self._harvest.lose(name, says, names=", ".join(found))
        return found

    def _text(self, element: Element) -> str | None:
        """Return the plain text of a source or note; None when it lies outside the file."""
        inside = child(element, "PlainTextContent")
        if inside is not None:
            return inside.text or ""
        path = element.get("plainTextPath", "")
        name = PurePosixPath(path.removeprefix(_INTERNAL)).name.lower()
        if not path.startswith(_INTERNAL) or name not in self._files:
            return None
        return self._pack.read(self._files[name]).decode("utf-8-sig", "replace")

    def _read_links(self) -> None:
        lost = 0
        for link in children(child(self._root, "Links"), "Link"):
            ends = [
                self._at.tags.get(_guid(link.get(f"{end}GUID"))) for end in ("origin", "target")
            ]
            if ends[0] and ends[1]:
                self._harvest.add_tie(ends[0], ends[1], link.get("name", ""))
            else:
                lost += 1
        if lost:
            says = N_("{count} links between other things than coded selections.")
            self._harvest.lose("Links", says, count=lost)

    def _lose_rest(self) -> None:
        free = sum(bool(text) for guid, text in self._at.notes.items() if guid not in self._at.used)
        if free:
            self._harvest.lose("Notes", N_("{count} notes on no coded selection."), count=free)
        for name in ("Sets", "Graphs"):
            if count := len(list(child(self._root, name) or ())):
                self._harvest.lose(name, N_("{count} of the kind {kind}."), count=count, kind=name)


def _walk(codes: Element | None, above: tuple[str, ...]) -> list[tuple[Element, tuple[str, ...]]]:
    """Return all codes below ``codes`` with the names of those above each."""
    found = []
    for code in children(codes, "Code"):
        found.append((code, above))
        found += _walk(code, (*above, code.get("name", "")))
    return found


def _place(selection: Element) -> Marked | None:
    try:
        start, end = (int(selection.get(f"{side}Position", "")) for side in ("start", "end"))
    except ValueError:
        return None
    return Marked(start, end)


def _guid(written: str | None) -> str:
    """Return a GUID as all of them are compared."""
    return (written or "").strip().strip("{}").lower()
