"""Capitals and their names between commas, taken for who acts or for something else of the sentence.

"In the capital, Lima, [Minister X] met Y" was read as if Lima met Y, "in Lima, the capital of Peru, [X] met
Y" as if the capital did, "held talks in the capital, [Lima], on trade" as if Lima were a measure of the verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_counterpart

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_capitals(doc: Doc) -> None:
    """Hangs the name of a capital on it, or the capital on its name, and who acts on the verb, in place."""
    for noun in doc.having(_TOWNS):
        if (name := _name_behind(noun)) is not None:
            _make_aside(name, noun)
        elif (name := _name_before(noun)) is not None:
            _make_aside(noun, name)
    for prep in (t for t in doc if t.is_sent_start and t.lower_ in _AT and t.dep_ == "prep"):
        _restore_front(prep)


_TOWNS = frozenset("capital city town port resort village".split())
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ENDS = frozenset({",", ".", ";", ")"})


_AT = frozenset({"at", "in", "outside", "near"})


def _restore_front(prep: Token) -> None:
    """Gives a preposition that opens a sentence its place, of which the parser makes who acts: "At [Camp
    David], the minister of Peru and X met".
    """
    doc, verb = prep.doc, prep.head
    place = next((c for c in verb.lefts if c.dep_ in _SUBJECTS and c.ent_type_ in _PLACES), None)
    if prep.n_rights or place is None or place.left_edge.i != prep.i + 1:
        return
    who = next((c for c in place.rights if c.dep_ in {"appos", "conj"} and is_title(c)), None)
    if who is not None and doc[who.left_edge.i - 1].text == ",":
        dep = place.dep_
        who.hang(verb, dep)
        place.hang(prep, "pobj")


def _name_behind(noun: Token) -> Token | None:
    """The name between commas behind the object of a preposition: "in the capital, [Lima],"; not "in the
    capital, Lima's mayor", nor what hangs on it already.
    """
    doc, first = noun.doc, noun.i + 2
    if noun.dep_ != "pobj" or first >= len(doc) or doc[first - 1].text != ",":
        return None
    if doc[first].ent_type_ not in _PLACES or not doc[first].text[:1].isupper():
        return None
    last = first
    while (
        last + 1 < len(doc)
        and doc[last + 1].ent_type_ == doc[first].ent_type_
        and doc[last].head is doc[last + 1]
    ):
        last += 1
    apart = last + 1 < len(doc) and doc[last + 1].text in _ENDS and doc[last].sent.start == noun.sent.start
    return doc[last] if apart and doc[last].head is not noun else None


def _name_before(noun: Token) -> Token | None:
    """The town of which a noun between commas tells: "in [Lima], the capital of Peru, X met Y"; not "in Lima,
    the capital mourned".
    """
    doc, before = noun.doc, noun.left_edge.i - 1
    if noun.dep_ not in _SUBJECTS or before < 1 or doc[before].text != ",":
        return None
    town = doc[before - 1]
    return town if town.dep_ == "pobj" and town.ent_type_ == "GPE" and _doer(noun) is not None else None


def _doer(aside: Token) -> Token | None:
    """Who acts, read as a word on the aside before: the first office or person behind a comma after it."""
    listed = (c for c in aside.subtree if c.dep_ in {"appos", "conj"} and c.left_edge.i > aside.i + 1)
    named = (c for c in listed if c.doc[c.left_edge.i - 1].text == ",")
    return next((c for c in named if is_title(c) or is_counterpart(c) or c.ent_type_ == "PERSON"), None)


def _make_aside(aside: Token, noun: Token) -> None:
    """Hangs one of two on the other, and who was read as a word on it where it hung."""
    verb, dep, who = aside.head, aside.dep_, _doer(aside)
    others = [c for c in aside.rights if c.dep_ in {"appos", "conj"} and who is not None and c.i > who.i]
    if noun in aside.subtree:
        return
    if who is not None and dep in _SUBJECTS:
        who.hang(verb, dep)
        for other in others:
            other.hang(who)
        for cc in [c for c in aside.rights if c.dep_ == "cc" and c.i > who.i]:
            cc.hang(who)
    aside.hang(noun, "appos")
