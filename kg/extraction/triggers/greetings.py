"""What people do as they meet, which is no meeting beside the one before or after it."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
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


def hails(verb: Token) -> bool:
    """Whether a verb welcomes somebody in an office, who need not have come: "welcomed X as the new
    mediator"; not "welcomed X to Oslo as a friend".
    """
    if verb.lemma_ not in {"welcome", "hail", "greet"} or clauses.prepositional(verb, "to", "in", "at"):
        return False
    roles = [o for host in (verb, *clauses.objects(verb)) for o in clauses.prepositional(host, "as")]
    return any(o.tag_ == "NN" and is_title(o) for o in roles)
