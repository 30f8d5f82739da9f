"""The merge that Spark leaves is made of lines: what terms would give."""

from __future__ import annotations

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from kg.engines.spark.merging import ABOUT, MERGED, dealt, merge_by
from kg.rdf.aligned import rewriting
from tests.rdf.test_lines import alignments, quads


@given(st.lists(quads, max_size=20, unique=True), alignments)
@settings(max_examples=200, deadline=None)
def test_the_merge_of_lines_is_that_of_quads(some: list[Quad], alignment: list[Quad]) -> None:
    by = rewriting(alignment)
    expected = {Quad(*it.triple, MERGED) for it in by.flat(some)}
    expected |= {Quad(*it.triple, ABOUT) for it in some if isinstance(it.graph_name, DefaultGraph)}
    text = pyoxigraph.serialize(some, format=RdfFormat.N_QUADS) or b""
    merge = merge_by(by)
    lines = [it.decode() for mentions in (False, True) for it in merge.of(text, mentions=mentions)]
    assert len(lines) == len(set(lines))
    assert set(pyoxigraph.parse("\n".join(lines), format=RdfFormat.N_QUADS)) == expected
    assert set(lines) == {str(it) + " ." for it in expected}


@given(st.lists(st.binary(max_size=9), max_size=30), st.integers(1, 5))
def test_equal_lines_are_dealt_to_one_part(some: list[bytes], number: int) -> None:
    lines = [it.replace(b"\n", b"") for it in some]
    parts = [(part, line) for part, text in dealt(lines, number) for line in text.split(b"\n")]
    assert sorted(line for _, line in parts) == sorted(lines)
    assert len({part for part, _ in parts}) <= number
    assert len(set(parts)) == len(set(lines))
