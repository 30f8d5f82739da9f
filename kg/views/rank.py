"""The order in which nodes are kept: the most met first, each meeting before those who took part in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.views.contents import TIES, Contents, Node


def ranked(contents: Contents) -> Contents:
    """The contents with meetings counted and nodes in order, so that any first part of them hangs together.

    Events go by kind (meetings first), then by the number of meetings of the two most met of those tied to
    them, the latest first; after each event come the actors, places and issues tied to it, most met first.
    Nodes that no event ties come last.
    """
    nodes = {node.iri: node for node in contents.nodes}
    tied: dict[str, dict[str, None]] = defaultdict(dict)
    actors: dict[str, set[str]] = defaultdict(set)
    for it in contents.statements:
        for one, other in ((it.subject, it.object), (it.object, it.subject)):
            if nodes[one].is_event and not nodes[other].is_event:
                tied[one][other] = None
                if it.tie in TIES:
                    actors[one].add(other)
    counts = _meetings(nodes, tied)
    order: dict[str, None] = {}
    for event in sorted((node for node in nodes.values() if node.is_event), key=_latest_first):
        tied.setdefault(event.iri, {})
    for iri in sorted(tied, key=lambda iri: _weight(nodes[iri], actors[iri], counts)):
        order[iri] = None
        order |= dict.fromkeys(
            sorted(tied[iri], key=lambda other: (-counts[other], nodes[other].label, other))
        )
    order |= dict.fromkeys(sorted(nodes, key=lambda iri: (-counts[iri], nodes[iri].label, iri)))
    return replace(contents, nodes=tuple(replace(nodes[iri], meetings=counts[iri]) for iri in order))


def _meetings(nodes: Mapping[str, Node], tied: Mapping[str, Mapping[str, None]]) -> dict[str, int]:
    counts = dict.fromkeys(nodes, 0)
    for event, others in tied.items():
        if nodes[event].kind == "meeting":
            counts[event] = 1
            for other in others:
                counts[other] += 1
    return counts


def _weight(event: Node, actors: set[str], counts: Mapping[str, int]) -> tuple[bool, int, str, str, str]:
    most = sum(sorted((counts[actor] for actor in actors), reverse=True)[:2])
    return (event.kind != "meeting", -most, *_latest_first(event))


def _latest_first(event: Node) -> tuple[str, str, str]:
    """Digits turned round, so that later days sort first and undated events last."""
    turned = "".join(chr(ord("9") - ord(char) + ord("0")) if char.isdigit() else char for char in event.day)
    return (turned or "~", event.label, event.iri)
