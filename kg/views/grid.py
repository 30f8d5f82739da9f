"""Rows, columns and sides of the matrix: events in time order, actors by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.views.contents import Contents, Node
from kg.views.select import ties_of

#: Ties of those who were there themselves; all others are spoken for, to or about.
PRESENT = frozenset({"participant", "speaker"})
OPEN = frozenset({"planned", "proposed", "postponed", "cancelled", "suspended"})


@dataclass(frozen=True, slots=True)
class Side:
    """A state with the actors that belong to it, or the others."""

    name: str
    actors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Events in time order, sides by weight, and event -> actor -> tie; ``hidden`` actors had no room."""

    rows: tuple[Node, ...]
    sides: tuple[Side, ...]
    ties: Mapping[str, Mapping[str, str]]
    hidden: int

    @property
    def columns(self) -> tuple[Node, ...]:
        """All actors in order."""
        return tuple(actor for side in self.sides for actor in side.actors)


def grid(contents: Contents, columns: int) -> Grid:
    """The matrix of the meetings, or of all events where there is no meeting; ``columns`` at most."""
    events = [node for node in contents.nodes if node.is_event]
    rows = sorted([it for it in events if it.kind == "meeting"] or events, key=by_day)
    all_ties, nodes = ties_of(contents), {node.iri: node for node in contents.nodes}
    ties = {row.iri: all_ties.get(row.iri, {}) for row in rows}
    weight: Counter[str] = Counter()
    for of in ties.values():
        for actor, tie in of.items():
            weight[actor] += 2 if tie in PRESENT else 1
    order = sorted(weight, key=lambda iri: (-weight[iri], nodes[iri].label, iri))
    groups: dict[str, list[Node]] = defaultdict(list)
    for iri in order[:columns]:
        groups[nodes[iri].side].append(nodes[iri])
    sides = [
        Side(nodes[side].label if side in nodes else "Other", tuple(sorted(own, key=_state_first)))
        for side, own in sorted(groups.items(), key=lambda it: _side_order(it[0], it[1], weight))
    ]
    return Grid(tuple(rows), tuple(sides), ties, max(0, len(order) - columns))


def touched(contents: Contents, events: set[str]) -> set[str]:
    """The events and all nodes with a statement that ties them to one of these."""
    return {
        iri
        for it in contents.statements
        for iri in (it.subject, it.object)
        if it.subject in events or it.object in events
    }


def by_day(event: Node) -> tuple[str, str, str, str]:
    """The order of time; undated events come last."""
    return (event.day or "9999", event.latest or "9999", event.label, event.iri)


def _state_first(actor: Node) -> bool:
    return actor.kind != "state"


def _side_order(side: str, own: list[Node], weight: Counter[str]) -> tuple[bool, int, str]:
    return (not side, -max(weight[it.iri] for it in own) - weight[side], side)
