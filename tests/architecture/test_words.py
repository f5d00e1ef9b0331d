"""Every sentence for people passes tr(), so that it can be said in their language."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.conftest import FILES, calls, to_run

SHOWS = {
    "gui": {
        "QAction", "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox",
        "QMenu", "QDialog", "QMessageBox", "addAction", "addMenu", "addRow", "addItem", "addTab",
        "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle",
        "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "showMessage",
        "setInformativeText", "tell",
    },
    "cli": {"say", "UsageError", "BadParameter"},
}  # fmt: skip


def bare(argument):
    """Whether what is shown is a sentence that nobody could translate."""
    if isinstance(argument, ast.JoinedStr):
        parts = [part.value for part in argument.values if isinstance(part, ast.Constant)]
        return any(_word(part) for part in parts)
    return isinstance(argument, ast.Constant) and _word(argument.value)


def _word(value):
    return isinstance(value, str) and any(char.isalpha() for char in value)


def untranslated(place, source):
    shows = SHOWS.get(place.partition("/")[0], set())
    for node, name in calls(to_run(source)):
        if name in shows:
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                if bare(argument):
                    yield f"line {argument.lineno}: pass it through tr()"


def formatted_too_early(place, source):
    """``tr(f"…")`` and ``tr("…" + x)`` can never be found in a catalogue."""
    for node, name in calls(to_run(source)):
        if name in {"tr", "N_", "tr_n"}:
            templates = node.args[: 2 if name == "tr_n" else 1]
            if any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in templates):
                yield f"line {node.lineno}: give the facts by name"


@pytest.mark.parametrize(
    ("rule", "place", "source"),
    [
        (untranslated, "gui/x.py", "QLabel('Open')"),
        (untranslated, "gui/x.py", "button.setText(f'Open {name}')"),
        (untranslated, "gui/x.py", "x.setAccessibleName('Open')"),
        (untranslated, "cli/x.py", "say('Done.')"),
        (formatted_too_early, "gui/x.py", "tr(f'Open {name}')"),
        (formatted_too_early, "cli/x.py", "tr('Open ' + name)"),
    ],
)
def test_the_rule_bites(rule, place, source):
    assert list(rule(place, source))


@pytest.mark.parametrize("rule", [untranslated, formatted_too_early], ids=lambda r: r.__name__)
def test_every_file_keeps_the_rule(rule):
    broken = {place: list(rule(place, source)) for place, source in FILES.items()}
    assert {place: why for place, why in broken.items() if why} == {}
