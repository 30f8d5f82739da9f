"""Names that the words around them say to be of a place, whoever the recogniser takes them for."""

from __future__ import annotations

from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token

_SETTLED = frozenset("city town village hamlet resort port suburb settlement oasis township outpost".split())
_AT = frozenset({"in", "at", "near", "outside", "from", "to"})
_FAR = 5
"""Words at most from the comma to the noun: "a small, remote mountain village"."""


def called_place(doc: Doc, first: int, last: int) -> bool:
    """Whether the name in tokens [first, last) is of a place: "the town of | Otjika", "in | Otjika |, a small
    village"; not "in Otjika, a town councillor said", nor "the town of King Luis".
    """
    if first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in _SETTLED:
        return last - first == 1 and doc[first - 2].tag_ == "NN"
    if first == 0 or last + 2 >= len(doc) or doc[first - 1].lower_ not in _AT or doc[last].text != ",":
        return False
    return doc[last + 1].lower_ in {"a", "an", "the"} and _ends_in_settlement(doc[last + 1])


def _ends_in_settlement(article: Token) -> bool:
    """Whether a phrase that begins with an article is one of a settlement: "a remote mountain village"."""
    doc, i = article.doc, article.i + 1
    while i < min(article.i + 1 + _FAR, len(doc)) and doc[i].lower_ not in _SETTLED:
        if doc[i].pos_ not in {"ADJ", "NOUN", "PROPN", "ADV", "VERB", "NUM"} and doc[i].text not in "-,":
            return False
        i += 1
    if i >= min(article.i + 1 + _FAR, len(doc)):
        return False
    return i + 1 >= len(doc) or doc[i + 1].pos_ not in {"NOUN", "PROPN"}


_SITES = frozenset("complex compound building palace hotel residence venue headquarters resort villa".split())
_INSIDE = frozenset({"in", "at", "near", "outside", "inside"})


def is_where(noun: Token) -> bool:
    """Whether a noun only says where something is done: "in the border truce village of X", "part of the
    government complex"; not "discussed the border village".
    """
    if noun.lemma_.lower() not in _SETTLED | _SITES or noun.dep_ != "pobj":
        return False
    part = noun.head.lower_ == "of" and noun.head.head.lower_ == "part"
    return part or noun.head.lower_ in _INSIDE
