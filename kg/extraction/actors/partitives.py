"""Nouns of quantity: "a pair of envoys", "most of the ministers" and "the rest of the delegation" are those
of whom they are.
"""

from __future__ import annotations

from kg.extraction.actors.group_countries import group_class
from kg.extraction.grammar import clauses
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.tokens.frozen_token import Token

_QUANTITIES = frozenset(
    """
    pair couple trio quartet quintet foursome handful number dozen score array host slew string raft majority
    minority rest remainder half bulk most many some several few all both each series set package total
    bundle bunch batch clutch sheaf cluster spate flurry wave stream parade slate
    """.split()
)
_SENT = frozenset({"officials", "delegation", "faction"})


def is_quantity(token: Token) -> bool:
    """Whether a word only says how many of others: "a pair", "most", "five of the envoys"."""
    if token.lemma_.lower() in _QUANTITIES:
        return True
    return token.tag_ == "CD" and any(c.lower_ == "of" for c in token.rights)


def those_of(token: Token) -> Token | None:
    """Those of whom a quantity is: "envoys" of "a pair of envoys"; ``None`` where it is of none who are sent
    or hold an office, as in "the rest of the talks" and "most of the people".
    """
    if not is_quantity(token):
        return None
    nouns = clauses.prepositional(token, "of")
    return next((t for t in nouns if group_class(t) in _SENT or is_counterpart(t)), None)
