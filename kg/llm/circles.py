"""Events in an order that there can be: nothing is part of itself, or before what was earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kg.model import Act, Change, Meeting

Linked = TypeVar("Linked", Meeting, Change, Act)


def without_circles(events: tuple[Linked, ...]) -> tuple[Linked, ...]:
    """The events without those links of order, part or answer that lead back to where they begin, and without
    those of order that their days deny.
    """
    for name in ("part_of", "precedes", "in_response_to"):
        if events and hasattr(events[0], name):
            kept = _kept(events, name)
            links: list[dict[str, Any]] = [{name: kept.get(it.id, ())} for it in events]
            events = tuple(replace(it, **its) for it, its in zip(events, links, strict=True))
    return events


def _kept(events: Sequence[Meeting | Change | Act], name: str) -> dict[str, tuple[str, ...]]:
    """The links of this name by id, taken in order, each unless it would close a circle."""
    kept: dict[str, tuple[str, ...]] = {}
    known = {it.id: it for it in events}
    for event in events:
        for other in getattr(event, name):
            late = name == "precedes" and other in known and _later(event, known[other])
            if not late and not _leads(kept, other, event.id):
                kept[event.id] = (*kept.get(event.id, ()), other)
    return kept


def _leads(links: dict[str, tuple[str, ...]], start: str, end: str) -> bool:
    """Whether the links lead from one to the other."""
    seen, waiting = set[str](), [start]
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        if at not in seen:
            seen.add(at)
            waiting += links.get(at, ())
    return False


def _later(event: Meeting | Change | Act, other: Meeting | Change | Act) -> bool:
    """Whether an event takes place after another by the days that are known."""
    earliest, latest = event.time.earliest, other.time.latest
    return earliest is not None and latest is not None and earliest > latest
