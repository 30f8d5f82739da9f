"""Quads to files: Turtle and TriG for people, N-Quads and N-Triples for machines, JSON-LD for the web.

The same set of quads gives the same bytes in every format, whatever order it comes in. Turtle and
N-Triples have no graph names: the graphs are merged. TriG, N-Quads and JSON-LD keep them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat
from rdflib import BNode as RdflibBlank
from rdflib import Dataset, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Identifier

from kg.errors import GraphError
from kg.rdf.arranged import BlankNodeError
from kg.rdf.blocks import lines_of, nodes, runs, without_graph
from kg.rdf.jsonld import write_jsonld
from kg.rdf.jsonld_text import write_jsonld_text
from kg.rdf.turtle import write_trig, write_turtle
from kg.rdf.turtle_text import write_trig_text, write_turtle_text

_BUFFER = 1 << 20
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
        if given:
            raise GraphError(f"{given!r} is no format of graphs. Use one of {', '.join(sorted(names))}.")
        raise GraphError(f"{name}: its name does not say which format of graphs it has. Use one of {known}.")
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
    wanted = format_of(target, format)
    with whole_file(Path(target)) as stream:
        _serialize(quads, stream, wanted)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which is moved to ``path`` when the context ends without an error.

    A link stays, for what it leads to is written; a device or pipe is written to as it is. Raises
    ``GraphError`` where it cannot be written.
    """
    place = Path(os.path.realpath(path))
    whole = os.path.isfile(place) or not os.path.exists(path)
    beside = place.with_name(f".{place.name}.{os.getpid()}.part") if whole else path
    try:
        with beside.open("wb", buffering=_BUFFER) as stream:
            yield stream
        if whole:
            beside.replace(place)
    except OSError as error:
        raise GraphError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if whole:
            with suppress(OSError):
                beside.unlink()


def dumps(quads: Iterable[Quad], format: str = "turtle") -> str:
    """The set of quads as text."""
    stream = BytesIO()
    _serialize(quads, stream, format_of("text", format))
    return stream.getvalue().decode("utf-8")


def _serialize(quads: Iterable[Quad], stream: IO[bytes], wanted: str) -> None:
    write_texts([lines_of(quads)], stream, wanted)


def write_texts(texts: Iterable[bytes], stream: IO[bytes], wanted: str, expected: int = 0) -> None:
    """Writes sorted lines, as ``lines_of`` gives them, in the format.

    ``expected`` is how many bytes they may have together (``kg.rdf.blocks.nodes``). They are gone through
    twice where there are blank nodes, so they are a list or make an iterator anew.
    """
    if wanted == "nquads":
        for block in runs(texts, expected):
            stream.write(block)
            stream.write(b"\n")
    elif wanted == "ntriples":
        for block in nodes(texts, expected):
            lines = block.decode().split("\n")
            node = lines[0].partition(" ")[0]
            found = {without_graph(line) for line in lines}
            stream.writelines(sorted(f"{node} {what} {value} .\n".encode() for what, value in found))
    else:
        try:
            _QUICK[wanted](nodes(texts, expected), stream)
        except BlankNodeError:
            _by_rdflib(texts, stream, wanted)


_QUICK: dict[str, Callable[[Iterable[bytes], IO[bytes]], None]] = {
    "turtle": write_turtle_text,
    "trig": write_trig_text,
    "jsonld": write_jsonld_text,
}


def _by_rdflib(texts: Iterable[bytes], stream: IO[bytes], wanted: str) -> None:
    """The slow way, which has blank nodes."""
    quads = (it for text in texts for it in pyoxigraph.parse(text, format=RdfFormat.N_QUADS))
    if wanted == "turtle":
        write_turtle(to_graph(quads), stream)
    else:
        (write_trig if wanted == "trig" else write_jsonld)(to_dataset(quads), stream)


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
