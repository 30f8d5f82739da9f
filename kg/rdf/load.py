"""Graph files to stores: reading every format, and the one merged view that questions are asked of."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.errors import GraphError
from kg.rdf.aligned import ALIGNMENT, alignment_in, rewriting
from kg.rdf.write import format_of
from kg.resources import ontology_file
from kg.vocab import ISSUE_SCHEME, ONTOLOGY

_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}

#: Where an engine of many machines writes the graph, packed; beside it ``summary.json`` when it is whole.
SHARDS = "nquads"

#: Graphs that hold the ontology and the issue scheme in a merged view.
TERM_GRAPHS = (NamedNode(ONTOLOGY), NamedNode(ISSUE_SCHEME))


def load(
    source: str | Path | IO[bytes],
    format: str | None = None,
) -> Store:
    """An in-memory store with exactly what the file or binary stream holds, graph names kept.

    The format goes by the extension unless given; a stream needs it. Of a folder that ``kg build --engine
    spark`` wrote it is the graph of its shards. Raises ``GraphError`` that names the file and, for a syntax
    error, the line.
    """
    if isinstance(source, (str, Path)) and (shards := sorted(Path(source).glob(f"{SHARDS}/*.nq.gz"))):
        return _of_shards(Path(source), shards)
    name = str(source) if isinstance(source, (str, Path)) else "standard input"
    if isinstance(source, (str, Path)) and Path(source).is_dir():
        raise GraphError(
            f"{name}: is a folder. Give a graph file, a folder that --engine spark wrote, or, by --workspace,"
            " a workspace."
        )
    if isinstance(source, (str, Path)) and not Path(source).exists():
        raise GraphError(f"{name}: no such file. Check the path.")
    wanted = _FORMATS[format_of(name, format)]
    store = Store()
    try:
        data = Path(source).read_bytes() if isinstance(source, (str, Path)) else source.read()
        store.extend(pyoxigraph.parse(data, format=wanted))
    except SyntaxError as error:
        raise GraphError(f"{name}{_place(error)}: {_reason(error)}") from error
    except OSError as error:
        raise GraphError(f"{name}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise GraphError(f"{name}: is not {format_of(name, format)}: {error}") from error
    return store


def _of_shards(folder: Path, shards: Sequence[Path]) -> Store:
    if not (folder / "summary.json").exists():
        raise GraphError(f"{folder}: is not finished; the command that began it goes on where it was")
    store = Store()
    for shard in shards:
        try:
            with gzip.open(shard) as stream:
                store.extend(pyoxigraph.parse(cast("IO[bytes]", stream), format=RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise GraphError(f"{shard}{_place(error)}: {_reason(error)}") from error
        except (OSError, EOFError, zlib.error) as error:
            raise GraphError(f"{shard}: cannot be read: {error}") from error
    return store


def _place(error: SyntaxError) -> str:
    return f", line {error.lineno}, column {error.offset}" if error.lineno else ""


def _reason(error: SyntaxError) -> str:
    """The parser's words without its own account of the place."""
    words = " ".join(str(error.msg).split())
    for lead in ("Parser error at line ", "Parser error between line "):
        if words.startswith(lead):
            return words.split(": ", 1)[-1]
    return words


def union(store: Store, *, align: bool = True, alignment: Sequence[Quad] = ()) -> Store:
    """A new in-memory store whose default graph merges all graphs, the ontology and the issue scheme.

    An alignment graph, in the store or given as ``alignment``, is applied (``kg.rdf.aligned``): nodes are
    replaced in every graph, and where it states a value for several articles the default graph has that one.
    ``align=False`` leaves it out instead. Other named graphs are kept as they are. Needed because an engine's
    own union of graphs repeats a triple that two articles both state, which multiplies rows and counts.
    Costs about 2 µs and 300 bytes a quad. A store that already is such a view comes back unchanged.
    """
    if is_union(store):
        return store
    merged = Store()
    by = rewriting(alignment or alignment_in(store)) if align else None
    kept = [q for q in store if q.graph_name != ALIGNMENT] if alignment or not align else store
    added = alignment if align else ()
    if by is not None and (by.replaced or by.settled):
        named = by.quads(chain(kept, added))
        merged.bulk_extend(quad for quad in named if not isinstance(quad.graph_name, DefaultGraph))
        merged.bulk_extend(by.flat(chain(kept, added)))
    else:
        every = [*kept, *added]
        merged.bulk_extend(quad for quad in every if not isinstance(quad.graph_name, DefaultGraph))
        merged.bulk_extend(Quad(*quad.triple) for quad in every)
    merged.bulk_extend(term_quads())
    merged.bulk_extend(Quad(*quad.triple) for quad in term_quads())
    return merged


def is_union(store: Store) -> bool:
    """Whether the store holds the ontology's graph, which only a merged view does."""
    return store.contains_named_graph(TERM_GRAPHS[0])


@cache
def term_quads() -> tuple[Quad, ...]:
    """The ontology and the issue scheme, each in a graph of its own; read once, the same in each process."""
    found: list[Quad] = []
    for file, graph in zip(("diplokg.ttl", "issues.ttl"), TERM_GRAPHS, strict=True):
        quads = pyoxigraph.parse(path=str(ontology_file(file)), format=RdfFormat.TURTLE)
        stem, known = "term-" + file.partition(".")[0], dict[str, BlankNode]()
        found.extend(_renamed(quad, stem, known, graph) for quad in quads)
    return tuple(found)


def _renamed(quad: Quad, stem: str, known: dict[str, BlankNode], graph: NamedNode) -> Quad:
    """Blank nodes, which the parser names at random, get names by their order that no data graph uses."""
    subject, value = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = known.setdefault(subject.value, BlankNode(f"{stem}-{len(known)}"))
    if isinstance(value, BlankNode):
        value = known.setdefault(value.value, BlankNode(f"{stem}-{len(known)}"))
    return Quad(subject, quad.predicate, value, graph)
