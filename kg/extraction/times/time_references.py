"""What words that count from another event of the text denote: "the same day", "the night before"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.times import times
from kg.extraction.times.chronicles import YEARLESS, dated_above, year_above
from kg.extraction.times.time_view import Tense
from kg.extraction.tokens.frozen_doc import Doc
from kg.model import Time

_COUNTED = frozenset({"anaphoric", "deictic", "relative"})
_DAYS = frozenset({"weekday", "weekdays", "date", "span", "deictic", "anaphoric"})
_REACH = 3
"""Sentences that the event counted from may stand before the words."""
_REACH_THAT = 8
"""The same for "that day", of which texts that tell of one day alone go on telling."""
_MOST_DAYS = 6


def resolve_in_text(
    doc: Doc, spans: Sequence[times.TimeSpan], span: times.TimeSpan, anchor: date | None, tense: Tense | None
) -> Time | None:
    """The time that an expression denotes where it stands; ``spans`` are all of the text, in order.

    "Lund spoke on Monday. The next day she met X" gives Tuesday. Not so across more than three sentences, nor
    from a day that only a month or year is told of.
    """
    counted = span.kind in _COUNTED or _SAME_UNIT.search(span.text) is not None
    following = counted and _from_what_follows(doc, span)
    reference = _reference(doc, spans, span, anchor, tense) if counted and not following else None
    if following:
        reference = _of_what_follows(doc, spans, span, anchor, tense)
    if reference is None and tense == "past":
        anchor = _end_of_year_told(doc, spans, span, anchor) or anchor
    return times.resolve(span.text, anchor, tense=tense, reference=reference)


def _from_what_follows(doc: Doc, span: times.TimeSpan) -> bool:
    """Whether words count from what is named after them: "seven weeks ahead of the summit", "a day after
    returning from Oslo".
    """
    last = doc[span.last - 1]
    ends = last.lower_ in _COUNTING and last.dep_ in {"prep", "pcomp", "mark", "advmod"}
    after = doc[span.last] if span.last < len(doc) else None
    named = after is not None and after.pos_ in {"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"}
    return ends and after is not None and (named or after.tag_ == "VBG")


def _of_what_follows(
    doc: Doc, spans: Sequence[times.TimeSpan], span: times.TimeSpan, anchor: date | None, tense: Tense | None
) -> Time | None:
    """The day of what is named after words that count from it: of "two days after the summit on May 3".

    Not of "two days after the summit he flew to Lima on May 3", nor of a day told further on.
    """
    at = bisect_left(spans, span.last, key=lambda s: s.first)
    after = spans[at] if at < len(spans) else None
    if after is None or after.kind not in _DAYS - _COUNTED or after.first - span.last > _JUST_AFTER:
        return None
    between = doc[span.last : after.first]
    if any(t.pos_ in {"VERB", "AUX"} or t.is_sent_start or t.text in {",", ";"} for t in between):
        return None
    found = times.resolve(after.text, anchor, tense=tense)
    if found is None or found.earliest is None or found.latest is None:
        return None
    return found if (found.latest - found.earliest).days <= _MOST_DAYS else None


_JUST_AFTER = 10
_COUNTING = frozenset("of before after to following".split())


def _reference(
    doc: Doc, spans: Sequence[times.TimeSpan], span: times.TimeSpan, anchor: date | None, own: Tense | None
) -> Time | None:
    """The nearest day told of before an expression, in its sentence or the three before it; of words that
    count years or months, the nearest year or month: "in March 2021. A year later", "in May of that year".

    What the words tell of, in the tense ``own``, says whether a present is to come: "She arrives on Monday.
    The next day she will meet X".
    """
    floor = doc[span.first].sent
    for _ in range(_REACH_THAT if _THAT_DAY.search(span.text) else _REACH):
        if floor.start == 0:
            break
        floor = doc[floor.start - 1].sent
    low = bisect_left(spans, floor.start, key=lambda s: s.first)
    high = bisect_left(spans, span.first, key=lambda s: s.first)
    widest, kinds = _widest(span)
    before = [s for s in spans[low:high] if s.kind in kinds and not _names_event(doc, s)]
    before = [s for s in before if s.last > doc[span.first].sent.start or not _of_thing_done(doc, s)]
    for n, earlier in reversed(list(enumerate(before))):
        if own == "future" and n > 0 and _only_said(doc, before[n - 1], earlier, span):
            continue
        if own == "past" and _goes_then(doc, earlier):
            continue
        tense = tense_of(doc[earlier.first : earlier.last].root)
        tense = own if own == "future" and tense == "present" else tense
        found = resolve_in_text(doc, before[:n], earlier, anchor, tense)
        if found is None or found.earliest is None or found.latest is None:
            continue
        ahead = anchor is not None and found.earliest > anchor and earlier.last <= doc[span.first].sent.start
        if ahead and span.text.lower().endswith(" in the day"):
            continue  # "X is due in Oslo on Tuesday. Y was to meet Z later in the day": of this day
        ahead = ahead or (anchor is None and tense == "future")
        if ahead and own == "past" and _ON_IT.search(span.text):
            continue  # "the summit will be held on 3 May. The same day, he met Y"
        if (found.latest - found.earliest).days <= widest:
            return found
    return None


_ON_IT = re.compile(r"\b(same|that|next|following|later)\b", re.IGNORECASE)


def _goes_then(doc: Doc, span: times.TimeSpan) -> bool:
    """Whether a day is that of a journey to come, from which nothing past counts: "goes to Lima [on Friday].
    A day earlier she met X".
    """
    verb = clauses.clause_of(doc[span.first : span.last].root)
    return verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in _JOURNEYS


_JOURNEYS = frozenset("go fly travel head leave depart continue".split())


def _only_said(doc: Doc, event: times.TimeSpan, said: times.TimeSpan, span: times.TimeSpan) -> bool:
    """Whether a day is that on which somebody told of an event that has its own, from which what comes
    counts: Monday of "X will visit Oslo on May 20, he said [on Monday]. A day later he flies to Rome".
    """
    sent = doc[said.first].sent
    if not sent.start <= event.first < said.first or span.first < sent.end:
        return False
    verb = clauses.clause_of(doc[said.first : said.last].root)
    told = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    return told is not None and told.left_edge.i <= event.first <= told.right_edge.i and told.i < verb.i


def year_of_entry(doc: Doc, headings: Sequence[times.TimeSpan], span: times.TimeSpan) -> date | None:
    """A day of the year that the headings of a chronicle tell for a date without one, from which it is read
    as of that year: the year above it, or that of the last entry that has one and is not of a later day
    ("May 4, 1991: A", below it "June 2: B").
    """
    if (year := year_above(doc, headings, span)) is not None:
        return _within(span.text, year.year) if span in headings else year  # "agree to meet on January 7"
    above = dated_above(doc, headings, span)
    told = times.resolve(above.text, None) if above is not None else None
    if told is None or told.earliest is None:
        return None
    day = _within(span.text, told.earliest.year)
    own = times.resolve(span.text, day, tense="past")
    return day if own and own.earliest and own.earliest >= told.earliest else None


def _within(words: str, year: int) -> date:
    """The last day of a year, or its middle where words of its first weeks would be read as of the next."""
    end = date(year, 12, 31)
    own = times.resolve(words, end, tense="past")
    return end if own and own.earliest and own.earliest.year == year else date(year, 6, 30)


def _names_event(doc: Doc, span: times.TimeSpan) -> bool:
    """Whether a date only says which event is meant: "the May 5 raids", "the November 25, 2003 truce"."""
    before, after = span.first - 1, span.last
    if span.kind != "date" or before < 0 or after >= len(doc):
        return False
    return doc[before].lower_ in {"the", "his", "her", "its", "their"} and doc[after].pos_ in {
        "NOUN",
        "PROPN",
    }


def _of_thing_done(doc: Doc, span: times.TimeSpan) -> bool:
    """Whether a day only says of which thing something is told: "the agreement signed [on May 15]"; not "the
    talks held on May 15".
    """
    done = clauses.clause_of(doc[span.first : span.last].root)
    thing = done.head.lemma_.lower()
    return done.dep_ == "acl" and done.tag_ == "VBN" and thing in _THINGS


_THINGS = frozenset(
    """
    agreement accord deal pact treaty truce ceasefire resolution statement declaration letter law decree
    report document communique memorandum plan proposal
    """.split()
)


def _widest(span: times.TimeSpan) -> tuple[int, frozenset[str]]:
    """How many days the time may span that words count from, and of which kinds it is."""
    words = span.text.lower()
    if "same day" in words:
        return 0, _DAYS
    if "year" in words or _FOLLOWING.search(words):
        return 366, _DAYS | {"month", "months", "season", "year"}
    return (31, _DAYS | {"month"}) if "month" in words else (_MOST_DAYS, _DAYS)


def _end_of_year_told(
    doc: Doc, spans: Sequence[times.TimeSpan], span: times.TimeSpan, anchor: date | None
) -> date | None:
    """The last day of the past year that the sentence or the one before it goes on telling of.

    "They met in March 2021. In October, X went to Lima": October 2021; not "In February", nor in a later
    paragraph, nor "last October".
    """
    if span.kind not in YEARLESS or _TOLD_YEAR.search(span.text):
        return None
    sentence = doc[span.first].sent
    again = sentence.start > 0 and not doc[sentence.start - 1].is_space
    floor = doc[sentence.start - 1].sent.start if again else sentence.start
    at = bisect_left(spans, span.first, key=lambda s: s.first) - 1
    before = spans[at] if at >= 0 and spans[at].first >= floor else None
    year = before is not None and before.kind == "year" and before.first >= sentence.start
    named = before is not None and (year or before.kind in YEARLESS)
    told = re.search(r"\b(?:19|20)\d\d$", before.text) if before and named else None
    if before is None or told is None or (anchor is not None and int(told[0]) >= anchor.year):
        return None
    end = date(int(told[0]), 12, 31)
    earlier, later = times.resolve(before.text, end), times.resolve(span.text, end, tense="past")
    ordered = earlier and later and earlier.earliest and later.earliest and earlier.earliest <= later.earliest
    return end if ordered else None


_TOLD_YEAR = re.compile(r"\d{4}|\b(?:last|next|this|past|coming|since|until|by) |year", re.IGNORECASE)
_FOLLOWING = re.compile(r"\bfollowing (?!day|morning|afternoon|evening|night|week|month)")
_THAT_DAY = re.compile(r"\b(?:that|same) (?:day|morning|afternoon|evening|night)$", re.IGNORECASE)
_SAME_UNIT = re.compile(r"\b(?:that|same|very) (?:year|month)$", re.IGNORECASE)
