"""Whose meeting "their" is, by what the clause tells: "the accord reached by A and B at [their] meeting"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.grammar.saying import main_of
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def whose_meeting(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Those whose meeting the clause tells of, () where it does not say."""
    found = (
        _reached_by(resolver, token) or _settled_between(resolver, token) or _said_of_both(resolver, token)
    )
    return found or _told_at_it(resolver, token) or _said_after_it(resolver, token)


def two_of(resolver: Resolver, heads: Iterable[Token]) -> tuple[str, ...]:
    """The persons that the words name where these are just two."""
    ids = dict.fromkeys(i for t in heads for i in resolver.resolve_all(t))
    people = tuple(i for i in ids if resolver.index.drafts[i].kind == "person")
    return people if len(people) == len(ids) == 2 else ()


def _told_at_it(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two persons of whom one speaks to the other at a meeting that is theirs, or the several to whom one
    speaks at theirs: "A told B at the start of their meeting", "A welcomed B's offer during their talks", "A
    will report to [EU leaders] at their summit"; not "A told B of their meeting".
    """
    verb, noun = main_of(clauses.clause_of(token)), token.head
    if token.dep_ != "poss" or token.lower_ != "their" or not names_meeting(noun):
        return ()
    at = next((t for t in noun.ancestors if t.dep_ == "prep" and t.lower_ in _AT_IT), None)
    heard = [o for o in clauses.objects(verb) or clauses.prepositional(verb, "to") if o.i < token.i]
    if at is None or not heard:
        return ()
    ids = tuple(dict.fromkeys(i for o in heard for i in resolver.resolve_all(o)))
    several = len(ids) > 1 or any(resolver.index.drafts[i].plural for i in ids)
    if several:
        return ids
    if ids or verb.lemma_ in _RAISING:
        return two_of(resolver, [*clauses.subjects(verb), *heard])
    both = two_of(resolver, [*clauses.subjects(verb), *(t for o in heard for t in _whose(o))])
    return both if len({*resolver.principals(both)}) == 2 else ()


def _whose(noun: Token) -> list[Token]:
    """By whom or whose a thing is: "B's proposal", "the visit to Peru by B", "an invitation from B"."""
    of = clauses.prepositional(noun, "of") if noun.lemma_ in {"visit", "arrival", "trip"} else []
    return [*(c for c in noun.lefts if c.dep_ == "poss"), *clauses.prepositional(noun, "by", "from"), *of]


_RAISING = frozenset("raise discuss mention address broach".split())
_AT_IT = frozenset({"at", "during", "before", "after", "ahead"})


def _reached_by(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Those by whom it was done at a meeting that is theirs: A and B of "review the accord reached by A and B
    at their meeting".
    """
    verb = clauses.clause_of(token)
    if token.dep_ != "poss" or verb.tag_ != "VBN" or not names_meeting(token.head):
        return ()
    ids = [i for t in clauses.agent(verb) if t.i < token.i for i in resolver.resolve(t)]
    plural = len(set(ids)) > 1 or (ids and resolver.index.drafts[ids[0]].plural)
    return tuple(dict.fromkeys(ids)) if plural else ()


def both_spoken_of(resolver: Resolver, said: Token) -> tuple[str, ...]:
    """The speaker and whom he speaks of with himself, where they are just two: A and B of "A [said] that he
    and B had agreed"; () for "A said that B had agreed".
    """
    for clause in (c for c in said.rights if c.dep_ == "ccomp"):
        heads = clauses.subjects(clause)
        if len(heads) == 2 and heads[0].lower_ in {"he", "she"} and heads[1].pos_ != "PRON":
            return two_of(resolver, heads)
    return ()


def _said_of_both(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two of whose meeting one speaks: "after [their] talks, A said that she and B had agreed"."""
    if token.dep_ != "poss" or token.lower_ != "their" or not names_meeting(token.head):
        return ()
    return both_spoken_of(resolver, main_of(clauses.clause_of(token)))


def _settled_between(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two between whom something was settled at a meeting that is theirs: A and B of "after an agreement
    between A and B at their summit".
    """
    noun = token.head.head.head
    if token.dep_ != "poss" or token.head.dep_ != "pobj" or noun.pos_ != "NOUN":
        return ()
    sides = [t for t in clauses.prepositional(noun, "between") if t.i < token.i]
    return two_of(resolver, sides) if sides and names_meeting(token.head) else ()


def _said_after_it(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two of whom one speaks after talks with the other: "after talks with B, A said [they] would meet
    again"; not "A said they would meet".
    """
    verb = token.head
    if token.lower_ not in {"they", "both"} or token.dep_ != "nsubj" or verb.dep_ != "ccomp":
        return ()
    said = verb.head
    after = (p for p in said.children if p.lower_ in _BEHIND and p.i < token.i)
    talks = [o for p in after for o in p.children if o.dep_ in {"pobj", "pcomp"} and names_meeting(o)]
    partners = [t for o in talks for t in (*clauses.prepositional(o, "with"), *clauses.objects(o))]
    return two_of(resolver, [*clauses.subjects(said), *partners]) if partners else ()


_BEHIND = frozenset({"after", "following"})
