"""Pairs of meetings worth comparing: those that share two of who takes part and a month, or a series number.

Near linear: a meeting stands in few blocks, and a block is small because two participants seldom meet more
than some times a month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from kg.alignment.meeting_views import MeetingView

_MONTHS = 3
_MANY = 8


def meeting_candidates(views: Sequence[MeetingView]) -> Iterator[tuple[MeetingView, MeetingView]]:
    """Each pair once, of meetings of one family that no article tells side by side."""
    blocks: dict[tuple[str, ...], list[MeetingView]] = defaultdict(list)
    for view in views:
        for key in sorted(meeting_keys(view)):
            blocks[key].append(view)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for one, other in combinations(blocks[key], 2):
            pair = (one.node, other.node)
            if pair not in seen and not one.articles & other.articles:
                seen.add(pair)
                yield one, other


def meeting_keys(view: MeetingView) -> set[tuple[str, ...]]:
    """Pairs of participants by month or number; one participant and a place where no other is known."""
    who = sorted({*view.visitors, *view.sides} if view.family == "visit" else {*view.persons, *view.sides})
    surnames = sorted(f"~{name}" for name in view.persons.values())
    months = _months(view)
    pairs = list(combinations(who[:_MANY], 2))
    pairs += [(name, side) for name in surnames for side in sorted(view.sides)[:_MANY]]
    pairs += [
        (actor, place) for actor in (*who[:_MANY], *sorted(view.others)) for place in sorted(view.places)
    ]
    keys: set[tuple[str, ...]] = {(view.family, *pair, month) for pair in pairs for month in months}
    keys |= {(view.family, *pair, f"#{n}") for pair in pairs for n in view.ordinals}
    return keys


def _months(view: MeetingView) -> list[str]:
    """The months that the bounds touch; without bounds, or with wide ones, those around the reports."""
    days = [d for d in (view.earliest, view.latest) if d]
    if len(days) == 2 and (days[1] - days[0]).days <= _MONTHS * 31:
        return _between(days[0], days[1])
    found = {_month(day, 0) for day in days}
    for told in view.told:
        if told.published:
            found.update((_month(told.published, 0), _month(told.published, -1), _month(told.published, 1)))
    return sorted(found)


def _between(start: date, end: date) -> list[str]:
    count = (end.year - start.year) * 12 + end.month - start.month
    return [_month(start, n) for n in range(count + 1)]


def _month(day: date, shift: int) -> str:
    number = day.year * 12 + day.month - 1 + shift
    return f"{number // 12:04}-{number % 12 + 1:02}"
