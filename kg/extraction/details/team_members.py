"""Of whom a delegation consists: "her delegation included E and F", "others on the Peruvian team are G".

They take part where the delegation does, the side that sent it or the person whom it goes with.
"""

from __future__ import annotations

from kg.extraction.actors.team_heads import is_team, states_of
from kg.extraction.arguments.arguments import resolved
from kg.extraction.arguments.person_lists import first_person, named_from
from kg.extraction.arguments.presence_nouns import bare_team, came_in, team_before
from kg.extraction.details.meeting_told import Told, add_participant
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.names.title_words import noun_of_title
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before, starts_before
from kg.extraction.triggers.triggers import names_meeting

_INCLUDING = frozenset("include comprise feature".split())
_MADE = frozenset("make compose comprise form consist".split())
_REST = frozenset("other member rest also".split())
_RELATIVES = frozenset("which who whom whose where".split())
OF_TEAMS = _INCLUDING | _MADE | {"have", "be"}
"""The verbs, by their lemmas, that may say of whom a team consists."""
_FAR = 8
"""How many sentences after a meeting the delegation of one of its sides is told of as that at it."""


def add_members(scene: Scene, verb: Token, meetings: list[MeetingDraft], told: Told) -> bool:
    """Makes participants of the persons of whom a verb says that a team consists; whether there are any. No
    team goes to a phone call that is told of in between.
    """
    lemma = verb.lemma_.lower()
    meetings = [m for m in meetings if m.format != "phone-call"] or meetings
    if lemma in _INCLUDING or lemma == "have":
        _countries_of_members(scene, verb)
    if lemma in {"be", *_INCLUDING} and (teams := _teams_of_rest(verb)):
        people = _listed_after(scene, verb)
    elif lemma in _INCLUDING or _made_of(verb):
        teams, people = teams_of(verb), _listed_after(scene, verb)
    elif lemma == "be" and (team := _belonging(verb)) is not None:
        people = [i for s in clauses.subjects(verb) for i in resolved(scene, [s])]
        near = None
        if team.head.lower_ != "of":  # "X and Y were among her delegation", "in her delegation were X and Y"
            listed = _listed_after(scene, verb) if team.i < verb.i else _listed_before(scene, verb)
            people, near = list(dict.fromkeys([*people, *listed])), told.of(verb, meetings)
        return _members(scene, [team], people, verb, meetings, near, told)
    else:
        return False
    return _members(scene, teams, people, verb, meetings, told.of(verb, meetings), told)


def teams_of(verb: Token) -> list[Token]:
    """The teams of which a verb tells: those of the sentence before, where that goes on with "it".

    "The delegation comprises A and B. It also includes C": the delegation; not "The plan includes A. It".
    """
    if verb.dep_ == "acl":
        return [verb.head]
    teams = team_before(verb) or clauses.subjects(verb)
    before = sentence_before(verb) if [t.lower_ for t in teams] == ["it"] else None
    for other in before or ():
        if other.lemma_.lower() in _INCLUDING and (inner := [t for t in teams_of(other) if is_team(t)]):
            return inner
    return teams


def _teams_of_rest(verb: Token) -> list[Token]:
    """The team of "others on the Chilean team are", "members of her delegation are", "also on the team"."""
    subject = clauses.child(verb, "nsubj")
    rest = subject is not None and subject.lemma_.lower() in _REST
    also = any(c.lower_ in _REST for c in verb.lefts)
    hosts = [subject] if rest and subject is not None else [verb] if also and verb.lemma_ == "be" else []
    teams = [o for h in hosts for o in clauses.prepositional(h, "on", "in", "of") if o.i < verb.i]
    return [t for t in teams if is_team(t)]


def _countries_of_members(scene: Scene, verb: Token) -> None:
    """Lets a delegation act for those from whom its members come: "the team had envoys from A and B"."""
    members = {i for o in clauses.objects(verb) for i in scene.resolve(o)}
    sent = [x for i in sorted(members) if scene.actor(i).kind == "group" for x in scene.actor(i).represents]
    for subject in clauses.subjects(verb) if sent else []:
        for team in (scene.actor(i) for i in scene.resolve(subject)):
            if team.type == "actor-officials":
                team.represents = list(dict.fromkeys([*team.represents, *sent]))


def _made_of(verb: Token) -> bool:
    """Whether the words say of whom a team is: "consisted of X", "was composed of X"."""
    if verb.lemma_.lower() not in _MADE:
        return False
    of = any(c.lower_ == "of" and c.dep_ in {"prep", "agent"} for c in verb.rights)
    passive = verb.tag_ == "VBN" and (verb.dep_ == "acl" or clauses.is_passive(verb))
    return of and (passive or verb.lemma_.lower() == "consist")


def _belonging(verb: Token) -> Token | None:
    """The delegation of "X and Y are part of the delegation", "members of the team", "X is among her
    delegation", "in the delegation are X and Y".
    """
    parts = (c for c in verb.children if c.dep_ == "attr" and c.lemma_.lower() in {"part", "member"})
    inner = clauses.prepositional(verb, "among", "in", "on")
    within = (o for o in inner if is_team(o) and o.lower_ != "side")
    return next((o for c in parts for o in clauses.prepositional(c, "of")), next(within, None))


def _listed_after(scene: Scene, verb: Token) -> list[str]:
    """The persons of the list after "includes", up to a relative clause."""
    stop = next((t.i for t in scene.doc[verb.i + 1 : verb.sent.end] if t.lower_ in _RELATIVES), verb.sent.end)
    at = first_person(scene, verb.i + 1, stop)
    return list(named_from(scene, at))


def _listed_before(scene: Scene, verb: Token) -> list[str]:
    """The persons of the list that is the subject of a verb."""
    start = min((s.left_edge.i for s in clauses.subjects(verb)), default=verb.i)
    at = first_person(scene, start, verb.i)
    return list(named_from(scene, at))


def _members(
    scene: Scene,
    teams: list[Token],
    people: list[str],
    verb: Token,
    meetings: list[MeetingDraft],
    near: MeetingDraft | None,
    told: Told,
) -> bool:
    """Makes participants of the persons of whom a delegation consists that takes part itself.

    So are those of the delegation of a side of the meeting told of just before, ``near``, or of one that
    goes with somebody who takes part, or of "the delegation", "her team", where none is told of by name.
    """
    if not teams or any(map(_of_other_work, teams)) or (clauses.is_passive(verb) and not _made_of(verb)):
        return False
    persons = [i for i in dict.fromkeys(people) if scene.actor(i).kind == "person"]
    own = verb.dep_ == "relcl"  # "met a group that included X"
    ids = sorted({i for t in teams for i in scene.resolve(t) if _is_delegation(scene, i, any_group=own)})
    there = [m for m in meetings if any(i in m.participants for i in ids)]
    there = there or [m for m in meetings if m is near and any(_of_side(scene, i, m) for i in ids)]
    if not there and near is not None and not ids and all(_known_team(scene, t) for t in teams):
        there = [near]
    if not there and near is not None and any(_is_led_there(scene, t, near) for t in teams):
        there = [near]
    own_teams = [t for t in teams if is_team(t) or _is_party(t)]
    there = there or _meeting_of(scene, own_teams, verb, meetings, near)
    for draft in there if persons else ():
        for id_ in persons:
            add_participant(scene, draft, id_, verb, verb)
            _serve_guest(scene, id_, draft)
        told.goes_on(verb, draft)
    for team in dict.fromkeys([*ids, *_guests(scene, ids, there)]) if there else ():
        for id_ in persons:
            if id_ not in scene.actor(team).members:
                scene.actor(team).members.append(id_)
            if scene.actor(id_).country is None:
                scene.actor(id_).country = scene.actor(team).country
    return bool(there and persons)


def _serve_guest(scene: Scene, id_: str, draft: MeetingDraft) -> None:
    """Gives who is of a visitor's delegation the visitor's state, if no state is told of him."""
    person = scene.actor(id_)
    guests = [i for i, role in draft.participants.items() if role == "role-visitor"]
    sent = scene.principals(guests)
    if person.country or person.represents or len(sent) != 1 or scene.actor(sent[0]).kind != "country":
        return
    person.country = sent[0]
    for office in (scene.offices.offices[h.office] for h in scene.offices.of(id_)):
        if office.body is None and noun_of_title(office.title) == "minister":
            office.body = sent[0]


def _is_party(noun: Token) -> bool:
    """Whether a noun is for those who go with somebody: "the minister's party"; not "the party consists"."""
    return noun.lemma_.lower() in _PARTY and any(c.dep_ == "poss" for c in noun.lefts)


_PARTY = frozenset("party entourage retinue".split())


def _guests(scene: Scene, teams: list[str], there: list[MeetingDraft]) -> list[str]:
    """The groups that come on the visit of a delegation for the same state: "Four Peruvian senators came to
    Oslo. The delegation includes X".
    """
    sent = [scene.actor(i).represents for i in teams]
    visits = [m for m in there if m.family == "visit"]
    guests = [scene.actor(i) for m in visits for i, r in m.participants.items() if r == "role-visitor"]
    return [g.id for g in guests if g.kind in {"group", "delegation"} and g.represents in sent]


def _is_led_there(scene: Scene, team: Token, near: MeetingDraft) -> bool:
    """Whether somebody who takes part leads a team: "X visited Oslo, leading a delegation comprising Y",
    "arrived at the head of a delegation that included Y".
    """
    verb = team.head
    if team.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ == "head":
        verb = clauses.clause_of(verb.head)
    elif team.dep_ != "dobj" or verb.lemma_ not in {"lead", "head"}:
        return False
    return any(i in near.participants for t in clauses.doers(verb) for i in scene.resolve(t))


_WORKS = frozenset("legal medical economic national football cricket olympic campaign transition".split())


def _of_other_work(team: Token) -> bool:
    """Whether a team does not speak for anybody: "his legal team", "the team at the World Cup"."""
    elsewhere = clauses.prepositional(team, "at")
    return any(c.lower_ in _WORKS for c in team.lefts) or any(not names_meeting(o) for o in elsewhere)


def _known_team(scene: Scene, noun: Token) -> bool:
    """Whether a noun is for a team known from before: "the delegation", "the group that flew in"."""
    return bare_team(scene, noun) or came_in(noun)


def _is_delegation(scene: Scene, id_: str, *, any_group: bool) -> bool:
    """Whether an actor is a delegation, or officials sent by somebody; or any group of people."""
    actor = scene.actor(id_)
    if any_group and actor.kind == "group":
        return True
    return actor.kind == "delegation" or (actor.type == "actor-officials" and bool(actor.represents))


def _of_side(scene: Scene, team: str, draft: MeetingDraft) -> bool:
    """Whether a delegation acts for a side of a meeting."""
    visitors = [i for i, role in draft.participants.items() if role == "role-visitor"]
    sides = {*scene.principals(draft.participants), *draft.extra_parties}
    sides = set(scene.principals(visitors)) if draft.family == "visit" else sides
    return draft.family in {"meeting", "visit"} and bool(sides & set(scene.principals((team,))))


def _meeting_of(
    scene: Scene,
    teams: list[Token],
    verb: Token,
    meetings: list[MeetingDraft],
    near: MeetingDraft | None,
) -> list[MeetingDraft]:
    """The meeting of those with whom a team goes, "President X's delegation", or of the state it is of.

    It is the one told of near, if they are there, else the last one before at which they are.
    """
    with_whom = [i for t in teams for c in t.lefts if c.dep_ == "poss" for i in scene.resolve(c)]
    owners = {i for i in with_whom if scene.actor(i).kind == "person"}
    states = {i for t in teams for i in states_of(scene.index, t)}
    first, last = starts_before(verb, _FAR), verb.sent.end
    before = [m for m in reversed(meetings) if any(first <= i < last for i in m.tokens)]
    ordered = [*([near] if near is not None else ()), *before]
    for draft in ordered:
        sides = {*scene.principals(draft.participants), *draft.extra_parties}
        if owners & set(draft.participants) or (not owners and states & sides):
            return [draft]
    return []
