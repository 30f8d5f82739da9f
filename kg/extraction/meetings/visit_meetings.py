"""A visit and the meeting on it that are one event: nobody meets but whom the words on the visit name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.meetings.under_way import tells_over
from kg.extraction.references.guests import RECEIVING
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import to_be_revived
from kg.model import Time

_MEANWHILE = frozenset("as when while where".split())
_PLAIN = frozenset({"meeting", "talks"})
_DONE = frozenset({"held", "ongoing"})


def united(
    scene: Scene, drafts: Sequence[MeetingDraft], vetoed: Callable[[MeetingDraft, Occurrence], bool]
) -> list[MeetingDraft]:
    """The drafts, each visit with the meeting that it is told of as; ``vetoed`` keeps a mention from a draft.

    "The visit by A to B's capital turned tense as C showed him a map. A meeting between the two ..." tells of
    one event; a meeting with D, whom the words on the visit do not name, is one of its own.
    """
    out = list(drafts)
    for visit in (d for d in drafts if d.family == "visit"):
        visitors = {i for i, r in visit.participants.items() if r == "role-visitor"}
        hosts = {i for o in visit.occurrences for i in _receiving(scene, o.trigger.token, visitors)}
        told = (
            d
            for d in out
            if hosts
            and _between(scene, d, visitors, hosts)
            and {d.status_so_far, visit.status_so_far} <= _DONE
            and not (d.places and not visit.places)  # the meeting may be elsewhere
            and not any(vetoed(visit, o) for o in d.occurrences)
        )
        meeting = next(told, None)
        if meeting is not None:
            for occurrence in meeting.occurrences:
                visit.absorb(occurrence, scene)
            out.remove(meeting)
    return out


def with_aims(scene: Scene, drafts: Sequence[MeetingDraft]) -> list[MeetingDraft]:
    """The drafts, each journey with the meeting that it is for: "flew to Lima for talks with X" is one event.

    What was read of the journey stays where the meeting has nothing of its own; asked when all is filled in.
    """
    out = list(drafts)
    for visit in (d for d in drafts if d.family == "visit"):
        _go_on_with(visit, drafts)
        aims = [d for d in out if d.family == "meeting" and (_is_for(scene, visit, d) or _received(visit, d))]
        if len(aims) == 1 and (visit.status in _OFF or aims[0].status not in _OFF):
            days = visit.time if _inside(visit.time, aims[0].time) and _only_called(visit, aims[0]) else None
            _take_in(scene, aims[0], visit)
            aims[0].time = days or aims[0].time  # "will host X next week. The visit, which begins on Monday"
            out.remove(visit)
    for number, draft in enumerate(out, start=1):
        draft.id = f"m{number}"
    scene.meetings = out
    return out


def _go_on_with(visit: MeetingDraft, drafts: Sequence[MeetingDraft]) -> None:
    """Makes ongoing what a guest has come for who is still there: the talks of "landed in Lima on Monday for
    talks", written on Monday; not of "landed in Lima. The talks were held behind closed doors".
    """
    if visit.status != "ongoing":
        return
    for draft in (d for d in drafts if d.family == "meeting" and d.status == "held"):
        said = any(o.status[1] >= _SAID for o in draft.occurrences)
        if not said and all(_only_for(visit, o.trigger.token) for o in draft.occurrences):
            draft.status = "ongoing"


_OFF, _SAID = frozenset({"cancelled", "postponed", "suspended"}), 2


def _is_for(scene: Scene, visit: MeetingDraft, meeting: MeetingDraft) -> bool:
    """Whether words on a visit say that a plain meeting is what it is for."""
    here = meeting.places
    if here and not all(any(scene.places.same_area(a, b) for b in here) for a in visit.places):
        return False  # "cut short a visit to Lima to meet X in Oslo"
    if any(to_be_revived(t, t.head) for t in (o.trigger.token for o in meeting.occurrences)):
        return False  # "landed in Lima to restart the talks between Peru and Chile"
    return all(o.trigger.format in _PLAIN for o in meeting.occurrences) and any(
        host.i in visit.tokens for o in meeting.occurrences for host in _serving(o.trigger.token)
    )


def _only_for(visit: MeetingDraft, token: Token) -> bool:
    """Whether a mention of a meeting tells no more than that a journey is for it: not "talks that failed"."""
    more = tells_over(token) or any(t.dep_ == "relcl" and t.tag_ == "VBD" for t in token.subtree)
    return not more and any(host.i in visit.tokens for host in _serving(token))


def _received(visit: MeetingDraft, meeting: MeetingDraft) -> bool:
    """Whether all that is told of a visit is that its guest was received: "received X, who came on a farewell
    visit"; not what has others at it or was told of before.
    """
    verbs = {o.trigger.token.i for o in meeting.occurrences if o.trigger.token.lemma_ in _GREETING}
    if not verbs or not set(visit.participants) <= set(meeting.participants):
        return False
    if _only_called(visit, meeting):
        return True
    if visit.status not in _DONE:
        return False
    return meeting.status == "held" and all(_on_it(o.trigger.token, verbs) for o in visit.occurrences)


def _only_called(visit: MeetingDraft, meeting: MeetingDraft) -> bool:
    """Whether a visit is only spoken of as that of a guest just told to be received: "X will receive Y on
    Monday. During the visit, they will sign", "during her visit", "next week. The visit, which begins on
    Monday".
    """
    guests = {i for i, r in meeting.participants.items() if r == "role-visitor"}
    timed = any(o.spans for o in visit.occurrences)
    bare = not visit.places and (not timed or _inside(visit.time, meeting.time))
    own = {i for i, r in visit.participants.items() if r == "role-visitor"}
    first, last = visit.occurrences[0], meeting.occurrences[0].trigger.token.i
    greeted = meeting.occurrences[0].trigger.token.sent
    near = all(greeted.end <= o.trigger.token.i < last + _NEAR for o in visit.occurrences)
    called = all(o.trigger.nominal and o.definite for o in visit.occurrences)
    return bare and called and near and own <= guests and bool(guests) and not first.ordinal


def _inside(days: Time, whole: Time) -> bool:
    """Whether days that are told lie within a week, month or span that is told."""
    if days.earliest is None or days.latest is None or whole.earliest is None or whole.latest is None:
        return False
    return whole.earliest <= days.earliest <= days.latest <= whole.latest != whole.earliest


_NEAR = 80


def _on_it(token: Token, verbs: set[int]) -> bool:
    """Whether a noun of a visit says of the guest of one of some verbs that he came for it."""
    came = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ != "on" or (came.dep_, came.lemma_) != ("relcl", "come"):
        return False
    above = next((t for t in came.head.ancestors if t.pos_ == "VERB"), came)
    return above.i in verbs


_GREETING = RECEIVING | {"meet", "see"}
_INFINITIVES = frozenset({"xcomp", "advcl", "acl", "relcl"})
_LINKS = frozenset({"pobj", "prep", "acomp", "xcomp"})


def _serving(token: Token) -> Iterator[Token]:
    """The words that a meeting is said to be the aim of: "flew" and "Lima" of "flew to Lima for talks", "to
    meet X", "visit" of "paid a visit to Lima to hold talks", "is on a visit to Lima for talks".
    """
    while token.dep_ in {"conj", "compound"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head  # "for talks and a dinner"
    verb = token if token.pos_ == "VERB" else clauses.clause_of(token)
    if token.dep_ == "pobj" and token.head.lower_ == "for":
        host = token.head.head
    elif (
        clauses.is_infinitive(verb)
        and verb.dep_ in _INFINITIVES
        and (token is verb or token in verb.children or token.head.lower_ == "in")
    ):
        host = verb.head
    else:
        return
    yield from (c for c in host.children if c.dep_ in {"dobj", "acomp"} and c.i < token.i)  # "is due in"
    yield from clauses.prepositional(host, "on")
    yield host
    while host.dep_ in _LINKS and host.head.i != host.i:
        host = host.head
        yield host


def _take_in(scene: Scene, meeting: MeetingDraft, visit: MeetingDraft) -> None:
    """Gives a meeting the words of the journey to it, who travels, and where and when where it lacks them.

    What somebody has just come for goes on, unless more is told of it: "arrived on Monday for talks with X".
    """
    just_come = visit.status == "ongoing" and meeting.status == "held"
    if just_come and all(_only_for(visit, o.trigger.token) for o in meeting.occurrences):
        meeting.status = visit.status
    planned = any(o.status[0] == "planned" for o in meeting.occurrences)
    meeting.take(visit.occurrences)
    for id_, role in visit.participants.items():
        if role == "role-visitor" and id_ not in meeting.participants:
            meeting.participants[id_] = role
            meeting.evidence[id_] = visit.evidence.get(id_, [])
    if not meeting.places:
        meeting.places.extend(visit.places)
    if visit.status in _OFF:  # "put off a trip to Lima for talks with X"
        meeting.status = visit.status
    told = visit.time.earliest is not None
    if planned and not visit.is_undated and (visit.status, meeting.status) == ("planned", "proposed"):
        meeting.status = visit.status  # "will visit Lima on Friday to meet X ... agreed to consider it"
    if meeting.time == Time() or (told and meeting.time.earliest is None is meeting.time.latest):
        meeting.time = visit.time  # "flew to Lima on Monday to meet X, a week before the summit"
    met = [i for i in meeting.participants if visit.participants.get(i) != "role-visitor"]
    if not scene.principals(met):  # "flew to Lima for talks with officials"
        meeting.extra_parties.extend(p for p in visit.extra_parties if p not in meeting.extra_parties)


def _between(scene: Scene, draft: MeetingDraft, visitors: set[str], hosts: set[str]) -> bool:
    """Whether a plain meeting has both sides of the visit, named by one noun, and no other side or person."""
    plain = all(o.trigger.format in _PLAIN and o.ordinal is None for o in draft.occurrences)
    named = any(
        o.trigger.nominal and set(o.arguments.actors) & visitors and set(o.arguments.actors) & hosts
        for o in draft.occurrences
    )
    more = set(draft.participants) - visitors - hosts
    sides = set(scene.principals(visitors | hosts))
    return (
        draft.family == "meeting"
        and plain
        and named
        and all(scene.actor(i).kind != "person" and set(scene.principals((i,))) <= sides for i in more)
    )


def _receiving(scene: Scene, visit: Token, visitors: set[str]) -> Iterator[str]:
    """The persons of another side who do something to the visitors in the sentence, during the visit."""
    own = set(scene.principals(visitors))
    for verb in (t for t in visit.sent if t.pos_ == "VERB" and _is_during(t, visit)):
        to = {i for t in clauses.objects(verb) for i in scene.resolve(t)}
        if clauses.is_negated(verb) or not to & visitors:
            continue
        for id_ in (i for t in clauses.doers(verb) for i in scene.resolve(t)):
            if scene.actor(id_).kind == "person" and not own & set(scene.principals((id_,))):
                yield id_


def _is_during(verb: Token, visit: Token) -> bool:
    """Whether a verb tells what happens on a visit: "turned tense as C showed", "a visit to B, where C did".

    Not so in "a visit drew crowds after C had shown".
    """
    words = {c.lower_ for c in verb.children}
    if verb.dep_ == "relcl":
        return "where" in words and visit.is_ancestor(verb)
    return verb.dep_ == "advcl" and verb.head.i == clauses.clause_of(visit).i and bool(words & _MEANWHILE)
