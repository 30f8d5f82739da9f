"""What ``kg query`` and ``kg shell`` ask: a file, a workspace or an endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph_source import graph_source, the_workspace
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.rdf.query import Asked
    from kg.rdf.questions import Question
    from kg.stores.workers import Place

RESULT_FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "turtle")
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    help="SPARQL endpoint to ask. KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN or ~/.netrc log in.",
)


@contextmanager
def asked(
    graph: Path | None, workspace: Path | None, endpoint: str | None, timeout: float | None = None
) -> Iterator[Asked]:
    """What can be asked, one merged default graph; raises click's ``UsageError`` for two places at once."""
    if endpoint is not None:
        refuse_two(graph)
        from kg.stores.http import connected
        from kg.stores.remote import Remote

        with connected(endpoint, timeout=timeout) as client:
            yield Remote(client, endpoint)
        return
    from kg.rdf.load import union
    from kg.stores.merged import merged_view

    with graph_source(graph, workspace) as source:
        if source.workspace is None:
            yield union(source.store)
            return
        with merged_view(source.workspace) as view:
            yield view


def refuse_two(graph: Path | None) -> None:
    """Raises click's ``UsageError`` where a file is named beside an endpoint."""
    if graph is not None:
        raise click.UsageError("give a graph file or --endpoint, not both.")


def place_of(graph: Path | None, workspace: Path | None) -> Place:
    """Where a worker of its own finds what is asked."""
    if graph is None:
        return ("workspace", str(the_workspace(workspace, or_file=True)))
    return ("bytes", sys.stdin.buffer.read()) if str(graph) == "-" else ("file", str(graph))


def pairs(words: Iterable[str]) -> dict[str, str]:
    """Values of parameters by name, from words like ``actor=Wang Yi``; ``QueryError`` for another form."""
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise QueryError(f"{word!r} is no parameter: write it as NAME=VALUE, for example issue=narcotics")
        found[name.strip()] = value
    return found


def parameter_lines(question: Question, before: str) -> list[str]:
    """A line for each parameter of a question: its name, its type, and what it is unless given."""
    return [
        f"{before}{it.name}={it.type.upper()}" + (f"  ({it.default} unless given)" if it.default else "")
        for it in question.parameters
    ]
