"""Whose journey it is where others call it off, who thinks of one or makes use of it, or where a body stands
before it: "her ASEAN tour".
"""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import JOURNEYS


def called_off(scene: Scene, noun: Token, ids: tuple[str, ...], at: Token, out: Arguments) -> None:
    """Adds who calls off or puts off a meeting; of a visit by others the host: "Peru cancelled a visit by
    Chilean Foreign Minister X"; not "Peru cancelled its minister's visit", "cancelled a visit by its envoy".
    The place right behind is the meeting's: "cancelled a stop in Lima".
    """
    behind = next((c for c in noun.head.rights if c.i == noun.i + 1 and c.lower_ in {"in", "at"}), None)
    if behind is not None and not out.places:
        out.places.extend(scene.places.located(noun.head))
    ids = tuple(i for i in ids if scene.actor(i).kind != "organization")
    elsewhere = [i for o in clauses.prepositional(noun, "to", "in") for i in scene.resolve(o)]
    abroad = bool(elsewhere) and set(ids).isdisjoint(elsewhere)  # "Peru cancelled a visit to Oslo by X"
    if noun.lemma_.lower() not in JOURNEYS or not out.actors or abroad:
        out.add(ids, at)
    elif ids and set(scene.principals(ids)).isdisjoint(scene.principals(tuple(out.actors))):
        out.add(ids, at, "role-host")


def after_journey(scene: Scene, noun: Token, out: Arguments) -> None:
    """Adds who goes on a journey that another of the same traveller follows: "her visit follows [a trip] to
    Peru", "X's tour comes on the heels of [four days] in Peru"; not "her visit follows Y's trip to Peru".
    """
    follows = noun.head
    if noun.dep_ == "pobj":
        word = follows.head
        turned = word.head if word.lower_ in _TURNING and word.dep_ == "pobj" else follows
        follows = turned.head
        if turned.lower_ not in {"after", "on"} or follows.lemma_ != "come":
            return
    elif noun.dep_ != "dobj" or follows.lemma_ != "follow":
        return
    trips = [s for s in clauses.subjects(follows) if s.lemma_.lower() in JOURNEYS | {"stay"}]
    if trips and not out.actors:
        whose = [c for t in trips for c in t.lefts if c.dep_ == "poss"]
        whose += [o for t in trips for o in clauses.prepositional(t, "by")]
        out.add(resolved(scene, whose), anchor(whose, noun), "role-visitor")


_TURNING = frozenset({"heels", "heel"})


def toured(noun: Token) -> bool:
    """Whether a body before a journey is where it leads, not who is on it: "her ASEAN tour"; not "the NATO
    visit to Oslo".
    """
    return noun.lemma_.lower() in {"tour", "trip"} and any(c.dep_ == "poss" for c in noun.lefts)


def own_journey(noun: Token, lemma: str) -> bool:
    """Whether somebody thinks of travelling or makes use of it: "is considering a visit to Oslo", "used a
    stop in Oslo to seek arms", not "a visit by X".
    """
    own = noun.lemma_.lower() in (_USED if lemma == "use" else {"visit", "trip", "tour"})
    own = own and lemma in _THINKING | {"use"}
    return own and not any(c.dep_ == "poss" or c.lower_ in {"by", "of", "from"} for c in noun.children)


_THINKING = frozenset("consider mull weigh plan".split())
_USED = frozenset("visit trip tour stop stopover swing".split())
