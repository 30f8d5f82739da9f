"""The meetings of an article: triggers with their arguments, joined into one node for each event."""

from __future__ import annotations

from functools import partial

from kg.extraction.actors.actors import is_public
from kg.extraction.actors.organs import names_organ
from kg.extraction.arguments.status import days_left, future, outright, settle, still_to_resume
from kg.extraction.arguments.to_come import was_sought
from kg.extraction.arguments.told_days import (
    just_gone,
    nearer,
    of_nearest,
    of_now,
    of_past_journey,
    of_what_is_ahead,
    told_tense,
    was_set_for,
)
from kg.extraction.grammar.clauses import clause_of
from kg.extraction.grammar.modality import Tense, is_denied
from kg.extraction.grammar.supposed_verbs import only_from
from kg.extraction.meetings import ranking
from kg.extraction.meetings.colleagues import leader_beside
from kg.extraction.meetings.distributed import each_meeting
from kg.extraction.meetings.event_lengths import ending_tense, has_begun, lasting, running_until
from kg.extraction.meetings.further_meetings import take_visitor
from kg.extraction.meetings.home_affairs import of_home
from kg.extraction.meetings.joining import Joiner
from kg.extraction.meetings.lead_names import named_after_lead
from kg.extraction.meetings.meeting_days import (
    after_days,
    arrives,
    as_end,
    closing,
    days_of,
    ends_then,
    home_again,
    last_time,
    narrowed,
    nth_day,
    of_the_morrow,
    put_off_to,
    says_until,
    since_first,
    until,
    until_nth,
)
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.named_events import has_own_name
from kg.extraction.meetings.occurrences import Occurrence, held_abroad, read_occurrence, telling_status
from kg.extraction.meetings.own_accounts import add_who_meets_again
from kg.extraction.meetings.private_affairs import (
    between_office_holders,
    is_private,
    of_persons_of_no_state,
    of_two_persons,
)
from kg.extraction.meetings.recovery import of_host_alone, recover
from kg.extraction.meetings.represented import drop_represented
from kg.extraction.meetings.roll_calls import of_two_led
from kg.extraction.meetings.series import members
from kg.extraction.meetings.spoken_states import leave_out_spoken_of
from kg.extraction.meetings.states_meeting import agreed_for_others
from kg.extraction.meetings.visit_meetings import united
from kg.extraction.meetings.visits import without_stops
from kg.extraction.meetings.welcomes import with_welcomes
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.times.chronicles import YEARLESS
from kg.extraction.times.named_rounds import sides_of
from kg.extraction.triggers.event_acronyms import with_acronyms
from kg.extraction.triggers.event_course import COURSES, STARTS
from kg.extraction.triggers.pro_forms import with_pro_forms
from kg.extraction.triggers.timetable import dated_ahead
from kg.extraction.triggers.triggers import FAMILIES, find_triggers
from kg.extraction.triggers.undone_plans import not_done
from kg.extraction.triggers.unfulfilled import agenda_without, unplanned, was_ahead, was_to
from kg.model import Time

_COURSES = COURSES | {"negotiate"}


def find_meetings(scene: Scene) -> list[MeetingDraft]:
    """The meetings of the article in the order of their first mention; also stored as ``scene.meetings``."""
    joiner = Joiner(scene)
    named = scene.index.by_token.items()
    international = {i for i, m in named if m.via == "body" and m.entry.country is None}
    towns = {i for i, m in named if m.via == "city"}
    found = find_triggers(scene.doc, international, towns)
    found = [t for t in found if not names_organ(scene.index, t.token)]
    triggers = with_pro_forms(with_acronyms(scene.doc, found, scene.index.by_token))
    single = members(scene, triggers)
    read = (read_occurrence(scene, t) for t in triggers)
    mentions = [agreed_for_others(scene, o) for o in read if o is not None]
    for mention in mentions:
        add_who_meets_again(scene, mentions, mention)
    for number, occurrence in enumerate(mentions):
        while single and single[0].occurrence.trigger.token.i < occurrence.trigger.token.i:
            joiner.place_member(single.pop(0))
        take_visitor(scene, joiner.meetings, occurrence)
        for each in each_meeting(scene, occurrence, mentions[number + 1 :]):
            joiner.place(each)
    for member in single:
        joiner.place_member(member)
    settled = []
    told = named_after_lead(scene, joiner.meetings, joiner.vetoed)
    rejoined = ranking.rejoined(scene, told, partial(recover, scene))
    for draft in with_welcomes(scene, united(scene, rejoined, joiner.vetoed)):
        _settle(scene, draft)
        sure = draft.family == "meeting" and of_two_led(scene, draft.occurrences[-1].trigger.token)
        private = not sure and (of_home(scene, draft) or is_private(scene, draft))
        if not private and (sure or _credible(scene, draft)):
            settled.append(draft)
    out = ranking.worth_keeping(scene, settled)
    for number, draft in enumerate(out, start=1):
        draft.id = f"m{number}"
        leave_out_spoken_of(scene, draft)
    scene.meetings = out
    return out


def _settle(scene: Scene, draft: MeetingDraft) -> None:
    """Time, status and format from all occurrences: who "met in Oslo" and "also signed a pact" have met."""
    if draft.family == "meeting" and (
        of_host_alone(scene, draft) or _of_two_parties(draft) or _one_sided(scene, draft)
    ):
        _parties_take_part(scene, draft)
    settle_time(scene, draft)
    drop_represented(scene, draft)
    ranked = sorted((o.trigger.format for o in draft.occurrences), key="signing".__eq__)
    own = [f for f in ranked if FAMILIES.get(f, "meeting") == draft.family]
    specific = [f for f in own if f not in {"meeting", "talks", "visit", "signing"}]
    draft.format = (specific or own or ranked)[0]


def settle_time(scene: Scene, draft: MeetingDraft) -> None:
    """Time and status from all occurrences, each checked against the other."""
    own = without_stops(draft.occurrences)
    said = telling_status([o for o in own if not _denied(o)] or own)
    votes = still_to_resume(said, [_open(o) or outright(o, own) for o in said])
    open_ended = (
        all(o.trigger.format in {"talks", "mediation"} and o.trigger.frame.lemma in _COURSES for o in said)
        and draft.ordinal is None
    )
    status = settle(votes, Time(), None)
    draft.time, ends = Time(), list[Time]()
    ended = any(after_days(o.trigger.token) for o in draft.occurrences)
    for occurrence in own:
        back = home_again(scene.doc, occurrence.trigger, scene.times)
        runs = running_until(scene.doc, occurrence.trigger.token, scene.times)
        bidden = clause_of(occurrence.trigger.token).lemma_ == "invite" and any(n >= 3 for _, n in votes)
        told = [] if back in occurrence.spans[:1] else [s for s in occurrence.spans if s != runs][:1]
        for span in told:
            tense = future(occurrence.status[0] if occurrence.status[1] > bidden else status)
            if occurrence.status[1] < 2 and of_the_morrow(occurrence.trigger.token, span, scene.written):
                tense = "future"
            found = _day_of(scene, occurrence, span, tense)
            if found is not None and of_what_is_ahead(scene, occurrence, span, found):
                continue
            begun = occurrence.trigger.token.head.lemma_ in STARTS
            came = clause_of(occurrence.trigger.token).lemma_ in {"arrive", "land"}
            if runs is not None and (begun := has_begun(occurrence.trigger.token)):
                found = _day_of(scene, occurrence, span, "past")
                votes = [v if v[0] != "planned" else ("ongoing", 2) for v in votes]
            if found is not None and (last := as_end(draft, span, found)) is not None:
                ends.append(last)
            elif found is not None and ((ended and not (begun or came)) or ends_then(scene.doc, span)):
                ends.append(found)
                goes_on = occurrence.status[0] == "planned" and occurrence.status in votes
                if goes_on:  # what "will end on Sunday" has begun
                    votes[votes.index(occurrence.status)] = ("ongoing", 2)
            elif found is not None:
                draft.time = narrowed(draft.time, found)
        close = closing(scene.doc, occurrence.trigger.token, scene.times)
        ending = ((s, ending_tense(scene.doc, s)) for s in (back, close, runs) if s is not None)
        ends.extend(end for s, tense in ending if (end := scene.resolve_time(s, tense)) is not None)
    days = next((d for o in draft.occurrences if (d := days_of(scene.doc, o.trigger)) is not None), None)
    stays = draft.family == "visit" or any(
        o.trigger.format in {"summit", "conference"} for o in draft.occurrences
    )
    for end in ends:
        draft.time = until(draft.time, end, days or 0, stays=stays)
    draft.time = lasting(scene.doc, draft)
    if nth := max((nth_day(o.trigger.token) for o in draft.occurrences), default=0):
        begun = any(o.spans and nth_day(o.trigger.token) == 0 and arrives(o.trigger.token) for o in own)
        draft.time = until_nth(draft.time, nth) if begun else since_first(draft.time, nth)
        votes.insert(0, ("ongoing", 2))
    open_ended = open_ended and not draft.time.expressions
    never = all(_denied(o) and not_done(o.trigger.token) for o in own)
    undone = draft.undone or ("cancelled" if never else None)
    draft.status = undone or settle(votes, draft.time, scene.written, open_ended=open_ended)
    draft.time = days_left(draft.status, draft.time, scene.written)


def _day_of(scene: Scene, occurrence: Occurrence, span: times.TimeSpan, tense: Tense) -> Time | None:
    """The time that a dating of an occurrence denotes, read in the tense of the clause or of what it says."""
    verb, tense = clause_of(occurrence.trigger.token), told_tense(scene, occurrence, span, tense)
    from_then, sought = only_from(verb), occurrence.status[0] == "proposed" and was_sought(verb)
    off = occurrence.status[0] == "postponed" or from_then
    if off and (later := put_off_to(scene.doc, span, denied=from_then)) is not None:
        return scene.resolve_time(later, "future")
    if span.kind == "weekday" and was_to(occurrence.trigger.token) and (gone := just_gone(scene, span)):
        return gone
    if span.kind == "weekday" and (near := of_nearest(scene, occurrence, span)) is not None:
        return near
    if span.kind in YEARLESS and was_to(occurrence.trigger.token):  # "was to meet X in January", in April
        past = scene.resolve_time(span, "past")
        return nearer(past, scene.resolve_time(span, "future"), scene.written)
    runs = says_until(span) and (  # "set to run until Friday", "on a visit until Friday, said on Monday"
        scene.doc[span.first].head.tag_ in {"VBZ", "VBP", "VB"} or _goes_on(occurrence)
    )
    sought = sought or of_past_journey(occurrence, span)
    found = scene.resolve_time(span, "future" if runs or _toward(occurrence) else "past" if sought else tense)
    if found is not None and was_set_for(scene, occurrence, span, found):
        return scene.resolve_time(span, "future")
    unsaid = occurrence.status[0] == "held" and occurrence.status[1] <= 1 and not sought
    if unsaid and (span.kind == "month" or (span.kind == "weekday" and of_now(verb))):
        return nearer(found, scene.resolve_time(span, "future"), scene.written)
    over = occurrence.status == ("held", 3) and tense != "future"
    return last_time(found, span, scene.written) if over else found


def _goes_on(occurrence: Occurrence) -> bool:
    """Whether it is told of as under way, and no past tense says that it was: "was on a visit"."""
    governor = occurrence.trigger.token.head.head
    return occurrence.status[0] == "ongoing" and not (governor.lemma_ == "be" and governor.tag_ == "VBD")


_WILL = frozenset({"will", "wo", "'ll"})


def _toward(occurrence: Occurrence) -> bool:
    """Whether the day looks ahead, though the verb is no future: "is meeting X on Friday", "had been due"."""
    token, status = occurrence.trigger.token, occurrence.status[0]
    if status == "cancelled":  # "will not travel to Lima on Friday"
        clause = clause_of(token)
        return was_ahead(clause) or any(c.dep_ == "aux" and c.lower_ in _WILL for c in clause.lefts)
    return status == "ongoing" and dated_ahead(token)


def _denied(occurrence: Occurrence) -> bool:
    """Whether a mention says that it was not held, so that its tense says nothing: "they never met"."""
    return occurrence.factuality == "negated" and occurrence.status[0] == "held"


def _open(occurrence: Occurrence) -> tuple[str, int] | None:
    """That a meeting is open of which a mention denies that it is planned, or that news of it is true."""
    token, (status, strength) = occurrence.trigger.token, occurrence.status
    open_ = status == "planned" and (unplanned(token) or is_denied(token))
    return ("proposed", max(strength, 1)) if open_ or agenda_without(token) is not None else None


def _of_two_parties(draft: MeetingDraft) -> bool:
    """Whether nobody is said to take part and the article or sentence gives just two parties."""
    return draft.weak and not draft.participants and len(draft.extra_parties) <= 2


def _one_sided(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether only one state or body is said to be in talks, so that the other takes part as such, too."""
    courses = all(o.trigger.format in {"talks", "negotiation-round"} for o in draft.occurrences)
    return (
        courses
        and bool(draft.participants)
        and all(scene.actor(i).kind in {"country", "organization"} for i in draft.participants)
        and len(scene.principals(draft.participants)) == 1
        and len(set(draft.extra_parties) - set(draft.participants)) == 1
    )


def _parties_take_part(scene: Scene, draft: MeetingDraft) -> None:
    """Makes participants of the parties that alone are known: "the talks" of an article on two countries."""
    first = draft.occurrences[0]
    word = scene.mention(first.trigger.token.i, first.trigger.token.i + 1, first.factuality, 0.5)
    for party in draft.extra_parties:
        id_ = leader_beside(scene, first, party) or party
        draft.participants.setdefault(id_, "role-participant")
        draft.evidence.setdefault(id_, []).append(word)


def _business(scene: Scene, id_: str) -> bool:
    """Whether a person is known by an office in business only ("chief executive", "founder")."""
    held = {t.split()[-1].lower() for t in scene.offices.titles_of(id_)}
    return bool(held) and held <= {"ceo", "executive", "founder", "manager", "analyst", "economist", "boss"}


def _credible(scene: Scene, draft: MeetingDraft) -> bool:
    """Drops what is nobody's meeting: only proposed and vague, or all of one country without a body."""
    parties = set(scene.principals(draft.participants)) | set(draft.extra_parties)
    if draft.family == "visit" and len(draft.extra_parties) > 2 and not (draft.participants or draft.places):
        return False  # "the visit comes after talks"
    if between_office_holders(scene, draft):
        return True
    if of_persons_of_no_state(scene, draft, parties):
        return of_two_persons(scene, draft)
    if not any(is_public(scene.actor(p)) for p in parties) and not any(
        scene.actor(i).plural or scene.actor(i).type == "actor-joint-body" for i in draft.participants
    ):
        return False
    if (
        any(_business(scene, i) for i in draft.participants)
        and sum(is_public(scene.actor(p)) for p in parties) < 2
    ):
        return False
    several = any((sides_of(o.trigger.token) or 0) > 2 for o in draft.occurrences)  # "six-party talks"
    return not draft.weak or several or len(parties) >= 2 or _spoken_abroad(scene, draft)


def _spoken_abroad(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether persons are told of at a conference with a name, held elsewhere than where they serve: "said at
    the Oslo Security Conference".
    """
    named = any(has_own_name(scene, o.trigger.token) for o in draft.occurrences)
    actors = [scene.actor(i) for i in draft.participants]
    served = {a.country for a in actors if a.country} | set(draft.extra_parties)
    people = {a.kind for a in actors} == {"person"}
    return draft.format == "conference" and named and people and held_abroad(scene, draft.places, served)
