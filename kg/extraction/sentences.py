"""The sentences of a text around a word."""

from __future__ import annotations

from spacy.tokens import Span, Token

DASHES = frozenset({"-", "--", "–", "—"})
"""What parts what is put in: "The three - Peru and two others - met"."""


def sentence_before(token: Token) -> Span | None:
    """The sentence before that of a token, blanks between them passed over; ``None`` for the first."""
    end = token.sent.start
    while end > 0 and token.doc[end - 1].is_space:
        end -= 1
    return token.doc[end - 1].sent if end else None
