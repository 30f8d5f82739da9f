"""Persons read as places of the office before them: "[the envoy for the Sahel and the Horn] [X] met Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.name_words import POSTS, STATIONED
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.words import titles

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_token import Token

_POSTED = frozenset({"for", "to"})
_APART = frozenset({"VERB", "AUX", "PUNCT"})
_WITHIN = frozenset({"compound", "nmod"})


def hang_on_post(name: Token) -> None:
    """Hangs a person on the office behind whose places the name stands, and these on the office: "[the envoy
    for the Sahel and the Horn] [X] met Y", "the envoy for the crisis in Chad [X]"; not "the spokesman for
    Chadian leader X", nor "the envoy for Chad and X".
    """
    doc, first = name.doc, name.i
    while first and doc[first - 1].ent_type_ == "PERSON" and doc[first - 1].head is name:
        first -= 1
    inner = [c for c in name.lefts if c.i < first]
    places = [c for c in inner if c.pos_ == "PROPN" and c.dep_ in _WITHIN and c.text[0].isupper()]
    if places and first == name.i and not places[-1].ent_type_:
        return  # "Minister for European Affairs Jan X", of whose name only X was recognised
    if (
        name.ent_type_ != "PERSON"
        or not places
        or places[-1].right_edge.i + 1 != first
        or places[-1].ent_type_ in {"NORP", "PERSON"}
    ):
        return
    office = name
    while office.dep_ in {"pobj", "conj", "prep"} and not (office.i < inner[0].i and is_title(office)):
        office = office.head
    link = _link(office, name)
    if link is None or not office.i < link.i < inner[0].i or not is_title(office):
        return
    between = doc[link.i : first]
    if any(t.pos_ in _APART or t.ent_type_ == "PERSON" or is_title(t) for t in between):
        return
    if any(t.lower_ in titles("honorific") for t in between):
        return  # "a spokesman for Mr X"
    place = places[-1]
    goal = next((c for c in link.rights if c.dep_ == "pobj"), None)
    if name.head is office and goal is not None and goal is not name:
        place.hang(goal, "conj")
        for joint in [c for c in office.rights if c.dep_ == "cc" and c.i < place.i]:
            joint.hang(goal, "cc")
    else:
        place.hang(name.head, name.dep_)
    for word in inner:
        if word is not place:
            word.hang(place, word.dep_)
    name.hang(office, "appos")


def _link(office: Token, name: Token) -> Token | None:
    """What joins an office to its places: "for" of "the envoy for Chad", "in" of "the head of the UN mission
    in Chad".
    """
    if name.head.lower_ in {"in", "to"} and name.head.head.lemma_.lower() in POSTS:
        return name.head
    posted = {*_POSTED, "in"} if office.lower_ in STATIONED else _POSTED
    return next((c for c in office.rights if c.dep_ == "prep" and c.lower_ in posted), None)


def name_office(name: Token) -> None:
    """Makes a name the one of the office before a comma, where both are read as subjects for want of a second
    comma: "[Peru's foreign minister], [X] met Y"; not "as minister, X met Y".
    """
    verb = name.head
    if name.ent_type_ != "PERSON" or verb.i < name.i:
        return
    comma = name.left_edge.i - 1
    if comma < 1 or name.doc[comma].text != ",":
        return
    top = next((c for c in verb.lefts if c.i < comma and c.right_edge.i == comma - 1), None)
    if top is None or top.dep_ not in _BESIDE:
        return
    ends = (t for t in reversed(list(top.subtree)) if t.dep_ == "conj" and t.right_edge.i == comma - 1)
    office = next((t for t in ends if is_title(t)), top)
    known = any(c.dep_ == "poss" or c.lower_ == "the" or c.ent_type_ == "NORP" for c in office.lefts)
    told = any(t.ent_type_ == "PERSON" or t.pos_ == "VERB" for t in office.subtree)
    if known and not told and office.tag_ in {"NN", "NNP"} and is_title(office):
        top.dep_ = name.dep_
        name.hang(office, "appos")


def name_office_behind(name: Token) -> None:
    """Makes a name behind an office and a comma the one of the office, which the parser leaves to the verb:
    "ended with a call on the Prime Minister, [Mr X]".
    """
    first, doc = name.left_edge.i, name.doc
    if name.ent_type_ != "PERSON" or first < 2 or doc[first - 1].text != "," or name.head.i >= first:
        return
    office = doc[first - 2]
    known = any(c.lower_ == "the" for c in office.lefts) and office.dep_ in {"pobj", "dobj"}
    if known and is_title(office) and not any(c.dep_ == "appos" for c in office.rights):
        name.hang(office, "appos")


_BESIDE = frozenset("nsubj nsubjpass advcl npadvmod dep nmod".split())


def first_of_two(name: Token, joint: Token) -> None:
    """Makes a modifier that "and" joins to its subject one of two: "[Minister X] and Minister Y met", "[X of
    Peru] and Chilean President Y met".
    """
    other, last = name.head, name.doc[joint.i - 1]
    while other.dep_ == "compound" and other.head.i > other.i:
        other = other.head
    told = name.dep_ == "nmod" and other.dep_ == "nsubj" and other.ent_type_ == "PERSON"
    if told and other.i > joint.i and (joint.head is name or joint.head is last):
        name.hang(other.head, "nsubj")
        other.hang(name, "conj")
        joint.hang(name, "cc")


def first_of_two_offices(joint: Token) -> None:
    """Makes a person the first subject whom the parser takes for a part of the office before the name, and
    that for a part of the second: "Minister of Trade of the Republic of Peru [X] and Chilean Minister Y met".
    """
    name = joint.doc[joint.i - 1]
    if name.ent_type_ != "PERSON" or name.dep_ not in {"pobj", "appos"}:
        return
    office = name
    while office.dep_ in {"pobj", "prep", "appos"}:
        office = office.head
    if office.dep_ == "nmod":
        other = office.head
    elif office.dep_ == "npadvmod":
        other = next((c for c in office.head.lefts if c.dep_ in _SUBJECTS and c.i > joint.i), office)
    else:
        return
    alone = other.dep_ in _SUBJECTS and other.i > joint.i and other.ent_type_ == "PERSON"
    if not alone or not is_title(office) or office.i > joint.i or office.tag_ in {"NNS", "NNPS"}:
        return
    within = joint.doc[joint.i + 1 : other.i]
    if any(t.pos_ in _APART or t.lower_ == "and" for t in within):
        return
    inner = [c for c in name.lefts if c.ent_type_ != "PERSON"]
    if inner and name.dep_ == "pobj":
        inner[-1].hang(name.head, "pobj")  # "of the Republic of | Peru", which was a part of the name
        for word in inner[:-1]:
            word.hang(inner[-1])
    name.hang(other.head, other.dep_)
    office.hang(name, "nmod")
    for word in within:
        if word.head.i < joint.i:
            word.hang(other, "compound")
    other.hang(name, "conj")
    joint.hang(name, "cc")


def first_of_two_posts(joint: Token) -> None:
    """Makes two persons one list where each office is read as a word of its own: "the Minister for Trade [X]
    and the Envoy for Mali [Y] met Z", read as "the Minister, X and the Envoy" and "Y".
    """
    name = joint.head
    office = name.head
    if name.ent_type_ != "PERSON" or name.dep_ != "appos" or office.dep_ not in _SUBJECTS:
        return
    second = next((c for c in name.rights if c.dep_ == "conj" and c.i > joint.i and is_title(c)), None)
    if second is None or not is_title(office) or office.tag_ in {"NNS", "NNPS"}:
        return
    other = next((c for c in office.head.lefts if c.dep_ == office.dep_ and c.i > second.i), None)
    if other is None or other.ent_type_ != "PERSON" or other.left_edge.i != second.right_edge.i + 1:
        return
    name.hang(office.head, office.dep_)
    office.hang(name, "nmod")
    other.hang(name, "conj")
    second.hang(other, "nmod")


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def join_agents(joint: Token) -> None:
    """Joins the second of two by whom something was done: "was signed by X and [Y]", read as its object."""
    first, by = joint.head, joint.head.head
    if joint.dep_ != "cc" or first.dep_ != "pobj" or by.dep_ != "agent":
        return
    second = next((c for c in by.head.rights if c.dep_ == "dobj" and c.left_edge.i == joint.i + 1), None)
    if second is not None and not any(c.dep_ == "conj" for c in first.rights):
        second.hang(first, "conj")
