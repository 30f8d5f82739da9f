"""Whose programme a meeting is on, and who comes out of one: "X's agenda includes talks with Y"."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.arguments.settling import PEOPLE
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.times.named_rounds import by_part
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.turned_out import telling_delay

_PLANS = frozenset("agenda programme program schedule itinerary diary calendar activity engagement".split())
_STAYS = frozenset("visit trip tour stay stop stopover swing journey mission day diplomacy".split())
_HOLDING = frozenset("include comprise feature involve contain entail list foresee envisage".split())
_OUT = frozenset("come walk step get".split())


def on_programme(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who has a meeting on the programme or comes from it, where the words name the other side alone.

    "On X's agenda was a meeting with Y", "X's visit included talks with Y", "X emerged from talks with Y",
    "fresh from talks with Y, X said"; not "the visit included talks between Y and Z".
    """
    owners = [o for p in _plans(noun) for o in _owners(p)]
    left = [] if owners else _coming_out(noun)  # states, too: "Peru and Chile emerged from talks"
    kinds, owners = (PEOPLE | {"country"}, left) if left else (PEOPLE, owners)
    people = tuple(i for i in resolved(scene, owners) if scene.actor(i).kind in kinds)
    if (telling := telling_delay(noun)) is not None and clauses.prepositional(noun, "with"):
        sides = clauses.doers(telling)  # "X requested a postponement of the talks with Y"
        out.add(resolved(scene, sides), anchor(sides, telling))
    several = len(scene.principals(people)) > 1 or any(scene.actor(i).plural for i in people)
    met = [r for r in out.actors.values() if r != "role-host"]  # "from a meeting hosted by X"
    both = not met and (several or bool(out.actors))  # "A and B emerged from talks"
    if people and (both or clauses.prepositional(noun, "with")):
        out.add(people, anchor(owners, noun))


def on_the_list(noun: Token) -> tuple[str, int] | None:
    """The status of what is part of a programme or journey, or that somebody comes from, or ``None``.

    "On her agenda is a meeting", "her trip will include talks": planned; "her visit included talks": held.
    """
    plans = _plans(noun)
    if not plans:
        return ("held", 2) if _coming_out(noun) else None
    verb = _first(noun).head
    to_come = any(c.lower_ in {"will", "to", "'ll"} for c in verb.lefts)
    if to_come or (verb.tag_ in {"VBZ", "VBP"} and plans[0].lemma_.lower() in _PLANS):
        return ("planned", 2)
    return ("held", 2) if verb.tag_ == "VBD" else None


def _first(noun: Token) -> Token:
    """The first of a list: the talks of "included talks with X and a meeting with Y"."""
    while noun.dep_ == "conj" and noun.head.i != noun.i and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


def _plans(noun: Token) -> list[Token]:
    """The programmes or journeys of which a meeting is said to be a part."""
    first = _first(noun)
    verb = first.head
    takes_in = verb.lemma_ == "take" and any(c.dep_ == "prt" and c.lower_ == "in" for c in verb.rights)
    holds = takes_in or verb.lemma_.lower() in _HOLDING
    if first.dep_ == "dobj" and holds and not clauses.is_negated(verb):
        return [s for s in clauses.subjects(verb) if s.lemma_.lower() in _PLANS | _STAYS]
    if first.dep_ not in {"attr", "nsubj"} or verb.lemma_ != "be" or clauses.is_negated(verb):
        return []
    around = [c for c in verb.children if c.i != first.i]
    on = [o for p in around if p.lower_ == "on" for o in p.children if o.dep_ == "pobj"]
    # "on X's agenda was a meeting", where the parser takes the agenda for the subject
    on += [c for c in around if c.dep_ == "nsubj" and any(t.lower_ == "on" for t in verb.sent[: c.i][:3])]
    return [o for o in on if o.lemma_.lower() in _PLANS]


def _owners(plan: Token) -> list[Token]:
    """Whose programme or journey it is: "X's agenda", "the agenda of X", "X begins a visit that"."""
    of = clauses.prepositional(plan, "of", "by")
    owners = [c for c in plan.lefts if c.dep_ == "poss" and c.ent_type_ != "DATE"] + of
    if owners or plan.lemma_.lower() not in _STAYS or plan.dep_ not in {"dobj", "pobj"}:
        return owners
    if plan.head.lower_ == "of" and plan.head.head.dep_ in {"dobj", "pobj"}:  # "ended a round of diplomacy"
        plan = plan.head.head
    verb = plan.head if plan.dep_ == "dobj" else plan.head.head
    return clauses.doers(verb) if verb.pos_ in {"VERB", "AUX"} and not clauses.is_negated(verb) else []


def is_fresh(prep: Token) -> bool:
    """Whether "from" tells what somebody comes from, wherever the parser hangs it: "fresh | from talks"."""
    return prep.lower_ == "from" and prep.i > 0 and prep.doc[prep.i - 1].lower_ == "fresh"


def _coming_out(noun: Token) -> list[Token]:
    """Who leaves a meeting that is over: "emerged from hours of talks", "came away from a meeting with Y"."""
    noun = by_part(noun)
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"from", "of"}:
        return []
    above = prep.head
    out = above.lower_ == "out" or (above.lower_ == "away" and prep.lower_ == "from")
    verb = above.head if out and above.dep_ in {"prep", "advmod", "prt"} else above
    if is_fresh(prep):
        above = verb.head if verb.lower_ == "fresh" else verb
        return clauses.subjects(above) if above.pos_ == "VERB" else [above]
    leaves = (verb.lemma_ in {"emerge", "return"} and prep.lower_ == "from") or (out and verb.lemma_ in _OUT)
    if not leaves or clauses.is_negated(verb):
        return []
    doers = clauses.doers(verb)
    return doers or ([verb.head] if verb.dep_ == "acl" else [])
