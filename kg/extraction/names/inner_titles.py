"""Titles that are part of a name or of a rank before it: "Omar Sheikh Nur", "Brig-Gen Kofi Tano"."""

from __future__ import annotations

from kg.extraction.names.title_words import ends_rank
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import title_heads

_INSIDE = frozenset("sheikh sheik shaikh haji hajji".split())


def past_inner_title(doc: Doc, last: int) -> int:
    """The token after a name that goes on behind "Sheikh": "Sharif Hassan | Sheikh Aden |, who", else
    ``last``; not "President Hassan, Sheikh Aden".
    """
    inside = last if last < len(doc) and doc[last].lower_ in _INSIDE else last - 1
    after = inside + 1
    if doc[inside].lower_ not in _INSIDE or after >= len(doc) or doc[after].is_sent_start:
        return last
    word = doc[after]
    whole = doc[last - 1].dep_ == "compound" and doc[inside].head.i >= after
    named = word.pos_ == "PROPN" and word.is_alpha and word.text[:1].isupper()
    return after + 1 if whole and named and doc[inside].dep_ == "compound" else last


def has_rank(name: Span) -> bool:
    """Whether what the recogniser takes for a body begins with a general's rank: "Brig-Gen Kofi Tano"."""
    return len(name) > 2 and any(ends_rank(name.doc, t.i) for t in name[1:3])


def opens_rank(token: Token) -> bool:
    """Whether a word begins a rank that would be a name by itself: "Field" of "Field Marshal X"."""
    after = token.doc[token.i + 1 : token.i + 3]
    return token.lower_ in {"field", "air"} and any(t.lower_ == "marshal" for t in after)


def addressed(ent: Span) -> bool:
    """Whether an entity is somebody by the style it begins with: "the Honourable Sitali Mwape"; not "HE"."""
    style = ent[ent[0].lower_ == "the" :][:1].text in {"H.E.", "Hon.", "Hon", "Honourable", "Rt"}
    heads = title_heads()[0]
    return style and all(t.text[:1].isupper() and t.lemma_.lower() not in heads for t in ent[1:])
