"""Who is said to be there too, in sentences that have no word for the meeting itself.

"A and B met in Oslo. They were joined by C. D also took part. The delegation included E and F."
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.actors.team_heads import led_at
from kg.extraction.arguments.arguments import listed_states, resolved
from kg.extraction.arguments.person_lists import items_within, listed_before, listed_within
from kg.extraction.arguments.presence_nouns import does_there, in_attendance, verbs_seen
from kg.extraction.arguments.relative_arguments import MEDIATING, agent_role
from kg.extraction.arguments.settling import PEOPLE
from kg.extraction.arguments.signed_for import ACTING, acting_for
from kg.extraction.details.at_their_side import AT_SIDES, add_beside
from kg.extraction.details.chairs import OPENING, chairs_named, in_the_chair
from kg.extraction.details.doing_so import also_doing
from kg.extraction.details.meeting_told import (
    Told,
    add_participant,
    at_its_time,
    journey,
    trip_with,
    with_company,
)
from kg.extraction.details.team_members import OF_TEAMS, add_members
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.roll_calls import CALLING, called
from kg.extraction.meetings.states_told import acted_for
from kg.extraction.offices.service import serve
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import only_asked
from kg.extraction.triggers.triggers import names_meeting

_TAKING_PART = frozenset("participate attend".split())
_COMPANY = frozenset("join accompany flank".split())
_TELLING, _TWO = frozenset("tell brief address inform".split()), 2
_KINDS = frozenset({"person", "country", "organization", "delegation", "group"})


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
        if (lemma in OF_TEAMS and add_members(scene, verb, meetings, told)) or _by_roll_call(
            scene, verb, meetings, told, chairs
        ):
            continue
        if lemma in AT_SIDES and add_beside(scene, verb, meetings, told):
            continue
        if lemma in _TELLING:
            _told(scene, verb, meetings)
        elif _may_be_present(verb, lemma):
            _add_present(scene, verb, lemma, meetings, told)


def _by_roll_call(
    scene: Scene, verb: Token, meetings: list[MeetingDraft], told: Told, chairs: frozenset[int]
) -> bool:
    """Adds whom the sentence counts as present or as acting for a side, if it does; whether it does."""
    hosts = _as_hosts(scene, verb)
    people = [*acting_for(scene, verb), *called(scene, verb), *in_the_chair(scene, verb, chairs), *hosts]
    then = at_its_time(verb, meetings) if people else []
    then = _of_their_side(scene, verb, then) if verb.lemma_ == "represent" else then
    then = [m for m in then if m.family != "visit" or verb.lemma_ not in MEDIATING]
    draft = told.of(verb, then) if people else None
    if not people or (draft := led_at(scene, verb, draft, then)) is None:
        return False
    if verb.lemma_ == "send" and _shuns_another(verb, draft):
        return True
    told.goes_on(verb, draft)
    role = agent_role(verb.lemma_) if verb.lemma_ in MEDIATING else "role-host" if hosts else None
    for id_, at in (p for p in people if not acted_for(scene, verb, draft, p[0])):
        sender = verb.lemma_ == "send" and scene.actor(id_).kind != "person"
        if sender and id_ in scene.principals(draft.participants):
            continue  # its people are there
        add_participant(scene, draft, id_, at, verb, role)
    return True


def _shuns_another(verb: Token, draft: MeetingDraft) -> bool:
    """Whether the sentence before tells of something else that somebody stayed away from: "X did not attend
    the inauguration. Peru sent its ambassador".
    """
    start = verb.sent.start
    before = verb.doc[start - 1].sent if start else ()
    shun = (t for t in before if t.lemma_ in _SHUNNING)
    return any(o.i not in draft.tokens for t in shun for o in clauses.objects(t))


_SHUNNING = frozenset("attend skip miss boycott".split())


def _as_hosts(scene: Scene, verb: Token) -> list[tuple[str, Token]]:
    """Who is told to be the host of those who meet: "King X was the host", "their host was King X", "X will
    host the ceremony"; not "the host of the show".
    """
    if verb.lemma_ == "host":
        known = [o for o in clauses.objects(verb) if o.lemma_.lower() in _CEREMONIES]
        known = [o for o in known if [c.lower_ for c in o.lefts] == ["the"]]
        return list(_each(scene, clauses.doers(verb))) if known else []
    if verb.lemma_.lower() != "be":
        return []
    doers, told = clauses.doers(verb), [c for c in verb.rights if c.dep_ == "attr"]
    for host, who in ((told, doers), (doers, told)):
        named = [h for h in host if h.lemma_ == "host" and not h.n_rights]
        if any(c.lower_ in {"the", "their"} for h in named for c in h.lefts):
            return [it for it in _each(scene, who) if scene.actor(it[0]).kind in {"person", "country"}]
    return []


_CEREMONIES = frozenset({"ceremony", "signing", "event"})


def _add_present(scene: Scene, verb: Token, lemma: str, meetings: list[MeetingDraft], told: Told) -> None:
    """Adds to the meeting told of who takes part in it by this verb."""
    then = at_its_time(verb, meetings)
    then = [m for m in then if m.status == "planned"] if lemma == "confirm" else then
    then = _of_their_side(scene, verb, then) if lemma == "represent" else then
    theirs = lemma == "join" or (lemma in _COMPANY and len(clauses.objects(verb)) > 1)
    draft = told.of(verb, with_company(scene, verb, then)) if theirs else None
    draft = draft or trip_with(verb, then) or told.of(verb, then)
    if draft is not None and lemma == "accompany":
        draft = journey(scene, verb, draft, meetings)
    for one in [] if draft is None else (_at_several(verb, then) or [draft]):
        for id_, at in _present(scene, verb, lemma, one):
            add_participant(scene, one, id_, at, verb)


def _at_several(verb: Token, meetings: list[MeetingDraft]) -> list[MeetingDraft]:
    """The meetings at all of which somebody is told to be: "will be present at the summit and the talks"."""
    there = [c for c in verb.rights if c.dep_ == "acomp" and c.lower_ == "present"]
    events = [o.i for h in there for o in clauses.prepositional(h, "at") if o.dep_ in {"pobj", "conj"}]
    found = [m for i in events for m in meetings if i in m.tokens]
    return found if len(found) > 1 else []


def _of_their_side(scene: Scene, verb: Token, meetings: list[MeetingDraft]) -> list[MeetingDraft]:
    """The meetings of which those are a side who are represented, else those of more than two."""
    told = clauses.objects(verb) or clauses.subjects(verb)  # "Peru is expected to be represented by X"
    sides = set(scene.principals([i for o in told for i in scene.resolve(o)]))
    own = [m for m in meetings if sides & {*scene.principals(m.participants), *m.extra_parties}]
    many = [m for m in meetings if not sides or len(scene.principals(m.participants)) != _TWO]
    return own or many or meetings


_OF_PRESENCE = frozenset("take sit preside walk storm represent be confirm come".split())
_OF_PRESENCE |= _COMPANY | _TAKING_PART
_VERBS = _OF_PRESENCE | OF_TEAMS | _TELLING | CALLING | ACTING | OPENING | AT_SIDES | {"host"}


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
            too = [*doers, *clauses.prepositional(verb, "alongside", "including")]
            yield from _each(scene, too)
        yield from _each(scene, also_doing(verb))
        if not clauses.is_passive(verb):
            yield from listed_before(scene, verb)
    elif does_there(verb, lemma):
        yield from _each(scene, [*doers, *also_doing(verb)])
    elif lemma == "come":
        yield from _each(scene, doers if _with_those(scene, verb, draft) else [])
    elif lemma == "represent":
        yield from _representing(scene, verb, doers, draft)
    elif lemma == "be" and (_is_present(verb) or in_attendance(verb, also_doing(verb)) or _also_here(verb)):
        apart = next((c.i for c in verb.rights if c.text == ":"), verb.sent.end)  # "were there too: X"
        named = list(items_within(scene, apart, verb.sent.end))
        here = [*doers, *also_doing(verb), verb]  # with the verb's "along with X"
        yield from named or _each(scene, here)
        yield from listed_before(scene, verb)
    for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"):
        if any(t.lower_ in {"attendance", "present"} for t in prep.subtree):  # "with X in attendance"
            yield from _each(
                scene, [o for c in prep.children if c.dep_ == "pobj" for o in clauses.conjuncts(c)]
            )


def _with_those(scene: Scene, verb: Token, draft: MeetingDraft) -> bool:
    """Whether a sentence begins with whom others came with who is there: "With Minister X [came] Y"."""
    first = verb.doc[verb.sent.start]
    said = [o for o in first.rights if o.dep_ == "pobj"] if first.text == "With" else []
    return any(i in draft.participants for o in said for i in scene.resolve_all(o))


def _is_present(verb: Token) -> bool:
    """Whether people are told to be present, not forces in a land: "troops were present on the island"."""
    there = [c for c in verb.children if c.dep_ == "acomp" and c.lower_ == "present"]
    nowhere = [o for h in (verb, *there) for o in clauses.prepositional(h, "on", "along") if not o.ent_type_]
    forces = any(s.lemma_.lower() in _FORCES for s in clauses.subjects(verb))
    return bool(there) and not forces and not any(o.lower_ in _LANDS for o in nowhere)


_FORCES = frozenset("troop soldier force police army military".split())
_LANDS = frozenset("island border soil territory ground frontier land coast".split())


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
    if not clauses.is_passive(verb):
        _serve_side(scene, doers, [i for i in sides if scene.actor(i).kind == "country"])
    people = [i for t in clauses.agent(verb) for i in scene.resolve(t) if scene.offices.of(i)]
    for_him = bool(people) and all(scene.actor(i).kind == "person" for i in sides)  # "X was represented by Y"
    if for_him or any(
        scene.actor(i).kind in {"country", "organization"} or i in draft.participants for i in sides
    ):
        yield from ((i, t) for i, t in _each(scene, doers) if scene.actor(i).kind in PEOPLE)


def _serve_side(scene: Scene, doers: list[Token], states: list[str]) -> None:
    """Lets who represents a state there serve it: "a delegation led by X will represent Peru"."""
    for actor in (scene.actor(i) for t in doers for i in scene.resolve(t) if len(states) == 1):
        if actor.kind == "person" and not (actor.country or actor.represents):
            serve(scene.index, actor, states[0])
        elif actor.type == "actor-officials" and not actor.represents:
            actor.represents, actor.country = states, states[0]


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
        if known or to_it or set(draft.participants) & ids or trip_with(verb, [draft]):
            first, last = (doers[-1].i, doers[-1].i + 4) if doers else (verb.i, verb.sent.end)
            including = [t.i for t in scene.doc[first : verb.sent.end] if t.lower_ == "including"]
            yield from (
                list(_each(scene, doers))
                or [*listed_within(scene, first, last)]
                or [p for i in including[:1] for p in listed_within(scene, i, min(i + 5, verb.sent.end))]
            )
    elif known or (ids and groups) or _one_of_them(scene, verb, doers, ids, draft):
        yield from _each(scene, doers)
        yield from _each(scene, joined)


def _each(scene: Scene, tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    for token in tokens:
        for id_ in dict.fromkeys([*resolved(scene, [token]), *listed_states(scene, token)]):
            if scene.actor(id_).kind in _KINDS and scene.actor(id_).type != "actor-population":
                yield id_, token


def _one_of_them(
    scene: Scene, verb: Token, doers: list[Token], joined: set[str], draft: MeetingDraft
) -> bool:
    """Whether somebody who is there joins others, who are there, too: "President X will be there. X will join
    President Y"; not "X joined Y in denouncing Z", nor "X joined the EU".
    """
    aim = any(c.dep_ == "pcomp" for p in verb.rights if p.dep_ == "prep" for c in p.rights)
    will = any(c.lower_ == "will" for c in verb.lefts) and draft.status == "planned"
    people = bool(joined) and all(scene.actor(i).kind == "person" for i in joined)
    there = any(i in draft.participants for i, _ in _each(scene, doers))
    return verb.lemma_ == "join" and will and people and there and not aim


def _has(verb: Token, dep: str, word: str) -> bool:
    return any(c.dep_ == dep and c.lower_ == word for c in verb.children)


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
            add_participant(scene, sessions[0], id_, token, verb)
