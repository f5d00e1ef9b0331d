"""Commands that find: search, concordance, overview, kept searches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.projects import JSON, PROJECT
from annotator.cli.reading import QUERY
from annotator.cli.terminal import (
    DONE,
    TerminalProgress,
    columns,
    put,
    put_json,
    say,
    visible,
)
from annotator.domain.query import ORDERS
from annotator.operations import concordance, overview, patterns, projects, searching
from annotator.support.i18n import N_, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.domain.query import Order
    from annotator.operations.concordance import Line, SortBy
    from annotator.operations.searching import SearchHit

_ID = 8  # characters of an id, enough to name it
_SIDE = 40  # code points of context that a line of the terminal shows
_PATIENCE = 60.0  # seconds that an exact count may take here
_MOST_VALUES = 40  # of a facet, on the terminal


@click.command()
@PROJECT
@click.argument("query", metavar="QUERY")
@click.option("--order", type=click.Choice(ORDERS), default="relevance", show_default=True)
@click.option("--seed", type=int, default=0, help="Which order of chance, for random.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@JSON
def search(  # noqa: PLR0913 - one for each thing to choose
    *, project: Path, query: str, order: Order, seed: int, limit: int, as_json: bool
) -> int:
    """Find articles, each shown with the words in their place.

    QUERY is words, "words together", beginning*, AND, OR, NOT, NEAR(a b, 5), parentheses
    and fields: state:todo, outlet:…, lang:en, month:2025-03, date:2024-01..2024-06,
    type:denial, actor:…, coder:…, title:…, has:suggestions.
    """
    with projects.open_to_read(project) as opened:
        found = searching.search(opened, query, order, seed)
        hits = found.page(0, limit)
        count = found.count(_PATIENCE)
    if as_json:
        counted = {"count": count.articles, "exact": count.exact}
        put_json(counted | {"articles": [_hit(one) for one in hits]})
        return DONE
    for line in columns(_hit_row(one) for one in hits):
        put(line)
    number = tr_n("{count} article", "{count} articles", count.articles)
    say(number if count.exact else tr("More than {count}", count=number))
    return DONE


@click.command()
@PROJECT
@click.argument("query", metavar="QUERY", default="")
@click.option("--pattern", metavar="REGEX", help="A regular expression instead of words.")
@click.option("--case", is_flag=True, help="With --pattern: upper and lower case differ.")
@click.option("--width", type=click.IntRange(0, 1000), default=_SIDE, show_default=True)
@click.option(
    "--sort", "by", type=click.Choice(concordance.SORTS), default="article", show_default=True
)
@click.option(
    "--csv", "out", type=click.Path(path_type=Path), metavar="FILE", help="Write a CSV file."
)
@click.option(
    "--no-guard",
    is_flag=True,
    help="Put no apostrophe before cells that a spreadsheet would run.",
)
@JSON
def kwic(  # noqa: PLR0913 - one for each thing to choose
    *,
    project: Path,
    query: str,
    pattern: str | None,
    width: int,
    by: SortBy,
    out: Path | None,
    case: bool,
    no_guard: bool,
    as_json: bool,
) -> int:
    """List every place of a word or phrase with its context: a concordance.

    With --pattern QUERY only says in which articles to look.
    """
    with projects.open_to_read(project) as opened, TerminalProgress(tr("Search")) as progress:
        found: Iterable[Line] = (
            concordance.lines(opened, query, width, progress)
            if pattern is None
            else patterns.pattern_lines(opened, pattern, query, width, progress, case=case)
        )
        found = concordance.arranged(found, by)
        if out:
            count = concordance.write_lines(out, found, guard=not no_guard)
            say(tr_n("Wrote {count} place to {file}.", "Wrote {count} places to {file}.", count,
                     file=out))  # fmt: skip
        elif as_json:
            put_json({"places": [_place(one) for one in found]})
        else:
            for line in found:
                put(_kwic_row(line, width))
    return DONE


@click.command("overview")
@PROJECT
@QUERY
@JSON
def overview_(project: Path, query: str, *, as_json: bool) -> int:
    """Tell what the corpus is made of: articles by outlet, month, language and state."""
    with projects.open_to_read(project) as opened:
        told = overview.overview(opened, query)
    if as_json:
        lists = {name: dict(getattr(told, name)) for name in _LISTS}
        put_json({"articles": told.articles, "exact": told.exact} | lists)
        return DONE
    put(tr_n("{count} article", "{count} articles", told.articles))
    for name, title in _LISTS.items():
        values = getattr(told, name)
        put("")
        put(tr(title))
        for line in columns((value or "-", str(count)) for value, count in values[:_MOST_VALUES]):
            put(f"  {line}")
        if len(values) > _MOST_VALUES:
            put("  " + tr("and {count} more", count=len(values) - _MOST_VALUES))
    return DONE


@click.command()
@PROJECT
@click.option("--keep", nargs=2, metavar="NAME QUERY", help="Keep a search under a name.")
@click.option("--order", type=click.Choice(ORDERS), default="added", help="With --keep.")
@click.option("--forget", metavar="NAME", help="Forget a search.")
@JSON
def searches(
    project: Path,
    keep: tuple[str, str] | None,
    order: Order,
    forget: str | None,
    *,
    as_json: bool,
) -> int:
    """List the searches that are kept in the project, keep one or forget one."""
    if keep and forget:
        raise click.UsageError(tr("--keep and --forget are two things: do one after the other."))
    if keep or forget:
        with projects.open_to_write(project) as opened:
            if keep:
                searching.keep_search(opened, *keep, order)
            if forget:
                searching.forget_search(opened, forget)
    with projects.open_to_read(project) as opened:
        known = opened.searches.all()
    if as_json:
        kept = [{"name": one.name, "query": one.query, "order": one.order} for one in known]
        put_json({"searches": kept})
        return DONE
    for line in columns((one.name, one.query, one.order) for one in known):
        put(line)
    return DONE


_LISTS = {
    "outlets": N_("Outlets"),
    "months": N_("Months"),
    "languages": N_("Languages"),
    "states": N_("States"),
}


def _hit(one: SearchHit) -> dict[str, Any]:
    shown = one.snippet
    return {
        "id": one.row.id,
        "title": one.row.title,
        "outlet": one.row.outlet,
        "published_on": one.row.published,
        "state": one.row.state,
        "title_marks": [[span.start, span.end] for span in one.title_marks],
        "places": [[span.start, span.end] for span in one.spans],
        "snippet": {
            "start": shown.start,
            "text": shown.text,
            "marks": [[mark.start, mark.end] for mark in shown.marks],
        }
        if shown
        else None,
    }


def _hit_row(one: SearchHit) -> tuple[str, ...]:
    row, shown = one.row, one.snippet
    words = f"{'…' * shown.cut_before}{shown.text}{'…' * shown.cut_after}" if shown else ""
    return (row.id[:_ID], row.published or "-", row.outlet or "-", row.title, words)


def _place(line: Line) -> dict[str, Any]:
    names = (column.name for column in concordance.PLACES.columns)
    return dict(zip(names, line.cells, strict=True))


def _kwic_row(line: Line, width: int) -> str:
    before, match, after = map(visible, (line.hit.before, line.hit.match, line.hit.after))
    return f"{line.article.id[:_ID]}  {before:>{width}}[{match}]{after}".rstrip()
