"""When an event was, in words for readers, and whether that is more than what the article says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kg.rdf.labels import when as both_bounds


def parsed(day: str) -> date | None:
    """The day, or ``None`` for anything that is not an ISO date."""
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return None


def when(earliest: str, latest: str, words: Sequence[str]) -> str:
    """``"November 2023"``, ``"from 1 November 2023"``, ``"until 2022"``, ``"“on Tuesday”"`` or ``"undated"``.

    Words of the article stand in quotation marks where no day is known at all.
    """
    first, last = parsed(earliest), parsed(latest)
    known = both_bounds(first, last)
    if known:
        return known.replace("-", "–")
    if first is not None and last is None:
        return f"from {both_bounds(first, first)}"
    if last is not None and first is None:
        return f"until {_end(last)}"
    if first is not None and last is not None:  # bounds that contradict each other, as articles may
        return f"{both_bounds(last, last)} or {both_bounds(first, first)}"
    return f"“{words[0]}”" if words else "undated"


def _end(last: date) -> str:
    """A bound that closes a year or month is named by it."""
    if (last.month, last.day) == (12, 31):
        return str(last.year)
    if (last + timedelta(days=1)).day == 1:
        return both_bounds(last.replace(day=1), last)
    return both_bounds(last, last)


def inferred(earliest: str, latest: str, words: Sequence[str]) -> str:
    """Why a date is an inference: ``"from the order of events"``, ``"year not in the words “in October”"``.

    ``""`` where there is no date, where the words of the article name the year, and where the graph gives
    both bounds without words.
    """
    years = {day[:4] for day in (earliest, latest) if day}
    if not years:
        return ""
    if not words:
        return "" if earliest and latest else "from the order of events"
    if any(year in expression for expression in words for year in years):
        return ""
    return f"the words are “{words[0]}”"
