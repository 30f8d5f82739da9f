"""Loading into real stores by both protocols, and the same answers there as embedded."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, Store
from SPARQLWrapper import JSON, SPARQLWrapper

from kg.cli import run as command
from kg.errors import StoreError
from kg.rdf.aligned import ALIGNMENT, REPLACED_BY
from kg.rdf.query import questions, run
from kg.rdf.terms import node
from kg.stores.bulk import write_bulk
from kg.stores.http import Client, connected
from kg.stores.loading import Graph, graphs_of, load_graphs, target_of
from kg.stores.merged import fill
from kg.stores.proof import answer_differences, count_differences, values
from kg.stores.remote import MERGED_GRAPH, Remote
from kg.stores.writer import open_writer
from kg.vocab import DIP, PREFIXES
from tests.stores.servers import oxigraph, virtuoso
from tests.stores.thousand import VERSIONS, articles

ARTICLES = 1000
WAYS = [("oxigraph", "gsp"), ("oxigraph", "update"), ("virtuoso", "gsp"), ("virtuoso", "update")]


NARROWED: list[tuple[str, dict[str, str]]] = [
    ("process-history", {"issue": "relations"}),
    ("process-history", {"issue": "economy"}),
    ("process-history", {"issue": "water"}),
    ("issue-timeline", {"issue": "security"}),
    ("issue-rollup", {"issue": "security"}),
    ("meetings-timeline", {"issue": "security"}),
    ("statements-with-stance", {"issue": "security"}),
    ("requests-and-answers", {"issue": "security"}),
    ("dyads", {"issue": "security"}),
    ("dyads", {"party": "Egypt"}),
    ("evidence", {"label": "Egypt"}),
    ("go-betweens", {"first": "Ethiopia", "second": "Sudan"}),
]


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thousand") / "workspace"
    with open_writer(folder, create=True) as writer:
        writer.add(articles(ARTICLES), VERSIONS)
    return folder


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The graph of all examples, with a graph for each article."""
    path = tmp_path_factory.mktemp("examples") / "examples.nq"
    assert command(["build", str(root / "examples"), "-o", str(path), "--quiet"]) == 0
    return path


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with (
        oxigraph(tmp_path_factory.mktemp("oxigraph")) as one,
        virtuoso(tmp_path_factory.mktemp("virtuoso")) as (
            other,
            _,
        ),
    ):
        yield {"oxigraph": one, "virtuoso": other}


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")


@pytest.mark.parametrize(("store", "by"), WAYS)
def test_examples_answer_every_question_alike(
    addresses: dict[str, str], examples: Path, store: str, by: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = addresses[store]
    assert command(["load", str(examples), "--to", url, "--by", by, "--replace"]) == 0
    assert "11 of 11 questions have the same answers" in capsys.readouterr().err
    from kg.rdf.load import load, union

    view = union(load(examples))
    with connected(url) as client:
        remote = Remote(client, target_of(client, url).query)
        assert remote.graphs == (MERGED_GRAPH,)
        names = [question.name for question in questions()]
        found = dict(answer_differences(view, remote, names))
        assert found == {name: [] for name in names}
        assert len(found) == 31
        for name, params in NARROWED:
            ours = values(run(view, name, params))
            assert ours, name
            assert values(run(remote, name, params)) == ours, (name, params)


@pytest.mark.parametrize(("store", "by"), WAYS[:2])
def test_a_thousand_articles(addresses: dict[str, str], thousand: Path, store: str, by: str) -> None:
    assert (
        command(["load", "-w", str(thousand), "--to", addresses[store], "--by", by, "--replace", "--quiet"])
        == 0
    )


class Flaky(Client):
    """A client that loses the connection before a given request."""

    def __init__(self, client: Client, fails_at: int) -> None:
        self.inner, self.left = client, fails_at

    def send(self, method, url, **rest):  # type: ignore[no-untyped-def]
        if method == "POST":
            self.left -= 1
            if self.left < 0:
                raise StoreError("gone")
        return self.inner.send(method, url, **rest)


def test_an_interrupted_load_is_finished_and_adds_nothing_twice(examples: Path, tmp_path: Path) -> None:
    from kg.rdf.load import load

    with oxigraph(tmp_path) as url, connected(url) as client:
        target = target_of(client, url)
        graphs = graphs_of(load(examples), None)
        with pytest.raises(StoreError, match="gone"):
            list(load_graphs(Flaky(client, 5), target, graphs))
        done = [it.done for it in load_graphs(client, target, graphs)]
        assert done.count("there") == 5
        assert done.count("loaded") == len(graphs) - 5
        assert {it.done for it in load_graphs(client, target, graphs)} == {"there"}
        from kg.stores.loading import counts

        there = counts(client, target)
        assert list(count_differences(graphs, there)) == []
        assert "0 there" in next(iter(count_differences([Graph("urn:x", 3, tuple)], there)))


def test_differences_are_listed_and_the_exit_code_says_so(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with oxigraph(tmp_path) as url:
        assert command(["load", str(examples), "--to", url, "--quiet"]) == 0
        with connected(url) as client:
            text = (
                "PREFIX dip: <https://w3id.org/diplokg/ns#> DELETE { GRAPH ?g { ?m dip:status ?s } }"
                f" WHERE {{ GRAPH ?g {{ ?m dip:status ?s }} FILTER(?g = <{MERGED_GRAPH}>) }}"
            )
            client.send(
                "POST",
                url + "/update",
                content=text.encode(),
                headers={"Content-Type": "application/sparql-update"},
            )
        capsys.readouterr()
        assert command(["load", str(examples), "--to", url, "--quiet", "--dry-run"]) == 0
        assert command(["load", str(examples), "--to", url, "--quiet"]) == 0, "it mends what was missing"


def test_the_password_is_in_no_message(
    addresses: dict[str, str],
    examples: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_STORE_PASSWORD", "s3cret-word")
    url = addresses["virtuoso"]
    assert command(["load", str(examples), "--to", url, "--replace"]) == 2
    assert command(["load", str(examples), "--to", url.replace("//", "//dba:s3cret-word@")]) == 2
    said = capsys.readouterr()
    assert "401" in said.err
    assert "KG_STORE_USER" in said.err
    assert "s3cret-word" not in said.err + said.out


def test_sparqlwrapper_gets_the_same_rows(addresses: dict[str, str], examples: Path) -> None:
    assert command(["load", str(examples), "--to", addresses["oxigraph"], "--replace", "--quiet"]) == 0
    wrapper = SPARQLWrapper(addresses["oxigraph"] + "/query")
    wrapper.addDefaultGraph(MERGED_GRAPH)
    wrapper.setQuery("SELECT (COUNT(?m) AS ?n) { ?m a <https://w3id.org/diplokg/ns#Meeting> }")
    wrapper.setReturnFormat(JSON)
    answer: dict = wrapper.queryAndConvert()  # type: ignore[assignment]
    from kg.rdf.load import load

    ours = run(load(examples), "SELECT (COUNT(?m) AS ?n) { ?m a dip:Meeting }")
    assert answer["results"]["bindings"][0]["n"]["value"] == ours.rows[0][0].value  # type: ignore[union-attr]


def test_bulk_files_are_sorted_sharded_and_load_into_virtuoso(examples: Path, tmp_path: Path) -> None:
    from kg.rdf.load import load, union

    store = load(examples)
    graphs = graphs_of(store, union(store))
    folder = tmp_path / "bulk"
    written = write_bulk(graphs, folder, "virtuoso", lines=5000)
    shards = written[:-1]
    assert len(shards) > 5
    assert write_bulk(graphs, tmp_path / "again", "virtuoso", lines=5000)
    for shard in shards:
        assert shard.read_bytes() == (tmp_path / "again" / shard.name).read_bytes()
    home = tmp_path / "virtuoso"
    home.mkdir()
    with virtuoso(home) as (url, sql):
        script = written[-1].read_text().replace("127.0.0.1:1111", f"127.0.0.1:{sql}")
        done = subprocess.run(
            ["sh", "-c", script],
            capture_output=True,
            text=True,
            env={"PASSWORD": "dba", "PATH": "/usr/bin:/bin"},
        )
        assert done.returncode == 0, done.stderr
        with connected(url) as client:
            target = target_of(client, url)
            from kg.stores.loading import counts

            assert list(count_differences(graphs, counts(client, target))) == []


def test_a_third_parser_reads_what_we_write(examples: Path, tmp_path: Path) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("needs rapper, Debian's raptor2-utils")
    from kg.rdf.load import load
    from kg.rdf.write import write

    quads = list(load(examples))
    expected = {quad.triple for quad in quads}
    for form in ("turtle", "ntriples"):
        path = tmp_path / f"graph.{form}"
        write(quads, path, form)
        done = subprocess.run(
            ["rapper", "-q", "-i", form, "-o", "ntriples", str(path)], capture_output=True, check=True
        )
        assert {q.triple for q in pyoxigraph.parse(done.stdout, format=RdfFormat.N_TRIPLES)} == expected
    done = subprocess.run(
        ["rapper", "-c", "-i", "nquads", str(examples)], capture_output=True, text=True, check=True
    )
    assert f"returned {len(quads)} " in done.stderr


@pytest.mark.parametrize("aligned", [False, True])
def test_the_view_on_disk_is_the_union(examples: Path, tmp_path: Path, *, aligned: bool) -> None:
    from kg.rdf.load import load, union

    store = load(examples)
    of_type = store.quads_for_pattern(None, node(PREFIXES["rdf"] + "type"), node(str(DIP.Meeting)), None)
    old, new = sorted({str(quad.subject)[1:-1] for quad in of_type})[:2]
    status = Quad(node(new), node(str(DIP.status)), Literal("held"), ALIGNMENT)
    alignment = [Quad(node(old), REPLACED_BY, node(new), ALIGNMENT), status] if aligned else []
    lines = examples.read_bytes().splitlines()
    view = Store(str(tmp_path / "view"))
    fill(view, [b"\n".join(lines[:1000]), b"\n".join(lines[1000:])], alignment)
    whole = union(store, alignment=alignment)
    assert set(view) == set(whole)
    assert values(run(view, "dyads")) == values(run(whole, "dyads"))
    assert any(isinstance(q.graph_name, DefaultGraph) for q in view)
    assert any(q.subject == node(old) for q in view if q.predicate != REPLACED_BY) is not aligned
