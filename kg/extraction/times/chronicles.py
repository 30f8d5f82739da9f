"""The headings of chronicles: the dates that open their lines, and the years under which such lines stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.sentences import DASHES

if TYPE_CHECKING:
    from kg.extraction.times.times import TimeSpan

_HEADINGS = frozenset({"date", "span", "month", "year"})
_BULLETS = DASHES | {"*", "•", "·", "---"}
YEARLESS = frozenset({"date", "span", "month"})
"""Kinds of times that may lack a year, which is told elsewhere."""
_YEAR = re.compile(r"\d{4}")


def _opens_line(doc: Doc, first: int) -> bool:
    """Whether a line begins at a token, or before the bullet in front of it."""
    if first and doc[first - 1].text in _BULLETS:
        first -= 1
    return first == 0 or "\n" in doc[first - 1].text


def _opens_sentence(doc: Doc, words: Span) -> bool:
    """Whether words stand behind a sentence and before a colon: June of "May 4: Talks in Lima. June: A"."""
    after = doc[words.end].text if words.end < len(doc) else ""
    return after == ":" and words.start > 0 and doc[words.start - 1].text in {".", "!", "?"}


def _set_off(doc: Doc, last: int) -> bool:
    """Whether a colon, a dash or the end of the line stands behind words that end before ``last``."""
    if last >= len(doc):
        return False
    after = doc[last].text
    return after == ":" or after.startswith("\n") or (after in DASHES and bool(doc[last - 1].whitespace_))


def opens_entry(doc: Doc, words: Span) -> bool:
    """Whether words open a line as the heading of what it tells: "1994 - The two sides sign a truce"."""
    return (_opens_line(doc, words.start) and _set_off(doc, words.end)) or _opens_sentence(doc, words)


def heads_entry(doc: Doc, span: TimeSpan) -> bool:
    """Whether a date opens a line as the heading of what it tells: "3 March 2022: Second round of talks",
    "-- May 4: Talks in Lima", "1994 - X visits Y", or is all of a line, as that of the next; not "On Monday:
    talks" within a line.
    """
    return span.kind in _HEADINGS and opens_entry(doc, doc[span.first : span.last])


def year_above(doc: Doc, headings: Sequence[TimeSpan], span: TimeSpan) -> date | None:
    """The last day of the year that is all of a line above the entry in which a date without a year stands:
    of "1991:", and below it "-- Nov 1: Talks in Lima"; or that opens the line, as in "1991: Nov 1: Talks".
    """
    before = _entry_of(doc, headings, span)
    year = next((h for h in reversed(before) if h.kind == "year"), None)
    if year is None or not _opens_year(doc, year):
        return None
    return date(int(_YEAR.findall(year.text)[0]), 12, 31)


def dated_above(doc: Doc, headings: Sequence[TimeSpan], span: TimeSpan) -> TimeSpan | None:
    """The last heading that has a year of its own, of an entry above that in which a date without one stands:
    "June 3, 1991: Talks in Lima", and below it "Nov 1: X visits Peru".
    """
    before = _entry_of(doc, headings, span)
    last = next((h for h in reversed(before) if _YEAR.search(h.text)), None)
    return None if last is None or last.kind == "year" or last.first == span.first else last


def _entry_of(doc: Doc, headings: Sequence[TimeSpan], span: TimeSpan) -> list[TimeSpan]:
    """The headings up to that of the entry in which a date without a year stands, none for another."""
    if span.kind not in YEARLESS or _YEAR.search(span.text):
        return []
    before = [h for h in headings if h.first <= span.first]
    apart = not before or any("\n" in t.text for t in doc[before[-1].last + 1 : span.first])
    return [] if apart else before


def _opens_year(doc: Doc, year: TimeSpan) -> bool:
    """Whether a heading is all of its line, but for a colon, or has a date with its own colon behind it."""
    at = year.last + (doc[year.last].text == ":")
    if at >= len(doc) or doc[at].text.startswith("\n"):
        return at < len(doc)
    words = [t.text for t in doc[at : at + 3]]
    day = sorted((w.isdigit(), w.isalpha()) for w in words[:2]) == [(False, True), (True, False)]
    return at > year.last and day and words[2:] == [":"]
