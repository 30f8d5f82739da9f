"""Words that join the parts of one title: "Foreign Affairs and Trade", "Premier and Foreign Minister"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extraction.names import is_title
from kg.gazetteer import Match

FAR = 8
"""How many words after its head a title may go on: "of" Peru in "Minister of Foreign Affairs of Peru"."""


_NEAR = 4
_INNER = frozenset("of for the and to on".split())


def goes_on_from_title(doc: Doc, i: int) -> bool:
    """Whether words up to a token may be the rest of a title: a title is near, or capitals lead back to one.

    "Minister of Foreign Affairs | of Peru", not "President X played host | to Norwegian Minister Y".
    """
    if any(is_title(t) for t in doc[max(0, i - _NEAR) : i]):
        return True
    for token in reversed(doc[max(0, i - FAR) : i]):
        if is_title(token):
            return True
        if not (token.text[:1].isupper() or token.lower_ in _INNER) or token.ent_type_ == "PERSON":
            return False
    return False


def joins_fields(doc: Doc, i: int) -> bool:
    """Whether the "and" joins two fields of one office: "Minister of Foreign Affairs and Trade of Peru X"."""
    if not doc[i + 1].text[:1].isupper() or doc[i + 1].ent_type_ == "PERSON":
        return False
    if any(is_title(t) for t in doc[i + 1 : i + 4]):
        return False  # "the President of Peru and Foreign Minister X"
    for j in range(i - 1, max(-1, i - FAR), -1):
        if is_title(doc[j]):
            return doc[j + 1].lower_ in {"of", "for"} and j + 2 < i
        if not (doc[j].text[:1].isupper() or doc[j].lower_ in {"of", "for"}) or doc[j].ent_type_ == "PERSON":
            return False
    return False


def joins_offices(doc: Doc, i: int, by_token: dict[int, Match]) -> bool:
    """Whether the "and" joins two offices of one person: "Iraqi Vice Premier and Foreign Minister X".

    So it does without an article: "met Vice Premier and Foreign Minister X". Not so in "the premier and
    Foreign Minister X", who are two, nor in "Premier Y and Foreign Minister X".
    """
    if i < 2 or not is_title(doc[i - 1]) or doc[i - 1].tag_ in {"NNS", "NNPS"} or not doc[i + 1].is_title:
        return False
    first = i - 1
    while first > 0 and first not in by_token and doc[first - 1].text[:1].isupper():
        first -= 1
    possessive = first > 0 and doc[first - 1].text in {"'s", "'"}
    alone = doc[first].is_sent_start or doc[first - 1].pos_ in {"ADP", "VERB"}
    bare = (alone and i - first > 1 and doc[first].pos_ != "DET") or doc[first].text in {"HE", "H.E."}
    return doc[first].text[:1].isupper() and (first in by_token or possessive or bare)


def of_a_country(doc: Doc, end: int, by_token: dict[int, Match]) -> bool:
    """Whether "of COUNTRY" follows a body: "the Security Council of Peru" is no council of nations."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return False
    at = end + 1 + (doc[end + 1].lower_ == "the")
    return at in by_token and by_token[at].via == "name"
