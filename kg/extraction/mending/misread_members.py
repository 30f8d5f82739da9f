"""Those named of several who are told of, hung on them: "met five leaders in Oslo, [X and Y] among them";
and those of whom a meeting is, behind its place: "a summit in Oslo [of leaders of the G8]"; from where those
are who are hosted: "will host advisers [from 30 countries]".

The parser takes the names for a time or one more place, and the phrase for a part of the verb or of them.
They are read as "met five leaders, including X and Y".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import FROM, group_class, kind_of_people
from kg.extraction.mending.misread_peoples import end_of_name
from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_WITHIN = frozenset({"conj", "compound", "pobj", "prep", "appos", "nmod"})


def restore_members(doc: Doc) -> None:
    """Hangs such names on the noun for the several, in place; names that stand with "with" are left."""
    for of in doc.having({"of"}):
        _restore_gathered(of)
    for from_ in doc.having({"from"}):
        _restore_origin(from_)
    for joint in doc.having({"and"}):
        _restore_beside(joint)
    for rank in doc.having(_RANKS):
        _restore_ranked(rank)
    for staff in doc.having(_STAFF):
        _restore_chiefs(staff)
    for head in doc.having({"head"}):
        _restore_aim(head)
    for among in doc.having({"among"}):
        behind = [t.lower_ for t in doc[among.i + 1 : among.i + 3]]
        were = behind in (["whom", "were"], ["whom", "was"])
        if behind[:1] != ["them"] and not were:
            continue
        several = _several(among)
        name = _behind(among, among.i + 2 + were) or _before(among, several) if several is not None else None
        if several is None or name is None or name.i <= several.i:
            continue
        them, last = doc[among.i + 1], end_of_name(name)
        among.hang(several, "prep")
        if last.head.i < among.i:  # "among them Ana | Ruiz", torn by the parser
            name.hang(last, "compound")
            name = last
        name.hang(among, "pobj")
        them.hang(among, "det")
        if were:  # "five leaders, among whom were X and Y"
            doc[among.i + 2].hang(them, "aux")
        doc.respell(among, "including")


def _restore_origin(from_: Token) -> None:
    """Hangs from how many states people are on them: "will host advisers [from 30 countries]"; not "recalled
    diplomats from Lima".
    """
    people = from_.doc[max(from_.i - 1, 0)]
    states = any(o.tag_ == "NNS" and o.lemma_ in {"country", "nation", "state"} for o in from_.rights)
    beside = from_.dep_ == "prep" and people.head is from_.head and people.dep_ in {"dobj", "nsubjpass"}
    if beside and states and group_class(people) is not None:
        from_.hang(people)


_RANKS = frozenset("ambassadors ministers presidents premiers envoys senators diplomats".split())


def _restore_aim(head: Token) -> None:
    """Hangs what somebody goes for on his going: "left at the head of a team [for talks]", read as a team for
    talks; not "is the head of a team for talks".
    """
    verb = head.head.head
    of = next((c for c in head.rights if c.lower_ == "of"), None)
    team = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    if team is None or head.head.lower_ != "at" or verb.pos_ != "VERB":
        return
    for aim in [c for c in team.rights if c.lower_ == "for"]:
        if any(c.dep_ == "pobj" and names_meeting(c) for c in aim.rights):
            aim.hang(verb)


def _restore_beside(joint: Token) -> None:
    """Hangs a person named behind several on them, not on their states nor as their name: "the presidents of
    Peru and Chile [and Secretary-General X]", read as presidents of Peru, Chile and X.
    """
    of_it = (t for t in joint.doc[joint.i + 1 : joint.sent.end] if t.left_edge.i == joint.i + 1)
    name = next((t for t in of_it if t.dep_ in {"appos", "conj"} and t.pos_ == "PROPN"), None)
    ranked = name is not None and any(c.dep_ == "compound" and is_title(c) for c in name.lefts)
    if name is None or not ranked or joint.dep_ != "cc" or joint.i == joint.sent.start:
        return
    several = name.head
    while several.dep_ == "conj" and several.tag_ not in _PLURAL:
        several = several.head
    if several.dep_ == "pobj" and several.head.lower_ == "of" and name.dep_ == "conj":
        if several.ent_type_ == "PERSON":
            return  # "envoys of X and President Y"
        several = several.head.head
    if several.tag_ in _PLURAL and is_title(several) and several.i < joint.i and joint.head is not several:
        joint.hang(several, "cc")
        name.hang(several, "conj")


_PLURAL = frozenset({"NNS", "NNPS"})
_STAFF = frozenset("envoys emissaries aides advisers advisors representatives negotiators delegates".split())


def _restore_chiefs(staff: Token) -> None:
    """Hangs the second of two whom some serve on the first: "envoys of X [and Y] met", read as envoys and Y;
    not "envoys of X and President Y", who may have met them, nor "envoys of X, and Y".
    """
    of = next((c for c in staff.rights if c.lower_ in {"of", "to"} and c.dep_ == "prep"), None)
    first = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    joint = next((c for c in staff.rights if c.lower_ == "and" and c.dep_ == "cc"), None)
    second = next((c for c in staff.rights if c.dep_ == "conj"), None)
    if first is None or joint is None or second is None or second.left_edge.i != joint.i + 1:
        return
    people = first.ent_type_ == second.ent_type_ == "PERSON"
    alike = any(c.pos_ == "PROPN" and not c.ent_type_ for c in first.lefts) == any(
        c.pos_ == "PROPN" and not c.ent_type_ for c in second.lefts
    )
    if people and alike and first.right_edge.i == joint.i - 1:
        joint.hang(first, "cc")
        second.hang(first, "conj")


_APART = frozenset({",", "(", "-", "--", "–", "—"})
_OF_GROUPS = frozenset({"DET", "ADP", "PROPN", "NOUN", "ADJ"})


def _restore_ranked(rank: Token) -> None:
    """Hangs those named behind a noun for them and their rank on that noun: "the co-chairs of the group
    ([Ambassadors X of P, Y of Q and Z of R]) met"; not "met the co-chairs, and Ambassadors X and Y".
    """
    doc, name = rank.doc, rank.head
    if rank.i < 3 or not rank.text[:1].isupper() or rank.dep_ != "compound" or name.ent_type_ != "PERSON":
        return
    if doc[rank.i - 1].text not in _APART:
        return
    last = several = doc[rank.i - 2]
    while several.tag_ not in {"NNS", "NNPS"} and several.i > rank.sent.start and several.pos_ in _OF_GROUPS:
        several = several.nbor(-1)
    if several.tag_ not in {"NNS", "NNPS"} or group_class(several) is None:
        return
    of = name.head
    if last.head.i in {rank.i, name.i} and of.lower_ == "of" and of.head.i == several.i:
        last.hang(of, "pobj")  # "the co-chairs of the | group - Ambassadors X"
        for the in [c for c in name.lefts if c.dep_ == "det" and c.i < last.i]:
            the.hang(last)
    others = [t for t in (*last.rights, *several.rights) if t.i > name.i and t.ent_type_ == "PERSON"]
    name.hang(several, "appos")
    for other in (o for o in others if o.dep_ in {"appos", "conj"}):
        other.hang(name, "conj")


def _restore_gathered(of: Token) -> None:
    """Hangs those of whom a meeting is on its noun: "a meeting in Bern on Monday [of ministers from A]", read
    as people of the place or of the day; not "in the city of Bern", nor "the talks in the capital of Peru".
    """
    place = of.head
    inside = place.head if place.dep_ == "pobj" else place
    people = next((c for c in of.rights if c.dep_ == "pobj"), None)
    named = of.ent_type_ == place.ent_type_ and of.ent_iob_ == "I"  # "at the Hall of the People"
    told = place.ent_type_ in _SETTINGS and not named and inside.dep_ == "prep" and inside.lower_ in _IN
    if not told or people is None:
        return
    meeting = next((t for t in inside.ancestors if t.dep_ != "prep" and t.ent_type_ not in _SETTINGS), inside)
    if not names_meeting(meeting) or meeting.tag_ not in {"NN", "NNS"}:
        return
    if people.ent_type_ != "ORG" and (people.tag_ not in {"NNS", "NNPS"} or group_class(people) is None):
        return
    of.hang(meeting, "prep")
    for prep in [c for c in meeting.rights if c.i == people.right_edge.i + 1]:
        if prep.dep_ == "prep" and prep.lower_ in FROM - {"in"}:
            prep.hang(people, "prep")


_SETTINGS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_IN = frozenset({"in", "at", "on", "near", "outside"})


def _several(among: Token) -> Token | None:
    """The last noun for several people before the phrase in its sentence."""
    before = among.doc[among.sent.start : among.i]
    return next((t for t in reversed(before) if t.tag_ == "NNS" and kind_of_people(t)), None)


def _behind(among: Token, first: int) -> Token | None:
    """The first of those named behind it: "among them President [X] of Peru and Y"."""
    end = among.sent.end
    here = [t for t in among.doc[first:end] if t.left_edge.i in {first, among.i}]
    people = [t for t in here if t.ent_type_ == "PERSON"]
    if not people and here and is_title(office := here[-1]):
        people = [c for c in office.rights if c.dep_ == "appos" and c.left_edge.i == office.i + 1]
        for name in people[:1]:  # "among them Deputy Minister | X and Minister Y"
            name.hang(among, "pobj")
            office.hang(name, "compound")
        people = people or [office]  # "among them the minister, X"
    return people[-1] if people else None


def _before(among: Token, several: Token) -> Token | None:
    """The first of those named before it, behind a comma: ", [X] of Peru and Y among them"."""
    token, name = among.doc[among.i - 1], None
    while token.i > several.i and (token.ent_type_ == "PERSON" or token.dep_ in {"pobj", "prep"}):
        name = token if token.ent_type_ == "PERSON" else name
        if token.dep_ not in _WITHIN:
            break
        token = token.head
    if name is None or among.doc[name.left_edge.i - 1].text != ",":
        return None
    return name
