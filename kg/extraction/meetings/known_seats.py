"""What a name before a noun says of a meeting: where one known already was held, "the Djibouti meeting", or
which sides it has, "the Brexit talks".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.named_events import BODIES, has_own_name, names_of
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token


def name_known_sides(scene: Scene, occurrence: Occurrence) -> None:
    """Gives talks that go by a name, and of which nobody else is said to take part, the sides that they have
    and of which the article speaks: "Brexit talks resume on Monday".
    """
    noun, arguments = occurrence.trigger.token, occurrence.arguments
    if arguments.actors or not occurrence.trigger.nominal or occurrence.trigger.frame.frame != "talks":
        return
    named = next((c.lower_ for c in noun.lefts if c.lower_ in _SIDES and c.dep_ != "poss"), None)
    sides = [scene.index.by_key.get(key) for key in _SIDES[named]] if named is not None else []
    known = [id_ for id_ in sides if id_ is not None]
    if known and len(known) == len(sides):
        arguments.add(tuple(known), noun)


_SIDES = {"brexit": ("country:GB", "body:EU")}


def drop_seat(scene: Scene, told: Sequence[MeetingDraft], occurrence: Occurrence) -> None:
    """Takes a country for the place where a meeting told of before was held in it, by others.

    "A and B held talks in Oman. The Oman talks failed" is of talks in Oman; "the Omani talks" and "the
    Oman-Peru talks" are talks of Oman.
    """
    noun, arguments = occurrence.trigger.token, occurrence.arguments
    if not occurrence.trigger.nominal or not occurrence.definite:
        return
    for word in (c for c in noun.lefts if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"):
        id_ = scene.index.owner.get(word.i)
        if id_ is None or id_ not in arguments.actors or scene.actor(id_).kind != "country":
            continue
        joined = "-" in {t.text for t in noun.doc[word.i : noun.i]}
        if not joined and (seat := _seat(scene, told, id_) or _of_others(scene, occurrence, word)):
            del arguments.actors[id_]
            arguments.evidence.pop(id_, None)
            arguments.places.extend([seat] if seat not in arguments.places else [])


def keep_two_from_body(scene: Scene, occurrence: Occurrence) -> None:
    """Tells apart the meeting of two persons and the occasion of a body, or with a name of its own, at which
    they meet: "at the G20 summit in Lima, X met Y"; not "X met Y at a summit in Oslo", nor "the leaders met".
    """
    token = occurrence.trigger.token
    if occurrence.trigger.nominal and token.lemma_.lower() in _GREAT:
        if token.dep_ != "pobj" or token.head.lower_ not in {"at", "during"} or not _of_body(scene, token):
            return
        verb = token.head.head
        if _two_meet(scene, verb):
            occurrence.keep_from((verb.i, *(o.i for o in clauses.objects(verb))))
        return
    verb = token.head if token.dep_ == "dobj" else token
    greats = occasions_of_bodies(scene, verb)
    if greats and _two_meet(scene, verb):
        occurrence.keep_from(n.i for n in greats)


def occasions_of_bodies(scene: Scene, verb: Token) -> list[Token]:
    """The occasions of bodies, or with names, at which something is done: "met at the Health Assembly"."""
    greats = (n for n in clauses.prepositional(verb, "at", "during") if n.lemma_.lower() in _GREAT)
    return [n for n in greats if _of_body(scene, n)]


_GREAT = frozenset({"summit", "conference", "forum", "assembly"})


def _of_body(scene: Scene, noun: Token) -> bool:
    """Whether an occasion is that of a body, or goes by a name: "the G20 summit", "the Lima Forum"."""
    words = [t for c in noun.lefts if c.dep_ in {"compound", "nmod", "amod"} for t in c.subtree]
    words.extend(clauses.prepositional(noun, "of"))
    found = (scene.index.owner.get(t.i) for t in words)
    named = noun.i in scene.index.owner or has_own_name(scene, noun)
    return named or any(i is not None and scene.actor(i).type in BODIES for i in found)


def _two_meet(scene: Scene, verb: Token) -> bool:
    """Whether a verb tells of a meeting of two persons, each told of by name or office: "X and Y met"."""
    held = [o for o in clauses.objects(verb) if o.lemma_ in {"meeting", "talk"}]
    if verb.lemma_ != "meet" and not (held and verb.lemma_ in {"hold", "have"}):
        return False
    partners = clauses.prepositional(verb, "with") + [
        p for o in held for p in clauses.prepositional(o, "with")
    ]
    people = [*clauses.doers(verb), *([] if held else clauses.objects(verb)), *partners]
    found = [i for t in people for i in scene.resolve(t)]
    return len(set(found)) == 2 and all(scene.actor(i).kind == "person" for i in found)


def on_its_margins(first: Occurrence, second: Occurrence) -> bool:
    """Whether one is a summit or the like, and the other is told to be on the margins, of that or another:
    "the leaders met at a summit. X and Y spoke on the sidelines".
    """
    pairs = ((first, second), (second, first))
    return any(
        a.trigger.format in _FORMATS and a.trigger.nominal and _beside_it(b.trigger.token) for a, b in pairs
    )


_FORMATS = frozenset({"summit", "conference"})
_MARGINS = frozenset("sideline sidelines margin margins".split())


def _beside_it(token: Token) -> bool:
    """Whether something is said to be on the margins without saying of what: "spoke on the sidelines"."""
    around = (token, token.head) if token.dep_ == "dobj" else (token,)
    edges = (
        n for t in around for n in clauses.prepositional(t, "on", "in", "at") if n.lemma_.lower() in _MARGINS
    )
    return any(not clauses.prepositional(n, "of") for n in edges)


def _seat(scene: Scene, told: Sequence[MeetingDraft], country: str) -> str | None:
    """The place in the country where others met, of the last meeting that was held there."""
    for draft in reversed(told):
        here = (p for p in draft.places if country in _lands(scene, p))
        place = next(here, None)
        if place is not None and country not in scene.principals(draft.participants):
            return place
    return None


def _of_others(scene: Scene, occurrence: Occurrence, word: Token) -> str | None:
    """The country as a place where the meeting is said to be that of people of two other states: "A and B
    discussed it at their Iceland meeting"; not "at the Syria meeting", which may be about it.
    """
    noun, arguments = occurrence.trigger.token, occurrence.arguments
    one = occurrence.trigger.frame.frame in {"meeting", "summit"}
    own = one and any(c.tag_ == "PRP$" for c in noun.lefts)
    id_ = scene.index.owner[word.i]
    others = scene.principals(i for i in arguments.actors if i != id_) if own else ()
    several = len(others) > 1 and id_ not in others and not arguments.places
    return scene.places.at(word) if several else None


def _lands(scene: Scene, place: str) -> set[str | None]:
    draft = scene.places.drafts[place]
    return {draft.actor, draft.country}


def hosted_elsewhere(scene: Scene, actors: Mapping[str, str], places: Sequence[str]) -> bool:
    """Whether a state hosts a meeting and the places are not in it: "Kenya hosts talks", "the Oslo one"."""
    hosts = {i for i, role in actors.items() if role == "role-host" and scene.actor(i).kind == "country"}
    drafts = [scene.places.drafts[p] for p in places] if hosts else []
    lands = {land for d in drafts for land in (d.state, d.actor) if land is not None}
    return bool(lands) and hosts.isdisjoint(lands)


def heads_elsewhere(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether somebody goes on to an occasion with a name of its own from that told of before: "was in Lima
    for a summit of Pacific leaders. She flew to Quito for the Americas Summit".
    """
    noun = second.trigger.token
    there = _journey_for(scene, noun) if names_of(noun) else []
    here = first.arguments.places or (_journey_for(scene, first.trigger.token) if there else [])
    return bool(here and there) and not any(scene.places.same_area(a, b) for a in here for b in there)


def _journey_for(scene: Scene, noun: Token) -> list[str]:
    """Where somebody is or goes for an event: Quito of "flew to Quito for the Americas Summit"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return []
    goals = clauses.prepositional(clauses.clause_of(noun), "to", "in")
    return [p for g in goals if g.i < noun.i and (p := scene.places.at(g)) is not None]


def seated_apart(
    scene: Scene, one: tuple[Mapping[str, str], Sequence[str]], other: tuple[Mapping[str, str], Sequence[str]]
) -> bool:
    """Whether two meetings, told by who is there and where, are in places apart, or one of them is not where
    the host of the other is: "are meeting in Oslo. In May, Kenya hosted talks".
    """
    (actors, here), (others, there) = one, other
    if here and there:
        return not any(scene.places.same_area(b, a) for a in here for b in there)
    return hosted_elsewhere(scene, others if here else actors, here or there)


def of_other_hosts(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether a state is told to host one of two meetings, and the other is told to be elsewhere."""
    pairs = ((first.arguments, second.arguments), (second.arguments, first.arguments))
    return any(hosted_elsewhere(scene, a.actors, b.places) for a, b in pairs if not a.places)
