"""Receptions on arrival, which are part of the visit: "flew to Oslo. She was met at the airport by X"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

_RECEIVING = frozenset("receive welcome greet".split())
_GATES = frozenset("airport airfield airbase station border port".split())
_ON = frozenset({"on", "upon"})
_DONE = frozenset({"held", "ongoing"})
_NEAR = 60
"""How many words the reception may be from the words on the visit."""


def with_welcomes(scene: Scene, drafts: Sequence[MeetingDraft]) -> list[MeetingDraft]:
    """The drafts, each visit with the reception of the visitor on arrival as part of it.

    "She was received at the airport by Minister X": X is there as a host of the visit told of beside it;
    "she was received by King X at the palace" stays a meeting of its own.
    """
    out = list(drafts)
    for visit in (d for d in drafts if d.family == "visit" and d.status_so_far in _DONE):
        visitors = {i for i, r in visit.participants.items() if r == "role-visitor"}
        for draft in [d for d in out if _welcomes(d, visitors, visit.tokens) and _beside(scene, visit, d)]:
            for occurrence in draft.occurrences:
                visit.absorb(occurrence, scene)
            out.remove(draft)
    return out


def sits_apart(draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether a sitting is told of beside a mere welcome: "X was greeted by Y. The visit follows the second
    session of the joint commission".
    """
    if not occurrence.trigger.nominal or occurrence.trigger.family != draft.family:
        return False
    sitting = occurrence.trigger.frame.lemma in _SITTINGS
    talking = sitting or occurrence.trigger.frame.lemma in _TALKS
    verbs = [o.trigger.token for o in draft.occurrences]
    return all((sitting and v.lemma_ in {"greet", "welcome"}) or (talking and on_arrival(v)) for v in verbs)


_SITTINGS = frozenset("session summit conference forum assembly".split())
_TALKS = frozenset("talk discussion negotiation meeting dialogue".split())


def _welcomes(draft: MeetingDraft, visitors: set[str], visit: Collection[int]) -> bool:
    """Whether a meeting is nothing but the reception of visitors where they come in.

    The visitors may be said by the words on it alone: "the delegation was welcomed on its arrival by X".
    """
    verbs = [o.trigger.token for o in draft.occurrences]
    if draft.family != "meeting" or not all(map(on_arrival, verbs)):
        return False
    if not visitors:
        return any(v.is_ancestor(v.doc[i]) for v in verbs for i in visit)
    return bool(visitors & set(draft.participants))


def on_arrival(verb: Token) -> bool:
    """Whether somebody is received where or when he comes in: "received at the airport", "on arrival", "as he
    landed"; not "when he arrived at the palace".
    """
    met = verb.lemma_ == "meet" and clauses.is_passive(verb)
    if verb.pos_ != "VERB" or not (met or verb.lemma_ in _RECEIVING):
        return False
    where = verb.head if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.lefts) else None
    if where is not None and (where.lower_ in _GATES or _at_gates(verb, where)):
        return True
    if any(map(_as_he_lands, verb.rights)):
        return True
    preps = [t for t in verb.subtree if t.dep_ == "prep" and t.lower_ in _ON | {"at"} and t.i - verb.i < 12]
    objects = [o for p in preps for o in p.children if o.dep_ == "pobj"]
    return any(o.lower_ in _GATES if o.head.lower_ == "at" else _comes_in(o) for o in objects)


def _as_he_lands(clause: Token) -> bool:
    """Whether a clause tells of coming in: "as he landed in Oslo", "when she stepped off the plane"."""
    marked = clause.dep_ == "advcl" and any(c.lower_ in {"as", "when"} for c in clause.lefts)
    off = any(c.lower_ in {"off", "down"} for c in clause.rights)
    towns = [o for o in clauses.prepositional(clause, "in", "at", "to") if o.ent_type_ != "DATE"]
    into = all(o.lower_ in _GATES or o.ent_type_ in {"GPE", "LOC"} for o in towns)
    return marked and (clause.lemma_ in _LANDING or (off and clause.lemma_ in {"step", "touch"})) and into


_LANDING = frozenset("land arrive alight disembark deplane".split())


def _at_gates(verb: Token, when: Token) -> bool:
    """Whether an hour stands between the gates and who receives there: "at the airport at 10am, where"."""
    before = verb.doc[max(verb.sent.start, when.i - _CLOSE) : when.i]
    return when.ent_type_ == "TIME" and any(t.lower_ in _GATES for t in before)


_CLOSE = 12


def _comes_in(noun: Token) -> bool:
    """Whether a noun is the arrival in a country or at its gates: "on arrival", not "at a palace"."""
    at = clauses.prepositional(noun, "at")
    return noun.lower_ == "arrival" and all(o.lower_ in _GATES for o in at)


def _beside(scene: Scene, visit: MeetingDraft, draft: MeetingDraft) -> bool:
    """Whether a reception is told of near the visit and may be where it is."""
    near = min(abs(a - b) for a in visit.tokens for b in draft.tokens) <= _NEAR
    apart = visit.places and draft.places
    same = any(scene.places.same_area(a, b) for a in visit.places for b in draft.places)
    return near and (same or not apart)
