"""The bounds of days, weekdays, months, seasons and years that are named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kg.extraction.times.calendar_bounds import (
    OPEN,
    Bounds,
    Closed,
    day_after,
    month_of,
    months_of,
    season_of,
    week_of,
    year_of,
)
from kg.extraction.times.durations import ordinal_of
from kg.extraction.times.time_view import (
    SLACK,
    View,
    closed_bounds,
    dated,
    day_in,
    edge_of,
    group,
    month_index,
    nearest,
    number,
    pair,
    part_of,
    same_day,
    shifted,
    weekday_index,
    year_in,
)


def _weekday(match: re.Match[str], view: View) -> Bounds:
    anchor = view.anchor
    if anchor is None:
        return OPEN
    index, mod = weekday_index(match["wd"]), group(match, "mod")
    if "from" in match.groupdict():
        return same_day(day_after(_coming(anchor, index), 7 * number(match["n"] or "one")))
    week = group(match, "week")
    if week:
        shift = {"last": -7, "next": 7}.get(week, 0)
        return same_day(day_after(week_of(anchor)[0], shift + index))
    if mod in ("following", "previous"):
        return OPEN
    return same_day(_weekday_from(anchor, index, mod, view, match[0]))


def _weekday_from(anchor: date, index: int, mod: str, view: View, words: str) -> date:
    """The day of the week that a modifier and the tense point to, counted from the anchor."""
    if mod == "last week":
        return day_after(week_of(anchor)[0], index - 7)
    if mod in ("last", "past", "this past"):
        return day_after(_past(day_after(anchor, -1), index), 0)
    if mod == "next":
        return day_after(week_of(anchor)[0], 7 + index)
    if mod in ("coming", "upcoming", "this coming"):
        return _coming(day_after(anchor, 1), index)
    if mod == "this" and view.tense is None:
        return day_after(week_of(anchor)[0], index)
    return _coming(anchor, index) if view.toward(words) == "future" else _past(anchor, index)


def _past(anchor: date, index: int) -> date:
    return day_after(anchor, -((anchor.weekday() - index) % 7))


def _coming(anchor: date, index: int) -> date:
    return day_after(anchor, (index - anchor.weekday()) % 7)


def _weekdays(match: re.Match[str], view: View) -> Bounds:
    anchor = view.anchor
    if anchor is None:
        return OPEN
    if "word" in match.groupdict() or "word2" in match.groupdict():
        return _with_day_near(match, anchor, view)
    first, last = weekday_index(match["wd"]), weekday_index(match["wd2"])
    length = (last - first) % 7
    week, mod = group(match, "week"), group(match, "mod")
    if week:
        begin = day_after(week_of(anchor)[0], {"last": -7, "next": 7}.get(week, 0) + first)
    elif mod or view.toward(match[0]) == "future":
        begin = _weekday_from(anchor, first, mod, view, match[0])
    elif view.tense == "present":  # the days that we are in, else those to come
        within = (anchor.weekday() - first) % 7 <= length
        begin = _past(anchor, first) if within else _coming(anchor, first)
    else:
        begin = day_after(_past(anchor, last), -length)
    return begin, day_after(begin, length)


def _with_day_near(match: re.Match[str], anchor: date, view: View) -> Bounds:
    """The days from one to the other of "today and Sunday", "on Tuesday and yesterday"."""
    near = group(match, "word") or group(match, "word2")
    day = day_after(anchor, {"yesterday": -1, "tomorrow": 1}.get(near, 0))
    if group(match, "word2"):
        return _past(day_after(day, -1), weekday_index(match["wd"])), day
    index = weekday_index(match["wd2"])
    if near == "yesterday" or (near == "today" and view.tense == "past"):
        return _past(day_after(day, -1), index), day
    return day, _coming(day_after(day, 1), index)


def _date(match: re.Match[str], view: View) -> Bounds:
    if "iso" in match.groupdict():
        return same_day(date.fromisoformat(match["iso"]))
    if "sep" in match.groupdict():
        return _numeric(match)
    if "feast" in match.groupdict():
        month, number_ = _FEASTS[group(match, "feast").replace("’", "'")]
    elif "mon" not in match.groupdict():
        return _day_of_month(match, view)
    else:
        nth = group(match, "nth")
        month, number_ = month_index(match["mon"]), (ordinal_of(nth) or 0) if nth else int(match["d"])
    return dated(match, view, lambda y: pair(day_in(y, month, number_), day_in(y, month, number_)))


_FEASTS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
}


def _numeric(match: re.Match[str]) -> Bounds:
    """Day, month and year in figures: with dots the day leads, with strokes both orders are tried."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    options = {day_in(year, b, a)} if match["sep"] == "." else {day_in(year, b, a), day_in(year, a, b)}
    days = [d for d in options if d]
    return same_day(days[0]) if len(days) == 1 else OPEN


def _day_of_month(match: re.Match[str], view: View) -> Bounds:
    """The day of "on the 21st": of the anchor's month, or the one before or after it as the tense has it."""
    anchor, relative, day = view.anchor, group(match, "mrel"), int(match["d"])
    if relative in _SAME_MONTH:
        told = view.reference
        same = told is not None and (told[0].year, told[0].month) == (told[1].year, told[1].month)
        found = day_in(told[0].year, told[0].month, day) if told is not None and same else None
        return same_day(found) if found else OPEN
    if anchor is None:
        return OPEN
    shift = {"last": -1, "next": 1}.get(relative, 0)
    if not relative and view.toward(match[0]) == "future" and day < anchor.day:
        shift = 1
    if not relative and view.toward(match[0]) != "future" and day > anchor.day:
        shift = -1
    first = month_of(anchor.year, anchor.month + shift)[0]
    found = day_in(first.year, first.month, day)
    return same_day(found) if found else OPEN


_SAME_MONTH = frozenset({"that", "the same", "that same"})


def _span(match: re.Match[str], view: View) -> Bounds:
    if "iso" in match.groupdict():
        return pair(date.fromisoformat(match["iso"]), date.fromisoformat(match["iso2"])) or OPEN
    name, name2 = match["mon"] or match["mon2"], match["mon2"] or match["mon"]
    month, month2, day, day2 = month_index(name), month_index(name2), int(match["d"]), int(match["d2"])

    def bounds_in(year: int) -> Closed | None:
        return pair(day_in(year, month, day), day_in(year + (month2 < month), month2, day2))

    if match["y"] and match["y2"]:
        return pair(day_in(int(match["y"]), month, day), day_in(int(match["y2"]), month2, day2)) or OPEN
    if match["y2"] and month2 < month:
        return bounds_in(int(match["y2"]) - 1) or OPEN
    return dated(match, view, bounds_in)


def _month(match: re.Match[str], view: View) -> Bounds:
    month, mod = month_index(match["mon"]), group(match, "mod")
    base = view.base
    if mod and not group(match, "y") and base is not None:
        year = base.year
        if mod in ("last", "past", "this past"):
            year -= month >= base.month
        elif mod in ("next", "coming", "this coming"):
            year += month <= base.month
        bounds: Bounds = month_of(year, month)
    else:
        bounds = dated(match, view, lambda year: month_of(year, month), whole=True)
    closed = closed_bounds(bounds)
    return part_of(closed, edge_of(match)) if closed else OPEN


def _months(match: re.Match[str], view: View) -> Bounds:
    month, month2 = month_index(match["mon"]), month_index(match["mon2"])
    listed = " and " in match[0] and not match[0].lower().startswith(("between", "from"))
    if listed and (month - month2) % 12 < _NEAR < (month2 - month) % 12:
        month, month2 = month2, month  # "in May and April"; not "in December and January"
    length = (month2 - month) % 12 + 1
    if match["y"] and match["y2"]:
        return pair(month_of(int(match["y"]), month)[0], month_of(int(match["y2"]), month2)[1]) or OPEN
    if match["y2"]:
        return months_of(int(match["y2"]) - (month2 < month), month, length)
    return dated(match, view, lambda year: months_of(year, month, length), whole=True)


_NEAR = 4


def _plain_year(match: re.Match[str], _: View) -> Bounds:
    return part_of(year_of(int(match["y"])), edge_of(match))


def _years(match: re.Match[str], _: View) -> Bounds:
    first = int(match["y"])
    last = first // 100 * 100 + int(match["yy"]) if "yy" in match.groupdict() else int(match["y2"])
    return pair(date(first, 1, 1), date(last, 12, 31)) or OPEN


def _decade(match: re.Match[str], _: View) -> Bounds:
    return year_of(int(match["dec"]) if match["dec"] else 1900 + 10 * int(match["dd"]), 10)


def _century(match: re.Match[str], _: View) -> Bounds:
    return year_of(100 * int(match["c"]) - 99, 100)


def _season(match: re.Match[str], view: View) -> Bounds:
    name, mod = group(match, "season"), group(match, "mod")
    year = year_in(match, view)
    if year is not None:
        return season_of(year, name)
    base = view.base
    if base is None:
        return OPEN
    seasons = [season_of(y, name) for y in range(base.year - 2, base.year + 3)]
    if mod == "this past":  # in May "this past spring" is the one that has run for a while
        return [s for s in seasons if day_after(s[0], 45) <= base][-1]
    if mod in ("last", "past"):
        return [s for s in seasons if s[1] < base][-1]
    if mod in ("next", "coming", "this coming"):
        return next(s for s in seasons if s[0] > base)
    if mod == "this" and view.tense is None:
        return next(s for s in seasons if s[1] >= base)
    return nearest(view, match[0], lambda y: season_of(y, name), 0)


def _quarter(match: re.Match[str], view: View) -> Bounds:
    year = year_in(match, view)
    if year is None:
        return OPEN
    word = group(match, "q")
    index = int(word) if word.isdecimal() else {"first": 1, "second": 2, "third": 3}.get(word, 4)
    return months_of(year, 3 * index - 2, 3)


def _half(match: re.Match[str], view: View) -> Bounds:
    year = year_in(match, view)
    return OPEN if year is None else months_of(year, 1 if group(match, "h") == "first" else 7, 6)


def _first(match: re.Match[str], view: View) -> Bounds:
    """The days of "the first three months of 2016", "the last ten days of May"."""
    count, unit = number(match["n"]), group(match, "unit")
    year = year_in(match, view)
    if match["mon"]:
        month = month_index(match["mon"])
        whole = closed_bounds(
            month_of(year, month) if year else dated(match, view, lambda y: month_of(y, month))
        )
    else:
        whole = year_of(year) if year else None
    if whole is None:
        return OPEN
    first, last = whole
    if group(match, "which") == "first":
        return first, min(last, day_after(shifted(first, unit, count), -1))
    return max(first, shifted(day_after(last, 1), unit, -count)), last


def _week(match: re.Match[str], view: View) -> Bounds:
    rest = match["rest"]
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", rest)
    year = re.search(r"\d{4}", rest)
    name = re.search(r"[A-Za-z]+", rest)
    if not day or not name:
        return OPEN
    month = month_index(name[0])

    def bounds_in(candidate: int) -> Closed | None:
        found = day_in(candidate, month, int(day[0]))
        return week_of(found) if found else None

    return (bounds_in(int(year[0])) or OPEN) if year else nearest(view, match[0], bounds_in, SLACK)


NAMED: dict[str, Callable[[re.Match[str], View], Bounds]] = {
    "weekday": _weekday,
    "weekdays": _weekdays,
    "date": _date,
    "span": _span,
    "month": _month,
    "months": _months,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "first": _first,
    "week": _week,
    "year": _plain_year,
}
