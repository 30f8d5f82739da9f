"""The views of ``kg view`` over a part of the workspace: chosen by the server, so many nodes and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.alignment.names import words
from kg.server.pages.between import resolved
from kg.server.pages.frame import Site
from kg.views import neighbours
from kg.views.indexed import Entry, Index
from kg.views.lookup import search
from kg.views.neighbours import Filter
from kg.views.page import page

#: Nodes of a drawing unless ``limit`` says otherwise, and the most that it may say.
BUDGET, CAP = 80, 300
VIEWS = ("matrix", "columns", "network", "table")
_EVENTS = 300
#: Nodes or names of an answer that are looked at, and the longest name.
_RESULTS, LONGEST = 2_000, 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to draw: around a node, of two, of an article, of a search, or what a query found: IRIs, names."""

    focus: str = ""
    a: str = ""
    b: str = ""
    article: str = ""
    q: str = ""
    iris: tuple[str, ...] = ()
    view: str = "matrix"
    since: str = ""
    until: str = ""
    limit: int = BUDGET


def drawn_page(site: Site, index: Index, wanted: Wanted, home: str = "/") -> str:
    """The page of ``kg view`` over what is wanted, the rest counted."""
    first, events, title, of_events = _chosen(index, wanted)
    most = max(1, min(CAP, wanted.limit))
    nodes, _ = neighbours.around(index, events, 1_000_000) if events else ([], 0)
    every = list(dict.fromkeys([*first, *nodes]))
    kept = every[:most]
    total = len(every) + max(0, of_events - len(events))
    contents = index.contents(kept, of=total)
    view = wanted.view if wanted.view in VIEWS else "matrix"
    return page(contents, title=title or site.name, tool=site.tool, view=view, home=home)


def _chosen(index: Index, wanted: Wanted) -> tuple[list[int], list[int], str, int]:
    """Nodes that stand first, events in order, the title, and of how many events these are."""
    if wanted.iris:
        return _of_results(index, wanted.iris)
    if wanted.a and wanted.b:
        one, other = resolved(index, wanted.a), resolved(index, wanted.b)
        if one is None or other is None:
            return [], [], "", 0
        both = neighbours.together(index, one.number, other.number, _EVENTS)
        return (
            [one.number, other.number],
            [it.number for it in both.entries],
            f"{one.label} and {other.label}",
            both.of,
        )
    if wanted.article:
        entry = index.entry(wanted.article)
        if entry is None:
            return [], [], "", 0
        told = index.numbered(neighbours.told_in(index, entry.number)).values()
        events = _by_day(it for it in told if it.is_event)
        return [], [it.number for it in events], entry.label, len(events)
    if wanted.q:
        hits = [it for hit in search(index, wanted.q, 40) for it in hit.entries]
        return (*_of_entries(index, hits), f"“{wanted.q}”", 0)
    if wanted.focus:
        entry = resolved(index, wanted.focus)
        if entry is None:
            return [], [], "", 0
        if entry.is_event:
            return [], [entry.number, *_events_of(index, entry)], entry.label, 0
        only = Filter(since=wanted.since, until=wanted.until)
        found = neighbours.events(index, entry.number, only, _EVENTS)
        return [entry.number], [it.number for it in found.entries], entry.label, found.of
    meetings = index.leading("meeting", _EVENTS)
    of = index.count("SELECT last - first + 1 FROM groups WHERE kind = 'meeting'") if meetings else 0
    return [], [it.number for it in meetings], "", of


def _events_of(index: Index, entry: Entry) -> list[int]:
    found = neighbours.events(index, entry.number, Filter(), 40)
    return [it.number for it in found.entries]


def _of_results(index: Index, iris: Sequence[str]) -> tuple[list[int], list[int], str, int]:
    entries = [it for value in iris[:_RESULTS] for it in _meant(index, value)]
    first, events = _of_entries(index, entries)
    return first, events, "Results of a query", 0


def _meant(index: Index, value: str) -> list[Entry]:
    """The node of an IRI; of words, those whose very name they are."""
    node = index.entry(value)
    if node is not None or len(value) > LONGEST:
        return [node] if node is not None else []
    wanted = "rank IN (SELECT rank FROM exact WHERE name = ?) AND label = ? ORDER BY rank LIMIT 20"
    return index.ranked(wanted, " ".join(words(value)), value)


def _of_entries(index: Index, entries: Sequence[Entry]) -> tuple[list[int], list[int]]:
    """Events stand for themselves; where there is none, actors, issues and places for their latest events."""
    events = [it.number for it in entries if it.is_event]
    others = [it for it in entries if not it.is_event and it.kind != "article"]
    articles = [it for it in entries if it.kind == "article"]
    if not events:
        found = neighbours.shared(index, [it.number for it in others], _EVENTS)
        told = [n for it in articles[:20] for n in neighbours.told_in(index, it.number)]
        events = [*found, *(it.number for it in _by_day(index.numbered(told).values()) if it.is_event)]
    return [it.number for it in others], list(dict.fromkeys(events))[:_EVENTS]


def _by_day(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda it: (it.kind != "meeting", it.day or "9999", it.number))
