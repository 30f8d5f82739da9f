"""Meetings as a table of pandas: one row for each participant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from kg.rdf.meetings import MeetingRecord

COLUMNS = (
    "meeting", "format", "status", "earliest", "latest", "places", "issues",
    "participant", "kind", "role", "office", "quote", "confidence",
)  # fmt: skip


def meeting_frame(records: Iterable[MeetingRecord]) -> pd.DataFrame:
    """One row for each participant of each meeting, and one for a meeting without known participants."""
    return pd.DataFrame([row for it in records for row in _rows(it)], columns=list(COLUMNS))


def _rows(it: MeetingRecord) -> Iterator[tuple[Any, ...]]:
    whole = (it.label, it.format, it.status, it.earliest, it.latest, list(it.places), list(it.issues))
    for who in it.participants:
        best = max(who.evidence, key=lambda e: e.confidence, default=None)
        said = (best.quote, best.confidence) if best else (None, None)
        yield (*whole, who.name, who.kind, who.role, who.office, *said)
    if not it.participants:
        yield (*whole, *[None] * (len(COLUMNS) - len(whole)))
