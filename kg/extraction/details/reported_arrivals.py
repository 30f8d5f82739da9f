"""Where people come to whose coming is reported without a place: "LIMA - President X arrives on Monday for a
two-day visit".
"""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene

_ARRIVING = frozenset({"arrive", "land"})
_BEGINNING = frozenset({"begin", "start", "open", "commence"})
_LONGEST = 6
"""Days before the report since when a visit is news."""


def where_reported(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The city that an article reports from, where those of another state are said to arrive or to begin a
    visit and no place is told, or to leave from after it: "left here after a visit"; not where they are said
    to leave for elsewhere, nor of visits long ago.
    """
    home = scene.places.reporting_state() if draft.family == "visit" else None
    leaves = any(map(_leaves_here, draft.occurrences))
    news = leaves or (_is_news(scene, draft) and any(map(_comes, draft.occurrences)))
    if home is None or not news:
        return []
    came = [i for i, role in draft.participants.items() if role != "role-host"]
    states = {scene.actor(s).key for s in scene.principals(came)}
    place = scene.places.reporting() if states and home not in states else None
    return [] if place is None else [place]


def _comes(occurrence: Occurrence) -> bool:
    """Whether somebody is said to arrive for a visit, or to begin one: "opened a visit on Monday"."""
    noun = occurrence.trigger.token
    if not occurrence.trigger.nominal:
        return False
    verb = clauses.clause_of(noun)
    if verb.lemma_ in _ARRIVING:
        return noun.dep_ == "pobj" and noun.head.lower_ in {"for", "on"}
    return verb.lemma_ in _BEGINNING and noun.dep_ == "dobj"


def _leaves_here(occurrence: Occurrence) -> bool:
    """Whether somebody is said to leave the place of the report after what he did on a visit: "left here
    after holding talks during a visit"; not "left here for a visit to Oslo".
    """
    noun = occurrence.trigger.token
    on = occurrence.trigger.nominal and noun.dep_ == "pobj" and noun.head.lower_ in {"during", "after", "on"}
    above = [t for t in noun.ancestors if t.lemma_ in _LEAVING] if on else []
    return any(c.lower_ == "here" for t in above for c in t.rights)


_LEAVING = frozenset({"leave", "depart"})


def _is_news(scene: Scene, draft: MeetingDraft) -> bool:
    day, written = draft.time.earliest, scene.written
    return day is not None and written is not None and (written - day).days <= _LONGEST
