"""Days set between a verb and what it says of somebody, and days that "see" something happen.

"X was today, Monday, the guest of Y" was read as if the guest were Monday, "the guest on Monday of Y" as if
the day were Y's, "Monday will see X meet Y" as if X met on no day, "Not since 1991 had they met" as if
they met, "X began three days in Oslo" as if it were how long that took, "met on Monday in the town of
Arica" as if the day were in the town, "will
host X on Monday, a visit awaited for years" as if the visit were hosted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.spent_time import BEGINNING
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_day_asides(doc: Doc) -> None:
    """Hangs what is said of somebody, and whose guest he is, where they belong, in place."""
    for be in doc.having(_BEING):
        for day in [c for c in be.rights if c.ent_type_ == "DATE" and c.dep_ in {"attr", "npadvmod"}]:
            _restore_said(be, day)
    for guest in doc.having(_GUESTS):
        _restore_host(guest)
    for see in doc.having(_SEEING):
        _restore_seen(see)
    for since in doc.having(_SINCE):
        _restore_denied(since)
    for days in doc.having(_SPENT):
        _restore_begun(days)
    for prep in doc.having(_WHERE):
        _restore_where(prep)
    for event in doc.having(_EVENTS):
        _restore_summed(event)
    for year in doc.having({"year"}):
        _restore_year(year)


def _restore_year(year: Token) -> None:
    """Hangs the year of a month on it, not on the verb behind: "the trip she made to Lima in April [last
    year] was called off", read as called off last year; not "last year she was called off".
    """
    first = year.left_edge
    month = year.doc[first.i - 1] if first.i else year
    said = first.i < year.i and first.lower_ in {"last", "this", "next"}
    behind = year.dep_ == "npadvmod" and year.head.i > year.i
    within = month.ent_type_ == "DATE" and month.dep_ == "pobj" and month.head.i == month.i - 1
    if said and behind and within:
        year.hang(month, "npadvmod")


_EVENTS = frozenset("visit trip tour meeting talks call summit encounter conversation".split())


def _restore_summed(event: Token) -> None:
    """Makes what sums up what a verb tells a word beside it, not its second object: "will host X on Monday,
    [a visit] awaited for years"; not "hosted a dinner and a visit".
    """
    verb, comma = event.head, event.doc[max(event.left_edge.i - 1, 0)]
    first = any(c.dep_ == "dobj" and c.i < comma.i for c in verb.rights)
    if event.dep_ == "dobj" and comma.text == "," and first and event.n_lefts:
        event.hang(verb, "npadvmod")


_BEING = frozenset("was were is are be".split())
_GUESTS = frozenset({"guest", "guests"})
_SEEING = frozenset({"see", "sees", "saw"})
_SINCE = frozenset({"since", "before"})


def _restore_denied(since: Token) -> None:
    """Hangs what opens a sentence on the verb that it denies: "[Not since] 1991 had the two met", "[Never]
    before had they met"; not "Not since Monday, but since May".
    """
    verb = since.head.head if since.head.dep_ in {"aux", "auxpass"} else since.head
    opens = since.i - since.sent.start == 1 and since.nbor(-1).lower_ in {"not", "never"}
    turned = any(c.dep_ == "aux" and c.lower_ in {"had", "has", "have"} for c in verb.lefts)
    if opens and turned and verb.tag_ in {"VBN", "VBD"}:
        verb.tag_ = "VBN"
        since.nbor(-1).hang(verb, "neg")
        since.hang(verb, "advmod" if since.lower_ == "before" else "prep")


_WHERE = frozenset("in at outside near inside on aboard with".split())
_WHEN = frozenset("on over in during".split())
_TIMES = frozenset({"DATE", "TIME"})
_LENGTHS = frozenset("day days hour hours minute minutes".split())


def _restore_said(be: Token, day: Token) -> None:
    """Hangs a person behind a day on "be": "was today, Monday, [the guest] of Y", and makes a participle the
    verb: "was yesterday, Monday, [received] by Y"; not "the deadline was Monday, the first day of the talks".
    """
    for noun in (c for c in day.rights if c.dep_ == "appos" and c.ent_type_ != "DATE"):
        if noun.lower_ in _GUESTS or is_title(noun):
            day.dep_ = "npadvmod"
            noun.hang(be, "attr")
            return
    done = next((c for c in (*day.rights, *be.rights) if c.tag_ == "VBN" and c.dep_ in _SAID), None)
    last = be.doc[done.left_edge.i - 1] if done is not None else be
    if done is None or last.text != "," or last.head is not day or be.lower_ == "be":
        return
    day.dep_ = "npadvmod"
    head, dep = be.head, be.dep_
    done.hang(done if head is be else head, dep)
    for word in [c for c in be.children if c is not done]:
        word.hang(done, "nsubjpass" if word.dep_ == "nsubj" else word.dep_)
    be.hang(done, "auxpass")


_SAID = frozenset({"xcomp", "acomp", "acl"})


def _restore_host(guest: Token) -> None:
    """Hangs the host behind a day on the guest, "the guest on Monday [of Y]", and what the guest is there for
    on "be": "was the guest of Y [for talks]".
    """
    for on in (c for c in guest.rights if c.lower_ == "on"):
        for day in (c for c in on.rights if c.ent_type_ == "DATE"):
            for of in [c for c in day.rights if c.lower_ == "of"]:
                of.hang(guest)
    be = guest.head
    for word in [c for c in guest.rights if c.lower_ == "for" and guest.dep_ == "attr"]:
        if be.lemma_ == "be" and any(names_meeting(o) for o in word.rights):
            word.hang(be)


def _restore_seen(see: Token) -> None:
    """Hangs a day that "sees" people do something on what they do: "[Monday] will see X meet Y"; not "X will
    see Y on Monday", "on Monday X saw Y leave".
    """
    days = [c for c in see.lefts if c.ent_type_ == "DATE" and c.dep_ in {"nsubj", "npadvmod"}]
    done = next((c for c in see.rights if c.dep_ == "ccomp" and c.tag_ in {"VB", "VBP"}), None)
    alone = not any(c.dep_ == "nsubj" and c not in days for c in see.lefts)
    if len(days) == 1 and done is not None and alone:
        days[0].hang(done, "npadvmod")


_SPENT = frozenset("days weeks months hours day week month hour".split())


def _restore_begun(days: Token) -> None:
    """Makes the days that somebody begins or ends somewhere what he begins: "began three [days] in Oslo",
    "closed a [week] of talks"; not "began three days before", "three days in advance".
    """
    verb = days.head
    of = (o for p in days.rights if p.lower_ == "of" for o in p.rights)
    if (
        days.dep_ == "npadvmod"
        and verb.lemma_ in BEGINNING | {"close", "cap"}
        and any(map(names_meeting, of))
    ):
        days.dep_ = "dobj"
        return
    if days.lower_ not in {"days", "weeks"}:
        return
    there = days.doc[days.i + 1 : days.i + 3]
    said = days.dep_ in {"npadvmod", "pobj", "dobj"} and verb.i < days.i and verb.lemma_ in BEGINNING
    if said and len(there) == 2 and there[0].lower_ == "in" and there[1].ent_type_ in {"GPE", "LOC"}:
        days.dep_ = "dobj"
        there[0].hang(days)


def _restore_where(prep: Token) -> None:
    """Hangs where and with whom something is done on the verb or meeting, not on its day: "met X on 4 March
    [outside Lima]", "talks over the weekend [in the town of Arica]", "held talks over the weekend [with X]";
    not "on Monday in April", "on her first day in office".
    """
    day = prep.head
    if day.lower_ in _WHEN and day.dep_ == "prep":
        day = next((c for c in day.rights if c.dep_ == "pobj" and c.i < prep.i), day)
    objects = [o for o in prep.rights if o.dep_ == "pobj"]
    if prep.dep_ != "prep" or day.ent_type_ not in _TIMES or day.i > prep.i or day.lower_ in _LENGTHS:
        return
    if not objects or objects[0].ent_type_ in _TIMES:
        return
    when = day.head
    if day.dep_ == "pobj" and when.dep_ == "prep" and when.lower_ in _WHEN and when.head is not when:
        prep.hang(when.head)
    elif day.dep_ == "npadvmod" and when.pos_ in {"VERB", "AUX", "NOUN"} and when.i < prep.i:
        prep.hang(when)
