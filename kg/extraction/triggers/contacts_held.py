"""Which contacts are a meeting: "the first contact between", "after contacts with President X"."""

from __future__ import annotations

from collections.abc import Set

from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_token import Token

_KINDS = frozenset(
    """
    first second third direct high-level highest-level secret discreet back-channel backchannel preliminary
    exploratory informal face-to-face telephone confidential
    """.split()
)
_LITTLE = frozenset("no little any".split())
HOLDING = frozenset("hold resume continue break suspend conduct open begin start".split())
"""Verbs of what is done with contacts and conferences: "held contacts", not "has contacts"."""


def is_contact(noun: Token, left: Set[str]) -> bool:
    """Whether contacts are held, ``left`` the words before them: as in "the first contact between", "held
    contacts in Oslo", "after contacts with President X", "there was contact between X and Y on Monday", not
    "contact with the press", "has contacts", "there was contact between them for years".
    """
    if left & _KINDS or "one-on-one" in noun.doc[noun.left_edge.i : noun.i].text.lower():
        return True
    be = noun.head
    if noun.dep_ == "attr" and be.tag_ in {"VBD", "VBN"} and any(c.dep_ == "expl" for c in be.lefts):
        days = clauses.prepositional(noun, "on") + clauses.prepositional(be, "on")
        return not left & _LITTLE and any(o.ent_type_ == "DATE" for o in days)
    told = noun.dep_ in {"dobj", "nsubj", "nsubjpass"} and noun.tag_ == "NNS"
    if told and noun.head.lemma_ in HOLDING:
        return True
    after = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"}
    had = told and noun.head.lemma_ == "have"
    with_ = clauses.prepositional(noun, "with") if noun.tag_ == "NNS" and (after or had) else ()
    return any(o.ent_type_ == "PERSON" and any(map(is_title, o.lefts)) for o in with_)
