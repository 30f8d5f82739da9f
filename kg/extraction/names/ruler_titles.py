"""The title of an emir in other spellings: "His Highness the Amir, Sheikh X", "the Ameer of Qatar"; forms of
address before a title; which states have no ministers or monarchs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.tokens.words import titles

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_SPELLINGS = frozenset({"amir", "ameer"})
_BEFORE = frozenset({"the", "'s", "’s", "deputy"})
_EMIRATES = frozenset("kuwaiti qatari bahraini afghan".split())
_STYLES = frozenset({"HH", "H.H.", "His"})


def past_crown(doc: Doc, first: int, last: int) -> int:
    """Where a name that is known with the title of a monarch begins: "King | Charles III"; not of what is
    called after one: "King Charles Street".
    """
    named_after = last < len(doc) and doc[last].pos_ == "PROPN" and doc[last].text[:1].isupper()
    crowned = doc[first].lower_ in _CROWNS and last > first + 1 and not named_after
    return first + 1 if crowned else first


def crowned(doc: Doc, first: int, name: str) -> str:
    """The name with the title of a monarch before it, as it may be known: "King Charles" for "Charles"; the
    name alone where none stands there.
    """
    before = doc[first - 1].text if first else ""
    return f"{before} {name}" if before.lower() in _CROWNS else name


_CROWNS = frozenset({"king", "queen"})


def level_rulers(doc: Doc) -> None:
    """Lets the words of such titles be those of "emir", of the Holy Father those of "pope", and those of
    "First Lady" one office, in place; the text stays as it is.
    """
    for token in doc.having(_SPELLINGS):
        if token.text.istitle() and _is_title(token):
            doc.respell(token, "emir")
    for token in doc.having({"lady"}):
        told = token.i and doc[token.i - 1].lower_ == "first"
        if told and doc[token.i + 1 : token.i + 2].text not in {"to", "who"}:  # "the first lady to climb it"
            doc.respell(token, "first-lady")
    for token in doc.having({"father"}):
        if token.text == "Father" and token.i and doc[token.i - 1].text == "Holy":
            doc.respell(token, "pope")
    for token in doc.having({"he"}):
        if token.text == "HE" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "the":
            _restore_address(token)


def _restore_address(address: Token) -> None:
    """Makes "HE the Minister", which the parser takes for a pronoun and who that is, one minister."""
    head = address.doc[address.i + 1].head
    if address.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj"} or head.lower_ not in titles("head"):
        return
    if head.dep_ == "appos" and head.head is address:
        above, dep = address.head, address.dep_
        for below in [c for c in address.children if c is not head]:
            below.hang(head)
        head.hang(above, dep)
    if address.i < head.i and address not in head.ancestors:
        address.hang(head.head, "dep")


def _is_title(token: Token) -> bool:
    """Whether the word is a title, not a name: not so in "Amir Haddad" nor "the Amir Kabir University"."""
    doc, i = token.doc, token.i
    after = doc[i + 1].text if i + 1 < len(doc) else ""
    if after == "of" or after in _STYLES:
        return True
    named = after[:1].isupper() and after.lower() not in titles("honorific")
    return i > 0 and doc[i - 1].lower_ in _BEFORE | _EMIRATES and not named


_CROWNED = frozenset("king queen emir sultan emperor empress prince princess".split())
_MONARCHIES = frozenset(
    f"country:{code}"
    for code in (
        "AE BE BH BN BT DK ES GB JO JP KH KW LI LS LU MA MC MY NL NO NP OM QA SA SE SZ TH TO".split()
    )
)
"""States with a monarch, Nepal until 2008 among them."""
_NO_PRESIDENTS = _MONARCHIES - {"country:AE", "country:NP", "country:ES"} | {
    "country:AU",
    "country:CA",
    "country:NZ",
}
"""States that have no president: the Emirates' ruler is one, so is Spain's premier in her own words."""
_NO_MINISTERS = "country:US"


def has_no(state: str | None, title: str) -> bool:
    """Whether a state, by its key, has no such office: Egypt no king, the United States no minister, Britain
    no president.
    """
    if state == _NO_MINISTERS and "minister" in title.split():
        return True
    if title == "president" and state in _NO_PRESIDENTS:
        return True
    crowned = title.rpartition(" ")[2] in _CROWNED
    return crowned and state is not None and state not in _MONARCHIES


EMIRATES = frozenset(
    [
        "abu dhabi",
        "dubai",
        "sharjah",
        "ajman",
        "fujairah",
        "ras al khaimah",
        "ras al-khaimah",
        "umm al quwain",
    ]
)


def of_emirate(title: str) -> str:
    """The title of who rules an emirate, in its plain form: "ruler of Ajman" for "Ajman ruler"."""
    land = next((e for e in EMIRATES if title.lower().startswith(f"{e} ")), None)
    if land is None or title.split()[-1].lower() not in {"ruler", "prince"}:
        return title
    return f"{title[len(land) + 1 :]} of {land.title()}"
