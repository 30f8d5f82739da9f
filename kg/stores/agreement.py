"""Whether the store of a workspace holds what its catalogue says that it should."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Quad, Store

from kg.stores.catalog import Catalog
from kg.stores.entry import graph_of


def disagreements(catalog: Catalog, store: Store, *, deep: bool) -> Iterator[str]:
    """Lines that say where the two differ; none is as it should be.

    Compares which texts have a graph, and with ``deep`` every quad, one graph in memory at a time.
    """
    there = {getattr(graph, "value", "") for graph in store.named_graphs()}
    wanted = {graph_of(digest).value: digest for digest in catalog.digests()}
    for digest in catalog.outdated():
        yield f"text {digest[:16]}: a change of it is not finished"
    for name in sorted(wanted.keys() - there):
        yield f"{name}: the store lacks the graph of an article"
    for name in sorted(there - wanted.keys()):
        yield f"{name}: the store has a graph that belongs to no article"
    if not deep:
        return
    for name in sorted(wanted.keys() & there):
        drawn, stored = catalog.graph(wanted[name]), stored_graph(store, wanted[name])
        if drawn != stored:
            yield (
                f"{name}: the store lacks {len(drawn - stored)} of its statements"
                f" and has {len(stored - drawn)} too many"
            )


def stored_graph(store: Store, digest: str) -> set[Quad]:
    """What the store holds of one text: its named graph, and what the default graph says of that graph."""
    name = graph_of(digest)
    about = store.quads_for_pattern(name, None, None, DefaultGraph())
    return {*store.quads_for_pattern(None, None, None, name), *about}
