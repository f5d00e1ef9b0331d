"""The manual names every command and option, and describes the dataset as it is."""

from __future__ import annotations

import re

import click
import pytest

from annotator.cli.main import _annotator
from annotator.domain.dataset import TABLES
from annotator.exchange.dataset_folder import README
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "command-line.md"
DATASET = ROOT / "docs" / "dataset.md"
FORMS = {"list": "JSON list", "boolean": "true or false"}


@pytest.mark.parametrize("name", sorted(_annotator.commands))
def test_every_command_and_option_is_in_the_manual(name):
    usage = PAGE.read_text(encoding="utf-8").partition("```")[2].partition("```")[0]
    found = re.search(rf"annotator {name} (?:.|\n )*", usage)
    assert found, f"docs/command-line.md does not know {name}"
    command = _annotator.commands[name]
    options = {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    told = "".join(re.findall(rf"annotator {name} (?:.|\n )*", usage))
    assert set(re.findall(r"--[a-z-]+", told)) == options
    assert command.help


def page():
    """What docs/dataset.md holds, made from the tables."""
    lines = [
        "# The dataset",
        "",
        "Made from `annotator/domain/dataset.py` by `tests/cli/test_manual.py`.",
        "",
        "An export is a folder of CSV files (RFC 4180: UTF-8, lines end in CR LF) with a",
        f"`datapackage.json` that describes them for programs and a `{README}` for people. Offsets",
        "count code points of the article's text, the end not included. Cells that a spreadsheet",
        "would run get a leading apostrophe unless `--no-guard` is given; a script takes it off",
        "where a cell matches `^'+[=+\\-@\\t\\r]`. The same content gives the same bytes.",
    ]
    for table in TABLES:
        lines += ["", f"## {table.name}.csv", "", table.says, "", "| column | holds | form |"]
        lines.append("|---|---|---|")
        for column in table.columns:
            form = FORMS.get(column.type, "text" if column.type == "string" else column.type)
            if column.several:
                form += "; several as a JSON list"
            key = " (key)" if column.name in table.key else ""
            lines.append(f"| `{column.name}`{key} | {column.says} | {form} |")
    return "\n".join(lines) + "\n"


def test_the_page_about_the_dataset_is_up_to_date():
    if not DATASET.exists() or DATASET.read_text(encoding="utf-8") != page():
        DATASET.write_text(page(), encoding="utf-8")
        pytest.fail("docs/dataset.md was not up to date; it has been written anew")
