"""A workspace in every store by both protocols, and all questions there, embedded and in rdflib, by value.

    python -m benchmarks.stores.everywhere WORKSPACE [--in oxigraph|virtuoso|rdflib]...
        [--by gsp|update]... [--seconds 300]

Oxigraph's server and Virtuoso are started as the tests start them. Printed is how long loading takes, of
which the proof is a part, how many graphs have other counts than in the workspace, and how many of the
shipped questions have the answer that the merged view of the workspace gives. A question that rdflib has not
answered after so many seconds of work is told apart from one with another answer. Differences are listed.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pyoxigraph
import rdflib
from pyoxigraph import (
    DefaultGraph,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
)

from kg.cli import run as command
from kg.rdf.algebra import with_prefixes
from kg.rdf.query import Asked, questions
from kg.rdf.write import to_graph
from kg.stores.http import connected
from kg.stores.loading import counts, graphs_of, target_of
from kg.stores.merged import merged_view
from kg.stores.proof import answer_differences, count_differences
from kg.stores.remote import Remote
from kg.stores.workspace import open_workspace
from tests.stores.servers import oxigraph, virtuoso

ENGINES = ("oxigraph", "virtuoso", "rdflib")
PROTOCOLS = ("gsp", "update")
LATE = "no answer in time"


class InRdflib:
    """The merged graph in rdflib, asked like any store."""

    def __init__(self, view: Store, seconds: float) -> None:
        self.graph: rdflib.Graph = to_graph(view.quads_for_pattern(None, None, None, DefaultGraph()))
        self.seconds = seconds

    def query(
        self, query: str, *, prefixes: dict[str, str] | None = None
    ) -> QuerySolutions | QueryBoolean | list[Triple]:
        """The answer; ``TimeoutError`` after so many seconds of work."""
        del prefixes
        before = signal.signal(signal.SIGPROF, _late)
        signal.setitimer(signal.ITIMER_PROF, self.seconds)
        try:
            found = self.graph.query(with_prefixes(query))
            drawn = found.type in ("CONSTRUCT", "DESCRIBE")
            text = found.serialize(format="nt" if drawn else "json")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
        assert text is not None  # noqa: S101 - without a target it is bytes
        if drawn:
            return [it.triple for it in pyoxigraph.parse(text, format=RdfFormat.N_TRIPLES)]
        return pyoxigraph.parse_query_results(text, format=QueryResultsFormat.JSON)


def _late(_: int, __: FrameType | None) -> None:
    raise TimeoutError(LATE)


@contextmanager
def _virtuoso(folder: Path) -> Iterator[str]:
    with virtuoso(folder) as (url, _):
        yield url


SERVERS = {"oxigraph": oxigraph, "virtuoso": _virtuoso}


def main(arguments: list[str] | None = None) -> None:
    """Print the table as Markdown, then the differences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--in", dest="engines", choices=ENGINES, action="append")
    parser.add_argument("--by", choices=PROTOCOLS, action="append", help="load by this protocol only")
    parser.add_argument("--seconds", type=float, default=300, help="of work for a question in rdflib")
    options = parser.parse_args(arguments)
    os.environ.update(KG_STORE_USER="dba", KG_STORE_PASSWORD="dba")  # noqa: S106 - as Virtuoso comes
    names = [it.name for it in questions()]
    with open_workspace(options.workspace) as opened, merged_view(opened) as view:
        graphs = graphs_of(opened.store, view)
        size = sum(it.size for it in graphs)
        print(f"{len(opened):,} articles, {size:,} triples in {len(graphs):,} graphs\n")
        print(
            "| where | loaded by | s | graphs that differ | same answers | too slow | s for all questions |"
        )
        print("|---|---|---:|---:|---:|---:|---:|", flush=True)
        wrong: list[str] = []
        for engine in options.engines or ENGINES:
            if engine == "rdflib":
                wrong += _compared(view, InRdflib(view, options.seconds), names, "| rdflib | | | |")
                continue
            for by in options.by or PROTOCOLS:
                with _served(engine) as url, connected(url) as client:
                    started = time.perf_counter()
                    command(["load", "-w", str(options.workspace), "--to", url, "--by", by, "--quiet"])
                    spent = time.perf_counter() - started
                    target = target_of(client, url)
                    found = list(count_differences(graphs, counts(client, target)))
                    head = f"| {engine} | {by} | {spent:.0f} | {len(found)} |"
                    wrong += [*found, *_compared(view, Remote(client, target.query), names, head)]
    print("\n" + "\n".join(wrong or ["No difference."]))


@contextmanager
def _served(engine: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix=f"kg-{engine}-") as folder, SERVERS[engine](Path(folder)) as url:
        yield url


def _compared(view: Store, there: Asked, names: list[str], head: str) -> list[str]:
    """Ends the line of the table; the differences."""
    started = time.perf_counter()
    found = dict(answer_differences(view, there, names))
    late = [name for name, lines in found.items() if any(LATE in it for it in lines)]
    same = sum(not lines for lines in found.values())
    spent = time.perf_counter() - started
    print(f"{head} {same} of {len(found)} | {len(late)} | {spent:.0f} |", flush=True)
    return [it for lines in found.values() for it in lines]


if __name__ == "__main__":
    main()
