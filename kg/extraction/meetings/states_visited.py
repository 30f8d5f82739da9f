"""The state that a visit is to, where the words on it do not say: "met her Kenyan counterpart on a visit";
the stops of a journey to several.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import gazetteer
from kg.extraction.arguments.unsaid_states import governs_somewhere
from kg.extraction.grammar import clauses
from kg.extraction.meetings.known_seats import occasions_of_bodies
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.offices.visited_countries import MEETING_SEATS
from kg.extraction.places.place_drafts import PlaceDraft, beyond_landing
from kg.extraction.scene import Scene

_ON = frozenset({"on", "during"})


def add_states_visited(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Makes the state where a visit is, or else whose people are met on it, one of its parties, in place."""
    for visit in meetings:
        if visit.family == "meeting":
            _add_state_of_officials(scene, visit)
        if visit.family != "visit":
            continue
        came = [i for i, r in visit.participants.items() if r in {"role-visitor", "role-head-of-delegation"}]
        own = set(scene.principals(came))
        told = {*scene.principals(visit.participants), *visit.extra_parties}
        if not own or told - own or _sees_people(visit):
            continue
        state = scene.places.drafts[visit.places[0]].state if visit.places else None
        state = state or (None if visit.places else _met_there(scene, visit, meetings, came, own))
        if state is not None and state not in told:
            visit.extra_parties.append(state)


def _add_state_of_officials(scene: Scene, meeting: MeetingDraft) -> None:
    """Makes the state where a guest meets officials of no state said a party: "In Jordan, the Norwegian envoy
    met [senior officials]", "left Lima after talks with [President X]", "held talks in Lima", with none
    told of; not "met opposition leaders in Lima", "met diplomats in Geneva", "at the Union's summit in Lima".
    """
    place = scene.places.drafts[meeting.places[0]] if meeting.places else None
    if place is None or place.state is None or place.name in MEETING_SEATS or meeting.extra_parties:
        return
    people = [scene.actor(i) for i in meeting.participants]
    hosts = [a for a in people if a.kind == "group" and not a.represents and _governs(scene, a.heads)]
    words = [o.trigger.token for o in meeting.occurrences]
    plain = all(o.trigger.frame.frame not in _LARGE for o in meeting.occurrences) and not any(
        occasions_of_bodies(scene, t) for t in words
    )
    hosts = hosts or [a for a in people if plain and a.kind == "person" and governs_somewhere(scene, a)]
    guests = set(scene.principals(a.id for a in people if a not in hosts))
    told = bool(hosts) or (plain and meeting.status != "proposed" and _is_alone(scene, meeting, place))
    if told and len(guests) == 1 and place.state not in guests:
        meeting.extra_parties.append(place.state)


def _is_alone(scene: Scene, meeting: MeetingDraft, place: PlaceDraft) -> bool:
    """Whether one person alone, who serves a state or body, is told to meet in a land or its capital, and the
    sentence names no other: "held talks in Lima"; not "the delegates met", by themselves.
    """
    town = scene.places.drafts[place.within] if place.within else place
    if not (place.actor or (town.key and gazetteer.is_capital(town.key))):
        return False
    ids, roles = list(meeting.participants), list(meeting.participants.values())
    nominal = all(o.trigger.nominal for o in meeting.occurrences)
    if not nominal or [scene.actor(i).kind for i in ids] != ["person"] or "role-mediator" in roles:
        return False
    sent = meeting.occurrences[0].trigger.token.sent
    named = {o for a, _, o in scene.index.spans if sent.start <= a < sent.end}
    others = any(i not in ids and scene.actor(i).kind == "person" for i in named)
    return bool(scene.principals(ids)) and not others


_LARGE = frozenset({"summit", "conference"})


def _governs(scene: Scene, heads: Sequence[int]) -> bool:
    """Whether a group without a name is of those who govern where they are: "senior officials", "members of
    the government", "the country's leadership"; not "tribal leaders", "European officials".
    """
    for token in (scene.doc[i] for i in heads):
        if any(p.dep_ == "prep" and p.lower_ in {"from", "for"} for p in token.rights):
            continue
        of = [o for p in token.rights if p.lower_ == "of" for o in p.rights]
        words = {token.lower_, *(c.lower_ for t in (token, *of) for c in t.lefts), *(o.lower_ for o in of)}
        rules = words & _GOVERNMENT or ("leaders" in words and words & {"senior", "top", "country"})
        if rules and words <= _GOVERNMENT | _RANKS:
            return True
    return False


_GOVERNMENT = frozenset("official officials leadership authorities minister ministers government".split())
_RANKS = frozenset(
    """
    senior top high-level other several government state cabinet key high ranking high-ranking local - its the
    country member members foreign and various relevant leaders federal regional
    """.split()
)


def _sees_people(visit: MeetingDraft) -> bool:
    """Whether somebody visits people, who may be his own: "visited Peruvian troops in Mali"."""
    verbs = (o.trigger.token for o in visit.occurrences if not o.trigger.nominal)
    return any(o.pos_ == "NOUN" for v in verbs for o in clauses.objects(v))


def _met_there(
    scene: Scene, visit: MeetingDraft, meetings: Sequence[MeetingDraft], came: list[str], own: set[str]
) -> str | None:
    """The one state whose people the visitors meet on a visit of the same clause: Kenya of "Peru's president
    met her Kenyan counterpart during an official visit"; not "met Kenyans in Rome during her visit".
    """
    verbs = {
        clauses.clause_of(o.trigger.token).i
        for o in visit.occurrences
        if o.trigger.token.dep_ == "pobj" and o.trigger.token.head.lower_ in _ON
    }
    for meeting in meetings if verbs else ():
        here = any(clauses.clause_of(o.trigger.token).i in verbs for o in meeting.occurrences)
        if meeting.family != "meeting" or not here or meeting.places:
            continue
        others = set(scene.principals(i for i in meeting.participants if i not in came)) - own
        if set(came) & set(meeting.participants) and len(others) == 1:
            (state,) = others
            return state if scene.actor(state).kind == "country" else None
    return None


def further_stops(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The goals beside the first that one word for a journey has, each in another state that is visited."""
    drafts, first = scene.places.drafts, draft.places[:1]
    told = next((o.arguments.places for o in draft.occurrences if o.arguments.places[:1] == first), [])
    stops = dict.fromkeys(drafts[p].state for p in first)
    out = []
    for place in told[1:] if first else ():
        state = drafts[place].state
        if state in draft.extra_parties and state not in stops and drafts[place].near is None:
            stops[state] = None
            out.append(place)
    return out


def stop_of(scene: Scene, visit: MeetingDraft, others: Sequence[str]) -> list[str]:
    """Where on a visit people are met: its place, or of a journey to several states that in theirs alone; not
    the airport.
    """
    drafts = scene.places.drafts
    stops = beyond_landing([drafts[p] for p in (*visit.places[:1], *further_stops(scene, visit))])
    if len(stops) < 2:
        return stops
    own = set(scene.principals(others))
    there = [p for p in stops if drafts[p].state in own]
    return there if len(there) == 1 else []
