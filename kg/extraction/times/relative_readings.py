"""The bounds of words that count from the day of writing ("last week") or another event ("a day later")."""

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
    weekend_of,
)
from kg.extraction.times.time_view import (
    View,
    edge_of,
    group,
    month_index,
    number,
    part_of,
    same_day,
    shifted,
    unit_around,
)


def _relative(match: re.Match[str], view: View) -> Bounds:
    mod, unit, edge = group(match, "mod"), group(match, "unit"), edge_of(match)
    if mod in ("that", "that same", "same", "following", "previous", "preceding", "ensuing"):
        return _relative_to(view.reference, mod, unit)
    anchor = view.anchor
    if anchor is None:
        return OPEN
    twice = match[0].lower().endswith("before last")
    if unit == "weekend" and not twice:
        return _weekend(anchor, mod, view, match[0])
    if mod in ("past", "this past") and unit in ("week", "fortnight", "month", "year", "decade"):
        return shifted(anchor, unit, -1), anchor
    shift = {"last": -1, "next": 1, "coming": 1, "this coming": 1}.get(mod, 0)
    shift -= twice
    if mod == "this" and unit == "week" and view.tense == "future" and anchor.weekday() == _SUNDAY:
        shift = 1  # "will meet this week", said on a Sunday
    return part_of(unit_around(anchor, unit, shift), edge)


_SUNDAY = 6


def _weekend(anchor: date, mod: str, view: View, words: str) -> Bounds:
    """Saturday and Sunday: "last" is the one before the current week's, "over the weekend" the tense's."""
    this = weekend_of(anchor)
    if mod in ("last", "past", "this past"):
        return unit_around(anchor, "weekend", -1)
    if mod == "next":
        return unit_around(anchor, "weekend", 1)
    if mod in ("this", "coming", "this coming") or view.toward(words) == "future":
        return this
    return this if this[0] <= anchor else unit_around(anchor, "weekend", -1)


def _relative_to(reference: Closed | None, mod: str, unit: str) -> Bounds:
    if reference is None or (reference[1] - reference[0]).days > {"decade": 3660, "year": 366}.get(unit, 31):
        return OPEN
    if mod in ("following", "ensuing"):
        return unit_around(reference[1], unit, 1)
    if mod in ("previous", "preceding"):
        return unit_around(reference[0], unit, -1)
    return unit_around(reference[0], unit)[0], unit_around(reference[1], unit)[1]


def _deictic(match: re.Match[str], view: View) -> Bounds:
    word, anchor = group(match, "word"), view.anchor
    if word in ("later", "earlier", "late", "early") and view.reference and _day_precise(view.reference):
        return view.reference
    if anchor is None:
        return OPEN
    if word == "overnight":
        return day_after(anchor, -1), anchor
    last = group(match, "word2") if "word2" in match.groupdict() else word  # "yesterday and today"
    return day_after(anchor, _SHIFTS.get(word, 0)), day_after(anchor, _SHIFTS.get(last, 0))


_SHIFTS = {
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _ago(match: re.Match[str], view: View) -> Bounds:
    """The day, week, month or year so long before the anchor; "more than" leaves the begin open."""
    anchor, unit = view.anchor, group(match, "unit")
    if anchor is None:
        return OPEN
    about = group(match, "about")
    count = number(group(match, "n"))
    if unit == "hour":
        if count % 24 and count > 24:
            return OPEN
        return (day_after(anchor, -1), anchor) if count < 24 else same_day(day_after(anchor, -count // 24))
    day = shifted(anchor, unit, -count)
    if match[0].endswith("today") and not about:
        return same_day(day)  # "a year ago today"
    if unit == "decade":
        return unit_around(day, "year")
    bounds = unit_around(day, unit)
    if about in ("more than", "over", "at least"):
        return None, bounds[1]
    return (bounds[0], anchor) if about == "less than" else bounds


def _in(match: re.Match[str], view: View) -> Bounds:
    """The time of "in two weeks", ahead of the anchor; open for "the third visit in two weeks"."""
    anchor, unit = view.anchor, group(match, "unit")
    op = group(match, "op") if "op" in match.groupdict() else "in"
    if anchor is None or unit == "hour" or (view.tense != "future" and not match["hence"]):
        return OPEN
    day = shifted(anchor, unit, number(group(match, "n")))
    if match[0].endswith("from today"):
        return same_day(day)
    return (anchor, day) if op == "within" else unit_around(day, "year" if unit == "decade" else unit)


def _rolling(match: re.Match[str], view: View) -> Bounds:
    anchor, unit = view.anchor, group(match, "unit")
    count = number(group(match, "n"))
    if anchor is None or group(match, "mod") == "following" or (unit == "hour" and count % 24):
        return OPEN
    if unit == "hour":
        count, unit = count // 24, "day"
    if group(match, "mod") in ("next", "coming"):
        return anchor, shifted(anchor, unit, count)
    return shifted(anchor, unit, -count), anchor


def _day_precise(reference: Closed) -> bool:
    """Whether the bounds are taken as the extent of an event (a week at most), not as doubt about its day."""
    return (reference[1] - reference[0]).days < 6


_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})


def _anaphoric(match: re.Match[str], view: View) -> Bounds:
    """What "two days before" or "the following day" says, counted from the event referred to.

    An event known only by month or year gives the whole range shifted: its day may be any of them.
    """
    reference = view.reference
    if reference is None:
        return OPEN
    if "mon" in match.groupdict():
        return _month_after(reference[1], month_index(match["mon"]))
    unit = group(match, "unit") or group(match, "one")
    if "which" in match.groupdict():
        which = group(match, "which")
        count = (
            1
            if "following" in which or "next" in which
            else -1
            if "previ" in which or "prece" in which
            else 0
        )
        unit = "day"
    else:
        backward = group(match, "way").split()[0] in ("earlier", "before", "prior", "previously", "ahead")
        count = number(group(match, "n")) * (-1 if backward else 1)
        if unit == "hour":
            if count % 24:
                return OPEN
            count, unit = count // 24, "day"
        unit = "day" if unit in _PARTS_OF_DAY else unit
    if _day_precise(reference) and count:
        start = reference[1] if count > 0 else reference[0]
        return unit_around(shifted(start, unit, count), "year" if unit == "decade" else unit)
    first, last = shifted(reference[0], unit, count), shifted(reference[1], unit, count)
    wide = "year" if unit == "decade" else unit
    return unit_around(first, wide)[0], unit_around(last, wide)[1]


def _month_after(day: date, month: int) -> Closed:
    """The first month of a name that begins after a day: "in December 2021 ... the following July"."""
    return month_of(day.year + (month <= day.month), month)


def _words_only(_match: re.Match[str], _view: View) -> Bounds:
    return OPEN


COUNTED: dict[str, Callable[[re.Match[str], View], Bounds]] = {
    "relative": _relative,
    "deictic": _deictic,
    "ago": _ago,
    "in": _in,
    "rolling": _rolling,
    "anaphoric": _anaphoric,
    "duration": _words_only,
    "vague": _words_only,
}
