"""From an extraction with its linking to quads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from kg.codes import DIPC
from kg.model import Extraction, Linking, Mention
from kg.rdf.describe import RunInfo, describe, in_lines
from kg.rdf.terms import in_namespace, node, value_of
from kg.vocab import DIP, FOUND_SCHEME, PREFIXES
from tests.rdf.invented import ARTICLE, EXTRACTION, LINKING, RUN, TEXT

TYPE, LABEL = in_namespace("rdf", "type"), in_namespace("rdfs", "label")


def values(quads: list[Quad], subject: NamedNode, property_: NamedNode) -> list[str]:
    return [
        value_of(quad.object) for quad in quads if quad.subject == subject and quad.predicate == property_
    ]


def event(local: str) -> NamedNode:
    return in_namespace("ev", LINKING.events[local])


def entity(local: str) -> NamedNode:
    return in_namespace("id", LINKING.entities[local].local)


def test_quads_are_distinct_and_the_same_each_time(quads: list[Quad]) -> None:
    assert len(set(quads)) == len(quads)
    assert list(describe(EXTRACTION, LINKING, RUN)) == quads


def test_lines_are_those_that_pyoxigraph_writes_whatever_the_words() -> None:
    nasty = replace(ARTICLE, text='"\\\\"\t\u2028é\U0001f600\x7f' * 200)
    for article in (ARTICLE, nasty):
        lines = in_lines(replace(EXTRACTION, article=article), LINKING, RUN)
        quads = list(describe(replace(EXTRACTION, article=article), LINKING, RUN))
        assert serialize(quads, format=RdfFormat.N_QUADS) == lines
        quoted = {q.object.value for q in quads if q.predicate == node(DIP.quote)}
        mentions = [m for it in EXTRACTION.actors for m in it.mentions]
        assert {article.text[m.start : m.end] for m in mentions} <= quoted


def test_there_are_no_blank_nodes_and_one_graph_for_the_article(quads: list[Quad]) -> None:
    assert not [
        quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
    ]
    graph = in_namespace("graph", ARTICLE.digest[:16])
    assert {quad.graph_name for quad in quads} == {graph, DefaultGraph()}
    assert {quad.subject for quad in quads if quad.graph_name == DefaultGraph()} == {graph}


def test_an_empty_extraction_describes_the_article_alone() -> None:
    found = list(describe(Extraction(ARTICLE), Linking(), RUN))
    article = in_namespace("art", ARTICLE.digest[:16])
    assert values(found, article, in_namespace("dcterms", "identifier")) == [
        f"sha256:{ARTICLE.digest}",
        "amal-1",
    ]
    assert not [quad for quad in found if quad.predicate.value.startswith(PREFIXES["dip"])]


def test_every_mention_of_the_model_is_a_mention_with_its_exact_words(quads: list[Quad]) -> None:
    mentions = [quad.subject for quad in quads if quad.predicate == TYPE and quad.object == node(DIP.Mention)]
    stretches = set()
    for mention in mentions:
        begin, end = (int(values(quads, mention, node(it))[0]) for it in (DIP.begin, DIP.end))
        assert values(quads, mention, node(DIP.quote)) == [TEXT[begin:end]]
        stretches.add((begin, end))
    things = [*EXTRACTION.events(), *EXTRACTION.actors, *EXTRACTION.places, *EXTRACTION.offices]
    things += [*EXTRACTION.holdings, *EXTRACTION.issues]
    things += [part for it in (*EXTRACTION.meetings, *EXTRACTION.changes) for part in it.participations]
    wanted = {(mention.start, mention.end) for thing in things for mention in thing.mentions}
    assert stretches == wanted
    assert len(mentions) > 35


def test_two_local_ids_of_one_entity_are_one_node(quads: list[Quad]) -> None:
    norland = entity("a1")
    assert entity("a9") == norland
    assert values(quads, norland, LABEL) == ["Norland"]
    assert values(quads, norland, TYPE) == [str(DIP.Country)]
    mentioned = [quad for quad in quads if quad.predicate == node(DIP.mentionOf) and quad.object == norland]
    assert len(mentioned) == 3  # one stretch is mentioned twice and counts once


def test_of_two_readings_of_one_stretch_the_surer_stays() -> None:
    sure, unsure = Mention(0, 7, "asserted", 0.9), Mention(0, 7, "alleged", 0.5)
    for pair in ((sure, unsure), (unsure, sure)):
        actor = replace(EXTRACTION.actors[0], mentions=pair)
        found = list(describe(Extraction(ARTICLE, (actor,)), LINKING, RUN))
        assert [value_of(q.object) for q in found if q.predicate == node(DIP.confidence)] == ["0.9"]
        assert [q.object for q in found if q.predicate == node(DIP.factuality)] == [
            node(DIPC["fact-asserted"])
        ]


def test_the_plain_links_stand_beside_the_participations(quads: list[Quad]) -> None:
    me = event("m1")
    assert set(values(quads, me, node(DIP.hasParticipant))) == {entity("a3").value, entity("a4").value}
    assert set(values(quads, me, node(DIP.hasParty))) == {entity("a1").value, entity("a2").value}
    parts = values(quads, me, node(DIP.hasParticipation))
    roles = {tuple(values(quads, NamedNode(part), node(DIP.role))) for part in parts}
    assert roles == {(str(DIPC["role-participant"]),), (str(DIPC["role-host"]),)}
    assert set(values(quads, event("s1"), node(DIP.hasParticipant))) == {
        entity("a3").value,
        entity("a2").value,
    }


def test_a_country_as_place_is_the_country(quads: list[Quad]) -> None:
    assert values(quads, event("m2"), node(DIP.takesPlaceAt)) == [entity("a2").value]
    assert values(quads, entity("a2"), TYPE) == [str(DIP.Country)]


def test_links_of_a_node_to_itself_are_dropped(quads: list[Quad]) -> None:
    assert values(quads, event("m1"), node(DIP.precedes)) == [event("m2").value]
    assert not [quad for quad in quads if quad.subject == quad.object]


def test_a_stance_is_for_statements_only(quads: list[Quad]) -> None:
    assert not values(quads, event("s1"), node(DIP.stance))
    targets = {entity("a1").value, event("c1").value, PREFIXES["hold"] + "00000000aa"}
    targets.add(PREFIXES["issue"] + "eel-quota-dddddddddd")
    assert set(values(quads, event("s2"), node(DIP.stanceToward))) == targets


def test_issues_that_the_scheme_lacks_are_marked(quads: list[Quad]) -> None:
    in_scheme = in_namespace("skos", "inScheme")
    assert values(quads, in_namespace("issue", "eel-quota-dddddddddd"), in_scheme) == [str(FOUND_SCHEME)]
    assert values(quads, in_namespace("issue", "food-security"), in_scheme) == [
        "https://w3id.org/diplokg/issue"
    ]


def test_a_curated_issue_has_the_label_of_the_scheme(quads: list[Quad]) -> None:
    me = in_namespace("issue", "food-security")
    assert (
        values(quads, me, in_namespace("skos", "prefLabel")) == values(quads, me, LABEL) == ["food security"]
    )
    assert LINKING.entities["i1"].label == "grain exports"


def test_times_are_written_as_far_as_known(quads: list[Quad]) -> None:
    assert values(quads, event("m1"), node(DIP.earliest)) == ["2021-03-03"]
    assert values(quads, event("m2"), node(DIP.edtf)) == ["2021-04"]
    assert not values(quads, event("s1"), node(DIP.earliest))


def test_content_is_cut_at_a_word(quads: list[Quad]) -> None:
    assert values(quads, event("s1"), node(DIP.content)) == ["will ask Sudria to open its harbours"]
    act = replace(EXTRACTION.acts[0], content=(0, len(TEXT)))
    found = list(describe(replace(EXTRACTION, acts=(act,)), LINKING, RUN))
    content = values(found, event("s1"), node(DIP.content))[0]
    assert len(content) <= 300
    assert content.endswith(" …")
    assert "\n" not in content


def test_there_is_no_time_unless_the_caller_gives_one() -> None:
    ended = in_namespace("prov", "endedAtTime")
    assert not [q for q in describe(EXTRACTION, LINKING, RUN) if q.predicate == ended]
    run = replace(RUN, ended=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC))
    found = [q.object for q in describe(EXTRACTION, LINKING, run) if q.predicate == ended]
    assert found == [Literal("2026-01-02T03:04:05Z", datatype=in_namespace("xsd", "dateTime"))]


def test_other_versions_are_another_run() -> None:
    runs = {
        q.subject
        for version in ("1", "2")
        for q in describe(Extraction(ARTICLE), Linking(), RunInfo(version))
        if q.predicate == in_namespace("prov", "used")
    }
    assert len(runs) == 2


def test_an_id_that_linking_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        list(describe(EXTRACTION, replace(LINKING, entities={}), RUN))
    with pytest.raises(KeyError, match="m1"):
        list(describe(EXTRACTION, replace(LINKING, events={}), RUN))


def test_a_code_that_the_ontology_lacks_is_an_error() -> None:
    meeting = replace(EXTRACTION.meetings[0], format="format-picnic")
    with pytest.raises(AttributeError, match="format-picnic"):
        list(describe(replace(EXTRACTION, meetings=(meeting,)), LINKING, RUN))


def test_the_article_without_title_date_and_language() -> None:
    article = replace(ARTICLE, title=" ", published=None, url=None, publisher=None, language="not a tag!")
    found = list(describe(replace(EXTRACTION, article=article), LINKING, RUN))
    tags = {
        quad.object.language for quad in found if isinstance(quad.object, Literal) and quad.object.language
    }
    assert tags == {"en", "und"}
    assert not [quad for quad in found if quad.predicate.value == PREFIXES["schema"] + "headline"]
