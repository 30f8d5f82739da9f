"""What the people of one state are called of whom a text tells with those of another."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.tokens.frozen_token import Token


def office_before(index: ActorIndex, token: Token) -> str:
    """The words right before a noun that say of what office people are, with a blank behind: "prime " of "the
    Dutch and Belgian prime ministers".
    """
    first = token.i
    while first > 0:
        word = index.tokens[first - 1]
        known = first - 1 in index.owner or first - 1 in index.adjective
        own = word.head.i == token.i or first <= word.head.i < token.i
        told = word.dep_ in {"amod", "compound"} and word.is_alpha and word.lower_ not in _OF_ANY
        behind_dash = first > 1 and index.tokens[first - 2].text == "-"  # "high-level"
        if known or not own or not told or behind_dash:
            break
        first -= 1
    return "".join(f"{t.lower_} " for t in index.tokens[first : token.i])


_OF_ANY = frozenset(
    "senior top high junior ranking other fellow more most some several many all both two".split()
)


def people_of(index: ActorIndex, principal: str, first: int, last: int) -> str:
    """The adjective that tells a people among tokens: "Israeli" of "Israeli and Palestinian negotiators"."""
    return " ".join(index.tokens[i].text for i in range(first, last) if index.adjective.get(i) == principal)
