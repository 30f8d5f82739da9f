"""Who is said to be there too, in sentences that have no word for the meeting itself.

"A and B met in Oslo. They were joined by C. D also took part. The delegation included E and F."
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import clauses
from kg.extraction.absences import only_asked
from kg.extraction.arguments import listed_states, resolved
from kg.extraction.chairs import OPENING, chairs_named, in_the_chair
from kg.extraction.frozen_token import Token
from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.meeting_told import Told, at_its_time, journey, with_company
from kg.extraction.person_lists import first_person, listed_before, listed_within, named_from
from kg.extraction.presence_nouns import bare_team, does_there, in_attendance, team_before, verbs_seen
from kg.extraction.relative_arguments import MEDIATING, agent_role
from kg.extraction.roll_calls import CALLING, acted_for, called
from kg.extraction.scene import Scene
from kg.extraction.signed_for import ACTING, acting_for
from kg.extraction.team_heads import led_at
from kg.extraction.triggers import names_meeting

_TAKING_PART = frozenset("participate attend".split())
_INCLUDING = frozenset("include comprise feature".split())
_MADE = frozenset("make compose comprise form consist".split())
_COMPANY = frozenset("join accompany flank".split())
_TELLING = frozenset("tell brief address inform".split())
_KINDS = frozenset({"person", "country", "organization", "delegation", "group"})
_PEOPLE = frozenset({"person", "delegation", "group"})
_RELATIVES = frozenset("which who whom whose where".split())
_LONGEST = 40
"""How many words evidence has."""


def add_attendance(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Adds to the meetings, in place, whom later sentences say to have been there."""
    if not meetings:
        return
    told = Told(scene.doc)
    seen, chairs = verbs_seen(scene.doc), chairs_named(scene.doc)
    for verb in scene.doc:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        lemma = verb.lemma_.lower()
        if not (lemma in _VERBS or verb.i in seen or chairs) or clauses.is_negated(verb) or only_asked(verb):
            continue
        if _by_roll_call(scene, verb, meetings, told, chairs):
            continue
        if lemma in _INCLUDING or lemma == "have":
            _countries_of_members(scene, verb)
        if lemma in _INCLUDING or _made_of(verb):
            teams = [verb.head] if verb.dep_ == "acl" else team_before(verb) or clauses.subjects(verb)
            near = told.of(verb, meetings)
            _members(scene, teams, _listed_after(scene, verb), verb, meetings, near)
        elif lemma == "be" and (team := _belonging(verb)) is not None:
            people = [i for s in clauses.subjects(verb) for i in resolved(scene, [s])]
            _members(scene, [team], people, verb, meetings, None)
        elif lemma in _TELLING:
            _told(scene, verb, meetings)
        elif _may_be_present(verb, lemma):
            _add_present(scene, verb, lemma, meetings, told)


def _by_roll_call(
    scene: Scene, verb: Token, meetings: list[MeetingDraft], told: Told, chairs: frozenset[int]
) -> bool:
    """Adds whom the sentence counts as present or as acting for a side, if it does; whether it does."""
    people = [*acting_for(scene, verb), *called(scene, verb), *in_the_chair(scene, verb, chairs)]
    then = at_its_time(verb, meetings) if people else []
    draft = told.of(verb, then) if people else None
    if not people or (draft := led_at(scene, verb, draft, then)) is None:
        return False
    told.goes_on(verb, draft)
    role = agent_role(verb.lemma_) if verb.lemma_ in MEDIATING else None
    for id_, at in (p for p in people if not acted_for(scene, verb, draft, p[0])):
        _add(scene, draft, id_, at, verb, role)
    return True


def _add_present(scene: Scene, verb: Token, lemma: str, meetings: list[MeetingDraft], told: Told) -> None:
    """Adds to the meeting told of who takes part in it by this verb."""
    then = at_its_time(verb, meetings)
    then = [m for m in then if m.status == "planned"] if lemma == "confirm" else then
    draft = told.of(verb, with_company(scene, verb, then)) if lemma == "join" else None
    draft = draft or told.of(verb, then)
    if draft is not None and lemma == "accompany":
        draft = journey(scene, verb, draft, meetings)
    if draft is not None:
        for id_, at in _present(scene, verb, lemma, draft):
            _add(scene, draft, id_, at, verb)


_OF_PRESENCE = _COMPANY | _TAKING_PART | frozenset("take sit preside walk storm represent be confirm".split())
_VERBS = _OF_PRESENCE | _INCLUDING | {"have"} | _MADE | _TELLING | CALLING | ACTING | OPENING


def _may_be_present(verb: Token, lemma: str) -> bool:
    """Whether ``_present`` asks anything of the verb."""
    return lemma in _OF_PRESENCE or any(c.lower_ == "with" for c in verb.children)


def _present(scene: Scene, verb: Token, lemma: str, draft: MeetingDraft) -> Iterator[tuple[str, Token]]:
    """Who takes part by this verb, each with the word that names the one."""
    doers = clauses.doers(verb)
    if lemma in _COMPANY:
        yield from _joined(scene, verb, doers, draft)
    elif lemma in _TAKING_PART or (lemma == "take" and _has(verb, "dobj", "part")):
        if lemma != "attend" or not any(c.dep_ == "dobj" for c in verb.children):
            yield from _each(scene, [*doers, *clauses.prepositional(verb, "alongside", "including")])
        if not clauses.is_passive(verb):
            yield from listed_before(scene, verb)
    elif does_there(verb, lemma):
        yield from _each(scene, doers)
    elif lemma == "represent":
        yield from _representing(scene, verb, doers, draft)
    elif lemma == "be" and (_has(verb, "acomp", "present") or in_attendance(verb) or _also_here(verb)):
        yield from _each(scene, [*doers, verb])  # with the verb's "along with X"
        yield from listed_before(scene, verb)
    for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"):
        if any(t.lower_ in {"attendance", "present"} for t in prep.subtree):  # "with X in attendance"
            yield from _each(
                scene, [o for c in prep.children if c.dep_ == "pobj" for o in clauses.conjuncts(c)]
            )


def _also_here(verb: Token) -> bool:
    """Whether others are said to be where the meeting is: "X is also here", "envoys were there too"."""
    words = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    dated = any(o.ent_type_ == "DATE" for o in clauses.prepositional(verb, "in", "on"))
    return bool(words & {"here", "there"}) and bool(words & {"also", "too"}) and not dated


def _representing(
    scene: Scene, verb: Token, doers: list[Token], draft: MeetingDraft
) -> Iterator[tuple[str, Token]]:
    """Who speaks for a state or body, or a side, there: "Peru was represented by X", "X represented Peru"."""
    sides = [i for t in clauses.objects(verb) for i in scene.resolve(t)]
    if any(scene.actor(i).kind in {"country", "organization"} or i in draft.participants for i in sides):
        yield from ((i, t) for i, t in _each(scene, doers) if scene.actor(i).kind in _PEOPLE)


def _joined(
    scene: Scene, verb: Token, doers: list[Token], draft: MeetingDraft
) -> Iterator[tuple[str, Token]]:
    """Who joins those who meet: "they were joined by C", "joining A on the call were C", "C joined A"."""
    if verb.tag_ == "VBG" and not any(t.is_alpha for t in scene.doc[verb.sent.start : verb.i]):
        were = next((t for t in verb.sent if t.lower_ in {"were", "was"} and t.i > verb.i), None)
        if were is not None:
            yield from listed_within(scene, were.i + 1, verb.sent.end)
        return
    joined = clauses.objects(verb)
    ids = {i for o in joined for i in scene.resolve_all(o)}
    known = bool(ids & set(draft.participants)) or any(o.pos_ == "PRON" for o in joined)
    groups = joined and all(scene.actor(i).kind in {"group", "delegation"} for i in ids)
    if clauses.is_passive(verb):
        to_it = [o for o in clauses.prepositional(verb, "to") if names_meeting(o)]
        if to_it and verb.lemma_ == "accompany":  # "A was accompanied to the talks by B"
            yield from _each(scene, joined)
        if known or to_it or set(draft.participants) & ids:
            first, last = (doers[-1].i, doers[-1].i + 4) if doers else (verb.i, verb.sent.end)
            yield from list(_each(scene, doers)) or listed_within(scene, first, last)
    elif known or (ids and groups):
        yield from _each(scene, doers)
        yield from _each(scene, joined)


def _each(scene: Scene, tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    for token in tokens:
        for id_ in dict.fromkeys([*resolved(scene, [token]), *listed_states(scene, token)]):
            if scene.actor(id_).kind in _KINDS and scene.actor(id_).type != "actor-population":
                yield id_, token


def _has(verb: Token, dep: str, word: str) -> bool:
    return any(c.dep_ == dep and c.lower_ == word for c in verb.children)


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
    """The delegation of "X and Y are part of the delegation", "members of the team"."""
    parts = (c for c in verb.children if c.dep_ == "attr" and c.lemma_.lower() in {"part", "member"})
    return next((o for c in parts for o in clauses.prepositional(c, "of")), None)


def _listed_after(scene: Scene, verb: Token) -> list[str]:
    """The persons of the list after "includes", up to a relative clause."""
    stop = next((t.i for t in scene.doc[verb.i + 1 : verb.sent.end] if t.lower_ in _RELATIVES), verb.sent.end)
    at = first_person(scene, verb.i + 1, stop)
    return list(named_from(scene, at))


def _members(
    scene: Scene,
    teams: list[Token],
    people: list[str],
    verb: Token,
    meetings: list[MeetingDraft],
    near: MeetingDraft | None,
) -> None:
    """Makes participants of the persons of whom a delegation consists that takes part itself.

    So are those of the delegation of a side of the meeting told of just before, ``near``, or of "the
    delegation", "her team", where none is told of by name.
    """
    sent = (scene.actor(i) for t in teams for i in scene.resolve(t))
    ids = {a.id for a in sent if a.kind == "delegation" or (a.type == "actor-officials" and a.represents)}
    persons = [i for i in dict.fromkeys(people) if scene.actor(i).kind == "person"]
    if clauses.is_passive(verb) and not _made_of(verb):
        return
    if near is not None and not ids and teams and all(bare_team(scene, t) for t in teams):
        for id_ in persons:
            _add(scene, near, id_, verb, verb)
    for draft in meetings:
        for team in sorted(ids):
            if team not in draft.participants and not (draft is near and _of_side(scene, team, draft)):
                continue
            for id_ in persons:
                _add(scene, draft, id_, verb, verb)
                if id_ not in scene.actor(team).members:
                    scene.actor(team).members.append(id_)
                if scene.actor(id_).country is None:
                    scene.actor(id_).country = scene.actor(team).country


def _of_side(scene: Scene, team: str, draft: MeetingDraft) -> bool:
    """Whether a delegation acts for a side of a meeting."""
    visitors = [i for i, role in draft.participants.items() if role == "role-visitor"]
    sides = {*scene.principals(draft.participants), *draft.extra_parties}
    sides = set(scene.principals(visitors)) if draft.family == "visit" else sides
    return draft.family in {"meeting", "visit"} and bool(sides & set(scene.principals((team,))))


def _told(scene: Scene, verb: Token, meetings: list[MeetingDraft]) -> None:
    """Makes participants of those who speak to a body at the meeting of it: "X told the council"."""
    audience = {
        i
        for o in clauses.objects(verb)
        for i in scene.resolve(o)
        if scene.actor(i).kind == "organization" and scene.actor(i).type == "actor-intergovernmental"
    }
    if not audience or clauses.is_passive(verb):
        return
    sessions = [m for m in meetings if m.family == "meeting" and audience & set(m.participants)]
    if len(sessions) != 1 or sessions[0].status not in {"held", "ongoing"}:
        return
    for id_, token in _each(scene, clauses.doers(verb)):
        if scene.actor(id_).kind == "person":
            _add(scene, sessions[0], id_, token, verb)


def _add(
    scene: Scene, draft: MeetingDraft, id_: str, token: Token, verb: Token, role: str | None = None
) -> None:
    """Adds a participant, evidenced by the words from its name to the verb."""
    if id_ in draft.participants:
        return
    for state in scene.principals((id_,)) if draft.weak else ():
        draft.participants.pop(state, None)  # only taken to be a side
    draft.participants[id_] = role or "role-participant"
    sent = verb.sent
    named = [
        (abs(a - verb.i), a, b) for a, b, o in scene.index.spans if o == id_ and sent.start <= a < sent.end
    ]
    _, first, last = min(named, default=(0, token.left_edge.i, token.i + 1))
    low, high = min(first, verb.i), max(last, verb.i + 1)
    if high - low <= _LONGEST:
        first, last = low, high
    draft.evidence.setdefault(id_, []).append(scene.mention(first, last, scene.factuality(verb), 0.7))
