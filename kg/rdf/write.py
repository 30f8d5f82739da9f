"""Quads to files: Turtle and TriG for people, N-Quads and N-Triples for machines, JSON-LD for the web.

The same set of quads gives the same bytes in every format, whatever order it comes in. Turtle and
N-Triples have no graph names: the graphs are merged. TriG, N-Quads and JSON-LD keep them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from rdflib import BNode as RdflibBlank
from rdflib import Dataset, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Identifier

from kg.errors import GraphError
from kg.rdf.jsonld import write_jsonld
from kg.rdf.terms import canonical
from kg.rdf.turtle import write_trig, write_turtle

#: Format by file extension.
FORMATS: dict[str, str] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}


def format_of(name: str | Path, given: str | None = None) -> str:
    """The format: ``given`` (a name, or an extension with or without dot), else by the extension of ``name``.

    Raises ``GraphError`` when neither says which.
    """
    wanted = (given or Path(name).suffix).casefold()
    names = set(FORMATS.values())
    if wanted in names:
        return wanted
    found = FORMATS.get(f".{wanted.removeprefix('.')}")
    if found is None:
        known = ", ".join(sorted(FORMATS))
        asked = f"format {given!r}" if given else f"file name without a known extension: {name}"
        raise GraphError(f"{asked}; use one of {known} or name a format: {', '.join(sorted(names))}")
    return found


def write(
    quads: Iterable[Quad],
    target: str | Path | IO[bytes],
    format: str | None = None,
) -> None:
    """Writes the set of quads to a path (format by extension unless given) or a binary stream (then given).

    A file is written beside its place and moved there when complete, so that a reader never sees half of
    it. Raises ``GraphError`` for an unknown format and for a place that cannot be written.
    """
    if not isinstance(target, (str, Path)):
        _serialize(quads, target, format_of("the output stream", format))
        return
    path = Path(target)
    wanted = format_of(path, format)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            _serialize(quads, stream, wanted)
        beside.replace(path)
    except OSError as error:
        raise GraphError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)


def dumps(quads: Iterable[Quad], format: str = "turtle") -> str:
    """The set of quads as text."""
    stream = BytesIO()
    _serialize(quads, stream, format_of("text", format))
    return stream.getvalue().decode("utf-8")


def _serialize(quads: Iterable[Quad], stream: IO[bytes], wanted: str) -> None:
    distinct = {canonical(quad) for quad in quads}
    if wanted == "nquads":
        _write_lines(distinct, stream, pyoxigraph.RdfFormat.N_QUADS)
    elif wanted == "ntriples":
        _write_lines({Quad(*quad.triple) for quad in distinct}, stream, pyoxigraph.RdfFormat.N_TRIPLES)
    elif wanted == "turtle":
        write_turtle(to_graph(distinct), stream)
    elif wanted == "trig":
        write_trig(to_dataset(distinct), stream)
    else:
        write_jsonld(to_dataset(distinct), stream)


def _write_lines(quads: set[Quad], stream: IO[bytes], wanted: pyoxigraph.RdfFormat) -> None:
    """One statement a line, sorted by bytes; a literal never holds a raw line end."""
    items = [quad.triple for quad in quads] if wanted == pyoxigraph.RdfFormat.N_TRIPLES else quads
    lines = pyoxigraph.serialize(items, format=wanted) or b""
    for line in sorted(lines.split(b"\n")):
        if line:
            stream.write(line + b"\n")


def to_graph(quads: Iterable[Quad]) -> Graph:
    """An rdflib graph of all the quads, graph names dropped."""
    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def to_dataset(quads: Iterable[Quad]) -> Dataset:
    """An rdflib dataset with the graphs of the quads."""
    dataset = Dataset()
    graphs: dict[object, Graph] = {}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            default = isinstance(name, DefaultGraph)
            graphs[name] = dataset.graph(DATASET_DEFAULT_GRAPH_ID if default else _term(name))
        graphs[name].add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return dataset


def _term(term: object) -> Identifier:
    """The same term for rdflib; lexical forms stay as they are."""
    match term:
        case NamedNode():
            return URIRef(term.value)
        case Literal():
            if term.language:
                return RdflibLiteral(term.value, lang=term.language)
            datatype = URIRef(term.datatype.value)
            return RdflibLiteral(term.value, datatype=datatype, normalize=False)
        case BlankNode():
            return RdflibBlank(term.value)
    raise GraphError(f"a term that plain RDF 1.1 does not have: {term}")
