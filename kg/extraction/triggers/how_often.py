"""How often words say that something was done: "met twice", "have spoken several times"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.times import times
from kg.extraction.times.durations import number_of
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import per_token

_OFTEN = frozenset("twice thrice repeatedly regularly frequently often".split())
_COURSES = frozenset("negotiation dialogue process consultation".split())
_SEVERAL = frozenset("several many numerous multiple few countless".split())


def how_often(verb: Token) -> int:
    """How many times it was done, by words beside the verb: 2 for "met twice", 3 for "met three times"; 0
    where they do not say.
    """
    if any(c.lower_ == "twice" for c in verb.children):
        return 2
    times_ = (c for c in verb.children if c.lower_ == "times")
    return next((number_of(c.lower_) for noun in times_ for c in noun.lefts if c.dep_ == "nummod"), 0)


def of_one_and_many(first: Token, second: Token) -> bool:
    """Whether one of two words tells of several meetings, the other of one: "will meet on Friday" and "have
    met several times"; not "the meetings" or "the negotiation" and "have met several times", nor "have met
    twice" and "the first meeting". So it does not of "met in Oslo on Monday" and "months of talks", nor of
    "her first visit" and "her last visit was in 2017".
    """
    if _first_and_last(first, second):
        return True
    if any(_over_months(a) and b.pos_ == "VERB" for a, b in ((first, second), (second, first))):
        return True
    many = [_more_than_once(t) for t in (first, second)]
    return many[0] != many[1] and not any(map(_may_be_many, (first, second)))


def _first_and_last(first: Token, second: Token) -> bool:
    """Whether it is told which of several journeys one is, and then when the last was before it."""
    counted = first.lemma_ in _JOURNEYS and any(times.ordinal_of(c.lower_) is not None for c in first.lefts)
    before = second.lemma_ in _JOURNEYS and any(c.lower_ == "last" for c in second.lefts)
    was = second.dep_ == "nsubj" and second.head.lower_ == "was"
    return counted and before and was and not any(c.lower_ == "last" for c in first.lefts)


_JOURNEYS = frozenset("visit trip tour journey".split())


def of_next_year(token: Token) -> bool:
    """Whether it is said to be of the year to come: "next year's summit", which this year's is not."""
    years = [c for c in token.lefts if c.lower_ == "year" and c.dep_ == "poss"]
    return bool(years) and any(x.lower_ == "next" for c in years for x in c.lefts)


def is_counted_again(noun: Token) -> bool:
    """Whether one journey is only told of as one of more: "is his first trip to Oslo and his second [visit]
    abroad"; not "his first trip to Oslo and his second visit to Lima".
    """
    both = noun.dep_ == "conj" and noun.head.dep_ == "attr" and {noun.lemma_, noun.head.lemma_} <= _JOURNEYS
    if not both or any(c.lower_ == "to" for c in noun.rights):
        return False
    counted = any(times.ordinal_of(c.lower_) is not None for c in noun.lefts)
    return counted and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in noun.lefts)


def _over_months(noun: Token) -> bool:
    """Whether a noun is of what went on for long: "months of talks", "a year of negotiations"."""
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return of and noun.head.head.lemma_.lower() in {"week", "month", "year"}


def _may_be_many(noun: Token) -> bool:
    """Whether a noun may be of several, or of one of those counted."""
    if any(times.ordinal_of(c.lower_) is not None for c in noun.lefts):
        return True
    return noun.lemma_ in _COURSES or (noun.tag_ == "NNS" and noun.lemma_ != "talk")


@per_token
def _more_than_once(verb: Token) -> bool:
    """Whether words beside a verb say that it was done more than once, however often."""
    if verb.pos_ != "VERB":
        return False
    for word in verb.children:
        if word.lower_ in _OFTEN or (word.lower_ == "times" and {c.lower_ for c in word.lefts} & _SEVERAL):
            return True
    occasions = clauses.prepositional(verb, "on")  # "on two occasions"
    return how_often(verb) > 1 or any(o.lower_ == "occasions" and o.n_lefts for o in occasions)


def joined_too(one: Token, other: Token) -> bool:
    """Whether who met at the one was at the other, too: "the ministers, who met in May, also took part in the
    talks"; not "the ministers, who met in May, said the talks were useful".
    """
    verb = clauses.clause_of(other)
    also = verb.lemma_ in _TAKING_PART and any(c.lower_ == "also" for c in verb.lefts)
    subjects = clauses.subjects(verb) if also and one.dep_ == "relcl" else []
    return any(one.head is s or one.head in s.conjuncts for s in subjects)


_TAKING_PART = frozenset("take attend join participate".split())
