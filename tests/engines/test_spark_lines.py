"""The merge that Spark leaves is made of lines: what terms would give."""

from __future__ import annotations

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from kg.engines.spark.tables import _ABOUT, _MERGED, _in, _in_one_graph
from kg.rdf.aligned import rewriting
from kg.rdf.lines import line_rewriting
from tests.rdf.test_lines import alignments, quads


@given(st.lists(quads, max_size=20, unique=True), alignments)
@settings(max_examples=200, deadline=None)
def test_the_merge_of_lines_is_that_of_quads(some: list[Quad], alignment: list[Quad]) -> None:
    by = rewriting(alignment)
    expected = {_in(it.triple, _MERGED) for it in by.flat(some)}
    expected |= {_in(it.triple, _ABOUT) for it in some if isinstance(it.graph_name, DefaultGraph)}
    text = (pyoxigraph.serialize(some, format=RdfFormat.N_QUADS) or b"").decode()
    both = [_in_one_graph(text, line_rewriting(by), mentions) for mentions in (False, True)]
    lines = [line for texts in both for (told,) in texts for line in told.split("\n")]
    assert len(lines) == len(set(lines))
    assert set(pyoxigraph.parse("\n".join(lines), format=RdfFormat.N_QUADS)) == expected
    assert set(lines) == {str(it) + " ." for it in expected}
