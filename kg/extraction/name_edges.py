"""The words of an organization's entity that are its name: without "both the", "'s" and an open bracket."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token


def without_edges(entity: Span) -> Span:
    """The name in an entity, maybe empty: of "both the Lima Front", "Lima Front's", "Lima Front (LF"."""
    doc, first, last = entity.doc, entity.start, entity.end
    while first < last and (doc[first].pos_ == "DET" or doc[first].lower_ == "both" or _is_mark(doc[first])):
        first += 1
    last = _before_bracket(doc, first, last)
    while last > first and (
        doc[last - 1].lower_ in {"'s", "'", "of", "and", "for"} or _is_mark(doc[last - 1])
    ):
        last -= 1
    return doc[first:last]


def _is_mark(token: Token) -> bool:
    return not any(c.isalnum() for c in token.text)


def _before_bracket(doc: Doc, first: int, last: int) -> int:
    """Where a name ends that the recogniser lets run into a bracket: "Forces for Liberation | (FFL"."""
    opened = next((i for i in range(first + 1, last) if doc[i].text == "("), None)
    closed = opened is not None and any(t.text == ")" for t in doc[opened:last])
    return last if opened is None or closed else opened
