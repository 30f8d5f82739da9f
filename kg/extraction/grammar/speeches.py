"""Who speaks to an audience rather than with another: "X addressed the ceremony. Y and Z also spoke"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

_SPEECHES = frozenset("address ceremony speech rally remark".split())
_AURA = frozenset("voice pride confidence authority".split())

_HOW = frozenset(
    """
    hopefully optimistically warmly highly favourably favorably positively approvingly glowingly fondly
    admiringly proudly pessimistically gloomily harshly bitterly dismissively eloquently
    """.split()
)
"""How one speaks of something rather than with somebody."""


def speaks_next(verb: Token) -> bool:
    """Whether others gave speeches just before: "X addressed the opening ceremony. Y and Z also spoke"."""
    before = sentence_before(verb) if any(t.lower_ == "also" for t in verb.lefts) else None
    return before is not None and any(t.lemma_.lower() in _SPEECHES for t in before)


def in_one_voice(verb: Token) -> bool:
    """As in "A and B spoke with one voice", "spoke with pride", "spoke at the palace with X by her side"; and
    "officials of A and B spoke hopefully", "spoke of progress", to nobody told and by no wire; "I speak to
    Peru in particular", as one appeals to a land.
    """
    first = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.lefts)
    heard = clauses.prepositional(verb, "to")
    if first and verb.tag_ == "VBP" and heard and all(o.ent_type_ == "GPE" for o in heard):
        return True
    if not clauses.prepositional(verb, "with", "to", "by", "over", "via"):
        of = any(c.lower_ == "of" and c.i > verb.i for c in verb.children)
        if of or any(c.lower_ in _HOW and c.i == verb.i + 1 for c in verb.rights):
            return True
    beside = any(o.lower_ == "side" for o in clauses.prepositional(verb, "by", "at"))
    return beside or any(o.lemma_ in _AURA for o in clauses.prepositional(verb, "with"))
