"""What verbs say of the course of an event: it goes on, is taken up again, or is what a journey is for."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses

STARTS = frozenset("begin start open launch kick enter".split())
_RESUMING = frozenset("resume restart reopen continue reconvene".split())


def taken_up_again(verb: Token) -> bool:
    """Whether what was stopped went on: "were suspended in May and resumed in June"."""
    return any(c.dep_ == "conj" and c.lemma_ in _RESUMING and c.tag_ in {"VBD", "VBN"} for c in verb.children)


def of_journey(head: Token, verb: Token) -> tuple[str, int] | None:
    """What a journey says of its purpose: "was due in Oslo for talks" is to come, "is in Oslo for talks" goes
    on; not "left for Oslo yesterday for talks".
    """
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    due = {head.lower_, *(c.lower_ for c in verb.children if c.dep_ == "acomp")} & {"due", "expected"}
    if due or (verb.lemma_ == "expect" and clauses.is_passive(verb)):
        return ("planned", 2)
    if verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"} and not auxiliaries:
        return ("ongoing", 2) if clauses.prepositional(verb, "in", "at") else None
    return None


def goes_on(verb: Token) -> bool:
    """Whether a course is under way by its verb: "continues talks", "have started talks"."""
    present = verb.lemma_ == "continue" and verb.tag_ in {"VBZ", "VBP"}
    perfect = verb.tag_ == "VBN" and any(
        c.lower_ in {"has", "have"} for c in verb.children if c.dep_ == "aux"
    )
    return present or (perfect and verb.lemma_ in STARTS)
