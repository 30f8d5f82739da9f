"""Lines of N-Quads to columns of their terms, many at a time by Arrow: one by one is ten times slower."""

from __future__ import annotations

import warnings
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
#: A line of N-Quads without escapes and blank nodes: subject, predicate, IRI or else literal, its language or
#: datatype, graph; what is not there is empty. In the syntax of RE2.
_PLAIN = (
    r"^<(?P<subject>[^>\\]*)> <(?P<predicate>[^>\\]*)> (?:<(?P<iri>[^>\\]*)>"
    r'|"(?P<literal>[^"\\]*)"(?:@(?P<language>[^ ]+)|\^\^<(?P<datatype>[^>\\]*)>)?)'
    r"(?: <(?P<graph>[^>\\]*)>)? \.$"
)


def in_columns(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """The quads of a column ``lines`` of N-Quads, with the columns of QUAD; for ``mapInArrow``.

    Those of plain lines come first, then all others. Raises what pyoxigraph raises.
    """
    import pyarrow
    from pyarrow import compute

    schema = pyarrow.schema([(name, pyarrow.string()) for name in _NAMES])
    for batch in batches:
        lines = compute.list_flatten(compute.split_pattern(batch.column("lines"), "\n"))
        of = compute.extract_regex(lines, _PLAIN)
        yield pyarrow.record_batch(_terms(of.drop_null()), schema)
        others = "\n".join(lines.filter(of.is_null()).to_pylist())
        rows = [cells(quad) for quad in pyoxigraph.parse(others.encode("utf-8"), format=RdfFormat.N_QUADS)]
        if rows:
            yield pyarrow.record_batch(
                [pyarrow.array(it, pyarrow.string()) for it in zip(*rows, strict=True)], schema
            )


def _terms(of: pyarrow.StructArray) -> list[Any]:
    """The columns of QUAD of lines parted by ``_PLAIN``."""
    import pyarrow
    from pyarrow import compute

    def empty(name: str) -> Any:
        return compute.equal(of.field(name), "")

    choose, none = compute.if_else, pyarrow.scalar(None, pyarrow.string())
    is_literal, tagged = empty("iri"), compute.invert(empty("language"))
    untagged = choose(empty("datatype"), f"{PREFIXES['xsd']}string", of.field("datatype"))
    return [
        of.field("subject"),
        of.field("predicate"),
        choose(is_literal, of.field("literal"), of.field("iri")),
        choose(is_literal, "literal", "iri"),
        choose(is_literal, choose(tagged, f"{PREFIXES['rdf']}langString", untagged), none),
        choose(tagged, of.field("language"), none),
        choose(empty("graph"), none, of.field("graph")),
    ]


def line_of(quad: Quad) -> bytes:
    """The quad as a line of N-Quads, without its end."""
    return (pyoxigraph.serialize([quad], format=RdfFormat.N_QUADS) or b"").rstrip(b"\n")


def without_warning() -> None:
    """Keep ``mapInArrow`` from warning of pandas, which is not used here."""
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")


def cells(quad: Quad) -> tuple[str | None, ...]:
    """The row of a quad."""
    graph = None if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
    subject = getattr(quad.subject, "value", str(quad.subject))
    value = quad.object
    if isinstance(value, Literal):
        kind = ("literal", value.datatype.value, value.language)
        return subject, quad.predicate.value, value.value, *kind, graph
    return subject, quad.predicate.value, getattr(value, "value", str(value)), "iri", None, None, graph
