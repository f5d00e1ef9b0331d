"""Write small projects of other tools, in the formats that their makers describe.

Offsets are worked out from the text before a place, each tool in its own unit, so that
nothing here shares a line with what is tested.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from xml.etree import ElementTree as ET

DNA3 = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL, Red INTEGER NOT NULL,
    Green INTEGER NOT NULL, Blue INTEGER NOT NULL, Password TEXT NOT NULL);
CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL,
    Coder INTEGER, Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '',
    Section TEXT NOT NULL DEFAULT '', Notes TEXT NOT NULL DEFAULT '',
    Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL);
CREATE TABLE STATEMENTTYPES(ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL);
CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL,
    DataType TEXT NOT NULL, StatementTypeId INTEGER);
CREATE TABLE REGEXES(Label TEXT PRIMARY KEY);
CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER,
    DocumentId INTEGER, Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER);
CREATE TABLE STATEMENTLINKS(ID INTEGER PRIMARY KEY, SourceId INTEGER, TargetId INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value INTEGER);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value TEXT);
"""
ENTITIES3 = """
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Entity INTEGER);
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER,
    AttributeVariable TEXT);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER,
    AttributeVariableId INTEGER, AttributeValue TEXT);
"""
ENTITIES2 = """
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Red INTEGER,
    Green INTEGER, Blue INTEGER, Type TEXT, Alias TEXT, Notes TEXT, ChildOf TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    StatementTypeId INTEGER, Value TEXT);
"""
VARIABLES = ("person", "organization", "concept", "agreement", "note", "priority")
DAY = 1_741_910_400  # 2025-03-14, 00:00 UTC


def utf16(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def write_dna(path, text, places, *, version="3.0.7", code="Denial", more=""):
    """A file with one article; ``places`` are (start, stop, {variable: value}) of Coder 1."""
    old = version.startswith("2")
    with sqlite3.connect(path) as db:
        db.executescript(DNA3 + (ENTITIES2 if old else ENTITIES3))
        db.execute("INSERT INTO SETTINGS VALUES ('version', ?)", [version])
        db.execute("INSERT INTO CODERS VALUES (1, 'Dara', 0, 153, 255, 'secret')")
        db.execute("INSERT INTO STATEMENTTYPES VALUES (1, ?)", [code])
        for number, name in enumerate(VARIABLES, start=1):
            db.execute("INSERT INTO VARIABLES VALUES (?, ?, 'short text', 1)", [number, name])
        db.execute(
            "INSERT INTO DOCUMENTS VALUES (1, 'Ministry denies', ?, 1, 'A. Writer', 'The Paper',"
            " 'Politics', '', '', ?)",
            [text, DAY * 1000 if old else DAY],
        )
        for number, (start, stop, values) in enumerate(places, start=1):
            db.execute("INSERT INTO STATEMENTS VALUES (?, 1, 1, ?, ?, 1)", [number, start, stop])
            for name, value in values.items():
                _write_value(db, number, name, value, old=old)
        db.executescript(more)
    db.close()
    return path


def _write_value(db, statement, name, value, *, old):
    variable = VARIABLES.index(name) + 1
    if name in ("person", "organization", "concept"):
        if old:
            facts = [statement, variable, value]
            db.execute("INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, 1, ?)", facts)
            return
        row = db.execute(
            "SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", [variable, value]
        ).fetchone()
        if row is None:
            row = db.execute(
                "INSERT INTO ENTITIES VALUES (NULL, ?, ?) RETURNING ID", [variable, value]
            ).fetchone()
        facts = [statement, variable, row[0]]
        db.execute("INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", facts)
        return
    table = {"agreement": "DATABOOLEAN", "note": "DATALONGTEXT", "priority": "DATAINTEGER"}[name]
    facts = [statement, variable, value]
    db.execute(f"INSERT INTO {table} VALUES (NULL, ?, ?, ?)", facts)  # noqa: S608 - our names


def guid(number):
    return f"{number:08x}-0000-4000-8000-{number:012x}"


def write_qdpx(path, text, places, *, code="Denial", extra="", source="", inline=False):
    """A project with one text; ``places`` are (start, end), coded once each by Dara.

    ``extra`` is XML after the sources, ``source`` more XML among them.
    """
    namespace = "urn:QDA-XML:project:1.0"
    project = ET.Element("Project", {"xmlns": namespace, "name": "Study", "origin": "Test"})
    users = ET.SubElement(project, "Users")
    ET.SubElement(users, "User", {"guid": guid(1), "name": "Dara"})
    codes = ET.SubElement(ET.SubElement(project, "CodeBook"), "Codes")
    attributes = {"guid": guid(2), "name": code, "isCodable": "true"}
    ET.SubElement(codes, "Code", attributes)
    sources = ET.SubElement(project, "Sources")
    article = ET.SubElement(sources, "TextSource", {"guid": guid(3), "name": "Ministry denies"})
    if inline:
        ET.SubElement(article, "PlainTextContent").text = text
    else:
        article.set("plainTextPath", f"internal://{guid(3)}.txt")
    for number, (start, end) in enumerate(places):
        selection = ET.SubElement(
            article,
            "PlainTextSelection",
            {"guid": guid(100 + number), "startPosition": str(start), "endPosition": str(end)},
        )
        coding = ET.SubElement(
            selection,
            "Coding",
            {"guid": guid(500 + number), "creatingUser": guid(1).upper(),
             "creationDateTime": "2025-03-14T09:30:00+07:00"},
        )  # fmt: skip
        ET.SubElement(coding, "CodeRef", {"targetGUID": guid(2)})
    xml = ET.tostring(project, encoding="unicode")
    xml = xml.replace("</Sources>", f"{source}</Sources>{extra}")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        if not inline:
            archive.writestr(f"sources/{guid(3)}.txt", text.encode("utf-8"))
    return path


def write_brat(folder, text, lines, name="article"):
    """A folder with one article and the given lines of its ``.ann``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    (folder / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))
    return folder


def write_lines(path, *rows):
    """JSON lines, as doccano writes them."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def label_region(key, start, end, words, *labels):
    return {
        "id": key, "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
        "value": {"start": start, "end": end, "text": words, "labels": list(labels)},
    }  # fmt: skip


def label_task(text, results, **facts):
    """A task of Label Studio's full JSON with one annotation."""
    done = {
        "id": 7, "completed_by": {"id": 3, "email": "dara@example.org"}, "result": results,
        "was_cancelled": False, "created_at": "2025-03-14T02:30:00.000000Z",
    }  # fmt: skip
    return {"id": 1, "data": {"text": text}, "annotations": [done]} | facts


TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>custom.Statement</name><description/>
<supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>value</name><description/>
<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>certainty</name><description/>
<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>speaker</name><description/>
<rangeTypeName>uima.cas.FSArray</rangeTypeName>
<elementType>custom.StatementSpeakerLink</elementType></featureDescription>
</features></typeDescription>
<typeDescription><name>custom.StatementSpeakerLink</name><description/>
<supertypeName>uima.cas.TOP</supertypeName><features>
<featureDescription><name>role</name><description/>
<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>target</name><description/>
<rangeTypeName>custom.Actor</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>custom.Actor</name><description/>
<supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>name</name><description/>
<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription></features></typeDescription>
<typeDescription><name>custom.Answer</name><description/>
<supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>kind</name><description/>
<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>Governor</name><description/>
<rangeTypeName>custom.Statement</rangeTypeName></featureDescription>
<featureDescription><name>Dependent</name><description/>
<rangeTypeName>custom.Statement</rangeTypeName></featureDescription></features></typeDescription>
<typeDescription><name>de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token</name>
<description/><supertypeName>uima.tcas.Annotation</supertypeName></typeDescription>
</types></typeSystemDescription>
"""


def cas_xmi(text, elements):
    """An XMI; ``elements`` are (name, {attribute: value}) with offsets in UTF-16 units."""
    root = ET.Element(
        "xmi:XMI",
        {
            "xmlns:xmi": "http://www.omg.org/XMI", "xmlns:cas": "http:///uima/cas.ecore",
            "xmlns:custom": "http:///custom.ecore", "xmi:version": "2.0",
            "xmlns:type": "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore",
        },
    )  # fmt: skip
    ET.SubElement(root, "cas:NULL", {"xmi:id": "0"})
    members = []
    for number, (name, facts) in enumerate(elements, start=10):
        own = {"xmi:id": str(number)}
        if "begin" in facts:
            own["sofa"] = "1"
            members.append(str(number))
        ET.SubElement(root, name, own | {key: str(value) for key, value in facts.items()})
    ET.SubElement(
        root,
        "cas:Sofa",
        {"xmi:id": "1", "sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text",
         "sofaString": text},
    )  # fmt: skip
    ET.SubElement(root, "cas:View", {"sofa": "1", "members": " ".join(members)})
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def write_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
