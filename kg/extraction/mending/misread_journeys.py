"""What a journey is for, which the parser hangs on those who come along.

"Arrived with a delegation to begin a visit" tells what who arrived does, not what the delegation is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_MOTION = frozenset("arrive land fly travel come go leave depart head return".split())
_COMPANY = frozenset(
    """
    delegation team entourage group party mission minister official aide adviser president premier leader
    chancellor envoy ambassador negotiator counterpart
    """.split()
)
_AIMS = frozenset("visit trip tour talk meeting summit conference negotiation".split())
_JOURNEYS = frozenset("visit trip tour journey".split())
_WHEN = frozenset("before after following of".split())


def restore_journeys(doc: Doc) -> None:
    """Makes who "is headed" somewhere one who heads there, in place; not "the team is headed by X"."""
    for word in doc.having({"route", "way", *_GOES}):
        _restore_going(word) if word.lower_ in _GOES else _restore_way(word)
    for where in doc.having({"where"}):
        _restore_stop(where)
    for prep in doc.having({"by", "on"}):
        _restore_maker(prep) if prep.lower_ == "by" else _restore_onward(prep)
    for press in doc.having(_PRESS):
        _restore_told(press)
    for word in doc.having(_GONE | _HOW):
        _restore_goal(word) if word.lower_ in _GONE else _restore_way_in(word)
    for word in doc.having({"back", "meeting"}):
        _restore_back(word) if word.lower_ == "back" else _restore_stay(word)
    for headed in doc.having({"headed", "bound"}):
        passive = next((c for c in headed.lefts if c.dep_ == "auxpass"), None)
        after = {c.lower_ for c in headed.rights if c.dep_ in {"prep", "agent", "advmod"}}
        if passive is None or passive.lower_ not in _NOW or not after & {"to", "for", "back", "home"}:
            continue
        if "by" not in after:
            headed.tag_, headed.lemma_, passive.dep_ = "VBG", "head", "aux"
            for subject in (c for c in headed.lefts if c.dep_ == "nsubjpass"):
                subject.dep_ = "nsubj"


def _restore_going(goes: Token) -> None:
    """Makes the plural that a sentence ends up with what a person does: "President X | flies | to Lima",
    "President X | heads | for Lima"; not "President X heads the team".
    """
    name, behind = goes.doc[goes.i - 1] if goes.i else goes, goes.doc[goes.i + 1 : goes.i + 2].text.lower()
    if goes.dep_ != "ROOT" or name.head is not goes or (goes.lower_ == "heads" and behind not in _ONWARD):
        return
    if name.dep_ in {"compound", "nmod"} and name.ent_type_ == "PERSON":
        for word in [c for c in goes.lefts if c.dep_ in {"compound", "amod", "nmod", "appos"}]:
            word.hang(name)
        name.hang(goes, "nsubj")
        goes.tag_, goes.pos_, goes.lemma_ = "VBZ", "VERB", _GOES[goes.lower_]


_GOES = {"flies": "fly"} | {f"{it}s": it for it in "leave visit land tour return host depart head".split()}
_ONWARD = frozenset({"to", "for", "into", "back"})


def _restore_back(back: Token) -> None:
    """Hangs where somebody is again on the verb: "is back [in Lima] [for talks]"."""
    if back.head.lemma_ == "be" and back.dep_ in {"advmod", "acomp"} and back.i > back.head.i:
        for word in [c for c in back.rights if c.dep_ == "prep"]:
            word.hang(back.head)


def _restore_stay(meeting: Token) -> None:
    """Makes a meeting behind a place or day what somebody does there: "is in Peru [meeting] with X", "was in
    Lima on Monday [meeting] officials"; not "was at the Lima meeting with X".
    """
    at, place = meeting.head, meeting.doc[meeting.i - 1] if meeting.i else meeting
    bare = place.head is meeting and place.dep_ == "compound" and place.ent_type_ in {"GPE", "DATE"}
    if meeting.dep_ != "pobj" or not bare or at.head.lemma_ != "be" or at.lower_ not in {"in", "on"}:
        return
    if any(c.dep_ != "compound" for c in meeting.lefts):
        return
    for word in [c for c in meeting.lefts if c is not place]:
        word.hang(place)
    place.hang(at, "pobj")
    meeting.hang(at.head, "advcl")
    meeting.tag_, meeting.pos_, meeting.lemma_ = "VBG", "VERB", "meet"


_HOW = frozenset("unannounced unexpectedly early safely late secretly".split())


def _restore_way_in(how: Token) -> None:
    """Hangs where somebody came on the verb, not on how: "arrived unannounced [in Lima]"."""
    verb = how.head
    if how.i == verb.i + 1 and verb.lemma_ in _MOTION and how.dep_ in {"advcl", "acomp", "advmod", "oprd"}:
        for prep in [c for c in how.rights if c.dep_ == "prep" and c.i == how.i + 1]:
            prep.hang(verb, "prep")


def _restore_onward(on: Token) -> None:
    """Hangs where somebody goes next on the verb: "was to fly on [to Lima]", read as of "on"."""
    to = next((c for c in on.rights if c.lower_ == "to" and c.i == on.i + 1), None)
    if to is not None and on.head.pos_ == "VERB" and on.head.lemma_ in _MOTION and on.head.i == on.i - 1:
        on.dep_ = "advmod"
        to.hang(on.head, "prep")


def _restore_maker(by: Token) -> None:
    """Hangs whose a journey was on its noun: "the last visit to Peru was [by X] in 2016"."""
    verb = by.head
    if verb.lemma_ != "be" or by.i != verb.i + 1:
        return
    journey = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lemma_.lower() in _JOURNEYS), None)
    if journey is not None:
        by.hang(journey, "prep")


_GONE = frozenset("left leaves leave leaving departed departs departing headed heads heading".split())


def _restore_goal(gone: Token) -> None:
    """Hangs the place that somebody leaves for on the verb, of which the parser makes who does something
    there: "left for [Lusaka] to attend a summit".
    """
    for aim in (c for c in gone.rights if c.dep_ == "advcl" and c.tag_ == "VB"):
        for_ = next((c for c in aim.lefts if c.lower_ == "for" and c.dep_ == "mark"), None)
        goal = next((c for c in aim.lefts if c.dep_ == "nsubj"), None)
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in aim.lefts)
        if (
            for_ is not None
            and goal is not None
            and to
            and goal.pos_ == "PROPN"
            and goal.left_edge.i == for_.i + 1
        ):
            for_.hang(gone, "prep")
            goal.hang(for_, "pobj")


_NOW = frozenset({"is", "are", "'s", "'re"})


def _restore_stop(where: Token) -> None:
    """Joins a further stop of a journey to the one before: "visited Chile, where she met X, [and Peru],
    where", read as met, too; "stops in Chile, where they met X; [Peru], where they met Y", read as its name.
    """
    doc, place = where.doc, _stop_before(where)
    if place is None or place.dep_ not in {"conj", "appos"}:
        return
    before = place.left_edge.i - 1 - (doc[place.left_edge.i - 1].lower_ == "and")
    if doc[before].text == ";":
        stops = (_stop_before(t) for t in doc[where.sent.start : before] if t.lower_ == "where")
        first = next((s for s in stops if s is not None), None)
        if (first is not None and not first.is_ancestor(where)) or place.dep_ == "appos":
            place.hang(first or place.head, "conj")
        if where.head.dep_ == "relcl" and where.head.head is not place:
            where.head.hang(place, "relcl")
        return
    told = next((t for t in place.ancestors if t.dep_ == "relcl"), None)
    stop = told.head if told is not None else place
    there = told is not None and any(c.lower_ == "where" for c in told.lefts)
    if there and place.head.ent_type_ not in _LANDS and stop.ent_type_ in _LANDS and stop.i < place.i:
        place.hang(stop, "conj")


def _stop_before(where: Token) -> Token | None:
    """The place of which "where" tells more, behind a comma."""
    place = where.doc[where.i - 2] if where.i > 2 and where.doc[where.i - 1].text == "," else where
    return place if place.ent_type_ in _LANDS else None


_LANDS = frozenset({"GPE", "LOC"})


def _restore_way(way: Token) -> None:
    """Makes who "is en route to Oslo" or "on her way to Oslo for talks" one who heads there, in place."""
    prep, is_ = way.head, way.head.head
    own = any(c.tag_ == "PRP$" for c in way.lefts)
    if (way.lower_, prep.lower_, own) not in {("route", "en", False), ("way", "on", True)}:
        return
    to = next((c for c in way.rights if c.lower_ in {"to", "back"} and c.i == way.i + 1), None)
    if to is None or is_.lower_ not in _NOW or is_.pos_ != "AUX" or is_.i > way.i:
        return
    for word in [c for c in way.rights if c.dep_ in {"prep", "advmod"}]:
        word.hang(is_)
    is_.lemma_, is_.pos_ = "head", "VERB"


_PRESS = frozenset("reporters journalists newsmen press media".split())


def _restore_told(press: Token) -> None:
    """Has journalists hear of a journey that nobody makes to them: "confirmed the visit [to reporters]"."""
    to, noun = press.head, press.head.head
    told = to.lower_ == "to" and press.dep_ == "pobj" and noun.dep_ == "dobj" and noun.head.pos_ == "VERB"
    if told and noun.pos_ == "NOUN" and to.i > noun.i and noun.lemma_.lower() in _AIMS | _JOURNEYS:
        for word in [c for c in noun.rights if c.dep_ == "prep" and c.i >= to.i]:
            word.hang(noun.head)


def journey_of(word: Token) -> Token | None:
    """The verb of motion that an aim belongs to behind those who come along, or ``None``: "arrived" of
    "arrived with a delegation to begin a visit", "flew in at the head of a team for talks".
    """
    noun = word.head
    if word.dep_ == "prep":
        aims = word.lower_ in {"for", "on"} and any(c.lemma_.lower() in _AIMS for c in word.children)
    else:
        aims = word.tag_ == "VB" and any(c.lower_ == "to" for c in word.lefts)
    if not aims:
        return None
    if (verb := _met_for(word) or _gone_for(word)) is not None:
        return verb
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head  # "a delegation of ministers", "the head of a team"
    with_ = noun.head
    company = {noun.lemma_.lower(), word.head.lemma_.lower()} & _COMPANY
    if not company or noun.dep_ != "pobj" or with_.lower_ not in {"with", "at"}:
        return None
    verb = with_.head
    return verb if verb.pos_ == "VERB" and verb.lemma_ in _MOTION and verb.i < with_.i else None


def _gone_for(word: Token) -> Token | None:
    """The verb of motion whose length an aim stands behind, or ``None``: "flies to Oslo for a few hours [to
    confer] with X".
    """
    noun, for_ = word.head, word.head.head
    long = noun.lemma_ in _LENGTHS and noun.dep_ == "pobj" and for_.lower_ == "for" and word.dep_ != "prep"
    return for_.head if long and for_.head.lemma_ in _MOTION and for_.head.pos_ == "VERB" else None


_LENGTHS = frozenset("minute hour day night week month".split())


def _met_for(word: Token) -> Token | None:
    """The verb of a meeting behind whose guests its aim stands, or ``None``: "met with envoys of the
    government in Lima [for talks]"; not "met the mediator for the talks".
    """
    what = next((c for c in word.children if c.dep_ == "pobj"), None)
    if word.lower_ != "for" or what is None or any(c.lower_ in _KNOWN for c in what.lefts):
        return None
    noun = word.head
    while noun.dep_ == "pobj" and noun.head.lower_ in {"of", "in", "from"} and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    over = noun.head
    if noun.dep_ == "pobj" and over.lower_ == "with":
        over = over.head
    elif noun.dep_ != "dobj":
        return None
    return over if over.lemma_ == "meet" and over.pos_ == "VERB" and over.i < noun.i else None


_KNOWN = frozenset("the these those his her its their".split())


def restore_company(aim: Token) -> None:
    """Makes who comes along no subject of the aim: "arrived with a delegation to begin a visit"."""
    below = aim.head if aim.dep_ == "pcomp" else None
    with_ = below or next((c for c in aim.lefts if c.dep_ == "mark"), None)
    verb = aim.head if below is None else below.head
    company = next((c for c in aim.lefts if c.dep_ == "nsubj"), None)
    if with_ is None or with_.lower_ != "with" or verb.lemma_ not in _MOTION or company is None:
        return
    if company.lemma_.lower() in _COMPANY:
        aim.hang(verb, "advcl")
        with_.hang(verb, "prep")
        with_.pos_ = "ADP"
        company.hang(with_, "pobj")


def restore_aim(aim: Token) -> None:
    """Hangs what a journey is for on the journey, where that only says when: "spoke before a trip to Lima [to
    meet Y]"; not "flew to Lima after a visit to Oslo to meet Y".
    """
    to = next((c for c in aim.lefts if c.lower_ == "to"), None)
    if (
        to is None
        or to.i < 3
        or to is not aim.left_edge
        or aim.head.lemma_ in _MOTION | {"be", "plan", "want"}
    ):
        return
    noun = aim.doc[to.i - 1]
    while noun.i > aim.head.i and noun.lemma_.lower() not in _JOURNEYS:
        if noun.head is noun or (noun.head.i > noun.i and noun.dep_ not in {"compound", "det"}):
            return
        noun = noun.head
    when = noun.head
    if noun.i > aim.head.i and noun.dep_ == "pobj" and when.lower_ in _WHEN and noun.right_edge.i < to.i:
        aim.hang(noun, "acl")


def restore_planned(clause: Token) -> None:
    """Hangs for when it was set on the event, not on the town: "a trip to Oslo [planned for May]"."""
    town, noun = clause.head, clause.head.head.head
    event = town.dep_ == "pobj" and noun.lemma_.lower() in _EVENTS
    if clause.dep_ in {"acl", "relcl"} and clause.tag_ == "VBN" and town.ent_type_ == "GPE" and event:
        clause.hang(noun)


SET_DOWN = frozenset({"planned", "scheduled", "set", "slated"})


_EVENTS = frozenset("trip visit journey tour stop meeting talk summit conference session".split())
