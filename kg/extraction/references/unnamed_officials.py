"""Officials without a name who are spoken of again: "a top Peruvian official ... the Peruvian official"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_PLAIN = frozenset({"official", "diplomat"})


def told_without_name(resolver: Resolver, token: Token, word: str, body: str | None) -> str | None:
    """The last one without a name of whom just this was said: "the Peruvian official" is "a senior Peruvian
    official" before it, whoever is named since; ``None`` where there is none, or for a higher title.
    """
    if word not in _PLAIN:
        return None
    for other in reversed(token.doc.having({word})):
        new = other.i < token.i and any(c.lower_ in {"a", "an", "another"} for c in other.lefts)
        for id_ in resolver.resolve(other) if new else ():
            draft = resolver.index.drafts[id_]
            if draft.unnamed and draft.kind == "person" and body in {None, draft.country}:
                return id_
    return None
