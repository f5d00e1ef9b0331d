"""The page of keys in the manual, made from the table of commands."""

from __future__ import annotations

from annotator.gui.actions import MENUS, Where

HEAD = """# Keys

Made from the table of commands (`annotator/gui/actions.py`) by `tests/gui/test_actions.py`.

Keys marked with ● work while the text has the focus (F6 goes from pane to pane, Esc back to
the text) and never while you type in a field. The keys of the statement types come from the
project's codebook; these are the starter codebook's. F1 or ? shows this list in the program.

Own keys: write `keys.json` into the folder of the settings, for example
`{"sentence.next": ["N", "Down"]}`. What is not named there keeps its keys.
"""


def keys_page(commands):
    parts = [HEAD]
    for group in MENUS:
        shown = [one for one in commands if one.group == group]
        if shown:
            rows = [f"| {_keys(one)} | {one.label} | `{one.name}` |" for one in shown]
            title = group.replace("&", "")
            parts.append(
                "\n".join(
                    [
                        f"## {title}\n",
                        "| Keys | What they do | Command |",
                        "|---|---|---|",
                        *rows,
                        "",
                    ]
                )
            )
    return "\n".join(parts)


def _keys(command):
    keys = " or ".join(f"`{key}`" for key in command.keys)
    return f"{keys} ●" if keys and command.where is Where.READER else keys
