"""Whose an office is that the government which tells of it has: "the Kremlin said President X had met Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.offices.visited_countries import country_at
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex

_SAYING = frozenset(
    """
    say announce confirm state report add note tell declare disclose indicate reveal acknowledge deny stress
    insist explain
    """.split()
)
_SPOKESMEN = frozenset("spokesman spokeswoman spokesperson statement readout".split())
_GOVERNMENT = frozenset({"actor-executive-office", "actor-ministry", "actor-government"})
_COMING = frozenset("visit arrive tour come".split())


def told_by_government(index: ActorIndex, at: int) -> str | None:
    """Local id of the country whose government says what the holder of a title from a token on does, did or
    will do: of "the Kremlin said President X had met Y", "President X will visit Oslo, the Chilean presidency
    said", "a foreign ministry spokesman of Peru said the minister would meet Y".

    ``None`` where somebody else tells, and where who is told of comes to that country.
    """
    name = index.tokens[at]
    while name.dep_ in {"appos", "compound", "nmod"}:
        name = name.head
    tellers = tellers_of(name, _SAYING) if name.dep_ == "nsubj" else []
    found = {c for s in tellers if (c := _country_of(index, s)) is not None}
    if len(found) != 1:
        return None
    keys = {index.drafts[c].key for c in found}
    for verb in (t for t in name.head.subtree if t.lemma_ in _COMING):
        if any(country_at(index, t) in keys for t in verb.subtree):
            return None
    return found.pop()


def tellers_of(name: Token, verbs: frozenset[str]) -> list[Token]:
    """Who tells, by one of some verbs, what the subject of a clause does: "[the Kremlin] said X met Y"."""
    above = name.head.head
    return clauses.subjects(above) if name.head.dep_ == "ccomp" and above.lemma_ in verbs else []


def _country_of(index: ActorIndex, teller: Token) -> str | None:
    """The country for whose government a noun speaks: "the Kremlin", "a Chilean presidency spokesman"."""
    words = [teller]
    if teller.lemma_.lower() in _SPOKESMEN:
        words += [c for c in teller.lefts if c.dep_ in {"compound", "nmod", "poss", "amod"}]
        words += [o for p in teller.rights if p.lower_ in {"of", "for", "from", "at"} for o in p.rights]
    for word in words:
        owner = index.owner.get(word.i)
        draft = index.drafts[owner] if owner is not None else None
        if draft is not None and draft.type in _GOVERNMENT and draft.country is not None:
            return draft.country
    return None
