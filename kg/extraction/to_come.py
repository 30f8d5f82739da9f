"""What says that the event of a noun is to come: "a summit to take place in June", "will be held yet"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.verb_status import verbal_status

_COUNTED = frozenset("recent previous last earlier past latest first inaugural only".split())


def to_take_place(noun: Token) -> bool:
    """Whether an infinitive says that it comes: "a summit to take place", not "the first to be held"."""
    counted = any(c.tag_ == "JJS" or c.lower_ in _COUNTED for c in noun.lefts)
    clause = next((c for c in noun.rights if c.dep_ in {"relcl", "acl"}), None)
    if counted or clause is None or "to" not in {c.lower_ for c in clause.lefts if c.dep_ == "aux"}:
        return False
    if any(c.dep_ in {"nsubj", "aux"} and c.lower_ != "to" for c in clause.lefts):
        return False  # "talks said to have taken place"
    place = clause.lemma_ == "take" and any(c.lower_ == "place" for c in clause.rights)
    return place or (clause.lemma_ in {"hold", "host", "convene"} and clauses.is_passive(clause))


def comes_yet(noun: Token) -> bool:
    """Whether the main clause says that it is to come: "the talks put off will be held yet"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    return verbal_status(verb) == ("planned", 3)
