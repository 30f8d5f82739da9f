"""Answers as values and as text: a table fit for a terminal, Markdown, and the standard formats."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, QueryResultsFormat, Triple
from pyoxigraph import Literal as Words

from kg.errors import QueryError
from kg.notebook import table, words
from kg.rdf.frames import pandas_frame, polars_frame
from kg.rdf.terms import clean
from kg.rdf.write import dumps
from kg.vocab import PREFIXES, shortened

if TYPE_CHECKING:
    import pandas
    import polars

Term = NamedNode | BlankNode | Words | Triple
RESULT_FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "turtle")
_STANDARD = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "xml": QueryResultsFormat.XML}


@dataclass(frozen=True, slots=True)
class Result:
    """What a query answers: rows of a SELECT, the truth of an ASK, or the triples of a graph.

    A row has a term of pyoxigraph or ``None`` per variable. ``truncated`` says that a limit cut the answer
    short.

    >>> import kg
    >>> found = kg.extract("President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024.")
    >>> answer = kg.query(found, "who-met-whom", {"actor": "Anna Berg"})
    >>> answer.kind, answer.variables[:2], [term.value for term in answer.rows[0][:2]]
    ('table', ('actor', 'other'), ['Anna Berg', 'Kenji Ito'])
    """

    kind: Literal["table", "boolean", "graph"]
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[Triple, ...] = ()
    boolean: bool | None = None
    truncated: bool = False

    def render(
        self,
        format: str = "table",
        width: int | None = None,
    ) -> str:
        """The answer as text with a final line end; ``width`` columns at most for a table, any if ``None``.

        Raises ``QueryError`` for an unknown format and for Turtle of an answer that is no graph.
        """
        if format not in RESULT_FORMATS:
            raise QueryError(f"no result format is called {format!r}; use one of {', '.join(RESULT_FORMATS)}")
        if self.kind == "graph" and format in {"turtle", "json"}:
            return dumps(
                [Quad(*triple) for triple in self.triples], "turtle" if format == "turtle" else "jsonld"
            )
        if format == "turtle":
            raise QueryError("Turtle needs a graph as answer: CONSTRUCT or DESCRIBE")
        if format in {"json", "xml"} or (format in _STANDARD and self.kind != "boolean"):
            return self._standard(format)
        if self.kind == "boolean":
            return "true\n" if self.boolean else "false\n"
        table = self._table()
        cells = [[_cell(term) for term in row] for row in table.rows]
        return (_markdown if format == "markdown" else _aligned)(table.variables, cells, width)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame: a column a variable, numbers, truth values and days as such, IRIs in full.

        A graph is a frame of its triples, an ASK one cell. Needs pandas (extra ``frames``): raises KgError
        without it.
        """
        return pandas_frame(*self._cells())

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame as ``to_pandas`` has it; needs polars (extra ``frames``)."""
        return polars_frame(*self._cells())

    def _cells(self) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]]:
        if self.kind == "boolean":
            return ("answer",), ((Words(bool(self.boolean)),),)
        whole = self._table()
        return whole.variables, whole.rows

    def _repr_html_(self) -> str:
        names, rows = self._cells()
        note = "A limit cut the answer." if self.truncated else "" if rows else "No row."
        return table(names, ([words(_cell(term)) for term in row] for row in rows), note)

    def _table(self) -> Result:
        """A graph as a table of its triples, in order; a table as it is."""
        if self.kind != "graph":
            return self
        rows = tuple(sorted(((t.subject, t.predicate, t.object) for t in self.triples), key=str))
        return Result("table", ("subject", "predicate", "object"), rows)

    def _standard(self, wanted: str) -> str:
        """SPARQL 1.1 JSON by hand, the other formats from it by the library."""
        document = self._table()._json()
        if wanted == "json":
            return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        text = json.dumps(document if wanted != "xml" else without_controls(document))
        parsed = pyoxigraph.parse_query_results(text, format=QueryResultsFormat.JSON)
        stream = BytesIO()
        parsed.serialize(stream, format=_STANDARD[wanted])
        return stream.getvalue().decode("utf-8").rstrip("\n") + "\n"

    def _json(self) -> dict[str, Any]:
        if self.kind == "boolean":
            return {"head": {}, "boolean": bool(self.boolean)}
        bindings = [
            {
                name: json_term(term)
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        return {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}


def json_term(term: Term) -> dict[str, str]:
    """The term as the SPARQL 1.1 JSON format has it; ``QueryError`` for a quoted triple."""
    if isinstance(term, Triple):
        raise QueryError(f"a term that plain RDF 1.1 does not have: {term}")
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def without_controls(value: Any) -> Any:
    """The JSON document with characters that XML 1.0 cannot hold replaced by U+FFFD."""
    if isinstance(value, dict):
        return {key: without_controls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_controls(item) for item in value]
    if isinstance(value, str):
        return "".join(
            char if char in "\t\n\r" or " " <= char < "\ufffe" or char > "\uffff" else "\ufffd"
            for char in value
        )
    return value


def _cell(term: Term | None) -> str:
    """The term in one line without control characters: a prefixed name, or the words of a literal."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return clean(shortened(term.value))
    return clean(term.value if isinstance(term, Words) else str(term))


def _markdown(names: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:  # noqa: ARG001
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += [
        "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row) + " |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _aligned(names: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Columns padded with two spaces between; the widest give way, cut with ``…``, until the line fits."""
    if not names:
        return "\n"
    widths = [max(len(line[column]) for line in (names, *rows)) for column in range(len(names))]
    while width and sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    lines = [names, ["-" * size for size in widths], *rows]
    return "".join(
        "  ".join(_fitted(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


def _fitted(cell: str, size: int) -> str:
    return cell.ljust(size) if len(cell) <= size else cell[: size - 1] + "…"
