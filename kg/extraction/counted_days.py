"""Days that are counted from another meeting of the article: "on the eve of the summit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.borrowed_places import occasion_of
from kg.extraction.calendar_bounds import edtf_of
from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.model import Time


def count_from(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives meetings that no word of time dates the day before the one on whose eve they are.

    "The summit opens on Friday. On the eve of the gathering, X met Y": Thursday; not "on the eve of the
    war", nor where the summit has no day.
    """
    for draft in meetings:
        if draft.time.earliest is not None or draft.time.latest is not None or draft.time.expressions:
            continue
        for eve in (e for o in draft.occurrences for e in _eves(o.trigger.token)):
            event = occasion_of(eve, draft, meetings)
            first = event.time.earliest if event is not None else None
            exact = first is not None and event is not None and event.time.latest is not None
            if first is None or not exact or (event and not _of_days(event)):
                continue
            day = first - timedelta(days=1)
            words = scene.doc[eve.head.i : eve.right_edge.i + 1].text
            draft.time = Time(day, day, edtf_of(day, day), (words,))
            break


def _eves(token: Token) -> Iterator[Token]:
    """The "eve" on which the clause of a meeting says that it is: "on the eve of the summit, X met Y"."""
    for host in {t.i: t for t in (token, clauses.clause_of(token))}.values():
        for prep in (c for c in host.children if c.dep_ == "prep" and c.lower_ == "on"):
            yield from (c for c in prep.children if c.dep_ == "pobj" and c.lower_ == "eve")


def _of_days(event: MeetingDraft) -> bool:
    """Whether the days of an event are known, not only its month."""
    first, last = event.time.earliest, event.time.latest
    return first is not None and last is not None and (last - first).days <= _LONGEST


_LONGEST = 7
