"""Which two a text says to be at talks with each other: whom "the two sides" means where others are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.grammar import clauses
from kg.extraction.offices.visited_countries import country_at
from kg.extraction.references.last_named import FAR, between, joined
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def talking_sides(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two of whom the nearest sentence before says that they talk with each other: Peru and the rebels of
    "Peru opened talks with the rebels. They will go on in Cuba, Peru said. [The two sides]".
    """
    sent = token.sent
    while sent.start > 0:
        sent = resolver.tokens[sent.start - 1].sent
        if token.i - sent.start > FAR:
            break
        named = between(resolver, sent.start, sent.end)
        if len(named) == _TWO == len(set(resolver.principals(named))):
            return named
        pair = joined(resolver, sent)
        for told in (_of_talks, _of_both):
            pair = pair or next((ids for t in sent if (ids := told(resolver, t))), ())
        sides = resolver.principals(pair)
        sides = sides if len(sides) == _TWO else _with_each_other(resolver, sent.root)
        if len(sides) == _TWO:
            return sides
    return ()


_TWO = 2


def of_clause_before(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two of whom the clause that a clause goes on from says that one did something with the other: Peru
    and Bolivia of "Peru's minister discussed trade with Bolivia's, and [both sides] agreed to meet".
    """
    verb = clauses.clause_of(token)
    if verb.dep_ != "conj" or verb.head.i > token.i or token.head is not verb:
        return ()
    return _with_each_other(resolver, verb.head)


def _with_each_other(resolver: Resolver, verb: Token) -> tuple[str, ...]:
    """The two principals of those of whom a verb says that one met the other or did something with him."""
    if verb.pos_ != "VERB" or clauses.is_negated(verb):
        return ()
    objects = clauses.objects(verb)
    others = [o for host in (verb, *objects) for o in clauses.prepositional(host, "with")]
    others = others or (objects if verb.lemma_ in _SEEING else [])
    both = [*clauses.doers(verb), *others] if others else []
    found = resolver.principals(i for t in both for i in resolver.resolve_all(t))
    return found if len(found) == _TWO else _of_journey(resolver, verb)


def _of_journey(resolver: Resolver, verb: Token) -> tuple[str, ...]:
    """Whose people travel and where, if but a town of the land is named: "Japan's minister visited Seoul"."""
    goals = clauses.objects(verb) if verb.lemma_ == "visit" else []
    goals = goals or (clauses.prepositional(verb, "to", "in") if verb.lemma_ in _MOVING else [])
    keys = {k for t in goals if (k := country_at(resolver.index, t)) is not None}
    lands = [resolver.index.known(gazetteer.entry(k)).id for k in keys]
    own = resolver.principals(i for t in clauses.doers(verb) for i in resolver.resolve_all(t))
    return (*own, *lands) if len(own) == len(lands) == 1 and own[0] != lands[0] else ()


_MOVING = frozenset("travel fly arrive land go come".split())


_SEEING = frozenset("meet see receive host welcome greet call phone telephone visit tell".split())


def _of_both(resolver: Resolver, people: Token) -> tuple[str, ...]:
    """Whom "both leaders" and "the two presidents" mean, where those are two: "X called both leaders. The two
    sides".
    """
    if people.tag_ != "NNS" or not any(c.lower_ in {"both", "two"} for c in people.lefts):
        return ()
    found = resolver.resolve_all(people)
    persons = all(resolver.index.drafts[i].kind == "person" for i in found)
    return found if len(found) == _TWO and persons else ()


def _of_talks(resolver: Resolver, noun: Token) -> tuple[str, ...]:
    """Who talks with whom, by a noun: "A opened talks with B", "A agreed to talks with B"."""
    others = clauses.prepositional(noun, "with") if names_meeting(noun) else []
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if not others or verb.pos_ != "VERB":
        return ()
    both = [*clauses.doers(verb), *others]
    return tuple(dict.fromkeys(i for t in both for i in resolver.resolve_all(t)))
