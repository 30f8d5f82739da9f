"""Titles of deputy premiers, who have a ministry, too: "the Deputy Prime Minister and Foreign Minister X"."""

from __future__ import annotations

from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.gazetteer import Match

_LONGEST = 8


def is_second(doc: Doc, first: int, end: int) -> bool:
    """Whether tokens [first, end) are the office of a deputy premier, which goes with a ministry where it has
    an article, too: "the | Deputy Prime Minister | and Foreign Minister X" is one.
    """
    words = {t.lower_ for t in doc[first:end]}
    return bool(words & {"deputy", "vice"}) and bool(words & {"prime", "premier"}) and is_title(doc[end - 1])


def deputy_of(doc: Doc, i: int, by_token: dict[int, Match]) -> bool | None:
    """Whether "of PERU" ends the first of two offices of one person, which has no article: "Deputy Prime
    Minister of Peru | and Minister of Defence X"; ``None`` where no state stands before "and".

    Not so "President of Peru and Foreign Minister X", nor "and Minister of Trade of Chile X".
    """
    state = by_token.get(i - 1)
    if state is None or state.via != "name" or state.start < 3:
        return None
    of = state.start - 1 - (doc[state.start - 1].lower_ == "the")
    first = of
    while first > 0 and not doc[first].is_sent_start and doc[first - 1].is_title:
        first -= 1
    words = {t.lower_ for t in doc[first:of]}
    bare = doc[first].is_sent_start or doc[first - 1].pos_ in {"ADP", "VERB", "PUNCT"}
    office = doc[of].lower_ == "of" and doc[of - 1].lower_ in {"minister", "premier", "chairman"}
    return office and bare and bool(words & _SECOND) and doc[i + 1 : i + 2].text in {"Minister", "Foreign"}


_SECOND = frozenset({"deputy", "vice", "prime", "premier"})


def deputy_up_to(doc: Doc, comma: int) -> int | None:
    """Where the two offices of a deputy premier begin that end at a comma, however the parser lists them:
    "the | Deputy Prime Minister and Minister of Trade, | X, and the ambassador".
    """
    joint = comma - 1
    while joint > 2 and joint > comma - _LONGEST and doc[joint].lower_ != "and" and _inside(doc[joint]):
        joint -= 1
    if comma < 4 or doc[comma].text != "," or doc[joint].lower_ != "and" or not is_title(doc[joint - 1]):
        return None
    first = joint - 1
    while first > 0 and doc[first - 1].is_title and not doc[first].is_sent_start:
        first -= 1
    offices = is_second(doc, first, joint) and any(is_title(t) for t in doc[joint + 1 : comma])
    return first if offices and doc[first - 1].lower_ == "the" else None


def _inside(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in {"of", "for", "the"}
