"""JSON-LD from lines of N-Quads: the bytes that ``kg.rdf.jsonld`` writes, in a tenth of the time.

The layout is that of ``json.dumps(..., indent=1)``, node by node. Blank nodes go the slow way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, NamedTuple

from rdflib.term import Literal, URIRef

from kg.rdf.arranged import Arranged, BlankNodeError, Said, arranged, said_by_graph, words_of
from kg.rdf.jsonld import context, entry, name_of

_MANY = 200_000
_text = json.JSONEncoder(ensure_ascii=False).encode
#: Where a node of the default graph stands, and one of a named graph.
_DEFAULT, _NAMED = " " * 2, " " * 4


class _Value(NamedTuple):
    """A value under its key: what it is sorted by among others, and its text on the second level."""

    key: str
    sorting: str
    text: str


def write_jsonld_text(blocks: Iterable[bytes], stream: IO[bytes]) -> None:
    """Writes what is said of each node (``kg.rdf.blocks.nodes``) in UTF-8: the context, the default graph's
    nodes, then the named graphs.

    Memory grows by what sorts a node. Raises ``BlankNodeError`` before anything is written.
    """
    with arranged() as nodes:
        values = _Values()
        for block in blocks:
            node, graphs = said_by_graph(block.decode())
            texts = {
                graph: values.node(node, said).replace("\n", f"\n{_NAMED if graph else _DEFAULT}")
                for graph, said in graphs.items()
            }
            for graph in graphs:
                _no_blank(graph)
            nodes.add(node, graphs.values(), texts)
        empty = json.dumps({"@context": context(), "@graph": []}, ensure_ascii=False, indent=1)
        stream.write(empty.removesuffix("]\n}").encode())
        written = False
        for chunk in _elements(nodes):
            stream.write(chunk)
            written = True
        stream.write(b"\n ]\n}\n" if written else b"]\n}\n")


def _elements(nodes: Arranged) -> Iterator[bytes]:
    """What stands in the list of the document."""
    between = b""
    for graph, sections in nodes.graphs():
        inside = chain.from_iterable(texts for _, texts in sections)
        if not graph:
            for text in inside:
                yield between + b"\n  " + text
                between = b","
            continue
        yield between + b'\n  {\n   "@id": %b,\n   "@graph": [' % _text(_iri(graph)).encode()
        between = b""
        for text in inside:
            yield between + b"\n    " + text
            between = b","
        yield b"\n   ]\n  }"


def _iri(term: str) -> str:
    return name_of(URIRef(term[1:-1]))


def _no_blank(term: str) -> None:
    if term[:1] == "_":
        raise BlankNodeError(term)


class _Values(dict[tuple[str, str], _Value]):
    """Values by predicate and term, remembered."""

    def __missing__(self, said: tuple[str, str]) -> _Value:
        predicate, term = said
        _no_blank(term)
        key, written = entry(URIRef(predicate[1:-1]), _term(term))
        sorting = json.dumps(written, sort_keys=True, ensure_ascii=False)
        text = json.dumps(written, ensure_ascii=False, indent=1).replace("\n", "\n ")
        if len(self) >= _MANY:
            self.clear()
        found = self[said] = _Value(key, sorting, text)
        return found

    def node(self, node: str, said: Said) -> str:
        """The node as an object on the first level."""
        _no_blank(node)
        found: dict[str, list[_Value]] = {}
        for predicate, terms in said.items():
            for term in terms:
                value = self[predicate, term]
                found.setdefault(value.key, []).append(value)
        parts = [f'"@id": {_text(_iri(node))}']
        for key in sorted(found, key=lambda it: (it != "@type", it)):
            parts.append(f"{_text(key)}: {_listed(found[key])}")
        return "{\n " + ",\n ".join(parts) + "\n}"


def _listed(values: list[_Value]) -> str:
    """A single value stands without brackets."""
    if len(values) == 1:
        return values[0].text
    every = (it.text.replace("\n", "\n ") for it in sorted(values, key=lambda it: it.sorting))
    return "[\n  " + ",\n  ".join(every) + "\n ]"


def _term(term: str) -> URIRef | Literal:
    """The term for rdflib; lexical forms stay as they are."""
    if term[0] == "<":
        return URIRef(term[1:-1])
    tail = term[term.rindex('"') + 1 :]
    if tail[:1] == "@":
        return Literal(words_of(term), lang=tail[1:])
    return Literal(words_of(term), datatype=URIRef(tail[3:-1]) if tail else None, normalize=False)
