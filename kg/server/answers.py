"""Answers of the engine as chunks of bytes in the standard formats, with a limit on rows.

SPARQL 1.1 Query Results JSON, CSV and TSV Formats; SPARQL Query Results XML Format (Second Edition).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat

from kg.rdf.results import json_term, without_controls
from kg.vocab import PREFIXES

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES = "text/turtle", "application/n-triples"
RDFXML, JSONLD = "application/rdf+xml", "application/ld+json"
TABLES = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, NTRIPLES, RDFXML, JSONLD)
_STREAMED = {TURTLE: RdfFormat.TURTLE, NTRIPLES: RdfFormat.N_TRIPLES}
_WHOLE = {RDFXML: RdfFormat.RDF_XML, JSONLD: RdfFormat.JSON_LD}
_PORTION = 2000


class TooManyRowsError(Exception):
    """The answer has more rows or triples than allowed."""


def chunks(found: QuerySolutions | QueryBoolean | QueryTriples, media: str, most: int) -> Iterator[bytes]:
    """The answer in this media type, piece by piece; raises ``TooManyRowsError`` once it gets too long."""
    if isinstance(found, QueryBoolean):
        return iter([_boolean(bool(found), media)])
    if isinstance(found, QueryTriples):
        return _graph(_counted(found, most), media)
    names = [variable.value for variable in found.variables]
    rows = ([row[name] for name in names] for row in _counted(found, most))
    return {JSON: _json, XML: _xml, CSV: _csv, TSV: _tsv}[media](names, rows)


def _counted(items: Iterable[Any], most: int) -> Iterator[Any]:
    for number, item in enumerate(items):
        if number >= most:
            raise TooManyRowsError
        yield item


def _boolean(true: bool, media: str) -> bytes:
    word = str(true).lower()
    if media == JSON:
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if media == XML:
        return f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>".encode()
    return f"{word}\n".encode()


def _graph(triples: Iterable[Any], media: str) -> Iterator[bytes]:
    prefixes = PREFIXES if media == TURTLE else None
    if media in _WHOLE:
        yield pyoxigraph.serialize(list(triples), format=_WHOLE[media], prefixes=PREFIXES) or b""
        return
    waiting = iter(triples)
    portion = list(islice(waiting, _PORTION))
    while True:
        yield pyoxigraph.serialize(portion, format=_STREAMED[media], prefixes=prefixes) or b""
        portion = list(islice(waiting, _PORTION))
        if not portion:
            return


def _json(names: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    yield b'{"head":{"vars":%b},"results":{"bindings":[' % json.dumps(names).encode()
    comma = b""
    for row in rows:
        terms = {name: json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield comma + json.dumps(terms, ensure_ascii=False).encode()
        comma = b",\n"
    yield b"]}}"


def _csv(names: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(
            ["" if it is None else str(it) if isinstance(it, BlankNode) else it.value for it in row]
        )
        yield stream.getvalue().encode()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue().encode()


def _tsv(names: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    yield ("\t".join(f"?{name}" for name in names) + "\n").encode()
    for row in rows:
        cells = ("" if it is None else str(it).replace("\t", "\\t") for it in row)
        yield ("\t".join(cells) + "\n").encode()


_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(names: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    yield f"{_XML_HEAD}<head>{head}</head><results>".encode()
    for row in rows:
        cells = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        yield f"<result>{''.join(cells)}</result>\n".encode()
    yield b"</results></sparql>"


def _xml_term(term: Any) -> str:
    words = escape(without_controls(term.value), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{words}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{words}</bnode>"
    assert isinstance(term, Literal)  # noqa: S101 - nothing else is a term of RDF 1.1
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{words}</literal>"
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return f"<literal>{words}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{words}</literal>"
