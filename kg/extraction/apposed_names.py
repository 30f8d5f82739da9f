"""Persons named in apposition to a group: "the two ministers, X of Greece and Y of Turkey, met"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.actors import ActorIndex
from kg.extraction.names import is_title

_LINKS = frozenset({",", "and", "&", "of", "the", "'s"})


def persons_from(index: ActorIndex, first: Token) -> tuple[str, ...]:
    """The persons listed from a name on, with their countries and titles between them, in order.

    Read from the words alone, since parsers hang the second name on the country of the first. The list ends
    at any other word, and at a verb.
    """
    out: list[str] = []
    for token in first.doc[first.i : first.sent.end]:
        owner = index.owner.get(token.i)
        if owner is not None and index.drafts[owner].kind == "person":
            out.append(owner)
        elif not (
            owner is not None
            or token.lower_ in _LINKS
            or token.i in index.by_token
            or token.i in index.title_owner
            or is_title(token)
        ):
            break
    return tuple(dict.fromkeys(out))
