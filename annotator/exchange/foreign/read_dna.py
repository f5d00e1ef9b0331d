"""Make a corpus of the tables of a Discourse Network Analyzer file, version 2 or 3.

DNA counts in its text window: UTF-16 units, every line end as one.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from annotator.domain.corpus import Corpus, ForeignActor, ForeignTag, NamedValue
from annotator.domain.dates import FuzzyDate
from annotator.exchange.foreign.harvest import Facts, Harvest
from annotator.exchange.foreign.plain import words
from annotator.exchange.foreign.ruler import Marked, Ruler
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.support.work import Progress

Row = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400  # seconds
_YES_NO = {"0": "false", "1": "true"}
_UNKEPT = ("Section", "Type", "Notes")  # of an article


def read_dna(tables: Mapping[str, Sequence[Row]], progress: Progress) -> Corpus:
    """Return what the tables hold, each given by its name in capitals."""
    return _Reader(tables).read(progress)


class _Reader:
    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self._tables = tables
        self._harvest = Harvest("DNA")
        settings = {
            words(row.get("Property")): words(row.get("Value")) for row in self._rows("SETTINGS")
        }
        self._old = settings.get("version", "").startswith("2")
        self._types = {row["ID"]: words(row.get("Label")) for row in self._rows("STATEMENTTYPES")}
        self._variables = {row["ID"]: words(row.get("Variable")) for row in self._rows("VARIABLES")}
        self._entities: dict[object, str] = {}

    def read(self, progress: Progress) -> Corpus:
        for row in self._rows("CODERS"):
            self._harvest.add_coder(words(row["ID"]), words(row.get("Name")), _colour(row))
        self._read_entities()
        said = self._read_values()
        marked: dict[object, list[Row]] = defaultdict(list)
        for row in self._rows("STATEMENTS"):
            marked[row.get("DocumentId")].append(row)
        documents = self._rows("DOCUMENTS")
        for done, row in enumerate(documents):
            progress.report(done, len(documents), words(row.get("Title")))
            self._read_document(row, marked.pop(row["ID"], []), said)
        if lost := sum(map(len, marked.values())):
            self._harvest.lose("STATEMENTS", N_("{count} statements of no article."), count=lost)
        for row in self._rows("STATEMENTLINKS"):
            self._harvest.add_tie(words(row.get("SourceId")), words(row.get("TargetId")), "")
        if patterns := len(self._rows("REGEXES")):
            says = N_("{count} patterns of words to colour.")
            self._harvest.lose("REGEXES", says, count=patterns)
        return self._harvest.corpus()

    def _rows(self, table: str) -> Sequence[Row]:
        return self._tables.get(table, ())

    def _read_entities(self) -> None:
        """Learn the values that DNA keeps a list of, with what it knows of each."""
        names = {
            row["ID"]: words(row.get("AttributeVariable", row.get("MetaVariable")))
            for row in self._rows("ATTRIBUTEVARIABLES")
        }
        more: dict[object, dict[str, str]] = defaultdict(dict)
        for row in self._rows("ATTRIBUTEVALUES"):
            name = names.get(row.get("AttributeVariableId"), "?")
            more[row.get("EntityId")][name] = words(row.get("AttributeValue"))
        for row in self._rows("ATTRIBUTEMETADATA"):
            name = names.get(row.get("MetaVariableId"), "?")
            more[row.get("AttributeId")][name] = words(row.get("Value"))
        for row in self._rows("ENTITIES") or self._rows("ATTRIBUTES"):
            value = words(row.get("Value"))
            self._entities[row["ID"]] = value
            own = {name: words(row.get(name)) for name in ("Type", "Alias", "Notes")}
            known = {name: text for name, text in (own | more[row["ID"]]).items() if text}
            variable = self._variables.get(row.get("VariableId"), "")
            if value:
                self._harvest.add_actor(_actor(variable, value, known))

    def _read_values(self) -> dict[object, list[NamedValue]]:
        """Return what each statement says, by its number."""
        said: dict[object, list[NamedValue]] = defaultdict(list)
        kinds = ("DATASHORTTEXT", "DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT")
        for table in kinds:
            for row in self._rows(table):
                value = words(row.get("Value"))
                if table == "DATASHORTTEXT":
                    value = self._short_text(row)
                elif table == "DATABOOLEAN":
                    value = _YES_NO.get(value, value)
                name = self._variables.get(row.get("VariableId"), "?")
                if value:
                    said[row.get("StatementId")].append(NamedValue(name, value))
        return said

    def _short_text(self, row: Row) -> str:
        """Version 3 and late betas of 2 refer to a list, version 2 writes the text itself."""
        reference = row.get("Entity", row.get("Value"))
        if isinstance(reference, int):
            return self._entities.get(reference, "")
        return words(reference)

    def _read_document(
        self, row: Row, statements: Sequence[Row], said: Mapping[object, list[NamedValue]]
    ) -> None:
        key, title = words(row["ID"]), words(row.get("Title"))
        place = title or key
        published = self._date(row.get("Date"), place)
        facts = Facts(
            title=title,
            author=words(row.get("Author")),
            outlet=words(row.get("Source")),
            published=published,
        )
        if lost := [name for name in _UNKEPT if words(row.get(name))]:
            self._harvest.lose(place, N_("Of the article: {names}."), names=", ".join(lost))
        text = row.get("Text")
        counted = self._harvest.add_text(key, place, text if isinstance(text, str) else "", facts)
        if counted is None:
            return
        ruler = Ruler(counted, "utf-16", one_newline=True)
        for statement in statements:
            self._read_statement(key, place, ruler, statement, said)

    def _read_statement(
        self,
        document: str,
        place: str,
        ruler: Ruler,
        row: Row,
        said: Mapping[object, list[NamedValue]],
    ) -> None:
        where = f"{place}, statement {row['ID']}"
        start, end = row.get("Start"), row.get("Stop")
        if not isinstance(start, int) or not isinstance(end, int):
            self._harvest.lose(where, N_("It has no place."))
            return
        span = self._harvest.find(document, ruler, Marked(start, end), where)
        if span is None:
            return
        coder = words(row.get("Coder"))
        self._harvest.add_tag(
            ForeignTag(
                key=words(row["ID"]),
                document=document,
                coder=self._harvest.add_coder(coder or "DNA", coder or "DNA"),
                code=self._types.get(row.get("StatementTypeId")) or "DNA Statement",
                pieces=(span,),
                values=tuple(said.get(row["ID"], ())),
            )
        )

    def _date(self, written: object, place: str) -> FuzzyDate | None:
        """Return the day; version 2 counts milliseconds, and in its machine's own time."""
        if not isinstance(written, int):
            return None
        seconds = written // 1000 if self._old else written
        try:
            found = (_EPOCH + timedelta(seconds=seconds)).date()
        except OverflowError:
            self._harvest.lose(place, N_("Its date cannot be."))
            return None
        if self._old and seconds % _DAY:
            says = N_("Its date may be a day off: DNA 2 keeps times without their time zone.")
            self._harvest.lose(place, says)
        return FuzzyDate(found.isoformat())


def _actor(variable: str, value: str, known: Mapping[str, str]) -> ForeignActor:
    rest = [f"{name}: {text}" for name, text in known.items() if name not in ("Type", "Alias")]
    aliases = [alias.strip() for alias in known.get("Alias", "").split(";")]
    return ForeignActor(
        variable=variable,
        name=value,
        type=known.get("Type", ""),
        note="\n".join(rest),
        aliases=tuple(alias for alias in aliases if alias),
    )


def _colour(row: Row) -> str:
    parts = [row.get(name) for name in ("Red", "Green", "Blue")]
    if not all(isinstance(part, int) and 0 <= part <= 255 for part in parts):
        return ""
    return "#" + "".join(f"{part:02x}" for part in parts)
