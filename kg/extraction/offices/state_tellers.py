"""Whose an office is that the government which tells of it has: "the Kremlin said President X had met Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.names.title_words import noun_of_title
from kg.extraction.offices.visited_countries import GOING, country_at
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
    said", "a foreign ministry spokesman of Peru said the minister would meet Y"; so of "Peruvian government
    spokesman Z said President X had met Y", "Peru's foreign minister, Z, said President X would visit Oslo".

    ``None`` where somebody else tells, and where who is told of comes to that country.
    """
    name = index.tokens[at]
    while name.dep_ in {"appos", "compound", "nmod", "amod", "det"}:
        name = name.head
    tellers = tellers_of(name, _SAYING) if name.dep_ == "nsubj" else []
    own = _is_own_plan(name)
    found = {c for s in tellers if (c := _country_of(index, s) or _whose(index, s, own)) is not None}
    if len(found) != 1:
        return None
    keys = {index.drafts[c].key for c in found}
    for verb in (t for t in name.head.subtree if t.lemma_ in _COMING):
        if any(country_at(index, t) in keys for t in verb.subtree):
            return None
    return found.pop()


def is_sent(index: ActorIndex, at: int, title: str) -> bool:
    """Whether an envoy is that of the government which tells of him: "a Peruvian government spokesman said
    special envoy X had met Y".
    """
    noun = noun_of_title(title.split(" for ")[0])
    return noun in _SENT and told_by_government(index, at) is not None


_SENT = frozenset("envoy negotiator representative adviser advisor mediator".split())


def _whose(index: ActorIndex, teller: Token, own: bool) -> str | None:
    """The country, or the body of states, of somebody named who speaks for it; of any of its people where
    they tell what one of its ``own`` is to do.
    """
    person = index.person_at(teller.i)
    if person is None:
        return None
    draft = index.drafts[person]
    title = (t for t in teller.sent if index.title_owner.get(t.i) == person)
    speaks = any(t.lemma_.lower() in _SPOKESMEN for t in title)
    bodies = [b for b in draft.represents if index.drafts[b].type == "actor-intergovernmental"]
    return draft.country or (bodies[0] if len(bodies) == 1 else None) if speaks or own else None


def _is_own_plan(name: Token) -> bool:
    """Whether a clause tells that somebody is to go or meet: "X would visit Oslo"; not "would visit him"."""
    verb = name.head
    to_come = any(c.dep_ == "aux" and c.lower_ in {"will", "would"} for c in verb.lefts)
    speaker = any(t.lower_ in {"him", "her", "his", "them", "their"} for t in verb.subtree)
    return to_come and verb.lemma_ in GOING | _COMING | {"attend", "meet"} and not speaker


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
