"""The aligned view: nodes replaced along the alignment graph, and the values that stand for several articles.

The alignment is applied when a graph is asked or exported, never in place: the graphs of the articles stay
as they were written, so that taking the alignment away gives them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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
#: Properties whose statements are about the nodes as they were.
ABOUT_THE_OLD = frozenset({REPLACED_BY.value, str(DIP.judges)})


def is_aligned(store: Store) -> bool:
    """Whether the store holds an alignment graph."""
    return store.contains_named_graph(ALIGNMENT)


def alignment_in(store: Store) -> list[Quad]:
    """The alignment graph of a store, empty where it has none."""
    return list(store.quads_for_pattern(None, None, None, ALIGNMENT))


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What an alignment graph does to the quads of articles.

    ``replaced`` maps nodes to the one at the end of their chain; ``settled`` are the nodes and properties of
    which it states the one value that stands for several articles.
    """

    replaced: Mapping[str, NamedNode]
    settled: frozenset[tuple[object, NamedNode]]

    def quads(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads with their nodes replaced, each in its graph; links of a node to itself are left out."""
        for quad in quads:
            changed = self._rewritten(quad)
            if changed is not None:
                yield changed

    def flat(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The same in the default graph, with one value where one stands for all; some may come twice."""
        for quad in quads:
            changed = self._rewritten(quad)
            if changed is None:
                continue
            ours = changed.graph_name != ALIGNMENT
            if ours and self.settled and (changed.subject, changed.predicate) in self.settled:
                continue
            yield changed if isinstance(changed.graph_name, DefaultGraph) else Quad(*changed.triple)

    def _rewritten(self, quad: Quad) -> Quad | None:
        if quad.predicate.value in ABOUT_THE_OLD or quad.graph_name == ALIGNMENT:
            return quad
        subject, value = quad.subject, quad.object
        new_subject = self.replaced.get(value_of(subject), subject)
        new_value = self.replaced.get(value.value, value) if isinstance(value, NamedNode) else value
        if new_subject is subject and new_value is value:
            return quad
        if new_subject == new_value:
            return None
        return Quad(new_subject, quad.predicate, new_value, quad.graph_name)


def decides(quad: Quad) -> bool:
    """Whether a rewriting depends on the quad."""
    return quad.graph_name == ALIGNMENT and (quad.predicate == REPLACED_BY or quad.predicate.value in _SINGLE)


def rewriting(alignment: Iterable[Quad]) -> Rewriting:
    """What these quads, of which those of the alignment graph count, do to the quads of articles."""
    direct: dict[str, NamedNode] = {}
    settled: set[tuple[object, NamedNode]] = set()
    for quad in filter(decides, alignment):
        if isinstance(quad.object, NamedNode) and quad.predicate == REPLACED_BY:
            direct[value_of(quad.subject)] = quad.object
        elif quad.predicate.value in _SINGLE:
            settled.add((quad.subject, quad.predicate))
    return Rewriting({old: _end(old, direct) for old in direct}, frozenset(settled))


def _end(old: str, direct: Mapping[str, NamedNode]) -> NamedNode:
    """The last node of a chain; a circle is cut before it closes."""
    node, seen = direct[old], {old}
    while node.value in direct and node.value not in seen:
        seen.add(node.value)
        node = direct[node.value]
    return node


def flat(quads: Iterable[Quad]) -> list[Quad]:
    """Distinct quads of the default graph: all graphs in one, aligned by the alignment graph among them.

    Where the alignment graph states a label, status, date, format or number of a node, that stands, and what
    the articles say is left to their graphs.
    """
    every = list(quads)
    return list(dict.fromkeys(rewriting(every).flat(every)))
