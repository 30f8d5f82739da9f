"""Whence words of time are read, and what readings of different kinds have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.extraction.times.calendar_bounds import (
    MONTHS,
    OPEN,
    WEEKDAYS,
    Bounds,
    Closed,
    add_months,
    day_after,
    month_of,
    months_of,
    week_of,
    weekend_of,
    year_of,
)
from kg.extraction.times.time_patterns import NUMBER_WORDS

Tense = Literal["past", "present", "future"]
SLACK = 60  # days on the wrong side of the anchor that a day and month without a year may lie

_FUTURE = re.compile(r"\b(?:next|coming|upcoming|later this|until|till|by)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:since|last|past|earlier|as recently as)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """Whence words are read: the day of writing, the tense, and the bounds of the event they refer to."""

    anchor: date | None
    tense: Tense | None
    reference: Closed | None

    def toward(self, words: str) -> Tense:
        """The direction to look in: what the words say, else the tense, else the past."""
        if _PAST.search(words):
            return "past"
        if self.tense is None:
            return "future" if _FUTURE.search(words) else "past"
        return self.tense

    @property
    def base(self) -> date | None:
        """The day to count years from: the anchor, else the begin of the reference."""
        return self.anchor or (self.reference[0] if self.reference else None)


def number(word: str | None) -> int:
    """The value of a count in digits or words: ``"twenty-one"`` is 21."""
    if not word:
        return 1
    if word.isdecimal():
        return int(word)
    return sum(NUMBER_WORDS.get(part, 0) for part in word.casefold().split("-"))


def weekday_index(name: str) -> int:
    """0 for Monday to 6 for Sunday, from a full or shortened name."""
    return next(i for i, day in enumerate(WEEKDAYS) if day.startswith(name.casefold().strip(".")[:3]))


def month_index(name: str) -> int:
    """1 to 12, from a full or shortened name."""
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(name.casefold().strip(".")[:3]))


def group(match: re.Match[str], name: str) -> str:
    """The words of a group, single-spaced and lower-case; empty where the pattern lacks it."""
    return " ".join((match.groupdict().get(name) or "").casefold().split())


def year_in(match: re.Match[str], view: View, name: str = "y") -> int | None:
    """The year that is written, or that "last year" and the like stand for."""
    if written := group(match, name):
        return int(written)
    relative = group(match, "yrel")
    if relative.startswith(("that", "the ")):  # "of that year", "of the same year"
        return view.reference[0].year if view.reference else None
    if relative and view.base:
        return view.base.year + {"last": -1, "next": 1}.get(relative, 0)
    return None


def same_day(day: date) -> Bounds:
    """Bounds of that one day."""
    return day, day


def day_in(year: int, month: int, day: int) -> date | None:
    """The date, ``None`` where the calendar lacks it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def pair(first: date | None, last: date | None) -> Closed | None:
    """Both days as closed bounds, ``None`` when one is missing or they are in the wrong order."""
    return (first, last) if first and last and first <= last else None


def closed_bounds(bounds: Bounds) -> Closed | None:
    """The bounds when both ends are known."""
    first, last = bounds
    return None if first is None or last is None else (first, last)


def nearest(view: View, words: str, bounds_in: Callable[[int], Closed | None], slack: int) -> Bounds:
    """What comes every year, in the year that anchor, tense and slack settle.

    ``slack`` days on the wrong side are allowed where the right side would be much further away:
    "May 14" said on May 21 of a planned meeting is a week ago, not in a year.
    """
    base = view.base
    if base is None:
        return OPEN
    every = [b for year in range(base.year - 5, base.year + 6) if (b := bounds_in(year)) is not None]
    before = [b for b in every if b[0] <= base]
    after = [b for b in every if b[1] >= base]
    if not before or not after:
        return OPEN
    past, coming = before[-1], after[0]
    back, ahead = (base - past[1]).days, (coming[0] - base).days
    if view.toward(words) == "future":
        return past if 0 < back <= slack < ahead else coming
    return coming if 0 < ahead <= slack < back else past


def dated(
    match: re.Match[str], view: View, bounds_in: Callable[[int], Closed | None], *, whole: bool = False
) -> Bounds:
    """What returns every year, in the written year, the year of a modifier, or the nearest one.

    A weekday beside the date ("Tuesday, May 20") rules out the years in which it does not fit.
    """
    year = year_in(match, view) or year_in(match, view, "y2")
    if year is not None:
        return bounds_in(year) or OPEN
    if group(match, "yrel"):
        return OPEN  # "in June of the same year", of which nothing was told
    name = group(match, "wd")

    def fitting(candidate: int) -> Closed | None:
        bounds = bounds_in(candidate)
        wrong = bounds is not None and name and bounds[0].weekday() != weekday_index(name)
        return None if wrong else bounds

    mod = group(match, "mod")
    if mod == "this" and view.base:
        return bounds_in(view.base.year) or OPEN
    words = match[0] if mod != "next" else f"next {match[0]}"
    slack = 0 if mod or (whole and view.tense) else SLACK
    found = nearest(view, words, fitting, slack)
    return found if found != OPEN else nearest(view, words, bounds_in, slack)


def edge_of(match: re.Match[str]) -> str:
    """The part of a unit that the words name: "end", "first half", "early"; else empty."""
    return group(match, "edge") or group(match, "edge2")


def part_of(bounds: Closed, edge: str) -> Closed:
    """The part of a month or year that "first week of" and the like name; vaguer parts leave it whole."""
    first, last = bounds
    if edge in ("first half", "second half", "latter half"):
        return _halves(first, last)[0 if edge == "first half" else 1]
    if edge.endswith("week"):
        if edge == "last week":
            return day_after(last, -6), last
        begin = day_after(first, 7 * ("first", "second", "third").index(edge.split()[0]))
        return begin, day_after(begin, 6)
    return bounds


def _halves(first: date, last: date) -> tuple[Closed, Closed]:
    if (last - first).days > 300:
        middle = date(first.year, 6, 30)
    else:
        middle = day_after(first, 14 if (last - first).days > 25 else (last - first).days // 2)
    return (first, middle), (day_after(middle, 1), last)


def shifted(day: date, unit: str, count: int) -> date:
    """The day that many units away, to the day."""
    if unit in ("month", "year", "decade"):
        return add_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])
    return day_after(day, count * {"week": 7, "fortnight": 14}.get(unit, 1))


def unit_around(day: date, unit: str, shift: int = 0) -> Closed:
    """The calendar unit that the day is in, or the one that many units later."""
    if unit == "day":
        return day_after(day, shift), day_after(day, shift)
    if unit in ("week", "fortnight"):
        return week_of(day_after(day, 7 * shift * (2 if unit == "fortnight" else 1)))
    if unit == "weekend":
        return weekend_of(day_after(day, 7 * shift))
    if unit == "month":
        return month_of(day.year, day.month + shift)
    if unit == "quarter":
        return months_of(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * shift, 3)
    if unit == "decade":
        return year_of(day.year // 10 * 10 + 10 * shift, 10)
    if unit == "century":
        return year_of((day.year - 1) // 100 * 100 + 1 + 100 * shift, 100)
    return year_of(day.year + shift)
