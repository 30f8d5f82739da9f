"""Whose an office is that the government which tells of it has: "the Kremlin said President X had met Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import clauses
from kg.extraction.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.actors import ActorIndex

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
    while name.dep_ in {"appos", "compound", "nmod"} and name.head.i != name.i:
        name = name.head
    verb = name.head
    if name.dep_ != "nsubj" or verb.dep_ != "ccomp" or verb.head.lemma_ not in _SAYING:
        return None
    found = {c for s in clauses.subjects(verb.head) if (c := _country_of(index, s)) is not None}
    if len(found) != 1 or any(t.lemma_ in _COMING and _is_in(index, t, found) for t in verb.subtree):
        return None
    return found.pop()


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


def _is_in(index: ActorIndex, verb: Token, countries: set[str]) -> bool:
    """Whether a journey leads to one of some countries: "would visit Chile", "arrives in Santiago"."""
    keys = {index.drafts[c].key for c in countries}
    matches = (index.by_token.get(t.i) for t in verb.subtree)
    return any(
        m is not None and keys & {m.entry.key, m.entry.country} and m.via in {"name", "city"} for m in matches
    )
