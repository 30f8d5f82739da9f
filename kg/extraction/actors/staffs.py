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
    """The countries of the persons whom a noun in the plural says some serve: local ids, by the words; or {}.

    "advisers to Peruvian President X", "a delegation of Peruvian President X" -> Peru, "envoys of Peru's X
    and Chile's Y" -> both; not "lawyers of X", "officials close to X".
    """
    sent = noun.lemma_.lower() in _SENT
    several = noun.tag_ in {"NNS", "NNPS"} or noun.lemma_ == noun.text  # "Envoys", taken for a name
    if not (sent or (several and noun.lower_.removesuffix("s") in _STAFF and noun.lower_[-1:] == "s")):
        return {}
    preps = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in _SERVING)
    bosses = [o for p in preps for o in p.children if o.dep_ == "pobj"]
    out: dict[int, str] = {}
    for person in (x for o in bosses for x in (o, *(o.conjuncts if index.person_at(o.i) else ()))):
        holder = index.person_at(person.i)
        if holder is None:
            continue
        before = index.doc[person.left_edge.i : person.i]
        named = (a for t in before if (a := index.adjective.get(t.i) or index.owner.get(t.i)) is not None)
        told = next((a for a in named if index.drafts[a].kind == "country"), None)
        country = told or index.drafts[holder].country
        if country is not None:
            out[person.i] = country
    return out


def says_whose(noun: Token, prep: Token) -> bool:
    """Whether a preposition tells whose people they are: "envoys of X", "ministers from Peru", "aides to X";
    not "envoys to X".
    """
    return prep.lower_ in {"from", "of", "for"} or (prep.lower_ == "to" and noun.lemma_.lower() in _AIDES)


_AIDES = frozenset({"aide", "adviser", "advisor"})


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
