"""Verbs that say where somebody goes or is, before what he does there."""

from __future__ import annotations

from kg.extraction import clauses
from kg.extraction.frozen_token import Token

SETTING_OUT = frozenset("travel fly head arrive come go continue proceed".split())
"""Verbs of going somewhere for something: "flew to Lima to meet X"."""


def is_there(verb: Token) -> bool:
    """Whether a verb says only where somebody is: "was at the airport to receive X", "was on hand to greet
    X"; not "was due in Lima to meet X", "in Lima, they were to meet".
    """
    said = {c.dep_ for c in verb.children} | {verb.doc[verb.i + 1 : verb.i + 2].text}
    only = verb.lemma_ == "be" and not said & {"acomp", "to"}
    return only and bool(clauses.prepositional(verb, "at", "in", "on"))


def is_left(word: Token) -> bool:
    """Whether "here" is where somebody sets out from: "left here on a visit to Peru"."""
    return word.head.lemma_ in {"leave", "depart"} and word.i == word.head.i + 1
