"""The capital that words mean, its name left out or behind: "the Saudi capital", "Peru's capital Lima"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex


def capital_meant(index: ActorIndex, noun: Token) -> tuple[gazetteer.Entry, int, int] | None:
    """The city meant by "the Saudi capital", "the capital of Peru", "Peru's capital city", with its words.

    Not "foreign capital", "the capital" alone, "Peruvian capital flows", nor "the former Peruvian capital".
    A town named behind is the one that was the capital then: "Peru's capital | Lima".
    """
    capital_city = noun.lower_ == "city" and any(c.lower_ == "capital" for c in noun.lefts)
    if not (noun.lower_ == "capital" or capital_city) or noun.dep_ in {"compound", "amod"}:
        return None
    if any(c.lower_ in _ONCE for c in noun.lefts):
        return None
    of = [o for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
    if (named := _town_behind(index, noun)) is not None:
        return named
    for word in [*(c for c in noun.lefts if c.dep_ in {"amod", "compound", "poss", "nmod"}), *of]:
        match = index.by_token.get(word.i)
        if match is None or match.entry.kind != "country" or match.via == "city":
            continue
        city = gazetteer.capital_of(match.entry.key)
        if city is not None:
            return city, min(match.start, noun.i), max(match.end, noun.i + 1)
    return None


_ONCE = frozenset("former old ancient onetime erstwhile".split())


def _town_behind(index: ActorIndex, noun: Token) -> tuple[gazetteer.Entry, int, int] | None:
    """The town that a noun right before it tells of, with its words: "capital | Lima", "capital, | Lima,"."""
    for word in (c for c in noun.rights if c.dep_ == "appos"):
        match = index.by_token.get(word.i)
        near = match is not None and match.start - noun.i <= 1 + (noun.nbor(1).text == ",")
        if match is not None and near and match.via == "city" and match.entry.type == "city":
            return match.entry, match.start, match.end
    return None
