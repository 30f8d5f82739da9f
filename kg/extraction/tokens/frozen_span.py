"""A stretch of tokens of a parsed document, held ready in Python: what ``Doc`` is cut into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def _root(span: Span) -> Token:
    """As spaCy: the root of its sentence if it holds one, else of what hangs on words outside of it the
    nearest to the root of the sentence, of equals the first; blanks and marks only where there is no other.
    """
    start, end, tokens = span.start, span.end, span.doc.tokens
    if end - start == 1:
        return tokens[start]
    if end <= start:
        return tokens[span.doc.source[start:end].root.i]
    out: list[Token] = []
    for token in tokens[start:end]:
        head = token.head
        if head is token:
            return token
        if not start <= head.i < end:
            out.append(token)
    if len(out) == 1:
        return out[0]
    return min(out, key=_depth) if out else tokens[start]


def _depth(token: Token) -> int:
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc.tokens)
    return len(token.ancestors)


class Span:
    """A stretch of tokens, ``start`` inclusive, ``end`` exclusive."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(self.end - self.start)
            return Span(self.doc, self.start + start, self.start + max(start, end))
        i = (self.start if at >= 0 else self.end) + at
        if not self.start <= i < self.end:
            raise IndexError(at)
        return self.doc.tokens[i]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[int, int, str]:
        return self.start, self.end, self.label_

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Its first code point in the text."""
        if self.start >= self.end:
            return self._edge()
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The code point after its last."""
        if self.start >= self.end:
            return self._edge()
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    def _edge(self) -> int:
        """Where an empty stretch is: before its first token, or behind the last of the text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def text(self) -> str:
        """Its words as they stand, but for further blanks between them."""
        start, end, tokens = self.start, self.end, self.doc.tokens
        if end - start == 1:
            return tokens[start].text
        if start >= end:
            return ""
        if self.doc.places is not None:
            return str(self.doc.source[start:end].text)
        last = tokens[end - 1]
        return self.doc.text[tokens[start].idx : last.idx + len(last.text)]

    @property
    def root(self) -> Token:
        """The token on which the others depend."""
        if self._root is None:
            self._root = _root(self)
        return self._root

    @property
    def text_with_ws(self) -> str:
        """Its words and the blank behind them."""
        return self.doc.source[self.start : self.end].text_with_ws

    @property
    def vector(self) -> Any:
        """The mean of the vectors of its words, as spaCy's ``Span.vector``."""
        return self.doc.source[self.start : self.end].vector

    @property
    def sent(self) -> Span:
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent
