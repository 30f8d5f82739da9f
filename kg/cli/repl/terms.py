"""The terms of the ontology with their words, for lists and for completion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.rdf.load import term_quads
from kg.rdf.terms import clean, in_namespace, value_of
from kg.vocab import PREFIXES, shortened

_KINDS = {
    "class": (in_namespace("owl", "Class"), in_namespace("rdfs", "Class")),
    "property": (
        in_namespace("owl", "ObjectProperty"),
        in_namespace("owl", "DatatypeProperty"),
        in_namespace("rdf", "Property"),
    ),
    "concept": (in_namespace("skos", "Concept"),),
}
_OURS = tuple(PREFIXES[name] for name in ("dip", "dipc", "issue"))
#: Names of other vocabularies that stand in our graphs.
OTHERS = (
    *"rdf:type rdfs:label rdfs:comment rdfs:subClassOf skos:prefLabel skos:altLabel skos:broader".split(),
    *"skos:Concept owl:sameAs dcterms:identifier dcterms:isReplacedBy prov:wasDerivedFrom".split(),
    *"prov:wasGeneratedBy schema:NewsArticle schema:headline schema:datePublished schema:publisher".split(),
    *"schema:url schema:containedInPlace schema:contentLocation xsd:date xsd:integer xsd:decimal".split(),
    "xsd:string",
)


@dataclass(frozen=True, slots=True)
class Term:
    """A prefixed name and what it means in words."""

    name: str
    words: str


@cache
def terms(kind: str) -> tuple[Term, ...]:
    """The classes, properties or concepts (codes and issues) of ours, by name; read once."""
    type_ = in_namespace("rdf", "type")
    found = {
        quad.subject.value
        for quad in term_quads()
        if quad.predicate == type_
        and quad.object in _KINDS[kind]
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(_OURS)
    }
    words = _words()
    return tuple(Term(shortened(iri), words.get(iri, "")) for iri in sorted(found))


@cache
def _words() -> dict[str, str]:
    """IRI -> its definition or comment in one line, else its label."""
    order = [
        in_namespace("skos", "prefLabel"),
        in_namespace("rdfs", "label"),
        in_namespace("rdfs", "comment"),
        in_namespace("skos", "definition"),
    ]
    best: dict[str, tuple[int, str]] = {}
    for quad in term_quads():
        if quad.predicate in order and isinstance(quad.object, Literal):
            rank = order.index(quad.predicate)
            iri = value_of(quad.subject)
            if rank >= best.get(iri, (-1, ""))[0]:
                best[iri] = (rank, clean(quad.object.value))
    return {iri: words for iri, (_, words) in best.items()}
