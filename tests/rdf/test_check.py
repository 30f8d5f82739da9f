"""The shapes: what conforms, and planted errors, each of which is caught."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from rdflib import Graph, URIRef

from kg.codes import DIPC
from kg.rdf.check import check
from kg.rdf.findings import Finding
from kg.rdf.load import union
from kg.rdf.terms import decimal, in_namespace, integer, text
from kg.resources import ontology_file
from kg.vocab import DIP
from tests.rdf.invented import ARTICLE

GRAPH = in_namespace("graph", ARTICLE.digest[:16])
ART = in_namespace("art", ARTICLE.digest[:16])
TALKS = in_namespace("ev", "2021-03-03-meeting-0000000001")
VISIT = in_namespace("ev", "2021-04-visit-0000000002")
REQUEST = in_namespace("ev", "act-request-0000000005")
BRANDT = in_namespace("id", "ada-brandt-1111111111")
NORLAND = in_namespace("id", "Q90000001")
PART = in_namespace("pt", "1e4ecbc878")
TYPE, LABEL = in_namespace("rdf", "type"), in_namespace("rdfs", "label")


def dip(name: str) -> NamedNode:
    return NamedNode(DIP[name])


def dipc(name: str) -> NamedNode:
    return NamedNode(DIPC[name])


def violations(store: Store) -> list[Finding]:
    return [finding for finding in check(store) if finding.severity == "violation"]


def first_mention(store: Store, of: NamedNode) -> NamedNode:
    found = [quad.subject for quad in store.quads_for_pattern(None, dip("mentionOf"), of, None)]
    return min(found, key=str)


def test_the_invented_article_conforms(store: Store) -> None:
    found = check(store)
    assert [finding for finding in found if finding.severity == "violation"] == []
    assert [finding.message for finding in found if finding.severity == "warning"] == [
        "whose office is this?"
    ]


def test_the_seed_gold_conforms(gold: Store) -> None:
    found = check(gold)
    assert [finding.line() for finding in found if finding.severity != "info"] == []
    assert len(found) == 5


def test_the_ontology_and_the_issue_scheme_raise_nothing_of_their_own(store: Store) -> None:
    assert {finding.node for finding in check(union(store))} == {finding.node for finding in check(store)}


@dataclass(frozen=True)
class Planted:
    """An error: statements to remove (a pattern), statements to add, and words of the finding."""

    name: str
    message: str
    remove: tuple[tuple[NamedNode | None, NamedNode | None, NamedNode | Literal | None], ...] = ()
    add: tuple[tuple[NamedNode | BlankNode, NamedNode, NamedNode | Literal], ...] = ()


PLANTED = [
    Planted("meeting without evidence", "no mention", remove=((None, dip("mentionOf"), TALKS),)),
    Planted("participation without evidence", "no mention", remove=((None, dip("mentionOf"), PART),)),
    Planted("holding without evidence", "no mention", remove=((None, dip("mentionOf"), in_namespace("hold", "00000000aa")),)),
    Planted("actor without evidence", "no mention", remove=((None, dip("mentionOf"), BRANDT),)),
    Planted("office without evidence", "no mention", remove=((None, dip("mentionOf"), in_namespace("id", "premier-cccccccccc")),)),
    Planted("place without evidence", "no mention", remove=((None, dip("mentionOf"), in_namespace("id", "old-mint-9999999999")),)),
    Planted("act without evidence", "no mention", remove=((None, dip("mentionOf"), REQUEST),)),
    Planted("issue dealt with without evidence", "no mention", remove=((None, dip("mentionOf"), in_namespace("issue", "food-security")),)),
    Planted("found issue without evidence", "needs a mention", remove=((None, dip("mentionOf"), in_namespace("issue", "eel-quota-dddddddddd")),)),
    Planted("statement about an issue that nothing mentions", "no mention", add=((TALKS, dip("about"), in_namespace("issue", "fentanyl")),)),
    Planted("new event out of nowhere", "no mention", add=((in_namespace("ev", "x"), TYPE, dip("Process")), (in_namespace("ev", "x"), LABEL, text("x")), (in_namespace("ev", "x"), dip("processType"), dipc("process-dispute")))),
    Planted("no label", "needs a label", remove=((TALKS, LABEL, None),)),
    Planted("code of another list", "", remove=((TALKS, dip("meetingFormat"), None),), add=((TALKS, dip("meetingFormat"), dipc("status-held")),)),
    Planted("unknown code", "not a term", add=((TALKS, dip("meetingFormat"), in_namespace("dipc", "format-picnic")),)),
    Planted("unknown property", "not a term", add=((TALKS, in_namespace("dip", "relatedTo"), VISIT),)),
    Planted("no format", "", remove=((TALKS, dip("meetingFormat"), None),)),
    Planted("participant that is no actor", "", add=((TALKS, dip("hasParticipant"), VISIT),)),
    Planted("place that is none", "", add=((TALKS, dip("takesPlaceAt"), BRANDT),)),
    Planted("earliest after latest", "earliest must not be after latest", remove=((TALKS, dip("earliest"), None),), add=((TALKS, dip("earliest"), Literal("2022-01-01", datatype=in_namespace("xsd", "date"))),)),
    Planted("date of another type", "", add=((TALKS, dip("latest"), Literal("2021")),)),
    Planted("no EDTF", "", add=((TALKS, dip("edtf"), Literal("soon")),)),
    Planted("circle of order", "must not be part of", add=((VISIT, dip("precedes"), TALKS),)),
    Planted("participation without the plain link", "without the plain link", remove=((TALKS, dip("hasParticipant"), BRANDT),)),
    Planted("participant without a participation", "participant without a participation", remove=((PART, dip("participant"), BRANDT),)),
    Planted("plain link out of nowhere", "participant without a participation", add=((VISIT, dip("hasParticipant"), in_namespace("id", "Q1")),)),
    Planted("capacity of somebody else", "belongs to somebody else", remove=((PART, dip("inCapacity"), None),), add=((PART, dip("inCapacity"), in_namespace("hold", "00000000bb")),)),
    Planted("two roles", "", add=((PART, dip("role"), dipc("role-observer")),)),
    Planted("content too long", "", remove=((REQUEST, dip("content"), None),), add=((REQUEST, dip("content"), text("x" * 301)),)),
    Planted("no hash", "hash of its text", remove=((ART, in_namespace("dcterms", "identifier"), None),), add=((ART, in_namespace("dcterms", "identifier"), Literal("amal-1")),)),
    Planted("two hashes", "hash of its text", add=((ART, in_namespace("dcterms", "identifier"), Literal("sha256:" + "0" * 64)),)),
    Planted("blank node", "blank nodes", add=((BlankNode("b"), TYPE, dip("Person")),)),
    Planted("issue in no scheme", "scheme", remove=((in_namespace("issue", "eel-quota-dddddddddd"), in_namespace("skos", "inScheme"), None),)),
]  # fmt: skip
ON_MENTIONS = [
    ("confidence above one", "confidence", decimal(1.5), ""),
    ("begin moved", "begin", integer(0), "disagree in length"),
    ("end moved", "end", integer(500), "disagree in length"),
    ("no factuality", "factuality", None, ""),
    ("mention of something undescribed", "mentionOf", in_namespace("ev", "gone"), "nothing describes"),
]


def replant(store: Store, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
    for quad in list(remove):
        store.remove(quad)
    store.extend(add)


@pytest.mark.parametrize("planted", PLANTED, ids=[planted.name for planted in PLANTED])
def test_a_planted_error_is_caught(store: Store, planted: Planted) -> None:
    removed = [quad for pattern in planted.remove for quad in store.quads_for_pattern(*pattern, None)]
    assert len(removed) >= len(planted.remove)
    replant(store, removed, [Quad(*triple, GRAPH) for triple in planted.add])
    found = violations(store)
    assert any(planted.message in finding.message for finding in found), found
    assert all(finding.message for finding in found)


@pytest.mark.parametrize(
    ("property_", "value", "message"), [row[1:] for row in ON_MENTIONS], ids=[row[0] for row in ON_MENTIONS]
)
def test_a_broken_mention_is_caught(
    store: Store, property_: str, value: NamedNode | Literal | None, message: str
) -> None:
    mention = first_mention(store, BRANDT)
    removed = store.quads_for_pattern(mention, dip(property_), None, None)
    replant(store, removed, [Quad(mention, dip(property_), value, GRAPH)] if value else [])
    assert any(message in finding.message and finding.node == mention.value for finding in violations(store))


def test_the_tables_are_whole() -> None:
    assert len(PLANTED) == 32
    assert len(ON_MENTIONS) == 5


def test_an_article_cannot_lean_on_the_evidence_of_another(store: Store) -> None:
    other = in_namespace("graph", "ffffffffffffffff")
    for property_, value in ((TYPE, dip("Country")), (LABEL, text("Norland"))):
        store.add(Quad(NORLAND, property_, value, other))
    found = violations(store)
    assert [(finding.node, finding.graph) for finding in found] == [(NORLAND.value, other.value)]


def test_findings_are_the_same_in_any_order(quads: list[Quad]) -> None:
    forth, back = Store(), Store()
    forth.extend(quads)
    for quad in reversed(quads):
        back.add(quad)
    assert check(forth) == check(back)


def test_a_finding_is_one_line_with_label_path_and_value(store: Store) -> None:
    store.add(Quad(TALKS, dip("hasParticipant"), VISIT, GRAPH))
    line = violations(store)[0].line()
    assert line.startswith("violation: Brandt-Varga talks near Port Amal, 3 March 2021 <https://")
    assert "dip:hasParticipant" in line
    assert "(ev:2021-04-visit-0000000002)" in line
    assert "\n" not in line


def test_the_shapes_name_only_terms_of_the_ontology() -> None:
    shapes = Graph().parse(ontology_file("shapes.ttl"))
    terms = {str(term) for triple in shapes for term in triple if isinstance(term, URIRef)}
    used = {iri for iri in terms if iri.startswith((str(DIP), str(DIPC)))}
    assert len(used) > 50
    assert [iri for iri in used if iri not in DIP and iri not in DIPC] == []
