"""The part of the contents that is asked for: around a name, between two days, on an issue, so many nodes."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.errors import KgError, QueryError
from kg.ids import normal_name
from kg.views.contents import TIES, Contents, Node
from kg.views.rank import ranked
from kg.vocab import shortened


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep. Days are ISO; ``limit`` is a number of nodes, ``None`` for all.

    A hop leads from an actor through its events to everyone tied to them.
    """

    focus: tuple[str, ...] = ()
    hops: int = 1
    since: str = ""
    until: str = ""
    issue: str = ""
    limit: int | None = None


def select(contents: Contents, wanted: Selection) -> Contents:
    """The contents that pass, ranked anew, with a note about everything that was left out.

    Raises ``QueryError`` where a name fits no node or several.
    """
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise KgError(f"--since {wanted.since} is after --until {wanted.until}")
    if wanted.issue:
        contents = _on_issue(contents, wanted.issue)
    if wanted.since or wanted.until:
        contents = _between(contents, wanted.since, wanted.until)
    if wanted.focus:
        contents = _around(contents, wanted.focus, wanted.hops)
    return _first(contents, wanted.limit)


def named(nodes: Iterable[Node], name: str, what: str = "node") -> Node:
    """The node of an IRI, a prefixed name, a label or another name; errors name what is near."""
    every = list(nodes)
    for node in every:
        if name in (node.iri, shortened(node.iri), node.iri.rsplit("/", 1)[-1]):
            return node
    asked = normal_name(name)
    for pick in (lambda node: (node.label,), lambda node: node.names):
        found = [node for node in every if asked in map(normal_name, pick(node))]
        actors = [node for node in found if node.is_actor] or found
        if len(actors) == 1:
            return actors[0]
        if actors:
            listed = ", ".join(shortened(node.iri) for node in actors[:5])
            raise QueryError(f"{name!r} names {len(actors)} nodes: {listed}; give one of these")
    labels = {normal_name(label): label for node in every for label in (node.label, *node.names)}
    near = difflib.get_close_matches(asked, labels, n=3) or [it for it in labels if asked and asked in it][:3]
    hint = f"; near are {', '.join(labels[it] for it in near)}" if near else ""
    raise QueryError(f"no {what} is called {name!r}{hint}")


def kept(contents: Contents, iris: Iterable[str], note: str = "") -> Contents:
    """The contents with only these nodes and the statements between them."""
    wanted = set(iris)
    return replace(
        contents,
        nodes=tuple(node for node in contents.nodes if node.iri in wanted),
        statements=tuple(it for it in contents.statements if it.subject in wanted and it.object in wanted),
        notes=(*contents.notes, note) if note else contents.notes,
    )


def _neighbours(contents: Contents) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for it in contents.statements:
        found[it.subject][it.object] = None
        found[it.object][it.subject] = None
    return found


def _with_events(contents: Contents, events: set[str], note: str = "") -> Contents:
    """The events and everything that is no event but tied to one of them."""
    near, nodes = _neighbours(contents), {node.iri: node for node in contents.nodes}
    others = {other for event in events for other in near[event] if not nodes[other].is_event}
    sides = {nodes[iri].side for iri in others if nodes[iri].side}
    return ranked(kept(contents, events | others | sides, note))


def _on_issue(contents: Contents, name: str) -> Contents:
    issue = named((node for node in contents.nodes if node.kind == "issue"), name, "issue of an event")
    below = {iri for iri, above in contents.above.items() if issue.iri in above} | {issue.iri}
    about = {it.subject for it in contents.statements if it.relation == "about" and it.object in below}
    return _with_events(contents, about)


def _between(contents: Contents, since: str, until: str) -> Contents:
    events = [node for node in contents.nodes if node.is_event]
    inside = {
        node.iri
        for node in events
        if node.day
        and (not until or not node.earliest or node.earliest <= until)
        and (not since or not node.latest or node.latest >= since)
    }
    undated = sum(not node.day for node in events)
    note = f"{undated} undated event{'s' if undated != 1 else ''} left out" if undated else ""
    return _with_events(contents, inside, note)


def _around(contents: Contents, focus: tuple[str, ...], hops: int) -> Contents:
    nodes, near = {node.iri: node for node in contents.nodes}, _neighbours(contents)
    reached = {named(contents.nodes, name).iri for name in focus}
    front = set(reached)
    for _ in range(hops):
        if not front:
            break
        events = {iri for iri in front if nodes[iri].is_event}
        events |= {other for iri in front for other in near[iri] if nodes[other].is_event}
        ends = {other for event in events for other in near[event] if not nodes[other].is_event}
        front = {iri for iri in ends - reached if nodes[iri].is_actor}
        reached |= events | ends
    reached |= {nodes[iri].side for iri in reached if nodes[iri].side}
    return ranked(kept(contents, reached))


def _first(contents: Contents, limit: int | None) -> Contents:
    total = len(contents.nodes)
    if limit is None or total <= limit:
        return contents
    note = f"kept {limit:,} of {total:,} nodes, by number of meetings; --limit keeps more"
    few = kept(contents, [node.iri for node in contents.nodes[:limit]], note)
    return replace(few, total=total)


def ties_of(contents: Contents) -> dict[str, dict[str, str]]:
    """Event -> actor -> the strongest tie between them, a key of ``TIES``."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for it in contents.statements:
        if it.tie in TIES:
            of = found[it.object]
            if it.subject not in of or TIES.index(it.tie) < TIES.index(of[it.subject]):
                of[it.subject] = it.tie
    return found
