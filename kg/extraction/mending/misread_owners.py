"""People of states that the parser has act themselves: "[Peru and Chile's] ministers met"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.names.name_words import BODIES
from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_PLURAL = frozenset({"NNS", "NNPS"})
_PLACE = frozenset({"GPE"})


def restore_owners(doc: Doc) -> None:
    """Makes the states before such a noun those whose people they are, and the people those who act, in
    place; not in "Peru and Chile's president", nor "President X and Chile's ministers". So it gives events of
    people the time that stands before these.
    """
    for mark in doc.having({"'s", "’s", "'", "’"}):
        _restore_owner(mark)
        owner, people = mark.head, mark.head.head
        if owner.dep_ == "poss" and owner.ent_type_ in _PLACE and owner.left_edge.i > 1:
            _part_town(owner, people)
        if owner.dep_ == "poss" and people.dep_ == "appos" and owner.ent_type_ in _PLACE:
            _list_next(owner, people)
        elif owner.dep_ == "poss" and people.dep_ == "conj" and people.tag_ in _PLURAL:
            _share(owner, people)
        elif owner.dep_ == "poss" and people.dep_ == "conj" and names_meeting(people):
            _share_meeting(owner, people)
    for noun in doc.having(_STAFF):
        _serve(noun)
    for bringing in doc.having({"bringing", "gathering"}):
        _bring_together(bringing)
    for leaders in doc.having(_LEADERS):
        _date_event(leaders)


def _restore_owner(mark: Token) -> None:
    """Makes somebody whose relative or aide comes next in a list the one whose he is: "X and [Colonel Y's]
    son, Z, met", read as X, Y and the son.
    """
    owner, doc = mark.head, mark.doc
    thing = next((t for t in doc[mark.i + 1 : mark.i + 5] if t.dep_ == "conj"), None)
    if mark.dep_ != "case" or owner.dep_ != "conj" or thing is None or thing.head is not owner.head:
        return
    listed = any(c.dep_ == "cc" for c in owner.rights)
    if thing.left_edge.i == mark.i + 1 and thing.tag_ == "NN" and not listed:
        owner.hang(thing, "poss")


def _part_town(owner: Token, people: Token) -> None:
    """Parts the town of a phrase in front from who acts behind the comma, of whose name the parser makes it a
    word: "At the summit in [Rio], | Peru's President X met Y".
    """
    doc, comma = owner.doc, owner.left_edge.i - 1
    town, before = doc[comma - 1], doc[max(comma - 2, 0)]
    if doc[comma].text != "," or town.ent_type_ not in _PLACE or town.head is not people or town.n_lefts:
        return
    if town.dep_ not in {"nmod", "compound"} or before.pos_ != "ADP":
        return
    name = people
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    verb = next((t for t in doc[name.right_edge.i + 1 : name.sent.end] if t.pos_ in {"VERB", "AUX"}), None)
    if name.head is before and verb is not None:
        while verb.dep_ in {"aux", "auxpass"}:
            verb = verb.head
        if any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
            return
        name.hang(verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj")
    town.hang(before, "pobj")


def _bring_together(bringing: Token) -> None:
    """Hangs whom an event brings together on the event, not on when it is: "The summit, slated for 1 March -
    [bringing together] leaders of P and Q -".
    """
    slated = bringing.head
    event = slated.head
    told = slated.dep_ == "acl" and slated.tag_ == "VBN" and names_meeting(event)
    if told and bringing.tag_ == "VBG" and bringing.dep_ == "advcl" and event.i < slated.i:
        bringing.hang(event, "acl")


_LEADERS = frozenset("leaders ministers presidents chiefs secretaries officials".split())
_TIMES = frozenset("week month year monday tuesday wednesday thursday friday saturday sunday".split())


def _date_event(leaders: Token) -> None:
    """Gives an event the time that stands before those whose it is: "[next month's] Andean Community leaders
    [meeting]", read as leaders of next month who meet, "the [2031] Andean Community leaders' [summit]".
    """
    event = leaders.doc[leaders.i + 1] if leaders.i + 1 < leaders.sent.end else leaders
    time = next((c for c in leaders.lefts if c.dep_ == "poss" and c.lower_ in _TIMES), None)
    if event.lower_ == "meeting" and event.head is leaders and event.dep_ == "acl":
        if time is not None and leaders.dep_ in {"pobj", "dobj", "nsubj"}:
            event.hang(leaders.head, leaders.dep_)
            leaders.hang(event, "compound")
            time.hang(event, "poss")
            event.tag_, event.pos_, event.lemma_ = "NN", "NOUN", "meeting"
        return
    event = leaders.head
    if leaders.dep_ != "poss" or not names_meeting(event):
        return
    year = next((c for c in leaders.lefts if c.lower_.isdigit() and len(c.lower_) == _DIGITS), time)
    if year is not None:
        year.hang(event, "poss" if year is time else "nummod")


_DIGITS = 4
"""How many digits a year has."""


def _list_next(owner: Token, name: Token) -> None:
    """Joins a person of a state to one of another, of whom the parser makes one: "Peru's X, | Chile's Y and
    Kenya's Z met"; not "X, Peru's President", nor "met X, Peru's Foreign Ministry said".
    """
    first = name.head
    names = name.pos_ == first.pos_ == "PROPN" and not (is_title(name) or is_title(first))
    names = names and name.lower_ not in BODIES and any(c.dep_ == "conj" for c in name.rights)
    before = name.doc[owner.left_edge.i - 1] if owner.left_edge.i else name
    if names and before.text == "," and first.right_edge.i >= name.right_edge.i:
        name.hang(first, "conj")


def _serve(noun: Token) -> None:
    """Hangs whom they serve on those who do so: "met [with aides] [to X]"; not "sent aides to X"."""
    to = noun.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else None
    if to is None or to.lower_ != "to" or to.dep_ != "prep" or to.head is noun or noun.pos_ != "NOUN":
        return
    served = next((c for c in to.rights if c.dep_ == "pobj"), None)
    sent = to.head.lemma_ in _SENDING or noun.dep_ not in {"pobj", "conj", "dobj", "nsubj"}
    if served is not None and served.ent_type_ == "PERSON" and not sent:
        to.hang(noun, "prep")


def _share_meeting(owner: Token, meeting: Token) -> None:
    """Makes both those whose meeting it is: "the talks were [Soto] and [Rojas's] third meeting"."""
    first = meeting.head
    joined = owner.left_edge.i and owner.doc[owner.left_edge.i - 1].lower_ == "and"
    people = first.pos_ == owner.pos_ == "PROPN" and first.i < owner.left_edge.i
    people = people and not {first.ent_type_, owner.ent_type_} & {"DATE", "TIME", "EVENT"}
    alone = all(c.dep_ in _WITHIN | {"amod", "nmod"} for c in first.children)
    if not (joined and people and alone):
        return
    meeting.hang(first.head, first.dep_)
    first.hang(meeting, "poss")
    owner.hang(first, "conj")


_STAFF = frozenset("advisers advisors aides adviser advisor aide assistants assistant".split())
_SENDING = frozenset("send dispatch introduce assign refer lead give present appoint".split())


def _share(owner: Token, people: Token) -> None:
    states, top = _joined_before(people)
    alone = all(s.ent_type_ in _PLACE and s.pos_ == "PROPN" for s in (*states, owner))
    bare = all(c.dep_ in _WITHIN for s in states for c in s.children)
    officials = group_class(people) == "officials"
    if not (states and alone and bare and officials) or top is people or states[0].i > owner.i:
        return
    before = people.doc[owner.left_edge.i - 1]
    if before.lower_ != "and":
        return
    head, dep = top.head, top.dep_
    last = states[-1]
    for child in [c for c in last.rights if c.i > people.right_edge.i]:
        child.hang(people)
    people.hang(head, dep)
    top.hang(people, "poss")
    owner.hang(last, "conj")


def _joined_before(people: Token) -> tuple[list[Token], Token]:
    """The states of the list that the people end, in order, and the one at its head."""
    states: list[Token] = []
    word = people
    while word.dep_ == "conj":
        word = word.head
        states.append(word)
    return states[::-1], word


_WITHIN = frozenset({"conj", "cc", "punct", "compound", "det"})
