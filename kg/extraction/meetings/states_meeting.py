"""Meetings of two states of which nothing tells that those who were named before take part themselves."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.meetings.colleagues import HEADS
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence, comes_next, harks_back
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

_COURSES = frozenset("round session talk negotiation consultation discussion dialogue".split())
_RANKS = frozenset(
    "military technical expert experts ministerial official officials staff defence defense trade commercial "
    "economic consular maritime border parliamentary".split()
)
_HIGH = frozenset({"high", "top", "highest", "presidential", "leaders", "leader"})
_AGREEING = frozenset("agree decide plan pledge vow undertake".split())


def states_meet(scene: Scene, last: MeetingDraft, occurrence: Occurrence) -> Occurrence:
    """The occurrence, which leaves to the states a round before or after the meeting of their people: "X met
    Y. The last round of talks was in May", "Talks in Oslo had failed"; not "X met Y. This will be the second
    round" nor "X met Y before a second round".

    A summit is one of those who lead them, if they are who met: "Presidents X and Y met. The next summit".
    """
    token, lemma = occurrence.trigger.token, occurrence.trigger.frame.lemma
    near = last.occurrences[-1].trigger.token.sent.start == token.sent.start or token.dep_ == "attr"
    counted = occurrence.ordinal is not None or comes_next(occurrence) or harks_back(occurrence)
    apart = (
        lemma in _COURSES
        and bool(occurrence.arguments.places)
        and not any(c.dep_ == "det" for c in token.lefts)
    )
    if near or not (counted or apart or lemma == "round"):
        return occurrence
    persons = list(occurrence.arguments.actors)
    led = lemma == "summit" and not all(HEADS & set(scene.offices.titles_of(i)) for i in persons)
    return _of_states(scene, occurrence) if led or lemma in _COURSES else occurrence


def agreed_for_others(scene: Scene, occurrence: Occurrence) -> Occurrence:
    """The occurrence, which leaves to the states what leaders agree that others will hold: "X and Y agreed to
    hold military talks"; not "agreed to hold talks", nor "high-level talks".
    """
    token = occurrence.trigger.token
    if not occurrence.trigger.nominal or not _of_rank(token):
        return occurrence
    if token.dep_ == "pobj" and token.head.head.lemma_ == "round":
        token = token.head.head  # "a second round of trade talks"
    return _of_states(scene, occurrence) if token.dep_ == "dobj" and _agrees(token.head) else occurrence


def _of_rank(noun: Token) -> bool:
    """Whether words before a noun say of whom or what it is: "working-level talks", "trade negotiations"."""
    if noun.lemma_ == "round":
        inner = clauses.prepositional(noun, "of")
        return any(map(_of_rank, inner))
    said = ["".join(t.lower_ for t in c.subtree) for c in noun.lefts if c.dep_ in {"amod", "compound"}]
    level = any(w.endswith("-level") and w.removesuffix("-level") not in _HIGH for w in said)
    return level or not _RANKS.isdisjoint(said)


def _agrees(verb: Token) -> bool:
    """Whether an infinitive says what somebody agrees or plans to do: "agreed to [hold]"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ in _AGREEING and verb.tag_ == "VB"


def _of_states(scene: Scene, occurrence: Occurrence) -> Occurrence:
    """The occurrence with the states of its persons in their stead, if these are several."""
    actors = occurrence.arguments.actors
    states = scene.principals(actors)
    persons = bool(actors) and all(scene.actor(i).kind == "person" for i in actors)
    if persons and len(states) > 1 and all(scene.principals((i,)) for i in actors):
        actors.clear()
        for id_ in states:
            occurrence.arguments.add((id_,), occurrence.trigger.token)
    return occurrence
