"""Occasions that the parser hangs on the noun before them: "discussed a summit in a phone call".

The summit was not in the call; the words tell where it was discussed, and so they go to the verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.mending.misread_guests import restore_staged
from kg.extraction.mending.misread_journeys import journey_of, restore_aim, restore_company
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_TALKING = frozenset(
    """
    discuss review raise debate address explore consider examine exchange express convey reaffirm reiterate
    stress underline voice welcome
    """.split()
)
_HUNG = frozenset("prep acl relcl advcl pcomp xcomp".split())
_OCCASIONS = frozenset("call conversation meeting talk discussion encounter".split())
_ONE = frozenset("a an their his her".split())


def restore_settings(doc: Doc) -> None:
    """Hangs "in a call" on the verb of speaking, what a journey is for on the verb of motion, in place."""
    for prep in doc:
        if prep.dep_ not in _HUNG and prep.lower_ != "of":
            continue
        if prep.dep_ in {"prep", "acl", "relcl"} and (verb := journey_of(prep)) is not None:
            prep.hang(verb, "prep" if prep.dep_ == "prep" else "advcl")
            continue
        if prep.dep_ in {"acl", "relcl", "advcl"} and prep.tag_ == "VBN":
            restore_staged(prep)
        if prep.dep_ in {"acl", "relcl"}:
            _restore_said(prep)
        if prep.dep_ == "advcl" and prep.tag_ == "VBG" and prep.lemma_ in _ENCOUNTER:
            _restore_when(prep)
        if prep.dep_ in {"advcl", "pcomp", "xcomp"} and prep.tag_ == "VB":
            restore_company(prep)
            restore_aim(prep)
        if prep.lower_ == "of" and prep.i and prep.doc[prep.i - 1].lower_ == "ahead":
            _restore_ahead(prep)
        if prep.dep_ == "prep" and prep.lower_ in _OF_TIME_AND_PLACE:
            _restore_occasion(prep)


def _restore_occasion(prep: Token) -> None:
    """Hangs the day or the occasion that a preposition names where it belongs, in place."""
    if prep.lower_ in _AT and _is_aside(prep):
        prep.hang(prep.head.head)
    if prep.lower_ in {"in", "at"} and prep.head.ent_type_ in {"DATE", "TIME"}:
        _restore_place(prep)
    if prep.lower_ in {"after", "before"} and prep.head.dep_ in {"appos", "npadvmod"}:
        _restore_distance(prep)
    if prep.lower_ in {"in", "on"}:
        _restore_second_day(prep)
    if prep.lower_ in _AT and _is_gained(prep):
        prep.hang(prep.head.head)
    if prep.lower_ in _AT and prep.head.tag_ == "VB" and prep.head.dep_ == "acl" and _is_presented(prep):
        prep.hang(prep.head.head.head)
    if prep.lower_ == "on":
        _restore_day_before(prep)
        _restore_first_day(prep)
    if prep.lower_ == "during":
        _restore_asked(prep)
    if prep.lower_ in {"in", "during"}:
        _restore_spoken(prep)


def _restore_spoken(prep: Token) -> None:
    """Hangs the occasion, and the day behind it, on what is said there: "discussed meeting [in a call]"."""
    noun, below = _object(prep), prep.head
    if noun is None or noun.lemma_.lower() not in _OCCASIONS or not _is_one(prep, noun):
        return
    if (verb := _spoken_by(below)) is not None:
        for word in (prep, *(c for c in below.rights if c.dep_ == "npadvmod" and c.i > prep.i)):
            word.hang(verb)


def _object(prep: Token) -> Token | None:
    """What a preposition is on: "Friday" of "on Friday"."""
    return next((c for c in prep.children if c.dep_ == "pobj"), None)


def _restore_distance(prep: Token) -> None:
    """Hangs "after" on the verb, and how long on it: "met on Monday, [a day after talks with X]", read as
    another word for Monday.
    """
    time = prep.head
    verb, dated = time.head, time.ent_type_ in {"DATE", "TIME"}
    if time.dep_ == "appos":
        dated = dated and verb.ent_type_ in {"DATE", "TIME"} and verb.dep_ == "pobj"
        verb = verb.head.head
    if dated and verb.pos_ == "VERB":
        prep.hang(verb)
        time.hang(prep, "npadvmod")


def _restore_place(prep: Token) -> None:
    """Hangs a place on the verb, not on the hour before it: "received X on Monday evening [in Lima]"."""
    place, hour = _object(prep), prep.head
    if place is None or place.ent_type_ != "GPE" or hour.dep_ not in {"pobj", "npadvmod"}:
        return
    free = hour.dep_ == "npadvmod"
    host = hour.head if free else hour.head.head
    if host.pos_ == "VERB" and host.i < prep.i and (free or hour.head.lower_ == "on"):
        prep.hang(host)


def _restore_second_day(prep: Token) -> None:
    """Hangs a day on the meeting before it, where the verb has one already: "held talks on Friday, ahead of a
    summit in Lima [in May]".
    """
    day = _object(prep)
    verb, last = prep.head, prep.i - 1
    if day is None or day.ent_type_ != "DATE" or verb.pos_ != "VERB" or last <= verb.i:
        return
    noun = prep.doc[last]
    while noun.i > verb.i and not (noun.pos_ == "NOUN" and noun.dep_ == "pobj" and names_meeting(noun)):
        noun = noun.head if noun.head is not noun else verb
        if noun.i < verb.i or noun is verb:
            return
    dated = (c for c in verb.rights if c.i < noun.left_edge.i and c.dep_ in {"prep", "npadvmod"})
    if any(t.ent_type_ == "DATE" and t.text[:1].isupper() for c in dated for t in c.subtree if t.i < noun.i):
        prep.hang(noun)


def _restore_asked(during: Token) -> None:
    """Hangs the occasion on who asks for something there, not on what is asked: "urged X to sign the pact
    [during talks on Monday]".
    """
    noun = _object(during)
    if noun is None or not names_meeting(noun):
        return
    verb = during.head
    asking = next((v for v in _verbs_above(verb) if v.lemma_ in _ASKING), None)
    if asking is not None:
        for word in [c for c in verb.rights if c.i >= during.i and c.dep_ in {"prep", "npadvmod"}]:
            word.hang(asking)


def _verbs_above(verb: Token) -> Iterator[Token]:
    """The verbs on which an infinitive hangs, from the next one up: "urged" of "urged X to sign"."""
    while verb.tag_ == "VB" and verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.pos_ == "VERB":
        verb = verb.head
        yield verb


def _restore_when(meeting: Token) -> None:
    """Hangs "when meeting X" on who says something then, not on what is to be done: "urged the two sides to
    deepen ties [when meeting with X on Friday]".
    """
    if not any(c.lower_ in {"when", "while"} and c.i < meeting.i for c in meeting.lefts):
        return
    for verb in list(_verbs_above(meeting.head))[-1:]:
        if verb.lemma_ in _ASKING | _PLEDGING and verb.i < meeting.i:
            meeting.hang(verb, "advcl")


def _restore_said(clause: Token) -> None:
    """Hangs what was agreed or said at an occasion on the verb: "agreed in a call [to meet in Lima]", "told X
    at a meeting [that she would come]"; not "agreed to a call to discuss it".
    """
    noun, first = clause.head, clause.left_edge
    prep = noun.head
    if noun.lemma_.lower() not in _OCCASIONS or noun.dep_ != "pobj" or prep.lower_ not in _AT:
        return
    verb = prep.head
    aim = clause.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.lefts)
    said = first.lower_ == "that" and any(c.dep_ == "nsubj" and c is not first for c in clause.lefts)
    if aim and verb.lemma_ in _PLEDGING | _ASKING | _DECIDING and verb.i < prep.i:
        clause.hang(verb, "xcomp")
    elif said and verb.lemma_ in _TELLING | _PLEDGING and verb.i < prep.i:
        first.dep_ = "mark"
        clause.hang(verb, "ccomp")


_PLEDGING = frozenset("pledge promise vow agree offer propose".split())
_DECIDING = frozenset("decide resolve undertake consent commit refuse decline threaten".split())
_TELLING = frozenset("tell inform assure warn say announce confirm insist stress notify remind".split())
_ENCOUNTER = frozenset({"meet", "receive", "host", "greet", "welcome"})


def _restore_ahead(of: Token) -> None:
    """Hangs "ahead of" on the verb, not on the day before it: "met on Monday [ahead of talks]"."""
    ahead = of.doc[of.i - 1]
    if ahead.head.ent_type_ == "DATE" and ahead.head.i < ahead.i:
        verb = next((t for t in ahead.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        if verb is not None:
            ahead.hang(verb, "advmod")
    if of.head is not ahead:
        of.hang(ahead, "prep")


def _restore_day_before(on: Token) -> None:
    """Hangs a weekday right before a verb on it, not on who acts: "the army and rebels [on Monday] met", "X
    [on Monday] in Lima met Y"; not on what else is of that day: "the talks on Monday ended".
    """
    day = _object(on)
    people = on.head
    if day is None or day.lower_ not in WEEKDAYS:
        return
    if people.pos_ not in {"NOUN", "PROPN"} or names_meeting(people) or on.i < people.i:
        return
    place = [c for c in on.doc[day.i + 1 : day.i + 2] if c.lower_ == "in" and c.head in {on, day, people}]
    end = place[0].right_edge.i if place else day.i
    for verb in on.doc[end + 1 : end + 2]:
        if verb.pos_ == "VERB" and verb.tag_ in {"VBD", "VBP", "VBZ"} and people in verb.subtree:
            on.hang(verb)


_ASKING = frozenset(
    "urge press ask persuade convince call tell warn appeal encourage pressure request".split()
)
_AT = frozenset({"in", "at", "during"})
_OF_TIME_AND_PLACE = _AT | {"on", "after", "before"}


def _is_aside(prep: Token) -> bool:
    """Whether commas part where a subject acts: "The ministers, [at a session in Lima], agreed"
    says that they agreed there, and so does "X [in talks with Y] agreed"; not "the ministers at the summit
    agreed".
    """
    subject, doc = prep.head, prep.doc
    noun = _object(prep)
    if subject.dep_ != "nsubj" or subject.head.pos_ != "VERB" or noun is None or prep.i == 0:
        return False
    end = prep.right_edge.i + 1
    apart = doc[prep.i - 1].text == "," and end < len(doc) and doc[end].text == ","
    name = subject.pos_ == "PROPN" and prep.lower_ == "in"
    apart = apart or (name and any(t.lower_ == "with" for t in prep.subtree))
    return apart and end <= subject.head.i and names_meeting(noun)


def _is_gained(prep: Token) -> bool:
    """Whether an occasion is where something is gained: "made progress [in talks with X]", "failed to bridge
    the gap [at a meeting with X]"; not "made progress in the talks", nor "praised progress in talks".
    """
    what, verb = prep.head, prep.head.head
    noun = _object(prep)
    if noun is None or what.dep_ != "dobj" or verb.lemma_ not in _GAINING:
        return False
    known = any(c.lower_ in {"the", "these", "those"} for c in noun.lefts)
    return what.lemma_.lower() in _GAINS and names_meeting(noun) and not known


def _is_presented(prep: Token) -> bool:
    """Whether an occasion is where a proposal is made, not what it is to bring: "presented a plan to end the
    war [at a meeting with X]".
    """
    plan, noun = prep.head.head, _object(prep)
    if plan.dep_ != "dobj" or plan.lemma_.lower() not in _PLANS or noun is None or not names_meeting(noun):
        return False
    return plan.head.tag_ == "VBD" and any(c.lower_ in {"with", "between", "of"} for c in noun.rights)


_PLANS = frozenset("proposal plan offer idea initiative package blueprint roadmap formula draft".split())
_GAINING = frozenset(
    "bridge narrow close make reach win gain secure achieve find break overcome resolve seek".split()
)
_GAINS = frozenset(
    """
    gap difference progress headway breakthrough deadlock impasse stalemate support backing concession
    agreement deal accord compromise pledge
    """.split()
)


def _is_one(prep: Token, noun: Token) -> bool:
    """Whether it is an occasion of its own: "in a call", "during the call"; not "progress in the talks"."""
    return prep.lower_ == "during" or any(c.lower_ in _ONE for c in noun.lefts)


def _spoken_by(noun: Token) -> Token | None:
    """The verb of speaking whose object a noun is or stands in, or ``None``; so of a gerund: "discussed the
    possibility of [meeting]".
    """
    if noun.tag_ == "VBG" and noun.dep_ == "pcomp" and noun.head.lower_ == "of":
        noun = noun.head.head
    elif noun.tag_ == "VBG" and noun.dep_ == "xcomp":
        return noun.head if noun.head.lemma_ in _TALKING else None
    while noun.pos_ in {"NOUN", "PROPN"} and noun.head is not noun:
        if noun.dep_ == "dobj":
            return noun.head if noun.head.lemma_ in _TALKING and noun.head.pos_ == "VERB" else None
        if noun.dep_ == "pobj" and noun.head.dep_ == "prep":
            on, noun = noun.head, noun.head.head
            if on.lower_ == "on" and noun.pos_ == "VERB" and noun.lemma_ in _DWELLING:
                return noun  # "focused on fears of a war [in a call]"
        elif noun.dep_ == "conj":
            noun = noun.head
        else:
            return None
    return None


_DWELLING = frozenset({"focus", "touch", "dwell"})


def _restore_first_day(prep: Token) -> None:
    """Hangs the day that opens a sentence on its verb: "[On May 6], commencing at ten, X held talks", read as
    the day on which it commenced.
    """
    clause, day = prep.head, _object(prep)
    if clause.tag_ != "VBG" or clause.dep_ != "advcl" or day is None or day.ent_type_ != "DATE":
        return
    apart = clause.i > prep.i and clause.i and prep.doc[clause.i - 1].text == ","
    if apart and clause.head.pos_ == "VERB" and clause.head.i > clause.i:
        prep.hang(clause.head)
