"""Places of meetings that follow from where somebody is: on a visit told of before, or at home."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.meetings.states_visited import stop_of
from kg.extraction.references.guests import RECEIVING
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

_THERE = frozenset("arrive be land fly touch come travel visit".split())
_BEGINNING = frozenset("begin start open pay make end wind wrap round conclude complete finish".split())
_WELCOMING = RECEIVING | {"invite"}
_KNOWN = frozenset({"the", "their", "his", "her", "these"})


def on_visit_told(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> list[str]:
    """Where a visitor is by a clause on him or the sentence before: "X, who is in Oslo, met Y", "X arrived in
    Oslo. He will meet Y", "X arrived in Oslo. The talks with Y will begin on Friday", in which X takes part.

    Not "X, who visited Oslo in May, met Y", nor "X arrived in Oslo. He had met Y".
    """
    if draft.family != "meeting":
        return []
    for visit in (m for m in meetings if m.family == "visit" and m.places):
        guests = [i for i, r in visit.participants.items() if r == "role-visitor"]
        arrivals = [_arrival(o) for o in visit.occurrences if _is_there(o) or _set_out(o, draft)]
        if not guests or not arrivals or not _fits(draft, visit):
            continue
        came = [v for v in arrivals if v.lemma_ != "visit"]
        for occurrence in draft.occurrences:
            token = occurrence.trigger.token
            where = stop_of(scene, visit, [i for i in draft.participants if i not in guests])
            if _told_of(scene, token, came) and set(guests) & set(draft.participants):
                return where
            if _just_before(token, arrivals, visit.tokens) or _goes_with(token, arrivals):
                if came and set(guests) & set(draft.participants):
                    return where
                if not (came or draft.status == visit.status):
                    continue  # "X visited Oslo. The talks with Y are planned for May"
                if _his_talks(scene, draft, occurrence) and not _of_one_state(scene, draft, guests):
                    for guest in guests:
                        draft.participants.setdefault(guest, "role-participant")
                        mention = scene.mention(token.i, token.i + 1, occurrence.factuality, 0.5)
                        draft.evidence.setdefault(guest, []).append(mention)
                    return where if draft.status in _TO_BE else []
    return []


_DUE = frozenset({"due", "set", "likely", "expected", "scheduled"})
_TO_BE = frozenset({"held", "ongoing", "planned"})


def _of_one_state(scene: Scene, draft: MeetingDraft, guests: list[str]) -> bool:
    """Whether who is met serves the state of a visitor, so that others met."""
    states = {scene.actor(i).country for i in draft.participants} - {None}
    return bool(states & {scene.actor(i).country for i in guests})


def _goes_with(token: Token, arrivals: list[Token]) -> bool:
    """Whether the clause goes on from an arrival: "came to Oslo, but talks with Y were called off"."""
    verb = clauses.clause_of(token)
    return verb.dep_ == "conj" and any(verb.head.i == v.i for v in arrivals)


def _is_there(occurrence: Occurrence) -> bool:
    """Whether words say that somebody is or comes somewhere: "arrived", "is in", "began a visit to"."""
    verb = _arrival(occurrence)
    begun = occurrence.trigger.nominal and verb.lemma_ in _BEGINNING
    return begun or (not occurrence.trigger.nominal and (verb.lemma_ in _THERE or verb.tag_ == "VBG"))


def _set_out(occurrence: Occurrence, draft: MeetingDraft) -> bool:
    """Whether somebody has left for where he is to meet others: "left for Oslo. He is to meet Y"."""
    gone = not occurrence.trigger.nominal and occurrence.trigger.token.lemma_ in _LEAVING
    return gone and draft.status == "planned"


_LEAVING = frozenset({"leave", "depart", "set", "head"})


def _arrival(occurrence: Occurrence) -> Token:
    """The verb by which a visit begins: "arrived", or "began" of "began a visit"."""
    token = occurrence.trigger.token
    return token.head if occurrence.trigger.nominal and token.dep_ == "dobj" else token


def _fits(draft: MeetingDraft, visit: MeetingDraft) -> bool:
    """Whether a meeting can be of a visit: neither is called off, nor before the other is."""
    off = draft.status in {"cancelled", "postponed"}
    if visit.status not in _TO_BE or not (off or draft.status in _TO_BE):
        return False
    if visit.status == "planned" != draft.status:
        return False
    mine, theirs = draft.time, visit.time
    if mine.earliest is not None and theirs.earliest is not None and mine.earliest < theirs.earliest:
        return False
    return not times.disjoint(mine, theirs, days=4)


def _told_of(scene: Scene, token: Token, arrivals: list[Token]) -> bool:
    """Whether a clause on who meets somebody says where he is: "X, who is in Oslo, met Y"."""
    subjects = {s.i for s in clauses.subjects(clauses.clause_of(token))}
    return any(
        v.dep_ == "relcl" and (v.head.i in subjects or scene.hangs_on(v.head, subjects)) for v in arrivals
    )


def _just_before(token: Token, arrivals: list[Token], told: Collection[int]) -> bool:
    """Whether the sentence before that of a meeting says in its main clause where somebody is, or goes on
    about that visit: "X came to Oslo. The trip is his first. Talks with Y are planned".
    """
    sentence = sentence_before(token)
    verb = clauses.clause_of(token)
    while verb.dep_ in {"xcomp", "conj"} or (verb.dep_ == "acomp" and verb.lower_ in _DUE):
        verb = verb.head
    before = any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
    if sentence is None or verb.dep_ != "ROOT" or before:
        return False
    goes_on = any(sentence.start <= i < sentence.end for i in told)
    return goes_on or any(v.i == sentence.root.i for v in arrivals)


def _his_talks(scene: Scene, draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether "the talks with Y" or "A meeting with Y" name one side and are what the clause is about.

    So it is in "A meeting was held with Y", and in "At the meeting with Y, trade was discussed".
    """
    token = occurrence.trigger.token
    verb = clauses.clause_of(token)
    begins = token.left_edge.i in {token.sent.start, verb.left_edge.i}
    front = token.dep_ == "pobj" and token.head.lower_ in _FRONT and token.head.i == token.sent.start
    known = bool(_KNOWN & {c.lower_ for c in token.lefts}) or begins or front
    one = len(draft.participants) == 1 and all(scene.actor(i).kind == "person" for i in draft.participants)
    subject = token.dep_ in {"nsubj", "nsubjpass"}
    partners = clauses.prepositional(token, "with") or (subject and clauses.prepositional(verb, "with"))
    if front and token.head.head.i != verb.i:
        return False
    return one and known and (subject or front) and bool(partners)


_FRONT = frozenset({"at", "during", "in"})


def where_welcomed(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The place to which somebody is welcomed: "welcomed X to Downing Street", "invited X to Oslo"; a city
    that welcomes is one: "Lima receives X".
    """
    for token in (o.trigger.token for o in draft.occurrences if not o.trigger.nominal):
        if token.lemma_.lower() not in _WELCOMING:
            continue
        hosts = {token.i, *(o.i for o in clauses.objects(token))}
        for prep in token.sent:
            if prep.i > token.i and prep.lower_ == "to" and prep.dep_ == "prep" and prep.head.i in hosts:
                place = scene.places.behind(prep)
                if place is not None:
                    return [place]
        matches = ((s, scene.index.by_token.get(s.i)) for s in clauses.subjects(token))
        cities = [s for s, m in matches if m is not None and m.via == "city" and token.lemma_ != "invite"]
        if found := [p for s in cities if (p := scene.places.at(s)) is not None]:
            return found[:1]
    return []


def at_home(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> list[str]:
    """The city that an article reports from, where a host or who meets a visitor or a foreigner is at home,
    or with which it opens.

    "LIMA - President X of Peru received Y", "LIMA - President X met visiting President Y", "LIMA - President
    X of Peru met President Y of Chile on Monday".
    """
    if draft.family != "meeting" or draft.status not in {"held", "ongoing"}:
        return []
    if _meets_foreigner(scene, draft, meetings) or _is_the_report(scene, draft):
        place = scene.places.reporting()
        return [place] if place else []
    sentences = {o.trigger.token.sent.start: o.trigger.token.sent for o in draft.occurrences}
    guests = {_guest(scene, t) for sent in sentences.values() for t in sent if t.lower_ == "visiting"}
    guests &= set(draft.participants)
    hosts = [i for i, r in draft.participants.items() if r == "role-host"]
    if guests:
        hosts += [i for i in draft.participants if i not in guests]
    hosts = [i for i in hosts if scene.actor(i).kind == "person"]
    place = scene.places.reporting() if hosts else None
    return [place] if place and scene.places.drafts[place].country in scene.principals(hosts) else []


def _meets_foreigner(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> bool:
    """Whether somebody of the country that the article reports from meets a foreigner these days.

    Not where the words tell of another occasion, "met Y at the summit", or put the one at home elsewhere at
    the time: "President X is on a visit to Oslo".
    """
    home = scene.places.reporting_state()
    if home is None or _before_that(draft) or not _these_days(scene, draft):
        return False
    people = [i for i in draft.participants if scene.actor(i).kind == "person"]
    states = {i: {scene.actor(s).key for s in scene.principals((i,))} for i in people}
    hosts = {i for i in people if home in states[i]}
    guests = any(states[i] and home not in states[i] for i in people)
    if not hosts or not guests or any(t.lemma_.lower() in _OCCASIONS for t in _told_with(draft)):
        return False
    return not any(_away(scene, m, hosts) and _at_the_time(draft, m) for m in meetings if m is not draft)


def _is_the_report(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether a report from a third country opens with a meeting: "GENEVA - Peru and Chile resumed talks".

    Not "GENEVA - Peru and Chile held talks, state media said", told from afar, nor where a city is named.
    """
    home, lead = scene.places.reporting_state(), _lead(scene)
    if home is None or lead is None or not _these_days(scene, draft) or _before_that(draft):
        return False
    token = draft.occurrences[0].trigger.token
    acting = {scene.actor(s).key for s in scene.principals(draft.participants)}
    if token.i >= lead.end or home in acting:
        return False
    match = scene.index.by_token
    afar = any((t.lemma_ in _TELLING and t.pos_ == "VERB") or t.lower_ == "according" for t in lead)
    elsewhere = any(t.i in match and match[t.i].via == "city" and t.dep_ == "pobj" for t in lead)
    return not (afar or elsewhere or any(t.lemma_.lower() in _MARGINAL for t in _told_with(draft)))


_TELLING = frozenset("say report announce tell add state note confirm declare".split())
_MARGINAL = frozenset({"sideline", "sidelines", "margin", "margins"})
_OCCASIONS = frozenset(
    """
    summit conference forum assembly sideline sidelines margin margins congress gathering funeral ceremony
    inauguration olympics session anniversary
    """.split()
)


def _these_days(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether a meeting is told of as news: of the days before the report, or of no day in its lead."""
    day, written = draft.time.latest, scene.written
    if day is not None and draft.time.earliest is not None and written is not None:
        return 0 <= (written - draft.time.earliest).days <= _NEWS
    lead = _lead(scene)
    return lead is not None and not draft.time.expressions and draft.tokens[0] < lead.end


_NEWS = 6


def _lead(scene: Scene) -> Span | None:
    """The sentence behind the dateline of a report."""
    datelines = scene.doc.spans.get("dateline", [])
    return scene.doc[datelines[0].end].sent if datelines and datelines[0].end < len(scene.doc) else None


def _told_with(draft: MeetingDraft) -> list[Token]:
    """The words of the sentences of a meeting without its own."""
    sentences = {o.trigger.token.sent.start: o.trigger.token.sent for o in draft.occurrences}
    return [t for sent in sentences.values() for t in sent if t.i not in draft.tokens]


def _away(scene: Scene, other: MeetingDraft, hosts: set[str]) -> bool:
    """Whether another meeting puts one of those at home in another country than that reported from."""
    there = hosts & set(other.participants)
    home = scene.places.reporting_state()
    visitors = (i for i, r in other.participants.items() if r == "role-visitor")
    away = any(i in there or scene.actor(i).key == home for i in visitors)  # "first visit by the government"
    states = {s for p in other.places[:1] if (s := scene.places.drafts[p].state)}
    return away or (bool(there and states) and home not in {scene.actor(s).key for s in states})


def _at_the_time(draft: MeetingDraft, other: MeetingDraft) -> bool:
    return not times.disjoint(draft.time, other.time, days=2)


def near_the_report(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> list[str]:
    """The city that an article reports from, where all other meetings of one who takes part take place at the
    time: "GENEVA - X met Y in Geneva on Monday. He will also meet Z".

    Not where another of them is elsewhere, nor of a meeting at another time, "had met Z".
    """
    if draft.family != "meeting" or draft.status not in {"held", "ongoing", "planned"} or _before_that(draft):
        return []
    if draft.status == "planned" and all(o.trigger.nominal for o in draft.occurrences):
        return []  # "agreed on a second meeting"
    people = {i for i in draft.participants if scene.actor(i).kind == "person"}
    beside = [m for m in meetings if m is not draft and m.places and people & set(m.participants)]
    near = [m for m in beside if m.family == "meeting" and not times.disjoint(draft.time, m.time, days=3)]
    place = scene.places.reporting() if near else None  # a place that is asked for is told of
    if place is None:
        return []
    here = all(scene.places.same_area(m.places[0], place) and _is_town(scene, m.places[0]) for m in beside)
    return [place] if here else []


def _is_town(scene: Scene, place: str) -> bool:
    return scene.places.drafts[place].actor is None


def had_been(draft: MeetingDraft) -> bool:
    """Whether all words of a visit tell of a stay that is over: "had been in Lima", not "had flown" there."""
    verbs = [clauses.clause_of(o.trigger.token) for o in draft.occurrences]
    return all(v.lemma_ == "be" and any(c.lower_ == "had" for c in v.lefts) for v in verbs)


def _before_that(draft: MeetingDraft) -> bool:
    """Whether words look back from the time told of: "had met Z", "last met Z"."""
    words = (c.lower_ for o in draft.occurrences for c in clauses.clause_of(o.trigger.token).children)
    return bool({"had", "last", "previously", "earlier"} & set(words))


def _guest(scene: Scene, visiting: Token) -> str | None:
    """Who is said to be visiting by the word before his title or name: "visiting President X"."""
    index = scene.index
    words = scene.doc[visiting.i + 1 : min(visiting.i + 6, visiting.sent.end)]
    found = (index.title_owner.get(t.i) or index.person_at(t.i) for t in words)
    return next((id_ for id_ in found if id_ is not None), None)
