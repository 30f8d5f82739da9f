"""Time that people spend with one another: "had an hour with X", "spent an hour together".

Not who only listen: "addressed an audience of envoys".
"""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_HAVING = frozenset({"have", "get"})
_GRANTING = frozenset({"give", "grant", "allow", "accord"})


def time_with(token: Token) -> bool:
    """As in "after two hours with President X", "had an hour with X", "was given an hour with X" and "had an
    hour to themselves", not "met for two hours with X".
    """
    verb = token.head
    had = token.dep_ == "dobj" and (verb.lemma_ in _HAVING or bool(receivers(token)))
    after = token.dep_ == "pobj" and verb.lower_ == "after"
    counted = any(c.dep_ in {"nummod", "det", "quantmod"} for c in token.lefts)
    beside = bool(clauses.prepositional(token, "with"))
    if had:
        beside = beside or bool(clauses.prepositional(verb, "with")) or among_themselves(verb)
    return counted and (had or after) and beside


def days_spent(token: Token) -> bool:
    """As in "her three days in Oslo", "flew home after three days in Oslo", "began three days in Oslo"; not
    "three days of rain", "began three days of talks in Oslo".
    """
    left, verb = {c.dep_ for c in token.lefts}, token.head
    after = token.dep_ == "pobj" and verb.lower_ == "after" and verb.head.lemma_ in _GOING_HOME
    begun = token.dep_ == "dobj" and verb.lemma_ in BEGINNING
    alone = (after or begun) and not clauses.prepositional(token, "of")
    return "nummod" in left and ("poss" in left or alone) and bool(clauses.prepositional(token, "in"))


_GOING_HOME = frozenset("return fly leave depart go come head".split())
BEGINNING = frozenset("begin start open end conclude finish wrap complete".split())


def receivers(noun: Token) -> list[Token]:
    """The guests whom a host gives a meeting or time: "[X] was granted a meeting"; none of an audience, which
    is a row of the lexicon with its verb.
    """
    verb = noun.head
    given = noun.dep_ == "dobj" and verb.lemma_ in _GRANTING and clauses.is_passive(verb)
    return clauses.subjects(verb) if given and noun.lemma_ != "audience" else []


def among_themselves(verb: Token) -> bool:
    """Whether several do it with one another: "spent an hour together", "had an hour to themselves"."""
    after = (c for c in verb.subtree if c.i > verb.i and c.dep_ == "advmod")
    alone = any(c.lower_ in {"together", "alone"} for c in after)
    return alone or any(t.lower_ == "themselves" for t in clauses.prepositional(verb, "to", "by", "among"))


def in_audience(token: Token) -> bool:
    """Whether an audience is one that somebody gives, not the people to whom one speaks: "told an audience of
    students", "spoke before an audience of envoys".
    """
    told = token.dep_ == "dobj" and token.head.lemma_ in _TELLING
    before = token.dep_ == "pobj" and token.head.lower_ in {"to", "before"}
    return not (told or (before and token.head.head.lemma_ in _TELLING))


_TELLING = frozenset("address tell speak deliver say assure remind urge draw attract lecture".split())
