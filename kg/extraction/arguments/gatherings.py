"""Verbs by which several come together: "the ministers gathered", "convened the leaders of A and B"."""

from __future__ import annotations

from kg.extraction.arguments.contact import TRAVELLERS, Contact, between_unlike
from kg.extraction.grammar import clauses
from kg.extraction.grammar.supposed_verbs import is_doing
from kg.extraction.places.place_words import VENUES
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting
from kg.extraction.triggers.verb_guards import called_in, dated, placed, takes_thing

_FORCES = frozenset("force troop army soldier fighter militia fleet warship navy tank".split())


def gathers(c: Contact) -> bool:
    """As in "The ministers gathered in Oslo", "A huddled with B", not "A gathered support", "troops did"."""
    troops = [s for s in clauses.subjects(c.verb) if s.lemma_.lower() in _FORCES]
    if troops and (len(c.principals) == 1 or any(_is_army(s) for s in troops)):
        return False
    if len(c.actors) == 1 and c.actors[0].kind == "delegation":
        return False  # "the delegation gathered for a photo"
    goals = clauses.prepositional(c.verb, "on", "upon")
    upon = c.trigger.frame.lemma == "descend" or (goals and c.trigger.frame.lemma == "converge")
    if upon and not any(map(_is_town, goals)):
        return False  # "descended on the market", "converged on a text"
    many = any(a.plural or a.kind == "country" or a.type == "actor-joint-body" for a in c.diplomatic)
    there = placed(c.verb) if c.verb.lemma_ in {"convene", "reconvene"} else c.arguments.places
    if there:  # "the Security Council convened today", "the G7 gathered in Lima"
        many = many or any(a.type == "actor-intergovernmental" for a in c.actors)
    stated = c.arguments.places or clauses.prepositional(c.verb, "for") or dated(c.verb)
    if " " in c.trigger.frame.lemma and not stated:
        many = False  # "must come together and back the plan"
    joins = len(c.principals) >= 2 or between_unlike(c)
    brought = [] if clauses.is_passive(c.verb) else called_in(c.verb)
    people = [c.resolve(o) for o in brought]
    if brought:  # "convened the leaders of Peru and Chile", not "convened his ministers"
        plural = any(a.plural or a.kind in TRAVELLERS for a in c.diplomatic)
        return len(c.principals) >= 2 and all(people) and plural
    return (many or (c.several and joins)) and not takes_thing(c.verb) and not _is_convened(c.verb)


def _is_army(force: Token) -> bool:
    """Whether a force bears arms: "the forces", not "the task force"."""
    return not any(c.lower_ == "task" for c in force.lefts)


def _is_convened(verb: Token) -> bool:
    """Whether an event is what is brought about: "talks convened by Norway", "the summit was convened"."""
    things = [verb.head] if verb.dep_ == "acl" else [c for c in verb.lefts if c.dep_ == "nsubjpass"]
    return verb.tag_ == "VBN" and any(names_meeting(t) for t in things)


def _is_town(noun: Token) -> bool:
    """Whether a noun names a place or is one where people meet: "Lima", "the resort of Aqaba"."""
    return noun.ent_type_ in {"GPE", "LOC", "FAC"} or noun.lemma_.lower() in VENUES


def takes_in(c: Contact) -> bool:
    """Whether a state has people live with it or sees to them: "Norway hosts 40,000 refugees", "received 300
    migrants"; not "President X received families of the victims". So it has them do sport or train: "hosted
    officers for a joint drill".
    """
    if any(o.lemma_.lower() in _DRILLS for o in clauses.prepositional(c.verb, "for")):
        return True
    hosts = {a.kind for a in c.actors if c.arguments.actors[a.id] == "role-host"}
    guests = [a for a in c.actors if c.arguments.actors[a.id] == "role-visitor"]
    return hosts == {"country"} and bool(guests) and all(a.type == "actor-population" for a in guests)


_DRILLS = frozenset("drill exercise manoeuvre maneuver training match friendly tournament".split())


def members_together(c: Contact) -> bool:
    """Whether the ministers or leaders of a body or region do it: "EU ministers discussed the plan"; not "EU
    officials", "Peruvian ministers", "ministers did not".
    """
    heads = [t for t in clauses.doers(c.verb) if t.tag_ in {"NNS", "NNPS"} and t.lemma_.lower() in _MEMBERS]
    several = [a for a in c.actors if a.plural and not a.country]
    led = [t for t in heads if t.lemma_.lower() in {"leader", "chief"}]  # not "opposition leaders"
    led = [t for t in led if not any(x.ent_type_ in {"NORP", "LOC"} for x in t.lefts)]
    shared = not led or any(a.represents for a in several)
    due = any(x.dep_ == "aux" and x.lower_ == "will" for x in c.verb.children)
    due = due or (c.verb.dep_ == "xcomp" and c.verb.head.lemma_ in _DUE)
    done = shared and (due or is_doing(c.verb) or c.verb.tag_ == "VBP")
    return bool(heads) and bool(several) and done and c.factuality not in _UNDONE


_MEMBERS = frozenset("minister leader ambassador chief envoy".split())
_DUE = frozenset("due expect set schedule slate plan be".split())
_UNDONE = frozenset({"negated", "hypothetical"})
