"""The closed vocabulary and the ontology agree, both ways."""

from __future__ import annotations

from typing import get_args

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.codes import CODE_LISTS, DIPC, codes
from kg.model import Factuality
from kg.rdf.jsonld import context
from kg.resources import ontology_file
from kg.vocab import DIP, FOUND_SCHEME, PREFIXES, shortened


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_file("diplokg.ttl"))


def local_names(graph: Graph, kind: URIRef, prefix: str) -> set[str]:
    namespace = PREFIXES[prefix]
    return {
        str(node).removeprefix(namespace)
        for node in graph.subjects(RDF.type, kind)
        if node.startswith(namespace)
    }


def test_classes_and_properties_are_those_of_the_ontology(ontology: Graph) -> None:
    terms = local_names(ontology, OWL.Class, "dip") | local_names(ontology, OWL.ObjectProperty, "dip")
    terms |= local_names(ontology, OWL.DatatypeProperty, "dip")
    assert {name for name in DIP.__annotations__ if not name.startswith("_")} == terms
    assert len(terms) == 77


def test_codes_are_those_of_the_ontology(ontology: Graph) -> None:
    assert set(codes()) == local_names(ontology, SKOS.Concept, "dipc")
    assert set(CODE_LISTS) == local_names(ontology, SKOS.ConceptScheme, "dipc")
    assert len(list(codes())) == 122
    assert len(CODE_LISTS) == 13


def test_every_code_stands_in_the_list_that_its_prefix_says(ontology: Graph) -> None:
    for prefix, name in (
        ("format-", "meeting-format"),
        ("role-", "participation-role"),
        ("fact-", "factuality"),
    ):
        listed = {
            str(it).removeprefix(PREFIXES["dipc"]) for it in ontology.subjects(SKOS.inScheme, DIPC[name])
        }
        assert set(codes(prefix)) == listed


def test_factualities_of_the_model_are_codes() -> None:
    assert {f"fact-{name}" for name in get_args(Factuality)} == set(codes("fact-"))


def test_found_issues_have_a_scheme_in_the_ontology(ontology: Graph) -> None:
    assert (FOUND_SCHEME, RDF.type, SKOS.ConceptScheme) in ontology


@pytest.mark.parametrize("name", ["Meating", "relatedTo", "hasparty"])
def test_an_unknown_term_is_refused(name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        getattr(DIP, name)
    with pytest.raises(AttributeError):
        DIP[name]


def test_an_unknown_code_is_refused() -> None:
    assert str(DIPC["format-summit"]) == "https://w3id.org/diplokg/code/format-summit"
    with pytest.raises(AttributeError, match="format-sumit"):
        DIPC["format-sumit"]


def test_every_term_has_one_label_definition_example_and_home(ontology: Graph) -> None:
    terms = [DIP[name] for name in DIP.__annotations__ if not name.startswith("_")]
    for property_ in (RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy):
        lacking = [term for term in terms if len(list(ontology.objects(term, property_))) != 1]
        assert not lacking, (property_, lacking)


def test_the_json_ld_context_covers_the_vocabulary() -> None:
    mapped = {entry["@id"] if isinstance(entry, dict) else entry for entry in context().values()}
    assert {f"dip:{name}" for name in DIP.__annotations__ if not name.startswith("_")} <= mapped
    for prefix, namespace in context().items():
        if isinstance(namespace, str) and namespace.startswith("http"):
            assert PREFIXES[prefix] == namespace


def test_names_are_shortened_only_where_a_prefix_fits() -> None:
    assert shortened(PREFIXES["id"] + "Q30") == "id:Q30"
    assert shortened("https://w3id.org/diplokg/issue") == "https://w3id.org/diplokg/issue"
    assert shortened("https://w3id.org/diplokg/id/") == "https://w3id.org/diplokg/id/"
    assert shortened("urn:x") == "urn:x"
