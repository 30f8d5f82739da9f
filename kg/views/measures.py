"""Measures of the network of actors, by networkx, over all meetings or for each issue or year.

Two actors are linked where both took part in one meeting, or were party to it, and belong to different sides;
the weight of the link is the number of such meetings. Meetings that were only planned or were called off do
not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from kg.views.contents import Contents, Node
from kg.views.networks import held, pairs

By = Literal["issue", "period"]
#: Above this many actors betweenness is estimated from ``PIVOTS`` of them.
EXACT, PIVOTS, SEED = 1_500, 400, 7
#: What each figure is, for those who read it.
DEFINITIONS = {
    "meetings": "number of meetings that were held in which the actor took part or to which it was party",
    "met": "degree: number of actors of other sides with whom the actor shared at least one meeting",
    "betweenness": "share of the shortest paths between all pairs of other actors that lead through the actor"
    " (Freeman 1977; 0 to 1, links unweighted)",
    "community": "number of the group by the Louvain method over the weighted network (Blondel et al. 2008,"
    " seed 7); 1 is the largest",
}
#: The same for the figures of an issue or year.
PART_DEFINITIONS = {
    "meetings": "number of meetings that were held on the issue or in the year",
    "actors": "number of actors with a link in these meetings",
    "density": "share of all pairs of these actors that met",
    "communities": "number of groups of at least two actors by the Louvain method (Blondel et al. 2008)",
    "central": "actor of the highest betweenness (Freeman 1977), then degree",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One actor: meetings, degree, betweenness and the number of its community."""

    label: str
    kind: str
    meetings: int
    met: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Part:
    """The network of one issue or year; ``central`` is the actor of highest betweenness, else degree."""

    name: str
    meetings: int
    actors: int
    density: float
    communities: int
    central: str


def measures(contents: Contents) -> list[Measure]:
    """One row for each actor of a meeting, the highest betweenness first, then by degree and name."""
    nodes = {node.iri: node for node in contents.nodes}
    present = held(contents)
    graph = _network(contents, present, nodes)
    between = _betweenness(graph)
    group = {iri: number for number, own in enumerate(_communities(graph), start=1) for iri in own}
    counts: dict[str, int] = defaultdict(int)
    for actors in present.values():
        for iri in actors:
            counts[iri] += 1
    rows = [
        Measure(
            nodes[iri].label,
            nodes[iri].kind,
            counts[iri],
            graph.degree(iri),
            round(between[iri], 4),
            group.get(iri, 0),
        )
        for iri in graph
    ]
    return sorted(rows, key=lambda row: (-row.betweenness, -row.met, -row.meetings, row.label, row.kind))


def parts(contents: Contents, by: By) -> list[Part]:
    """One row for each issue (by number of meetings) or each year (in order) with a meeting."""
    nodes = {node.iri: node for node in contents.nodes}
    present = held(contents)
    groups: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for event, name in _names(contents, present, nodes, by):
        groups[name][event] = present[event]
    found = [_part(contents, name, own, nodes) for name, own in groups.items()]
    if by == "period":
        return sorted(found, key=lambda part: part.name)
    return sorted(found, key=lambda part: (-part.meetings, part.name))


def _names(
    contents: Contents, present: Mapping[str, set[str]], nodes: Mapping[str, Node], by: By
) -> Iterable[tuple[str, str]]:
    if by == "period":
        return ((event, nodes[event].day[:4] or "undated") for event in present)
    return (
        (it.subject, nodes[it.object].label)
        for it in contents.statements
        if it.relation == "about" and it.subject in present
    )


def _part(contents: Contents, name: str, present: Mapping[str, set[str]], nodes: Mapping[str, Node]) -> Part:
    graph = _network(contents, present, nodes)
    graph.remove_nodes_from([iri for iri in list(graph) if not graph.degree(iri)])
    between = _betweenness(graph)
    central = min(graph, key=lambda iri: (-between[iri], -graph.degree(iri), nodes[iri].label), default="")
    return Part(
        name,
        len(present),
        graph.number_of_nodes(),
        round(nx.density(graph), 4),
        sum(len(own) > 1 for own in _communities(graph)),
        nodes[central].label if central else "",
    )


def _network(contents: Contents, present: Mapping[str, set[str]], nodes: Mapping[str, Node]) -> nx.Graph:
    graph = nx.Graph()
    for event in (node.iri for node in contents.nodes if node.iri in present):
        graph.add_nodes_from(sorted(present[event]))
    for _, one, other in pairs(contents, present, nodes):
        weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
        graph.add_edge(one, other, weight=weight + 1)
    return graph


def _betweenness(graph: nx.Graph) -> dict[str, float]:
    pivots = PIVOTS if graph.number_of_nodes() > EXACT else None
    found: dict[str, float] = nx.betweenness_centrality(graph, k=pivots, seed=SEED)
    return found


def _communities(graph: nx.Graph) -> list[set[str]]:
    """The groups, the largest first; actors without a link are groups of one."""
    if not graph.number_of_edges():
        return [{iri} for iri in sorted(graph)]
    found: list[set[str]] = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return sorted(found, key=lambda own: (-len(own), min(own)))
