"""Who is said to be visiting, taken for whom another visits: "received in Oslo [visiting President X]"; and
who is met, taken for a word before the day: "met [X] Thursday morning".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mending.misread_guests import is_somebody
from kg.extraction.names.title_heads import is_title
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_visitors(doc: Doc) -> None:
    """Takes who visits for whom a verb is of, in place."""
    for visiting in doc.having({"visiting"}):
        if visiting.dep_ == "xcomp":
            _restore_guest(visiting)
        elif visiting.tag_ == "VBG" and not _restore_side(visiting) and visiting.dep_ in {"advcl", "acl"}:
            _restore_received(visiting)
    for day in doc.having(WEEKDAYS):
        if day.i > 1 and doc[day.i - 1].ent_type_ == "PERSON":
            _restore_met(doc[day.i - 1], day)
    for verb in doc.having(_RECEIVED):
        if verb.tag_ == "VBD" and not any(c.dep_ in {"dobj", "auxpass"} for c in verb.children):
            _restore_behind(verb)


_SIDES = frozenset("with between by from to for of".split())


def _restore_side(visiting: Token) -> bool:
    """Whether one who visits is a side of a meeting, read as whom another visits, and now is: "talks with
    [visiting President X]", "talks between X and [visiting Minister Y]", "was received by [visiting Y]",
    "after meeting [visiting Y]"; not "began by visiting President X", "holding talks and visiting Minister
    Y".
    """
    guest = next((c for c in visiting.rights if c.dep_ == "dobj"), None)
    before = visiting.doc[visiting.i - 1] if visiting.i else visiting
    if guest is None or not _is_titled(guest) or guest.left_edge.i != visiting.i + 1:
        return False
    above = visiting.head
    if before.lower_ == "meeting" and above is before and before.dep_ == "pcomp":
        above.tag_, above.pos_, above.lemma_ = "VBG", "VERB", "meet"
        _side(guest, visiting, above, "dobj")
    elif before.lower_ == "and" and visiting.dep_ == "conj" and above.i < before.i:
        between = next((c for c in above.rights if c.lower_ == "between" and c.i < before.i), None)
        first = above if between is None else next((c for c in between.rights if c.dep_ == "pobj"), above)
        if not (is_somebody(first) or _is_titled(first)):
            return False
        before.hang(first)
        _side(guest, visiting, first, "conj")
    elif before.dep_ in {"prep", "agent"} and before.lower_ in _SIDES and above is before:
        done = before.head.tag_ == "VBN" or names_meeting(before.head)
        if before.lower_ == "by" and not done:
            return False
        _side(guest, visiting, before, "pobj")
    else:
        return False
    return True


def _side(guest: Token, visiting: Token, head: Token, dep: str) -> None:
    """Hangs a guest where "visiting" hung, and what was read as said of the visit on what is above."""
    over = head
    while over.pos_ == "ADP" or (over.dep_ in {"conj", "pobj"} and over.i > 0 and over.head is not over):
        over = over.head
    own = [c for c in visiting.rights if c is not guest]
    guest.hang(head, dep)
    for child in own:
        child.hang(over)
    visiting.hang(guest, "amod")


def _is_titled(guest: Token) -> bool:
    return is_title(guest) or any(is_title(c) for c in guest.lefts) or is_counterpart(guest)


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
    alone = visiting.doc[visiting.i - 1].text != "," and not any(c.dep_ == "dobj" for c in verb.rights)
    if not _is_titled(guest) or not alone or guest.lower_ in {"him", "her", "them"}:
        return
    _receive(guest, visiting, verb)


_RECEIVING = frozenset("receive meet host welcome greet see".split())


def _receive(guest: Token, visiting: Token, verb: Token) -> None:
    """Makes a guest whom the verb is of, and "visiting" what is said of him."""
    for child in [c for c in visiting.rights if c is not guest]:
        child.hang(verb)
    guest.hang(verb, "dobj")
    visiting.hang(guest, "amod")
