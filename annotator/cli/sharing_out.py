"""Commands that share the work out: draw a sample, give articles to coders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.cli.projects import JSON, PROJECT
from annotator.cli.reading import QUERY
from annotator.cli.terminal import DONE, columns, put, put_json, say
from annotator.operations import assigning, projects, sampling
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

SEED = click.option("--seed", type=int, default=1, show_default=True, help="Which drawing.")


@click.command()
@PROJECT
@click.argument("count", type=click.IntRange(1), metavar="COUNT")
@QUERY
@SEED
@JSON
def draw(project: Path, count: int, query: str, seed: int, *, as_json: bool) -> int:
    """Draw COUNT articles by chance and print their ids.

    The same seed gives the same articles, whoever draws and however they were imported.
    """
    with projects.open_to_read(project) as opened:
        drawn = sampling.draw(opened, query, count, seed)
    if as_json:
        put_json({"seed": seed, "articles": drawn})
        return DONE
    for article in drawn:
        put(article)
    return DONE


@click.command()
@PROJECT
@click.option(
    "--to", "names", required=True, multiple=True, metavar="NAME", help="A coder; give several."
)
@QUERY
@click.option("--count", type=click.IntRange(1), help="Only so many, drawn by chance.")
@SEED
@click.option(
    "--each",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="To how many coders each article goes.",
)
@JSON
def assign(  # noqa: PLR0913 - one for each thing to choose
    *,
    project: Path,
    names: tuple[str, ...],
    query: str,
    count: int | None,
    seed: int,
    each: int,
    as_json: bool,
) -> int:
    """Give articles to coders, in turn and in an order of chance.

    What a coder has already stays as far as it is.
    """
    with projects.open_to_write(project) as opened:
        coders = assigning.named(opened, names)
        many = count or opened.articles.count()
        articles = sampling.draw(opened, query, many, seed)
        given = assigning.assign(opened, articles, coders, each)
    if as_json:
        put_json({"assigned": given.new, "had": given.had})
        return DONE
    for line in columns((name, str(number)) for name, number in given.new.items()):
        put(line)
    had = sum(given.had.values())
    if had:
        say(tr("Assigned before, and left as they are: {count}.", count=had))
    return DONE
