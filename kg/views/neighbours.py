"""What is around a node, counted: events, partners, relations, the events of two, the ways between two."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.views.contents import EVENTS
from kg.views.indexed import Entry, Index

#: Partners of an actor that a search for ways looks at, the most met first.
_WIDE = 2_000
_DEEP = 4
_EVENTS = ", ".join(f"'{kind}'" for kind in sorted(EVENTS))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events: of one kind, of one relation to the node, within two days (ISO)."""

    kind: str = ""
    relation: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Some of so many."""

    entries: tuple[Entry, ...]
    of: int


def events(index: Index, node: int, only: Filter, first: int, start: int = 0) -> Found:
    """The events tied to a node, the latest first, undated ones last."""
    where, values = _events_where(only)
    of = index.count(f"SELECT COUNT(DISTINCT other) FROM ties WHERE node = ? AND {where}", node, *values)
    rows = index.ask(
        f"SELECT DISTINCT other FROM ties WHERE node = ? AND {where}"
        " ORDER BY day DESC, other LIMIT ? OFFSET ?",
        node,
        *values,
        first,
        start,
    )
    return Found(_in_order(index, rows), of)


def _events_where(only: Filter) -> tuple[str, list[object]]:
    where, values = [f"kind IN ({_EVENTS})"], list[object]()
    for condition, value in (
        ("kind = ?", only.kind if only.kind in EVENTS else ""),
        ("relation = ?", only.relation),
        ("day >= ?", only.since),
        ("day <> '' AND day <= ?", only.until and only.until + "~"),
    ):
        if value:
            where.append(condition)
            values.append(value)
    return " AND ".join(where), values


def relations(index: Index, node: int) -> list[tuple[str, bool, str, int]]:
    """Relation, whether its sentence begins with the node, kind of the other end, how many; most first."""
    rows = index.ask(
        "SELECT relation, forward, kind, COUNT(DISTINCT other) FROM ties WHERE node = ?"
        " GROUP BY relation, forward, kind ORDER BY 4 DESC, 1, 2, 3",
        node,
    )
    return [(str(r), bool(f), str(kind), int(str(many))) for r, f, kind, many in rows]


def tied(
    index: Index, node: int, relation: str, forward: bool, kind: str, first: int, start: int = 0
) -> Found:
    """The other ends of one relation of a node, the most met first."""
    values = (node, relation, int(forward), kind)
    where = "node = ? AND relation = ? AND forward = ? AND ties.kind = ?"
    of = index.count(f"SELECT COUNT(DISTINCT other) FROM ties WHERE {where}", *values)
    rows = index.ask(
        "SELECT DISTINCT other FROM ties JOIN entries ON number = other"
        f" WHERE {where} ORDER BY meetings DESC, entries.day DESC, label, other LIMIT ? OFFSET ?",
        *values,
        first,
        start,
    )
    return Found(_in_order(index, rows), of)


def met(index: Index, node: int, first: int) -> tuple[list[tuple[Entry, int]], int]:
    """Whom an actor met most, and how often; and how many there are in all."""
    rows = index.ask(
        "SELECT other, meetings FROM met WHERE one = ? ORDER BY meetings DESC, other LIMIT ?", node, first
    )
    entries = index.numbered(int(str(row[0])) for row in rows)
    of = index.count("SELECT COUNT(*) FROM met WHERE one = ?", node)
    return [(entries[int(str(n))], int(str(m))) for n, m in rows], of


def beside(index: Index, node: int, kind: str, first: int) -> tuple[list[tuple[Entry, int]], int]:
    """What the events of a node are tied to most, of one kind (issue, place, person), and with how many."""
    near = (
        "FROM (SELECT DISTINCT other AS event FROM ties WHERE node = ? AND kind IN"
        f" ({_EVENTS}) ORDER BY day DESC LIMIT 5000)"
        " JOIN ties ON node = event AND ties.kind = ? AND other <> ?"
    )
    rows = index.ask(
        f"SELECT other, COUNT(DISTINCT event) {near} GROUP BY other ORDER BY 2 DESC, other LIMIT ?",
        node,
        kind,
        node,
        first,
    )
    of = len(rows)
    if of == first:
        of = index.count(f"SELECT COUNT(DISTINCT other) {near}", node, kind, node)
    entries = index.numbered(int(str(row[0])) for row in rows)
    return [(entries[int(str(n))], int(str(m))) for n, m in rows], of


def together(
    index: Index, one: int, other: int, first: int, start: int = 0, only: Filter | None = None
) -> Found:
    """The events that both are tied to, the latest first."""
    where, values = _events_where(only or Filter())
    shared_ = f"FROM ties WHERE node = ? AND {where} AND other IN (SELECT other FROM ties WHERE node = ?)"
    few, many = sorted(
        (one, other), key=lambda it: index.count("SELECT COUNT(*) FROM ties WHERE node = ?", it)
    )
    of = index.count(f"SELECT COUNT(DISTINCT other) {shared_}", few, *values, many)
    rows = index.ask(
        f"SELECT DISTINCT other {shared_} ORDER BY day DESC, other LIMIT ? OFFSET ?",
        few,
        *values,
        many,
        first,
        start,
    )
    return Found(_in_order(index, rows), of)


def shared(index: Index, nodes: Sequence[int], first: int) -> list[int]:
    """Events tied to the nodes, those tied to most of them first, then the latest."""
    rows = index.ask(
        f"SELECT other FROM ties WHERE node IN ({', '.join(map(str, nodes))}) AND kind IN ({_EVENTS})"
        " GROUP BY other ORDER BY COUNT(DISTINCT node) DESC, kind <> 'meeting', MAX(day) DESC, other LIMIT ?",
        first,
    )
    return [int(str(row[0])) for row in rows]


def years(index: Index, one: int, other: int | None = None) -> list[tuple[str, int]]:
    """Year and number of dated events of a node, or of two together, in order, years without any as well."""
    more = "" if other is None else " AND other IN (SELECT other FROM ties WHERE node = ?)"
    values = (one,) if other is None else (one, other)
    rows = index.ask(
        "SELECT SUBSTR(day, 1, 4), COUNT(DISTINCT other) FROM ties"
        f" WHERE node = ? AND kind IN ({_EVENTS}) AND day <> ''{more} GROUP BY 1 ORDER BY 1",
        *values,
    )
    known = {int(str(year)): int(str(many)) for year, many in rows if str(year).isdecimal()}
    if not known or max(known) - min(known) > 400:
        return [(str(year), many) for year, many in known.items()][-60:]
    return [(str(year), known.get(year, 0)) for year in range(min(known), max(known) + 1)][-60:]


def holders(index: Index, body: int, first: int) -> tuple[list[tuple[Entry, str]], int]:
    """Who holds which office of a body or country, the most met first; and how many such there are."""
    rows = index.ask(
        "SELECT holder, office FROM holdings JOIN entries ON number = holder WHERE body = ?"
        " GROUP BY holder, office ORDER BY meetings DESC, label, office LIMIT ?",
        body,
        first,
    )
    of = index.count(
        "SELECT COUNT(*) FROM (SELECT DISTINCT holder, office FROM holdings WHERE body = ?)", body
    )
    entries = index.numbered(int(str(row[0])) for row in rows)
    return [(entries[int(str(n))], str(office)) for n, office in rows], of


def articles(index: Index, node: int, first: int, start: int = 0) -> list[int]:
    """The articles that mention a node, the latest first."""
    rows = index.ask(
        "SELECT article FROM mentions JOIN entries ON number = article WHERE node = ?"
        " GROUP BY article ORDER BY entries.day DESC, article LIMIT ? OFFSET ?",
        node,
        first,
        start,
    )
    return [int(str(row[0])) for row in rows]


def told_in(index: Index, article: int) -> list[int]:
    """Everything that an article mentions."""
    rows = index.ask(
        "SELECT DISTINCT node FROM mentions JOIN entries ON number = node WHERE article = ?", article
    )
    return [int(str(row[0])) for row in rows]


def around(index: Index, events_: Sequence[int], most: int) -> tuple[list[int], int]:
    """The events, each followed by what is tied to it, ``most`` numbers; and how many there are in all."""
    found: dict[int, None] = {}
    for event in events_:
        found[event] = None
        rows = index.ask(
            "SELECT DISTINCT other FROM ties JOIN entries ON number = other"
            f" WHERE node = ? AND ties.kind NOT IN ({_EVENTS})"
            " ORDER BY meetings DESC, label, other LIMIT 300",
            event,
        )
        found |= dict.fromkeys(int(str(row[0])) for row in rows)
    sides = index.ask(
        "SELECT DISTINCT other FROM ties WHERE relation IN ('country', 'represents') AND forward = 1"
        f" AND node IN ({', '.join(map(str, found))})"
    )
    whole = [*found, *(n for (n,) in sides if n not in found)]
    return [int(str(it)) for it in whole[:most]], len(whole)


def ways(index: Index, one: int, other: int, most: int = 5) -> list[list[int]]:
    """The shortest ways from one actor to another: actor, meeting, actor, ... by number.

    From both ends, over those who met, the most met first; each step is the latest meeting of the two. None
    where more than ``_DEEP`` meetings would lie between.
    """
    chains = _chains(index, one, other, most)
    return [_with_meetings(index, chain) for chain in chains]


def _chains(index: Index, one: int, other: int, most: int) -> list[list[int]]:
    forth: dict[int, list[int]] = {one: []}
    back: dict[int, list[int]] = {other: []}
    fronts: list[tuple[dict[int, list[int]], list[int]]] = [(forth, [one]), (back, [other])]
    for _ in range(_DEEP):
        fronts.sort(key=lambda it: len(it[1]))
        came, front = fronts[0]
        fronts[0] = (came, _step(index, came, front))
        meeting = [it for it in forth if it in back]
        if meeting:
            weight = index.numbered(meeting)
            meeting.sort(
                key=lambda it: (-_seen(index, one, it) - _seen(index, it, other), -weight[it].meetings, it)
            )
            return [_chain(forth, back, it) for it in meeting[:most]]
    return []


def _step(index: Index, came: dict[int, list[int]], front: Sequence[int]) -> list[int]:
    """One meeting further: who was met by those at the front and is not known yet, with who met them."""
    found: dict[int, list[int]] = defaultdict(list)
    for node in front[:200]:
        rows = index.ask("SELECT other FROM met WHERE one = ? ORDER BY meetings DESC LIMIT ?", node, _WIDE)
        for (row,) in rows:
            if int(str(row)) not in came:
                found[int(str(row))].append(node)
    came |= found
    return list(found)


def _seen(index: Index, one: int, other: int) -> int:
    return index.count("SELECT SUM(meetings) FROM met WHERE one = ? AND other = ?", one, other)


def _chain(forth: Mapping[int, list[int]], back: Mapping[int, list[int]], middle: int) -> list[int]:
    chain = [middle]
    while forth[chain[0]]:
        chain.insert(0, forth[chain[0]][0])
    while back[chain[-1]]:
        chain.append(back[chain[-1]][0])
    return chain


def _with_meetings(index: Index, chain: Sequence[int]) -> list[int]:
    found = [chain[0]]
    for one, other in itertools.pairwise(chain):
        row = index.ask(
            "SELECT a.other FROM ties AS a"
            " JOIN ties AS b ON b.node = ? AND b.kind = 'meeting' AND b.other = a.other"
            " AND b.day = a.day AND b.relation IN ('participant', 'party')"
            " WHERE a.node = ? AND a.kind = 'meeting' AND a.relation IN ('participant', 'party')"
            " ORDER BY a.day DESC, a.other LIMIT 1",
            one,
            other,
        )
        found += [int(str(row[0][0])), other] if row else [other]
    return found


def _in_order(index: Index, rows: Iterable[Sequence[object]]) -> tuple[Entry, ...]:
    order = [int(str(row[0])) for row in rows]
    entries = index.numbered(order)
    return tuple(entries[it] for it in order if it in entries)
