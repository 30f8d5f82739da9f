"""Expressions of time in an article, and the days they denote.

Time is honest: "on Tuesday" without a publication date keeps its words and has no bounds, "by 2030" has
no begin, "recently" no bounds at all. ``find_times`` reads the text and its tokens, ``resolve`` the words
alone; both share the patterns of ``time_patterns``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from kg.extraction.times.calendar_bounds import Bounds, edtf_of
from kg.extraction.times.chronicles import opens_entry
from kg.extraction.times.compared_times import is_comparison
from kg.extraction.times.durations import duration_of, ordinal_of
from kg.extraction.times.time_guards import dating_start, is_modifier, is_time
from kg.extraction.times.time_patterns import openers, patterns
from kg.extraction.times.time_readings import bounds_of
from kg.extraction.times.time_view import Tense, View
from kg.extraction.times.time_words import may_begin
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.model import Time

__all__ = ["TimeSpan", "duration_of", "find_times", "intersect", "ordinal_of", "resolve", "with_duration"]

_FINITE = frozenset("VBD VBZ VBP MD".split())
_BARE_YEAR = re.compile(r"(?:1[5-9]|20)(?<![\w/.,-]\d\d)\d\d(?![\w/]|[.,-]\d)")  # quickly found by figures

_DAY = r"(?:today|yesterday|tomorrow|(?-i:[A-Z][a-z]+day))\b"
_ANOTHER = re.compile(rf",? and (?P<on>(?:on|in)(?= )|{_DAY})", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}(?:['’]s)?")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """One expression: code points ``start:end`` of the text, tokens ``first:last``, its words and kind.

    A leading preposition is part of it when it belongs to the dating ("on Tuesday"). ``kind`` is a kind of
    the table of patterns, ``modifier`` for a year that names a thing ("the 2015 deal"), or ``comparison`` for
    words that say since when something is the first ("their first meeting since 2018").
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    kind: str


def find_times(doc: Doc) -> list[TimeSpan]:
    """All expressions of time in document order, none overlapping, the longest at each place."""
    text = doc.text  # built anew at each access
    found: list[tuple[int, int, int, str]] = []
    for start in openers(text, doc.tokens):
        for order, kind, matched in may_begin(text, start):
            match = matched(text, start)
            if match is not None and match.end() > start:
                found.append((start, -match.end(), order, kind))
    for match in _BARE_YEAR.finditer(text):
        found.append((match.start(), -match.end(), len(patterns()), "modifier"))
    spans: list[TimeSpan] = []
    end = 0
    for start, stop, _, kind in sorted(found):
        if start < end:
            continue
        words = _told_of_one(doc, text[start:-stop], start)
        span = _span(doc, words, start, kind)
        if span is not None:
            spans.append(span)
            end = start + len(words)
    return spans


def _told_of_one(doc: Doc, words: str, start: int) -> str:
    """The words that date one thing: "flew in [on Monday] and on Tuesday met X", "flew in [on Monday] and
    today met X" have a day for each verb; not "met X on Monday and on Tuesday", "on Monday and today".
    """
    for joint in _ANOTHER.finditer(words):
        tokens = doc.char_span(start + joint.start("on"), start + len(words), alignment_mode="expand")
        verb = tokens[0].head if tokens is not None else None
        if tokens is not None and tokens.end < len(doc) and doc[tokens.end].tag_ in _FINITE:
            return words[: joint.start()]
        if verb is not None and verb.idx >= start + len(words) and verb.dep_ == "conj":
            return words[: joint.start()]
    return words


def _span(doc: Doc, words: str, start: int, kind: str) -> TimeSpan | None:
    """The expression with its tokens, or ``None`` where the context says that it is none."""
    end = start + len(words)
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return None
    if kind in ("year", "modifier") and _YEAR.fullmatch(words):
        kind = "year" if _of(doc, tokens) or opens_entry(doc, tokens) else "modifier"
        if kind == "modifier" and not is_modifier(doc, tokens):
            return None
    if kind == "rolling" and tokens[0].lower_ == "last" and tokens[0].pos_ == "VERB":
        tokens, kind = doc[tokens.start + 1 : tokens.end], "duration"
        start = tokens.start_char
    if not is_time(doc, tokens, kind):
        return None
    if is_comparison(doc, tokens, kind):
        kind = "comparison"
    elif kind not in ("vague", "duration"):
        dating = dating_start(doc, tokens, start, words)
        if dating != start:
            start = dating
            tokens = doc.char_span(start, end, alignment_mode="expand") or tokens
    return TimeSpan(start, end, tokens.start, tokens.end, words[len(words) - (end - start) :], kind)


def _of(doc: Doc, tokens: Span) -> bool:
    """Whether the year dates by "of" ("the summit of 2016"), outside of a name ("Refugee Act of 1980")."""
    start = tokens.start
    return start > 0 and doc[start - 1].lower_ == "of" and (start < 2 or doc[start - 2].pos_ != "PROPN")


def resolve(
    span_text: str,
    anchor: date | None,
    *,
    tense: Tense | None = None,
    reference: Time | None = None,
) -> Time | None:
    """The time that the words denote, ``None`` when they are no expression of time; never raises.

    ``anchor`` is the day of writing; without it relative words stay without bounds. Months and days
    without a year lie nearest to the anchor on the side of the tense (past when unknown, unless the
    words themselves look ahead). ``reference`` is the time of another event: anaphoric words ("the
    following day", "a day before the summit") count from it, and a year is taken from it when there is no
    anchor.
    """
    words = " ".join(span_text.split())
    if not words:
        return None
    closed = None
    if reference is not None and reference.earliest and reference.latest:
        closed = (reference.earliest, reference.latest)
    view = View(anchor, tense, closed)
    best = _best(words)
    if best is None:
        return None
    kind, match = best
    earliest, latest = _bounds(kind, match, view)
    duration = duration_of(words) if kind == "duration" else None
    return Time(earliest, latest, edtf_of(earliest, latest), (words,), duration)


@lru_cache(maxsize=4096)
def _best(words: str) -> tuple[str, re.Match[str]] | None:
    """The kind and match of the pattern that reads all of the words, of anaphoric ones those at the front;
    the longest, of equals the first.
    """
    best: tuple[str, re.Match[str]] | None = None
    for kind, pattern in patterns():
        match = pattern.match(words)
        if match is None or (match.end() < len(words) and kind != "anaphoric"):
            continue
        if best is None or match.end() > best[1].end():
            best = kind, match
    return best


def _bounds(kind: str, match: re.Match[str], view: View) -> Bounds:
    """The bounds of a match; none for what the calendar does not have (May 45, year 0)."""
    try:
        return bounds_of(kind, match, view)
    except (ValueError, OverflowError, StopIteration, IndexError):
        return None, None


def intersect(a: Time, b: Time) -> Time:
    """The days that both allow, with the words of both in order; ``a``'s days where they share none."""
    earliest = max((d for d in (a.earliest, b.earliest) if d), default=None)
    latest = min((d for d in (a.latest, b.latest) if d), default=None)
    expressions = tuple(dict.fromkeys(a.expressions + b.expressions))
    duration = a.duration or b.duration
    if earliest and latest and earliest > latest:
        return replace(a, expressions=expressions, duration=duration)
    return Time(earliest, latest, edtf_of(earliest, latest), expressions, duration)


def disjoint(a: Time, b: Time, days: int = 0) -> bool:
    """Whether two times lie more than so many days apart; times with an unknown end never do."""
    if a.latest and b.earliest and a.latest + timedelta(days=days) < b.earliest:
        return True
    return bool(b.latest and a.earliest and b.latest + timedelta(days=days) < a.earliest)


def apart(a: Time, b: Time) -> bool:
    """Whether two times are not of one event: they lie apart, or one without an end began weeks before the
    other, as a course and a day of it: "since 2002" and "on Monday"; not "since Monday" and "on Friday".
    """
    return disjoint(a, b) or _outlasts(a, b) or _outlasts(b, a)


def _outlasts(course: Time, day: Time) -> bool:
    ends = course.latest is not None or day.latest is None
    if ends or course.earliest is None or day.earliest is None:
        return False
    return day.earliest - course.earliest > _WEEKS


_WEEKS = timedelta(days=28)


def with_duration(t: Time, days: int) -> Time:
    """The time of a thing that begins on the one known day and lasts so many days.

    "on Tuesday" and "two-day" give Tuesday to Wednesday. Times of more than one day, without a begin, or
    at the end of the calendar keep their days.
    """
    if days < 2 or t.earliest is None or t.latest not in (None, t.earliest):
        return t
    try:
        latest = t.earliest + timedelta(days=days - 1)
    except OverflowError:
        return t
    return replace(t, latest=latest, edtf=edtf_of(t.earliest, latest), duration=t.duration or f"P{days}D")
