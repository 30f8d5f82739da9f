"""Lands whose names have "and" in them, which the parser takes for two things.

"The Prime Minister of Antigua and Barbuda, X" is one office of one state. So is set right a land that is read
as part of a name: "Presidents of Peru and [Chile Luis Vega] and X".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.names.name_words import FIELDS
from kg.extraction.names.title_heads import is_title

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_JOINTS = frozenset({"and", "&"})


def restore_lands(doc: Doc) -> None:
    """Hangs the second half of such a name on the first, in place, and makes one name of both."""
    for ranks in doc.having(_PLURALS):
        _list_rulers(doc, ranks)
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


def _list_rulers(doc: Doc, ranks: Token) -> None:
    """Makes a list of people of the names each followed by a land, which may be read as lands or hang on the
    land before: "presidents Soto of Peru, [Arce] of Chile and [Moyo] of Kenya".
    """
    people: list[tuple[int, int]] = []
    at = ranks.i + 1
    while at + 2 < len(doc):
        end = at
        while end < len(doc) and doc[end].text[:1].isupper() and end - at < _LONGEST_NAME:
            end += 1
        land = _land_at(doc, end + 1) if at < end < len(doc) and doc[end].lower_ == "of" else None
        if land is None or gazetteer.country_named(doc[at:end].text) is not None:
            break
        people.append((at, end))
        if land >= len(doc) or doc[land].text not in {",", "and"}:
            break
        at = land + 1 + (doc[land].text == "," and doc[land + 1 : land + 2].text == "and")
    if len(people) < 2 or all(doc[b - 1].ent_type_ == "PERSON" for _, b in people):
        return
    inside = {i for a, b in people for i in range(a, b)}
    kept = [(e.start, e.end, e.label_) for e in doc.ents if inside.isdisjoint(range(e.start, e.end))]
    doc.recognise(sorted([*kept, *((a, b, "PERSON") for a, b in people)]))
    first = doc[people[0][1] - 1]
    for a, b in people:
        name, of = doc[b - 1], doc[b]
        name.tag_, name.pos_ = "NNP", "PROPN"
        if name is not first:
            name.hang(first, "conj")
        of.hang(name, "prep")
        for word in doc[a : b - 1]:
            word.hang(name, "compound")


def _land_at(doc: Doc, at: int) -> int | None:
    """Where a land that begins there ends."""
    at += doc[at : at + 1].text == "the"
    ends = (at + n for n in (4, 3, 2, 1) if at + n <= len(doc))
    return next((e for e in ends if gazetteer.country_named(doc[at:e].text) is not None), None)


_LONGEST_NAME = 4
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
    _part_holder(doc, first, end)


def _part_holder(doc: Doc, land: Token, end: int) -> None:
    """Makes who holds an office of the land what stands there, not another one beside the land: "Trinidad and
    Tobago Prime Minister [Juan Soto] arrived".
    """
    owned = doc[end : end + 1].text in {"'s", "’s"}
    name = next((c for c in land.rights if c.dep_ == "conj" and c.i >= end and c.ent_type_ == "PERSON"), land)
    between = doc[end + owned : name.i]
    titled = any(is_title(t) for t in between) and all(t.pos_ in _OF_NAMES for t in between)
    if name is land or not titled or not between:
        return
    name.hang(name if land.head is land else land.head, land.dep_)
    for word in [c for c in land.rights if c.i >= end and c is not name and c.dep_ != "case"]:
        word.hang(name)
    land.hang(name, "poss" if owned else "compound")


_OF_NAMES = frozenset({"PROPN", "NOUN", "ADJ"})
