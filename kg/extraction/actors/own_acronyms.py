"""Acronyms that a text gives to a body of its own: "Amani National Congress (ANC)" is not of South Africa."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.tokens.frozen_doc import Doc
from kg.gazetteer import Match

_SMALL = frozenset("of for the and in on to & de del des du la".split())
_LONGEST = 12


def own_acronyms(doc: Doc, matches: Sequence[Match]) -> set[str]:
    """The letters of known bodies that the text spells out as other ones.

    "England and Wales Cricket Board (ECB)" takes "ECB" from the bank, wherever the text has it; "Economic
    Community of West African States (ECOWAS)" is the known one, and so is "the grouping (ECOWAS)".
    """
    spelt = {m.end for m in matches if m.via == "body"}
    found = (
        m.start for m in matches if m.via == "body" and m.end == m.start + 1 and is_bracketed(doc, m.start)
    )
    return {doc[i].text for i in found if i - 1 not in spelt and spells(doc, i - 1, doc[i].text)}


def of_countries(doc: Doc, matches: Sequence[Match]) -> list[Match]:
    """The letters that a text gives to a country, wherever it has them: "Saint Kitts and Nevis (SKN)"."""
    taken = {i for m in matches for i in range(m.start, m.end)}
    given = {}
    for m in matches:
        at = m.end + 1
        named = m.via == "name" and m.entry.kind == "country" and at < len(doc) and is_bracketed(doc, at)
        if named and at not in taken and spells(doc, m.end, doc[at].text):
            given[doc[at].text] = m.entry
    told = (t for t in doc if t.text in given and t.i not in taken) if given else ()
    return [Match(t.i, t.i + 1, given[t.text], "name") for t in told]


def is_bracketed(doc: Doc, i: int) -> bool:
    """Whether a token is letters alone in brackets: "(ECB)"."""
    around = i > 1 and doc[i - 1].text == "(" and doc[i + 1 : i + 2].text == ")"
    return around and doc[i].is_upper and len(doc[i]) > 2


def spells(doc: Doc, end: int, letters: str) -> bool:
    """Whether letters are initials, in order, of the capitalised words before a token, and of the first."""
    initials = ""
    for token in reversed(doc[max(0, end - _LONGEST) : end]):
        if token.text[:1].isalpha() and token.text[0].isupper():
            initials = token.text[0] + initials
        elif token.lower_ not in _SMALL and token.text != "-":
            break
        left = iter(initials)
        if initials[:1] == letters[0] and all(c in left for c in letters):
            return True
    return False
