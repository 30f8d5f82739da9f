"""Long titles that the parser reads apart from the name behind them, as agencies of states write them.

"[Deputy Prime Minister, Foreign Minister] [X] met Y", "[Party member, Secretary of the Council and Minister
of Trade] [X] met Y".
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extraction.names.name_words import ADDRESSES
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.words import titles

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_INSIDE = frozenset({"of", "for", "the", "and", "&", "'s", "’s", "member"})
_LINKS = frozenset({"of", "for", "to"})
_STYLED = frozenset({"His", "Her"})
_PARTS = frozenset({",", "-", "–"})
_ROLES = frozenset("nsubj nsubjpass dobj pobj conj".split())
_LONGEST = 30


def restore_chains(doc: Doc) -> None:
    """Hangs such a title on the name, and the name where the title hung, in place."""
    for before, first in pairwise(doc):
        named = first.ent_type_ == "PERSON" and before.ent_type_ != "PERSON"
        if named and before.pos_ == "PROPN" and before.text[0].isupper():
            _restore(doc, first.i)
        if first.dep_ in {"appos", "npadvmod"} and _both_named(first, first.head):
            _restore_company(first)


def _both_named(name: Token, other: Token) -> bool:
    """Whether both words are of names of persons."""
    return name.ent_type_ == other.ent_type_ == "PERSON"


def _restore_company(name: Token) -> None:
    """Lists a person with the one before whose state stands between them, not as another name of him: "X of
    Peru, [Y of Chile and Z of Mali] met", "X (Peru), [Y (Chile) and Z] met"; not "X, known as Y, and Z".
    """
    doc, begin = name.doc, name.left_edge.i
    stated = any(t.ent_type_ in {"GPE", "NORP"} for t in doc[name.head.i + 1 : begin])
    more = any(c.dep_ == "conj" and c.ent_type_ == "PERSON" for c in name.rights)
    if stated and more and doc[begin - 1].text == ",":
        name.hang(name.head, "conj")


def _restore(doc: Doc, first: int) -> None:
    """Hangs the titles that end at a name on it: "[Deputy Prime Minister, Foreign Minister] Sheikh [X]"."""
    last = first + 1
    while last < len(doc) and doc[last].ent_type_ == "PERSON":
        last += 1
    if doc[last : last + 1].text in {"'s", "’s", "'"}:
        return  # "Peruvian Minister X's envoy"
    name = doc[first]
    while first <= name.head.i < last and name.head is not name:
        name = name.head
    parts = _parts(doc, first, several := _goes_on(doc, last))
    titled = doc[parts[-1] : first]
    start, joints = parts[-1], {i - 1 for i in parts[:-1]}
    over = next((t for t in titled if not start <= t.head.i < last and t.head is not t), None)
    if over is None or not _is_head(over) or over.dep_ not in _ROLES or over in name.subtree:
        return
    beside = name.head is over and name.dep_ == "appos"
    if name.dep_ in {"nsubj", "nsubjpass"} and over.dep_ == "conj" and over.head.ent_type_ == "PERSON":
        return  # "At the invitation of X, Councillor and Foreign Minister of Peru, | Foreign Minister Y came"
    if (beside and not joints) or (several and over.dep_ == name.dep_):
        return
    name.hang(over.head, over.dep_)
    for word in [t for t in titled if t is over or not start <= t.head.i < last]:
        word.hang(name, "nmod")
    for i in joints:
        doc[i].hang(name, "punct")
    for word in [c for t in titled for c in t.rights if c.i >= last]:
        word.hang(name)


def _goes_on(doc: Doc, last: int) -> bool:
    """Whether others may be listed behind a name: "X and", "X, Foreign Minister"."""
    return doc[last : last + 1].text in {",", "and"}


def _parts(doc: Doc, first: int, several: bool) -> list[int]:
    """Where each of the titles begins that end at a name, the last of them first; the name itself if none do.

    With others listed behind the name only the last title is surely its own.
    """
    end = first
    while end > 0 and (doc[end - 1].lower_ in titles("honorific") or doc[end - 1].text in ADDRESSES):
        end -= 1
    if end and doc[end - 1].lower_ in _LINKS:
        end = first  # "Director of the Office of His Majesty X"
    found: list[int] = []
    at, low = end, max(0, end - _LONGEST)
    if not end or doc[end - 1].text in _PARTS:
        return [first]  # "the Minister for Trade, Ms X"
    while at > low and not doc[at].is_sent_start and _may_be_inside(doc[at - 1]):
        at -= 1
        if doc[at].text not in _PARTS or not any(map(_is_head, doc[at + 1 : end])):
            continue
        if not _one_office(doc, at + 1, end):
            return found or [first]
        found.append(at + 1)
        end = at
        if several:
            return found
    heads = [t.i for t in doc[at:end] if _is_head(t)]
    for word in doc[at : heads[0]] if heads else ():
        if word.lower_ in _INSIDE - {"'s", "’s"} | _PARTS:
            at = word.i + 1  # "X of Peru and | President Y"
    if at and doc[at - 1].lower_ == "the":
        return found or [first]
    return [*found, at] if _one_office(doc, at, end) else found or [first]


def _is_head(token: Token) -> bool:
    """Whether a word is an office in capitals, or membership."""
    return token.lower_ == "member" or (token.text[:1].isupper() and is_title(token))


def _may_be_inside(token: Token) -> bool:
    """Whether a word may stand in titles in capitals: "Minister of Trade, Chief of Staff"."""
    capital = token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"} and not token.is_sent_start
    word = capital or token.lower_ in _INSIDE or (token.text[:1].isupper() and token.is_sent_start)
    word = (
        word
        or token.text in _STYLED
        or (token.lower_ == "to" and token.doc[token.i + 1 : token.i + 2].text in _STYLED)
    )
    return (word and token.ent_type_ not in {"PERSON", "DATE", "TIME"}) or token.text in _PARTS


def _one_office(doc: Doc, start: int, end: int) -> bool:
    """Whether words between commas are an office in capitals: "Secretary of the Council and Minister of
    Trade"; not "the Secretary", "Secretary of President", nor "and the Minister".
    """
    words = doc[start:end]
    heads = [t for t in words if _is_head(t)]
    if not heads or words[0].lower_ in {"the", "and"} or any(t.tag_ in {"NNS", "NNPS"} for t in heads):
        return False
    served = (t for t in heads if t.i > start and t.text[:1].isupper())
    return not any(doc[t.i - 1 - (doc[t.i - 1].lower_ == "the")].lower_ in _LINKS for t in served)
