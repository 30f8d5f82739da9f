"""Who hopes for a meeting with somebody or thinks of one: "X raised the prospect of talks with Y"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_PROSPECTS = frozenset(
    """
    prospect possibility idea chance option hope wish desire readiness willingness openness interest
    preparedness eagerness intention
    """.split()
)
_TOLD = frozenset(
    """
    raise hold express voice float signal indicate reiterate reaffirm declare announce dangle leave see
    discuss entertain mention state show convey repeat air broach
    """.split()
)
_PRESSING = frozenset({("on", "insist"), ("at", "hint"), ("about", "dream")})
_LINKS = frozenset({"of", "for", "in"})


def presses_for(noun: Token) -> bool:
    """Whether somebody only insists on an event or hints at it: "insisted on talks", "hinted at talks"."""
    return noun.dep_ == "pobj" and (noun.head.lower_, noun.head.head.lemma_) in _PRESSING


def who_hopes(noun: Token) -> list[Token]:
    """Who is said to want an event with others, or not to rule it out: X of "X held out hope of a meeting
    with Y", "X expressed readiness for talks with Y", "X insisted on a meeting with Y" and "X did not rule
    out a meeting with Y"; nobody of "X expressed hope for talks between Y and Z".
    """
    if not any(c.lower_ == "with" for c in noun.rights):
        return []
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ == "rule":
        return clauses.doers(verb) if clauses.is_negated(verb) else []
    if presses_for(noun):
        return clauses.doers(verb.head)
    if noun.dep_ != "pobj" or verb.lower_ not in _LINKS or verb.head.lemma_.lower() not in _PROSPECTS:
        return []
    told, link = verb.head, verb.head.head
    over = link.head if told.dep_ == "pobj" and link.lower_ == "of" else link
    if told.dep_ not in {"dobj", "pobj"} or over.lemma_ not in _TOLD or clauses.is_negated(over):
        return []
    return clauses.doers(over)


def is_prospect(thing: Token) -> bool:
    """Whether what is raised is no matter but an event to come: "raised the prospect of talks with X"."""
    return thing.lemma_.lower() in _PROSPECTS and bool(clauses.prepositional(thing, "of"))
