"""Quads of several articles with their alignment, as a file or an answer needs them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg.alignment.align import Alignment, align
from kg.alignment.decisions import NONE, Decisions
from kg.alignment.describe import alignment_quads
from kg.alignment.reading import records
from kg.rdf.aligned import ALIGNMENT, flat
from kg.rdf.together import FLAT


def without_alignment(quads: Iterable[Quad]) -> list[Quad]:
    """The quads outside of the alignment graph."""
    return [quad for quad in quads if quad.graph_name != ALIGNMENT]


def align_quads(quads: Iterable[Quad], decisions: Decisions = NONE) -> tuple[list[Quad], Alignment]:
    """The distinct quads of articles with the alignment graph beside them, made anew where there was one."""
    articles = list(dict.fromkeys(without_alignment(quads)))
    alignment = align(records(articles), decisions)
    return [*articles, *alignment_quads(alignment)], alignment


def for_format(quads: Iterable[Quad], form: str) -> list[Quad]:
    """What a file of this format is to hold of aligned quads.

    Formats with graph names hold the graphs as they are and the alignment graph. Turtle and N-Triples, which
    have one graph, hold the aligned view: nodes replaced, one value where one stands for several articles.
    """
    every = list(quads)
    if form not in FLAT or not any(quad.graph_name == ALIGNMENT for quad in every):
        return every
    return flat(every)
