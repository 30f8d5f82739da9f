"""GraphML, GEXF, DOT and CSV: the same counts come back, the schemas hold, nothing hostile breaks them."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from kg.views import exports
from kg.views.contents import Contents
from kg.views.gather import gather
from tests.views import graphs

SCHEMAS = Path(__file__).parent / "schemas"
CASES: dict[str, Callable[[], graphs.Graph]] = {
    "hostile": graphs.hostile,
    "astral": graphs.astral,
    "five": lambda: graphs.sides(5),
    "empty": graphs.empty,
    "single": graphs.single,
    "many": lambda: graphs.many(300),
}


@pytest.fixture(params=CASES, scope="module")
def contents(request: pytest.FixtureRequest) -> Contents:
    return gather(CASES[request.param]().store)


def test_graphml_round_trip(contents: Contents) -> None:
    data = exports.graphml(contents)
    etree.XMLSchema(etree.parse(SCHEMAS / "graphml.xsd")).assertValid(etree.fromstring(data))
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    same(graph, contents)


def test_gexf_round_trip(contents: Contents) -> None:
    data = exports.gexf(contents)
    etree.XMLSchema(etree.parse(SCHEMAS / "gexf.xsd")).assertValid(etree.fromstring(data))
    graph = nx.read_gexf(io.BytesIO(data))
    same(graph, contents)
    assert b"lastmodifieddate" not in data
    assert b' a="1.0"' not in data


def same(graph: nx.MultiDiGraph, contents: Contents) -> None:
    before = exports.multigraph(contents)
    assert graph.number_of_nodes() == before.number_of_nodes() == len(contents.nodes)
    assert graph.number_of_edges() == before.number_of_edges() == len(contents.statements)
    for iri, attributes in before.nodes(data=True):
        kept = graph.nodes[iri]
        for key in ("label", "kind", "earliest", "meetings"):
            assert " ".join(str(kept[key]).split()) == " ".join(str(attributes[key]).split())
    assert sorted(it["quotes"] for *_, it in graph.edges(data=True)) == sorted(
        it["quotes"] for *_, it in before.edges(data=True)
    )
    scalars = {type(value) for *_, it in before.edges(data=True) for value in it.values()}
    assert scalars <= {str, float, int}


def test_dot_is_read_by_its_grammar(contents: Contents) -> None:
    text = exports.dot(contents)
    assert text.count("->") >= len(contents.statements)
    lines = text.splitlines()
    assert len(lines) == 4 + len(contents.nodes) + len(contents.statements)
    for line in lines[3:-1]:
        bare = line.replace("\\\\", "").replace('\\"', "")
        assert bare.count('"') % 2 == 0
        assert line.endswith("];")


def test_csv_has_a_row_for_each_statement(contents: Contents) -> None:
    rows = list(csv.reader(io.StringIO(exports.table(contents), newline="")))
    assert tuple(rows[0]) == exports.CSV_COLUMNS
    assert len(rows) == 1 + len(contents.statements)
    assert {len(row) for row in rows} == {len(exports.CSV_COLUMNS)}
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@"}]


def test_same_contents_give_same_bytes() -> None:
    first, second = (gather(graphs.sides(5).store) for _ in range(2))
    for write in (exports.graphml, exports.gexf, exports.dot, exports.table):
        assert write(first) == write(second)


def test_command_writes_what_the_extension_says(tmp_path: Path) -> None:
    from kg.cli import run
    from kg.rdf.write import write

    graph = tmp_path / "graph.ttl"
    write(list(graphs.sides(2).store), graph)
    for name in ("x.graphml", "x.gexf", "x.dot", "x.csv", "x.html"):
        assert run(["view", str(graph), "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 500
    assert run(["view", str(graph), "-o", str(tmp_path / "x.doc")]) == 2
    assert run(["view", str(graph), "-o", str(tmp_path / "x.csv"), "--focus", "Nobody"]) == 2
    assert run(["view", str(graph), "-o", str(tmp_path / "no" / "x.csv")]) == 2


def test_empty_graph_writes_a_page_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli import run

    graph = tmp_path / "empty.ttl"
    graph.write_text("", encoding="utf-8")
    assert run(["view", str(graph), "-o", str(tmp_path / "x.html")]) == 0
    assert "No event was found" in capsys.readouterr().err


def test_graphviz_reads_the_dot(tmp_path: Path) -> None:
    import shutil

    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed; the grammar is checked above")
    path = tmp_path / "x.dot"
    path.write_text(exports.dot(gather(graphs.hostile().store)), encoding="utf-8")
    subprocess.run(["dot", "-Tcanon", str(path)], check=True, capture_output=True)
