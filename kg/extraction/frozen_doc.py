"""A parsed document to read from: what spaCy says of it, held ready in Python, for it is asked very often.

``FrozenDoc`` answers to the names of spaCy's ``Doc``, its ``FrozenToken`` to those of ``Token`` and its
``FrozenSpan`` to those of ``Span``, as far as extraction reads them; whatever is asked rarely is passed on.
Nothing of it can be set. A token is one object, so ``is`` holds for equal tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast, overload

from spacy.tokens import Doc, Span

_STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_NUMBERS = ("IDX", "HEAD", "IS_SPACE", "IS_ALPHA", "IS_STOP", "IS_PUNCT", "SENT_START")
_STARTS = {0: None, 1: True, -1: False}


class FrozenToken:
    """A token; ``children``, ``subtree`` and the like are iterators, as they are in spaCy."""

    __slots__ = (
        "_edges", "_subtree", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_alpha", "is_punct",
        "is_sent_start", "is_space", "is_stop", "left", "lemma_", "lower_", "pos_", "right", "tag_", "text",
    )  # fmt: skip

    def __init__(self, doc: FrozenDoc, i: int, strings: list[str], numbers: list[int]) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = strings
        self.idx, self.is_space, self.is_alpha = numbers[0], bool(numbers[2]), bool(numbers[3])
        self.is_stop, self.is_punct = bool(numbers[4]), bool(numbers[5])
        self.is_sent_start = _STARTS[numbers[6]]
        self.head: FrozenToken = self
        self.left: list[FrozenToken] = []
        self.right: list[FrozenToken] = []
        self._subtree: list[FrozenToken] | None = None
        self._edges: tuple[FrozenToken, FrozenToken] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.doc.source[self.i], name)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def lefts(self) -> Iterator[FrozenToken]:
        """The children before it, in order."""
        return iter(self.left)

    @property
    def rights(self) -> Iterator[FrozenToken]:
        """The children after it, in order."""
        return iter(self.right)

    @property
    def children(self) -> Iterator[FrozenToken]:
        """The children in order."""
        return iter(self.left + self.right)

    @property
    def n_lefts(self) -> int:
        """How many children stand before it."""
        return len(self.left)

    @property
    def n_rights(self) -> int:
        """How many children stand after it."""
        return len(self.right)

    @property
    def subtree(self) -> Iterator[FrozenToken]:
        """Itself and all below it."""
        return iter(self._below())

    def _below(self) -> list[FrozenToken]:
        if self._subtree is None:
            below = [token for child in self.left for token in child._below()]
            below.append(self)
            below += [token for child in self.right for token in child._below()]
            self._subtree = below
        return self._subtree

    @property
    def ancestors(self) -> Iterator[FrozenToken]:
        """Its head, the head of that, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: FrozenToken) -> bool:
        """Whether the other is below it."""
        return any(token is self for token in other.ancestors)

    @property
    def left_edge(self) -> FrozenToken:
        """The first token of its subtree."""
        return self._both_edges()[0]

    @property
    def right_edge(self) -> FrozenToken:
        """The last token of its subtree."""
        return self._both_edges()[1]

    def _both_edges(self) -> tuple[FrozenToken, FrozenToken]:
        if self._edges is None:
            token = self.doc.source[self.i]
            self._edges = self.doc[token.left_edge.i], self.doc[token.right_edge.i]
        return self._edges

    @property
    def conjuncts(self) -> tuple[FrozenToken, ...]:
        """What is joined to it by "and" or the like."""
        return tuple(self.doc[token.i] for token in self.doc.source[self.i].conjuncts)

    @property
    def sent(self) -> FrozenSpan:
        """Its sentence."""
        return self.doc.sentence_at(self.i)

    def nbor(self, distance: int = 1) -> FrozenToken:
        """The token so many further on; raises IndexError beyond the document."""
        if not 0 <= self.i + distance < len(self.doc):
            raise IndexError(self.i + distance)
        return self.doc[self.i + distance]


class FrozenSpan:
    """A stretch of tokens, ``start`` inclusive, ``end`` exclusive."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: FrozenDoc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: FrozenToken | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.doc.source[self.start : self.end], name)

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[FrozenToken]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> FrozenToken: ...
    @overload
    def __getitem__(self, at: slice) -> FrozenSpan: ...
    def __getitem__(self, at: int | slice) -> FrozenToken | FrozenSpan:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return FrozenSpan(self.doc, self.start + start, self.start + max(start, end))
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self.doc.tokens[(self.start if at >= 0 else self.end) + at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrozenSpan) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[int, int, str]:
        return self.start, self.end, self.label_

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def start_char(self) -> int:
        """Its first code point in the text."""
        if self.start >= self.end:
            return self.doc.source[self.start : self.end].start_char
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The code point after its last."""
        if self.start >= self.end:
            return self.doc.source[self.start : self.end].end_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they stand."""
        if self.start >= self.end:
            return ""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> FrozenToken:
        """The token on which the others depend."""
        if self._root is None:
            only = self.end - self.start == 1
            self._root = self.doc.tokens[
                self.start if only else self.doc.source[self.start : self.end].root.i
            ]
        return self._root

    @property
    def sent(self) -> FrozenSpan:
        """The sentence in which it begins."""
        return self.doc.sentence_at(self.start)


class FrozenDoc:
    """A document; ``source`` is spaCy's."""

    def __init__(self, source: Doc) -> None:
        self.source = source
        self.text = source.text
        self.vocab = source.vocab
        self.user_data: dict[str, Any] = {}
        strings: Any = source.vocab.strings
        values = source.to_array(list(_STRINGS)).tolist()
        words = {value: strings[value] for row in values for value in row}
        numbers = source.to_array(list(_NUMBERS)).astype("int64").tolist()
        self.tokens = [
            FrozenToken(self, i, [words[value] for value in row], its)
            for i, (row, its) in enumerate(zip(values, numbers, strict=True))
        ]
        for token, its in zip(self.tokens, numbers, strict=True):
            head = token.head = self.tokens[token.i + its[1]]
            if head.i > token.i:
                head.left.append(token)
            elif head is not token:
                head.right.append(token)
        self.spans = {
            name: [FrozenSpan(self, span.start, span.end, span.label_) for span in group]
            for name, group in source.spans.items()
        }
        self._sentences: list[FrozenSpan] | None = None
        self._sentence_of: list[int] = []

    def release(self) -> None:
        """Let go of spaCy's document, which would else live as long as the tokens, which know each other."""
        del self.source, self.tokens, self.spans, self.user_data

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[FrozenToken]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> FrozenToken: ...
    @overload
    def __getitem__(self, at: slice) -> FrozenSpan: ...
    def __getitem__(self, at: int | slice) -> FrozenToken | FrozenSpan:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return FrozenSpan(self, start, max(start, end))
        return self.tokens[at]

    @property
    def sents(self) -> Iterator[FrozenSpan]:
        """The sentences in order."""
        if self._sentences is None:
            starts = [token.i for token in self.tokens if token.is_sent_start and token.i]
            if not starts:  # one sentence, or a document that spaCy refuses for want of sentences
                starts = [s.start for s in self.source.sents if s.start]
            bounds = [0, *starts, len(self)] if self.tokens else []
            self._sentences = [FrozenSpan(self, a, b) for a, b in pairwise(bounds)]
            self._sentence_of = [k for k, s in enumerate(self._sentences) for _ in range(len(s))]
        return iter(self._sentences)

    def sentence_at(self, i: int) -> FrozenSpan:
        """The sentence of a token."""
        if self._sentences is None:
            next(self.sents, None)
        return cast("list[FrozenSpan]", self._sentences)[self._sentence_of[i]]

    @property
    def ents(self) -> tuple[FrozenSpan, ...]:
        """The named entities in order."""
        return tuple(FrozenSpan(self, e.start, e.end, e.label_) for e in self.source.ents)

    def char_span(self, start: int, end: int, **options: Any) -> FrozenSpan | None:
        """The tokens of these code points, as spaCy finds them."""
        span: Span | None = self.source.char_span(start, end, **options)
        return None if span is None else FrozenSpan(self, span.start, span.end, span.label_)
