"""Lands behind towns that the parser lists with who acts: "At talks in Lima, Peru, X and Y agreed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.gazetteer import city_named, country_named

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_token import Token

_PLACED = frozenset({"GPE", "LOC", "FAC", "ORG", "DATE", "TIME"})


def restore_land(land: Token) -> None:
    """Parts who acts from the land behind a town: "At talks in Lima, Peru, [X and Y] agreed", read as a list
    "Lima, Peru, X and Y", or with Peru as the first who agreed.
    """
    if land.ent_type_ != "GPE" or land.dep_ == "appos" or (land.dep_ == "nsubj" and _rest_of_states(land)):
        return
    doc, town = land.doc, land.doc[land.i - 2 if land.i > 1 else land.i]
    apart = doc[land.i - 1].text == "," and doc[land.i + 1 : land.i + 2].text == ","
    if not apart or town.dep_ != "pobj" or town.ent_type_ != "GPE":
        return
    verb = next((t for t in town.ancestors if t.pos_ in {"VERB", "AUX"} and t.i > land.i), None)
    city = city_named(doc[town.left_edge.i : town.i + 1].text)
    state = country_named(land.text)
    if verb is None or city is None or state is None or city.country != state.key:
        return
    who = next((c for c in land.rights if c.dep_ == "conj"), None)
    if who is not None and (who.ent_type_ in _PLACED or not who.text[:1].isupper()):
        return
    if who is None and land.dep_ == "nsubj":
        return
    land.hang(town, "appos")
    if who is not None and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
        passive = any(c.dep_ == "auxpass" for c in verb.lefts)
        who.hang(verb, "nsubjpass" if passive else "nsubj")


def restore_goal(camp: Token) -> None:
    """Makes a place what "to" is followed by, read as what is to be done: "welcomed X [to Camp David] on
    Friday".
    """
    to = camp.doc[camp.i - 1]
    last = next((c for c in camp.rights if c.i == camp.i + 1 and c.ent_type_ == camp.ent_type_), None)
    if to.head is not camp or to.lower_ != "to" or last is None or camp.ent_type_ not in _PLACES:
        return
    verb = camp.head
    for word in [*camp.lefts, *camp.rights]:
        if word is not last and word is not to:
            word.hang(verb)
    camp.tag_, camp.pos_ = "NNP", "PROPN"
    to.tag_, to.pos_ = "IN", "ADP"
    to.hang(verb, "prep")
    last.hang(to, "pobj")
    camp.hang(last, "compound")


_PLACES = frozenset({"FAC", "GPE", "LOC"})


def behind_town(state: Token, town: Token) -> bool:
    """Whether a state is one of several read as one list with a town: "At talks in Geneva, [Oslo and Rome]
    agreed".
    """
    several = state.head is not town or any(c.dep_ == "conj" for c in state.rights)
    return several and state.ent_type_ == "GPE" and town.head.lower_ == "in"


def _rest_of_states(state: Token) -> bool:
    """Whether a state belongs to the list of those whose people act, though it is read as who acts, and now
    does: "the ministers of Peru, [Chile and Kenya] met", "with the leaders of Peru and [Chile] attending".
    """
    doc, verb, at = state.doc, state.head, state.left_edge.i - 1
    last = doc[at - 1] if at > 1 and doc[at].text in {",", "and"} else state
    of = last.head
    while of.head is not of and (of.dep_ == "pobj" or of.ent_type_ == "GPE"):
        of = of.head
    people = of.head
    joined = last is not state and last.ent_type_ == "GPE" and of.lower_ == "of" and people.tag_ == "NNS"
    several = doc[at].text == "and" or any(c.dep_ == "conj" for c in state.rights)
    if not joined or not several or people.pos_ != "NOUN" or people.ent_type_:
        return False
    if people.dep_ == "nsubj" and people.head is verb:
        state.hang(last, "conj")
        return True
    if people.dep_ == "pobj" and people.head.lower_ == "with" and verb.tag_ == "VBG":
        state.hang(last, "conj")
        verb.hang(people, "acl")
        return True
    return False


def restore_members(first: Token) -> bool:
    """Whether states behind a plural are what it stands for, read as an adverbial, and now are: "envoys of
    three powers: [Chile, Peru and Kenya]", "met with the donor countries [Chile, Peru and Kenya]".
    """
    doc, i = first.doc, first.i
    listed = any(c.dep_ == "conj" for c in first.rights) and first.ent_type_ == "GPE"
    if not listed or i < 2:
        return False
    apart = doc[i - 1].text == ":"
    group = doc[i - 1 - apart]
    if group.tag_ != "NNS" or not (apart or group.lemma_.lower() in _STATES):
        return False
    first.hang(group, "appos")
    return True


_STATES = frozenset("country state power nation neighbour neighbor republic member ally government".split())


def tells_when(which: Token, verb: Token) -> bool:
    """Whether a clause behind a town says when an event was: "a summit in Oslo, [which was held in May]",
    "which opened on Monday", "which will take place in May"; not "in Oslo, which was founded in May".
    """
    said = {c.lower_ for c in verb.rights}
    if "together" in said or (which.dep_ == "nsubj" and "place" in said):
        return True  # "held in Oslo, which brought together X"
    town = verb.dep_ == "relcl" and verb.head.ent_type_ in {"GPE", "LOC", "FAC"}
    town = town and verb.head.dep_ == "pobj" and verb.head.head.lower_ in {"in", "at"}
    town = town and not any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.rights)
    when = any(o.ent_type_ in {"DATE", "TIME"} for c in verb.rights for o in (c, *c.children))
    ran = verb.lemma_ in {"open", "begin", "start", "end", "conclude", "close"} and which.dep_ == "nsubj"
    held = verb.lemma_ in {"hold", "host", "convene"} and which.dep_ == "nsubjpass"
    return town and when and (ran or held)
