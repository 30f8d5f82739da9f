"""Whom "the guest", "the visitor" and "his host" denote: who last came, was received, or received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.verb_guards import calls_on

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_GUESTS, _HOSTS = frozenset({"guest", "visitor"}), frozenset({"host"})
_COMING = frozenset("arrive visit fly come land travel".split())
RECEIVING = frozenset("receive welcome host greet".split())
_KNOWN = frozenset("the his her their this both".split())
_REACH = 200


def guest_or_host(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The person meant: "X arrived in Oslo. Y received the guest" gives X, "The host then flew" gives Y.

    () for "a guest", "the guest of honour", guests that nobody received, and those of a hotel.
    """
    lemma = token.lemma_.lower()
    if lemma in _GUESTS and token.tag_ in {"NNS", "NNPS"}:
        return _several_guests(resolver, token)
    if (
        (lemma not in _GUESTS and lemma not in _HOSTS)
        or token.dep_ == "compound"
        or token.tag_ not in {"NN", "NNP"}
    ):
        return ()
    known = any(c.lower_ in _KNOWN for c in token.lefts)
    if not known or any(c.lower_ in {"of", "at", "from"} for c in token.rights if c.dep_ == "prep"):
        return ()
    said = [c for c in token.rights if c.dep_ == "appos" and is_title(c)]
    if found := _persons(resolver, said):  # "his guest, the Emir of Qatar"
        return found[:1]
    for verb in reversed(token.doc[max(0, token.i - _REACH) : token.i]):
        if verb.pos_ != "VERB" or any(t.i == token.i for t in verb.subtree):
            continue
        found = _persons(resolver, _in_part(verb, guest=lemma in _GUESTS))
        if found:
            return found[:1]
    return ()


def _several_guests(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Those who last came together: "X and Y are in Oslo. Z met [the two visitors]", "[her guests]", or a
    delegation; not "the guests of the hotel", nor "the two visitors" of three.
    """
    own = {c.lower_ for c in token.lefts}
    if (
        own.isdisjoint(_KNOWN)
        or own - _KNOWN - _TWO
        or any(c.dep_ in {"prep", "relcl"} for c in token.rights)
    ):
        return ()
    for verb in reversed(token.doc[max(0, token.i - _REACH) : token.i]):
        if verb.sent.start == token.sent.start or verb.pos_ not in {"VERB", "AUX"}:
            continue
        came = _in_part(verb, guest=True) or (clauses.subjects(verb) if _is_abroad(verb) else [])
        ids = [i for t in came or _meeting(verb) for i in resolver.resolve(t)]
        if any(resolver.index.drafts[i].kind == "delegation" for i in ids) and own.isdisjoint(_TWO):
            return tuple(dict.fromkeys(ids))
        found = tuple(dict.fromkeys(_persons(resolver, came)))
        if found:
            return found if len(found) == _PAIR or (len(found) > _PAIR and own.isdisjoint(_TWO)) else ()
    return ()


def _meeting(verb: Token) -> list[Token]:
    """Who met others: "the delegation met X", "held talks with X"."""
    return clauses.doers(verb) if verb.lemma_ in {"meet", "hold"} else []


_TWO, _PAIR = frozenset({"two", "both"}), 2


def _is_abroad(verb: Token) -> bool:
    """Whether somebody is told to be in a place: "X and Y are in Oslo"."""
    return verb.lemma_ == "be" and any(o.ent_type_ == "GPE" for o in clauses.prepositional(verb, "in"))


def _in_part(verb: Token, *, guest: bool) -> list[Token]:
    """Who is guest or host by a verb: of "A received B" B or A, of "B arrived" and "B called on A" B or
    nobody.
    """
    if guest and (verb.lemma_ in _COMING or (verb.lemma_ == "call" and calls_on(verb))):
        return clauses.doers(verb)
    if verb.lemma_ in RECEIVING:
        return clauses.objects(verb) if guest else clauses.doers(verb)
    return []


def _persons(resolver: Resolver, tokens: list[Token]) -> tuple[str, ...]:
    ids = (i for t in tokens for i in resolver.resolve(t))
    return tuple(i for i in ids if resolver.index.drafts[i].kind == "person")
