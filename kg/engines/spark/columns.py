"""Lines of N-Quads to columns of their terms, many at a time by Arrow: one by one is ten times slower."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat

from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import pyarrow

#: ``datatype`` and ``language`` only of literals, ``graph`` is null for the default graph.
QUAD = (
    "subject string, predicate string, object string, object_kind string, datatype string, language string,"
    " graph string"
)
_NAMES = [it.split(" ")[0] for it in QUAD.split(", ")]
_READ = ("subject", "predicate", "iri", "literal", "language", "datatype", "graph")
#: A line of N-Quads without escapes and blank nodes: subject, predicate, IRI or else literal, its language or
#: datatype, graph.
_PLAIN = re.compile(
    rb'^<([^>]*)> <([^>]*)> (?:<([^>]*)>|"([^"]*)"(?:@([^ ]+)|\^\^<([^>]*)>)?)(?: <([^>]*)>)? \.$',
    re.MULTILINE,
)
#: The terms parted by a character that N-Quads never hold.
_FIELDS = b"\\1\x1f\\2\x1f\\3\x1f\\4\x1f\\5\x1f\\6\x1f\\7"


def in_columns(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """The quads of a column ``lines`` of N-Quads, with the columns of QUAD; for ``mapInArrow``."""
    for batch in batches:
        lines = b"\n".join(it.as_buffer().to_pybytes() for it in batch.column("lines"))
        for table in quads_in(lines):
            yield from table.to_batches()


def quads_in(lines: bytes) -> Iterator[pyarrow.Table]:
    """The quads of some N-Quads: those of plain lines, then all others. Raises what pyoxigraph raises."""
    plain_lines: list[bytes] = []
    others: list[bytes] = []
    for line in lines.split(b"\n"):
        (others if b"\\" in line or b"_:" in line or b"\x1f" in line else plain_lines).append(line)
    text, found = _PLAIN.subn(_FIELDS, b"\n".join(filter(None, plain_lines)))
    if found != text.count(b"\n") + bool(text):
        text, others = b"", [lines]
    if text:
        yield _table(_parted(text))
    rows = [cells(quad) for quad in pyoxigraph.parse(b"\n".join(others), format=RdfFormat.N_QUADS)]
    if rows:
        yield _table(dict(zip(_NAMES, zip(*rows, strict=True), strict=True)))


def _table(of: dict[str, Any]) -> pyarrow.Table:
    import pyarrow

    return pyarrow.table(of, pyarrow.schema([(name, pyarrow.string()) for name in _NAMES]))


def _parted(text: bytes) -> dict[str, Any]:
    """The columns of lines whose terms are parted."""
    import pyarrow
    from pyarrow import compute, csv

    of = csv.read_csv(
        pyarrow.py_buffer(text),
        csv.ReadOptions(use_threads=False, block_size=len(text) + 1, column_names=_READ),
        csv.ParseOptions(delimiter="\x1f", quote_char=False, double_quote=False, ignore_empty_lines=False),
        csv.ConvertOptions(column_types=dict.fromkeys(_READ, pyarrow.string()), strings_can_be_null=False),
    )
    none = pyarrow.scalar(None, pyarrow.string())

    def empty(name: str) -> Any:
        return compute.equal(of[name], "")

    def choose(where: Any, one: Any, other: Any) -> Any:
        return compute.if_else(where, one, other)

    is_literal, plain = empty("iri"), empty("datatype")
    tagged = compute.invert(empty("language"))
    datatype = choose(
        tagged, f"{PREFIXES['rdf']}langString", choose(plain, f"{PREFIXES['xsd']}string", of["datatype"])
    )
    return {
        "subject": of["subject"],
        "predicate": of["predicate"],
        "object": choose(is_literal, of["literal"], of["iri"]),
        "object_kind": choose(is_literal, "literal", "iri"),
        "datatype": choose(is_literal, datatype, none),
        "language": choose(tagged, of["language"], none),
        "graph": choose(empty("graph"), none, of["graph"]),
    }


def cells(quad: Quad) -> tuple[str | None, ...]:
    """The row of a quad."""
    graph = None if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
    subject = getattr(quad.subject, "value", str(quad.subject))
    value = quad.object
    if isinstance(value, Literal):
        kind = ("literal", value.datatype.value, value.language)
        return subject, quad.predicate.value, value.value, *kind, graph
    return subject, quad.predicate.value, getattr(value, "value", str(value)), "iri", None, None, graph
