"""Who is beside those who meet: "beside the president sat Minister X", "Y, at whose side was Z", "the visitor
had with her A; B; and C", "on the Peruvian side sit D and E"; and who goes with a visitor:
"X travels with him".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.actors.group_countries import countries_of
from kg.extraction.arguments.person_lists import items_within
from kg.extraction.arguments.settling import PEOPLE
from kg.extraction.details.meeting_told import Told, add_participant, at_its_time
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.offices.service import serve
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.at_sides import BESIDE, on_a_side

_GOING = frozenset("go travel fly come".split())
AT_SIDES = frozenset("be sit stand have bring".split()) | _GOING
"""The verbs, by their lemmas, that may say who is beside those who meet."""


def add_beside(scene: Scene, verb: Token, meetings: list[MeetingDraft], told: Told) -> bool:
    """Makes participants of those whom a verb tells to be beside one who meets; whether there are any."""
    if verb.lemma_ in _GOING:
        return _add_company(scene, verb, meetings, told)
    side = on_a_side(verb)
    if side is not None:
        sides, people = countries_of(scene.index, side), _seated(scene, verb)
    else:
        sides = _brought(scene, verb) if verb.lemma_ in {"have", "bring"} else _besides(scene, verb)
        people = items_within(scene, verb.i + 1, verb.sent.end)
    then = [m for m in at_its_time(verb, meetings) if _is_there(scene, sides, m)] if sides else []
    draft = told.of(verb, then) if then else None
    if draft is None:
        return False
    known = list(dict.fromkeys(people))
    if side is None and not any(scene.offices.of(i) or scene.actor(i).country for i, _ in known):
        return False
    for id_, at in known:
        if id_ not in sides:
            _serves_them(scene, id_, sides)
            add_participant(scene, draft, id_, at, verb)
    told.goes_on(verb, draft)
    return True


def _add_company(scene: Scene, verb: Token, meetings: list[MeetingDraft], told: Told) -> bool:
    """Adds who goes with the visitor told of before: "Officials will travel with him", "Among the aides who
    went with her were X and Y", "He is travelling with Minister X"; not "He went with her to the airport".
    """
    company = clauses.prepositional(verb, "with")
    with_ = [o for o in company if o.lower_ in {"him", "her", "them"}]
    goals = {o.lemma_.lower() for o in clauses.prepositional(verb, "to")}
    goes = [d for d in clauses.doers(verb) if d.lower_ in {"he", "she"}] if verb.lemma_ == "travel" else []
    if not (with_ or (goes and company and not goals)) or goals & {"airport", "station", "plane"}:
        return False
    visitors = {i for o in with_ or goes for i in scene.resolve(o)}
    then = [m for m in at_its_time(verb, meetings) if m.family == "visit" and visitors & {*m.participants}]
    if not then or (draft := told.of(verb, then)) is None:
        return False
    were = verb.head.head.head if verb.dep_ == "relcl" else verb  # "among the aides who went with him were"
    if were is not verb and were.lemma_ == "be":
        people = list(items_within(scene, were.i + 1, verb.sent.end))
    else:
        beside = clauses.doers(verb) if with_ else company
        people = [(i, t) for d in beside for t in clauses.conjuncts(d) for i in scene.resolve(t)]
    for id_, at in people:
        if id_ not in visitors and scene.actor(id_).kind in PEOPLE:
            add_participant(scene, draft, id_, at, verb, "role-visitor")
    return bool(people)


def _is_there(scene: Scene, sides: list[str], draft: MeetingDraft) -> bool:
    """Whether those beside whom somebody is take part in a meeting."""
    there = {*draft.participants, *scene.principals(draft.participants), *draft.extra_parties}
    return draft.family != "visit" and not there.isdisjoint(sides)


def _besides(scene: Scene, verb: Token) -> list[str]:
    """Beside whom people are told to be: "beside [the president] sat X", "at [her] side were X and Y", "Y, at
    [whose] side was X", "with [Y] were X and Z"; not "with talks stalled were".
    """
    if not any(c.dep_ in {"nsubj", "attr", "dobj"} for c in verb.rights):
        return []
    words = [c for c in verb.lefts if c.dep_ not in {"punct", "cc", "advmod"}]
    prep = words[0] if words else verb
    preps = BESIDE | ({"with"} if verb.lemma_ == "be" and prep.is_sent_start else frozenset())
    if prep.lower_ in preps and prep.dep_ == "prep" and len(words) == 1:
        return [i for o in prep.children if o.dep_ == "pobj" for i in scene.resolve(o)]
    if prep.lower_ in preps and [c.dep_ for c in words[1:]] == ["nsubj"] and words[1] == verb.nbor(-1):
        return list(scene.resolve(words[1]))  # the parser takes it for a clause: "with [Y] were X and Z"
    return _sides_of(scene, verb, prep)


def _sides_of(scene: Scene, verb: Token, prep: Token) -> list[str]:
    """At whose side: "at [her] side", "at [the minister]'s side", of a relative clause "at whose side"."""
    if prep.lower_ not in {"at", "by", "on"} or prep.dep_ != "prep":
        return []
    sides = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"} and c.lower_ == "side"]
    owners = [o for s in sides for o in s.lefts if o.dep_ == "poss"]
    if verb.dep_ == "relcl" and any(o.lower_ == "whose" for o in owners):
        named = (scene.index.person_at(i) for i in range(prep.i - 1, verb.head.i - 1, -1))
        return [*filter(None, named)][:1] or list(scene.resolve(verb.head))
    return [i for o in owners for i in scene.resolve(o)]


def _brought(scene: Scene, verb: Token) -> list[str]:
    """Who has or brings others: "[Y] had with him A and B", "[Y] brought with her A", "Y, [who] had A at his
    side"; not "Y had a word with him".
    """
    with_ = [
        o
        for p in verb.children
        if p.dep_ == "prep" and p.lower_ in {"with", "beside", "at", "by"}
        for o in p.children
        if o.dep_ == "pobj"
    ]
    own = (
        {"him", "her", "them"}
        if verb.lemma_ == "bring" or [o.i for o in with_[:1]] == [verb.i + 2]
        else set()
    )
    at_side = any(o.lower_ == "side" and any(c.dep_ == "poss" for c in o.lefts) for o in with_)
    if not (at_side or any(o.lower_ in own for o in with_)):
        return []
    relative = [verb.head] if verb.dep_ == "relcl" else []
    return [i for s in relative or clauses.subjects(verb) for i in scene.resolve(s)]


def _seated(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """Who sits on a side, named behind the verb or before it: "on the Peruvian side sit X and Y", "X and Y
    sit on the Peruvian side, along with Z".
    """
    yield from items_within(scene, verb.sent.start, verb.i)
    for token in scene.doc[verb.i + 1 : verb.sent.end]:
        first = scene.index.person_at(token.i)
        if first is not None and (token.nbor(-1).i not in scene.index.owner):
            yield from items_within(scene, token.i, verb.sent.end)
            return


def _serves_them(scene: Scene, id_: str, sides: list[str]) -> None:
    """Lets who serves nobody yet serve the one state of those beside whom he is."""
    actor, states = scene.actor(id_), scene.principals(sides)
    if actor.kind == "person" and not (actor.country or actor.represents) and len(states) == 1:
        serve(scene.index, actor, states[0])
