"""What a name before a noun says of a meeting: where one known already was held, "the Djibouti meeting", or
which sides it has, "the Brexit talks".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.named_events import names_of
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
