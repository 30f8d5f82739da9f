"""Guests of whom a text has told, as those whom pronouns beside their hosts mean.

"X comes to Oslo. Y will see X during [his] visit, and Z will meet [him]" tells of X.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.grammar import clauses
from kg.extraction.offices.visited_countries import country_at
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.tokens.word_places import words_at

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_JOURNEYS = frozenset("visit trip tour arrive travel fly come".split())
_SEEING = frozenset(
    "meet see receive host hold talk call have speak confer welcome greet visit phone".split()
)


def told_to_come(resolver: Resolver, person: str, before: int) -> bool:
    """Whether a sentence before the token tells that a person comes: "X will pay a visit to Oslo"; not "Y
    praised X's visit", "X received Y, who came to Oslo".
    """
    for i in words_at(resolver.doc, _JOURNEYS):
        word = resolver.tokens[i]
        if i >= before:
            return False
        verb = word if word.pos_ == "VERB" else clauses.clause_of(word)
        made = word.pos_ == "VERB" or word.dep_ == "dobj" or (word.dep_ == "pobj" and verb.lemma_ == "be")
        if made and any(person in resolver.resolve(s) for s in clauses.subjects(verb)):
            return True
    return False


def met_before(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who is met again by the clause or sentence before: "X will hold talks with Y, and Z will meet [him]" ->
    Y, "X met Y. Z received [him]", "X spoke with Y and will host [her]"; () of "X met Y and praised him".
    """
    verb = clauses.clause_of(token)
    if token.lower_ not in {"him", "her"} or token.dep_ not in {"pobj", "dobj"}:
        return ()
    done = verb.lemma_
    while verb.dep_ in {"xcomp", "acomp"}:  # "and is due to meet him"
        verb = verb.head
    before = sentence_before(verb) if verb.dep_ == "ROOT" else None
    if before is None and verb.dep_ != "conj":
        return ()
    first = verb.head if before is None else before.root
    own = [c for c in verb.lefts if c.dep_ == "nsubj"]
    behind = own[0].i if own else verb.i
    if (before and not own) or {first.lemma_, done} - _SEEING or first.i > behind:
        return ()
    heads = [first, *clauses.objects(first)]
    met = [o for h in heads for o in clauses.prepositional(h, "with", "to", "on")]
    met = [o for o in met or clauses.objects(first) if first.i < o.i < behind]
    people = [i for o in met for i in resolver.resolve(o) if resolver.index.drafts[i].kind == "person"]
    return tuple(people) if len(set(people)) == 1 else ()


def the_visiting_one(resolver: Resolver, token: Token, holders: list[str]) -> list[str]:
    """Whom "the visiting president" means of those who are one: who is told of as visiting, or whom another
    of them met, as Y of "President X held talks with President Y"; all of them where no words tell.
    """
    if len(holders) < _TWO or not any(c.lower_ == "visiting" for c in token.lefts):
        return holders
    heads = {h: [resolver.tokens[i] for i in resolver.index.drafts[h].heads if i < token.i] for h in holders}
    came = [h for h in holders if any(c.lower_ == "visiting" for t in heads[h] for c in t.lefts)]
    return came or [h for h in holders if any(_met_by_another(heads, h, t) for t in heads[h])] or holders


_TWO = 2


def _met_by_another(heads: dict[str, list[Token]], holder: str, name: Token) -> bool:
    """Whether one of the others does something in the clause where somebody is named, and he does not."""
    doers = {s.i for s in clauses.subjects(clauses.clause_of(name))}
    others = {t.i for h, names in heads.items() if h != holder for t in names}
    return name.i not in doers and bool(doers & others)


def host_and_guest(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The states of a guest and of where he is on whose visit "the two countries" did a thing: Chile and Peru
    of "During President X of Chile's visit to Lima, the two countries signed"; () without such a visit.
    """
    index, verb = resolver.index, clauses.clause_of(token)
    three = any(c.lower_ == "three" for c in token.lefts)
    if token.dep_ not in {"nsubj", "nsubjpass"} or token.lemma_.lower() not in _BOTH or three:
        return ()
    for visit in clauses.prepositional(verb, "during", "on", "at", "after"):
        if visit.lemma_.lower() not in _STAYS:
            continue
        whose = [c for c in visit.lefts if c.dep_ == "poss"] or clauses.prepositional(visit, "by", "of")
        to = clauses.prepositional(visit, "to", "in")
        keys = {k for t in to if (k := country_at(index, t)) is not None}
        own = list(resolver.principals(o for t in whose for o in resolver.resolve(t)))
        if len(keys) == 1 and len(own) == 1 and index.drafts[own[0]].key not in keys:
            return (own[0], index.known(gazetteer.entry(keys.pop())).id)
    return ()


_BOTH = frozenset("side country nation state government party neighbour neighbor".split())
_STAYS = frozenset("visit trip tour stay".split())


def with_company(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who came and who came along: "A, accompanied by B, arrived", "A led a delegation to Lima"; else ()."""
    clause = next((c for h in (token, token.head) for c in h.rights if c.lower_ == "accompanied"), None)
    led = [c for c in token.head.rights if c.lemma_ == "delegation" and token.head.lemma_ == "lead"]
    people = [token, *(clauses.agent(clause) if clause is not None else led)]
    ids = [i for t in people if len(people) > 1 for i in resolver.resolve(t)]
    ids = [i for i in ids if resolver.index.drafts[i].kind in {"person", "group", "delegation"}]
    return tuple(dict.fromkeys(ids)) if len(set(ids)) > 1 else ()
