"""Which offices without a name are somebody: by their place in the clause; not the second of one person."""

from __future__ import annotations

from kg.extraction.tokens.frozen_token import Token

_SECOND = frozenset("prime deputy vice premier".split())
ARGUED = frozenset("nsubj nsubjpass dobj pobj poss".split())
"""The places in a clause in which an office without a name is somebody."""


def second_of_one(token: Token) -> bool:
    """Whether an office is the second of one person: "Peru's Vice Premier and [Foreign Minister]"."""
    bare = token.dep_ == "conj" and {c.dep_ for c in token.lefts} == {"compound"}
    return bare and bool({token.head.lower_, *(c.lower_ for c in token.head.lefts)} & _SECOND)
