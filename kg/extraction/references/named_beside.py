"""The persons whose names stand beside a title or another noun for them: "their ministers, X and Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_PLURAL = frozenset({"NNS", "NNPS"})
_ADDRESSES = frozenset("mr mr. mrs mrs. ms ms. dr dr. h.e.".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def named_beside(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Local ids of the persons whose names stand beside a title or nominal, else ()."""
    index, i = resolver.index, token.i
    person_at, named = index.person_at, index.owner
    if i in resolver.offices.paired:
        return resolver.offices.paired[i]  # "the ministers of P and Q, X and Y"
    for child in token.children:
        if child.dep_ == "appos" and person_at(child.i):
            several = _listed(resolver, child)
            if len(several) > 1 and token.tag_ in _PLURAL:
                return several  # "their ministers, X and Y"
            if not group_class(token):
                return several[:1]
            break
    if i + 1 in named and person_at(i + 1) and is_title(token):  # "Presidents X and Y"
        return _listed(resolver, _head_at(resolver, i + 1))
    if token.tag_ == "NN" and is_equal(token) and (name := _next_name(resolver, i + 1)):
        return (name,)  # "met Polish counterpart X", read as two things
    if i - 1 in named and (name := person_at(i - 1)) is not None and token.text[:1].isupper():
        before = resolver.tokens[i - 1]
        if before.head.i == i and before.dep_ == "compound":
            return (name,)  # the last part of a name that was cut short
    return ()


def _next_name(resolver: Resolver, i: int) -> str | None:
    """The person whose name follows, also after a comma and a form of address, and who is no speaker."""
    doc = resolver.doc
    while i < len(doc) - 1 and (doc[i].text == "," or doc[i].lower_ in _ADDRESSES):
        i += 1
    name = resolver.index.person_at(i)
    return None if name is None or _speaks(_head_at(resolver, i)) else name


def _speaks(name: Token) -> bool:
    """Whether a name is the one subject of a clause; two are in "talks between X and peer | Y were held"."""
    if name.dep_ not in _SUBJECTS:
        return False
    return not any(c.dep_ in _SUBJECTS and c.i < name.i for c in name.head.children)


def _head_at(resolver: Resolver, i: int) -> Token:
    """The head of the name that begins at token ``i``."""
    doc = resolver.doc
    return next((doc[a:b] for a, b, _ in resolver.index.spans if a <= i < b), doc[i : i + 1]).root


def _listed(resolver: Resolver, name: Token) -> tuple[str, ...]:
    """The persons of a list from a name on, also where the next ones were read as its appositions."""
    out: dict[str, None] = {}
    todo = [name]
    while todo:
        one = todo.pop(0)
        if (id_ := resolver.index.person_at(one.i)) is not None:
            out.setdefault(id_)
            todo += [c for c in one.children if c.dep_ in {"conj", "appos"}]
    return tuple(out)
