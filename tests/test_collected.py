"""What a build keeps of its articles until the end is what their quads say together."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.alignment.reading import records
from kg.cli.collected import Collected, Nodes
from kg.rdf.blocks import lines_of
from kg.rdf.terms import in_namespace
from kg.vocab import DIP
from tests.stores.made import article
from tests.stores.made import quads as made

TYPE = in_namespace("rdf", "type")
NODES = [NamedNode(f"http://a.example/{it}") for it in "abc"]
VALUES = [
    *NODES,
    NamedNode(str(DIP.Meeting)),
    Literal("words"),
    Literal(f"says {TYPE} <http://a.example/x>"),
    Literal(f"<http://a.example/a> {TYPE} <http://a.example/x>\n<http://a.example/a> {TYPE} <http://a.example/y> ."),
]  # fmt: skip
quads = st.builds(
    Quad, st.sampled_from(NODES), st.sampled_from([TYPE, NODES[0]]), st.sampled_from(VALUES),
    st.sampled_from([DefaultGraph(), NamedNode("http://a.example/g")]),
)  # fmt: skip


@given(st.lists(st.lists(quads, max_size=8), max_size=4))
@settings(max_examples=200, deadline=None)
def test_nodes_are_counted_by_class(several: list[list[Quad]]) -> None:
    nodes = Nodes()
    for some in several:
        nodes.add(lines_of(some))
    every = {
        (str(it.subject), it.object.value)
        for some in several
        for it in some
        if it.predicate == TYPE and isinstance(it.object, NamedNode)
    }
    assert nodes.kinds() == Counter(kind for _, kind in every)


def test_articles_of_one_text_are_one_graph() -> None:
    first, second = article(1), article(2)
    found = Collected(aligned=True)
    halves = made(first)[::2], made(first)[1::2]
    found.add(first.digest, lines_of(halves[0]))
    found.add(second.digest, lines_of(made(second)))
    found.add(first.digest, lines_of(halves[1]))
    assert found.texts == [lines_of(made(first)), lines_of(made(second))]
    assert sorted(found.records, key=lambda it: it.graph) == records([*made(first), *made(second)])
    assert len(found.records) == 2


def test_records_are_made_for_alignment_only() -> None:
    found = Collected(aligned=False)
    found.add("0", lines_of(made(article(1))))
    assert found.records == []
    assert len(found.texts) == 1
