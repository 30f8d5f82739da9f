"""Those who come home: "President X returned home from Oslo. He was met on arrival by Y", "The president flew
back to Lima", who is the Peruvian one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import clauses
from kg.extraction.frozen_token import Token
from kg.extraction.sentences import sentence_before

if TYPE_CHECKING:
    from kg.extraction.references import Resolver

_RECEIVING = frozenset("meet receive welcome greet".split())
_THERE = frozenset("arrival airport airbase home".split())
_BACK = 2
"""How many sentences before may tell of the return."""


def welcomed_home(verb: Token) -> bool:
    """Whether a verb tells how somebody was met who has just come home, which is no meeting of states.

    Not so "President X arrived in Oslo. He was met at the airport by Y".
    """
    if verb.lemma_.lower() not in _RECEIVING or not clauses.is_passive(verb):
        return False
    sentence = verb.sent
    if not any(t.lower_ in _THERE for t in sentence[verb.i - sentence.start :]):
        return False
    first = sentence
    for _ in range(_BACK):
        first = sentence_before(first[0]) or first
    return any(_comes_home(t) for t in verb.doc[first.start : verb.i])


def _comes_home(verb: Token) -> bool:
    """Whether a word tells of a return home: "returned home", "is back home", "has returned from Oslo"."""
    if verb.lemma_ == "return" and verb.pos_ == "VERB":
        around = {c.lower_ for c in verb.rights}
        return not around.isdisjoint({"home", "from"})
    return verb.lower_ == "back" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "home"


def of_home(resolver: Resolver, token: Token, persons: list[str]) -> list[str]:
    """Those of the state to whose town the one meant goes back: "The president flew back to Lima" is the
    Peruvian one; all where it is of none of theirs. Who only sent something, "greetings from King X", is not.
    """
    persons = [p for p in persons if not _only_sent(resolver, p)] or persons
    verb = token.head if token.dep_ == "nsubj" else token
    back = verb.lemma_ == "return" or any(c.lower_ in {"back", "home"} for c in verb.rights)
    goals = clauses.prepositional(verb, "to") if back and verb.pos_ == "VERB" else []
    matches = [m for g in goals if (m := resolver.index.by_token.get(g.i)) is not None]
    lands = {m.entry.country or m.entry.key for m in matches}
    drafts = resolver.index.drafts
    return [p for p in persons if (c := drafts[p].country) is not None and drafts[c].key in lands] or persons


def _only_sent(resolver: Resolver, person: str) -> bool:
    """Whether all that is told of somebody is what he sent: "conveyed greetings from King X", "of King X"."""
    names = [resolver.doc[a:b].root for a, b, o in resolver.index.spans if o == person]
    names = [t.head if t.dep_ == "appos" else t for t in names]
    return bool(names) and all(
        t.dep_ == "pobj" and t.head.lower_ in {"from", "of"} and t.head.head.lemma_.lower() in _SENT
        for t in names
    )


_SENT = frozenset("greeting regard message letter invitation wish congratulation convey carry bear".split())
