"""What words that count from another event of the text denote: "the same day", "the night before"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from kg.extraction import times
from kg.extraction.modality import tense_of
from kg.extraction.time_view import Tense
from kg.model import Time

_COUNTED = frozenset({"anaphoric", "deictic", "relative"})
_DAYS = frozenset({"weekday", "weekdays", "date", "span", "deictic", "anaphoric"})
_REACH = 3
"""Sentences that the event counted from may stand before the words."""
_MOST_DAYS = 6


def resolve_in_text(
    doc: Doc, spans: Sequence[times.TimeSpan], span: times.TimeSpan, anchor: date | None, tense: Tense | None
) -> Time | None:
    """The time that an expression denotes where it stands; ``spans`` are all of the text, in order.

    "Lund spoke on Monday. The next day she met X" gives Tuesday. Not so across more than three sentences, nor
    from a day that only a month or year is told of.
    """
    counted = span.kind in _COUNTED and not _from_what_follows(doc, span)
    reference = _reference(doc, spans, span, anchor) if counted else None
    return times.resolve(span.text, anchor, tense=tense, reference=reference)


def _from_what_follows(doc: Doc, span: times.TimeSpan) -> bool:
    """Whether words count from what is named after them: "seven weeks ahead of the summit"."""
    last = doc[span.last - 1]
    ends = last.lower_ in _COUNTING and last.dep_ in {"prep", "pcomp", "mark", "advmod"}
    after = doc[span.last] if span.last < len(doc) else None
    return ends and after is not None and after.pos_ in {"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"}


_COUNTING = frozenset("of before after to following".split())


def _reference(
    doc: Doc, spans: Sequence[times.TimeSpan], span: times.TimeSpan, anchor: date | None
) -> Time | None:
    """The nearest day told of before an expression, in its sentence or the three before it."""
    floor = doc[span.first].sent
    for _ in range(_REACH):
        if floor.start == 0:
            break
        floor = doc[floor.start - 1].sent
    low = bisect_left(spans, floor.start, key=lambda s: s.first)
    high = bisect_left(spans, span.first, key=lambda s: s.first)
    before = [s for s in spans[low:high] if s.kind in _DAYS]
    for n, earlier in reversed(list(enumerate(before))):
        tense = tense_of(doc[earlier.first : earlier.last].root)
        found = resolve_in_text(doc, before[:n], earlier, anchor, tense)
        if found is None or found.earliest is None or found.latest is None:
            continue
        days = (found.latest - found.earliest).days
        if days <= (0 if "same day" in span.text.lower() else _MOST_DAYS):
            return found
    return None
