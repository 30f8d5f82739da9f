"""Organs of parties: "the Political Bureau of the Communist Party of Peru", "the PCP Central Committee".

Who sits in one acts for the state that the party rules, or for the party.
"""

from __future__ import annotations

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.names.title_heads import is_title

_ORGANS = frozenset({"bureau", "politburo", "committee", "secretariat", "presidium", "commission", "c.c."})
_WORDS = _ORGANS | frozenset(
    "political central standing executive general national international c.c of the department".split()
)
_BETWEEN = _WORDS | frozenset({",", "and", "ruling", "governing", "(", ")"})
_FAR = 14
"""Words between an organ and the party whose it is: "of the Central Committee of the ruling"."""


def add_party_organs(index: ActorIndex) -> None:
    """Lets each body that is an organ by all its words act for the party whose it is said to be."""
    for first, last, id_ in list(index.spans):
        draft = index.drafts.get(id_)
        if draft is None or draft.kind != "organization" or draft.key is not None or draft.represents:
            continue
        words = [t.lower_ for t in index.doc[first:last]]
        if not _ORGANS & set(words) or not set(words) <= _WORDS:
            continue
        party = _behind(index, last) or _before(index, first)
        if party is not None:
            draft.represents, draft.country = [party], index.drafts[party].country


def _behind(index: ActorIndex, i: int) -> str | None:
    """The party that an organ is of: "Political Bureau | of the Central Committee of the Lima Party".

    So is it in "Political Bureau | and secretary of the Lima Party".
    """
    doc = index.doc
    for token in doc[i : i + _FAR]:
        if (party := _party(index, token.i)) is not None:
            return party
        if token.is_sent_start or not (token.lower_ in _BETWEEN or is_title(token)):
            return None
    return None


def _before(index: ActorIndex, i: int) -> str | None:
    """The party before its organ: "the PCP | Central Committee", "Party of Peru (PCP) | Central"."""
    while i > 0 and index.tokens[i - 1].text in {"'s", "’s", ")"}:
        i -= 1
    return _party(index, i - 1) if i > 0 else None


def _party(index: ActorIndex, i: int) -> str | None:
    """The political party that a token names, or ``None``."""
    owner = index.owner.get(i)
    return owner if owner is not None and index.drafts[owner].type == "actor-political-party" else None
