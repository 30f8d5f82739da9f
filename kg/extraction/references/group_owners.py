"""Whose people a group is: "its negotiators", "their ministers", "a delegation led by Peru's X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.actors import is_public
from kg.extraction.grammar import clauses
from kg.extraction.references.last_named import number_of
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def led_by(resolver: Resolver, team: Token) -> tuple[str, ...]:
    """The state of who leads a delegation of which none is said: "a delegation led by Peru's X"."""
    led = [c for c in team.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in {"lead", "head"}]
    heads = [i for c in led for o in clauses.agent(c) for i in resolver.resolve(o)]
    states = [i for i in resolver.principals(heads) if resolver.index.drafts[i].kind == "country"]
    return tuple(states) if len(states) == 1 else ()


def owners(resolver: Resolver, owner: Token) -> tuple[str, ...]:
    """Whose somebody is: of "A and B, whose presidents met" those of A and B."""
    clause = clauses.clause_of(owner.head)
    related = owner.tag_ == "WP$" and clause.dep_ == "relcl"
    return resolver.resolve_all(_first(clause.head)) if related else resolver.resolve(owner)


def _first(noun: Token) -> Token:
    while noun.dep_ == "conj":
        noun = noun.head
    return noun


def states_of(resolver: Resolver, owner: Token) -> tuple[str, ...]:
    """The states and bodies whose people "its negotiators" or "their ministers" are, () for any others'.

    "Their presidents" are those of the states whose ministers are spoken of: "the ministers of A and B".
    """
    ids = resolver.resolve(owner)
    drafts = [resolver.index.drafts[i] for i in ids]
    if len(drafts) == 1 and drafts[0].kind == "group" and len(drafts[0].represents) > 1:
        return tuple(drafts[0].represents)
    served = tuple(dict.fromkeys(d.country for d in drafts if d.kind == "person" and d.country))
    if len(drafts) > 1 and len(served) == len(drafts):
        return served  # "the ministers spoke ... since their presidents met"
    return ids if all(d.kind == "country" or is_public(d) for d in drafts) else ()


def their_states(resolver: Resolver, token: Token, noun: str) -> tuple[str, ...]:
    """The states of several people: of "the ministers of A and B said that their countries will meet"."""
    owner = next((c for c in token.lefts if c.dep_ == "poss" and c.lower_ == "their"), None)
    if owner is None or noun not in {"country", "nation", "state"}:
        return ()
    states = states_of(resolver, owner)
    return states if number_of(token) in {None, len(states)} else ()
