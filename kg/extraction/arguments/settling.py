"""Who settles something on the occasion of a meeting, or refuses it there: "agreed on it after talks"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.arguments.arguments import Arguments
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.occasion_verbs import LIGHT, SAYING, TELLING
from kg.extraction.triggers.triggers import is_word

WITHIN = frozenset({"at", "during", "in"})
PEOPLE = frozenset({"person", "delegation", "group"})
_WEIGHING = frozenset(
    """
    consider discuss debate review examine weigh decide condemn denounce criticise criticize deplore suspend
    warn urge accuse pressure call
    """.split()
)
"""What leaders do at a summit: "at the July summit, the bloc's leaders will consider the plan", "urged"."""
OUTCOME = frozenset(
    """
    fail reach achieve make agree strike seal clinch clash push press seek propose secure offer insist adopt
    approve endorse thrash hammer argue bicker negotiate bargain haggle iron narrow bridge resolve settle
    break overcome
    """.split()
)
RUNNING = frozenset({"role-mediator", "role-host"})
"""The roles of who runs talks between others: "agreed after African Union-led talks"."""
_COMING = frozenset("attend join participate take appear come go travel send be return".split())
JOINT = frozenset(
    """
    announce declare unveil sign initial conclude finalise finalize reach resume restore emerge exchange swap
    release free reopen renew lift normalise normalize establish reestablish re-establish halt end extend
    patch mend revive relaunch upgrade ease
    """.split()
)
"""What comes of talks with two sides for its subject: "Peru and Chile announced a truce after talks"."""


def acting(scene: Scene, ids: tuple[str, ...], lemma: str, *, seated: bool) -> tuple[str, ...]:
    """Who may take part by the verb: people, not the spokesman who said it after talks between others.

    So are bodies that settle something with others: "the government and the Front agreed on it after talks".
    """
    bodies = lemma in LIGHT or (lemma in OUTCOME | JOINT and len(ids) > 1 and not seated)
    people = (i for i in ids if scene.actor(i).kind != "organization" or bodies)
    speaks = lemma in TELLING
    return tuple(i for i in people if not (speaks and scene.offices.is_spokesman(i)))


def two_sides(scene: Scene, verb: Token, prep: str, people: tuple[str, ...], out: Arguments) -> bool:
    """Whether two sides do it at a meeting or return to it, where nobody else is said to meet.

    So "envoys of A and B settled it at a session in Oslo"; where one alone returns, the other is unsaid.
    """
    verb = settling_verb(verb)
    several = any(
        scene.actor(i).kind == "group" and scene.actor(i).type != "actor-population" for i in people
    )
    after = prep in {"after", "following"} and verb.lemma_ in OUTCOME | JOINT
    rivals = after and any(_OPPOSED & set(t.split()) for i in people for t in scene.offices.titles_of(i))
    if len(scene.principals(people)) < 2 and not (
        (rivals and len(people) > 1) or (several and (after or _of_union(scene, people)))
    ):
        return False
    if prep == "to":
        return verb.lemma_ in {"return", "come"}
    past = verb.tag_ in {"VBD", "VBN", "VBG"} and not clauses.is_passive(verb)
    if not past or any(role not in RUNNING for role in out.actors.values()):
        return False
    if after:
        return True
    agents = all(scene.actor(i).kind in PEOPLE for i in people)
    persons = all(scene.actor(i).kind == "person" for i in people)
    around = persons and prep in {"after", "following", "before"}  # "A and B posed before talks"
    return agents and (prep in WITHIN or around)


def refuses_there(verb: Token) -> bool:
    """Whether somebody refuses what only who is there could do: "refused to shake hands at talks in Oslo"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"refuse", "decline"} and verb.lemma_ not in _COMING


def settling_verb(verb: Token) -> Token:
    """The verb of agreement over what was agreed to do: "[agreed] to lift it after talks", "[failed] to"."""
    return verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in {"agree", "fail"} else verb


def unmet(verb: Token) -> bool:
    """Whether a negation leaves open whether somebody was there: "did not come to talks"; not "failed to
    agree after talks", where they were.
    """
    return clauses.is_negated(verb) and settling_verb(verb).lemma_ != "fail"


_OPPOSED = frozenset({"opposition", "rebel"})
"""What leaders are of who hold talks with those of their own state."""


def _of_union(scene: Scene, ids: tuple[str, ...]) -> bool:
    """Whether people are of several states by their body: "EU foreign ministers", not "EU diplomats"."""
    bodies = [scene.actor(b).type for i in ids for b in scene.actor(i).represents]
    ranks = {scene.doc[h].lemma_.lower() for i in ids for h in scene.actor(i).heads}
    return bool(ranks & {"minister", "leader"}) and "actor-intergovernmental" in bodies


def is_outcome(scene: Scene, lemma: str, prep: str, ids: Sequence[str]) -> bool:
    """Whether a verb tells what comes of a meeting: "reached a deal at talks", "at the summit, the leaders of
    the bloc will consider the plan".
    """
    weighed = lemma in _WEIGHING and prep == "at" and any(scene.actor(i).kind == "group" for i in ids)
    return lemma in OUTCOME or weighed


JOURNEYS_TOLD = frozenset("visit trip tour stop".split())


def goes_on_to(noun: Token) -> bool:
    """Whether a journey is told that somebody makes next: "met X before [a trip] to Lima"."""
    known = any(c.lower_ in {"the", "this"} or c.dep_ == "poss" for c in noun.lefts)
    goals = clauses.prepositional(noun, "to", "in")
    return noun.lemma_.lower() in JOURNEYS_TOLD and bool(goals) and not known


def once_before(noun: Token, verb: Token) -> bool:
    """Whether a meeting of its own place or day comes before another of the same people: "after a first
    meeting in Oslo in May, X and Y will meet again"; not "after the meeting, X and Y met".
    """
    own = clauses.prepositional(noun, "in", "at", "on") and not any(c.lower_ == "the" for c in noun.lefts)
    going_on = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
    words = (t for v in going_on for t in (v, *clauses.objects(v)))
    return bool(own) and any(is_word(t) for t in words)


def tells_after(noun: Token, verb: Token) -> bool:
    """Whether who speaks after talks of a place of their own comes from them: "After talks in Oslo, envoy X
    said"; not "After the talks in Oslo, X said".
    """
    front = noun.head.i < verb.i and noun.head.lower_ in {"after", "following"} and noun.head.head.i == verb.i
    told = (
        any(c.lower_ in {"the", "this", "their"} for c in noun.lefts) or noun.lemma_.lower() in JOURNEYS_TOLD
    )
    return front and not told and verb.lemma_ in SAYING and bool(clauses.prepositional(noun, "in"))


def add_those_there(scene: Scene, noun: Token, people: tuple[str, ...], at: Token, out: Arguments) -> None:
    """Adds who does something on an occasion: on a visit of somebody else the hosts, and none of his side.

    "Thanked X during a visit by X" has a host; "agreements reached during the visit of X to Oslo" has none.
    """
    told = (c.lower_ in {"by", "of"} or c.ent_type_ == "PERSON" for c in noun.children)  # "the Soto visit"
    by = noun.lemma_.lower() in JOURNEYS_TOLD and any(told)
    sides = set(scene.principals(out.actors))
    others = [i for i in people if sides.isdisjoint({i, *scene.principals((i,))}) and i not in out.actors]
    if by and sides and others:
        out.add(tuple(others), at, "role-host")
        return
    visitors = {i for i, role in out.actors.items() if role == "role-visitor"}
    of_others = bool(visitors) and noun.head.lower_ == "during"
    kept = {i for i in people if not of_others or i in visitors or scene.actor(i).kind == "country"}
    out.add(tuple(i for i in people if i in kept), at)
