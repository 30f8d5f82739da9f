"""Networks of actors, meetings and issues that can be worked out by hand."""

from __future__ import annotations

import io

import networkx as nx
import pytest

import kg
from kg.views.contents import Contents
from kg.views.gather import gather
from kg.views.networks import NETWORKS, network
from tests.views.test_measures import chain


@pytest.fixture
def contents() -> Contents:
    return gather(chain().store)


def edges(graph: nx.Graph) -> dict[tuple[str, str], tuple[int, str, str]]:
    names = dict(graph.nodes(data="label"))
    return {
        tuple(sorted((names[one], names[other]))): (it["weight"], it["first"], it["last"])  # type: ignore[misc]
        for one, other, it in graph.edges(data=True)
    }


def test_actors_are_tied_by_meetings_that_were_held(contents: Contents) -> None:
    assert edges(network(contents, "actors")) == {
        ("A", "B"): (1, "2020-01-01", "2020-01-01"),
        ("B", "E"): (1, "2020-01-01", "2020-01-01"),  # A and E are of one side; D was only to meet A
        ("B", "C"): (2, "2021-01-01", "2021-01-01"),  # one of the two is undated
    }


def test_actors_and_meetings_are_two_kinds_of_nodes(contents: Contents) -> None:
    graph = network(contents, "actor-meeting")
    kinds = {label: graph.nodes[node]["bipartite"] for node, label in graph.nodes(data="label")}
    assert kinds == {
        "A": 0,
        "B": 0,
        "C": 0,
        "D": 0,
        "E": 0,
        "A and B": 1,
        "B and C": 1,
        "B and C again": 1,
        "A and D": 1,
    }
    assert ("A and D", "D") in edges(graph)
    assert nx.is_bipartite(graph)


def test_actors_and_issues_count_events(contents: Contents) -> None:
    found = {pair: it[0] for pair, it in edges(network(contents, "actor-issue")).items()}
    assert found == {
        ("A", "one"): 1, ("B", "one"): 2, ("C", "one"): 1, ("E", "one"): 1,
        ("A", "two"): 1, ("B", "two"): 2, ("C", "two"): 2, ("D", "two"): 1,
    }  # fmt: skip


@pytest.mark.parametrize("of", NETWORKS)
def test_every_edge_has_evidence_and_can_be_written(of: str) -> None:
    text = "President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024. They discussed fisheries."
    found = kg.extract(text, published="2024-05-04")
    graph = kg.to_networkx(found, of)  # type: ignore[arg-type]
    assert graph.number_of_edges() > 0
    article = next(iter(kg.meetings(found))).evidence[0].article
    for _, _, it in graph.edges(data=True):
        quotes, offsets = it["quotes"].split(" | "), it["offsets"].split(" | ")
        assert len(quotes) == len(offsets) > 0
        for quote, offset in zip(quotes, offsets, strict=True):
            begin, end = map(int, offset.split("-"))
            assert " ".join(text[begin:end].split()) == quote
        if of != "statements":
            assert it["articles"].split(" | ") == [article] * len(quotes)
    out = io.BytesIO()
    nx.write_graphml(graph, out)
    assert b"graphml" in out.getvalue()


def test_another_name_is_refused(contents: Contents) -> None:
    with pytest.raises(kg.KgError, match="no network is called 'people'; there are statements, actors"):
        network(contents, "people")  # type: ignore[arg-type]


def test_no_contents_give_empty_networks() -> None:
    for of in NETWORKS:
        assert network(Contents(), of).number_of_nodes() == 0
