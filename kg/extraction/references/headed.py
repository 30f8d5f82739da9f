"""What several people are the heads of: "the two heads of state", "the heads of the foreign ministries"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token


def heads_of_state(token: Token) -> bool:
    """Whether a noun is "heads" of "the two heads of state", "the heads of the two governments"."""
    return _headed(token) in {"state", "government", "country"}


def heads_abroad(token: Token) -> bool:
    """Whether a noun is "heads" of "the heads of the foreign ministries", "the heads of diplomacy"."""
    of = clauses.prepositional(token, "of") if _headed(token) == "ministry" else []
    return _headed(token) == "diplomacy" or any(c.lower_ == "foreign" for o in of for c in o.lefts)


def _headed(token: Token) -> str | None:
    """What several people head: "state", "government"; ``None`` where a noun is not "heads"."""
    of = clauses.prepositional(token, "of") if token.lower_ == "heads" else []
    return of[0].lemma_.lower() if of else None
