"""Graphs into any SPARQL 1.1 store, by the Graph Store Protocol or by Update: one named graph per article.

Adding is by set union and there are no blank nodes, so whatever was interrupted is done again without harm;
graphs that are there in full are passed over. Sources: SPARQL 1.1 Graph Store HTTP Protocol (HTTP GET,
POST and DELETE), SPARQL 1.1 Update 3.1.1, SPARQL 1.1 Protocol 2.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any
from typing import Literal as OneOf

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
)

from kg.errors import StoreError
from kg.ids import BASE
from kg.rdf.terms import value_of
from kg.stores.http import Client, shown
from kg.stores.presets import GENERIC, PROBED, Preset, preset
from kg.stores.remote import MERGED_GRAPH, Remote

#: The graph that gets what a file or workspace says outside all graphs: what is said about the graphs.
ABOUT_GRAPH = BASE + "graph/about"
#: Triples in one request of the Graph Store Protocol.
POSTED = 20_000
_NTRIPLES = {"Content-Type": "application/n-triples"}
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}
_COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_PROBE = BASE + "graph/probe"


@dataclass(frozen=True, slots=True)
class Target:
    """A store to load into: its three addresses, the kind of store, and how it is filled."""

    query: str
    update: str
    graph_store: str
    preset: Preset
    by: OneOf["gsp", "update"]


@dataclass(frozen=True, slots=True)
class Graph:
    """One graph to load; ``triples`` gives them anew each time it is called."""

    name: str
    size: int
    triples: Callable[[], Iterable[Triple]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was done with a graph: ``"loaded"``, ``"there"`` (passed over) or ``"would load"``."""

    graph: Graph
    done: OneOf["loaded", "there", "would load"]


def target_of(client: Client, url: str, kind: str | None = None, by: str | None = None) -> Target:
    """Where and how the store at ``url`` is filled, by the kind named, else by what answers there.

    Raises ``StoreError`` where nothing answers as a store does.
    """
    base = url.rstrip("/")
    found = preset(kind) if kind else _probed(client, base)
    way = by or (_way(client, base, found))
    if way not in ("gsp", "update"):
        raise StoreError(f"a store is loaded by gsp or by update, not by {way!r}")
    if way == "gsp" and not found.graph_store:
        raise StoreError(f"{shown(url)}: {found.name} has no graph store service; load by update")
    return Target(
        base + found.query,
        base + found.update,
        base + found.graph_store,
        found,
        "gsp" if way == "gsp" else "update",
    )


def _probed(client: Client, base: str) -> Preset:
    for name in PROBED:
        found = preset(name)
        if _answers(client, base + found.query):
            return found
    if _answers(client, base):
        return GENERIC
    raise StoreError(f"{shown(base)}: no SPARQL service answers there; name the kind of store with --preset")


def _answers(client: Client, url: str) -> bool:
    response = client.send(
        "GET",
        url,
        params={"query": "ASK { ?s ?p ?o }"},
        headers={"Accept": "application/sparql-results+json"},
        fine=frozenset(range(300, 600)),
    )
    return response.status_code == 200 and any(it in response.text for it in ("boolean", "ASK_RETVAL"))


def _way(client: Client, base: str, found: Preset) -> str:
    """The preset's way; the Graph Store Protocol only where the service is there (200 or 404)."""
    if found.by != "gsp" or not found.graph_store:
        return "update"
    response = client.send(
        "GET", base + found.graph_store, params={"graph": _PROBE}, fine=frozenset(range(300, 600))
    )
    return "gsp" if response.status_code in (200, 204, 401, 404) else "update"


def graphs_of(store: Store, view: Store | None, plain: str | None = None) -> list[Graph]:
    """The graphs of ``store`` in the order of their names, then what is outside all, then the merge.

    ``view`` is the merged view, ``None`` to leave the merge and the ontology out. ``plain`` names the graph
    for a store without any graph names.
    """
    names = sorted((it for it in store.named_graphs() if isinstance(it, NamedNode)), key=value_of)
    found = [_graph(store, name.value, name) for name in names]
    outside = plain if plain and not names else ABOUT_GRAPH
    found.append(_graph(store, outside, DefaultGraph()))
    if view is not None:
        known = {it.name for it in found}
        more = sorted(value_of(it) for it in view.named_graphs())
        found += [_graph(view, it, NamedNode(it)) for it in more if it not in known]
        found.append(_graph(view, MERGED_GRAPH, DefaultGraph()))
    return [it for it in found if it.size]


def _graph(store: Store, name: str, graph: NamedNode | DefaultGraph) -> Graph:
    def triples() -> Iterator[Triple]:
        return (plain(q.triple) for q in store.quads_for_pattern(None, None, None, graph))

    return Graph(name, sum(1 for _ in store.quads_for_pattern(None, None, None, graph)), triples)


def plain(triple: Triple) -> Triple:
    """The triple; blank nodes become IRIs (RDF 1.1, 3.5), so that loading it twice adds nothing."""
    if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
        return triple
    return Triple(_named(triple.subject), triple.predicate, _named(triple.object))


def _named(term: Any) -> Any:
    return NamedNode(f"{BASE}.well-known/genid/{term.value}") if isinstance(term, BlankNode) else term


def counts(client: Client, target: Target) -> dict[str, int]:
    """How many triples each graph of the target has."""
    found = Remote(client, target.query, ()).query(_COUNTS)
    if not isinstance(found, QuerySolutions):
        raise StoreError(f"{shown(target.query)}: does not count its graphs")
    return {value_of(row["g"]): int(value_of(row["n"])) for row in found}


def load_graphs(
    client: Client, target: Target, graphs: Iterable[Graph], *, replace: bool = False, dry: bool = False
) -> Iterator[Loaded]:
    """Loads the graphs one by one; lazy, so that the caller sees each as it is done.

    Without ``replace`` statements are added, and a graph that has as many triples already is passed over.
    With it a graph is emptied first. ``dry`` sends nothing but the count.
    """
    there = {} if replace and not dry else counts(client, target)
    waiting: list[Graph] = []
    for graph in graphs:
        if not replace and there.get(graph.name) == graph.size:
            yield Loaded(graph, "there")
        elif dry:
            yield Loaded(graph, "would load")
        else:
            if replace:
                _empty(client, target, graph.name)
            waiting.append(graph)
            if target.by == "gsp" or sum(it.size for it in waiting) >= target.preset.triples:
                yield from _sent(client, target, waiting)
                waiting = []
    yield from _sent(client, target, waiting)


def _sent(client: Client, target: Target, graphs: list[Graph]) -> Iterator[Loaded]:
    """Sends the graphs, several small ones in one update."""
    size = POSTED if target.by == "gsp" else target.preset.triples
    quads = (
        Quad(it.subject, it.predicate, it.object, NamedNode(g.name)) for g in graphs for it in g.triples()
    )
    for portion in _portions(quads, size):
        _send(client, target, portion)
    yield from (Loaded(it, "loaded") for it in graphs)


def _portions(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    waiting = iter(quads)
    while portion := list(islice(waiting, size)):
        yield portion


def _empty(client: Client, target: Target, name: str) -> None:
    if target.by == "gsp":
        client.send("DELETE", target.graph_store, params={"graph": name}, fine=frozenset({404}))
    else:
        text = f"DROP SILENT GRAPH {NamedNode(name)}"
        client.send("POST", target.update, content=text.encode(), headers=_UPDATE)


def _send(client: Client, target: Target, quads: list[Quad]) -> None:
    """One portion: in one update, or posted graph by graph, as what an update cannot take always is."""
    unfit = target.preset.not_by_update if target.by == "update" and target.graph_store else frozenset()
    posted = quads if target.by == "gsp" else [it for it in quads if _datatype(it) in unfit]
    inserted = [] if target.by == "gsp" else [it for it in quads if _datatype(it) not in unfit]
    for name, lines in _by_graph(posted):
        client.send("POST", target.graph_store, params={"graph": name}, content=lines, headers=_NTRIPLES)
    if inserted:
        blocks = (b"GRAPH <%b> {\n%b}\n" % (name.encode(), lines) for name, lines in _by_graph(inserted))
        text = b"INSERT DATA {\n" + b"".join(blocks) + b"}"
        client.send("POST", target.update, content=text, headers=_UPDATE)


def _by_graph(quads: list[Quad]) -> Iterator[tuple[str, bytes]]:
    """The name of each graph with its N-Triples."""
    for name, group in groupby(quads, key=lambda it: value_of(it.graph_name)):
        yield name, pyoxigraph.serialize((it.triple for it in group), format=RdfFormat.N_TRIPLES) or b""


def _datatype(quad: Quad) -> str:
    return quad.object.datatype.value if isinstance(quad.object, Literal) else ""
