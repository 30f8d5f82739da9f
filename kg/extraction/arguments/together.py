"""Who is seen beside whom: "sat next to X", "stood alongside Y", "A and B posed", "flanked by Z"."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.arguments.contact import TRAVELLERS, Contact, with_envoy
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

_JOINTLY = frozenset("together jointly alongside beside with side".split())
_FOR_SHOW = frozenset({"appear", "pose"})


def add_together(scene: Scene, verb: Token, named: list[Token], out: Arguments) -> None:
    """Adds who is beside whom: of "flanked by A, B spoke" B and A, of "A sat next to B" A and B.

    ``named`` are those whom the preposition of the phrase names.
    """
    people = [*clauses.subjects(verb), *clauses.agent(verb), *clauses.objects(verb), *named]
    people += clauses.prepositional(verb, "with", "alongside", "beside")
    if any(c.lower_ == "next" for c in verb.children):  # "was seated next to B"
        people += clauses.prepositional(verb, "to")
    people.sort(key=lambda t: t.i)
    out.add(resolved(scene, people), anchor(people, verb))


def are_together(c: Contact) -> bool:
    """As in "President A stood beside President B in Oslo", not "Peru stands beside Chile" nor people of one
    state; "A joined B in Oslo", "A was joined there by B", not "A joined B in calling for calm".
    """
    people = [a for a in c.diplomatic if a.kind in TRAVELLERS]
    if len(people) != len(c.actors) or not (c.several or any(a.plural for a in people)):
        return False
    if len(c.principals) < 2 and not with_envoy(c):
        return False
    lemma = c.trigger.frame.lemma.split()[0]
    before = c.verb.doc[c.verb.sent.start : c.verb.i]
    if c.factuality == "negated" or any(t.lower_ == "never" for t in before):
        return False
    if lemma == "stand" and c.verb.tag_ in {"VB", "VBZ", "VBP"}:
        return False
    if lemma in _FOR_SHOW:
        with_others = lemma == "pose" or any(t.lower_ in _JOINTLY for t in c.verb.children)
        return with_others and not any(x.dep_ in {"dobj", "xcomp", "ccomp", "acomp"} for x in c.verb.children)
    return lemma != "join" or _joins_there(c)


def _joins_there(c: Contact) -> bool:
    """Whether somebody joins others in a place or for a meal or talks, not in doing something."""
    inside = [x for p in c.verb.children if p.dep_ == "prep" and p.lower_ == "in" for x in p.children]
    does = any(x.dep_ == "pcomp" or (x.dep_ == "pobj" and not _place_or_day(x)) for x in inside)
    occasion = bool(clauses.prepositional(c.verb, "for", "at"))
    there = bool(c.arguments.places) or occasion
    return there and not does and (not clauses.is_passive(c.verb) or bool(clauses.agent(c.verb)))


def _place_or_day(noun: Token) -> bool:
    return noun.ent_type_ in {"GPE", "LOC", "FAC", "DATE", "TIME"} or noun.lemma_.lower() in {
        "capital",
        "city",
    }
