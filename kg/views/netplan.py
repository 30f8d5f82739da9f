"""Where the nodes of a drawn network stand: sides apart, time downwards, no label over a node or a label."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import networkx as nx

from kg.views.contents import Contents, Node
from kg.views.grid import grid, touched
from kg.views.sheet import width, wrapped

WIDTH = 1040.0
#: More nodes than this are a ball in every layout.
MOST = 300
#: No two nodes are nearer to each other, in pixels.
APART = 50.0
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 90.0, 30.0, 66.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A node with its centre and radius, the lines of its label, and the label's box where there is room."""

    node: Node
    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    label: Box | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A network in pixels: spots, and lines with their ends and whether they are dashed."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    links: tuple[tuple[tuple[float, float], tuple[float, float], bool], ...]


def plan(contents: Contents) -> Plan:
    """Meetings (all events where there is none) with what is tied to them, laid out by springs from a start
    that is given by side and date; equal contents give equal places.
    """
    events = grid(contents, 0).rows
    near = touched(contents, {event.iri for event in events})
    others = [node for node in contents.nodes if node.iri in near and not node.is_event]
    nodes = [*events, *others][:MOST]
    chosen = {node.iri for node in nodes}
    links = [
        it
        for it in contents.statements
        if it.subject in chosen and it.object in chosen and it.relation != "country"
    ]
    height = max(380.0, min(2400.0, 300 + 14.0 * len(nodes)))
    places = _places(contents, nodes, [(it.subject, it.object) for it in links], height)
    spots = [
        Spot(
            node,
            *places[node.iri],
            min(12.0, 6.5 + math.sqrt(node.meetings)),
            tuple(wrapped(node.label, 150 if node.is_event else 116, 12, 3)),
        )
        for node in nodes
    ]
    lines = tuple(
        (places[it.subject], places[it.object], it.relation.endswith(("-planned", "-off"))) for it in links
    )
    return Plan(WIDTH, height, tuple(_labelled(spots, height)), lines)


def _places(
    contents: Contents, nodes: Sequence[Node], links: Sequence[tuple[str, str]], height: float
) -> dict[str, tuple[float, float]]:
    start = _start(contents, nodes)
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(start)
    graph.add_edges_from(links)
    if len(nodes) > 1:
        reach = 1.6 / math.sqrt(len(nodes))
        found = nx.spring_layout(graph, pos=start, k=reach, iterations=60, seed=7)
    else:
        found = start
    where = {iri: ((found[iri][0] + x) / 2, (found[iri][1] + y) / 2) for iri, (x, y) in start.items()}
    room_x, room_y = WIDTH - 2 * MARGIN_X, height - MARGIN_TOP - MARGIN_BOTTOM
    xs = _stretched([x for x, _ in where.values()], MARGIN_X, room_x)
    ys = _stretched([y for _, y in where.values()], MARGIN_TOP, room_y)
    return dict(zip(where, _apart(list(zip(xs, ys, strict=True)), height), strict=True))


def _stretched(values: list[float], first: float, room: float) -> list[float]:
    """The values spread over the room; in its middle where they are all one."""
    low, reach = min(values), max(values) - min(values)
    return [first + ((it - low) / reach if reach > 1e-6 else 0.5) * room for it in values]


def _apart(places: list[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    """The places with those that are too near pushed apart, within the frame."""
    now = list(places)
    for _ in range(80):
        moved = False
        for one in range(len(now)):
            for other in range(one):
                (ax, ay), (bx, by) = now[one], now[other]
                dx, dy = ax - bx, ay - by
                far = math.hypot(dx, dy)
                if far >= APART:
                    continue
                if far < 1:
                    dx, dy, far = math.cos(one * 2.4), math.sin(one * 2.4), 1.0
                push = (APART - far) / 2 / far
                now[one] = _framed(ax + dx * push, ay + dy * push, height)
                now[other] = _framed(bx - dx * push, by - dy * push, height)
                moved = True
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in now]


def _framed(x: float, y: float, height: float) -> tuple[float, float]:
    return (
        min(max(x, MARGIN_X), WIDTH - MARGIN_X),
        min(max(y, MARGIN_TOP), max(MARGIN_TOP, height - MARGIN_BOTTOM)),
    )


def _start(contents: Contents, nodes: Sequence[Node]) -> dict[str, tuple[float, float]]:
    """Two sides left and right, more on a circle, events by date from the top, the rest in the middle."""
    sides = [side for side in grid(contents, len(contents.nodes)).sides if side.actors[0].side]
    side_of = {actor.iri: place for place, side in enumerate(sides) for actor in side.actors}
    days = sorted({node.day for node in nodes if node.is_event and node.day})
    found = {}
    for place, node in enumerate(nodes):
        turn, far = place * 2.399963, 0.12 * math.sqrt(place + 1)
        x, y = 0.0, 0.0
        if node.is_event:
            share = days.index(node.day) / max(1, len(days) - 1) if node.day else 1.1
            x, y, far = 0.0, 1.8 * share - 0.9, 0.25
        elif node.iri in side_of:
            angle = math.pi + 2 * math.pi * side_of[node.iri] / max(2, len(sides))
            x, y = 0.85 * math.cos(angle), 0.85 * math.sin(angle) if len(sides) > 2 else 0.0
            far = 0.35 * math.sqrt((place % 12 + 1) / 12) if len(sides) > 2 else 0.2
            y += 0.0 if len(sides) > 2 else 1.6 * ((place * 0.618034) % 1) - 0.8
        found[node.iri] = (x + far * math.cos(turn), y + far * math.sin(turn))
    return found


def _labelled(spots: list[Spot], height: float) -> list[Spot]:
    """The spots with the first free of eight places around each; most met first."""
    taken: list[Box] = [
        (it.x - 1.55 * it.radius, it.y - 1.55 * it.radius, 3.1 * it.radius, 3.1 * it.radius) for it in spots
    ]
    order = sorted(range(len(spots)), key=lambda place: (-spots[place].node.meetings, place))
    done = list(spots)
    for place in order:
        spot = spots[place]
        for box in _around(spot):
            if _inside(box, height) and not any(_touch(box, other) for other in taken):
                taken.append(box)
                done[place] = replace(spot, label=box)
                break
    return done


def _inside(box: Box, height: float) -> bool:
    return box[0] >= 4 and box[0] + box[2] <= WIDTH - 4 and box[1] >= 2 and box[1] + box[3] <= height


def _around(spot: Spot) -> list[Box]:
    x, y, r = spot.x, spot.y, 1.55 * spot.radius
    wide, high = (
        max(width(line, 12) for line in spot.lines) + 2 if spot.lines else 2.0,
        15.0 * len(spot.lines),
    )
    gap, slant = 4.0, 0.7 * r
    corners = (
        (x - wide / 2, y + r + gap),
        (x + r + gap, y - high / 2),
        (x - r - gap - wide, y - high / 2),
        (x - wide / 2, y - r - gap - high),
        (x + slant, y + slant + gap),
        (x - slant - wide, y + slant + gap),
        (x + slant, y - slant - gap - high),
        (x - slant - wide, y - slant - gap - high),
    )
    return [(left, top, wide, high) for left, top in corners]


def _touch(a: Box, b: Box) -> bool:
    return (
        a[0] < b[0] + b[2] + 2
        and b[0] < a[0] + a[2] + 2
        and a[1] < b[1] + b[3] + 2
        and b[1] < a[1] + a[3] + 2
    )
