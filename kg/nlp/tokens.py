"""The words of a text: what the tokenizer of the pipeline gives, remembered for each stretch between blanks.

spaCy's tokenizer remembers nothing for documents that are freed with their article, and looks at every
stretch with half a dozen regular expressions anew. What it gives for one depends on that stretch alone, but
for special cases of several tokens, such as ":)", which it seeks across blanks, too: texts where one might be
are left to it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] # compiled, without a stub
from spacy.tokens import Doc

MOST_STRETCHES = 40_000
"""Stretches that are remembered: some ten megabytes."""
_STRETCH = re.compile(r"\S+ ?|\s+")

Words = tuple[str, ...]


class _Odd(NamedTuple):
    """What is to be said of few stretches: which tokens have a norm that is not that of the word, and the
    tokens at its edges before special cases were put together.
    """

    norms: tuple[tuple[int, str], ...]
    first: str
    last: str


class Tokens:
    """The tokenizer of a pipeline with a bounded memory of what it said."""

    def __init__(self, nlp: Language) -> None:
        own: Any = nlp.tokenizer
        self._vocab = nlp.vocab
        self._own = own
        self._apart = Tokenizer(  # special cases as spaCy seeks them: taken apart
            nlp.vocab, {}, own.prefix_search, own.suffix_search, own.infix_finditer, own.token_match,
            own.url_match,
        )  # fmt: skip
        self._cases = tuple(case for case in own.rules if not case.isalpha())
        broken = ([t.text for t in self._apart(case)] for case in self._cases)
        self._joined = {pair for case in broken for pair in pairwise(case)}
        self._seconds = {second for _, second in self._joined}
        self._known: dict[str, Words] = {}
        self._earlier: dict[str, Words] = {}
        self._odd: dict[str, _Odd] = {}

    def __call__(self, text: str) -> Doc:
        """The document of a text, as the tokenizer would make it."""
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[tuple[int, str]] = []
        known, odd, seconds = self._known.get, self._odd.get, self._seconds
        last = ""
        for part in _STRETCH.findall(text):
            its = known(part) or self._learn(part)
            more = odd(part)
            if words and (more or its[0] in seconds):
                firsts = (its[0], more.first) if more else its[:1]
                if any((end, first) in self._joined for end in (words[-1], last) for first in firsts):
                    doc: Doc = self._own(text)
                    return doc
            if more:
                norms += [(len(words) + i, norm) for i, norm in more.norms]
            last = more.last if more else ""
            words += its
            spaces += [False] * len(its)
            spaces[-1] = part[-1] == " " and not part.isspace()
        doc = Doc(self._vocab, words=words, spaces=spaces)
        for i, norm in norms:
            doc[i].norm_ = norm
        return doc

    def _learn(self, part: str) -> Words:
        if len(self._known) >= MOST_STRETCHES // 2:
            self._forget()
        its = self._earlier.pop(part, None)
        if its is None:
            bare = part if part.isspace() else part.removesuffix(" ")
            tokens = list(self._own(bare))
            its = tuple(t.text for t in tokens)
            norms = tuple((i, t.norm_) for i, t in enumerate(tokens) if t.norm != t.lex.norm)
            at_edge = not bare.isalpha() and (bare.startswith(self._cases) or bare.endswith(self._cases))
            if norms or at_edge:
                apart = self._apart(bare)
                self._odd[part] = _Odd(norms, apart[0].text, apart[-1].text)
        self._known[part] = its
        return its

    def _forget(self) -> None:
        """What was not used since the last time."""
        self._earlier = dict(self._known)
        self._known.clear()
        for part in self._odd.keys() - self._earlier.keys():
            del self._odd[part]
