"""What somebody was to do and is told further on to have been put off or called off."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import tells_again
from kg.extraction.triggers.verb_status import CHANGE_VERBS, undoes

_SET_DOWN = frozenset("schedule set expect slate suppose plan intend book be".split())
_IT = frozenset({"it", "this", "that", "which"})


def undone_plan(verb: Token) -> tuple[str, int] | None:
    """The status of what a verb says was to be done and a later one undoes, or ``None``: "was set to visit
    Oslo in May, but it was delayed", "was to meet X, but this was cancelled"; not "visited Oslo, but it was
    delayed", nor "was to meet X, but she was delayed".
    """
    if not clauses.is_infinitive(verb) or verb.dep_ not in {"xcomp", "advcl"}:
        return None
    above = verb.head.head if verb.head.dep_ == "acomp" else verb.head  # "was due to visit"
    was = any(t.lower_ in {"was", "were", "had"} for t in (above, *above.lefts))
    if not was or above.lemma_ not in _SET_DOWN:
        return None
    for later in above.rights:
        subject = clauses.child(later, "nsubjpass") if later.dep_ == "conj" else None
        if subject is not None and tells_again(subject, _IT) and undoes(later):
            return (CHANGE_VERBS[later.lemma_.lower()], 3)
    return None
