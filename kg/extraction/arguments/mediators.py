"""Who goes between the sides of a meeting told of: "C is mediating", "D acted as mediator"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

MEETINGS = frozenset(
    """
    talk session meeting discussion negotiation consultation summit conference round ceremony signing dialogue
    call conversation dinner lunch gathering forum ministerial plenary proceeding proceedings deliberation
    """.split()
)
SERVING = frozenset({"serve", "act", "function"})


def mediators(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """Who mediates: "C is mediating", "D facilitated the talks", "C acted as mediator"; not "mediates
    between E and F", nor "C can mediate" and "C had offered to mediate".
    """
    offered = verb.dep_ == "xcomp" and verb.head.lemma_ in _WILLING and clauses.is_infinitive(verb)
    if offered or any(c.lower_ in _MODALS for c in verb.lefts):
        return
    things = clauses.objects(verb)
    had = any(c.lemma_ == "have" for c in verb.lefts)
    passive = verb.tag_ == "VBN" and not had  # "an accord, brokered in Oslo"
    things += [o for o in clauses.prepositional(verb, "in") if not o.ent_type_]  # not "in the crisis"
    turned = any(c.dep_ == "aux" and c.i > verb.i for c in verb.rights)  # "mediating between the two was C"
    others = [] if turned else clauses.prepositional(verb, "between", "among")
    if passive or others or not all(map(known_meeting, things)):
        return
    for token in clauses.doers(verb):
        for id_ in scene.resolve_all(token):
            if scene.actor(id_).kind in {"person", "country", "organization", "group", "delegation"}:
                yield id_, token


_WILLING = frozenset("offer propose volunteer seek want hope refuse decline wish".split())
_MODALS = frozenset("can could may might should".split())
GO_BETWEENS = frozenset("mediator facilitator intermediary moderator witness observer guarantor".split())


def as_mediator(verb: Token) -> bool:
    """Whether somebody is there for the sides: "C acted as mediator"; not "as mediator in the conflict"."""
    posts = clauses.prepositional(verb, "as") if verb.lemma_ in SERVING else []
    if not any(o.lemma_.lower() in GO_BETWEENS for o in posts):
        return False
    where = [x for t in (verb, *posts) for x in clauses.prepositional(t, "in", "at", "during", "for", "of")]
    done = verb.tag_ != "VB" and not clauses.is_negated(verb)  # not "offered to act as mediator"
    return done and all(x.lemma_.lower() in MEETINGS for x in where)


def known_meeting(noun: Token) -> bool:
    """Whether a noun is for a meeting told of: "the talks", "their session"; not "the call for talks"."""
    appeal = noun.lemma_.lower() == "call" and any(c.lower_ == "for" for c in noun.rights)
    known = any(c.lower_ in {"the", "this", "their"} for c in noun.lefts)
    return noun.lemma_.lower() in MEETINGS and known and not appeal


def goes_between(first: Token, were: Token) -> bool:
    """Whether a sentence begins with what those do who are told of behind "were": "Mediating between them
    were X and Y", "Sitting between the two was X"; not "Mediating between tribes was his task".
    """
    told = next((o for o in clauses.prepositional(first, "between") if o.i < were.i), None)
    if told is None or first.lower_ not in _BETWEEN or were.lemma_.lower() != "be":
        return False
    return told.lower_ in {"them", "two"} or any(c.lower_ == "two" for c in told.lefts)


_BETWEEN = frozenset("mediating sitting shuttling interpreting".split())
