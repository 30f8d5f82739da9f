"""Lands whose names have "and" in them, which the parser takes for two things.

"The Prime Minister of Antigua and Barbuda, X" is one office of one state. So is set right a land that is read
as part of a name: "Presidents of Peru and [Chile Luis Vega] and X".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.name_words import FIELDS
from kg.extraction.names import is_title

if TYPE_CHECKING:
    from kg.extraction.frozen_doc import Doc
    from kg.extraction.frozen_token import Token

_JOINTS = frozenset({"and", "&"})


def restore_lands(doc: Doc) -> None:
    """Hangs the second half of such a name on the first, in place, and makes one name of both."""
    for joint in doc.having(_JOINTS):
        _part_from_name(doc, joint)
        _list_states(doc, joint)
        _list_owners(doc, joint)
    found = [span for joint in doc.having(_JOINTS) if (span := _land(doc, joint)) is not None]
    if not found:
        return
    inside = {i for start, end in found for i in range(start, end)}
    others = [(e.start, e.end, e.label_) for e in doc.ents if inside.isdisjoint(range(e.start, e.end))]
    doc.recognise(sorted([*others, *((start, end, "GPE") for start, end in found)]))
    for start, end in found:
        _join(doc, start, end)


def _part_from_name(doc: Doc, joint: Token) -> None:
    """Parts the second land of a list from the name behind it: "presidents of Peru and | Chile | Luis V."."""
    i = joint.i
    if not 2 < i < len(doc) - 2 or doc[i + 1].ent_type_ not in _NAMES or doc[i - 2].lower_ != "of":
        return
    first, land, ranks = doc[i - 1], doc[i + 1], _ranks(doc, i - 3)
    if ranks is None or any(gazetteer.country_named(t.text) is None for t in (first, land)):
        return
    label = land.ent_type_
    end = next((t.i for t in doc[i + 2 :] if t.ent_type_ != label or t.ent_iob_ == "B"), len(doc))
    name = doc[end - 1]
    if end - i < 4 or land.head is not name:
        return
    kept = [(e.start, e.end, e.label_) for e in doc.ents if e.end <= i - 1 or e.start >= end]
    doc.recognise(sorted([*kept, (i - 1, i, "GPE"), (i + 1, i + 2, "GPE"), (i + 2, end, "PERSON")]))
    land.hang(first, "conj")
    joint.hang(first, "cc")
    if name.dep_ == "conj" and name.head in {first, ranks}:
        name.hang(ranks, "appos")


_NAMES = frozenset({"PERSON", "GPE", "ORG"})
_PLURALS = frozenset("ministers presidents premiers secretaries".split())


def _ranks(doc: Doc, at: int) -> Token | None:
    """The plural of a rank that ends at a token, or before what it is for: "Ministers of Foreign Affairs"."""
    for token in reversed(doc[max(at - 3, 0) : at + 1]):
        if token.lower_ in _PLURALS or (token.tag_ in {"NNS", "NNPS"} and is_title(token)):
            return token
        if token.i == at and token.lower_ not in FIELDS:
            return None
    return None


def _list_states(doc: Doc, joint: Token) -> None:
    """Lists a state with the ones before it, not as another name of the first, nor of the journey: "to Samoa,
    [Tonga], Niue and Fiji", "a visit to the Philippines, [Papua New Guinea] and Fiji".
    """
    at, states = joint.i - 1, []
    while at > 0 and doc[at].ent_type_ == "GPE":
        start = at
        while start > 0 and doc[start].ent_iob_ != "B" and doc[start - 1].ent_type_ == "GPE":
            start -= 1
        start += doc[start].lower_ == "the" and start < at
        if gazetteer.country_named(doc[start : at + 1].text) is None:
            break
        states.append(doc[start : at + 1].root)
        start -= start > 0 and doc[start - 1].lower_ == "the"
        if start < 2 or doc[start - 1].text != ",":
            break
        at = start - 2
    for state in states[:-1]:
        if state.dep_ != "appos":
            continue
        if state.head in states:
            state.dep_ = "conj"
        elif states[-1].dep_ == "pobj" and state.head.i < states[-1].i:
            state.hang(states[-1], "conj")


def _list_owners(doc: Doc, joint: Token) -> None:
    """Lists a state with those whose ministries or ministers are told of, not these: "between the foreign
    ministries of Peru and [Chile]".
    """
    last = next((t for t in doc[joint.i + 1 : joint.i + 3] if t.lower_ != "the"), joint)
    state = last.head if last.dep_ == "conj" and last.head.dep_ == "conj" else last
    people, before = state.head, [t for t in doc[max(state.i - 3, 0) : state.i] if t.text in {",", "and"}]
    first = doc[before[-1].i - 1] if before and before[-1].i else joint
    several = people.lower_ in _PLURALS | {"ministries"} or (
        people.tag_ in {"NNS", "NNPS"} and is_title(people)
    )
    inside = first.head.lower_ == "of" and first.dep_ == "pobj" and people.i < first.head.i
    states = all(gazetteer.country_named(t.text) is not None for t in (first, state))
    if several and inside and states and state.dep_ == "conj" and state.ent_type_ == "GPE":
        state.hang(first, "conj")
        before[-1].hang(first, "cc" if before[-1].text == "and" else "punct")


def _land(doc: Doc, joint: Token) -> tuple[int, int] | None:
    """Where the name of a land around "and" begins and ends: "Saint Vincent and the Grenadines"."""
    after = joint.i + 1 + (doc[joint.i + 1 : joint.i + 2].text == "the")
    last = doc[after : after + 1]
    if joint.i == 0 or not last.text[:1].isupper() or not doc[joint.i - 1].text[:1].isupper():
        return None
    for start in (joint.i - 2, joint.i - 1):
        if start >= 0 and gazetteer.country_named(doc[start : after + 1].text) is not None:
            return start, after + 1
    return None


def _join(doc: Doc, start: int, end: int) -> None:
    """Makes the word before "and" the head of all the name, and of what stood on the rest of it."""
    joint = next(t for t in doc[start:end] if t.lower_ in _JOINTS)
    first, last = doc[joint.i - 1], doc[end - 1]
    if first.head is last:
        first.hang(last.head, last.dep_)
    last.hang(first, "conj")
    joint.hang(first, "cc")
    for word in [c for c in last.rights if c.i >= end]:
        word.hang(first)
