"""The day on which an event is said to fall: "the date for the summit is May 3", "set May 3 as its date"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_DATES = frozenset({"date", "day"})


def with_its_date(noun: Token) -> set[int]:
    """The verbs that tell the date of an event: "May 3 is the date of the [summit]", "the day for the [talks]
    will be May 3", "set May 3 as the date for the [summit]"; not "the date of the [summit] was set on May 3",
    nor "May 3 is the deadline for the [talks]".
    """
    date = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for"} else noun
    if date.i == noun.i or date.lemma_.lower() not in _DATES:
        return set()
    told = date.head
    if date.dep_ in {"nsubj", "attr"} and told.lemma_ == "be":
        return {told.i}
    if date.dep_ == "pobj" and told.lower_ == "as" and told.head.pos_ == "VERB":
        return {told.head.i, *(o.i for o in clauses.objects(told.head))}
    return set()
