"""Which words stand behind each statement: mentions by node, and the pick of those that tie two nodes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Store

from kg.views.asked import Rows, asked
from kg.views.contents import Evidence

#: Words of two nodes that are further apart than this (code points) are not shown as one piece of evidence.
NEAR = 400


class Mentions:
    """The mentions of every node, by node and source, in text order."""

    def __init__(self, view: Store | Rows, places: Mapping[str, int]) -> None:
        found: dict[str, dict[int, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        for node, article, begin, end, quote, confidence, factuality in asked(view, "mentions"):
            if article in places and begin.isdecimal() and end.isdecimal():
                source = places[article]
                sure = _number(confidence)
                stretch = Evidence(source, int(begin), int(end), quote, sure, factuality or "asserted")
                found[node][source].append(stretch)
        for by_source in found.values():
            for stretches in by_source.values():
                stretches.sort(key=lambda it: (it.begin, it.end, it.quote))
        self._found = found

    def of(self, node: str, sources: Sequence[int] | None = None) -> list[Evidence]:
        """All stretches that mention the node, of the sources given (all by default)."""
        by_source = self._found.get(node, {})
        wanted = sorted(by_source) if sources is None else [it for it in sources if it in by_source]
        return [stretch for source in wanted for stretch in by_source[source]]

    def sources(self, node: str) -> set[int]:
        """The places of the sources that mention the node."""
        return set(self._found.get(node, {}))

    def best(self, node: str, sources: Sequence[int] | None) -> list[Evidence]:
        """The surest stretch of each source."""
        by_source: dict[int, list[Evidence]] = defaultdict(list)
        for stretch in self.of(node, sources):
            by_source[stretch.source].append(stretch)
        return [max(it, key=_sureness) for _, it in sorted(by_source.items())]

    def between(self, event: str, other: str, sources: Sequence[int] | None) -> tuple[Evidence, ...]:
        """In each source the words for the event and, near them, those for the other node.

        Without a source that names both, the words for the event; without these, those for the other.
        """
        both = self.sources(event) & self.sources(other)
        wanted = sorted(both if sources is None else both & set(sources))
        picked: list[Evidence] = []
        for source in wanted:
            picked += _nearest(self._found[event][source], self._found[other][source])
        if not picked:
            picked = self.best(event, sources) or self.best(other, sources)
        return tuple(dict.fromkeys(picked))


def _nearest(events: list[Evidence], others: list[Evidence]) -> Iterable[Evidence]:
    """The pair of stretches with the smallest gap; only the first of it when even that is wide."""
    begins = [it.begin for it in others]
    best: tuple[int, int, int] | None = None
    for place, event in enumerate(events):
        middle = bisect_left(begins, event.begin)
        for near in range(max(0, middle - 2), min(len(others), middle + 3)):
            gap = max(others[near].begin - event.end, event.begin - others[near].end, 0)
            if best is None or (gap, place, near) < best:
                best = (gap, place, near)
    if best is None:
        return []
    gap, place, near = best
    return [events[place], others[near]] if gap <= NEAR else [events[place]]


def _sureness(it: Evidence) -> tuple[float, int, int]:
    return (it.confidence or 0.0, it.end - it.begin, -it.begin)


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
