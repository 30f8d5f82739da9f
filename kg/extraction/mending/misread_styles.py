"""Styles before an office that the parser has act in its place: "[His Highness] the Emir met Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.name_words import STYLES
from kg.extraction.names.title_heads import is_title

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_SHORT = frozenset("hh h.h. hrh h.r.h. hm h.m. he h.e.".split())
_WITHIN = frozenset("the his her royal imperial prime deputy crown".split()) | STYLES | _SHORT


def restore_styles(doc: Doc) -> None:
    """Makes the office behind a style the one that acts, in place, where nobody is named, and neither a
    name: "His Highness [the Amir]", "H.R.H. [the Crown Prince] of Peru"; not "the King, the Prince".
    """
    for style in doc.having(STYLES | _SHORT):
        if (
            (style.lower_ in STYLES or style.text.isupper())
            and style.text[0].isupper()
            and doc[style.i + 1 : style.i + 2].text == "the"
        ):
            _give_way(doc, style)


def _give_way(doc: Doc, style: Token) -> None:
    behind = doc[style.i + 2 : style.i + 6]
    last = next((t for t in behind if is_title(t)), None)
    office = next((t for t in behind if t.text == "Prince" and t.head is style), last)
    between = () if office is None else doc[style.i + 2 : office.i]
    if office is None or any(not t.text.istitle() for t in between):
        return
    if any(c.dep_ == "appos" or c.ent_type_ == "PERSON" for c in office.children if c.i > office.i):
        return
    if any(t.ent_type_ == "PERSON" and t.lower_ not in _WITHIN for t in doc[office.i + 1 : office.i + 2]):
        return
    for own in doc[max(0, style.i - 2) : style.i]:
        if own.tag_ == "PRP$" and own.head is office:
            own.hang(style)  # "[His] Highness the Amir" is nobody's emir
    inside = range(style.i - 2, office.i + 1)
    bare = [
        e
        for e in doc.ents
        if e.end - 1 in inside and all(t is office or t.lower_ in _WITHIN for t in doc[e.start : e.end])
    ]
    if bare:
        doc.recognise(sorted((e.start, e.end, e.label_) for e in doc.ents if e not in bare))
    if office.head is style and office.dep_ == "appos":
        office.hang(style.head, style.dep_)
        for word in [c for c in style.rights if c.i > office.i]:
            word.hang(office)
        style.hang(office.head, "npadvmod")
