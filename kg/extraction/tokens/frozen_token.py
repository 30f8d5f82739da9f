"""A token of a parsed document, held ready in Python: what ``Doc`` is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

    from kg.extraction.tokens.frozen_doc import Doc, Span

_NONE: list[Any] = []
"""What most tokens have on either side, in place of a list of each."""
_STARTS = {0: None, 1: True, -1: False}


class Token:
    """A token; ``children``, ``subtree`` and the like are in spaCy's order and changed by ``hang`` alone.

    They are lists, which compiled code goes through fastest, and shared: nobody else changes them.
    """

    __slots__ = (
        "_edges", "_sent", "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_alpha",
        "is_punct", "is_sent_start", "is_space", "is_stop", "lefts", "lemma_", "lower_", "pos_", "rights",
        "tag_", "text",
    )  # fmt: skip

    __deletable__ = ["_edges", "_sent", "_subtree", "head"]  # noqa: RUF012 # by ``Doc.release``

    head: Token

    def __init__(
        self, doc: Doc, i: int,
        text: str, lower_: str, lemma_: str, pos_: str, tag_: str, dep_: str, ent_type_: str,
        idx: int, sent_start: int, is_space: bool, is_alpha: bool, is_stop: bool, is_punct: bool,
    ) -> None:  # fmt: skip
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.ent_type_ = text, lower_, lemma_, ent_type_
        self.pos_, self.tag_, self.dep_ = pos_, tag_, dep_
        self.idx, self.is_sent_start = idx, _STARTS[sent_start]
        self.is_space, self.is_alpha, self.is_stop, self.is_punct = is_space, is_alpha, is_stop, is_punct
        self.lefts: list[Token] = _NONE
        self.rights: list[Token] = _NONE
        self.children: list[Token] = _NONE
        self._sent: Span | None = None
        self._subtree: list[Token] | None = None
        self._edges: tuple[Token, Token] | None = None

    @property
    def ent_iob_(self) -> str:
        """As spaCy's ``Token.ent_iob_``, unless the names were cut anew."""
        again = self.doc.begun_anew
        if again is None:
            return str(self.doc.source[self.i].ent_iob_)
        return "B" if self.i in again else "I" if self.ent_type_ else "O"

    # asked rarely; ``__getattr__`` would make every other attribute dearer (CPython specialises none then)

    def _parsed(self) -> Parsed:
        """The token of spaCy's that it is."""
        return self.doc.source[self.i]

    @property
    def is_digit(self) -> bool:
        """As spaCy's ``Token.is_digit``."""
        return self._parsed().is_digit

    @property
    def is_lower(self) -> bool:
        """As spaCy's ``Token.is_lower``."""
        return self._parsed().is_lower

    @property
    def is_sent_end(self) -> bool:
        """As spaCy's ``Token.is_sent_end``."""
        return bool(self._parsed().is_sent_end)

    @property
    def is_title(self) -> bool:
        """As spaCy's ``Token.is_title``."""
        return self._parsed().is_title

    @property
    def is_upper(self) -> bool:
        """As spaCy's ``Token.is_upper``."""
        return self._parsed().is_upper

    @property
    def like_num(self) -> bool:
        """As spaCy's ``Token.like_num``."""
        return self._parsed().like_num

    @property
    def text_with_ws(self) -> str:
        """As spaCy's ``Token.text_with_ws``."""
        return self._parsed().text_with_ws

    @property
    def vocab(self) -> Any:
        """As spaCy's ``Token.vocab``."""
        return self._parsed().vocab

    @property
    def whitespace_(self) -> str:
        """As spaCy's ``Token.whitespace_``."""
        return self._parsed().whitespace_

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    @property
    def sent(self) -> Span:
        """Its sentence; those of all tokens are known once one is asked for."""
        if self._sent is None:
            next(self.doc.sents, None)
        return self._sent  # type: ignore[return-value] # set by then

    @property
    def n_lefts(self) -> int:
        """How many children stand before it."""
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        """How many children stand after it."""
        return len(self.rights)

    @property
    def subtree(self) -> list[Token]:
        """Itself and all below it."""
        if self._subtree is None:
            if not self.children:
                self._subtree = [self]
                return self._subtree
            below: list[Token] = []
            _gather(self, below)
            self._subtree = below
        return self._subtree

    @property
    def ancestors(self) -> list[Token]:
        """Its head, the head of that, up to the root."""
        token = self
        above: list[Token] = []
        while (head := token.head) is not token:
            above.append(head)
            token = head
        return above

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return (self._edges or self._both_edges())[0]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return (self._edges or self._both_edges())[1]

    def _both_edges(self) -> tuple[Token, Token]:
        below = [self]  # whose edges are not known yet; a word with nothing below it is its own edge
        for token in below:
            below += [child for child in token.children if child.children and child._edges is None]
        edges = self, self
        for token in reversed(below):
            first = last = token
            for child in token.children:
                left, right = child._edges or (child, child)
                if left.i < first.i:
                    first = left
                if right.i > last.i:
                    last = right
            edges = token._edges = first, last
        return edges

    def hang(self, head: Token, dep: str | None = None) -> None:
        """Puts it and what is below it under another token, in place; under itself as the root.

        Nothing is done where that other token is below it. Whoever changes several should keep to an order in
        which none is.
        """
        if head is not self and self in head.ancestors:
            return
        for token in self.sent:
            token._subtree = token._edges = None
        self.doc.forget_spans()
        old, self.head = self.head, head
        if old is not self:
            old._hold([c for c in old.children if c is not self])
        if head is not self:
            head._hold(sorted([*head.children, self], key=_place))
        if dep is not None:
            self.dep_ = dep

    def _hold(self, children: list[Token]) -> None:
        self.lefts = [c for c in children if c.i < self.i]
        self.rights = [c for c in children if c.i > self.i]
        self.children = children

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What is joined to it by "and" or the like."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token is not self)

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other is below it."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    def nbor(self, distance: int = 1) -> Token:
        """The token so many further on; raises IndexError beyond the document."""
        at = self.i + distance
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]


def _place(token: Token) -> int:
    return token.i


def _gather(token: Token, below: list[Token]) -> None:
    """Adds a token and all below it, however deep: what hangs to its left, itself, what to its right."""
    ahead: list[Token | None] = [token]
    while ahead:
        one = ahead.pop()
        if one is None:  # the left of the next is done
            one = ahead.pop()
            assert one is not None  # noqa: S101 - put there together
            below.append(one)
        elif not one.children:
            below.append(one)
        else:
            ahead.extend(reversed(one.rights))
            ahead += one, None
            ahead.extend(reversed(one.lefts))
