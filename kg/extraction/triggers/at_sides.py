"""Verbs that tell at whose side somebody is: "beside the president sat X", "X and Y sit on Peru's side"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

BESIDE = frozenset({"beside", "alongside"})
"""The prepositions that open a sentence of who sits at whose side."""


def on_a_side(verb: Token) -> Token | None:
    """The side of "on the Peruvian side sit X and Y", of "X sits on Peru's side"; ``None`` of other verbs."""
    sides = clauses.prepositional(verb, "on") if verb.lemma_ in {"sit", "be", "stand"} else []
    return next((o for o in sides if o.lower_ == "side" and any(o.lefts)), None)


def sits_at_side(verb: Token) -> bool:
    """Whether who sits there is only told of as one more of those who meet: "beside the president sat X", "X
    sits on Peru's side"; not "X sat beside Y".
    """
    before = [c.lower_ for c in verb.lefts if c.dep_ == "prep"]
    return not BESIDE.isdisjoint(before) or on_a_side(verb) is not None
