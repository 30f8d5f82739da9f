"""JSON-LD with the project's own context, written out in the file so that it needs no network.

Values that fit a term of the context are written short (``"label": "Xi Jinping"``); any other keeps its
language or datatype under a prefixed key (``"rdfs:label": {"@value": ..., "@language": "fr"}``). rdflib's
own compaction is not used because it drops values where one property mixes languages or datatypes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import IO, Any

from rdflib import Dataset
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import RDF, XSD
from rdflib.term import BNode, Literal, Node, URIRef

from kg.rdf.turtle import ranks
from kg.resources import ontology_file
from kg.vocab import PREFIXES, shortened

Ranks = Mapping[Node, tuple[Any, ...]]


@cache
def context() -> dict[str, Any]:
    """The content of ``ontology/context.jsonld``; read once."""
    loaded: dict[str, Any] = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))
    return dict(loaded["@context"])


def write_jsonld(dataset: Dataset, stream: IO[bytes]) -> None:
    """Writes the dataset in UTF-8: the context, the default graph's nodes, then the named graphs."""
    graphs: dict[Node, dict[Node, dict[Node, list[Node]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    triples = []
    for subject, predicate, value, graph in dataset.quads():
        triples.append((subject, predicate, value))
        graphs[graph or DATASET_DEFAULT_GRAPH_ID][subject][predicate].append(value)
    order = ranks(triples)
    nodes: list[dict[str, Any]] = []
    for name in sorted(graphs, key=lambda key: (key != DATASET_DEFAULT_GRAPH_ID, str(key))):
        inside = [_node(it, graphs[name][it]) for it in sorted(graphs[name], key=lambda it: order[it])]
        nodes += inside if name == DATASET_DEFAULT_GRAPH_ID else [{"@id": name_of(name), "@graph": inside}]
    document = {"@context": context(), "@graph": nodes}
    stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def _node(subject: Node, properties: Mapping[Node, list[Node]]) -> dict[str, Any]:
    """One node: id, types, then keys by name; a single value stands without brackets."""
    found: dict[str, list[Any]] = defaultdict(list)
    for property_, values in properties.items():
        for value in values:
            key, written = entry(property_, value)
            found[key].append(written)
    out: dict[str, Any] = {"@id": name_of(subject)}
    for key in sorted(found, key=lambda key: (key != "@type", key)):
        values = sorted(found[key], key=lambda item: json.dumps(item, sort_keys=True, ensure_ascii=False))
        out[key] = values[0] if len(values) == 1 else values
    return out


def entry(property_: Node, value: Node) -> tuple[str, Any]:
    """The key and the value: a term of the context where the value has its type, else a prefixed key."""
    if property_ == RDF.type and isinstance(value, (URIRef, BNode)):
        return "@type", _terms().get((str(value), ""), name_of(value))
    if not isinstance(value, Literal):
        term = _terms().get((str(property_), "@id"))
        return (term, name_of(value)) if term else (name_of(property_), {"@id": name_of(value)})
    kind = f"@{value.language}" if value.language else str(value.datatype or XSD.string)
    term = _terms().get((str(property_), kind))
    if term:
        return term, str(value)
    written = {"@value": str(value)}
    if value.language:
        written["@language"] = value.language
    elif kind != str(XSD.string):
        written["@type"] = name_of(value.datatype) if value.datatype else kind
    return name_of(property_), written


def name_of(node: Node) -> str:
    """A prefixed name where the context has the prefix, else the IRI; ``_:x`` for a blank node."""
    if isinstance(node, BNode):
        return f"_:{node}"
    short = shortened(str(node))
    prefix, _, local = short.partition(":")
    return short if prefix in context() and not local.startswith("//") else str(node)


@cache
def _terms() -> dict[tuple[str, str], str]:
    """Terms of the context by IRI and kind of value: ``"@id"``, a datatype, ``"@en"``; ``""`` for classes."""
    found: dict[tuple[str, str], str] = {}
    for term, entry in context().items():
        if isinstance(entry, dict):
            language = entry.get("@language")
            kind = f"@{language}" if language else entry.get("@type", str(XSD.string))
            found[_expanded(entry["@id"]), kind if kind == "@id" else _expanded(kind)] = term
        elif term[0].isupper():
            found[_expanded(entry), ""] = term
    return found


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name
