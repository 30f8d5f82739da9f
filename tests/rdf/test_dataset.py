"""What ``kg.open`` gives: an rdflib dataset over Oxigraph, for reading, offline, as it was when opened."""

from __future__ import annotations

import gc
import pickle
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store
from rdflib import RDF, RDFS, Dataset, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

import kg
from kg.errors import GraphError, QueryError
from kg.rdf.dataset import Snapshot
from kg.rdf.load import union
from kg.rdf.query import questions
from kg.rdf.write import to_graph
from kg.stores import free_memory
from kg.stores.writer import open_writer
from kg.vocab import PREFIXES
from tests.stores.made import NOW, article
from tests.stores.made import quads as made

MEETING = URIRef(PREFIXES["dip"] + "Meeting")
NEW = URIRef("urn:new")


@pytest.fixture
def dataset(quads: list[Quad]) -> Snapshot:
    return kg.open(quads)


def test_it_is_a_dataset_with_a_graph_for_each_article(dataset: Snapshot, quads: list[Quad]) -> None:
    assert isinstance(dataset, Dataset)
    articles = {str(it.graph_name.value) for it in quads if hasattr(it.graph_name, "value")}
    found = {str(graph.identifier): graph for graph in dataset.graphs()}
    assert articles <= set(found)
    (name,) = articles
    in_graph = {it.triple for it in quads if getattr(it.graph_name, "value", "") == name}
    assert len(found[name]) == len(set(dataset.graph(URIRef(name)))) == len(in_graph)
    assert set(dataset.graph(URIRef(name))) == set(to_graph(Quad(*it) for it in in_graph))


def test_patterns_give_what_rdflib_has(dataset: Snapshot, store: Store) -> None:
    merged = to_graph(union(store).quads_for_pattern(None, None, None, None))
    assert set(dataset.triples((None, RDFS.label, None))) == set(merged.triples((None, RDFS.label, None)))
    meetings = set(merged.subjects(RDF.type, MEETING))
    assert set(dataset.subjects(RDF.type, MEETING)) == meetings != set()


@pytest.mark.parametrize("question", [it.name for it in questions() if "CONSTRUCT" not in it.text])
def test_questions_have_the_answers_of_kg_query(dataset: Snapshot, question: str) -> None:
    text = next(it.text for it in questions() if it.name == question)
    ours = kg.query(dataset, question)
    found = [tuple(None if it is None else str(it) for it in row) for row in dataset.query(text)]
    assert found == [tuple(None if it is None else it.value for it in row) for row in ours.rows]  # type: ignore[union-attr]


def test_prefixes_are_known_and_bound_values_are_data(dataset: Snapshot) -> None:
    text = "SELECT ?m WHERE { ?m a dip:Meeting ; rdfs:label ?l }"
    (first, *_) = sorted(dataset.query("SELECT ?m ?l WHERE { ?m a dip:Meeting ; rdfs:label ?l }"))
    assert [row.m for row in dataset.query(text, initBindings={"l": first.l})] == [first.m]
    assert [
        row.l for row in dataset.query("SELECT ?l { ?m rdfs:label ?l }", initBindings={"m": first.m})
    ] == [first.l]
    for value in ('x" } UNION { ?m ?p ?l', "\n}", "\\", "'''", "?m"):
        assert list(dataset.query(text, initBindings={"l": Literal(value)})) == []
    assert bool(dataset.query("ASK { ?m rdfs:label ?l }", initBindings={"l": first.l}))
    count = dataset.query(
        "SELECT (COUNT(*) AS ?n) { ?m a dip:Meeting ; rdfs:label ?l }", initBindings={"l": first.l}
    )
    assert [int(row.n) for row in count] == [1]


def test_prepared_queries_go_to_oxigraph_too(dataset: Snapshot) -> None:
    text = "SELECT ?l WHERE { ?m a d:Meeting ; rdfs:label ?l } ORDER BY ?l"
    prepared = prepareQuery(text, initNs={"d": PREFIXES["dip"], "rdfs": RDFS})
    assert list(dataset.query(prepared)) == list(dataset.query(text.replace("d:M", "dip:M")))
    assert len(list(dataset.query(prepared))) > 0


CHANGES: list[Callable[[Snapshot], object]] = [
    lambda it: it.add((NEW, RDFS.label, Literal("x"))),
    lambda it: it.addN([(NEW, RDFS.label, Literal("x"), it)]),  # type: ignore[list-item]
    lambda it: it.remove((None, None, None)),
    lambda it: it.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
    lambda it: it.update("CLEAR ALL"),
    lambda it: it.parse(data="<urn:a> <urn:b> <urn:c> .", format="nt"),
    lambda it: it.graph(NEW),
    lambda it: it.graph(),
    lambda it: next(iter(it.graphs())).add((NEW, RDFS.label, Literal("x"))),
    lambda it: it.remove_graph(next(iter(it.graphs()))),
    lambda it: it.store.destroy("somewhere"),
    lambda it: pickle.dumps(it),
]


@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_nothing_can_be_changed(dataset: Snapshot, change: Callable[[Snapshot], object]) -> None:
    before = set(dataset.view)
    with pytest.raises(GraphError, match=r"for reading only|cannot be copied"):
        change(dataset)
    assert set(dataset.view) == before


def test_nothing_is_asked_of_the_network(dataset: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    service = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    elsewhere = "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }"
    for query in (service, prepareQuery(service)):
        with pytest.raises(QueryError, match="offline"):
            dataset.query(query)
    for query in (elsewhere, prepareQuery(elsewhere)):
        assert list(dataset.query(query)) == []


def test_from_chooses_graphs(dataset: Snapshot) -> None:
    name = next(str(it.identifier) for it in dataset.graphs() if "/graph/" in str(it.identifier))
    found = list(dataset.query("SELECT * FROM <NAME> { ?s ?p ?o }".replace("NAME", name)))
    assert len(found) == len(dataset.graph(URIRef(name)))


def test_mistakes_are_told(dataset: Snapshot) -> None:
    with pytest.raises(QueryError, match=r"at 'SELEC': expected SELECT.*did you mean SELECT"):
        dataset.query("SELEC * {}")
    with pytest.raises(QueryError, match="knows no DEBUG"):
        dataset.query("ASK {}", DEBUG=True)


def test_a_snapshot_does_not_see_later_changes(tmp_path: Path) -> None:
    one, two = article(1), article(2)
    with open_writer(tmp_path / "w", create=True) as writer:
        writer.add([(one, made(one))], NOW)
        with kg.open(tmp_path / "w") as dataset:
            before = len(dataset)
            writer.add([(two, made(two))], NOW)
            assert len(dataset) == before
            with kg.open(tmp_path / "w") as later:
                assert len(later) > before
    with pytest.raises(GraphError, match="was closed"):
        len(dataset)
    dataset.close()


def test_a_large_workspace_is_read_into_memory_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.stores.merged.FEW", 0)
    with open_writer(tmp_path / "w", create=True) as writer:
        writer.add([(article(n), made(article(n))) for n in range(3)], NOW)
    with kg.open(tmp_path / "w", memory=True) as dataset:
        assert not (tmp_path / "w" / "merged").exists()
        found = set(dataset.quads())
        assert len(set(dataset.graphs())) > 3
    with kg.open(tmp_path / "w", memory=False) as dataset:
        (folder,) = (it for it in (tmp_path / "w" / "merged").iterdir() if it.is_dir())
        assert set(dataset.quads()) == found
        tables = [it for it in folder.glob("*.sst") if it.stat().st_size]
        assert 0 < len(tables) <= 14, "compacted: one for each order of the terms, and few besides"


@pytest.mark.parametrize(
    ("many", "free", "on_disk"), [(10**6, 10**9, False), (10**6, 10**5, True), (2, 10**9, True)]
)
def test_a_large_workspace_is_read_into_memory_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, free: int, *, on_disk: bool
) -> None:
    monkeypatch.setattr("kg.stores.merged.FEW", 0)
    monkeypatch.setattr("kg.stores.merged.MANY", many)
    monkeypatch.setattr("kg.stores.merged.free_memory", lambda: free)
    with open_writer(tmp_path / "w", create=True) as writer:
        writer.add([(article(n), made(article(n))) for n in range(3)], NOW)
    with kg.open(tmp_path / "w") as dataset:
        assert (tmp_path / "w" / "merged").exists() is on_disk
        rows = list(dataset.query("SELECT ?m { ?m a dip:Mention }"))
    with kg.open(tmp_path / "w", memory=not on_disk) as dataset:
        assert sorted(dataset.query("SELECT ?m { ?m a dip:Mention }")) == sorted(rows)


def test_free_memory_is_that_of_the_machine_and_of_the_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_memory, "_FREE", tmp_path / "meminfo")
    monkeypatch.setattr(free_memory, "_GROUP", tmp_path)
    assert free_memory.free_memory() > 0  # a share of all
    (tmp_path / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable:   3 kB\n", encoding="ascii")
    assert free_memory.free_memory() == 3072
    (tmp_path / "memory.current").write_text("1000\n", encoding="ascii")
    for limit, expected in (("max\n", 3072), ("1500\n", 500), ("900\n", 0)):
        (tmp_path / "memory.max").write_text(limit, encoding="ascii")
        assert free_memory.free_memory() == expected


def test_a_large_workspace_is_read_from_disk_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.stores.merged.FEW", 0)
    one, two = article(1), article(2)
    with open_writer(tmp_path / "w", create=True) as writer:
        writer.add([(one, made(one))], NOW)
        dataset = kg.open(tmp_path / "w", memory=False)
        folder = next(it for it in (tmp_path / "w" / "merged").iterdir() if it.is_dir())
        writer.add([(two, made(two))], NOW)
        assert len(kg.open(tmp_path / "w", memory=False)) > len(dataset)
        assert folder.exists()  # still read
    del dataset
    gc.collect()
    with open_writer(tmp_path / "w") as writer:
        writer.add([(article(3), made(article(3)))], NOW)
    with kg.open(tmp_path / "w", memory=False):
        assert not folder.exists()


def test_it_says_what_it_is(dataset: Snapshot) -> None:
    assert repr(dataset) == "<Snapshot of a graph>"
    assert "opened for reading" in dataset._repr_html_()
