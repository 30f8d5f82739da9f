"""The sentences of a text around a word."""

from __future__ import annotations

from collections.abc import Container

from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token

DASHES = frozenset({"-", "--", "–", "—"})
"""What parts what is put in: "The three - Peru and two others - met"."""


def sentence_before(token: Token) -> Span | None:
    """The sentence before that of a token, blanks between them passed over; ``None`` for the first."""
    end = token.sent.start
    while end > 0 and token.doc[end - 1].is_space:
        end -= 1
    return token.doc[end - 1].sent if end else None


def starts_before(token: Token, number: int) -> int:
    """The first token of the sentence that stands so many before that of a token, 0 where there are fewer."""
    start = token.sent.start
    for _ in range(number):
        start = token.doc[start - 1].sent.start if start else 0
    return start


def words_behind_article(noun: Token, named: Container[int], inner: Container[str], most: int) -> int | None:
    """Where the words before a noun begin, behind "the", "that" or "this"; ``None`` where none stands so many
    words before it, or one that is ``named``, a comma or no part of speech of ``inner`` is in between.
    """
    for i in range(noun.i - 1, max(-1, noun.i - 2 - most), -1):
        word = noun.doc[i]
        if word.lower_ in _POINTING:
            return i + 1
        if i in named or word.pos_ not in inner or word.text == ",":
            return None
    return None


_POINTING = frozenset({"the", "that", "this"})


def depth(token: Token) -> int:
    """How many verbs and prepositions a word is under: the main event of a sentence has the least."""
    return sum(t.pos_ in {"VERB", "AUX", "ADP"} for t in token.ancestors)
