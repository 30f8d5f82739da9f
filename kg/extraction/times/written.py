"""The day on which a report was written, from which "today" and "Tuesday" are counted."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extraction.times import times
from kg.extraction.tokens.frozen_doc import Doc

_LATE = timedelta(days=4)
"""How long after its dateline a report appears at most; what lies farther apart is not its day of writing."""


def day_written(doc: Doc, published: date | None) -> date | None:
    """The day of the dateline ("LIMA, March 3 -"), else that of publication; ``None`` where neither is known.

    A dateline of a day without a year is read by the day of publication; one that is later than that or more
    than some days earlier is passed over.
    """
    for span in doc.spans.get("dateline_date", []):
        told = times.resolve(span.text, published, tense="past")
        day = None if told is None or told.earliest != told.latest else told.earliest
        if day is not None and (published is None or timedelta(0) <= published - day <= _LATE):
            return day
    return published
