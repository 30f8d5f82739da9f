"""Teams and relations that the parser takes for another member of a list, or for another word for a person.

"Minister X, [the accompanying delegation] and Ambassador Y attended", "X and Y, [old rivals]".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.triggers import frames

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_token import Token

_TEAMS = frozenset({"officials", "delegation"})


def restore_team(token: Token) -> None:
    """Lists a delegation or officials with people, not as another word for one of them: "Minister X, [the
    Dutch delegation] and Ambassador Y attended", "by Minister X, [members of the party], and Ambassador Y".

    Not so of "Ministers X and Y, members of the Dutch delegation, and Ambassador Z".
    """
    if token.dep_ not in {"appos", "npadvmod"} or not _is_team(token):
        return
    doc, first = token.doc, token.left_edge.i
    name = doc[first - 2] if first > 1 and doc[first - 1].text == "," else token
    if name.ent_type_ != "PERSON" or (token.dep_ == "appos" and token.head is not name):
        return
    joined = name.dep_ == "conj" and any(c.dep_ == "cc" and c.i < name.i for c in name.head.rights)
    if not joined and _goes_on(token):
        token.hang(name, "conj")


def _restore_movement(led: Token) -> None:
    """Takes the name of a movement for no subject of who leads its people: "a delegation of the Palestinian
    movement Hamas [led] by X on Friday", read as if Hamas led; not "whom Hamas led".
    """
    name = led.doc[led.i - 1] if led.i else led
    movement, by = led.head, [c for c in led.rights if c.lower_ == "by"]
    if led.dep_ != "relcl" or name.dep_ != "nsubj" or name.head is not led or not by:
        return
    if movement.i != name.left_edge.i - 1 or movement.pos_ != "NOUN":
        return
    team = movement.head.head if movement.dep_ == "pobj" and movement.head.lower_ == "of" else movement
    name.hang(movement.head, movement.dep_)
    movement.hang(name, "nmod")
    led.hang(team if _is_team(team) else name, "acl")


def _is_team(token: Token) -> bool:
    """Whether a word is for several people: "the delegation", "members of the council"; not "a member"."""
    return group_class(token) in _TEAMS or (token.lower_ == "members" and token.tag_ == "NNS")


def _goes_on(token: Token) -> bool:
    """Whether a person or office is listed with "and" behind a word, before any verb."""
    joint = False
    for after in token.doc[token.i + 1 : token.i + _REACH]:
        if after.pos_ in {"VERB", "AUX"}:
            return False
        if joint and (after.ent_type_ == "PERSON" or is_title(after)):
            return True
        joint = joint or after.lower_ == "and"
    return False


_REACH = 16


def restore_related(token: Token) -> None:
    """Takes what two are to each other for no third: "X of Peru and Y of Chile, old rivals and foes,"."""
    if token.dep_ != "conj" or token.tag_ != "NNS" or token.lemma_.lower() not in _RELATIONS:
        return
    host, first = token.head, token.left_edge.i
    named = host.ent_type_ in {"PERSON", "GPE"} or is_title(host)
    bare = not any(c.dep_ in {"det", "poss", "nummod"} for c in token.lefts)
    if named and bare and first and token.doc[first - 1].text == ",":
        token.hang(host, "appos")


_RELATIONS = frozenset(
    """
    rival foe neighbour neighbor ally enemy friend partner opponent adversary opposite antagonist newcomer
    veteran
    """.split()
)


def restore_led(participles: list[Token]) -> None:
    """Hangs the place and day behind who leads a team on the verb: "received a team [led by X] in Oslo on
    Monday", "met a delegation of the Front [led by X] in Oslo"; not "a team led by X in the talks".
    """
    for led in participles:
        if led.tag_ != "VBN" or led.lemma_ not in _LEADING:
            continue
        _restore_movement(led)
        if led.dep_ != "acl":
            continue
        team, by = led.head, next((c for c in led.rights if c.dep_ == "agent"), None)
        if team.pos_ == "PROPN" and team.dep_ == "pobj" and group_class(team.head.head) == "delegation":
            led.hang(team := team.head.head)  # "a delegation of the Front | led by X"
        verb = team.head
        while verb.head is not verb and (
            verb.lower_ in {"with", "of"} or (verb.pos_ == "NOUN" and verb.dep_ in {"dobj", "pobj"})
        ):
            verb = verb.head
        if (
            by is None
            or verb.pos_ != "VERB"
            or group_class(team) is None
            or team.dep_ not in {"dobj", "pobj"}
        ):
            continue
        behind = [c for c in led.rights if c.i > by.i and c.dep_ in _ADVERBIALS]
        behind += [c for o in by.rights for c in o.rights if c.lower_ == "on" and _is_dated(c)]
        for word in behind:
            at_talks = any((o.lemma_, "NOUN") in frames() for o in word.rights)
            if word.lower_ != "to" and not at_talks:
                word.hang(verb)


def _is_dated(prep: Token) -> bool:
    return any(o.ent_type_ in {"DATE", "TIME"} for o in prep.rights)


_LEADING = frozenset({"lead", "head"})
_ADVERBIALS = frozenset({"prep", "npadvmod", "advmod"})


def restore_leaders(name: Token) -> None:
    """Lists people behind a person of whom the parser makes them the noun: "met [President X] and [business
    leaders]"; not "the X and Y camps".
    """
    group, joint = name.head, name.doc[name.i + 1 : name.i + 2].text
    if name.dep_ != "nmod" or joint != "and" or group.tag_ != "NNS" or group.i <= name.i + 1:
        return
    between = name.doc[name.i + 2 : group.i]
    if (
        any(t.ent_type_ == "PERSON" or t.pos_ in {"PROPN", "PUNCT"} for t in between)
        or group_class(group) is None
    ):
        return
    name.hang(group.head, group.dep_)
    group.hang(name, "conj")
