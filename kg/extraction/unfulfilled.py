"""What was planned and, by the tense in which it is told, did not come about: "had been due to meet"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses

_PLANNED = frozenset("schedule set expect slate suppose plan intend arrange tip mean".split())
_DUE = frozenset("due set slated scheduled supposed".split())


def came_to_nothing(verb: Token) -> bool:
    """Whether a plan is told as one of the past that was not carried out.

    "Was to have met X", "had been due to meet", "had planned to meet", "was supposed to meet", "would have
    met"; not "was due to meet X", which may come yet, nor "is said to have met".
    """
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "have" in auxiliaries and verb.tag_ == "VBN":
        ahead = "to" in auxiliaries and verb.dep_ == "xcomp"
        return bool(auxiliaries & {"would", "should"}) or (ahead and _was(verb.head))
    return was_ahead(verb)


def was_ahead(verb: Token) -> bool:
    """Whether it was given up before its day, so that its day may be to come: "had been due to meet"."""
    if verb.dep_ == "acl" and clauses.is_infinitive(verb):
        return given_up(verb.head)
    if verb.dep_ != "xcomp" or not clauses.is_infinitive(verb):
        return False
    above = verb.head
    if above.dep_ == "acomp" and above.lower_ in _DUE:
        return _had(above.head)
    if above.lemma_ == "suppose" and any(c.lower_ in {"was", "were"} for c in above.lefts):
        return True
    return above.lemma_ in _PLANNED and above.tag_ == "VBN" and _had(above)


def _was(verb: Token) -> bool:
    return verb.lemma_ == "be" and verb.tag_ == "VBD"


def _had(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def was_to(token: Token) -> bool:
    """Whether it is told as a plan of the past: "was to meet X", "was due to hold talks"."""
    verb = clauses.clause_of(token)
    if verb.dep_ != "xcomp" or not clauses.is_infinitive(verb):
        return False
    above = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    return _was(above) or any(_was(c) for c in above.children if c.dep_ in {"auxpass", "aux"})


_GIVING_UP = frozenset("drop cancel scrap abandon shelve ditch axe".split())


def given_up(plan: Token) -> bool:
    """Whether a plan is no more: "dropped plans to meet X", "called off plans for a visit"."""
    verb = plan.head
    undone = verb.lemma_ in _GIVING_UP or (verb.lemma_ == "call" and clauses.has_particle(verb, "off"))
    return plan.lemma_.lower() == "plan" and plan.dep_ in {"dobj", "nsubjpass"} and undone
