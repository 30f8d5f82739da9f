"""The clauses of the W3C recommendations that bind a read-only endpoint, each test with the clause it is of.

``p``: SPARQL 1.1 Protocol, by number. ``g``: SPARQL 1.1 Graph Store HTTP Protocol, and ``d``: SPARQL 1.1 Service
Description, by the title of the section. What the W3C's test suites ask beyond that concerns updates, which are
refused here (``test_p_2_2_...``, ``test_g_status_codes_...``).
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from SPARQLWrapper import JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.rdf.load import term_quads
from tests.server.conftest import Served

SELECT = "SELECT ?m WHERE { ?m a dip:Meeting } ORDER BY ?m"
ASK = "ASK { ?m a dip:Meeting }"
CONSTRUCT = "CONSTRUCT { ?m a dip:Meeting } WHERE { ?m a dip:Meeting }"
RESULTS = "application/sparql-results+json"


def graph_names(served: Served) -> list[str]:
    found = served.ask("SELECT DISTINCT ?g { GRAPH ?g { ?m a dip:Meeting } } ORDER BY ?g").json()
    return [row["g"]["value"] for row in found["results"]["bindings"]]


def count(response: object) -> int:
    return int(response.json()["results"]["bindings"][0]["n"]["value"])  # type: ignore[attr-defined]


def test_p_2_1_1_query_by_get(served: Served) -> None:
    response = served.ask(SELECT)
    assert response.status_code == 200
    assert len(response.json()["results"]["bindings"]) == 40


def test_p_2_1_2_query_by_post_of_a_form(served: Served) -> None:
    response = served.post(data={"query": SELECT})
    assert len(response.json()["results"]["bindings"]) == 40


def test_p_2_1_3_query_by_post_directly(served: Served) -> None:
    response = served.post(content=SELECT.encode(), headers={"Content-Type": "application/sparql-query"})
    assert len(response.json()["results"]["bindings"]) == 40


def test_p_2_1_query_must_be_given_once(served: Served) -> None:
    assert served.get(params=[("query", ASK), ("query", ASK)]).status_code == 400
    assert served.post(data={"other": "x"}).status_code == 400


def test_p_2_1_2_a_query_both_in_the_address_and_in_the_body_is_refused(served: Served) -> None:
    assert served.post(params={"query": ASK}, data={"query": ASK}).status_code == 400
    direct = {"Content-Type": "application/sparql-query"}
    assert served.post(params={"query": ASK}, content=ASK, headers=direct).status_code == 400


def test_p_2_1_3_the_character_set_may_be_stated(served: Served) -> None:
    text = 'SELECT ("Łódź – 北京" AS ?x) {}'
    for media in ("application/sparql-query; charset=utf-8", "application/sparql-query;charset=UTF-8"):
        found = served.post(content=text.encode(), headers={"Content-Type": media})
        assert found.json()["results"]["bindings"][0]["x"]["value"] == "Łódź – 北京"
    form = served.post(data={"query": text}).json()
    assert form["results"]["bindings"][0]["x"]["value"] == "Łódź – 北京"


def test_p_2_1_3_a_post_without_a_media_type_is_refused(served: Served) -> None:
    assert served.post(content=f"query={ASK}").status_code == 415
    assert served.post(content=ASK).status_code == 415


def test_p_2_1_3_a_post_of_another_type_is_refused(served: Served) -> None:
    assert served.post(content=SELECT, headers={"Content-Type": "text/plain"}).status_code == 415
    assert (
        served.post(content=b"\xff\xfe", headers={"Content-Type": "application/sparql-query"}).status_code
        == 400
    )


def test_p_2_1_methods_other_than_get_and_post_are_refused(served: Served) -> None:
    import httpx

    assert httpx.put(served.url + "/sparql", trust_env=False).status_code == 405


@pytest.mark.parametrize("way", ["get", "form", "direct", "query"])
def test_p_2_2_update_is_refused(served: Served, way: str) -> None:
    text = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    if way == "query":
        assert served.post(data={"query": text}).status_code == 400, "an update is no query"
        return
    if way == "get":
        response = served.get(params={"update": text})
    elif way == "form":
        response = served.post(data={"update": text})
    else:
        response = served.post(content=text, headers={"Content-Type": "application/sparql-update"})
    assert response.status_code == 403
    assert "reading only" in response.text


def test_p_2_1_4_default_graph_uri_is_the_default_graph(served: Served) -> None:
    one, two, *_ = graph_names(served)
    query = "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?m a dip:Meeting }"
    assert count(served.get(params={"query": query, "default-graph-uri": one})) == 2
    assert count(served.get(params={"query": query, "default-graph-uri": [one, two]})) == 4
    assert count(served.post(data={"query": query, "default-graph-uri": one})) == 2
    direct = {"Content-Type": "application/sparql-query"}
    assert count(served.post(content=query, params={"default-graph-uri": one}, headers=direct)) == 2


def test_p_2_1_4_named_graph_uri_names_the_graphs(served: Served) -> None:
    one, *_ = graph_names(served)
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(served.get(params={"query": query, "named-graph-uri": one})) == 1
    assert count(served.ask(query)) == 22
    default = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert count(served.get(params={"query": default, "named-graph-uri": one})) == 0


def test_p_2_1_4_a_data_set_in_the_request_beats_that_of_the_query(served: Served) -> None:
    one, two, *_ = graph_names(served)
    query = "SELECT DISTINCT ?g FROM NAMED <TWO> { GRAPH ?g { ?s ?p ?o } }".replace("TWO", two)
    assert served.ask(query).json()["results"]["bindings"][0]["g"]["value"] == two
    found = served.get(params={"query": query, "named-graph-uri": one}).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in found] == [one]


def test_p_2_1_4_default_and_named_graphs_together(served: Served) -> None:
    one, two, *_ = graph_names(served)
    query = (
        "SELECT (COUNT(DISTINCT ?m) AS ?n) (SAMPLE(?g) AS ?named) (COUNT(DISTINCT ?g) AS ?graphs)"
        " { { ?m a dip:Meeting } UNION { GRAPH ?g { ?x a dip:Meeting } } }"
    )
    fields = {"default-graph-uri": one, "named-graph-uri": two}
    direct = {"Content-Type": "application/sparql-query"}
    for response in (
        served.get(params={"query": query, **fields}),
        served.post(data={"query": query, **fields}),
        served.post(content=query, params=fields, headers=direct),
    ):
        (row,) = response.json()["results"]["bindings"]
        assert (row["n"]["value"], row["graphs"]["value"], row["named"]["value"]) == ("2", "1", two)


def test_p_2_1_4_a_graph_name_that_is_no_iri_is_refused(served: Served) -> None:
    assert served.get(params={"query": ASK, "default-graph-uri": "no iri>"}).status_code == 400


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        (SELECT, "*/*", RESULTS),
        (SELECT, "application/json", RESULTS),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values, text/csv;q=0.5", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/turtle, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        (ASK, "*/*", RESULTS),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        ("DESCRIBE id:Q90000001", "application/n-triples, */*;q=0.1", "application/n-triples"),
    ],
)
def test_p_2_1_5_the_media_type_is_negotiated(served: Served, query: str, accept: str, given: str) -> None:
    response = served.ask(query, Accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == given
    assert response.content


def test_p_2_1_5_what_nobody_offers_is_not_acceptable(served: Served) -> None:
    assert served.ask(SELECT, Accept="image/png").status_code == 406
    assert served.ask(CONSTRUCT, Accept="text/csv").status_code == 406


def test_p_2_1_7_a_malformed_query_is_a_bad_request_with_its_place(served: Served) -> None:
    response = served.ask("SELECT * {\n ?s ?p }")
    assert response.status_code == 400
    assert "line 2" in response.text


def test_all_formats_hold_the_same_rows(served: Served) -> None:
    query = "SELECT ?s ?l ?d { ?s rdfs:label ?l OPTIONAL { ?s dip:earliest ?d } } ORDER BY ?s ?l ?d"
    rows = served.ask(query).json()["results"]["bindings"]
    table = list(csv.reader(io.StringIO(served.ask(query, Accept="text/csv").text)))
    assert [line[1] for line in table[1:]] == [row["l"]["value"] for row in rows]
    tree = ElementTree.fromstring(served.ask(query, Accept="application/sparql-results+xml").content)  # noqa: S314
    found = tree.findall(".//{http://www.w3.org/2005/sparql-results#}result")
    assert len(found) == len(rows) > 100
    tabbed = served.ask(query, Accept="text/tab-separated-values").text.splitlines()
    assert tabbed[0] == "?s\t?l\t?d"
    assert len(tabbed) == len(rows) + 1
    for media in (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/tab-separated-values",
    ):
        text = served.ask(query, Accept=media).content
        parsed = pyoxigraph.parse_query_results(
            text, format=pyoxigraph.QueryResultsFormat.from_media_type(media)
        )
        assert [row["l"].value for row in parsed] == [row["l"]["value"] for row in rows]  # type: ignore[union-attr]


def test_g_http_get_gives_the_graph_named(served: Served) -> None:
    one, *_ = graph_names(served)
    response = served.get("/store", params={"graph": one}, headers={"Accept": "application/n-triples"})
    assert response.status_code == 200
    found = {q.triple for q in pyoxigraph.parse(response.content, format=RdfFormat.N_TRIPLES)}
    expected = served.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{one}> {{ ?s ?p ?o }} }}")
    assert len(found) == count(expected) > 100


def test_g_indirect_identification_default_is_the_default_graph(served: Served) -> None:
    response = served.get("/store?default", headers={"Accept": "application/n-triples"})
    assert len(response.content.splitlines()) == count(served.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))


def test_g_status_codes_a_graph_that_is_not_there_is_not_found(served: Served) -> None:
    assert served.get("/store", params={"graph": "urn:none"}).status_code == 404


def test_g_indirect_identification_one_graph_must_be_named(served: Served) -> None:
    assert served.get("/store").status_code == 400
    assert served.get("/store", params={"graph": ["urn:a", "urn:b"]}).status_code == 400
    assert served.get("/store?default&graph=urn:a").status_code == 400


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "*/*"])
def test_g_http_get_negotiates_the_media_type(served: Served, accept: str) -> None:
    one, *_ = graph_names(served)
    response = served.get("/store", params={"graph": one}, headers={"Accept": accept})
    media = response.headers["content-type"].partition(";")[0]
    assert media == (accept if accept != "*/*" else "text/turtle")
    form = RdfFormat.from_media_type(media)
    assert form is not None
    found = {q.triple for q in pyoxigraph.parse(response.content, format=form)}
    plain = served.get("/store", params={"graph": one}, headers={"Accept": "application/n-triples"}).content
    assert found == {q.triple for q in pyoxigraph.parse(plain, format=RdfFormat.N_TRIPLES)}
    refused = served.get("/store", params={"graph": one}, headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_g_http_head_is_get_without_a_body(served: Served) -> None:
    import httpx

    one, *_ = graph_names(served)
    response = httpx.head(served.url + "/store", params={"graph": one}, timeout=60, trust_env=False)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/turtle")
    assert not response.content
    missing = httpx.head(served.url + "/store", params={"graph": "urn:none"}, timeout=60, trust_env=False)
    assert missing.status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_g_status_codes_what_is_not_supported_is_refused_with_what_is(served: Served, method: str) -> None:
    import httpx

    response = httpx.request(method, served.url + "/store", params={"graph": "urn:a"}, trust_env=False)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/sparql", "/", "/.well-known/void"])
def test_d_accessing_the_endpoint_describes_itself(served: Served, path: str) -> None:
    response = served.get(path, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = [q.triple for q in pyoxigraph.parse(response.content, format=RdfFormat.TURTLE)]
    services = [t.subject for t in found if str(t.object) == f"<{sd}Service>"]
    assert len(services) == 1, "there is one service"
    endpoint = [t.object for t in found if t.subject == services[0] and t.predicate.value == sd + "endpoint"]
    assert [e.value for e in endpoint] == [served.url + "/sparql"]  # type: ignore[union-attr]
    objects = {str(t.object) for t in found}
    assert f"<{sd}SPARQL11Query>" in objects
    assert "<http://rdfs.org/ns/void#Dataset>" in objects
    assert "<http://www.w3.org/ns/dcat#Dataset>" in objects


def test_d_accessing_the_description_is_the_same_in_every_syntax(served: Served) -> None:
    said = []
    for media in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        response = served.get("/sparql", headers={"Accept": media})
        assert response.headers["content-type"].partition(";")[0] == media
        form = RdfFormat.from_media_type(media)
        assert form is not None
        said.append({q.triple for q in pyoxigraph.parse(response.content, format=form)})
    assert all(it == said[0] for it in said)
    assert len(said[0]) > 20


def test_d_vocabulary_what_is_said_to_be_supported_is(served: Served) -> None:
    """Every result format that the description names is given when asked for; features claimed are there."""
    text = served.get("/sparql", headers={"Accept": "application/n-triples"}).text
    formats = {it.rpartition("/")[2].rstrip("> .") for it in text.splitlines() if "#resultFormat>" in it}
    media = {
        "SPARQL_Results_JSON": RESULTS,
        "SPARQL_Results_XML": "application/sparql-results+xml",
        "SPARQL_Results_CSV": "text/csv",
        "SPARQL_Results_TSV": "text/tab-separated-values",
        "Turtle": "text/turtle",
        "N-Triples": "application/n-triples",
        "RDF_XML": "application/rdf+xml",
        "JSON-LD": "application/ld+json",
    }
    assert formats == set(media)
    for name in formats:
        query = SELECT if name.startswith("SPARQL") else CONSTRUCT
        response = served.ask(query, Accept=media[name])
        assert response.headers["content-type"].partition(";")[0] == media[name]
    assert "SPARQL11Update" not in text


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json"])
def test_every_kind_of_minted_iri_answers(served: Served, accept: str) -> None:
    base = "https://w3id.org/diplokg/"
    query = f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{base}')) }}"
    iris = [row["s"]["value"] for row in served.ask(query).json()["results"]["bindings"]]
    kinds = {}
    for iri in iris:
        kinds.setdefault(iri.removeprefix(base).partition("/")[0], iri)
    assert {"id", "event", "mention", "participation", "article", "graph", "code", "issue"} <= set(kinds)
    for iri in kinds.values():
        path = "/" + iri.removeprefix(base).partition("#")[0]
        response = served.get(path, headers={"Accept": accept})
        assert response.status_code == 200, iri
        assert response.headers["content-type"].startswith(accept)
    assert served.get("/id/nobody").status_code == 404


def test_the_ontology_is_at_its_address(served: Served) -> None:
    found = served.get("/ns", headers={"Accept": "application/n-triples"}).content.splitlines()
    ontology = [q for q in term_quads() if q.graph_name.value.endswith("/ns")]  # type: ignore[union-attr]
    assert len(found) == len(ontology) > 500


def test_sparqlwrapper_works(served: Served) -> None:
    wrapper = SPARQLWrapper(served.url + "/sparql")
    wrapper.setQuery("SELECT ?m { ?m a <https://w3id.org/diplokg/ns#Meeting> }")
    wrapper.setReturnFormat(JSON)
    assert len(wrapper.queryAndConvert()["results"]["bindings"]) == 40  # type: ignore[index, call-overload]
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(XML)
    assert len(wrapper.queryAndConvert().getElementsByTagName("result")) == 40  # type: ignore[union-attr]
    wrapper.setQuery("CONSTRUCT { ?m a ?c } { ?m a <https://w3id.org/diplokg/ns#Meeting> ; a ?c }")
    wrapper.setReturnFormat(TURTLE)
    assert b"Meeting" in wrapper.queryAndConvert()  # type: ignore[operator]


def test_curl_works(served: Served) -> None:
    if shutil.which("curl") is None:
        pytest.skip("needs curl")
    command = ["curl", "-sf", served.url + "/sparql", "--data-urlencode", f"query={SELECT}"]
    assert (
        len(
            json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["results"]["bindings"]
        )
        == 40
    )


def test_javascript_without_a_library_works(served: Served) -> None:
    if shutil.which("node") is None:
        pytest.skip("needs node")
    code = (
        f"fetch('{served.url}/sparql', {{method: 'POST', body: new URLSearchParams({{query: process.argv[1]}})}})"
        ".then(r => r.json()).then(a => console.log(a.results.bindings.length))"
    )
    done = subprocess.run(["node", "-e", code, SELECT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "40"


def test_a_javascript_client_works(served: Served, root: Path) -> None:
    web = root / "web"
    if shutil.which("node") is None or not (web / "node_modules/sparql-http-client").is_dir():
        pytest.skip("needs node and what 'scripts/web check' installs")
    graph = graph_names(served)[0]
    code = Path(__file__).with_name("client.mjs").read_text(encoding="utf-8")
    command = ["node", "--input-type=module", "-e", code, served.url, graph]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=web)
    found = json.loads(done.stdout)
    rows = served.ask("SELECT ?m ?day { ?m a dip:Meeting ; dip:earliest ?day } ORDER BY ?m").json()
    expected = [
        [row["m"]["value"], row["day"]["value"], row["day"]["datatype"]]
        for row in rows["results"]["bindings"]
    ]
    assert len(expected) == 40
    for way in ("get", "postUrlencoded", "postDirect"):
        assert found[way] == expected, way
    assert found["ask"] is True
    assert found["construct"] == 40
    assert found["graph"] == count(
        served.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    )
    assert (found["error"], found["update"]) == (400, 403)


def test_kg_query_works(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli import run

    url = served.url + "/sparql"
    assert (
        run(["query", "meetings-timeline", "--endpoint", url, "-p", "actor=Ada Brandt 7", "--format", "csv"])
        == 0
    )
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
