"""Whether two mentions are of two meetings, whatever the model makes of them."""

from __future__ import annotations

from kg.extraction.arguments.two_events import one_more
from kg.extraction.grammar import clauses
from kg.extraction.meetings.fates import other_fate, since_then
from kg.extraction.meetings.known_seats import heads_elsewhere, of_other_hosts, on_its_margins
from kg.extraction.meetings.meeting_pairs import Seen, gap, past_in_past, said_to_be_more, weekday
from kg.extraction.meetings.named_events import other_body, other_name
from kg.extraction.meetings.next_rounds import (
    AHEAD,
    counted_elsewhere,
    led_up_to,
    met_and_will_meet,
    signed_apart,
    to_be_gone_on,
)
from kg.extraction.meetings.occurrences import Occurrence, harks_back, of_another
from kg.extraction.meetings.visits import of_last_stay, of_other_state
from kg.extraction.meetings.welcomes import on_arrival
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.how_often import of_one_and_many
from kg.extraction.triggers.triggers import frames
from kg.model import Time

_WEEK = 7


def of_two(first: Seen, second: Seen) -> bool:
    """Whether two mentions are of two meetings whatever the model makes of them.

    Their times are apart ("in January", "in February") by more than ``_slack``, they are of other numbers in
    a series, one visit returns the other, two or more meet in each and none of them in both, or two or more
    states and bodies and none of them in both, who met has talks set for another day, others met on another
    weekday, one is of many, or one is a call and the other a journey.
    """
    a, b = first.occurrence, second.occurrence
    return (
        {a.trigger.family, b.trigger.family} == {"remote", "visit"}
        or gap(first.time, second.time) > _slack(first, second)
        or bool(a.ordinal and b.ordinal and a.ordinal != b.ordinal)
        or any(
            len(mine) >= 2 and len(theirs) >= 2 and not mine & theirs
            for mine, theirs in ((first.people, second.people), (first.sides, second.sides))
        )
        or _complete_elsewhere(first, second)
        or _complete_elsewhere(second, first)
        or _by_other_person(first, second)
        or _returned(a, b)
        or _by_other_visitors(first, second)
        or _by_others_then(first, second)
        or _of_other_pairs(first, second)
        or _yet_to_come(first, second)
        or of_one_and_many(a.trigger.token, b.trigger.token)
        or met_and_will_meet(a, b)
        or on_its_margins(a, b)
        or _in_other_states(first, second)
    )


def _in_other_states(first: Seen, second: Seen) -> bool:
    """Whether two mentions put meetings, or visits, in two states: "met in Oslo on Monday", "their meeting in
    Lima"; "visited Kenya. She also visited Namibia".
    """
    families = {first.occurrence.trigger.family, second.occurrence.trigger.family}
    alike = len(families) == 1 and families <= {"meeting", "visit"}
    return alike and bool(first.lands and second.lands) and not first.lands & second.lands


def _slack(first: Seen, second: Seen) -> int:
    """The days by which two times of one meeting may miss each other: one where both are of some days, since
    what began in the night is told of either day; none of two months or years, nor of "a meeting on Sunday".
    """
    a, b = first.occurrence, second.occurrence
    if b.indefinite and _of_one_day(a) and _of_one_day(b):
        return 0
    return 0 if all(_lasts(t) > _WEEK for t in (first.time, second.time)) else 1


def _lasts(time: Time) -> int:
    """The days from the first to the last that a time may be; 0 where an end is open."""
    return (time.latest - time.earliest).days if time.earliest and time.latest else 0


def _yet_to_come(first: Seen, second: Seen) -> bool:
    """Whether they met, and talks are to come: "A met B. Formal talks are set for Monday", "A held talks with
    B. The third round will start on Monday", "the ministers will meet. At their talks, A and B agreed".
    """
    a, b = first.occurrence, second.occurrence
    if a.status == ("planned", 3) and b.status == ("held", 3):
        return bool(first.actors) and not first.people and len(second.people) > 1
    further = b.ordinal is not None and b.ordinal > 1 and a.ordinal is None
    held = a.trigger.token.tag_ == "VBD" or (further and a.status[1] >= 3)
    talks = b.trigger.nominal and bool(b.spans) and (not b.definite or further)
    return a.status[0] == "held" and held and talks and b.status[0] == "planned"


def _of_one_day(occurrence: Occurrence) -> bool:
    """Whether a meeting, which lasts no longer than a day, has its day: "met on Monday"; not "talks"."""
    dated = bool(occurrence.spans) and occurrence.spans[0].kind in {"weekday", "date"}
    return dated and occurrence.trigger.frame.frame in {"meeting", "meet", "see", "call"}


def _of_other_pairs(first: Seen, second: Seen) -> bool:
    """Whether two mentions say who met whom: "the talks between A and B", "the talks between A and C", "A met
    B and C", "A called on D". Of states and bodies only nouns say so.
    """
    a, b = first.occurrence, second.occurrence
    if _says_whom(a) and _says_whom(b) and min(len(first.people), len(second.people)) >= 2:
        shared = first.people & second.people
        return len(shared) < 2 and bool(first.people - shared) and bool(second.people - shared)
    if not (a.trigger.nominal and b.trigger.nominal and a.arguments.paired and b.arguments.paired):
        return False
    said = (first.sides - set(a.arguments.parties), second.sides - set(b.arguments.parties))
    return any(
        len(mine) == len(theirs) == 2 and mine != theirs
        for mine, theirs in ((first.people, second.people), said)
    )


def _says_whom(occurrence: Occurrence) -> bool:
    """Whether a mention names both who meet: "talks with B", "had a meeting", "met B", "received B", "A and B
    agreed on it after talks".
    """
    frame, token = occurrence.trigger.frame, occurrence.trigger.token
    if occurrence.trigger.nominal:
        held = token.dep_ == "dobj" and token.head.lemma_ in {"have", "hold"}
        return occurrence.arguments.paired or held or _after_which_both_act(token)
    return frame.frame in {"meet", "see", "host"} or frame.lemma in {"call", "confer"}


def _after_which_both_act(talks: Token) -> bool:
    """Whether two do something together after talks: "A and B agreed on it after two hours of talks"."""
    of = talks.head
    event = of.head if of.lower_ == "of" and of.head.lemma_ in {"hour", "day", "minute"} else talks
    after = event.head if event.dep_ == "pobj" and event.head.lower_ in {"after", "following"} else None
    return after is not None and len(clauses.doers(after.head)) > 1


def _by_other_person(first: Seen, second: Seen) -> bool:
    """Whether one state is at each by another person: "A of Peru will meet B", "talks of C of Peru"."""
    great = {first.occurrence.trigger.frame.frame, second.occurrence.trigger.frame.frame} & _GREAT
    people = bool(first.people and second.people) and not first.people & second.people
    return not great and people and bool(first.serving & second.serving)


_GREAT = frozenset({"summit", "conference"})


def _returned(a: Occurrence, b: Occurrence) -> bool:
    """Whether the guest of one visit is the host of the other: "in return for X's visit to Lima"."""
    if not a.trigger.family == b.trigger.family == "visit":
        return False
    guests, hosts = (
        [{i for i, role in o.arguments.actors.items() if role == wanted} for o in (a, b)]
        for wanted in ("role-visitor", "role-host")
    )
    return any(guests[n] & hosts[1 - n] and not guests[n] & guests[1 - n] for n in (0, 1))


def _by_other_visitors(first: Seen, second: Seen) -> bool:
    """Whether two journeys are of people of other states: "A of Chile will visit Oslo", "B of Peru went"."""
    families = {first.occurrence.trigger.family, second.occurrence.trigger.family}
    known = bool(first.people and second.people and first.serving and second.serving)
    apart = first.people.isdisjoint(second.people) and first.serving.isdisjoint(second.serving)
    return families == {"visit"} and known and apart


def _by_others_then(first: Seen, second: Seen) -> bool:
    """Whether others are told to have met on another weekday: "a summit on Saturday. X met Y on Friday"."""
    days = weekday(first.occurrence), weekday(second.occurrence)
    others = len(second.people) > 1 and first.people.isdisjoint(second.people)
    return others and None not in days and days[0] != days[1]


def _complete_elsewhere(whole: Seen, other: Seen) -> bool:
    """Whether persons of two sides meet in one mention and the other is of a third: "AU-sponsored talks"."""
    return (
        len(whole.people) >= 2
        and len(whole.sides) >= 2
        and bool(other.sides - whole.sides)
        and not (other.sides & whole.sides)
    )


def beside_each_other(first: Occurrence, second: Occurrence) -> bool:
    """Whether one takes place before, after or on the margins of the other: "met ahead of the summit"."""
    return first.trigger.token.i in second.beside or second.trigger.token.i in first.beside


def told_apart(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether the words themselves tell two mentions apart, whatever the model makes of them.

    They stand in one sentence, where the rules know best what is said of which; or one is said outright
    to be over and the other to come, each at a place of its own ("talks in Basra ... will hold
    talks in Baghdad").
    """
    if first.trigger.token.sent.start == second.trigger.token.sent.start:
        return True
    ahead = first.status[0] in AHEAD
    if harks_back(first) and first.status[0] == "held" and second.status[0] in AHEAD:
        return True  # "the decisions of the last summit", "is expected for a summit"
    earlier = harks_back(second) or (second.ordinal == 1 and one_more(first.trigger.token))
    if (
        ((ahead or first.status[0] == "postponed") and earlier)
        or since_then(first, second)
        or led_up_to(first, second)
        or of_other_state(scene, first, second)
    ):
        return True
    if signed_apart(scene, [first], second) or to_be_gone_on(first, second) or of_last_stay(first, second):
        return True
    if of_another(first, second) or (one_more(second.trigger.token) and not ahead):
        return True
    if other_fate(first, second) or other_name(first.trigger.token, second.trigger.token):
        return True
    if any(f(scene, first, second) for f in (other_body, heads_elsewhere, counted_elsewhere, of_other_hosts)):
        return True
    outright = first.status[1] >= 2 and second.status[1] >= 2
    elsewhere = bool(first.arguments.places and second.arguments.places) and not (
        set(first.arguments.places) & set(second.arguments.places)
    )
    return outright and elsewhere and ahead != (second.status[0] in AHEAD)


def further_event(first: Seen, second: Seen) -> bool:
    """Whether the second is told as a further event, by whom it adds, when it was or how it is worded.

    "X arrived. King Y received her", not "at the airport"; "A met B and C. A also met with C"; "A met B on
    Monday. They spoke on Tuesday", "She had visited Peru", "A phoned B. A went to Peru in May and met B"; not
    "They also discussed trade".
    """
    a, b = first.occurrence, second.occurrence
    token, families = b.trigger.token, (a.trigger.family, b.trigger.family)
    discussing = b.trigger.frame.frame == "discuss"
    more = said_to_be_more(token) and not discussing
    if more and min(len(first.people), len(second.people)) > 1 and first.people != second.people:
        return True
    if b.trigger.nominal:
        return _is_conference_to_be(a, b)
    if families == ("visit", "meeting"):
        return bool(second.people - first.people) and not (discussing or on_arrival(token))
    if set(families) == {"meeting", "remote"}:
        apart = more or bool(b.spans) or (b.trigger.frame.frame == "meet" and _on_a_journey(token))
        return not discussing and bool(first.actors and second.actors) and apart
    if past_in_past(token) and families[0] == families[1] and a.trigger.token.tag_ == "VBD":
        return True
    days = (weekday(a), weekday(b))
    if None in days or days[0] == days[1]:
        return False
    visitors = families == ("visit", "visit") and not first.actors & second.actors
    return (visitors and bool(first.actors and second.actors)) or (_of_one_day(a) and _of_one_day(b))


def _is_conference_to_be(first: Occurrence, second: Occurrence) -> bool:
    """Whether a conference is to be held besides talks: "agreed to hold talks in May. [A conference] on fish
    will be held by Chile"; not "the conference will be held".
    """
    noun, verb = second.trigger.token, second.trigger.token.head
    to_be = noun.dep_ == "nsubjpass" and any(c.lower_ == "will" for c in verb.lefts)
    other = second.trigger.frame.frame == "conference" and first.trigger.frame.frame in {"meeting", "talks"}
    return to_be and other and noun.left_edge.lower_ in {"a", "an"} and first.trigger.nominal


def _on_a_journey(met: Token) -> bool:
    """Whether a verb tells whom somebody met where he went: "visited Lima, where she [met] X", "flew to Lima
    in May and [met] X".
    """
    above = next((t for t in met.ancestors if t.pos_ == "VERB"), met)
    frame = frames().get((above.lemma_, "VERB"))
    return met.dep_ in {"conj", "relcl"} and frame is not None and frame.frame in {"visit", "go"}


def told_of_before(first: Seen, second: Seen) -> bool:
    """Whether a visit goes further back, to a day or place of its own: "arrived. She had visited Peru in
    2008"; not "had arrived" alone, nor "had met at noon in Lima".
    """
    then = second.occurrence
    own = then.trigger.family == "visit" and bool(then.spans or then.arguments.places)
    return own and past_in_past(then.trigger.token) and first.occurrence.trigger.token.tag_ == "VBD"
