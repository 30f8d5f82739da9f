"""A parsed document to read from: what spaCy says of it, held ready in Python, for it is asked very often.

``Doc``, ``Span`` and ``Token`` answer to the names of spaCy's of the same names, as far as extraction reads
them; whatever is asked rarely is passed on.
Its words and its tree are set right in place before it is read, by the modules for what the model misreads;
nothing of it is set afterwards. A token is one object, so ``is`` holds for equal tokens.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, overload

from spacy.tokens import Doc as Parsed

from kg.extraction.tokens.frozen_span import Span as Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.vocabulary_words import words_of

_STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_NUMBERS = ("IDX", "SENT_START", "HEAD")
_FLAGS = ("IS_SPACE", "IS_ALPHA", "IS_STOP", "IS_PUNCT", "SPACY")
_AT_ONCE = 1000
_WIDE = 1 << 32
_CLOSE = "kg.close"
"""Key of the document that was parsed, where the text of the article has more blanks: ``kg.nlp.blanks``."""


class Doc:
    """A document; ``source`` is spaCy's."""

    __deletable__ = [  # noqa: RUF012 # what a compiler wants to know of ``release``
        "_cut", "_entities", "_places", "_sentences", "answers", "source", "spans", "tokens", "user_data",
    ]  # fmt: skip

    def __init__(self, parsed: Parsed) -> None:
        close: tuple[Parsed, list[int]] = parsed.user_data.get(_CLOSE, (parsed, []))
        source, places = close
        self.source = source
        self.places = places or None
        """Where each token begins in the text of the article, if it is another than that of ``source``."""
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
        if self.places is not None:
            self.text = parsed.text
            for token, place in zip(self.tokens, self.places, strict=True):
                token.idx = place
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
        if self.places is not None:
            start, end = self._within(start), self._within(end)
        span = self.source.char_span(start, end, **options)
        return None if span is None else Span(self, span.start, span.end, span.label_)

    def _within(self, at: int) -> int:
        """A place in the text of the article as one in that of ``source``, which lacks some blanks."""
        places = self.places or []
        i = max(bisect_right(places, at) - 1, 0)
        token = self.source[i]
        return int(token.idx) + min(at - places[i], len(token) + len(token.whitespace_))
