"""The persons known by name whom a plural of their rank means: "the foreign ministers of A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar import clauses
from kg.extraction.names.name_words import PORTFOLIOS
from kg.extraction.references.groups import NEAR
from kg.extraction.references.headed import heads_of_state
from kg.extraction.references.sides import sides_of_group
from kg.extraction.references.sides_by_rank import RANKS
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_UNDER = frozenset({"vice", "deputy"})
_FIRST = frozenset({"top", "chief"})
_ABROAD = frozenset({"foreign", "external"})


def holders_together(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The persons known by name who "the foreign ministers of A and B" are; () unless each of them is.

    "The Peruvian and Chilean leaders" are the one president or premier told of for each state, "the
    top diplomats of Peru and Chile" their foreign ministers; not "the Peruvian and Chilean union leaders".
    """
    bodies = countries_of(resolver.index, token) if token.tag_ in {"NNS", "NNPS"} else []
    bodies = bodies or _of_both(resolver, token)
    if not 2 <= len(bodies) <= 3:
        return ()
    kind = [c.lower_ for c in token.lefts if c.dep_ in {"amod", "compound"} and c.text[:1].islower()]
    title = " ".join([*kind, token.lemma_.lower().removesuffix("s")])
    offices, out = resolver.offices, []
    for body in bodies:
        named = [h for h in offices.holders(title, body) if offices.holds(h, title, body)]
        named = named or _of_rank(resolver, token, kind, body)
        if len(named) != 1 or resolver.index.drafts[named[0]].unnamed:
            return ()
        out += named
    return tuple(dict.fromkeys(out))


def _of_both(resolver: Resolver, token: Token) -> list[str]:
    """The states of "foreign ministers of the two countries": those told of before."""
    both = token.tag_ in {"NNS", "NNPS"} and any(
        o.lemma_.lower() in _STATES and {"two", "both"} & {c.lower_ for c in o.lefts}
        for o in clauses.prepositional(token, "of", "from")
    )
    return list(sides_of_group(resolver, token)) if both else []


def told_of_both(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The group, or the group of each, of two states told of before that "officials of the two countries"
    are: those of the same noun and field.
    """
    states = _of_both(resolver, token)
    if len(states) != 2:
        return ()
    noun, field = token.lower_, {c.lower_ for c in token.lefts} & _CHARGES
    found = []
    for draft in resolver.index.drafts.values():
        words = set(draft.name.lower().split())
        if draft.represents and noun in words and words & _CHARGES == field:
            found.append(draft)
    whole = [d for d in found if set(d.represents) == set(states)]
    parts = [d for d in found if len(d.represents) == 1 and d.represents[0] in states]
    if whole:
        return (whole[-1].id,)
    return tuple(d.id for d in parts) if {p for d in parts for p in d.represents} == set(states) else ()


_STATES = frozenset("country state nation".split())
_CHARGES = PORTFOLIOS | _UNDER | {"foreign", "prime", "assistant", "former"}


def _of_rank(resolver: Resolver, token: Token, kind: list[str], body: str) -> list[str]:
    """Who is told of before or soon after with the rank of a plural in a state: presidents for "leaders"."""
    noun = "leader" if heads_of_state(token) else token.lemma_.lower().removesuffix("s")
    abroad = noun == "diplomat" and bool(_FIRST & set(kind))
    ranks = _ABROAD if abroad else RANKS.get(noun, frozenset()) if not kind else frozenset()
    out: dict[str, None] = {}
    for held in resolver.offices.holdings.values():
        office = resolver.offices.offices[held.office]
        said = set(office.title.split())
        if office.body != body or held.first > token.i + NEAR or not said & ranks or said & _UNDER:
            continue
        leads = noun != "leader" or "minister" not in said or "prime" in said
        if leads and held.status == "holding-current":
            out[held.person] = None
    return list(out)
