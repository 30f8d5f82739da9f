"""A token of a parsed document, held ready in Python: what ``FrozenDoc`` is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.extraction.frozen_doc import FrozenDoc, FrozenSpan

_NONE: Any = ()
"""What most tokens have on either side, in place of a list of each."""
_STARTS = {0: None, 1: True, -1: False}


class FrozenToken:
    """A token; ``children``, ``subtree`` and the like are in spaCy's order and changed by ``hang`` alone."""

    __slots__ = (
        "_edges", "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_alpha",
        "is_punct", "is_sent_start", "is_space", "is_stop", "lefts", "lemma_", "lower_", "pos_", "rights",
        "sent", "tag_", "text",
    )  # fmt: skip

    head: FrozenToken
    children: Sequence[FrozenToken]
    sent: FrozenSpan

    def __init__(self, doc: FrozenDoc, i: int, strings: Sequence[str], numbers: Sequence[int]) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = strings
        self.idx, _, space, alpha, stop, punct, start = numbers
        self.is_space, self.is_alpha = space != 0, alpha != 0
        self.is_stop, self.is_punct = stop != 0, punct != 0
        self.is_sent_start = _STARTS[start]
        self.lefts: list[FrozenToken] = _NONE
        self.rights: list[FrozenToken] = _NONE
        self._subtree: Sequence[FrozenToken] | None = None
        self._edges: tuple[FrozenToken, FrozenToken] | None = None

    def __getattr__(self, name: str) -> Any:
        if name == "sent":
            return _sentence(self)
        return getattr(self.doc.source[self.i], name)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def n_lefts(self) -> int:
        """How many children stand before it."""
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        """How many children stand after it."""
        return len(self.rights)

    @property
    def subtree(self) -> Sequence[FrozenToken]:
        """Itself and all below it."""
        if self._subtree is None:
            if not self.children:
                self._subtree = (self,)
                return self._subtree
            below: list[FrozenToken] = []
            _gather(self, below)
            self._subtree = below
        return self._subtree

    @property
    def ancestors(self) -> Sequence[FrozenToken]:
        """Its head, the head of that, up to the root."""
        token, above = self, []
        while token.head is not token:
            token = token.head
            above.append(token)
        return above

    @property
    def left_edge(self) -> FrozenToken:
        """The first token of its subtree."""
        return (self._edges or self._both_edges())[0]

    @property
    def right_edge(self) -> FrozenToken:
        """The last token of its subtree."""
        return (self._edges or self._both_edges())[1]

    def _both_edges(self) -> tuple[FrozenToken, FrozenToken]:
        if not self.children:
            self._edges = self, self
            return self._edges
        if self.doc.moved and self.sent.start in self.doc.moved:
            self._edges = min(self.subtree, key=_place), max(self.subtree, key=_place)
            return self._edges
        token, tokens = self.doc.source[self.i], self.doc.tokens
        self._edges = tokens[token.left_edge.i], tokens[token.right_edge.i]
        return self._edges

    def hang(self, head: FrozenToken, dep: str | None = None) -> None:
        """Puts it and what is below it under another token, in place; under itself as the root.

        Nothing is done where that other token is below it. Whoever changes several should keep to an order in
        which none is.
        """
        if head is not self and self in head.ancestors:
            return
        for token in self.sent:
            token._subtree = token._edges = None
        self.doc.moved.add(self.sent.start)
        old, self.head = self.head, head
        if old is not self:
            old._hold([c for c in old.children if c is not self])
        if head is not self:
            head._hold(sorted([*head.children, self], key=_place))
        if dep is not None:
            self.dep_ = dep

    def _hold(self, children: list[FrozenToken]) -> None:
        self.lefts = [c for c in children if c.i < self.i]
        self.rights = [c for c in children if c.i > self.i]
        self.children = children

    @property
    def conjuncts(self) -> tuple[FrozenToken, ...]:
        """What is joined to it by "and" or the like."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token is not self)

    def is_ancestor(self, other: FrozenToken) -> bool:
        """Whether the other is below it."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    def nbor(self, distance: int = 1) -> FrozenToken:
        """The token so many further on; raises IndexError beyond the document."""
        if not 0 <= self.i + distance < len(self.doc):
            raise IndexError(self.i + distance)
        return self.doc[self.i + distance]


def _place(token: FrozenToken) -> int:
    return token.i


def _gather(token: FrozenToken, below: list[FrozenToken]) -> None:
    for child in token.lefts:
        if child.lefts or child.rights:
            _gather(child, below)
        else:
            below.append(child)
    below.append(token)
    for child in token.rights:
        if child.lefts or child.rights:
            _gather(child, below)
        else:
            below.append(child)


def _sentence(token: FrozenToken) -> FrozenSpan:
    """The sentence, when none was asked for yet: those of all tokens are then known."""
    next(token.doc.sents, None)
    return token.sent
