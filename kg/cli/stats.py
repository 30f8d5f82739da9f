"""``kg stats``: counts of a graph, measures of its network, and both as a picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from kg.cli.graph_source import graph_source, workspace_option
from kg.cli.terminal import GRAPH, emit, say, show_table

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.views.measures import By

PICTURES = (".svg", ".png", ".pdf")


@click.command()
@click.argument("graph", type=GRAPH, metavar="[FILE]", required=False)
@workspace_option
@click.option(
    "--format", "form", type=click.Choice(("table", "tsv", "json")), default="table", show_default=True
)
@click.option("--network", is_flag=True, help="Measures of each actor in the network of who met whom.")
@click.option(
    "--by", type=click.Choice(("issue", "period")), help="With --network: measures of each issue or year."
)
@click.option("--plot", metavar="FILE", help="Draw the counts instead: svg, png or pdf.")
def stats(
    graph: Path | None, workspace: Path | None, form: str, network: bool, by: str | None, plot: str | None
) -> None:
    """Count what is in a graph.

    Articles, actors by kind, meetings by format and status, acts, issues, evidence; what
    several articles report counts once, where they are aligned. With --network the
    degree, betweenness and community of each actor, or with --by the network of each issue or year; what
    each figure means is written to standard error.

    \b
    Examples:
      kg stats graph.ttl
      kg stats --workspace talks
      kg stats graph.ttl --network
      kg stats graph.ttl --network --by period --format tsv
      kg stats graph.ttl --plot counts.svg
    """
    if by and not network:
        raise click.UsageError("--by goes with --network")
    if plot and Path(plot).suffix.lower() not in PICTURES:
        raise click.UsageError(f"--plot {plot}: the extension must be svg, png or pdf")
    with graph_source(graph, workspace) as source:
        view = source.view()
        if plot:
            _plot(view, source.name, plot)
        elif network:
            _network(view, cast("By | None", by), form)
        else:
            _counts(view, form)


def _counts(store: Store, form: str) -> None:
    from kg.rdf.stats import stats as counts

    rows = [asdict(row) for row in counts(store)]
    _show(("group", "name", "value"), rows, form)


def _network(store: Store, by: By | None, form: str) -> None:
    from kg.views.gather import gather
    from kg.views.measures import DEFINITIONS, PART_DEFINITIONS, measures, parts

    contents = gather(store)
    found = parts(contents, by) if by else measures(contents)
    rows = [asdict(row) for row in found]
    names = (
        ("name", "meetings", "actors", "density", "communities", "central")
        if by
        else ("label", "kind", "meetings", "met", "betweenness", "community")
    )
    words_for = PART_DEFINITIONS if by else DEFINITIONS
    explained = {name: words_for[name] for name in names if name in words_for}
    if form == "json":
        emit(json.dumps({"definitions": explained, "rows": rows}, ensure_ascii=False, indent=1) + "\n")
        return
    _show(names, rows, form)
    if not rows:
        say("No meeting was held: there is no network.")
        return
    for name, words in explained.items():
        say(f"{name}: {words}.")


def _plot(store: Store, name: str, path: str) -> None:
    from kg.errors import KgError, not_installed
    from kg.pipeline import package_version
    from kg.rdf.write import whole_file
    from kg.views.gather import gather

    try:
        from kg.views.plot import plot
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise KgError(not_installed("a picture", "matplotlib", "pictures")) from error
    contents = gather(store)
    title = contents.sources[0].title if len(contents.sources) == 1 else Path(name).stem
    tool = f"DiploKG {package_version()}"
    data = plot(contents, Path(path).suffix.lower().lstrip("."), title=title or "Counts", tool=tool)
    with whole_file(Path(path)) as stream:
        stream.write(data)
    say(f"Written to {path}.")


def _show(names: Sequence[str], rows: list[dict[str, Any]], form: str) -> None:
    cells = [[str(row[name]) for name in names] for row in rows]
    if form == "json":
        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    elif form == "tsv":
        emit("".join("\t".join(row) + "\n" for row in [names, *cells]))
    else:
        right = frozenset(
            place for place, name in enumerate(names) if rows and not isinstance(rows[0][name], str)
        )
        show_table("", list(names), cells, right)
