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
    of delegations.
    """
    if token.tag_ != "NNS" or any(token.rights):
        return ()
    words = " ".join(c.lower_ for c in token.lefts)
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
