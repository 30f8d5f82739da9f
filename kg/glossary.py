"""The terms of the ontology with what each means in words, and its code lists.

Classes, properties, codes and issues. Read once by pyoxigraph and kept; nothing is read at import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import NamedNode

from kg.codes import codes
from kg.ids import BASE
from kg.resources import ontology_file
from kg.scheme import terms_in
from kg.vocab import PREFIXES, shortened

_CODE = BASE + "code/"
_TERM = BASE + "ns#"
_OURS = (_TERM, _CODE, BASE + "issue/")
_KINDS = {
    "class": ("owl:Class", "rdfs:Class"),
    "property": ("owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property"),
    "concept": ("skos:Concept",),
}
# what tells best what a term is, best first
_WORDS = ("skos:definition", "rdfs:comment", "rdfs:label", "skos:prefLabel")


@dataclass(frozen=True, slots=True)
class Term:
    """A prefixed name (``"dip:Meeting"``) and what it means: its definition or comment, else its label."""

    name: str
    words: str


@cache
def terms(kind: str) -> tuple[Term, ...]:
    """The terms of one kind, by name: "class", "property" or "concept" (codes and issues).

    Raises TableError where the ontology or the issue scheme cannot be read, KeyError for any other kind.

    >>> [term.name for term in terms("class")][:3]
    ['dip:Actor', 'dip:Commitment', 'dip:CommunicativeAct']
    """
    found = {
        iri
        for store in _files()
        for type_ in _KINDS[kind]
        for quad in store.quads_for_pattern(None, _node("rdf:type"), _node(type_), None)
        if (iri := getattr(quad.subject, "value", "")).startswith(_OURS)
    }
    words = _words()
    return tuple(Term(shortened(iri), words.get(iri, "")) for iri in sorted(found))


@cache
def definitions() -> Mapping[str, str]:
    """Local name of each class, property and code to what it means ("hasParty"); as Term, without prefix.

    Where a property and a code list share a name ("stance"), the property has it. Raises as ``terms``.
    """
    words = _words()
    return MappingProxyType(
        {
            iri.removeprefix(space): words[iri]
            for space in (_CODE, _TERM)
            for iri in words
            if iri.startswith(space)
        }
    )


@cache
def code_list(name: str) -> tuple[str, ...]:
    """The codes of a list of the ontology ("event-status"), in its order: "status-proposed", ...

    >>> code_list("stance")
    ('stance-supportive', 'stance-opposed', 'stance-mixed', 'stance-neutral')
    """
    list_ = NamedNode(_CODE + name)
    among = {
        getattr(quad.subject, "value", "").removeprefix(_CODE)
        for quad in _files()[0].quads_for_pattern(None, _node("skos:inScheme"), list_, None)
    }
    return tuple(code for code in codes() if code in among)


@cache
def _words() -> Mapping[str, str]:
    """IRI of each term of ours to its words in one line."""
    found: dict[str, str] = {}
    for name in reversed(_WORDS):
        for store in _files():
            for quad in store.quads_for_pattern(None, _node(name), None, None):
                iri = getattr(quad.subject, "value", "")
                if iri.startswith(_OURS):
                    found[iri] = " ".join(str(getattr(quad.object, "value", "")).split())
    return MappingProxyType(found)


@cache
def _files() -> tuple[pyoxigraph.Store, ...]:
    """The ontology, the issue scheme."""
    ontology = terms_in(ontology_file("diplokg.ttl"), "ontology")
    return ontology, terms_in(ontology_file("issues.ttl"), "issue scheme")


def _node(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)
