"""Who is said to be visiting, taken for whom another visits: "received in Oslo [visiting President X]"; and
who is met, taken for a word before the day: "met [X] Thursday morning".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mending.misread_guests import is_somebody
from kg.extraction.names.title_heads import is_title
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.tokens.counterparts import is_counterpart

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_visitors(doc: Doc) -> None:
    """Takes who visits for whom a verb is of, in place."""
    for visiting in doc.having({"visiting"}):
        if visiting.dep_ == "xcomp":
            _restore_guest(visiting)
        elif visiting.dep_ in {"advcl", "acl"} and visiting.tag_ == "VBG":
            _restore_received(visiting)
    for day in doc.having(WEEKDAYS):
        if day.i > 1 and doc[day.i - 1].ent_type_ == "PERSON":
            _restore_met(doc[day.i - 1], day)
    for verb in doc.having(_RECEIVED):
        if verb.tag_ == "VBD" and not any(c.dep_ in {"dobj", "auxpass"} for c in verb.children):
            _restore_behind(verb)


_RECEIVED = frozenset("received met hosted welcomed greeted".split())


def _restore_behind(verb: Token) -> None:
    """Hangs on the verb whom it is of where place and day stand between: "received at his palace [the
    ambassador to Peru Ana Soto]", "received on Sunday [Minister Soto]"; not "met at the palace the day
    before", nor "met on Minister Soto's farm".
    """
    for word in list(verb.rights):
        if word.dep_ == "npadvmod" and is_title(word) and not word.ent_type_:
            word.dep_ = "dobj"
        elif word.dep_ == "prep" and word.lower_ == "on":
            _part_from_day(word, verb)


def _part_from_day(on: Token, verb: Token) -> None:
    guest = next((c for c in on.rights if c.dep_ == "pobj"), None)
    if guest is None or not (is_somebody(guest) or is_title(guest)):
        return
    end = on.i + 1
    while on.doc[end].ent_type_ == "DATE" and end < guest.i:
        end += 1
    days = on.doc[on.i + 1 : end]
    if not days or any(c.i >= end for day in days for c in day.rights):
        return  # "on the 5th of May", "on Sunday's visit"
    for day in days[:-1]:
        day.hang(days[-1], "nummod")
    days[-1].hang(on, "pobj")
    guest.hang(verb, "dobj")


def _restore_met(name: Token, day: Token) -> None:
    """Makes a person whom somebody met, not a word for the day: "met [Soto] Thursday morning", "saw [Soto]
    Thursday"; not "met Ana Soto Thursday", where she is read as such, nor "visited on Soto Thursday".
    """
    when = name.head
    verb = when.head
    by_day = when is day or day.head is when
    if name.dep_ != "compound" or not by_day or when.dep_ not in {"npadvmod", "dobj"} or verb.pos_ != "VERB":
        return
    if any(c.dep_ == "dobj" and c is not when for c in verb.rights) or verb.i > name.left_edge.i:
        return
    for word in [c for c in when.lefts if c.ent_type_ == "PERSON" and c is not name]:
        word.hang(name)
    name.hang(verb, "dobj")
    when.dep_ = "npadvmod"


def _restore_guest(visiting: Token) -> None:
    """Takes who visits for whom a verb is of, not for whom another visits: "welcomed her [visiting
    counterpart Soto] to Lima", read as that she is seen visiting him.
    """
    verb, her = visiting.head, visiting.doc[visiting.i - 1]
    guest = next((c for c in visiting.rights if c.dep_ == "dobj"), None)
    if her.lower_ != "her" or her.head is not verb or guest is None:
        return
    if not is_somebody(guest) and not is_counterpart(guest):
        return
    _receive(guest, visiting, verb)
    her.hang(guest, "poss")


def _restore_received(visiting: Token) -> None:
    """Hangs a guest on the verb that has nobody else behind it: "received at the palace on Monday [visiting
    President X]"; not "met the press visiting X", nor "met in Lima, visiting X's grave".
    """
    verb = next((t for t in visiting.ancestors if t.pos_ == "VERB"), visiting)
    guest = next((c for c in visiting.rights if c.dep_ == "dobj"), None)
    if guest is None or verb.lemma_ not in _RECEIVING or verb.tag_ not in {"VBD", "VBZ", "VBP", "VB"}:
        return
    titled = is_title(guest) or any(is_title(c) for c in guest.lefts)
    alone = visiting.doc[visiting.i - 1].text != "," and not any(c.dep_ == "dobj" for c in verb.rights)
    if not titled or not alone or guest.lower_ in {"him", "her", "them"}:
        return
    _receive(guest, visiting, verb)


_RECEIVING = frozenset("receive meet host welcome greet see".split())


def _receive(guest: Token, visiting: Token, verb: Token) -> None:
    """Makes a guest whom the verb is of, and "visiting" what is said of him."""
    for child in [c for c in visiting.rights if c is not guest]:
        child.hang(verb)
    guest.hang(verb, "dobj")
    visiting.hang(guest, "amod")
