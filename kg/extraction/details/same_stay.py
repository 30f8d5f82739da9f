"""Where a visitor meets people on a stay told of sentences before: "X is in Lima. ... He will see Y"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.details.stays import had_been
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.states_visited import stop_of
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import starts_before
from kg.model import Time

_BACK = frozenset("had has have last previously previous past before already".split())
_TO_BE = frozenset({"held", "ongoing", "planned"})
_GUESTS = frozenset({"role-visitor", "role-head-of-delegation"})
_REACH = 9
"""Sentences that a stay may be told of before a meeting on it."""
_LONGEST = 3
"""Days between the first and the last of an event on one of whose days people meet beside it."""


def on_same_stay(scene: Scene, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> list[str]:
    """Where one who takes part is on a visit, or meets others on the same day, told of up to nine sentences
    before: "X arrived in Lima on Monday. ... On Tuesday, X will see Y", "X met Y in Lima on Monday. ... X
    received Z on Monday".

    Not where he is told to be in two towns at the time, nor of a meeting of no day: "X met Y in Lima on
    Monday. ... X also met Z", nor where the words look back: "last met Z".
    """
    shuttle = draft.format == "mediation"  # "shuttled between the parties"
    if draft.family != "meeting" or shuttle or draft.status not in _TO_BE or _looks_back(draft):
        return []
    people = {i for i in draft.participants if scene.actor(i).kind == "person"}
    told = [m for m in meetings if m is not draft and m.places and people & set(m.participants)]
    told = [m for m in told if m.status in _TO_BE and _at_the_time(draft, m)]
    if not told or not _one_town(scene, told):
        return []
    token = draft.occurrences[0].trigger.token
    first = starts_before(token, _REACH)
    for other in (m for m in told if any(first <= i < token.sent.start for i in _words(m, token))):
        if other.family != "visit":
            if _same_day(draft.time, other.time):
                return other.places[:1]
            continue
        guests = {i for i, r in other.participants.items() if r in _GUESTS}
        if guests & people and not (had_been(other) or onward_only(other)):
            others = [i for i in draft.participants if i not in guests]
            where = stop_of(scene, other, others)
            beside = any(token.sent.start <= i < token.sent.end for i in other.tokens)
            return where if beside or not _of_a_third(scene, where, others) else []
    return []


def onward_only(visit: MeetingDraft) -> bool:
    """Whether all that is told of where a visit leads is where else it goes: "arrived on Monday. He will also
    travel to Goa", which is not where he meets the president.
    """
    told = [clauses.clause_of(o.trigger.token) for o in visit.occurrences if o.arguments.places]
    return bool(told) and all(any(c.lower_ == "also" for c in v.lefts) for v in told)


def _of_a_third(scene: Scene, where: list[str], others: list[str]) -> bool:
    """Whether those whom a visitor meets are of other states than that of the visit: who is to visit Lima may
    meet the president of Croatia anywhere.
    """
    states = set(scene.principals(i for i in others if scene.actor(i).kind == "person"))
    return bool(states) and bool(where) and scene.places.drafts[where[0]].state not in states


def _words(other: MeetingDraft, token: Token) -> list[int]:
    """The words of another event, of those in the sentence of a meeting only its verbs, as told before."""
    inside = range(token.sent.start, token.sent.end)
    verbs = any(not o.trigger.nominal and o.trigger.token.i in inside for o in other.occurrences)
    return [*other.tokens, *([token.sent.start - 1] if verbs else [])]


def _looks_back(draft: MeetingDraft) -> bool:
    """Whether the words of a meeting tell of one at another time: "had met Z", "last met Z", "will come after
    meeting Z".
    """
    token = draft.occurrences[0].trigger.token
    return token.dep_ == "pcomp" or any(
        c.lower_ in _BACK for c in (*clauses.clause_of(token).children, *token.lefts)
    )


def _at_the_time(draft: MeetingDraft, other: MeetingDraft) -> bool:
    """Whether two events may be days apart at most, and a meeting on a visit not before it."""
    mine, theirs = draft.time, other.time
    if times.disjoint(mine, theirs, days=2):
        return False
    if mine.earliest is None or theirs.earliest is None:
        return {draft.status, other.status} != {"held", "planned"}
    return other.family != "visit" or mine.earliest >= theirs.earliest


def _same_day(mine: Time, theirs: Time) -> bool:
    """Whether a meeting of one day is on that of another, or on one of its few."""
    day, first, last = mine.earliest, theirs.earliest, theirs.latest
    if day is None or day != mine.latest or first is None or last is None:
        return False
    return first <= day <= last and (last - first).days <= _LONGEST


def _one_town(scene: Scene, told: Sequence[MeetingDraft]) -> bool:
    """Whether the places of events are one town or state."""
    places = [scene.places.drafts[p] for m in told for p in m.places]
    towns = {p.within or p.near or p.id for p in places if p.actor is None}
    states = {p.state for p in places if p.state is not None}
    return len(towns) <= 1 and len(states) <= 1
