"""Who else is said to do what somebody does: "X took part, and so did Y", "X will attend, as will Y"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token


def also_doing(verb: Token) -> list[Token]:
    """Who else does so: "X will attend, as will [Y]", "X sat in, it said, as did [Y]", "X was there, and so
    was [Y]"; not "as Y will", nor "and so he did".
    """
    said = verb.head.rights if verb.dep_ == "ccomp" and verb.i < verb.head.i else ()
    clause = [c for c in (*verb.rights, *said) if c.dep_ == "advcl" and c.left_edge.lower_ == "as"]
    clause = [c for c in clause if c.pos_ == "AUX" or c.lower_ == "did"]
    return [
        s for c in (*clause, *_so(verb)) for n in c.rights if n.dep_ == "nsubj" for s in clauses.conjuncts(n)
    ]


def _so(verb: Token) -> Iterator[Token]:
    """The verbs "did", "were" of "and so did [Y]", "and so, too, were [Y]"."""
    for other in verb.rights:
        so = other.dep_ in {"conj", "ccomp"} and other.lower_ in _DOING
        if so and any(c.lower_ == "so" and c.i < other.i for c in other.lefts):
            yield other


_DOING = frozenset("did do does was were is are will would".split())
