"""Where journeys lead on which meetings are: Oslo of "flew to Oslo for talks", "left for Oslo to meet X"."""

from __future__ import annotations

from collections.abc import Sequence

from kg import gazetteer
from kg.extraction.grammar import clauses
from kg.extraction.meetings import borrowed_places
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.states_visited import stop_of
from kg.extraction.offices.visited_countries import lately_visited
from kg.extraction.scene import Scene
from kg.extraction.times.named_rounds import PARTS, by_part
from kg.extraction.tokens.frozen_token import Token

MOVING = frozenset(
    """
    go travel fly head arrive come journey gather be land touch return rush convene assemble meet send
    dispatch continue proceed
    """.split()
)
_LEAVING = frozenset({"leave", "depart", "embark"})
_SEVERAL = PARTS | frozenset("range series string number host variety couple".split())
_ERRANDS = frozenset("visit trip journey stop stopover".split())


def goal(scene: Scene, draft: MeetingDraft) -> list[str]:
    """Where somebody goes for the meeting: "travelled to Oslo for talks", "is in Oslo to meet X"."""
    if draft.family != "meeting":
        return _destination(scene, draft) or borrowed_places.left_after(scene, draft)
    for occurrence in draft.occurrences:
        token = occurrence.trigger.token
        verb, places = _journey(token), list[str]()
        for noun in [*_next_goal(verb, token), *_goals(verb)] if verb is not None else []:
            own = noun.head.i == token.i or (noun.head.i == token.head.i and noun.dep_ != "dobj")
            if noun.i == token.i or own:
                continue
            if (
                verb is not None
                and verb.lemma_ == "be"
                and not (noun.head.lower_ in {"in", "at"} or noun.head.head.lower_ == "way")
            ):
                continue
            place = scene.places.of_object(noun)
            if place is not None:
                places.append(place)
        if places:
            return [_of_their_land(scene, draft, places)]
    return borrowed_places.left_after(scene, draft)


def _of_their_land(scene: Scene, draft: MeetingDraft, places: Sequence[str]) -> str:
    """Which of the places that a journey leads to is in the state of one who is met: Lima for X of Peru, of
    "flew to Oslo and Lima for meetings with Y and X"; the first where none is.
    """
    states = set(scene.principals(list(draft.participants)))
    return next((p for p in places if scene.places.drafts[p].state in states), places[0])


def _next_goal(verb: Token, meeting: Token) -> list[Token]:
    """The last goal before a meeting, where one goes on from another: "flew to Lima for talks with X and to
    [Quito] for talks with Y"; none where there is one goal alone.
    """
    preps = [t for t in verb.doc[verb.i + 1 : meeting.i] if t.lower_ == "to" and _is_goal_of(t, verb)]
    return [c for c in preps[-1].rights if c.dep_ == "pobj"] if len(preps) > 1 else []


def _is_goal_of(prep: Token, verb: Token) -> bool:
    """Whether a preposition hangs on a verb, or on others beside it that do."""
    while prep.pos_ == "ADP" and prep.dep_ in {"prep", "conj"} and prep.head is not prep:
        prep = prep.head
    return prep.i == verb.i


def _goals(verb: Token) -> list[Token]:
    """The objects of what says where a journey leads: "went to X", "is due at X", "paid a visit to X"."""
    due = [c for c in verb.children if c.dep_ == "acomp" and c.lower_ in {"due", "expected"}]
    if verb.lemma_ == "visit":
        return clauses.objects(verb)  # "will visit Lima to meet X"
    if verb.lemma_ in _LEAVING or _sets_off(verb):
        return clauses.prepositional(verb, "for", "to")  # "left Oslo for Lima"
    ways = (o for o in clauses.prepositional(verb, "on") if o.lemma_ == "way")
    hosts = [*ways, *due, verb, *(c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in _ERRANDS)]
    return [n for host in hosts for n in clauses.prepositional(host, "to", "in", "into", "for", "at")]


def _destination(scene: Scene, draft: MeetingDraft) -> list[str]:
    """Where a visit leads that names its visitor first: "a visit by the minister of A to B"; B is a party."""
    for token in (o.trigger.token for o in draft.occurrences if o.trigger.nominal):
        led = [c for c in token.head.rights if c.lower_ == "to"] if _is_led(token) else []
        for prep in (*led, *token.subtree):
            if prep.lower_ != "to" or prep.dep_ != "prep":
                continue
            if not led and not scene.hangs_on(prep, {token.i}):
                continue
            for noun in (c for c in prep.children if c.dep_ == "pobj"):
                place = scene.places.at(noun) or scene.places.called(noun)
                if place is not None:
                    country = scene.places.drafts[place].state
                    draft.extra_parties.extend([country] if country else [])
                    return [place]
    return []


def _is_led(token: Token) -> bool:
    """Whether a copula says where a journey leads: "her first trip will be to Oslo"."""
    return token.dep_ == "nsubj" and token.head.lemma_ == "be" and token.lemma_ in _ERRANDS


def _journey(token: Token) -> Token | None:
    """The verb of motion or presence that leads to a meeting: of "flew to Oslo for talks", "to meet X"."""
    while token.dep_ in {"conj", "compound"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    token = by_part(token, _SEVERAL)
    host = token.head
    if token.dep_ == "pobj" and host.lower_ in {"for", "before"}:
        verb = host.head
    elif token.dep_ == "pobj" and host.lower_ == "of" and host.head.lower_ == "ahead":
        verb = host.head.head
    elif token.dep_ == "pobj" and host.lower_ == "of" and host.head.lower_ == "eve":
        verb = clauses.clause_of(host.head)  # "arrived in Oslo on the eve of talks"
    elif token.pos_ == "VERB" and token.dep_ in {"xcomp", "advcl", "acl"} and clauses.is_infinitive(token):
        verb = host
    elif token.dep_ == "pobj" and host.lower_ == "in" and (joining := _joins(host)) is not None:
        verb = joining.head
    elif token.dep_ == "dobj" and clauses.is_infinitive(host) and host.dep_ in {"xcomp", "advcl"}:
        verb = host.head
    else:
        return None
    if verb.pos_ in {"NOUN", "PROPN"} and verb.dep_ == "pobj" and verb.head.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head.head  # "headed to Oslo for talks", read as "Oslo for talks"
    with_somebody = clauses.objects(verb) or clauses.prepositional(verb, "with")
    if verb.lemma_ == "meet" and host.lower_ in {"before", "of"} and with_somebody:
        return None  # "met X in Oslo ahead of a summit", which may be anywhere
    errand = any(c.dep_ == "dobj" and c.lemma_ in _ERRANDS for c in verb.children)
    return verb if verb.lemma_ in MOVING | _LEAVING | {"visit"} or errand or _sets_off(verb) else None


def _joins(prep: Token) -> Token | None:
    """The infinitive of who is to be at it: "take" of "came to take part in talks", "to participate in"."""
    verb = prep.head.head if prep.head.lemma_ == "part" else prep.head
    joining = verb.lemma_ in {"participate", "engage"} or (
        verb.lemma_ == "take" and any(o.lemma_ == "part" for o in clauses.objects(verb))
    )
    return verb if joining and clauses.is_infinitive(verb) and verb.dep_ in {"xcomp", "advcl"} else None


def _sets_off(verb: Token) -> bool:
    """Whether a verb says that somebody "set off", "set out"."""
    return verb.lemma_ == "set" and any(clauses.has_particle(verb, way) for way in ("off", "out"))


def from_there(verb: Token) -> bool:
    """Whether a clause with "where" tells of a place that somebody came from: "arrives from Lima, where she
    [met] X", "on her way back from Lima where she [attended] a summit", "returned after a visit to Lima where
    she [met] X".
    """
    where = next((c for c in verb.lefts if c.lower_ == "where"), None)
    if where is None or where.i < 2:
        return verb.head.head.lower_ == "from"
    before = verb.doc[where.i - 2 if verb.doc[where.i - 1].text == "," else where.i - 1]
    visit = before.head.head
    past = visit.dep_ == "pobj" and visit.head.lower_ in {"after", "following", "from"}
    return before.dep_ == "pobj" and (before.head.lower_ == "from" or past)


def on_journey(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether one who takes part goes abroad in the sentence or one of the two before, and no other place is
    told of: "X will visit Nairobi. In her meetings with officials".
    """
    if draft.places or draft.family != "meeting":
        return False
    own = {scene.actor(i).country for i in draft.participants if scene.actor(i).kind == "person"} - {None}
    sent = draft.occurrences[0].trigger.token.sent
    key = lately_visited(scene.index, scene.doc[sent.end : sent.end + 1]) if own else None
    return key is not None and scene.index.known(gazetteer.entry(key)).id not in own


def journey_told(scene: Scene, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> list[str]:
    """The place of the journey that one is on who meets people without names, if to one state."""
    if not on_journey(scene, draft):
        return []
    people = [i for i in draft.participants if scene.actor(i).kind == "person"]
    before = [
        v
        for v in meetings
        if v.family == "visit"
        and v.places
        and v.tokens[0] < draft.tokens[0]
        and set(people) <= set(v.participants)
    ]
    if len(people) != 1 or not before:
        return []
    return stop_of(scene, max(before, key=lambda v: v.tokens[0]), [])
