"""Quads as lines: told apart as a parser tells them, rewritten as quads are."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from kg.built import Built
from kg.model import Article
from kg.rdf import blocks
from kg.rdf.aligned import ALIGNMENT, REPLACED_BY, rewriting
from kg.rdf.lines import LineStream, line_rewriting, parts
from kg.vocab import DIP, PREFIXES

WORDS = (
    "plain", "two words", 'a "quoted" one', "ends in <http://a.example/b>", "<http://a.example/b> .", "_:b0",
    "tab\there", "line\nbreak\r\n", "\u2028", "\u0085", "\x0b\x0c\x1c", "back\\slash \\", "\U0001f54a", " ", "", ' .',
    '" <http://a.example/g> .',
)  # fmt: skip
NODES = [NamedNode(f"http://a.example/{it}") for it in ("a", "b", "c", "é", "g")]
LITERALS = [
    literal
    for words in WORDS
    for literal in (
        Literal(words),
        Literal(words, language="en"),
        Literal(words, datatype=NamedNode("http://a.example/type")),
    )
]
PROPERTIES = [
    NamedNode(it)
    for it in ("http://a.example/p", str(DIP.status), str(DIP.judges), PREFIXES["rdfs"] + "label")
]
GRAPHS = [DefaultGraph(), *(NamedNode(f"http://a.example/{it}") for it in ("g", "h"))]
quads = st.builds(
    Quad, st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from([*NODES, *LITERALS]),
    st.sampled_from(GRAPHS),
)  # fmt: skip
alignments = st.lists(
    st.one_of(
        st.builds(
            lambda a, b: Quad(a, REPLACED_BY, b, ALIGNMENT), st.sampled_from(NODES), st.sampled_from(NODES)
        ),
        st.builds(
            lambda a: Quad(a, NamedNode(str(DIP.status)), Literal("held"), ALIGNMENT), st.sampled_from(NODES)
        ),
    ),
    max_size=4,
)


def lines_of(of: list[Quad]) -> list[bytes]:
    return (pyoxigraph.serialize(of, format=RdfFormat.N_QUADS) or b"").split(b"\n")[:-1]


@pytest.mark.parametrize("value", [*NODES, *LITERALS], ids=ascii)
@pytest.mark.parametrize("graph", GRAPHS, ids=str)
def test_every_term_stands_by_itself(value: NamedNode | Literal, graph: NamedNode | DefaultGraph) -> None:
    (line,) = lines_of([Quad(NODES[3], PROPERTIES[0], value, graph)])
    named = str(graph).encode() if isinstance(graph, NamedNode) else b""
    assert parts(line) == (str(NODES[3]).encode(), str(PROPERTIES[0]).encode(), parts(line)[2], named)
    again = pyoxigraph.parse(b"<a:b> <a:c> %b ." % parts(line)[2], format=RdfFormat.N_QUADS)
    assert [quad.object for quad in again] == [value]


@given(st.lists(quads, max_size=20, unique=True), alignments)
@settings(max_examples=300, deadline=None)
def test_lines_are_rewritten_as_quads_are(some: list[Quad], alignment: list[Quad]) -> None:
    by = rewriting(alignment)
    every = [*some, *alignment]
    expected = {q for q in by.quads(every) if not isinstance(q.graph_name, DefaultGraph)} | {*by.flat(every)}
    found = line_rewriting(by).view(lines_of(every))
    assert {*pyoxigraph.parse(b"\n".join(found), format=RdfFormat.N_QUADS)} == expected
    flat = line_rewriting(by).flat(lines_of(every))
    assert {*pyoxigraph.parse(b"\n".join(flat), format=RdfFormat.N_QUADS)} == {*by.flat(every)}


@given(st.lists(st.lists(quads, max_size=8, unique=True), max_size=4))
@settings(max_examples=200, deadline=None)
def test_texts_are_united_as_their_quads_are(several: list[list[Quad]]) -> None:
    every = [quad for some in several for quad in some]
    assert blocks.united(map(blocks.lines_of, several)) == blocks.lines_of(every)


@given(st.lists(quads, max_size=12, unique=True))
@settings(max_examples=200, deadline=None)
def test_what_was_built_is_the_same_as_quads_and_as_text(some: list[Quad]) -> None:
    article = Article("a", "words")
    drawn = Built(article, tuple(some))
    sent = Built(article, text=drawn.text)
    assert drawn.statements == sent.statements == len(some)
    assert drawn.lines == sent.lines == blocks.lines_of(some)
    assert sent.quads == tuple(some)
    assert drawn == sent == drawn.as_text()
    assert hash(drawn) == hash(sent)
    assert drawn != Built(Article("b", "words"), tuple(some))
    assert repr(sent) == f"Built('a', {len(some)} statements)"


@given(st.lists(st.binary(min_size=1, max_size=9), max_size=9), st.integers(1, 30), st.integers(1, 30))
def test_a_stream_gives_each_line_once(lines: list[bytes], buffer: int, size: int) -> None:
    stream = io.BufferedReader(LineStream(lines), buffer)
    found = b""
    while some := stream.read(size):
        found += some
    assert found == b"".join(line + b"\n" for line in lines)


def test_the_terms_are_the_same_in_each_process() -> None:
    """What is made of them on disk is found again."""
    code = "from kg.rdf.load import term_quads; print(hash(tuple(map(str, term_quads()))))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for _ in range(2)
    }
    assert len(said) == 1
