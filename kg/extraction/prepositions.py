"""Where the prepositions of a word hang, and which words they are: most words have none."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.control import WIRES
from kg.extraction.per_token import per_token

LABELS = frozenset({"prep", "dative", "agent", "prt"})
MEANS = WIRES | {"face", "table"}
"""By what one speaks: "spoke by phone with X", "face to face with X", "at one table with X", parsed as "phone
with X".
"""
_ON_THE_WIRE = frozenset({"by", "over", "to", "at"})
_HOSTS = frozenset("prt advmod dobj attr acomp npadvmod".split())
_PARTICLES = frozenset("out off away back along together".split())


def hosts(token: Token, *, scenery: bool) -> list[Token]:
    """What the prepositions of a word hang on: itself, its particle, its object and what is spoken by; with
    ``scenery`` also where it happens: "met at the White House with X", read as a house with X.
    """
    hosts = [token]
    for c in token.children:
        if c.dep_ in _HOSTS or (c.dep_ == "prep" and c.lower_ in _PARTICLES):
            hosts.append(c)
        if c.lower_ in _ON_THE_WIRE:
            hosts += [o for o in c.children if o.lemma_ in MEANS]
    return hosts + _scenery(token) if scenery and token.pos_ == "VERB" else hosts


@per_token
def prepositions(token: Token) -> frozenset[str]:
    """All the words by which ``clauses.prepositional`` may find anything: most words have none."""
    marks = [m.lower_ for c in token.children if c.dep_ == "advcl" for m in c.children if m.dep_ == "mark"]
    found = [c.lower_ for h in hosts(token, scenery=True) for c in h.children if c.dep_ in LABELS]
    return frozenset(marks + found)


def _scenery(verb: Token) -> list[Token]:
    """The names of places and events where a verb says that it happens, and "in turn": "on the margins of
    the summit".
    """
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "in", "on")]
    nouns = [o for c in preps for o in c.children if o.dep_ == "pobj"]
    edges = [o for o in nouns if o.lemma_ in ("margin", "sideline", "fringe")]
    events = [
        o for n in edges for p in n.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"
    ]
    return [o for o in nouns if o.lower_ == "turn" or (o.pos_ == "PROPN" and o.head.lower_ != "on")] + events
