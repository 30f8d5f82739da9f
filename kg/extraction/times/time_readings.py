"""The bounds that one matched expression of time denotes, seen from a day, a tense and another event.

Each kind of ``time_patterns`` has one reading, which takes the match and the ``View`` and gives ``Bounds``,
``OPEN`` when the words alone do not settle it. Nothing falls back on the publication date.
"""

from __future__ import annotations

import re

from kg.extraction.times.calendar_bounds import Bounds, day_after
from kg.extraction.times.date_readings import NAMED
from kg.extraction.times.relative_readings import COUNTED
from kg.extraction.times.time_view import View, closed_bounds, edge_of, group

READINGS = NAMED | COUNTED

_STARTING = {"starting", "beginning"}
_SINCE = {"since", "from", "as of", "effective", "as early as", "no earlier than"}
_UNTIL = {"until", "till", "through", "by", "up to", "no later than", "not later than", "as late as"}
_BEFORE = {"before", "prior to", "ahead of"}
_OUT = ("out", "over")
_AFTER = {"after", "beyond", "following"}


def bounds_of(kind: str, match: re.Match[str], view: View) -> Bounds:
    """The bounds of a match with its leading preposition: "since" leaves the end open, "by" the begin."""
    read = READINGS[kind](match, view)
    bounds = closed_bounds(read)
    if bounds is None:
        return read
    op, (first, last) = group(match, "op"), bounds
    running = view.anchor is not None and first <= view.anchor <= last
    if op in _UNTIL | _BEFORE and edge_of(match) in {"end", "close", *_OUT} and running:
        return bounds  # "before the end of this month", which has begun
    if match[0].endswith(("'s", "’s")):
        return bounds
    if op in _STARTING and first != last:  # "starting next week": it begins within that week
        return bounds
    if op in _SINCE or op in _STARTING:
        return first, None
    if op in _UNTIL:
        return None, last
    if op in _BEFORE:
        return None, last if edge_of(match) in {"end", "close", "turn", *_OUT} else day_after(first, -1)
    if op in _AFTER:
        return day_after(last, 1), None
    return bounds
