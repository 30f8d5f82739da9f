"""SHACL: what a graph has that the shapes forbid, and what it lacks that they ask for.

Each article's graph is validated by itself together with the ontology and the issue scheme, so that the
cost grows with the number of articles and not with its square, and an article cannot lean on the evidence
of another. A file without graph names (Turtle, N-Triples) is one graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyshacl
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from kg.codes import DIPC
from kg.rdf.findings import Finding, Severity, in_order
from kg.rdf.load import TERM_GRAPHS, is_union, term_quads
from kg.rdf.write import to_graph
from kg.resources import ontology_file
from kg.vocab import DIP, PREFIXES, shortened

_ARTICLE = PREFIXES["schema"] + "NewsArticle"
_SEVERITY: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


def check(store: Store) -> list[Finding]:
    """Findings in order, violations first; a graph conforms when none has the severity "violation".

    Takes about 0.2 s for an article of 1,500 triples. Graphs that hold the ontology are skipped.
    """
    findings: list[Finding] = []
    for name, quads in _graphs(store):
        findings += [*_unknown_terms(name, quads), *_blank_nodes(name, quads), *_shapes(name, quads)]
    return in_order(findings)


def _graphs(store: Store) -> Iterator[tuple[str, list[Quad]]]:
    """The graphs by name, the default graph (``""``) first; empty ones and those of the ontology left out."""
    quads: dict[str, list[Quad]] = defaultdict(list)
    terms = {graph.value for graph in TERM_GRAPHS}
    merged = {quad.triple for quad in term_quads()} if is_union(store) else set()
    for quad in store:
        if quad.triple in merged:
            continue
        default = isinstance(quad.graph_name, DefaultGraph)
        name = "" if default else str(getattr(quad.graph_name, "value", ""))
        if name not in terms:
            quads[name].append(quad)
    yield from sorted(quads.items())


def _shapes(name: str, quads: list[Quad]) -> Iterator[Finding]:
    data = to_graph(quads)
    if not any(_targeted(quad) for quad in quads):
        return
    whole = _PreparedGraph(bind_namespaces="none")
    spoken_of = {*data.subjects(), *data.objects()}
    for triple in (*_terms(), *(it for it in _issues() if it[0] in spoken_of), *data):
        whole.add(triple)
    _, report, _ = pyshacl.validate(whole, shacl_graph=_shape_graph(), inplace=True, inference="none")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield _finding(result, report, whole, name)


def _finding(result: Node, report: Graph, data: Graph, name: str) -> Finding:
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    messages = sorted(str(words) for words in report.objects(result, SH.resultMessage))
    same = value is None or value == focus
    return Finding(
        severity=_SEVERITY.get(report.value(result, SH.resultSeverity), "violation"),  # type: ignore[arg-type]
        node=str(focus),
        label=_label(focus, data),
        path=_path(report, report.value(result, SH.resultPath)),
        message="; ".join(messages) or "violates a shape",
        value="" if same else shortened(str(value)),
        graph=name,
    )


def _label(node: Node | None, data: Graph) -> str:
    """A label; that of the actor for a participation, the quote for a mention."""
    for property_ in (RDFS.label, SKOS.prefLabel, DIP.quote, URIRef(PREFIXES["schema"] + "headline")):
        labels = sorted(str(words) for words in data.objects(node, property_))
        if labels:
            return labels[0]
    actors = sorted(
        str(words) for it in data.objects(node, DIP.participant) for words in data.objects(it, RDFS.label)
    )
    return f"participation of {actors[0]}" if actors else ""


def _path(report: Graph, path: Node | None) -> str:
    """The property as a prefixed name, ``^dip:mentionOf`` for an inverse, ``a|b`` for alternatives."""
    if path is None:
        return ""
    if isinstance(path, URIRef):
        return shortened(path)
    inverse = report.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(report, inverse)}"
    alternatives = report.value(path, SH.alternativePath)
    if alternatives is not None:
        return "|".join(_path(report, item) for item in report.items(alternatives))
    return "/".join(_path(report, item) for item in report.items(path))


def _unknown_terms(name: str, quads: list[Quad]) -> Iterator[Finding]:
    """Properties, classes and codes in the project's own namespaces that the ontology lacks."""
    for quad in quads:
        for term in (quad.predicate, quad.object):
            iri = term.value if isinstance(term, NamedNode) else ""
            if _foreign(iri):
                message = "is not a term of the ontology"
                node = getattr(quad.subject, "value", "")
                yield Finding(
                    "violation", node, "", shortened(quad.predicate.value), message, shortened(iri), name
                )


def _foreign(iri: str) -> bool:
    for space, prefix in ((DIP, PREFIXES["dip"]), (DIPC, PREFIXES["dipc"])):
        if iri.startswith(prefix):
            return iri not in space
    return False


def _blank_nodes(name: str, quads: list[Quad]) -> Iterator[Finding]:
    for quad in quads:
        if isinstance(quad.subject, BlankNode):
            message = "blank nodes defeat set union; mint an IRI"
            yield Finding("violation", "", "", shortened(quad.predicate.value), message, "", name)


class _PreparedGraph(Graph):
    """A graph that parses each query text once: pyshacl asks the same one for every focus node."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Any:
        """The result of the query, whose text is parsed at its first use only."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def _targeted(quad: Quad) -> bool:
    """Whether a shape may look at the subject: it has a class or property of ours, or is an article."""
    value = quad.object.value if isinstance(quad.object, NamedNode) else ""
    ours = PREFIXES["dip"]
    return quad.predicate.value.startswith(ours) or value.startswith(ours) or value == _ARTICLE


@cache
def _terms() -> tuple[tuple[Node, Node, Node], ...]:
    """Subclasses and code lists: what the shapes look up in the ontology."""
    wanted = {RDFS.subClassOf, SKOS.inScheme}
    ontology = to_graph(quad for quad in term_quads() if quad.graph_name == TERM_GRAPHS[0])
    return tuple(triple for triple in ontology if triple[1] in wanted)


@cache
def _issues() -> tuple[tuple[Node, Node, Node], ...]:
    """The issue scheme without its tree; an article's graph needs only the issues that it speaks of."""
    scheme = to_graph(quad for quad in term_quads() if quad.graph_name == TERM_GRAPHS[1])
    return tuple(triple for triple in scheme if triple[1] != SKOS.broader)


@cache
def _shape_graph() -> Graph:
    return Graph().parse(ontology_file("shapes.ttl"), format="turtle")
