"""Stretches in quotation marks, as token ranges inside one paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.tokens.frozen_doc import Doc

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
SCARE_QUOTE_TOKENS = 3
"""Up to so many words in quotation marks are a quoted expression, not a quoted utterance."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``[first, last)`` between quotation marks, the marks left out."""

    first: int
    last: int

    @property
    def is_utterance(self) -> bool:
        """Whether it is long enough to be something said rather than a word set in quotes."""
        return self.last - self.first > SCARE_QUOTE_TOKENS


_STRAIGHT = frozenset({'"', "``", "''"})
_CURLY = frozenset("“”«»„")


def find_quotations(doc: Doc, text: str) -> list[Quotation]:
    """The quotations of a document in order; ``text`` is the article's, whose curly marks tell open from
    close.

    A quotation left open ends with its paragraph, as is usual where the next paragraph goes on with it.
    'He said "we agree".' has one; "the '90s deal" and 6'2" have none that closes wrongly over a paragraph
    end.
    """
    out: list[Quotation] = []
    for paragraph in doc.spans.get("paragraphs", [doc[:]]):
        start: int | None = None
        for i, token in enumerate(doc[paragraph.start : paragraph.end], paragraph.start):
            if token.is_alpha or (token.text not in _STRAIGHT and _CURLY.isdisjoint(token.text)):
                continue
            mark = text[token.idx : token.idx + 1]
            opens = mark in OPENING or (mark not in CLOSING and start is None)
            if opens:
                start = i + 1
            elif start is not None:
                if i > start:
                    out.append(Quotation(start, i))
                start = None
        if start is not None and start < paragraph.end:
            out.append(Quotation(start, paragraph.end))
    return out
