"""Read a brat collection: a folder or zip of ``.txt`` files, each with its ``.ann``.

Text-bound marks (T) and events (E) become tags; an event's roles, relations (R) and
equivalences (*) become ties, attributes (A, M) and normalisations (N) values, notes (#)
notes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from annotator.domain.corpus import Corpus, ForeignTag, NamedValue, tidy
from annotator.exchange.foreign.harvest import Harvest
from annotator.exchange.foreign.pack import by_ending
from annotator.exchange.foreign.ruler import Marked, best_ruler, same_words
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from annotator.domain.span import Span
    from annotator.exchange.foreign.pack import Pack
    from annotator.exchange.foreign.ruler import Ruler
    from annotator.support.work import Progress

_MARK = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_EVENT = re.compile(r"(E\S+)\t(\S+?):(T\S+)((?: \S+:\S+)*)\s*")
_RELATION = re.compile(r"(R\S+)\t(\S+) \S+?:(\S+) \S+?:(\S+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\S*\t(\S+) (\S+)(?: (.+?))?\s*")
_NORMAL = re.compile(r"N\S*\t(\S+) (\S+) (\S+)(?:\t(.*))?")
_NOTE = re.compile(r"#\S*\t\S+ (\S+)\t(.*)")
_SAME = re.compile(r"\*\t(\S+) (.+)")
_OFFSET_LIMIT = 10  # digits; more is no place in a text


@dataclass(slots=True)
class _Sheet:
    """One ``.ann`` file, its lines by kind."""

    marks: dict[str, tuple[str, list[tuple[int, int]], str]] = field(default_factory=dict)
    events: dict[str, tuple[str, str, list[tuple[str, str]]]] = field(default_factory=dict)
    ties: list[tuple[str, str, str]] = field(default_factory=list)  # kind, from, to
    values: dict[str, list[NamedValue]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unread: list[int] = field(default_factory=list)  # numbers of lines


def read_brat(pack: Pack, progress: Progress) -> Corpus:
    """Return what the collection holds; a text without marks is an article all the same."""
    harvest = Harvest("brat")
    texts = {name[: -len(".txt")]: name for name in by_ending(pack, ".txt")}
    sheets = {name[: -len(".ann")]: name for name in by_ending(pack, ".ann")}
    for lonely in sheets.keys() - texts.keys():
        harvest.lose(sheets[lonely], N_("There is no text beside it."))
    by_folder = _folders_are_coders(list(sheets))
    for done, (stem, name) in enumerate(sorted(texts.items())):
        progress.report(done, len(texts), name)
        counted = harvest.add_document(stem, PurePosixPath(name).name, pack.read(name))
        if counted is None or stem not in sheets:
            continue
        folder = PurePosixPath(stem).parent.name
        coder = folder if by_folder and folder else "brat"
        harvest.add_coder(coder, coder)
        content = pack.read(sheets[stem]).decode("utf-8-sig", "replace")
        _Reader(harvest, stem, coder, sheets[stem]).read(counted, _sheet(content))
    return harvest.corpus()


def _folders_are_coders(stems: list[str]) -> bool:
    """Whether the same articles lie in several folders, as when each coder has one."""
    names = [PurePosixPath(stem).name for stem in stems]
    return len(set(names)) < len(names)


def _sheet(content: str) -> _Sheet:
    sheet = _Sheet()
    for number, line in enumerate(content.split("\n"), start=1):
        row = line.rstrip("\r")
        if row.strip() and not _read_line(sheet, row):
            sheet.unread.append(number)
    return sheet


def _read_line(sheet: _Sheet, row: str) -> bool:
    """Enter one line in ``sheet``; whether it could be read."""
    if found := _MARK.fullmatch(row):
        key, code, places, words = found.groups()
        pairs = [place.split(" ") for place in places.split(";")]
        if any(len(number) > _OFFSET_LIMIT for pair in pairs for number in pair):
            return False
        sheet.marks[key] = code, [(int(pair[0]), int(pair[1])) for pair in pairs], words or ""
    elif found := _EVENT.fullmatch(row):
        roles = [role.split(":", 1) for role in found[4].split()]
        sheet.events[found[1]] = found[2], found[3], [(role[0], role[1]) for role in roles]
    elif found := _RELATION.fullmatch(row):
        sheet.ties.append((found[2], found[3], found[4]))
    elif found := _ATTRIBUTE.fullmatch(row):
        sheet.values[found[2]].append(NamedValue(found[1], found[3] or "true"))
    elif found := _NORMAL.fullmatch(row):
        label = f"{found[3]} {found[4] or ''}".strip()
        sheet.values[found[2]].append(NamedValue(found[1], label))
    elif found := _NOTE.fullmatch(row):
        sheet.notes[found[1]].append(found[2])
    elif found := _SAME.fullmatch(row):
        members = found[2].split()
        sheet.ties += [(found[1], one, members[0]) for one in members[1:]]
    else:
        return False
    return True


class _Reader:
    """Turn the lines of one ``.ann`` file into tags of one article."""

    def __init__(self, harvest: Harvest, document: str, coder: str, file: str) -> None:
        self._harvest = harvest
        self._document = document
        self._coder = coder
        self._file = file
        self._pieces: dict[str, list[Span]] = {}

    def read(self, counted: str, sheet: _Sheet) -> None:
        for number in sheet.unread:
            self._lose(str(number), N_("The line cannot be read."))
        self._place(counted, sheet)
        triggers = {trigger for _, trigger, _ in sheet.events.values()}
        for key, (code, _, _) in sheet.marks.items():
            if key not in triggers:
                self._tag(sheet, key, code, key, [])
        for key, (code, trigger, roles) in sheet.events.items():
            self._tag(sheet, key, code, trigger, roles)
        # A relation with an event's trigger is one with the event.
        acts = {trigger: key for key, (_, trigger, _) in sheet.events.items()}
        for kind, source, target in sheet.ties:
            ends = [self._key(acts.get(end, end)) for end in (source, target)]
            self._harvest.add_tie(ends[0], ends[1], kind, self._coder)
        known = sheet.marks.keys() | sheet.events.keys()
        for target in (sheet.notes.keys() | sheet.values.keys()) - known:
            self._lose(target, N_("A note or attribute of something that is no tag."))

    def _place(self, counted: str, sheet: _Sheet) -> None:
        whole = [
            Marked(*pairs[0], words) for _, pairs, words in sheet.marks.values() if len(pairs) == 1
        ]
        ruler = best_ruler(counted, whole)
        for key, (_, pairs, words) in sheet.marks.items():
            self._pieces[key] = self._found(ruler, key, pairs, words)

    def _found(
        self, ruler: Ruler, key: str, pairs: list[tuple[int, int]], words: str
    ) -> list[Span]:
        place = f"{self._file} {key}"
        if len(pairs) == 1:
            span = self._harvest.find(self._document, ruler, Marked(*pairs[0], words), place)
            return [span] if span else []
        spans = [self._harvest.find(self._document, ruler, Marked(*one), place) for one in pairs]
        found = [span for span in spans if span]
        quote = " ".join(span.quote(ruler.text) for span in found)
        if found and words and not same_words(quote, words):
            self._lose(key, N_("The words of its pieces are not those that it marks."))
        return found

    def _tag(
        self, sheet: _Sheet, key: str, code: str, mark: str, roles: list[tuple[str, str]]
    ) -> None:
        pieces = self._pieces.get(mark, [])
        if not pieces:
            if mark not in sheet.marks:
                self._lose(key, N_("The words that it is about are not marked."))
            return
        values = [*sheet.values.get(key, ()), *(sheet.values.get(mark, ()) if mark != key else ())]
        for role, filler in roles:
            kind = role.rstrip("0123456789")  # brat numbers what fills one role twice
            self._harvest.add_tie(self._key(key), self._key(filler), kind, self._coder)
        notes = [*sheet.notes.get(key, ()), *(sheet.notes.get(mark, ()) if mark != key else ())]
        self._harvest.add_tag(
            ForeignTag(
                key=self._key(key),
                document=self._document,
                coder=self._coder,
                code=code,
                pieces=tidy(pieces),
                values=tuple(values),
                note="\n".join(notes),
            )
        )

    def _key(self, key: str) -> str:
        return f"{self._document}#{key}"

    def _lose(self, where: str, says: str, **facts: object) -> None:
        self._harvest.lose(f"{self._file} {where}", says, **facts)
