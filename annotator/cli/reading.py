"""Commands that read: the list of articles, and one article with all that was tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from annotator.cli.projects import JSON, PROJECT
from annotator.cli.terminal import DONE, columns, put, put_json, visible
from annotator.domain.article import STATES
from annotator.operations import projects, showing
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ID = 8  # characters of an id, enough to name it

QUERY = click.option(
    "--query",
    default="",
    metavar="Q",
    help='Which articles: words, "words together", begin*, AND, OR, NOT, state:todo, outlet:…,'
    " lang:en, date:2024-01..2024-06, type:denial, actor:…, has:suggestions and more: see the"
    " manual.",
)


@click.command("list")
@PROJECT
@QUERY
@click.option("--state", type=click.Choice(STATES), help="Only articles in this state.")
@JSON
def list_(project: Path, query: str, state: str | None, *, as_json: bool) -> int:
    """List the articles.

    Each line holds id, state, date, outlet, title, how many statements are yours, and how
    many suggestions are to decide.
    """
    asked = f"({query}) state:{state}" if state else query
    with projects.open_to_read(project) as opened:
        found = showing.listed(opened, asked)
        if as_json:
            put_json({"articles": list(found)})
            return DONE
        for line in columns(_row(one) for one in found):
            put(line)
    return DONE


@click.command()
@PROJECT
@click.argument("article", metavar="ARTICLE")
@JSON
def show(project: Path, article: str, *, as_json: bool) -> int:
    """Show an article with all its tags.

    Its text with zones, the tags of each coder, and what is to decide.

    ARTICLE is the id or its beginning.
    """
    with projects.open_to_read(project) as opened:
        document = showing.shown(opened, opened.articles.find(article))
    if as_json:
        put_json(document)
        return DONE
    for line in _page(document):
        put(visible(line))
    return DONE


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        one["id"][:_ID],
        one["state"],
        one["published_on"] or "-",
        one["outlet"] or "-",
        one["title"],
        str(one["statements"]),
        str(one["open_suggestions"]),
    )


def _page(document: dict[str, Any]) -> Iterator[str]:
    yield document["title"]
    known = (document["outlet"], document["author"], document["published_on"])
    yield " · ".join([*filter(None, known), document["state"], document["id"]])
    yield ""
    yield document["text"].rstrip("\n")
    yield from _section(tr("Zones"), (f"{_place(z)} {z['kind']}" for z in document["zones"]))
    yield from _section(tr("Statements"), map(_statement, document["statements"]))
    yield from _section(tr("To decide"), map(_suggestion, document["suggestions"]))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    first = next(lines, None)
    if first is not None:
        yield from ("", title, f"  {first}")
        yield from (f"  {line}" for line in lines)


def _statement(one: dict[str, Any]) -> str:
    speakers = ", ".join(party["name"] for party in one["speakers"])
    targets = ", ".join(party["name"] for party in one["targets"])
    who = f"{speakers or '?'} → {targets}" if targets else speakers or "?"
    links = "".join(f" [{link['kind']} {link['to'][:_ID]}]" for link in one["links"])
    head = f"{one['id'][:_ID]} {_place(one)} {one['type']} ({one['coder']}) {who}{links}"
    return f"{head}: {_one_line(one['quote'])}"


def _suggestion(one: dict[str, Any]) -> str:
    speaker = one["speaker"]["name"] if one["speaker"] else "?"
    head = f"{one['id'][:_ID]} {_place(one)} {one['type']} {one['score']:.2f} {speaker}"
    return f"{head}: {_one_line(one['quote'])}"


def _place(one: dict[str, Any]) -> str:
    return f"{one['start']}:{one['end']}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
