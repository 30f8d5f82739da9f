"""``kg load``: graphs into another triple store, and the proof that they are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph_source import graph_source, workspace_option
from kg.cli.terminal import FINDINGS, GRAPH, Seconds, count, leave, say, track

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.rdf.query import Asked
    from kg.stores.http import Client
    from kg.stores.loading import Graph, Loaded, Target
    from kg.stores.workspace import Workspace

PRESET_NAMES = (
    "virtuoso", "oxigraph", "fuseki", "jena", "graphdb", "rdf4j", "stardog", "blazegraph", "neptune",
    "qlever",
)  # fmt: skip
PROOFS = ("full", "counts", "none")


@click.command()
@click.argument("files", nargs=-1, type=GRAPH, metavar="[FILE]...")
@workspace_option
@click.option("--to", "url", required=True, metavar="URL", help="Address of the store.")
@click.option("--preset", "kind", type=click.Choice(PRESET_NAMES), help="Kind of store; else found out.")
@click.option("--by", type=click.Choice(("gsp", "update")), help="Graph Store Protocol or SPARQL Update.")
@click.option("--replace", is_flag=True, help="Empty each graph first, instead of adding to it.")
@click.option("--dry-run", is_flag=True, help="Say what would be loaded; change nothing.")
@click.option("--merged/--no-merged", default=True, help="Also the ontology and the merge of all.")
@click.option("--proof", type=click.Choice(PROOFS), default="full", show_default=True,
              help="Compare counts and answers of questions afterwards.")  # fmt: skip
@click.option("--timeout", type=Seconds(), default=300.0, show_default=True,
              metavar="SECONDS", help="Longest wait for one answer.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
def load(
    files: tuple[Path, ...], workspace: Path | None, url: str, kind: str | None, by: str | None,
    replace: bool, dry_run: bool, merged: bool, proof: str, timeout: float, quiet: bool,
) -> None:  # fmt: skip
    """Load graphs into a SPARQL 1.1 store.

    Each article keeps its named graph. The ontology, the issue scheme and the merge of all go into graphs of
    their own, so that the shipped questions have their answers there. What is there already is passed over,
    so an interrupted load is finished by the same command. Afterwards the counts of all graphs and the
    answers of a set of questions are compared; differences are listed, and the exit code is 1.

    Log-in: KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or ~/.netrc. Kinds that the tests start are
    virtuoso and oxigraph; the others are from their documentation.

    \b
    Examples:
      kg load --to http://localhost:7878
      kg load graph.trig --to http://localhost:8890 --preset virtuoso --by update
      kg load --workspace news/ --to http://localhost:3030/news --preset fuseki --dry-run
    """
    from kg.stores.http import connected
    from kg.stores.loading import load_graphs, target_of

    with connected(url, timeout=timeout) as client:
        target = target_of(client, url, kind, by)
        if not quiet:
            say(f"{target.preset.name}, by {'graph store' if target.by == 'gsp' else 'update'}")
            for trap in target.preset.traps:
                say(f"  {trap}")
        wrong = 0
        for graphs, view in _sources(files, workspace, merged):
            steps = load_graphs(client, target, graphs, replace=replace, dry=dry_run)
            done = list(track(steps, len(graphs), "loading", quiet=quiet))
            if not quiet or dry_run:
                _tell(done)
            if not dry_run and proof != "none":
                wrong += _prove(client, target, graphs, view if proof == "full" and merged else None, quiet)
        if wrong:
            leave(FINDINGS)
        if not quiet and not dry_run:
            say(f"Ask it: kg query NAME --endpoint {target.query}")


@contextmanager
def _view(store: Store, workspace: object) -> Iterator[Store]:
    from kg.rdf.load import union
    from kg.stores.merged import merged_view
    from kg.stores.workspace import Workspace

    if isinstance(workspace, Workspace):
        with merged_view(workspace) as view:
            yield view
    else:
        yield union(store)


def _sources(
    files: tuple[Path, ...], workspace: Path | None, merged: bool
) -> Iterator[tuple[list[Graph], Store | None]]:
    """All files as one source, or the workspace."""
    from kg.ids import BASE, slug
    from kg.stores.loading import graphs_of

    if len(files) <= 1:
        with graph_source(files[0] if files else None, workspace) as source:
            plain = f"{BASE}graph/{slug(files[0].stem)}" if files else None
            if not merged:
                yield graphs_of(source.store, None, plain), None
                return
            with _view(source.store, source.workspace) as view:
                yield graphs_of(source.store, view, plain), view
        return
    from pyoxigraph import NamedNode, Quad, Store

    together = Store()
    for file in files:
        with graph_source(file, None) as source:
            plain_name = NamedNode(f"{BASE}graph/{slug(file.stem)}")
            flat = not any(True for _ in source.store.named_graphs())
            together.bulk_extend(
                Quad(q.subject, q.predicate, q.object, plain_name) if flat else q for q in source.store
            )
    with _view(together, None) as view:
        yield graphs_of(together, view if merged else None), view if merged else None


def _tell(done: list[Loaded]) -> None:
    from collections import Counter

    words = Counter(it.done for it in done)
    triples = sum(it.graph.size for it in done if it.done != "there")
    parts = [f"{count(number, 'graph')} {what}" for what, number in sorted(words.items())]
    say(f"{', '.join(parts) or 'nothing to load'} ({count(triples, 'triple')})")


def _prove(client: Client, target: Target, graphs: list[Graph], view: Asked | None, quiet: bool) -> int:
    """How many differences there are; each is listed."""
    from kg.stores.loading import counts
    from kg.stores.proof import QUESTIONS, answer_differences, count_differences
    from kg.stores.remote import Remote

    lines = list(count_differences(graphs, counts(client, target)))
    asked = 0
    if view is not None:
        for _, found in answer_differences(view, Remote(client, target.query)):
            asked += 1
            lines += found
    for line in lines:
        say(line)
    if not lines and not quiet:
        answers = f", {asked} of {len(QUESTIONS)} questions have the same answers" if asked else ""
        say(f"proved: {count(len(graphs), 'graph')} with the same counts{answers}")
    return len(lines)


def export_bulk(opened: Workspace, folder: Path, store: str) -> None:
    """Write the workspace as shards of N-Quads with the commands that load them."""
    from kg.stores.bulk import write_bulk
    from kg.stores.loading import graphs_of
    from kg.stores.merged import merged_view

    with merged_view(opened) as view:
        written = write_bulk(graphs_of(opened.store, view), folder, store)
    say(f"Written {count(len(written) - 1, 'shard')}; run sh {written[-1]}")
