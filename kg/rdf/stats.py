"""Counts over a graph in the order that a reader wants: articles, actors, meetings, other events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.codes import CODE_LISTS, codes
from kg.rdf.load import TERM_GRAPHS
from kg.rdf.terms import value_of
from kg.vocab import DIP, FOUND_SCHEME, PREFIXES

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_ACTORS = ("Country", "Person", "Organization", "Delegation", "Group")
_ACTS = ("Commitment", "Request", "Statement")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ``group`` ("meetings by format"), ``name`` ("summit") and its number."""

    group: str
    name: str
    value: int


def stats(store: Store) -> list[Row]:
    """The rows in fixed order; a node that several articles speak of counts once, absent kinds are left out.

    A node with two codes (a meeting that one article calls talks and another a summit) counts under both.
    """
    asked = _Counts(store)
    return [*_totals(asked), *_breakdowns(asked)]


class _Counts:
    """Look-ups in one store, ontology graphs left out."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def nodes(self, class_: str) -> set[str]:
        """IRIs of all nodes of exactly this class."""
        return self._subjects(_TYPE, NamedNode(class_))

    def with_property(self, property_: str, nodes: set[str]) -> set[str]:
        """Those of the nodes that have the property."""
        return nodes & self._subjects(NamedNode(property_), None)

    def values(self, property_: str, nodes: set[str]) -> Counter[str]:
        """How many of the nodes have each value, by the value's IRI or text."""
        pairs = {
            (value_of(quad.subject), value_of(quad.object))
            for quad in self.store.quads_for_pattern(None, NamedNode(property_), None, None)
            if quad.graph_name not in TERM_GRAPHS
        }
        return Counter(value for node, value in pairs if node in nodes)

    def _subjects(self, property_: NamedNode, value: NamedNode | None) -> set[str]:
        quads = self.store.quads_for_pattern(None, property_, value, None)
        return {value_of(quad.subject) for quad in quads if quad.graph_name not in TERM_GRAPHS}


def _totals(asked: _Counts) -> Iterator[Row]:
    events = _events(asked)
    rows: list[tuple[str, Callable[[], int]]] = [
        ("articles", lambda: len(asked.nodes(PREFIXES["schema"] + "NewsArticle"))),
        ("actors", lambda: len(set().union(*(asked.nodes(DIP[name]) for name in _ACTORS)))),
        ("places", lambda: len(asked.nodes(DIP.Place))),
        ("offices", lambda: len(asked.nodes(DIP.Position))),
        ("holdings", lambda: len(asked.nodes(DIP.PositionHolding))),
        ("meetings", lambda: len(asked.nodes(DIP.Meeting))),
        ("processes", lambda: len(asked.nodes(DIP.Process))),
        ("status changes", lambda: len(asked.nodes(DIP.StatusChange))),
        ("acts", lambda: len(set().union(*(asked.nodes(DIP[name]) for name in _ACTS)))),
        ("participations", lambda: len(asked.nodes(DIP.Participation))),
        ("issues dealt with", lambda: len(asked.values(DIP.about, events))),
        ("mentions", lambda: len(asked.nodes(DIP.Mention))),
    ]
    yield from (Row("total", name, count()) for name, count in rows)


def _events(asked: _Counts) -> set[str]:
    return set().union(*(asked.nodes(DIP[name]) for name in ("Meeting", "Process", "StatusChange", *_ACTS)))


def _breakdowns(asked: _Counts) -> Iterator[Row]:
    meetings = asked.nodes(DIP.Meeting)
    acts = set().union(*(asked.nodes(DIP[name]) for name in _ACTS))
    yield from _by_class(asked, "actors by kind", _ACTORS)
    yield from _by_code(asked, "meetings by format", DIP.meetingFormat, "format-", meetings)
    yield from _by_code(asked, "meetings by status", DIP.status, "status-", meetings)
    yield from _dates(asked, meetings)
    yield from _by_class(asked, "acts by class", _ACTS)
    yield from _by_code(asked, "acts by type", DIP.actType, "act-", acts)
    yield from _by_code(asked, "changes by type", DIP.changeType, "change-", asked.nodes(DIP.StatusChange))
    yield from _by_code(asked, "processes by type", DIP.processType, "process-", asked.nodes(DIP.Process))
    yield from _by_code(asked, "mentions by factuality", DIP.factuality, "fact-", asked.nodes(DIP.Mention))
    yield from _issues(asked)


def _issues(asked: _Counts) -> Iterator[Row]:
    """Issues that events are about, by scheme: those of the scheme that no event touches are not counted."""
    dealt_with = set(asked.values(DIP.about, _events(asked)))
    schemes = asked.values(PREFIXES["skos"] + "inScheme", dealt_with)
    if dealt_with:
        found = schemes[str(FOUND_SCHEME)]
        yield Row("issues by scheme", "curated", len(dealt_with) - found)
        yield Row("issues by scheme", "found in articles", found)


def _by_class(asked: _Counts, group: str, names: tuple[str, ...]) -> Iterator[Row]:
    counts = ((name.lower(), len(asked.nodes(DIP[name]))) for name in names)
    yield from (Row(group, name, count) for name, count in counts if count)


def _by_code(asked: _Counts, group: str, property_: str, prefix: str, nodes: set[str]) -> Iterator[Row]:
    """In the order of the code list."""
    counts = asked.values(property_, nodes)
    for code in codes(prefix):
        count = counts[PREFIXES["dipc"] + code]
        if count and code not in CODE_LISTS:
            yield Row(group, code.removeprefix(prefix).replace("-", " "), count)


def _dates(asked: _Counts, meetings: set[str]) -> Iterator[Row]:
    """What is known of when: both bounds, one bound, only words, nothing."""
    first, last = (asked.with_property(it, meetings) for it in (DIP.earliest, DIP.latest))
    words = asked.with_property(DIP.timeExpression, meetings)
    rows = (
        ("both bounds", first & last),
        ("one bound", first ^ last),
        ("words only", words - first - last),
        ("unknown", meetings - first - last - words),
    )
    yield from (Row("meetings by date", name, len(nodes)) for name, nodes in rows if nodes)
