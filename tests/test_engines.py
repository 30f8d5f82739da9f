"""Two RDF engines, rdflib and Oxigraph, read the same from the examples' graphs and give the same answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from rdflib import Graph

import kg
from benchmarks.stores.everywhere import InRdflib
from kg.built import Built
from kg.pipeline import build
from kg.rdf.load import union
from kg.rdf.query import question_of, questions, run
from kg.rdf.terms import value_of
from kg.rdf.write import dumps
from kg.sources.read import Given, read_each
from kg.stores.proof import answer_differences
from tests.stores.thousand import articles

OF_SEVERAL_ARTICLES = {"disagreements", "same-event"}  # the examples share nothing: see tests/alignment
SELECTS = [
    question.name
    for question in questions()
    if "CONSTRUCT" not in question.text and question.name not in OF_SEVERAL_ARTICLES
]
EXAMPLES = sorted(path.stem for path in (Path(__file__).parents[1] / "examples").glob("*.txt"))
RDFLIB_FORMATS = {"turtle": "turtle", "ntriples": "nt"}
QUAD_FORMATS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}

Term = tuple[str, str, str]
Triple = tuple[Term, Term, Term]


@pytest.fixture(scope="module")
def built(root: Path) -> dict[str, tuple[Quad, ...]]:
    """The quads of each example, dated where its publication is known."""
    items = read_each([root / "examples" / "examples.jsonl"], Given())
    return {result.article.id: result.quads for result in build(items) if isinstance(result, Built)}


@pytest.fixture(scope="module")
def quads(built: dict[str, tuple[Quad, ...]]) -> list[Quad]:
    """The statements of all examples."""
    return list(dict.fromkeys(quad for name in sorted(built) for quad in built[name]))


@pytest.fixture(scope="module")
def turtle(quads: list[Quad]) -> str:
    return dumps(quads, "turtle")


@pytest.fixture(scope="module")
def view(quads: list[Quad]) -> Store:
    """What Oxigraph asks: the statements of all graphs as one, with the ontology."""
    store = Store()
    store.extend(quads)
    return union(store)


@pytest.fixture(scope="module")
def graph(view: Store) -> Graph:
    """The same for rdflib, read by rdflib's own parser."""
    lines = pyoxigraph.serialize(
        (q.triple for q in view.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())),
        format=RdfFormat.N_TRIPLES,
    )
    return Graph().parse(data=lines, format="nt")


def in_oxigraph(data: str, form: RdfFormat = RdfFormat.TURTLE) -> list[Triple]:
    """The triples that Oxigraph's parser finds, sorted."""
    return sorted(tuple(_ours(term) for term in quad.triple) for quad in pyoxigraph.parse(data, format=form))  # type: ignore[misc]


def in_rdflib(data: str, form: str = "turtle") -> list[Triple]:
    """The triples that rdflib's parser finds, sorted."""
    return sorted(tuple(_theirs(term) for term in triple) for triple in Graph().parse(data=data, format=form))  # type: ignore[misc]


def _ours(term: object) -> Term:
    if isinstance(term, NamedNode):
        return (term.value, "", "")
    assert isinstance(term, Literal), f"not plain RDF without blank nodes: {term}"
    return (term.value, term.language or "", "" if term.language else term.datatype.value)


def _theirs(term: object) -> Term:
    if isinstance(term, rdflib.URIRef):
        return (str(term), "", "")
    assert isinstance(term, rdflib.Literal), f"not plain RDF without blank nodes: {term}"
    kind = "" if term.language else str(term.datatype or rdflib.XSD.string)
    return (str(term), term.language or "", kind)


# Reading


def test_all_examples_are_built(built: dict[str, tuple[Quad, ...]]) -> None:
    assert sorted(built) == EXAMPLES
    assert len(EXAMPLES) == 13


@pytest.mark.parametrize("name", EXAMPLES)
def test_both_engines_read_the_same_turtle(built: dict[str, tuple[Quad, ...]], name: str) -> None:
    data = dumps(built[name], "turtle")
    ours, theirs = in_oxigraph(data), in_rdflib(data)
    assert len(ours) == len(theirs) == len({quad.triple for quad in built[name]})
    assert ours == theirs


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_both_engines_read_the_same_union(quads: list[Quad], form: str) -> None:
    data = dumps(quads, form)
    ours = in_oxigraph(data, RdfFormat.TURTLE if form == "turtle" else RdfFormat.N_TRIPLES)
    assert len(ours) == len({quad.triple for quad in quads})
    assert ours == in_rdflib(data, RDFLIB_FORMATS[form])


@pytest.mark.parametrize("form", QUAD_FORMATS)
def test_formats_with_graphs_hold_every_quad(quads: list[Quad], form: str) -> None:
    read = list(pyoxigraph.parse(dumps(quads, form), format=QUAD_FORMATS[form]))
    assert len(read) == len(set(read)) == len(set(quads))
    assert set(read) == set(quads)
    named = {quad.graph_name for quad in read} - {pyoxigraph.DefaultGraph()}
    assert len(named) == len(EXAMPLES)


def test_rdflib_reads_the_graphs_too(built: dict[str, tuple[Quad, ...]]) -> None:
    chosen = [*built["seed-article"], *built["everest-permit-fees"]]
    dataset = rdflib.Dataset()
    dataset.parse(data=dumps(chosen, "trig"), format="trig")
    assert len(list(dataset.quads((None, None, None, None)))) == len(set(chosen))


def test_a_person_can_read_it(turtle: str) -> None:
    lines = turtle.splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert lines[: len(prefixes)] == prefixes, "prefixes come first"
    sections = [line for line in lines if line.startswith("# --- ")]
    assert sections[0] == "# --- Articles"
    assert sections[-1] == "# --- Mentions"
    body = [line for line in lines if line and not line.startswith(("@prefix", "#"))]
    full = [line for line in body if "<https://w3id.org/diplokg/" in re.sub(r'"(?:[^"\\]|\\.)*"', "", line)]
    assert all("<https://w3id.org/diplokg/issue>" in line for line in full), full[:3]
    subjects = [line.split()[0] for line in body if not line.startswith(" ")]
    assert len(subjects) == len(set(subjects)), "one block for each node"


# Asking


def answers(view: Store, text: str) -> list[tuple[str | None, ...]]:
    return [tuple(map(plain, row)) for row in run(view, text).rows]


def plain(term: object) -> str | None:
    """A term as text that does not depend on the engine: ``0.90`` and ``0.9`` are one number."""
    if term is None:
        return None
    if isinstance(term, Literal | rdflib.Literal):
        words = term.value if isinstance(term, Literal) else str(term)
        number = re.fullmatch(r"(\d+)\.(\d*?)0*", words)
        return f"{number[1]}.{number[2]}".rstrip(".") if number else f"{words}@{term.language or ''}"
    return value_of(term)


def test_there_are_questions() -> None:
    assert len(SELECTS) >= 13


@pytest.mark.parametrize("name", SELECTS)
def test_both_engines_give_the_same_answers_on_all_examples(view: Store, graph: Graph, name: str) -> None:
    text = question_of(name).text
    ours, theirs = answers(view, text), in_turn(graph, text)
    assert ours, "a question that nothing answers compares nothing"
    assert ours == theirs


def test_both_engines_agree_where_evidence_or_answers_are_missing() -> None:
    """Of articles whose participations nothing evidences and that leave a third of the questions without an answer."""
    store = Store()
    store.extend(quad for _, found in articles(6) for quad in found)
    view = union(store)
    names = [question.name for question in questions()]
    assert sum(not answers(view, question_of(name).text) for name in names) >= 8
    assert any(row[-1] is None for row in answers(view, question_of("who-in-what-capacity").text))
    assert dict(answer_differences(view, InRdflib(view, 60), names)) == {name: [] for name in names}
    assert len(names) == 31


def test_both_engines_draw_the_same_graph_of_all_examples(view: Store) -> None:
    assert len(run(view, "web-annotations").triples) > 10_000
    assert dict(answer_differences(view, InRdflib(view, 60), ["web-annotations"])) == {"web-annotations": []}


@pytest.mark.parametrize("name", SELECTS)
def test_the_order_of_answers_is_total(name: str) -> None:
    lines = question_of(name).text.splitlines()
    (select,) = (line for line in lines if line.startswith("SELECT"))
    (order,) = (line for line in lines if line.startswith("ORDER BY"))
    uncounted = re.sub(r"\(COUNT.*?AS \?\w+\)", "", select)
    plain_columns = re.sub(r"\(\w+\(.*? AS (\?\w+)\)", r"\1", uncounted)
    assert set(re.findall(r"\?\w+", plain_columns)) <= set(re.findall(r"\?\w+", order))


def in_turn(graph: Graph, text: str) -> list[tuple[str | None, ...]]:
    """The rows that rdflib answers, in its order."""
    rows: Any = graph.query(text)
    return [tuple(map(plain, row)) for row in rows]


def test_kg_build_gives_the_same_statements(root: Path, quads: list[Quad]) -> None:
    assert set(kg.build(root / "examples" / "examples.jsonl")) == set(quads)
