"""The aligned view: nodes replaced along the alignment graph, and the values that stand for several articles.

The alignment is applied when a graph is asked or exported, never in place: the graphs of the articles stay
as they were written, so that taking the alignment away gives them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.rdf import terms
from kg.rdf.terms import value_of
from kg.vocab import DIP, PREFIXES

#: The graph that holds an alignment, and the property that says which node stands for which.
ALIGNMENT = terms.in_namespace("graph", "alignment")
REPLACED_BY = terms.in_namespace("dcterms", "isReplacedBy")

_SINGLE = frozenset(
    {PREFIXES["rdfs"] + "label", PREFIXES["schema"] + "position"}
    | {str(DIP[name]) for name in ("meetingFormat", "status", "earliest", "latest", "edtf")}
)
_ABOUT_THE_OLD = frozenset({REPLACED_BY.value, str(DIP.judges)})


def is_aligned(store: Store) -> bool:
    """Whether the store holds an alignment graph."""
    return store.contains_named_graph(ALIGNMENT)


def replacements(quads: Iterable[Quad]) -> dict[str, NamedNode]:
    """Each replaced node with the one that stands for it at the end of the chain; circles are cut."""
    direct = {
        value_of(quad.subject): quad.object
        for quad in quads
        if quad.predicate == REPLACED_BY
        and quad.graph_name == ALIGNMENT
        and isinstance(quad.object, NamedNode)
    }
    return {old: _end(old, direct) for old in direct}


def _end(old: str, direct: Mapping[str, NamedNode]) -> NamedNode:
    node, seen = direct[old], {old}
    while node.value in direct and node.value not in seen:
        seen.add(node.value)
        node = direct[node.value]
    return node


def aligned(quads: Iterable[Quad]) -> list[Quad]:
    """The same quads with the nodes of the articles' graphs replaced; links of a node to itself are left out.

    The alignment graph stays as it is. Without one the quads come back as they are.
    """
    every = list(quads)
    replaced = replacements(every)
    return [q for quad in every if (q := _rewritten(quad, replaced)) is not None] if replaced else every


def _rewritten(quad: Quad, replaced: Mapping[str, NamedNode]) -> Quad | None:
    if quad.predicate.value in _ABOUT_THE_OLD:
        return quad
    subject = replaced.get(value_of(quad.subject), quad.subject)
    value = (
        replaced.get(quad.object.value, quad.object) if isinstance(quad.object, NamedNode) else quad.object
    )
    if subject is quad.subject and value is quad.object:
        return quad
    if subject == value:
        return None
    return Quad(subject, quad.predicate, value, quad.graph_name)


def flat(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Distinct quads of the default graph: all graphs in one, with one value where one stands for all.

    Expects what ``aligned`` gives. Where the alignment graph states a label, status, date, format or number
    of a node, that stands and what the articles say is left to their graphs.
    """
    every = list(quads)
    settled = {
        (quad.subject, quad.predicate)
        for quad in every
        if quad.graph_name == ALIGNMENT and quad.predicate.value in _SINGLE
    }
    seen: set[Quad] = set()
    for quad in every:
        if settled and quad.graph_name != ALIGNMENT and (quad.subject, quad.predicate) in settled:
            continue
        plain = quad if isinstance(quad.graph_name, DefaultGraph) else Quad(*quad.triple)
        if plain not in seen:
            seen.add(plain)
            yield plain
