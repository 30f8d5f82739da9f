"""Inclusive day bounds of calendar units, and the EDTF that says the same.

``Bounds`` is ``(earliest, latest)``; an unknown end is ``None``. Weeks run from Monday to Sunday,
seasons are those of the northern hemisphere in whole months. Functions that leave the range of
``datetime.date`` raise ``ValueError`` or ``OverflowError``; ``resolve`` of ``kg.extraction.times.times``
catches both.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

Bounds = tuple[date | None, date | None]
Closed = tuple[date, date]

OPEN: Bounds = (None, None)
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def day_after(day: date, days: int) -> date:
    """The day that many days later (earlier when negative)."""
    return day + timedelta(days=days)


def week_of(day: date) -> Closed:
    """Monday to Sunday of the week that the day is in."""
    monday = day_after(day, -day.weekday())
    return monday, day_after(monday, 6)


def weekend_of(day: date) -> Closed:
    """Saturday and Sunday of the week that the day is in."""
    monday = day_after(day, -day.weekday())
    return day_after(monday, 5), day_after(monday, 6)


def month_of(year: int, month: int) -> Closed:
    """First and last day of a month; months beyond 1..12 carry into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_of(year: int, month: int, count: int) -> Closed:
    """First day of a month and last day of the ``count``-th month from it."""
    return month_of(year, month)[0], month_of(year, month + count - 1)[1]


def year_of(year: int, count: int = 1) -> Closed:
    """First day of a year and last day of the ``count``-th year from it."""
    return date(year, 1, 1), date(year + count - 1, 12, 31)


def season_of(year: int, name: str) -> Closed:
    """Three whole months: spring March to May, summer June to August, autumn September to
    November, winter December to February of the next year.
    """
    return months_of(year, SEASON_START[name], 3)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day where the month is shorter."""
    first, last = month_of(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def _aligned(first: date, last: date) -> tuple[bool, bool]:
    """Whether the bounds are whole years, and whether they are whole months."""
    months = first.day == 1 and day_after(last, 1).day == 1 if last < date.max else first.day == 1
    return months and first.month == 1 and last.month == 12, months


def edtf_of(earliest: date | None, latest: date | None) -> str | None:
    """The shortest EDTF with exactly these bounds: ``2023-11``, ``/2022``, ``2015/``, ``199X``.

    An unknown end is left empty. ``None`` when both are unknown.
    """
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        first = "" if earliest is None else _open_end(earliest, first=True)
        last = "" if latest is None else _open_end(latest, first=False)
        return f"{first}/{last}"
    if earliest == latest:
        return earliest.isoformat()
    years, months = _aligned(earliest, latest)
    if years and earliest.year % 10 == 0 and latest.year == earliest.year + 9:
        return f"{earliest.year // 10:03d}X"
    size = 4 if years else 7 if months else 10
    first, last = earliest.isoformat()[:size], latest.isoformat()[:size]
    return first if first == last else f"{first}/{last}"


def _open_end(day: date, *, first: bool) -> str:
    """One end of an open interval, cut to the year or month where that gives the same day."""
    text = day.isoformat()
    for size in (4, 7):
        bounds = edtf_bounds(text[:size])
        if bounds[0 if first else 1] == day:
            return text[:size]
    return text


def edtf_bounds(edtf: str) -> Bounds:
    """The inclusive bounds of what ``edtf_of`` writes; ``ValueError`` for anything else."""
    ends = edtf.split("/") if "/" in edtf else [edtf, edtf]
    if len(ends) != 2:
        raise ValueError(edtf)
    return _edge(ends[0], first=True), _edge(ends[1], first=False)


def _edge(text: str, *, first: bool) -> date | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d{3}[\dX])(?:-(\d\d)(?:-(\d\d))?)?", text)
    if found is None:
        raise ValueError(text)
    year = int(found[1].replace("X", "0" if first else "9"))
    if found[3]:
        return date(year, int(found[2]), int(found[3]))
    month = int(found[2]) if found[2] else (1 if first else 12)
    return month_of(year, month)[0 if first else 1]
