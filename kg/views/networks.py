"""Networks of actors, meetings and issues as networkx graphs: weights, days and evidence on every edge.

Two actors are tied where both took part in one meeting, or were party to it, and belong to different sides.
Meetings that were only planned or were called off tie nobody; what they were to be about still counts as a
matter of those who were to meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import networkx as nx

from kg.errors import KgError
from kg.views.contents import Contents, Evidence, Node, Statement
from kg.views.exports import evidence_attributes, multigraph, node_attributes, xml
from kg.views.grid import OPEN
from kg.views.select import ties_of

Network = Literal["statements", "actors", "actor-meeting", "actor-issue"]
NETWORKS: tuple[Network, ...] = ("statements", "actors", "actor-meeting", "actor-issue")
_PRESENT = frozenset({"participant", "party"})
_ACTING = frozenset({"participant", "party", "speaker"})


@dataclass(slots=True)
class _Edge:
    """What ties two nodes: events in order, and for each the statements that say so."""

    events: dict[str, None] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


def network(contents: Contents, of: Network) -> nx.Graph:
    """The network that ``of`` names; ``KgError`` for another name. Order follows that of the contents."""
    if of not in NETWORKS:
        raise KgError(f"no network is called {of!r}; there are {', '.join(NETWORKS)}.")
    if of == "statements":
        return multigraph(contents)
    edges = {"actors": _meeting, "actor-meeting": _attending, "actor-issue": _dealing}[of](contents)
    nodes = {node.iri: node for node in contents.nodes}
    tied = {iri for pair in edges for iri in pair}
    graph = nx.Graph()
    for node in contents.nodes:
        if node.iri in tied:
            side = {} if of == "actors" else {"bipartite": int(not node.is_actor)}
            graph.add_node(xml(node.iri), **node_attributes(node), **side)
    for (one, other), edge in edges.items():
        graph.add_edge(xml(one), xml(other), **_attributes(edge, nodes, contents))
    return graph


def held(contents: Contents) -> dict[str, set[str]]:
    """Meeting that took place -> those who took part in it or were party to it."""
    ties = ties_of(contents)
    return {
        node.iri: {actor for actor, tie in ties.get(node.iri, {}).items() if tie in _PRESENT}
        for node in contents.nodes
        if node.kind == "meeting" and node.status not in OPEN
    }


def pairs(
    contents: Contents, present: Mapping[str, set[str]], nodes: Mapping[str, Node]
) -> Iterator[tuple[str, str, str]]:
    """Each meeting of ``present`` with each pair of its actors that belong to different sides, in order."""
    for event in (node.iri for node in contents.nodes if node.iri in present):
        for one, other in combinations(sorted(present[event]), 2):
            if not nodes[one].side or nodes[one].side != nodes[other].side:
                yield event, one, other


def _meeting(contents: Contents) -> dict[tuple[str, str], _Edge]:
    nodes = {node.iri: node for node in contents.nodes}
    said = _said(contents, _PRESENT)
    edges: dict[tuple[str, str], _Edge] = defaultdict(_Edge)
    for event, one, other in pairs(contents, held(contents), nodes):
        edge = edges[one, other]
        edge.events[event] = None
        edge.statements += [*said[one, event], *said[other, event]]
    return edges


def _attending(contents: Contents) -> dict[tuple[str, str], _Edge]:
    meetings = {node.iri for node in contents.nodes if node.kind == "meeting"}
    edges: dict[tuple[str, str], _Edge] = defaultdict(_Edge)
    for (actor, event), statements in _said(contents, _PRESENT).items():
        if event in meetings:
            edges[actor, event].events[event] = None
            edges[actor, event].statements += statements
    return edges


def _dealing(contents: Contents) -> dict[tuple[str, str], _Edge]:
    matters: dict[str, list[Statement]] = defaultdict(list)
    for it in contents.statements:
        if it.relation == "about":
            matters[it.subject].append(it)
    edges: dict[tuple[str, str], _Edge] = defaultdict(_Edge)
    for (actor, event), statements in _said(contents, _ACTING).items():
        for matter in matters[event]:
            edge = edges[actor, matter.object]
            edge.events[event] = None
            edge.statements += [*statements, matter]
    return edges


def _said(contents: Contents, ties: frozenset[str]) -> dict[tuple[str, str], list[Statement]]:
    """Actor and event -> the statements that tie them in one of these ways."""
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for it in contents.statements:
        if it.tie in ties:
            found[it.subject, it.object].append(it)
    return found


def _attributes(edge: _Edge, nodes: Mapping[str, Node], contents: Contents) -> dict[str, str | float]:
    events = [nodes[iri] for iri in edge.events]
    first = min((it.earliest or it.latest for it in events if it.day), default="")
    last = max((it.latest or it.earliest for it in events if it.day), default="")
    every = [*(found for it in events for found in it.evidence), *_of(edge.statements)]
    evidence = tuple(dict.fromkeys(every))
    roles = dict.fromkeys(it.detail or it.tie for it in edge.statements if it.relation != "about")
    return {
        "weight": len(events),
        "first": first,
        "last": last,
        "events": xml(" | ".join(it.label for it in events)),
        "roles": xml(" | ".join(roles)),
        **evidence_attributes(evidence, contents),
        "articles": " | ".join(contents.sources[it.source].iri for it in evidence),
    }


def _of(statements: Iterable[Statement]) -> Iterator[Evidence]:
    return (found for it in statements for found in it.evidence)
