"""Verbs by which two sides come to terms: "A and B signed an accord", "agreed in Oslo to lift the ban"."""

from __future__ import annotations

from kg.extraction.actors.actors import MOVEMENTS, ActorDraft
from kg.extraction.arguments.contact import Contact, between_unlike, leads_to_meeting
from kg.extraction.grammar import clauses
from kg.extraction.triggers.signed_accords import ACCORDS, signed_things, signs_agreement


def signs(c: Contact) -> bool:
    """As in "A and B signed an accord", "EU leaders signed a treaty", not "A signed the bill"."""
    several = any(a.plural and not c.principals and a.type == "actor-officials" for a in c.actors)
    several = several or any(a.type == "actor-officials" for a in _members(c))
    told = not clauses.is_negated(c.verb) and signs_agreement(c.verb)  # "have never signed a treaty"
    return told and (len(c.principals) >= 2 or several or between_unlike(c) or _makes_peace(c))


def _members(c: Contact) -> list[ActorDraft]:
    """Those of a body of states: "EU leaders", "EU staff"."""
    return [a for a in c.actors if a.plural and a.represents and a.country is None]


_TRUCES = frozenset("truce ceasefire cease-fire armistice".split())
_OF_PEACE = frozenset("peace cease ceasefire cease-fire truce power-sharing".split())


def _makes_peace(c: Contact) -> bool:
    """Whether foes of one state come to terms: "the president and X signed a truce", "a peace deal"; two
    movements also by any accord that they sign abroad.
    """
    movements = sum(a.type in MOVEMENTS for a in c.actors)
    people = movements + sum(a.kind in {"person", "group", "delegation"} for a in c.actors)
    things = signed_things(c.verb)
    peace = any(t.lemma_.lower() in _TRUCES or any(x.lower_ in _OF_PEACE for x in t.lefts) for t in things)
    return (peace and people >= 2) or (c.abroad and movements >= 2)


def agree(c: Contact) -> bool:
    """As in "Oslo and Lima agreed in Paris to lift the ban", "EU leaders agreed in Brussels to lift it", not
    "A agreed with B" nor who may agree.
    """
    told = c.verb.tag_ in {"VBD", "VBN"} and c.factuality not in {"negated", "hypothetical"}
    bare = c.trigger.frame.lemma == "agree"
    struck = [] if bare else [x for x in c.verb.children if x.dep_ == "dobj"]
    if c.trigger.frame.lemma == "conclude" and not any(x.lemma_.lower() in ACCORDS for x in struck):
        return False  # "concluded a tour in Paris"
    own = any(p.lower_ in {"in", "at"} for x in (c.verb, *struck) for p in x.children)
    there = own and bool(c.arguments.places)  # not "agreed to meet in Paris"
    if struck:  # "hammered out the details of a pact with X in Oslo"
        inside = [p for x in struck for p in x.subtree if p.dep_ == "prep" and p.lower_ in {"in", "at"}]
        there = there or any(o.ent_type_ in {"GPE", "FAC"} for p in inside for o in p.children)
    if struck and leads_to_meeting(c.verb):
        return False  # "reached an agreement at talks in Oslo"
    return (len(c.principals) >= 2 or bool(_members(c))) and there and told and not clauses.is_passive(c.verb)
