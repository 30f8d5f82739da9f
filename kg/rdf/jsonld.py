"""JSON-LD with the project's own context, written out in the file so that it needs no network.

rdflib makes the compact form; ours is the order: graphs and nodes as in Turtle, values by text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import IO, Any

from rdflib import Dataset, URIRef
from rdflib.plugins.serializers.jsonld import from_rdf
from rdflib.term import Node

from kg.rdf.turtle import ranks
from kg.resources import ontology_file
from kg.vocab import PREFIXES


@cache
def context() -> dict[str, Any]:
    """The content of ``ontology/context.jsonld``; read once."""
    loaded: dict[str, Any] = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))
    return dict(loaded["@context"])


def write_jsonld(dataset: Dataset, stream: IO[bytes]) -> None:
    """Writes the dataset in UTF-8: the context, then the default graph's nodes and the named graphs."""
    order = ranks((s, p, o) for s, p, o, _ in dataset.quads())
    compact: Any = from_rdf(  # type: ignore[no-untyped-call] # as rdflib has it
        dataset, dict(context())
    )
    single = "@id" in compact or "@graph" not in compact  # rdflib does not wrap a node or graph that is alone
    nodes = (
        [{key: value for key, value in compact.items() if key != "@context"}] if single else compact["@graph"]
    )
    document = {"@context": context(), "@graph": _sorted_nodes([node for node in nodes if node], order)}
    stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def _sorted_nodes(nodes: list[dict[str, Any]], order: Mapping[Node, tuple[Any, ...]]) -> list[dict[str, Any]]:
    ready = [_sorted_node(node, order) for node in nodes]
    return sorted(ready, key=lambda node: _node_key(node, order))


def _sorted_node(node: dict[str, Any], order: Mapping[Node, tuple[Any, ...]]) -> dict[str, Any]:
    """The node with ``@id`` and ``@type`` first, the other keys by name and lists by their text."""
    keys = sorted(node, key=lambda key: (key == "@graph", not key.startswith("@"), key))
    out: dict[str, Any] = {}
    for key in keys:
        value = node[key]
        if key == "@graph":
            out[key] = _sorted_nodes(value if isinstance(value, list) else [value], order)
        elif isinstance(value, list):
            out[key] = sorted(value, key=lambda item: json.dumps(item, sort_keys=True, ensure_ascii=False))
        else:
            out[key] = value
    return out


def _node_key(node: dict[str, Any], order: Mapping[Node, tuple[Any, ...]]) -> tuple[Any, ...]:
    """Nodes before graphs; nodes in the order of Turtle, graphs by name."""
    name = str(node.get("@id", ""))
    prefix, _, local = name.partition(":")
    iri = PREFIXES[prefix] + local if prefix in PREFIXES else name
    return ("@graph" in node, *(() if "@graph" in node else order.get(URIRef(iri), (99,))), iri)
