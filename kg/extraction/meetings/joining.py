"""The joining of occurrences into meetings: which words speak of one event."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.arguments.last_meetings import is_last
from kg.extraction.grammar import clauses
from kg.extraction.meetings import further_meetings
from kg.extraction.meetings.calls import goes_on_about, in_person, talk_on, they_go_on, was_a_call
from kg.extraction.meetings.fates import awaited_one, beside_its_talks, of_one_ahead, other_fate, since_then
from kg.extraction.meetings.known_seats import (
    drop_seat,
    heads_elsewhere,
    keep_two_from_body,
    on_its_margins,
    seated_apart,
)
from kg.extraction.meetings.long_ago import long_gone, past_of_another_year
from kg.extraction.meetings.meeting_days import open_before
from kg.extraction.meetings.meeting_drafts import MeetingDraft, first_tense, sides_agree, unattached
from kg.extraction.meetings.named_events import (
    another_name,
    around_others,
    has_own_pronoun,
    is_first_time,
    joined,
    just_told,
    of_a_body,
    other_body,
    said_to_be,
    says_what_it_was,
    says_why,
    told_within,
)
from kg.extraction.meetings.next_rounds import (
    AHEAD,
    another_of_series,
    counts_on,
    led_up_to,
    one_before,
    signed_apart,
    to_be_gone_on,
    was_to_discuss,
    yet_to_sign,
)
from kg.extraction.meetings.occurrences import Occurrence, comes_next, of_another, shunned
from kg.extraction.meetings.recovery import add_unsaid_side, recover, sentence_parties
from kg.extraction.meetings.roll_calls import of_two_led
from kg.extraction.meetings.series import Member
from kg.extraction.meetings.sides_again import by_their_people, name_those_who_met, resumed
from kg.extraction.meetings.states_meeting import states_meet
from kg.extraction.meetings.visits import back_to_aim, came_for, fit_visit, of_last_stay
from kg.extraction.meetings.welcomes import sits_apart
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.triggers.occasion_verbs import HAVING_IN, at_edge
from kg.model import Time

_FIRMLY, _FAR = 5.0, 400
"""How well what "they" discussed fits the call before; words after which "the talks" are none told of."""
_TELLING_APART = (of_another, other_fate, since_then, to_be_gone_on, of_last_stay, led_up_to)


class Joiner:
    """Joins occurrences into meetings, in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.meetings: list[MeetingDraft] = []

    def place(self, occurrence: Occurrence) -> None:
        """Adds the occurrence to the meeting that it fits best, or to a new one."""
        add_unsaid_side(self.scene, occurrence)
        name_those_who_met(self.scene, self.meetings, occurrence)
        drop_seat(self.scene, self.meetings, occurrence)
        keep_two_from_body(self.scene, occurrence)
        further_meetings.part_stops(self.scene, self.meetings, occurrence)
        further_meetings.part_clauses(self.scene, occurrence)
        if talk_on(occurrence) and in_person(self.meetings, occurrence):
            occurrence.trigger = replace(occurrence.trigger, format="talks")
        best, score = None, 0.0
        for draft in self.meetings:
            value = 9.0 if self._linked(draft, occurrence) else self._fit(draft, occurrence)
            if value > score:
                best, score = draft, value
        if best is not None and says_what_it_was(t := occurrence.trigger.token) and has_own_pronoun(t):
            occurrence.arguments.actors.clear()
        if best is None:
            old = (past_of_another_year(self.scene, d, occurrence) for d in self.meetings)
            if self._next_round(occurrence) or not self._founds(occurrence) or any(old):
                return
            best = MeetingDraft(f"m{len(self.meetings) + 1}")
            self.meetings.append(best)
            told = occurrence.arguments.actors or shunned(occurrence)
            if not (told or resumed(self.scene, self.meetings, occurrence)):
                recover(self.scene, best, occurrence)
        best.absorb(occurrence, self.scene)

    def place_member(self, member: Member) -> None:
        """Adds one of several meetings of a noun."""
        occurrence = member.occurrence
        whole = next((m for m in self.meetings if member.whole.token.i in m.tokens), None)
        if whole is None or not (whole.participants or whole.extra_parties):
            return
        same = (
            m for m in self.meetings
            if occurrence.ordinal is not None and m.ordinal == occurrence.ordinal
            and sides_agree(set(m.participants), set(whole.participants))
        )  # fmt: skip
        free = (
            member.leads and whole.ordinal is None and not whole.places and not self.vetoed(whole, occurrence)
        )
        draft = next(same, whole if free else None)
        if draft is None:
            draft = self._another(whole, occurrence)
        draft.absorb(occurrence, self.scene)

    def _another(self, like: MeetingDraft, occurrence: Occurrence) -> MeetingDraft:
        """A further meeting of the same parties."""
        self.meetings.append(draft := MeetingDraft(f"m{len(self.meetings) + 1}"))
        occurrence.arguments.add(tuple(like.participants), occurrence.trigger.token)
        draft.extra_parties.extend(like.extra_parties)
        draft.weak = like.weak
        return draft

    def _linked(self, draft: MeetingDraft, occurrence: Occurrence) -> bool:
        """Whether a noun is the occasion of a verb that is of the meeting: "met for a crisis meeting"."""
        token, own = occurrence.trigger.token, draft.occurrences
        if says_what_it_was(token) and occurrence.trigger.nominal:
            return just_told(self.scene, self.meetings, occurrence) is draft
        called = said_to_be(token) if occurrence.trigger.family != "visit" else None
        same = called is not None and called.i in draft.tokens and not self._places_differ(draft, occurrence)
        within = not told_within(occurrence).isdisjoint(draft.tokens)
        within = within or awaited_one(self.meetings, occurrence) is draft
        if same or within or is_first_time(occurrence, draft, self.meetings):
            return True
        if says_why(occurrence, draft.tokens):  # whom and which day it names are of that
            occurrence.arguments.actors.clear()
            occurrence.spans.clear()
            return True
        families = {draft.family, occurrence.trigger.family}
        if occurrence.trigger.frame.frame == "discuss":  # "during the meeting, the parties discussed trade"
            met = token.head if clauses.is_infinitive(token) else token  # "will meet again to discuss trade"
            return any(o.i in draft.tokens for o in (met, *clauses.prepositional(token, "during", "at")))
        if occurrence.trigger.frame.frame == "brief" and not occurrence.trigger.nominal:
            return any(o.i in draft.tokens for o in clauses.prepositional(token, "during", "at", "in"))
        if any(came_for(self.scene, o, occurrence) or is_last(token, o.trigger.token) for o in own):
            return True
        apart = at_edge(token) or not occurrence.beside.isdisjoint(draft.tokens)
        if not occurrence.trigger.nominal or ("visit" in families and len(families) > 1) or apart:
            return False
        while token.dep_ in {"compound", "conj"} or (token.dep_ == "pobj" and token.head.lower_ == "of"):
            token = token.head if token.dep_ != "pobj" else token.head.head
            if token.pos_ not in {"NOUN", "PROPN"}:
                return False
        direct = occurrence.trigger.family == "visit" and token is occurrence.trigger.token
        on = "on" if direct else "to" if token.head.head.lemma_ in HAVING_IN else ""  # "arrived on a visit"
        if token.dep_ != "pobj" or token.head.lower_ not in {"for", "at", "in", "during", on}:
            return False
        host, aim = token.head.head, token.head.lower_ == "for"
        told = [host, *(clauses.objects(host) if aim and host.pos_ == "VERB" else ())]
        return (aim or host.pos_ == "VERB") and any(t.i in draft.tokens for t in told)  # "met for talks"

    def _next_round(self, occurrence: Occurrence) -> bool:
        """Makes a further round of the last talks, with their parties: "A second round could follow"."""
        last = one_before(self.scene, self.meetings, occurrence)
        if last is None or not counts_on(self.scene, last, occurrence):
            return False
        self._another(last, occurrence).absorb(states_meet(self.scene, last, occurrence), self.scene)
        return True

    def _founds(self, occurrence: Occurrence) -> bool:
        """Whether an occurrence that fits no meeting is one of its own: with actors, or a country near it."""
        if occurrence.arguments.actors or occurrence.arguments.attending:
            return True
        token = occurrence.trigger.token
        core = occurrence.trigger.frame.strength == "core" or of_two_led(self.scene, token)
        told = bool(occurrence.spans and occurrence.arguments.places)  # "a meeting on 3 May in Lima"
        return occurrence.trigger.nominal and core and (told or bool(sentence_parties(self.scene, token)))

    def _fit(self, draft: MeetingDraft, occurrence: Occurrence) -> float:
        """How well an occurrence fits a meeting; 0 or less means not at all."""
        trigger = occurrence.trigger
        distance = trigger.token.i - draft.occurrences[-1].trigger.token.i
        if draft.family != trigger.family:
            return self._discussed(draft, occurrence, distance)
        new, old = set(occurrence.arguments.actors), set(draft.participants)
        if (not new and distance > _FAR) or self.vetoed(draft, occurrence):
            return 0.0
        if not new:
            return self._fit_bare(draft, occurrence, distance)
        people = any(self.scene.actor(i).kind == "person" for i in old)
        if not people and by_their_people(self.scene, draft.occurrences[-1], occurrence):
            return 1.6
        if people and draft.family == "meeting" and of_a_body(self.scene, occurrence, new - old):
            return 0.0
        if further_meetings.of_other_sides(self.scene, draft, occurrence):
            return 0.0  # "talks between A and world powers"
        value = self._fit_actors(draft, occurrence, new, old, distance)
        few = len(new) == 1 or joined(occurrence)  # "the talks are led by X"
        known = trigger.nominal and occurrence.definite and not occurrence.arguments.paired
        if value <= 0 and few and known and trigger.family == "meeting":
            return 0.8 * self._fit_bare(draft, occurrence, distance)
        return value

    def _discussed(self, draft: MeetingDraft, occurrence: Occurrence, distance: int) -> float:
        """What is discussed after a call or visit is told of by the same people is part of it."""
        if distance > 120 or self.vetoed(draft, occurrence):
            return 0.0
        new, trigger = set(occurrence.arguments.actors), occurrence.trigger
        verb = not trigger.nominal and (trigger.frame.frame == "discuss" or talk_on(occurrence))
        if verb and new and new <= set(draft.participants):
            return _FIRMLY if they_go_on(draft, occurrence) else 1.5
        if was_a_call(self.scene, draft, occurrence):
            return 1.4
        return 1.4 if goes_on_about(self.scene, draft, occurrence) or back_to_aim(draft, occurrence) else 0.0

    def vetoed(self, draft: MeetingDraft, occurrence: Occurrence) -> bool:
        """Whether number, status, date or place keep an occurrence out of a meeting."""
        own, token = draft.occurrences, occurrence.trigger.token
        beside = not occurrence.beside.isdisjoint(draft.tokens) or any(token.i in o.beside for o in own)
        told = beside or token.i in draft.tokens  # one word for several meetings
        told = told or any(f(o, occurrence) for o in own for f in _TELLING_APART)
        told = told or another_name(draft, occurrence) or further_meetings.spoken_of(draft, occurrence)
        if told or around_others(self.meetings, draft, occurrence):
            return True
        if any(f(self.scene, o, occurrence) for o in own for f in (other_body, heads_elsewhere, long_gone)):
            return True
        if beside_its_talks(own, occurrence) or sits_apart(draft, occurrence):
            return True
        if any(on_its_margins(o, occurrence) for o in own):
            return True
        if signed_apart(self.scene, own, occurrence):
            return True
        if (other := another_of_series(draft, occurrence)) is not None:
            return other
        a, b = occurrence.status, max((o.status for o in draft.occurrences), key=lambda s: s[1])
        definite = occurrence.definite and occurrence.trigger.nominal and occurrence.ordinal is None
        definite = definite and not (yet_to_sign(occurrence) or comes_next(occurrence))
        said = {a[0], b[0]}
        at_odds = said & AHEAD and said & {"held", "ongoing"} and min(a[1], b[1]) >= 2
        back = was_to_discuss(occurrence, b[0])
        if at_odds and (of_one_ahead(self.meetings, draft, occurrence) if definite else not back):
            return True
        theirs = next((self._time(o) for o in draft.occurrences if o.spans and occurrence.spans), None)
        if theirs is not None and times.apart(self._time(occurrence), theirs):
            return True
        return past_of_another_year(self.scene, draft, occurrence) or self._places_differ(draft, occurrence)

    def _time(self, occurrence: Occurrence) -> Time:
        span = occurrence.spans[0]
        found = times.resolve(span.text, self.scene.counted_from(span), tense=first_tense(occurrence))
        return open_before(self.scene.doc, span, found or Time())

    def _places_differ(self, draft: MeetingDraft, occurrence: Occurrence) -> bool:
        told = occurrence.arguments
        mine = {} if occurrence.definite else told.actors  # "the talks were hosted by Kenya"
        return seated_apart(self.scene, (draft.participants, draft.places), (mine, told.places))

    def _fit_bare(self, draft: MeetingDraft, occurrence: Occurrence, distance: int) -> float:
        """An occurrence without actors: "the talks" repeats the last meeting of its family."""
        trigger = occurrence.trigger
        if distance > _FAR or not further_meetings.may_be_again(self.scene, self.meetings, draft, occurrence):
            return 0.0
        like = {trigger.frame.frame, "meet" if trigger.frame.lemma == "meeting" else ""}
        summit = trigger.format == "summit" and any(o.trigger.format == "summit" for o in draft.occurrences)
        alike = summit or any(o.trigger.frame.frame in like for o in draft.occurrences)
        same_class = alike or further_meetings.only_told_here(self.meetings, draft, trigger.token)
        if not same_class and distance > (160 if occurrence.arguments.attending else 80):
            return 0.0
        base, sides = 1.0 if occurrence.definite else 0.6, occurrence.telling.sides
        base += sides is not None and any(o.telling.sides == sides for o in draft.occurrences)
        return base + (0.5 if same_class else 0.0) + 1.0 / (1 + distance / 40)

    def _fit_actors(
        self, draft: MeetingDraft, occurrence: Occurrence, new: set[str], old: set[str], distance: int
    ) -> float:
        scene = self.scene
        if draft.weak and not old:
            parties_new = set(scene.principals(new))
            return 1.0 if parties_new and parties_new <= set(draft.extra_parties) else 0.0
        persons_new = {i for i in new if scene.actor(i).kind == "person"}
        persons_old = {i for i in old if scene.actor(i).kind == "person"}
        parties_new = set(scene.principals(new)) | set(occurrence.arguments.parties)
        parties_old = set(scene.principals(old)) | set(draft.extra_parties)
        if draft.family == "visit":
            return fit_visit(scene, draft, occurrence, new, old)
        if persons_new and persons_old:
            shared = persons_new & persons_old
            if len(shared) >= 2 or (
                shared
                and (persons_new <= persons_old or persons_old <= persons_new)
                and sides_agree(parties_new, parties_old)
                and not further_meetings.met_others(scene, new - old, parties_old)
            ):
                return 2.0 + len(shared)
            return 0.0
        since = occurrence.status[0] == "held" and draft.status_so_far == "planned"
        if old and not persons_old and len(persons_new) > 1 and (since or not occurrence.definite):
            return 0.0  # two persons met: another event than that of the groups named before
        if unattached(scene, new) and distance < 60 and occurrence.status[0] == draft.status_so_far:
            return 0.9
        if (
            new == old
            and occurrence.trigger.nominal == draft.occurrences[-1].trigger.nominal
            and not occurrence.indefinite
        ):
            return 1.7
        bare = occurrence.trigger.frame.frame == "talks" and not occurrence.indefinite
        if bare and parties_new and parties_new <= parties_old and len(parties_old) <= 3 and not persons_new:
            return 1.2
        if new <= old and (occurrence.definite or len(new) > 1):
            return 1.8
        if len(parties_new) >= 2 and parties_new == parties_old:
            return 1.5
        near = (occurrence.definite or distance < 60) and not occurrence.indefinite
        if near and sides_agree(parties_new, parties_old):
            return 1.0 if parties_new & parties_old else 0.0
        return 0.0
