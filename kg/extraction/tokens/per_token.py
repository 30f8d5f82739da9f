"""Answers about a token that are kept with its document: what many modules ask of the same few words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token

Answer = TypeVar("Answer")
_UNASKED: Any = object()


def settle(doc: Doc) -> None:
    """Says that nothing of a document will be changed any more, so that answers about it may be kept."""
    doc.answers = {}


def per_token(function: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """The function of a token, which is computed once for each token of a document that is settled.

    For what depends on the words and the tree alone. The answer is shared: nobody changes it.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(token: Token) -> Answer:
        answers = token.doc.answers
        if answers is None:
            return function(token)
        known = answers.get(name)
        if known is None:
            known = answers[name] = [_UNASKED] * len(token.doc.tokens)
        found = known[token.i]
        if found is _UNASKED:
            found = known[token.i] = function(token)
        return found  # type: ignore[no-any-return] # what is kept above

    return kept


def list_per_token(function: Callable[[Token], list[Token]]) -> Callable[[Token], list[Token]]:
    """The same for a list, of which everyone has a copy."""
    shared = per_token(function)

    @wraps(function)
    def copied(token: Token) -> list[Token]:
        return shared(token).copy()

    return copied
