"""What people do as they meet, which is no meeting beside the one before or after it."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_GREETING = frozenset("shake pose greet embrace hug kiss".split())


def as_they_met(preposition: Token) -> bool:
    """Whether a preposition stands between a greeting and the meeting that it is part of: "shook hands before
    sitting down for talks", "posed for pictures ahead of the talks", "shook hands after the talks".
    """
    verb = clauses.clause_of(preposition)
    after = preposition.lower_ in {"after", "following"}
    return verb.lemma_ in _GREETING and (not after or verb.lemma_ == "shake")


def greeted_before(preposition: Token) -> bool:
    """Whether people have greeted each other before what follows, which they went on to have: "shook hands
    before the talks"; not "will shake hands".
    """
    verb = clauses.clause_of(preposition)
    return as_they_met(preposition) and verb.tag_ == "VBD" and not clauses.is_negated(verb)
