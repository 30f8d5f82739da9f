"""Who alone are of the rank that a plural says: presidents and premiers for "the two leaders"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.references.last_named import FAR, named_in, row_among
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

RANKS = {
    "leader": frozenset("president premier chancellor king queen leader emir sultan prime".split()),
    "president": frozenset({"president"}),
    "premier": frozenset({"premier", "prime"}),
    "minister": frozenset("minister secretary".split()),
    "secretary": frozenset({"secretary"}),
    "diplomat": frozenset("foreign external secretary".split()),  # "the two top diplomats"
}


def _titles(resolver: Resolver, id_: str) -> set[str]:
    """The words of the offices of a person, where the text tells none those that leaders are known for."""
    key = resolver.index.drafts[id_].key
    told = resolver.offices.titles_of(id_) or (gazetteer.offices_held(key, None) if key else ())
    return {word.lower() for title in told for word in title.split()}


def of_rank(resolver: Resolver, token: Token, noun: str, size: int) -> tuple[str, ...]:
    """Who alone are of the rank in the sentence before, others being named too: "the two leaders"."""
    ranks = RANKS.get(noun, frozenset())
    start = token.sent.start
    if not ranks or start == 0:
        return ()
    named = named_in(resolver, resolver.tokens[start - 1].sent.start, start, ("person",))
    held = {i: _titles(resolver, i) for i in named}
    found = tuple(i for i in named if _is_of(held[i], ranks) and not {"vice", "deputy"} & held[i])
    return found if len(found) == size < len(named) else ()


def of_rank_before(resolver: Resolver, token: Token, noun: str, last: tuple[str, ...]) -> tuple[str, ...]:
    """Who are of the rank in the nearest sentence that names so many of it, where those named ``last`` are
    all, or one of them, known by other offices: X and Y of "Presidents X and Y met. Ministers Z and A came.
    The two leaders", "Presidents X and Y saw President B. Minister Z came. Both leaders"; else all who are of
    it in the sentences before.
    """
    ranks, end = RANKS.get(noun, frozenset()), token.sent.start
    if not ranks or not any((held := _titles(resolver, i)) and not held & ranks for i in last):
        return ()
    floor = token.i - FAR
    while end > max(floor, 0):
        start = resolver.tokens[end - 1].sent.start
        named = named_in(resolver, start, end, ("person",))
        found = _of_them(resolver, named, ranks)
        for these in (found, row_among(resolver, start, end, found)):
            if len(these) == len(last):
                return these
        end = start
    named = named_in(resolver, max(floor, 0), token.sent.start, ("person",))
    alone = _of_them(resolver, named, ranks)
    return alone if len(alone) == len(last) else ()


def _of_them(resolver: Resolver, named: Iterable[str], ranks: frozenset[str]) -> tuple[str, ...]:
    """Those of the persons who are of a rank."""
    return tuple(i for i in named if _is_of(_titles(resolver, i), ranks))


def _is_of(held: set[str], ranks: frozenset[str]) -> bool:
    """Whether the words of offices are of a rank: "prime" with "minister" alone, not "Prime Secretary"."""
    return bool(held & ranks - {"prime"}) or ("prime" in ranks and held >= {"prime", "minister"})


def may_be(resolver: Resolver, noun: str, ids: tuple[str, ...]) -> bool:
    """Whether persons may be "the two presidents": not those who are known by other offices alone; "the two
    secretaries" are known as such.
    """
    if noun not in {"president", "secretary", "minister"}:
        return True
    held = [_titles(resolver, i) for i in ids]
    if noun == "minister":  # presidents are none, a high representative may be called so
        return not any(words & _SOVEREIGN and not words & RANKS[noun] for words in held)
    return all((not words and noun != "secretary") or words & RANKS[noun] for words in held)


_SOVEREIGN = frozenset("president king queen emir sultan".split())
