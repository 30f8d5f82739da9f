"""The one day that a piece of text names, or nothing: no part of a date is ever filled in or guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_TIME = r"(?=$|[^\d/.-]|[.,-]?\s|T?\d{2}:|-?T\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d/.-])(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME}",
        rf"(?<![\d/.-])(?P<year>\d{{4}})(?P<sep>[/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_TIME}",
        r"(?<![\d/.-])(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=T\d{4}|$|\s)",
        rf"(?<![\d/.-]){_DAY}[\s\u00a0.-]*(?:of\s+)?(?<![a-z]){_MONTH}[\s\u00a0,-]*{_YEAR}",
        rf"(?<![a-z]){_MONTH}[\s\u00a0]*{_DAY}(?:,|\s)\s*{_YEAR}",
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<sep>[/-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})(?![\d/-])",
    )
)
_CHANGED = re.compile(r"\b(?:updated?|modified|edited|revised|changed|corrected|amended)\b[^\d]{0,30}$", re.I)
_RANGE = re.compile(r"(?:\d|[a-z])\.?\s*[-–—]\s*$", re.IGNORECASE)
_EARLIEST, _LATEST = 1800, 2100
_UNSET = frozenset({date(1970, 1, 1), date(1900, 1, 1), date(1969, 12, 31)})
"""What programs write where no date was set."""


def day_in(text: str, *, day_first: bool | None = None) -> date | None:
    """The day that ``text`` names, ``None`` where it names none, several, or one that cannot be told.

    ISO 8601, RFC 822, English words ("31st of January 2024", "Jan. 31, 2024, 10 a.m. ET") and numbers; a
    clock time and its zone leave the day as it is written. "01.02.2024" is the first of February;
    "01/02/2024" is nothing unless ``day_first`` says how to read it. What was changed on a day does not
    count: "Published 31 January 2024, updated 2 February 2024" is the former. Nor does the end of a range.

    >>> day_in("Wed, 31 Jan 2024 23:30:00 -0500")
    datetime.date(2024, 1, 31)
    >>> day_in("January 2024") is day_in("31 - 32/13/2024") is None
    True
    """
    sample = text[:500]
    found = {
        day
        for start, day in _days(sample, day_first)
        if not _CHANGED.search(sample[:start]) and not _RANGE.search(sample[:start])
    }
    return found.pop() if len(found) == 1 else None


def is_plausible(day: date) -> bool:
    """Whether an article may have been published on this day: not a year out of reach, not an unset clock."""
    return _EARLIEST <= day.year <= _LATEST and day not in _UNSET


def _days(text: str, day_first: bool | None) -> Iterator[tuple[int, date]]:
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match.groupdict(), day_first)
            if day is not None and is_plausible(day):
                yield match.start(), day


def _day(parts: dict[str, str], day_first: bool | None) -> date | None:
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if day_first is None and first <= 12 and second <= 12 and first != second:
            return None
        day, month = (
            (second, first) if second > 12 or (day_first is False and first <= 12) else (first, second)
        )
    else:
        day = int(parts["day"])
        month = _MONTHS.get(parts["month"].lower()) or int(parts["month"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
