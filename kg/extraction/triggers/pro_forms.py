"""Words that stand for a noun of meeting told of before: "two meetings with X and [one] with Y"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.grammar import clauses
from kg.extraction.times.named_rounds import one_of
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.sittings import is_part
from kg.extraction.triggers.triggers import Trigger, names_meeting

_NEAR = 40
"""How many words before a pro-form the noun that it stands for is told."""
_SIDES = frozenset({"with", "between", "among"})
_WORDS = frozenset({"one", "that", "those"})
_NO_NOUN = frozenset("nummod amod det mark advmod quantmod compound poss expl".split())


def with_pro_forms(triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers and the pro-forms that have sides of their own, in text order.

    A noun that counts what they tell one by one is left out: "three meetings: one with X, one with Y".
    """
    found: list[Trigger] = []
    counted: set[int] = set()
    for token in (t for trigger in triggers[:1] for t in trigger.token.doc[trigger.token.i :]):
        whole = _stands_for(token, triggers) if token.lower_ in _WORDS else None
        if whole is None:
            continue
        found.append(Trigger(token, replace(whole.frame, guard=""), whole.format))
        if (noun := counting(token)) is not None:
            counted.add(noun.i)
    kept = [t for t in triggers if t.token.i not in counted or clauses.prepositional(t.token, *_SIDES)]
    return sorted((*kept, *found), key=lambda t: t.token.i)


def counting(token: Token) -> Token | None:
    """The noun that counts what "one" tells of, else ``None``: "meetings" of "three meetings: one with X"."""
    apart = False
    while token.dep_ in {"appos", "conj"} and token.lower_ == "one":
        apart = token.dep_ == "appos"
        token = token.head
    return token if apart and token.tag_ in {"NNS", "NNPS"} else None


def _stands_for(token: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """The noun that a word stands for: "trip" for "one" of "a trip to Lima follows one by X to Oslo"; so
    "meeting" for "an earlier one in Oslo", which it follows.
    """
    if token.dep_ in _NO_NOUN or any(c.lower_ in {"no", "any", "every"} for c in token.lefts):
        return None
    said = {c.lower_ for c in token.rights if c.dep_ in {"prep", "agent"}}
    near = (t for t in reversed(triggers) if 0 < token.i - t.token.i <= _NEAR)
    whole = next((t for t in near if t.nominal and t.family != "remote"), None)
    if whole is None or "\n\n" in token.doc[whole.token.i : token.i].text:
        return None
    own = {"by", "to"} <= said if whole.family == "visit" else bool(said & _SIDES)
    own = own or (whole.family == "meeting" and _follows(token) and bool(said & {"in", "on", "at"}))
    if token.lower_ == "one" and token.dep_ in {"attr", "acomp"} and not any(token.lefts):
        return None  # "Peru's interests are one with Chile's"
    many = whole.token.tag_ in {"NNS", "NNPS"}
    return whole if own and (many or token.lower_ != "those") else None


def _follows(token: Token) -> bool:
    """Whether it is of another meeting, after which this is: "follows [an earlier one] in Oslo"."""
    before = token.dep_ == "dobj" and token.head.lemma_ == "follow"
    before = before or (token.dep_ == "pobj" and token.head.lower_ in {"after", "since", "following"})
    return before and bool({c.lower_ for c in token.lefts} & _ALIKE)


_ALIKE = frozenset("similar previous earlier first".split())


def is_listed(noun: Token) -> bool:
    """Whether a meeting is told of in a list with another: "took part in the summit and the talks"."""
    others = [noun.head] if noun.dep_ == "conj" else [c for c in noun.rights if c.dep_ == "conj"]
    return any(t.pos_ == "NOUN" and names_meeting(t) for t in others)


def whole_of(noun: Token) -> Token:
    """The noun that stands for the whole: "round" of "a round of talks", the first of a coordination."""
    token = noun
    while True:
        if token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and is_part(token.head.head, token):
            token = token.head.head
        elif token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"}:
            token = token.head
        elif (told := one_of(token) or counting(token)) is not None:
            token = told
        else:
            return token
