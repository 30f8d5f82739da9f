"""What the model sees that says whether two mentions are of one meeting.

As in ``meeting_features``, no feature holds a name or a topic word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.arguments.status import future
from kg.extraction.meetings.meeting_days import open_before
from kg.extraction.meetings.meeting_features import Features, determiner_of
from kg.extraction.meetings.next_rounds import met_and_will_meet
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.triggers.how_often import of_one_and_many
from kg.model import Time

_TRIP = frozenset("arrive arrival visit trip tour travel go come head fly".split())
_FAR = 20
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention as the pair model sees it: worked out once, then compared with every other."""

    occurrence: Occurrence
    sentence: int
    determiner: str
    actors: frozenset[str]
    people: frozenset[str]
    sides: frozenset[str]
    lands: frozenset[str]
    time: Time
    serving: frozenset[str]


def seen(scene: Scene, occurrence: Occurrence) -> Seen:
    """The mention with its actors, their sides, the countries of its places and its time worked out."""
    token, arguments = occurrence.trigger.token, occurrence.arguments
    actors = frozenset(arguments.actors) | frozenset(arguments.attending)
    places = (scene.places.drafts[p] for p in arguments.places)
    return Seen(
        occurrence=occurrence,
        sentence=bisect_right(scene.sentence_starts, token.i),
        determiner=determiner_of(occurrence) if occurrence.trigger.nominal else "verb",
        actors=actors,
        people=frozenset(i for i in actors if scene.actor(i).kind == "person"),
        sides=frozenset(scene.principals(sorted(actors))) | frozenset(arguments.parties),
        lands=frozenset(land for p in places if (land := p.state)),
        time=_time(scene, occurrence),
        serving=frozenset(c for a in map(scene.actor, actors) if _is_named(a) and (c := a.country)),
    )


def _is_named(actor: ActorDraft) -> bool:
    """Whether it is a person with a name, not "a member of the ruling party"."""
    return actor.kind == "person" and actor.name[:1].isupper()


def pair_features(scene: Scene, first: Seen, second: Seen, between: int) -> Features:
    """What speaks for or against two mentions, in text order, being of one meeting.

    ``between`` is the number of other mentions that stand between them.
    """
    names = [
        *_wording(first, second),
        *_distance(scene, first, second, between),
        *_actor_relation(first, second),
        *_slot_relation(first, second),
        *_modality(first.occurrence, second.occurrence),
    ]
    return dict.fromkeys(names, 1.0)


def of_two(first: Seen, second: Seen) -> bool:
    """Whether two mentions are of two meetings whatever the model makes of them.

    Their times are apart ("in January", "in February") by more than ``_slack``, they are of other numbers in
    a series, one visit returns the other, two or more meet in each and none of them in both, or two or more
    states and bodies and none of them in both, who met has talks set for another day, or one is of many.
    """
    a, b = first.occurrence, second.occurrence
    return (
        _gap(first.time, second.time) > _slack(first, second)
        or bool(a.ordinal and b.ordinal and a.ordinal != b.ordinal)
        or any(
            len(mine) >= 2 and len(theirs) >= 2 and not mine & theirs
            for mine, theirs in ((first.people, second.people), (first.sides, second.sides))
        )
        or _complete_elsewhere(first, second)
        or _complete_elsewhere(second, first)
        or _by_other_person(first, second)
        or _returned(a, b)
        or _of_other_pairs(first, second)
        or _yet_to_come(first, second)
        or of_one_and_many(a.trigger.token, b.trigger.token)
        or met_and_will_meet(a, b)
        or _in_other_states(first, second)
    )


def _in_other_states(first: Seen, second: Seen) -> bool:
    """Whether two mentions put meetings in two states: "met in Oslo on Monday", "their meeting in Lima"."""
    meetings = first.occurrence.trigger.family == second.occurrence.trigger.family == "meeting"
    return meetings and bool(first.lands and second.lands) and not first.lands & second.lands


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
    """Whether a mention names both who meet: "talks with B", "had a meeting", "met B", "received B"."""
    frame, token = occurrence.trigger.frame, occurrence.trigger.token
    if occurrence.trigger.nominal:
        held = token.dep_ == "dobj" and token.head.lemma_ in {"have", "hold"}
        return occurrence.arguments.paired or held
    return frame.frame in {"meet", "see", "host"} or frame.lemma in {"call", "confer"}


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


def _complete_elsewhere(whole: Seen, other: Seen) -> bool:
    """Whether persons of two sides meet in one mention and the other is of a third: "AU-sponsored talks"."""
    return (
        len(whole.people) >= 2
        and len(whole.sides) >= 2
        and bool(other.sides - whole.sides)
        and not (other.sides & whole.sides)
    )


def _wording(first: Seen, second: Seen) -> list[str]:
    a, b = first.occurrence.trigger, second.occurrence.trigger
    out = [
        f"families={_both(a.family, b.family)}",
        f"pos={a.frame.pos}+{b.frame.pos}",
        f"frames={_both(a.frame.frame, b.frame.frame)}",
        f"lemmas={_both(a.frame.lemma, b.frame.lemma)}",
    ]
    if a.frame.lemma == b.frame.lemma:
        out += ["same-lemma", f"same-lemma/{b.frame.pos}"]
    if a.token.tag_ == b.token.tag_:
        out.append("same-tag")
    if b.nominal:
        out += [f"second-det={second.determiner}", f"dets={first.determiner}+{second.determiner}"]
    if {a.frame.lemma, b.frame.lemma} <= _TRIP:
        out.append("both-trips")
    return out


def _both(a: str, b: str) -> str:
    return "+".join(sorted((a, b)))


def _distance(scene: Scene, first: Seen, second: Seen, between: int) -> list[str]:
    a, b = first.occurrence.trigger.token, second.occurrence.trigger.token
    sentences = second.sentence - first.sentence
    step = sentences if sentences < 4 else 4 if sentences < 8 else 8
    paragraphs = scene.article.text.count("\n", a.idx, b.idx)
    out = [
        f"sentences={min(step, 3) if sentences < 4 else step}",
        f"between={min(between, 3)}",
        f"paragraphs={min(paragraphs, 3)}",
    ]
    if sentences == 0:
        out.append("linked" if a.is_ancestor(b) or b.is_ancestor(a) else "unlinked")
    return out


def _actor_relation(first: Seen, second: Seen) -> list[str]:
    out = [
        f"actors:{_relation(first.actors, second.actors)}",
        f"people:{_relation(first.people, second.people)}",
        f"sides:{_relation(first.sides, second.sides)}",
        f"people-shared={min(2, len(first.people & second.people))}",
    ]
    if second.actors - first.actors:
        out.append("second-new")
    mention = second.occurrence
    if not second.actors and mention.definite and mention.trigger.nominal:
        out.append(f"bare-definite/{min(3, len(first.actors))}")
    return out


def _relation(a: Set[str], b: Set[str]) -> str:
    if not a or not b:
        return "none" if not a and not b else "first" if a else "second"
    if a == b:
        return "equal"
    if a <= b or b <= a:
        return "within"
    return "overlap" if a & b else "apart"


def _slot_relation(first: Seen, second: Seen) -> list[str]:
    a, b = first.occurrence, second.occurrence
    out = [f"places:{_areas(first, second)}"]
    if a.spans or b.spans:
        x, y = first.time, second.time
        known = x.earliest is not None and y.earliest is not None
        apart = known and _gap(x, y) > 0
        out.append(f"times:{'one' if not known else 'same' if x == y else 'apart' if apart else 'overlap'}")
        if apart and _gap(x, y) > _FAR:
            out.append("times:far")
    if a.ordinal or b.ordinal:
        both = a.ordinal and b.ordinal
        out.append(f"ordinals:{'one' if not both else 'same' if a.ordinal == b.ordinal else 'apart'}")
    return out


def _areas(first: Seen, second: Seen) -> str:
    a, b = set(first.occurrence.arguments.places), set(second.occurrence.arguments.places)
    if not a or not b:
        return _relation(a, b)
    if a & b:
        return "same"
    return "land" if first.lands & second.lands else "apart"


def _time(scene: Scene, occurrence: Occurrence) -> Time:
    for span in occurrence.spans[:1]:
        found = times.resolve(span.text, scene.counted_from(span), tense=future(occurrence.status[0]))
        return open_before(scene.doc, span, found or Time())
    return Time()


def _gap(a: Time, b: Time) -> int:
    """Days from the end of the earlier to the begin of the later; 0 where they overlap or an end is open."""
    gaps = [
        (later.earliest - earlier.latest).days
        for earlier, later in ((a, b), (b, a))
        if earlier.latest is not None and later.earliest is not None
    ]
    return max(0, *gaps, 0)


def _modality(first: Occurrence, second: Occurrence) -> list[str]:
    (a, strength_a), (b, strength_b) = first.status, second.status
    sure = strength_a >= 2 and strength_b >= 2
    out = [f"statuses={_phase(a)}+{_phase(b)}/{'sure' if sure else 'vague'}"]
    out.append("same-status" if a == b else "other-status")
    out.append("same-factuality" if first.factuality == second.factuality else "other-factuality")
    return out


def _phase(status: str) -> str:
    return {"planned": "ahead", "proposed": "ahead", "held": "past", "ongoing": "past"}.get(status, "off")
