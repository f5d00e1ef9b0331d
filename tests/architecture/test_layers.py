"""The drawing on the first page of docs/architecture.md, as code.

Each rule is a function from a file's place and text to what breaks it, and is first shown
to bite.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from tests.architecture.conftest import FILES, calls, imports, literals, to_run
from tests.conftest import ROOT

BELOW = {
    "support": set(),
    "domain": {"support"},
    "store": {"domain", "support"},
    "nlp": {"domain", "support"},
    "exchange": {"domain", "support"},
    "analysis": {"domain", "support"},
    "operations": {"store", "nlp", "exchange", "analysis", "domain", "support"},
    "cli": {"operations", "domain", "support"},
    "gui": {"operations", "domain", "support"},
    "door": {"operations", "domain", "support"},
    "__main__": {"gui", "cli", "support"},
    "__init__": {"door"},
}
ONLY_IN = {
    "PySide6": "gui",
    "shiboken6": "gui",
    "sqlite_utils": "store",
    "sqlite3": "store",
    "spacy": "nlp",
    "thinc": "nlp",
    "click": "cli",
}
SLOW = {"spacy", "thinc", "numpy", "dateparser", "py3langid", "charset_normalizer", "pandas"}
NETWORK = {
    "socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc",
    "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "websockets", "webbrowser",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
}  # fmt: skip
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s.+\sSET|DELETE\s+FROM|PRAGMA\s+\w"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER|TEMP)|BEGIN\s+IMMEDIATE)\b",
    re.DOTALL,
)
# Who may translate offsets: the two pages that Qt lays out, and the formats that count
# in other units.
COUNTS_UNITS = {
    "gui/reader/page.py",
    "gui/annotate/quote.py",
    "exchange/foreign/ruler.py",
    "exchange/read_rtf.py",  # RTF writes an emoji as its two units
}
OPENS_STEPS = {"step", "machine_writes"}
LINES = 400


def layer_of(place):
    return place.partition("/")[0].removesuffix(".py")


def knows_only_what_is_below(place, source):
    layer = layer_of(place)
    if layer not in BELOW:
        yield f"{layer} has no place in the drawing"
    for line, name in imports(to_run(source)):
        top, _, rest = name.partition(".")
        known = rest.partition(".")[0] if top == "annotator" else None
        if known in BELOW and known != layer and known not in BELOW.get(layer, set()):
            yield f"line {line}: {layer} must not know {name}"


def foreign_libraries_stay_where_they_belong(place, source):
    for line, name in imports(to_run(source)):
        home = ONLY_IN.get(name.partition(".")[0])
        if home and home != layer_of(place):
            yield f"line {line}: {name} stays in {home}/"


def slow_libraries_wait_until_needed(place, source):
    tree = to_run(source)
    within = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in within:
            module = ast.Module([node], [])
            for line, name in imports(module):
                if name.partition(".")[0] in SLOW:
                    yield f"line {line}: import {name} inside the function that needs it"


def no_network(place, source):
    for line, name in imports(to_run(source)):
        if any(name == one or name.startswith(f"{one}.") for one in NETWORK):
            yield f"line {line}: {name} can reach the network"


def sql_stays_in_the_store(place, source):
    if layer_of(place) != "store":
        for line, text in literals(to_run(source)):
            if SQL.search(text):
                yield f"line {line}: this looks like SQL: {text[:40]!r}"


def only_operations_open_a_step(place, source):
    if layer_of(place) != "operations" and place != "store/project.py":
        for node, name in calls(to_run(source)):
            if name in OPENS_STEPS and isinstance(node.func, ast.Attribute):
                yield f"line {node.lineno}: call an operation instead of {name}()"


def few_files_translate_offsets(place, source):
    if place not in COUNTS_UNITS:
        tree = to_run(source)
        for line, name in imports(tree):
            if name.startswith("annotator.domain.offsets"):
                yield f"line {line}: offsets are code points here"
        for node, name in calls(tree):
            if name == "encode" and "utf-16" in ast.unparse(node).lower().replace("_", "-"):
                yield f"line {node.lineno}: nothing here counts UTF-16 units"


def is_small_and_says_what_it_is_for(place, source):
    if source.count("\n") > LINES:
        yield f"{source.count(chr(10))} lines; {LINES} are enough"
    told = ast.get_docstring(ast.parse(source))
    if not told:
        yield "it does not say what it is for"
    elif not re.fullmatch(r"[^\n]+[.:]", told.partition("\n\n")[0].replace("\n", " ")):
        yield "its first sentence has no end"


def packages_begin_with_nothing_but_a_sentence(place, source):
    if place.endswith("/__init__.py") and len(ast.parse(source).body) != 1:
        yield "it does something"


RULES = [
    (knows_only_what_is_below, "domain/x.py", "from annotator.store import ledger"),
    (knows_only_what_is_below, "store/x.py", "import annotator.nlp.pipeline"),
    (knows_only_what_is_below, "cli/x.py", "def f():\n    from annotator.gui import app"),
    (knows_only_what_is_below, "gui/x.py", "from annotator.store.project import Project"),
    (knows_only_what_is_below, "utils/x.py", ""),
    (foreign_libraries_stay_where_they_belong, "cli/x.py", "from PySide6 import QtCore"),
    (foreign_libraries_stay_where_they_belong, "operations/x.py", "import sqlite3"),
    (foreign_libraries_stay_where_they_belong, "gui/x.py", "def f():\n    import spacy"),
    (slow_libraries_wait_until_needed, "nlp/x.py", "from spacy.tokens import Doc"),
    (slow_libraries_wait_until_needed, "exchange/x.py", "try:\n    import numpy\nfinally: pass"),
    (no_network, "support/x.py", "from urllib import request"),
    (no_network, "gui/x.py", "def f():\n    from PySide6.QtNetwork import QTcpSocket"),
    (sql_stays_in_the_store, "gui/x.py", "q = 'SELECT id FROM article'"),
    (sql_stays_in_the_store, "cli/x.py", "q = f'DELETE FROM {table}'"),
    (only_operations_open_a_step, "gui/x.py", "with self.project.step('x') as step: pass"),
    (only_operations_open_a_step, "cli/x.py", "with project.machine_writes(): pass"),
    (few_files_translate_offsets, "gui/x.py", "from annotator.domain.offsets import Utf16Map"),
    (few_files_translate_offsets, "store/x.py", "n = len(t.encode('utf-16-le')) // 2"),
    (is_small_and_says_what_it_is_for, "gui/x.py", "import os"),
    (is_small_and_says_what_it_is_for, "gui/x.py", '"""Large."""\n' + "x = 1\n" * LINES),
    (packages_begin_with_nothing_but_a_sentence, "gui/__init__.py", '"""Gui."""\nimport os'),
]
KEPT = sorted({rule for rule, _, _ in RULES}, key=lambda rule: rule.__name__)


@pytest.mark.parametrize(
    ("rule", "place", "source"), RULES, ids=[f"{r.__name__}-{n}" for n, (r, *_) in enumerate(RULES)]
)
def test_the_rule_bites(rule, place, source):
    assert list(rule(place, source))


@pytest.mark.parametrize("rule", KEPT, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule):
    broken = {place: list(rule(place, source)) for place, source in FILES.items()}
    assert {place: why for place, why in broken.items() if why} == {}


def test_types_may_look_past_a_floor():
    source = "if TYPE_CHECKING:\n    from annotator.store.project import Project"
    assert list(knows_only_what_is_below("gui/x.py", source)) == []


LOADED = "import sys, {0}; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"


@pytest.mark.parametrize(
    ("module", "waits"),
    [
        ("annotator", {"sqlite_utils", "click", "PySide6", *SLOW}),
        ("annotator.__main__", {"PySide6", *SLOW}),
    ],
)
def test_what_is_slow_is_not_loaded_at_the_start(module, waits):
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(module)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not waits & set(done.stdout.split())
