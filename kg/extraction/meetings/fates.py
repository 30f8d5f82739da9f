"""What became of two events: one was held, the other called off, is to come or was beside it: not one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.next_rounds import AHEAD, after_series
from kg.extraction.meetings.occurrences import Occurrence, not_since
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import comes_about
from kg.extraction.triggers.event_course import COURSES, STARTS
from kg.extraction.triggers.occasion_verbs import EDGES, SAYING
from kg.extraction.triggers.unsettled import is_halted, yet_to_go_on

_UNDONE = frozenset({"cancelled", "postponed", "suspended"})


def other_fate(first: Occurrence, second: Occurrence) -> bool:
    """Whether the words tell of one event that took place on its day and of another that was called off.

    "P and Q met in Lima on Tuesday. Talks between P and Q had been called off in May" are two; not "P and
    Q met on Tuesday. Their meeting was suspended after an hour". Without a day, so are "P and Q talked. A
    planned encounter with R was scrapped", and "there will be no talks between P and Q, but P will meet R".
    """
    pairs = ((first, second), (second, first))
    off = [(a, b) for a, b in pairs if b.status[0] in _UNDONE]  # the least of what is asked below
    if off and any(_none_of_it(b) and a.status[0] not in _UNDONE for a, b in off):
        return True
    if any(_signed_before(b) and told_anew(a) and not a.spans for a, b in pairs):
        return True
    if any((_at_a_halt(b) and told_anew(a)) or (_missed(b) and a.status[0] == "planned") for a, b in pairs):
        return True
    if opens_after(first, second) or _between_others(first, second) or after_series(first, second):
        return True
    if _seeks(second, first) or _seeks(first, second):
        return True
    return bool(off) and any(
        _called_off(b) and (_came_about(a) or (_told(a) and _only_planned(b))) for a, b in off
    )


def given_up_then(planned: Occurrence, off: Occurrence) -> bool:
    """Whether "but" goes on about what was planned: "planned a summit in March, [but the meeting never took
    place]"; not "planned a summit, but talks with Peru were called off".
    """
    noun = off.trigger.token
    if off.status[0] not in _UNDONE or not off.trigger.nominal or planned.status[0] in _UNDONE:
        return False
    verb, bare = clauses.clause_of(noun), not (off.arguments.actors or off.spans)
    but = verb.dep_ == "conj" and any(c.lower_ in {"but", "yet"} for c in verb.head.rights)
    before = verb.head.left_edge.i <= planned.trigger.token.i < verb.left_edge.i
    same = planned.trigger.family == off.trigger.family and planned.status[0] in {"planned", "proposed"}
    return same and but and before and bare and off.definite


def _none_of_it(occurrence: Occurrence) -> bool:
    """Whether it is said that there will be none of an event: "there will be [no talks] today"."""
    if not occurrence.trigger.nominal or occurrence.status != ("cancelled", 3):
        return False
    return any(c.lower_ == "no" for c in occurrence.trigger.token.lefts)


def _missed(occurrence: Occurrence) -> bool:
    """Whether people were to meet before, and did not: "were expected to meet earlier this year, but"."""
    before = any(t in s.text.lower() for s in occurrence.spans for t in ("earlier", "last"))
    return occurrence.status[0] == "cancelled" and not occurrence.trigger.nominal and before


def _at_a_halt(occurrence: Occurrence) -> bool:
    """Whether talks are only told of as being at a halt: "hopes for the [stalled] peace talks", "the
    resumption of talks [stalled] for months".
    """
    noun, (status, strength) = occurrence.trigger.token, occurrence.status
    halted = status == "suspended" and strength > 2 and is_halted(noun)
    return occurrence.trigger.nominal and (halted or yet_to_go_on(noun))


def _signed_before(occurrence: Occurrence) -> bool:
    """Whether a text is told as signed on another day: "after the pact [signed] in Oslo in May"."""
    signing = occurrence.trigger.token
    return (
        occurrence.trigger.frame.frame == "sign"
        and signing.dep_ == "acl"
        and bool(occurrence.spans)
        and bool(occurrence.arguments.places)
    )


def told_anew(occurrence: Occurrence) -> bool:
    """Whether people are told to meet, not to go on: "met X", "will meet X", "held talks", "a meeting"."""
    token = occurrence.trigger.token
    if occurrence.status[0] in _UNDONE or occurrence.factuality == "negated":
        return False
    held = token.dep_ == "dobj" and token.head.lemma_ in {"hold", "have"}
    if occurrence.trigger.nominal and any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in token.lefts):
        return True  # "Monday's meeting"
    return not occurrence.definite and (not occurrence.trigger.nominal or held)


def _told(occurrence: Occurrence) -> bool:
    """Whether a verb tells that people met."""
    held = occurrence.status[0] == "held" and occurrence.factuality != "negated"
    return held and not occurrence.trigger.nominal and occurrence.trigger.token.tag_ == "VBD"


def _seeks(sought: Occurrence, met: Occurrence) -> bool:
    return not met.trigger.nominal and _sought_between(sought, met.arguments.actors)


def _sought_between(occurrence: Occurrence, met: Collection[str]) -> bool:
    """Whether talks are what somebody tries to bring about between others than have met: "has been trying to
    broker talks between X and Y".
    """
    noun, verb = occurrence.trigger.token, occurrence.trigger.token.head
    if occurrence.status[0] != "proposed" or noun.dep_ != "dobj":
        return False
    sought = verb.dep_ == "xcomp" and verb.head.lemma_ in {"try", "seek", "attempt", "struggle", "work"}
    between = any(c.lower_ == "between" for c in noun.rights)
    others = not set(occurrence.arguments.actors) <= set(met)
    return sought and between and others


def _only_planned(occurrence: Occurrence) -> bool:
    """Whether a noun is of what was to be: "a planned encounter", "a lunch scheduled for Monday"."""
    said = {c.lower_ for c in occurrence.trigger.token.children}
    return "a" in said and bool(said & {"planned", "scheduled", "proposed", "slated"})


def _called_off(occurrence: Occurrence) -> bool:
    """Whether an event with sides of its own, or without article, is said to be undone: "talks were
    suspended", "the talks with Peru were cancelled"; not "the talks were suspended", of those just told of.
    """
    noun, (status, strength) = occurrence.trigger.token, occurrence.status
    if status not in _UNDONE or strength < 3 or not occurrence.trigger.nominal:
        return False
    sides = occurrence.arguments.actors or clauses.prepositional(noun, "between", "with")
    return bool(sides) or not occurrence.definite


def _came_about(occurrence: Occurrence) -> bool:
    """Whether it is told, with its day, as having been held: "met on Tuesday", "held talks on Tuesday"; what
    "opened on Tuesday" may be broken off yet.
    """
    token = occurrence.trigger.token
    verb = token.head if occurrence.trigger.nominal else token
    held = occurrence.status[0] == "held" and occurrence.factuality != "negated" and not occurrence.definite
    return held and verb.tag_ == "VBD" and verb.lemma_ not in STARTS and bool(occurrence.spans)


_DUE = frozenset("expect due set schedule slate plan".split())
_OPENS = frozenset({"start", "begin", "open", "commence"})


def opens_after(held: Occurrence, told: Occurrence) -> bool:
    """Whether talks are yet to open, which those that a verb tells as held are not: "X held talks with Y. The
    peace talks are due to start on Friday"; not "arrived for talks", "the talks will resume".
    """
    noun, verb = told.trigger.token, told.trigger.token.head
    if not told.trigger.nominal or told.status[0] != "planned" or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    due = verb.lemma_.lower() in _DUE or verb.lower_ == "due" or any(c.lower_ == "due" for c in verb.rights)
    inner = [verb, *(t for t in verb.subtree if due and t.dep_ == "xcomp" and t.i > verb.i)]
    done = held.status == ("held", 3) and held.factuality != "negated" and held.trigger.family == "meeting"
    return done and any(v.lemma_.lower() in _OPENS for v in inner)


def _between_others(planned: Occurrence, told: Occurrence) -> bool:
    """Whether a noun names those between whom something was held, and others are yet to meet: "a new round
    with Peru will be held. The meeting between X and Y was the first" tells of two.
    """
    if (
        told.status != ("held", 3)
        or planned.status[0] not in {"planned", "proposed"}
        or planned.status[1] < 2
    ):
        return False
    noun, actors = told.trigger.token, told.arguments.actors.keys()
    named = told.trigger.nominal and any(c.lower_ == "between" for c in noun.rights) and len(actors) > 1
    return named and actors.isdisjoint(planned.arguments.actors)


def _occasion_beside(occurrence: Occurrence) -> str | None:
    """The lemma of what this takes place beside: "summit" of "met on the sidelines of the summit"."""
    token = occurrence.trigger.token
    edges = [t for t in clauses.prepositional(token, "on", "at") if t.lemma_.lower() in EDGES]
    of = [o for edge in edges for o in clauses.prepositional(edge, "of")]
    return of[0].lemma_.lower() if of else None


def beside_its_talks(told: Iterable[Occurrence], occurrence: Occurrence) -> bool:
    """Whether this took place beside talks that were told of: "met on the sidelines of the talks" beside "a
    round of negotiations".
    """
    occasion = _occasion_beside(occurrence)
    if occasion is None:
        return False
    alike = COURSES | {"round"} if occasion in COURSES | {"round"} else {occasion}
    return any(o.trigger.frame.lemma in alike for o in told)


_MAY = frozenset("may might could will would can 'll shall".split())
_MOVED = frozenset("move relocate postpone delay reschedule cancel scrap shift".split())


def awaited(noun: Token) -> bool:
    """Whether only of what has not been held it can be said: "[the meeting] could still happen", "may be
    moved to Oslo", "is expected to go ahead"; not "might have been moved", "could be held again".
    """
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or [c.lower_ for c in noun.lefts] != ["the"]:
        return False
    inner = next((c for c in verb.rights if c.dep_ == "xcomp"), None) if verb.lemma_ in _DUE else None
    said = {c.lower_ for c in verb.lefts if c.dep_ == "aux"}
    told = inner if inner is not None else verb
    if said & {"have", "had", "has", "'ve"} or not (inner is not None or said & _MAY):
        return False
    if any(c.lower_ == "again" for c in told.children):
        return False
    return comes_about(told) or (told.lemma_ in _MOVED and clauses.is_passive(told))


def goes_back(noun: Token) -> bool:
    """Whether what is said can only be of a meeting told of before: ``awaited``, or who wanted it: "[the
    meeting] was requested by X", "had been called by X"; not "a meeting was requested by X".
    """
    verb = noun.head
    wanted = (
        noun.dep_ == "nsubjpass" and verb.lemma_ in _WANTING and [c.lower_ for c in noun.lefts] == ["the"]
    )
    return awaited(noun) or (wanted and bool(clauses.agent(verb)))


_WANTING = frozenset("request call propose convene seek suggest initiate summon arrange demand".split())


def awaited_one(meetings: Sequence[MeetingDraft], occurrence: Occurrence) -> MeetingDraft | None:
    """The meeting told of as to come, or as put off, that "[the meeting] could still happen" is of: the last
    one of its kind, else the first; ``None`` for other words.
    """
    noun, trigger = occurrence.trigger.token, occurrence.trigger
    if not (trigger.nominal and occurrence.definite and awaited(noun)):
        return None
    if any(s.kind not in {"vague", "relative"} for s in occurrence.spans):
        return None
    if occurrence.arguments.actors:
        return None
    ahead = [m for m in meetings if m.family == trigger.family and m.status_so_far in AHEAD | _UNDONE]
    alike = [m for m in ahead if any(o.trigger.frame.frame == trigger.frame.frame for o in m.occurrences)]
    return alike[-1] if alike else ahead[0] if ahead else None


def of_one_ahead(meetings: Sequence[MeetingDraft], draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether "the meeting" that is to come is one told of as such before, not one that was held since: "X
    will meet Y. X met Z on Tuesday. [The meeting] will take place in June"; not "the talks will go on". So is
    the one that was held not one to come: "opened talks to prepare a summit. [The meeting] was attended by",
    "The talks broke down. New talks are due in June. X, who took part in [the talks], said".
    """
    noun, frame = occurrence.trigger.token, occurrence.trigger.frame
    told = max((o.status for o in draft.occurrences), key=lambda s: s[1])
    bare = not occurrence.arguments.actors and clauses.clause_of(noun).lemma_ not in _GOING_ON
    if told[0] in AHEAD and _were_there(noun):
        return any(d.status_so_far in _OPENED and d.family == draft.family for d in meetings)
    if told[0] != "held" or occurrence.status[0] not in AHEAD or not bare:
        return False
    like = {frame.frame, "meet" if frame.lemma == "meeting" else ""}
    last, begin = draft.occurrences[-1].trigger.token.i, noun.sent.start
    return any(
        d.status_so_far in AHEAD
        and any(o.trigger.frame.frame in like or _just_before(o, last, begin) for o in d.occurrences)
        for d in meetings
        if d is not draft and d.family == draft.family
    )


def _just_before(occurrence: Occurrence, last: int, begin: int) -> bool:
    """Whether a verb of the sentence before one, behind a word, tells of a meeting."""
    word = occurrence.trigger.token
    return not occurrence.trigger.nominal and word.i > last and word.sent.end == begin


def _were_there(noun: Token) -> bool:
    """Whether people are told to have been at an event: "attended the talks", "took part in the talks", "the
    talks were chaired by X", "told reporters after the talks"; not "will attend the talks".
    """
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in {"after", "following"}:
        said = clauses.clause_of(verb)
        said = said.head if said.tag_ == "VBG" else said  # "speaking after the talks, X said"
        return said.tag_ == "VBD" and said.lemma_ in SAYING
    if noun.dep_ == "nsubjpass":
        return verb.lemma_ in _HOLDING
    if noun.dep_ == "pobj" and verb.lower_ in {"in", "at"}:
        verb = verb.head
        part = verb.lemma_ == "take" and any(o.lower_ == "part" for o in clauses.objects(verb))
        return verb.tag_ == "VBD" and (part or verb.lemma_ == "participate")
    return noun.dep_ == "dobj" and verb.tag_ == "VBD" and verb.lemma_ in _HOLDING


_DONE = frozenset({"held", "ongoing"})
_OPENED = _DONE | {"suspended"}
_HOLDING = frozenset("attend hold chair open convene mediate host".split())
_GOING_ON = frozenset("continue resume last end conclude go run".split())


def _met_last(occurrence: Occurrence) -> bool:
    """Whether a verb tells of the one before: "they last met in Oslo in May"."""
    verb = occurrence.trigger.token
    return (
        occurrence.status[0] == "held" and verb.tag_ == "VBD" and any(t.lower_ == "last" for t in verb.lefts)
    )


def since_then(first: Occurrence, second: Occurrence) -> bool:
    """Whether one of two tells of the last meeting of a series, the other of one elsewhere."""
    if _met_last(first) and second.status[0] == "planned":
        return True  # "They last met in Oslo. X will preside over the meeting"
    last = not_since(first) or not_since(second)
    return last and not set(first.arguments.places) & set(second.arguments.places)
