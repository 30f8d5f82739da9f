"""Sides that stand for those who met: "A of Peru received B of Chile. The two sides discussed trade"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.calls import talk_on
from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.occurrences import Occurrence
from kg.extraction.scene import Scene

_SIDES = frozenset("side party country state nation".split())
_EXCHANGING = frozenset({"exchange view", "exchange opinion", "exchange idea", "compare note"})
_TALKING = frozenset({"exchange", "discussion", "conversation", "talk"})
_HAVING = frozenset({"have", "hold"})
_STATUS = frozenset({"held", "planned"})
_NEAR = 80


def name_those_who_met(scene: Scene, meetings: Sequence[MeetingDraft], occurrence: Occurrence) -> None:
    """Puts the persons who met in place of the sides that they are of, where sides "discussed" something.

    Not where day or place is told ("the two sides held talks in Oslo in May"), of other sides, nor "the two
    sides of the conflict".
    """
    own, status = occurrence.arguments, occurrence.status[0]
    if not _is_anaphor(occurrence) or own.places or occurrence.spans or status not in _STATUS:
        return
    sides = set(scene.principals(own.actors))
    for draft in reversed(meetings):
        near = occurrence.trigger.token.i - draft.tokens[-1] < _NEAR and draft.status_so_far == status
        people = [i for i in draft.participants if scene.actor(i).kind == "person"]
        if near and draft.family == "meeting" and len(people) > 1:
            met = set(scene.principals(draft.participants)) | set(draft.extra_parties)
            if met == sides and len(sides) > 1 and not set(own.actors) & set(draft.participants):
                evidence = next(iter(own.evidence.values()))
                own.actors = dict.fromkeys(draft.participants, "role-participant")
                own.evidence = dict.fromkeys(draft.participants, evidence)
            return


def _is_anaphor(occurrence: Occurrence) -> bool:
    """Whether a verb of talking has "the two sides", "both countries" for its subject, with nothing more; so
    "the two sides had an exchange of views".
    """
    frame, verb = occurrence.trigger.frame, occurrence.trigger.token
    if occurrence.trigger.nominal:
        told = frame.lemma in _TALKING and verb.dep_ == "dobj" and verb.head.lemma_ in _HAVING
        verb = verb.head
        if verb.lower_ == "in" and verb.head.lemma_ == "engage":
            told, verb = frame.lemma in _TALKING, verb.head
    else:
        told = frame.frame == "discuss" or frame.lemma in _EXCHANGING or talk_on(occurrence)
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if not told or len(subjects) != 1 or list(subjects[0].rights):
        return False
    if subjects[0].lower_ == "they":
        return True
    known = {c.lower_ for c in subjects[0].lefts} & {"the", "both", "two"}
    return subjects[0].lemma_.lower() in _SIDES and subjects[0].tag_ == "NNS" and bool(known)
