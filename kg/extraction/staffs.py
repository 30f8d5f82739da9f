"""The state of those who serve a person: "aides to President X", "emissaries from the Chilean leader, Y"."""

from __future__ import annotations

from kg.extraction.actors import ActorIndex
from kg.extraction.frozen_token import Token

_STAFF = frozenset(
    """
    adviser advisor aide emissary envoy representative negotiator associate confidant confidante deputy
    delegate
    """.split()
)
_SERVING = frozenset({"to", "of", "from"})


def chief_of(index: ActorIndex, noun: Token) -> dict[int, str]:
    """The country of the person whom a noun in the plural says some serve: its local id, by the word; or {}.

    "advisers to Peruvian President X" -> Peru; not "lawyers of X", "officials close to X".
    """
    if noun.lemma_.lower() not in _STAFF or noun.tag_ not in {"NNS", "NNPS"}:
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
