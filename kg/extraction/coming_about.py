"""Whether a verb says that an event comes about or does not: "took place", "was not held"."""

from __future__ import annotations

from kg.extraction import clauses
from kg.extraction.frozen_token import Token
from kg.extraction.supposed_verbs import only_from


def will_not_be(verb: Token) -> bool:
    """Whether a verb says that something will not come about or did not when it was to: "will not take
    place", "is not going ahead", "did not go ahead", "failed to take place"; not "has not taken place since".
    """
    if verb.lemma_ == "fail":
        return any(comes_about(c) for c in verb.children if c.dep_ == "xcomp")
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    to_come = bool(auxiliaries & {"will", "wo", "'ll", "shall", "would", "did"}) or verb.tag_ == "VBG"
    never = verb.tag_ == "VBD" and verb.lemma_ != "hold"  # "the summit never took place", "was never held"
    simply = all(c.lower_ in _WHEN_OR_WHY or c.dep_ in {"punct", "npadvmod", "advmod"} for c in verb.rights)
    simply = simply or any(c.lower_ == "never" for c in verb.lefts)  # "not held in public" is held
    never = never or (simply and bool(auxiliaries & {"was", "were"}))
    return comes_about(verb) and (to_come or never) and clauses.is_negated(verb) and not only_from(verb)


_WHEN_OR_WHY = frozenset({"on", "because", "due", "after", "owing", "despite", "yesterday"})


def comes_about(verb: Token) -> bool:
    """Whether a verb says that an event comes about: "take place", "go ahead", "be held", "materialise"."""
    lemma, words = verb.lemma_.lower(), {c.lower_ for c in verb.children}
    if lemma == "hold":
        return clauses.is_passive(verb)
    needed = {"take": "place", "go": "ahead"}.get(lemma)
    return needed in words or lemma in {"happen", "proceed", "materialise", "materialize", "occur"}
