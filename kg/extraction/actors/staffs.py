"""The state of those who serve a person or body: "aides to President X", "a team of Peru's Congress"."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.tokens.frozen_token import Token

_STAFF = frozenset(
    """
    adviser advisor aide emissary envoy representative negotiator associate confidant confidante deputy
    delegate
    """.split()
)
_SENT = frozenset("delegation team mission".split())
_SERVING = frozenset({"to", "of", "from"})


def chief_of(index: ActorIndex, noun: Token) -> dict[int, str]:
    """The country of the person whom a noun in the plural says some serve: its local id, by the word; or {}.

    "advisers to Peruvian President X", "a delegation of Peruvian President X" -> Peru; not "lawyers of X",
    "officials close to X".
    """
    sent = noun.lemma_.lower() in _SENT
    if not (sent or (noun.lemma_.lower() in _STAFF and noun.tag_ in {"NNS", "NNPS"})):
        return {}
    preps = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in _SERVING)
    for person in (o for p in preps for o in p.children if o.dep_ == "pobj"):
        holder = index.person_at(person.i)
        if holder is None:
            continue
        before = index.doc[person.left_edge.i : person.i]
        named = (a for t in before if (a := index.adjective.get(t.i) or index.owner.get(t.i)) is not None)
        told = next((a for a in named if index.drafts[a].kind == "country"), None)
        country = told or index.drafts[holder].country
        return {person.i: country} if country is not None else {}
    return {}


def without_owners(index: ActorIndex, principals: list[str], first: int, last: int) -> list[str]:
    """Those whom people represent without the states of which a body among them is: "a delegation of Peru's
    Congress", "of the Congress of Peru"; both of "a team from the Congress and Peru".
    """
    if len(principals) < 2:
        return principals
    spans = sorted((a, b, o) for a, b, o in index.spans if first <= a and b <= last and o in principals)
    owning: set[str] = set()
    for (_, end, one), (begin, _, other) in pairwise(spans):
        kinds = index.drafts[one].kind, index.drafts[other].kind
        between = {t.lower_ for t in index.doc[end:begin]}
        if kinds == ("organization", "country") and between in ({"of"}, {"of", "the"}):
            owning.add(other)
        elif kinds == ("country", "organization") and between and between <= {"'s", "’s", "'", "’"}:
            owning.add(one)
    for body in (index.drafts[p] for p in principals if owning and index.drafts[p].kind == "organization"):
        body.country = body.country or min(owning)
    return [p for p in principals if p not in owning]
