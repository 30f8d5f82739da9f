"""What is no matter of states: meetings of private persons, and of sport: "the owner met his coach"."""

from __future__ import annotations

from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene

_WEAK_WORDS = frozenset("see call phone contact".split())
_PRIVATE = frozenset(
    """
    chairman chairwoman chairperson executive ceo director manager owner boss coach captain founder editor
    player striker singer actor actress author professor headmaster principal
    """.split()
)
"""Offices by which nobody acts for a state."""
_SPORT = frozenset(
    """
    cricket cricketer football footballer soccer rugby hockey basketball baseball volleyball handball
    athletics golf striker midfielder goalkeeper batsman bowler championship tournament fixture wicket
    innings olympics
    """.split()
)
_OF_TWO_STATES = frozenset("border counterpart counterparts".split())
_OF_STATE = frozenset("minister president premier ambassador envoy king queen emir diplomat".split())


def of_persons_of_no_state(scene: Scene, draft: MeetingDraft, parties: set[str]) -> bool:
    """Whether all who meet are persons, none for a state or a body of states: at most parties."""
    people = all(scene.actor(i).kind == "person" for i in draft.participants)
    return people and all(
        scene.actor(p).type == "actor-political-party" and scene.actor(p).country is None for p in parties
    )


def of_two_persons(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether two persons meet of whom the text says no state, but who speak of states.

    "Mr Kazimir met Mr Jonaitis on the border with Poland"; not "called" nor "saw", which is said of anybody,
    nor "the owner, Mr Kazimir, met his coach, Mr Jonaitis".
    """
    if any(o.trigger.frame.frame in _WEAK_WORDS for o in draft.occurrences):
        return False
    people = [i for i in draft.participants if scene.actor(i).kind == "person"]
    private = any({t.split()[-1].lower() for t in scene.offices.titles_of(i)} & _PRIVATE for i in people)
    if len(people) < 2 or private:
        return False
    return any(_for_a_state(scene, i) for i in people) or speaks_of_states(scene, draft)


def speaks_of_states(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether a sentence that tells of a meeting names a state, a border or a counterpart."""
    index = scene.index
    for token in (o.trigger.token for o in draft.occurrences):
        for i in range(token.sent.start, token.sent.end):
            if index.tokens[i].lower_ in _OF_TWO_STATES:
                return True
            match = index.by_token.get(i)
            if match is not None and match.via == "name" and match.entry.kind == "country":
                return True
    return False


def of_sport(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether it is sport that people meet for or tour a country for, and nobody of a state takes part.

    "The cricket boards met", "the team's tour of Peru, where it plays football"; not "the presidents met at
    the cricket".
    """
    triggers = [o.trigger.token for o in draft.occurrences]
    said = {t.lemma_.lower() for token in triggers for t in token.sent}
    if {t.lemma_.lower() for t in triggers} == {"tour"}:
        said = {t.lower_ for t in scene.doc}
    return bool(said & _SPORT) and not any(_for_a_state(scene, i) for i in draft.participants)


def _for_a_state(scene: Scene, id_: str) -> bool:
    """Whether a participant is there for a state: its minister or president, its officials; not a board's."""
    actor, offices = scene.actor(id_), scene.offices
    if actor.plural:
        return bool(_OF_STATE & {w.removesuffix("s") for w in actor.name.lower().split()})
    held = (offices.offices[h.office] for h in offices.holdings.values() if h.person == id_)
    states = (
        (o.title.split()[-1].lower(), o.body and scene.actor(o.body).kind)
        for o in held
        if not o.title.endswith("chief minister")
    )
    return any(word in _OF_STATE and (word != "president" or kind == "country") for word, kind in states)
