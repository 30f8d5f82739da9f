"""Which groups of people told of before "the envoys" or "both teams" are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.references.groups import NEAR
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex

TEAMS = frozenset("delegation team negotiator envoy representative emissary".split())
"""Nouns for those whom a side sends."""
_KNOWN = frozenset({"the", "both", "the two", "both the"})


def told_together(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The groups told of before to which "the" noun goes back: "A and B envoys ... the envoys", "both teams"
    of delegations; "the group" is the delegation that the sentences before tell of.
    """
    if token.tag_ not in {"NN", "NNS"} or any(token.rights):
        return ()
    words = " ".join(c.lower_ for c in token.lefts)
    if token.lower_ == "group" and words == "the":
        return _team_before(index, token)
    if token.tag_ != "NNS":
        return ()
    if words not in _KNOWN:
        return ()
    alike = TEAMS if token.lemma_ in TEAMS and words != "the" else {token.lemma_}
    same = [
        i
        for d in index.drafts.values()
        for i in d.heads
        if 0 < token.i - i < NEAR and index.tokens[i].lemma_ in alike and d.represents
    ]
    found = tuple(d.id for d in index.drafts.values() if same and max(same) in d.heads)
    if len(found) < 2 or (words != "the" and len(found) > 2):
        return ()
    for id_ in found:
        index.mention(index.drafts[id_], token.i, token.i + 1, 0.7)
    return found


def _team_before(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The one delegation told of before "the group", of whom no other group is told: "A Peruvian delegation
    arrived. The group met X"; () after "the Lima Group" or "an armed group".
    """
    teams = [d for d in index.drafts.values() if any(index.tokens[i].lemma_ == "delegation" for i in d.heads)]
    told = {i for d in teams for i in d.heads}
    if any(t.lower_ == "group" and t.i not in told for t in token.doc[: token.i]):
        return ()
    if len(teams) != 1 or not any(0 < token.i - i < NEAR for i in teams[0].heads):
        return ()
    index.mention(teams[0], token.i, token.i + 1, 0.7)
    teams[0].heads.append(token.i)
    return (teams[0].id,)
