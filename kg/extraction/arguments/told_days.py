"""Which day words of time mean where the tense misleads: "was to meet X on Monday", "July's summit"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kg.extraction.grammar.clauses import child, clause_of, is_infinitive, is_negated
from kg.extraction.grammar.modality import Tense, tense_of
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.later_starts import came_for
from kg.extraction.triggers.triggers import names_meeting
from kg.extraction.triggers.undone_plans import undone_later
from kg.model import Time

if TYPE_CHECKING:
    from kg.extraction.meetings.occurrences import Occurrence


def told_tense(scene: Scene, occurrence: Occurrence, span: times.TimeSpan, tense: Tense) -> Tense:
    """The tense in which a day is read: that of the clause of its own which tells it, where that looks ahead
    or goes on, else as it is: "the meeting, which X [will] host on 3 June", "which [runs] from Monday to
    Friday"; not "the meeting that was held on 3 June".
    """
    own = clause_of(scene.doc[span.first : span.last].root)
    if tense != "past" or own.dep_ != "relcl" or own.i <= occurrence.trigger.token.i:
        return tense
    told = tense_of(own)
    ahead = told == "future" and any(c.dep_ == "aux" and c.lower_ in _WILL for c in own.lefts)
    return "future" if ahead else "present" if told == "present" and span.kind == "weekdays" else tense


_WILL = frozenset({"will", "shall"})


def just_gone(scene: Scene, span: times.TimeSpan) -> Time | None:
    """The weekday gone a day or two ago that "X was to meet Y on Monday" means, written on Tuesday."""
    found = scene.resolve_time(span, "past")
    if found is None or found.latest is None or scene.written is None:
        return None
    return found if 0 < (scene.written - found.latest).days <= _JUST_GONE else None


def was_set_for(scene: Scene, occurrence: Occurrence, span: times.TimeSpan, found: Time) -> bool:
    """Whether what was put off or called off was set for a weekday that is still to come: "talks due on
    Friday were postponed", written on Thursday; on Saturday it is the day before. So is May in March, but not
    where what went on came to a halt then: "the talks were suspended in May", nor where somebody did not do
    it then: "failed to meet as planned on Friday".
    """
    if occurrence.status[0] not in {"postponed", "cancelled", "suspended"} or _left_undone(occurrence):
        return False
    if span.kind == "month" and scene.written is not None and found.latest is not None:
        above = scene.doc[span.first : span.last].root.head
        came_then = above.pos_ == "VERB" or (above.pos_ == "ADP" and above.head.pos_ == "VERB")
        if occurrence.status[0] == "suspended" and came_then:
            return False
        return (scene.written - found.latest).days > _HALF_A_YEAR
    if span.kind not in {"weekday", "weekdays"}:
        return False
    between = scene.doc[max(occurrence.trigger.token.i + 1, span.first - _TOLD_BEFORE) : span.first]
    set_for = any(t.lower_ in _SET_FOR or (t.lower_ == "to" and t.nbor(-1).lower_ == "was") for t in between)
    if scene.written is None or found.latest is None:
        return False
    return set_for and (scene.written - found.latest).days > _JUST_GONE


def _left_undone(occurrence: Occurrence) -> bool:
    """Whether it is past that somebody did not do it: "failed to meet", "did not meet"."""
    verb = clause_of(occurrence.trigger.token)
    failed = any(t.lemma_ == "fail" and t.tag_ == "VBD" for t in (verb, verb.head))
    did = any(c.dep_ == "aux" and c.lower_ == "did" for c in verb.lefts)
    return failed or (did and is_negated(verb))


_SET_FOR = frozenset("due set scheduled planned slated expected meant arranged fixed booked".split())
_TOLD_BEFORE, _JUST_GONE, _HALF_A_YEAR = 8, 2, 183


def of_past_journey(occurrence: Occurrence, span: times.TimeSpan) -> bool:
    """Whether a day is that of what somebody did for a meeting to come about, which is over: May of "visited
    Oslo in May to meet X"; not "was in Oslo to meet X in May".
    """
    verb, word = clause_of(occurrence.trigger.token), occurrence.trigger.token.doc[span.first]
    done = verb.head.tag_ == "VBD" and verb.head.pos_ == "VERB"
    aim = verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl"} and is_infinitive(verb)
    return aim and done and word.i < verb.i and verb.head.is_ancestor(word) and not verb.is_ancestor(word)


def of_now(verb: Token) -> bool:
    """Whether a clause is in the present: "Friday's talks come after", "Those at Friday's talks are"."""
    above = clause_of(verb.head) if verb.tag_ == "VBG" and verb.dep_ == "acl" else verb
    return above.tag_ in {"VBZ", "VBP"}


def nearer(past: Time | None, ahead: Time | None, written: date | None) -> Time | None:
    """Of the last and the next such month or weekday the one that the day of writing is nearer to: "July's
    summit", of which no verb says that it was held, written in May; "Friday's talks come after", on Thursday.
    """
    first = None if ahead is None else ahead.earliest or ahead.latest  # "by mid-February"
    if past is None or first is None or written is None or past.latest is None:
        return past
    return ahead if first - written < written - past.latest else past


def of_nearest(scene: Scene, occurrence: Occurrence, span: times.TimeSpan) -> Time | None:
    """The weekday that is nearest where no tense tells which is meant: of "called off Friday's talks", "the
    postponement of Friday's talks", and from when something is: "gathered for talks starting on
    Friday"; ``None`` for other words.

    What starts then is to come where the present tells of it: "flies to Oslo for talks starting on Friday".
    Who has come for a meeting tells from when on it is. So do "Friday's talks" for which somebody arrived.
    """
    if (then := since_arrival(scene, occurrence, span)) is not None:
        return then
    words = span.text.lower()
    starts = words.startswith(("starting ", "beginning "))
    undone_state = occurrence.status[0] in {"cancelled", "postponed"}
    token = occurrence.trigger.token
    given_up = undone_state and any(c.lower_ in {"planned", "scheduled"} for c in token.lefts)
    off = token.head  # "has cancelled talks with X on Friday", which no perfect tells of a day gone
    lately = token.dep_ == "dobj" and any(c.lower_ in {"has", "have"} for c in off.lefts)
    if undone_state and lately and span.kind == "weekday" and token.i < span.first and off.tag_ == "VBN":
        return scene.resolve_time(span, "future")
    if given_up and token.i > span.first:  # "cancelled a planned Tuesday meeting"
        return scene.resolve_time(span, "future")
    if not starts and not (words.endswith("day's") and (undone_state or is_come_for(token))):
        return None
    past, ahead = scene.resolve_time(span, "past"), scene.resolve_time(span, "future")
    verb = clause_of(token)
    going_on = verb.tag_ == "VBG" and verb.lemma_ in {"pay", "make"}  # "is paying a visit beginning Monday"
    soon = starts and not going_on and tense_of(verb) in {"present", "future"}
    first = None if past is None else replace(past, latest=past.earliest)
    return ahead if soon or nearer(first, ahead, scene.written) is ahead else past


def since_arrival(scene: Scene, occurrence: Occurrence, span: times.TimeSpan) -> Time | None:
    """The first such weekday from the arrival on of who came for a meeting: "arrived on Wednesday for a
    meeting on Friday", "has arrived for a summit on Saturday"; ``None`` where neither tells when they came.
    """
    token = occurrence.trigger.token
    verb = came_for(token)
    if verb is None or span.kind != "weekday" or span.first < token.i:
        return None
    told = [s for s in scene.times_in(token.sent) if s.first < token.i and s.kind in _DAYS]
    arrived = scene.resolve_time(told[-1], "past") if told else None
    first = arrived.earliest if arrived is not None else scene.written
    lately = any(c.lower_ in {"has", "have"} for c in verb.lefts)
    past, ahead = scene.resolve_time(span, "past"), scene.resolve_time(span, "future")
    if first is None or past is None or past.earliest is None or not (told or lately):
        return None
    return past if past.earliest >= first else ahead


_DAYS = frozenset({"weekday", "date", "relative"})


def is_come_for(noun: Token) -> bool:
    """Whether a noun tells for what somebody comes or has come: "arrived, is in Lima for Friday's talks"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    verb = noun.head.head
    while verb.dep_ in {"prep", "pobj"} and verb.head.i != verb.i:  # "arrived | in Lima | for"
        verb = verb.head
    return verb.lemma_ in _COMING


_COMING = frozenset("arrive fly travel come land gather head leave depart reach jet be".split())


def ahead_all_the_same(
    scene: Scene, noun: Token, spans: Sequence[times.TimeSpan], status: tuple[str, int]
) -> tuple[str, int]:
    """The status, which is that of what comes where a clause in the present dates a noun by a weekday and the
    next one is nearer: "Those attending Friday's talks are X and Y", on Thursday.
    """
    unsure = (status[0] == "held" and status[1] <= 1) or (is_come_for(noun) and status[0] != "planned")
    if not spans or spans[0].kind != "weekday" or not unsure:
        return status
    whose = any(c.dep_ == "poss" and c.i == spans[0].first for c in noun.lefts)
    if not whose or not (of_now(clause_of(noun)) or is_come_for(noun)):
        return status
    past, ahead = (scene.resolve_time(spans[0], t) for t in ("past", "future"))
    return ("planned", 1) if ahead is not None and nearer(past, ahead, scene.written) == ahead else status


def of_what_is_ahead(scene: Scene, occurrence: Occurrence, span: times.TimeSpan, found: Time) -> bool:
    """Whether a day to come that the parser hangs on what was said is of another meeting before it: "at the
    talks they noted the importance of the summit in Oslo in May", written in March.
    """
    token, verb = occurrence.trigger.token, clause_of(occurrence.trigger.token)
    if scene.written is None or found.earliest is None or found.earliest <= scene.written:
        return False
    return verb.tag_ == "VBD" and any(
        names_meeting(t) for t in scene.doc[max(token.i, verb.i) + 1 : span.first]
    )


def days_told(scene: Scene, token: Token) -> list[times.TimeSpan]:
    """The words of time of a mention: those that its clause has, or the new date further on of what is put
    off: "were due on Monday, but X said they would be put off [until Friday]", "They were moved [to June]";
    for when somebody is invited, not when: "last week invited X to Oslo [in May]".
    """
    later = undone_later(token) if token.pos_ in {"NOUN", "PROPN"} else None
    if later is not None and (later.dep_ == "ccomp" or later.sent.start > token.i):
        told = [s for s in scene.time_spans(later) if _until(scene, s)]
        if told:
            return told
    spans = scene.time_spans(token) or on_that_journey(scene, token)
    behind = token.subtree if token.lemma_ == "invite" else ()
    goal = next((t for t in behind if t.lower_ == "to" and t.i > token.i), None)
    return spans if goal is None else [s for s in spans if s.first > goal.i and s.kind != "weekday"]


def _until(scene: Scene, span: times.TimeSpan) -> bool:
    """Whether a date is one to which something is moved: "until Friday", "to Friday"."""
    words = {span.text.partition(" ")[0].lower(), *(t.lower_ for t in scene.doc[span.first - 1 : span.first])}
    return not words.isdisjoint({"until", "till", "to"})


def on_that_journey(scene: Scene, token: Token) -> list[times.TimeSpan]:
    """The month or year of the journey that a clause goes on from: "visited Peru last month and met X"; the
    day of an arrival right after which it was: "shortly after arriving in Oslo on Sunday, X met Y"; the day
    that is said to be when it was: "since May 7, 1987, the day on which they met".
    """
    verb = clause_of(token)
    direct = token.i == verb.i or token.head.i == verb.i
    if direct and (told := _day_it_was(scene, verb)):
        return told
    if direct and (arrived := _just_arrived(verb)) is not None:
        return [s for s in scene.time_spans(arrived) if s.kind in _DAYS]
    own = verb.dep_ == "conj" and direct
    gone = own and verb.head.lemma_ in _JOURNEYS and verb.head.tag_ in _DONE
    if not gone or child(verb, "nsubj") is not None:
        return []
    return [s for s in scene.time_spans(verb.head) if s.kind in _LONG]


def _day_it_was(scene: Scene, verb: Token) -> list[times.TimeSpan]:
    """The day behind which a clause tells what was then: May of "until May 2010, the month they met"."""
    day = verb.head
    if verb.dep_ != "relcl" or day.lower_ not in _DAY_OF or day.left_edge.lower_ != "the":
        return []
    comma = day.left_edge.i - 1
    if comma < 1 or scene.doc[comma].text != ",":
        return []
    found = next((s for s in scene.times_in(verb.sent) if s.last == comma), None)
    if found is None:
        return []
    bound, _, rest = found.text.partition(" ")
    if bound.lower() not in _BOUNDS or not rest:
        return [found]
    start = found.start + len(bound) + 1
    return [replace(found, start=start, first=found.first + 1, text=rest)]


_DAY_OF, _BOUNDS = frozenset("day date month year week".split()), frozenset("since until till by".split())


def _just_arrived(verb: Token) -> Token | None:
    """The arrival right after which something was: "arriving" of "hours after [arriving] in Oslo, X met Y",
    "arrival" of "soon after her [arrival]", "upon [arrival]"; not of "a week after arriving".
    """
    for word in (c for c in verb.children if c.lower_ in {"after", "upon", "on"} and c.dep_ == "prep"):
        came = (c for c in word.rights if c.lemma_ in _ARRIVING and c.dep_ in {"pcomp", "pobj"})
        coming = next(came, None)
        near = word.lower_ != "after" or (word.i > 0 and word.nbor(-1).lower_ in _RIGHT)
        if coming is not None and near:
            return coming
    return None


_ARRIVING = frozenset("arrive land touch arrival".split())
_RIGHT = frozenset("shortly soon hours minutes immediately right directly straight just".split())
_JOURNEYS, _DONE = frozenset("visit travel fly go come".split()), frozenset({"VBD", "VBN"})
_LONG = frozenset({"month", "year", "relative"})
