"""A parsed document to read from: what spaCy says of it, held ready in Python, for it is asked very often.

``Doc``, ``Span`` and ``Token`` answer to the names of spaCy's of the same names, as far as extraction reads
them; whatever is asked rarely is passed on.
Its words and its tree are set right in place before it is read, by the modules for what the model misreads;
nothing of it is set afterwards. A token is one object, so ``is`` holds for equal tokens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, overload

from spacy.tokens import Doc as Parsed

from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.vocabulary_words import words_of

_STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_NUMBERS = ("IDX", "SENT_START", "HEAD")
_FLAGS = ("IS_SPACE", "IS_ALPHA", "IS_STOP", "IS_PUNCT", "SPACY")
_AT_ONCE = 1000
_WIDE = 1 << 32


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
        start, end, tokens = self.start, self.end, self.doc.tokens
        if end - start == 1:
            return tokens[start].text
        if start >= end:
            return ""
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


class Doc:
    """A document; ``source`` is spaCy's."""

    __deletable__ = [  # noqa: RUF012 # what a compiler wants to know of ``release``
        "_cut", "_entities", "_places", "_sentences", "answers", "source", "spans", "tokens", "user_data",
    ]  # fmt: skip

    def __init__(self, source: Parsed) -> None:
        self.source = source
        self.vocab = source.vocab
        self.user_data: dict[str, Any] = {}
        self.answers: dict[str, list[Any]] | None = None
        """What was asked of each token, by the question; ``None`` while the document may be changed."""
        words = words_of(source.vocab.strings)
        values = source.to_array(list(_STRINGS))
        numbers = source.to_array(list(_NUMBERS)).astype("int64")
        flags = source.to_array(list(_FLAGS)).astype("bool")
        self.tokens: list[Token] = []
        self.text = ""
        for start in range(0, len(source), _AT_ONCE):  # as lists they take ten times as much memory
            part = slice(start, start + _AT_ONCE)
            columns = values[part].T.tolist()
            said = [list(map(words.__getitem__, column)) for column in columns]
            *own, spaced = flags[part].T.tolist()
            self._add(start, said, numbers[part, :2].T.tolist(), own)
            spoken = zip(said[0], spaced, strict=True)
            self.text += "".join([f"{word} " if after else word for word, after in spoken])
        self._hang_all(numbers[:, 2].tolist())
        self.spans = {
            name: [Span(self, span.start, span.end, span.label_) for span in group]
            for name, group in source.spans.items()
        }
        self._cut: dict[int, Span] = {}
        self._sentences: list[Span] | None = None
        self._entities: tuple[Span, ...] | None = None
        self.begun_anew: set[int] | None = None
        """Where the named entities begin, if they are others than spaCy's."""
        self._places: dict[str, list[Token]] | None = None

    def _add(
        self, start: int, said: list[list[str]], numbers: list[list[int]], own: list[list[bool]]
    ) -> None:
        """Adds tokens whose words, numbers and properties stand in columns; ``start`` numbers the first."""
        words, lower, lemmas, kinds, tags, deps, entities = said
        places, starts = numbers
        blank, letters, stop, marks = own
        for n, word in enumerate(words):
            token = Token(
                self, start + n, word, lower[n], lemmas[n], kinds[n], tags[n], deps[n], entities[n],
                places[n], starts[n], blank[n], letters[n], stop[n], marks[n],
            )  # fmt: skip
            self.tokens.append(token)

    def _hang_all(self, distances: list[int]) -> None:
        """Hangs each token on its head, which is so far from it."""
        tokens = self.tokens
        heads = []
        for token, distance in zip(tokens, distances, strict=True):
            if not distance:
                token.head = token
                continue
            head = token.head = tokens[token.i + distance]
            if not (head.lefts or head.rights):
                heads.append(head)
            if distance > 0:
                head.lefts = head.lefts or []
                head.lefts.append(token)
            else:
                head.rights = head.rights or []
                head.rights.append(token)
        for head in heads:
            lefts, rights = head.lefts, head.rights
            head.children = [*lefts, *rights] if lefts and rights else lefts or rights

    def release(self) -> None:
        """Let go of everything, so that nothing lives as long as the tokens, which know each other, and
        they end at once: the collector of what is bound in circles has nothing to find.
        """
        for token in self.tokens:  # what is below has no way back
            del token.head, token._sent, token._subtree, token._edges
        del self.source, self.tokens, self.spans, self.user_data, self._sentences, self._entities
        del self._places, self._cut, self.answers

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):  # asked the most
            return self.tokens[at]
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return self.cut(start, end)
        return self.tokens[at]

    def cut(self, start: int, end: int) -> Span:
        """As ``self[start:end]``; the same span whenever it is asked for."""
        length = len(self.tokens)
        if start < 0 or end < 0 or start > length or end > length:
            start, end, _ = slice(start, end).indices(length)
        end = max(start, end)
        place = start * _WIDE + end
        span = self._cut.get(place)
        if span is None:
            span = self._cut[place] = Span(self, start, end)
        return span

    def having(self, words: Iterable[str]) -> list[Token]:
        """The tokens that are one of these words (``lower_``), in order: what costs nothing where none is."""
        places = self._places
        if places is None:
            places = self._places = defaultdict(list)
            for token in self.tokens:
                places[token.lower_].append(token)
        found = [places[word] for word in places.keys() & words]
        if len(found) < 2:
            return found[0] if found else []
        return sorted(chain(*found), key=attrgetter("i"))

    def forget_spans(self) -> None:
        """Makes the spans anew when they are asked for: their roots may be others now."""
        self._cut.clear()

    def respell(self, token: Token, word: str) -> None:
        """Lets the token and its lemma be another word, in place; the text stays as it is."""
        token.lower_ = token.lemma_ = word
        self._places = None

    @property
    def sents(self) -> Iterator[Span]:
        """The sentences in order."""
        if self._sentences is None:
            starts = [token.i for token in self.tokens if token.is_sent_start and token.i]
            if not starts and not any(token.is_sent_start for token in self.tokens[:1]):
                # a document that spaCy refuses for want of sentences
                starts = [s.start for s in self.source.sents if s.start]
            bounds = [0, *starts, len(self)] if self.tokens else []
            self._sentences = [Span(self, a, b) for a, b in pairwise(bounds)]
            for sentence in self._sentences:
                for token in self.tokens[sentence.start : sentence.end]:
                    token._sent = sentence
        return iter(self._sentences)

    @property
    def ents(self) -> tuple[Span, ...]:
        """The named entities in order."""
        if self._entities is None:
            self._entities = tuple(Span(self, e.start, e.end, e.label_) for e in self.source.ents)
        return self._entities

    def recognise(self, entities: Sequence[tuple[int, int, str]]) -> None:
        """Lets the named entities be these [start, end) with their labels, in place."""
        for token in chain(*self.ents):
            token.ent_type_ = ""
        for start, end, label in entities:
            for token in self.tokens[start:end]:
                token.ent_type_ = label
        self.begun_anew = {start for start, _, _ in entities}
        self._entities = tuple(Span(self, *entity) for entity in entities)

    def char_span(self, start: int, end: int, **options: Any) -> Span | None:
        """The tokens of these code points, as spaCy finds them."""
        span = self.source.char_span(start, end, **options)
        return None if span is None else Span(self, span.start, span.end, span.label_)
