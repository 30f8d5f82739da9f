"""Who is in talks now: "are engaged in negotiations", "have been in talks since May"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_ENGAGED = frozenset("engage involve lock embroil immerse".split())


def are_in(verb: Token) -> bool:
    """Whether a verb with "in" says that people are in something now: "are in", "have been in", "are engaged
    in"; not "had been in", "were engaged in", nor "have not been engaged in".
    """
    if clauses.is_negated(verb):
        return False
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in {"aux", "auxpass"}}
    perfect = not helpers.isdisjoint({"has", "have", "'ve"})
    if verb.lemma_ == "be":
        return verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBN" and perfect)
    now = (perfect and "been" in helpers) or not helpers.isdisjoint({"is", "are", "'re"})
    return verb.lemma_ in _ENGAGED and verb.tag_ == "VBN" and now
