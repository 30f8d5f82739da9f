"""A further meeting of those told of before: "a second round", "Peru will host the next round", "after talks
in Lima in May".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.actors.group_countries import group_class
from kg.extraction.arguments.bare_nouns import placed_apart
from kg.extraction.arguments.two_events import is_held, one_more
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.named_events import has_own_name
from kg.extraction.meetings.occurrences import (
    Occurrence,
    another_alike,
    comes_next,
    harks_back,
    yet_to_discuss,
)
from kg.extraction.meetings.recovery import of_other_date, sentence_parties
from kg.extraction.meetings.spoken_states import spoken_of_before
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import COURSES
from kg.extraction.triggers.unfulfilled import is_pluperfect

AHEAD = frozenset({"planned", "proposed"})
_HOSTING = frozenset({"role-host", "role-mediator"})
_ROUNDS = frozenset({"meeting", "talks", "summit"})


def one_before(scene: Scene, told: Sequence[MeetingDraft], occurrence: Occurrence) -> MeetingDraft | None:
    """The meeting after which a noun that names nobody may tell of the next: the round with the number before
    it, else the last that is not far, of those of whom the sentence before speaks where it names both sides;
    ``None`` without one.
    """
    sided = [m for m in told if m.family == "meeting" and (m.participants or m.extra_parties)]
    sided = spoken_of_before(scene, sided, occurrence) or sided
    if occurrence.ordinal is not None and occurrence.trigger.frame.lemma in _COUNTED:
        counted = [m for m in sided if m.ordinal == occurrence.ordinal - 1]
        if counted:
            return counted[-1]
    talks = [m for m in sided if any(_is_talks(o) for o in m.occurrences)]
    if talks and occurrence.trigger.frame.lemma == "round":
        sided = talks  # "the next round" is of the talks, not of a meeting between two who were there
    if occurrence.trigger.frame.lemma == "summit":  # so is "the next summit" of the summit
        sided = [m for m in sided if any(_is_summit(o) for o in m.occurrences)] or sided
    near = sided and occurrence.trigger.token.i - sided[-1].tokens[-1] <= _NEAR
    return sided[-1] if near else None


def _is_summit(occurrence: Occurrence) -> bool:
    return occurrence.trigger.nominal and occurrence.trigger.frame.lemma == "summit"


def _is_talks(occurrence: Occurrence) -> bool:
    """Whether a mention is of what has rounds: "talks", "negotiations", "a round"; not "met"."""
    return occurrence.trigger.nominal and occurrence.trigger.frame.lemma in COURSES | {"round"}


_NEAR = 150
"""How many words after a meeting the next one of the same people is told of without them."""


def is_round(occurrence: Occurrence) -> bool:
    """Whether a mention is of one round among others: "the next round", "the third round"."""
    among = occurrence.ordinal or comes_next(occurrence) or harks_back(occurrence)
    return occurrence.trigger.frame.lemma == "round" and bool(among)


def counts_on(scene: Scene, last: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether a noun that names nobody, or only a host, tells of one more meeting of those who met last."""
    frame, arguments = occurrence.trigger.frame, occurrence.arguments
    if has_own_name(scene, occurrence.trigger.token):
        return False
    numbered = occurrence.ordinal is not None or comes_next(occurrence) or harks_back(occurrence)
    numbered = numbered or all(after_series(o, occurrence) for o in last.occurrences)
    if _by_same_body(scene, last, occurrence):
        return comes_next(occurrence)
    if arguments.actors:
        return numbered and frame.lemma in _COUNTED and _only_hosted(scene, last, occurrence)
    if yet_to_sign(occurrence):
        return bool(occurrence.spans or arguments.places)
    if frame.frame not in _ROUNDS and not another_alike(occurrence):
        return False
    if numbered or of_other_date(scene, occurrence) or _elsewhere(scene, last, occurrence):
        return True
    return not occurrence.definite and placed_apart(occurrence.trigger, arguments)


def _by_same_body(scene: Scene, last: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether the body of others that met last is all that a noun names: "Peru and Chile held the first
    meeting of the Joint Commission (JC). The next JC [meeting] will be held in Lima"; not "Chile and the EU
    held a summit. The next EU summit".
    """
    named = occurrence.arguments.actors.keys()
    bodies = all(i in last.participants and scene.actor(i).type == "actor-joint-body" for i in named)
    return bool(named) and bodies and len(scene.principals(last.participants)) > 1


_COUNTED = frozenset("round session meeting summit gathering".split())


def yet_to_sign(occurrence: Occurrence) -> bool:
    """Whether a noun tells of a signing to come, which what was initialed or discussed is not."""
    trigger = occurrence.trigger
    return trigger.nominal and trigger.frame.frame == "signing" and occurrence.status[0] in AHEAD


def signed_apart(scene: Scene, own: Sequence[Occurrence], occurrence: Occurrence) -> bool:
    """Whether one is a signing by people known and the others talks beside it: "held talks with X and
    witnessed the signing of six pacts"; not pacts told of as signed, nor the summit at which that is done.
    What others of more states sign is apart: "A met B. A pact was signed by the ministers of P, Q and R".
    """
    frames = {o.trigger.frame.frame for o in own}
    if occurrence.trigger.frame.frame in _SIGNING and frames.isdisjoint(_SIGNING | _GREAT):
        signers, met = set(occurrence.arguments.actors), {i for o in own for i in o.arguments.actors}
        if met and not signers & met and set(scene.principals(met)) < set(scene.principals(signers)):
            return True
    if occurrence.trigger.frame.frame != "signing":
        return frames == {"signing"} and occurrence.trigger.frame.frame in _TALKS
    known = bool(scene.principals(occurrence.arguments.actors))
    return known and bool(frames & _TALKS) and frames.isdisjoint(_SIGNING)


_SIGNING, _GREAT = frozenset({"sign", "signing"}), frozenset({"summit", "conference"})
_TALKS = frozenset("meeting meet talks talk see discuss negotiate call negotiation".split())


def to_be_gone_on(met: Occurrence, ahead: Occurrence) -> bool:
    """Whether who met is told to go on with talks: "X met Y. They agreed to speed up their negotiations on
    trade"; not "agreed to continue the meeting", nor where talks were told of that go on.
    """
    noun = ahead.trigger.token
    verb, once = noun.head, met.trigger.frame.lemma in _ONCE
    if not (once and ahead.trigger.nominal and noun.lemma_.lower() in COURSES and noun.dep_ == "dobj"):
        return False
    over = verb.lemma_ in _GOING_ON or (
        verb.lemma_ in _STEPPING and any(c.lower_ == "up" for c in verb.rights)
    )
    above = verb.head if clauses.is_infinitive(verb) and verb.dep_ in {"xcomp", "ccomp", "acl"} else None
    return over and above is not None and above.lemma_ in _AGREEING


def led_up_to(met: Occurrence, before: Occurrence) -> bool:
    """Whether talks are told to have come before those who met did: "X met Y. Their ministers had held talks
    before the leaders' meeting"; not "had held talks before a meeting with Z".
    """
    talks = before.trigger.token
    verb, start = clauses.clause_of(talks), talks.sent.start
    if met.trigger.token.i >= start or not is_pluperfect(verb):
        return False
    then = (t for t in verb.rights if t.lower_ in {"before", "ahead", "prior"})
    again = (
        t for c in then for t in c.subtree if t.lemma_ in _MET_AGAIN and t.dep_ == "pobj" and t is not talks
    )
    known = (t for t in again if any(c.lower_ == "the" or c.dep_ == "poss" for c in t.lefts))
    return any(not clauses.prepositional(t, "with", "between") for t in known)


_MET_AGAIN = frozenset({"meeting", "encounter", "summit"})
_ONCE = frozenset("meet meeting encounter summit receive host welcome see".split())
_GOING_ON = frozenset("continue accelerate intensify expedite resume pursue hasten restart revive".split())
_STEPPING = frozenset({"step", "speed"})
_AGREEING = frozenset("agree decide pledge vow plan promise commit undertake agreement hope want".split())


def after_series(first: Occurrence, second: Occurrence) -> bool:
    """Whether only the first is of what was before and the second goes on or is to come: "had agreed in
    [previous talks]. The talks next week will cover trade"; not "In the previous round, they agreed".
    """
    if second.status[0] not in AHEAD | {"ongoing"} or second.status[1] < _OUTRIGHT:
        return False
    return _is_before(first) and not _is_before(second)


def _is_before(occurrence: Occurrence) -> bool:
    return occurrence.trigger.nominal and not _BEFORE.isdisjoint(occurrence.telling.before)


_BEFORE, _OUTRIGHT = frozenset({"previous", "earlier", "preceding", "past"}), 2


def another_of_series(draft: MeetingDraft, occurrence: Occurrence) -> bool | None:
    """Whether words tell of another one of a series than the meeting; ``None`` where none tell it.

    "The previous round" is not the one to come, "another round" not the one held, nor the third the fourth.
    """
    if occurrence.ordinal and draft.ordinal and occurrence.ordinal != draft.ordinal:
        return True
    ahead = draft.status_so_far in AHEAD
    if harks_back(occurrence) and (ahead or draft.status_so_far == "postponed"):
        return True
    if ahead and occurrence.ordinal == 1 and any(one_more(o.trigger.token) for o in draft.occurrences):
        return True  # "the first round" is not "another round before July"
    if ahead or not one_more(occurrence.trigger.token):
        return None
    return occurrence.status[0] in AHEAD or not any(one_more(o.trigger.token) for o in draft.occurrences)


def _only_hosted(scene: Scene, last: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether all that is said of a round is who hosts it, who had no part in the one before unless this is
    the next: "Peru will host the next round", "a further round will be hosted by Norway".
    """
    actors, lemmas = occurrence.arguments.actors, {o.trigger.frame.lemma for o in last.occurrences}
    great = occurrence.trigger.frame.lemma in _OF_LEADERS and lemmas.isdisjoint(_OF_LEADERS)
    if great or not set(actors.values()) <= _HOSTING:
        return False
    known = set(scene.principals(last.participants))
    return comes_next(occurrence) or known.isdisjoint(scene.principals(actors))


_OF_LEADERS = frozenset("summit gathering retreat gather".split())


def _of_others(noun: Token) -> bool:
    """Whether a noun is of people told of with it: "a meeting in Lima in May where leaders agreed on aid"."""
    people = (t for t in noun.subtree if t.i > noun.i and t.tag_ in {"NNS", "NNPS"})
    return any(group_class(t) == "officials" and t.dep_ in {"nsubj", "pobj"} for t in people)


def _elsewhere(scene: Scene, last: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether a noun without article is of another place and day and its sentence is of nobody else: "after
    talks in Lima in May".
    """
    trigger, own = occurrence.trigger, occurrence.arguments
    if not trigger.nominal or occurrence.definite or trigger.frame.frame == "summit":
        return False
    if not (own.places and occurrence.spans) or _of_others(trigger.token):
        return False
    sides = {*scene.principals(last.participants), *last.extra_parties}
    return set(sentence_parties(scene, trigger.token)) <= sides


def counted_elsewhere(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether the second is counted as a later one and was elsewhere: "their second meeting, in Lima"."""
    mine, theirs = first.arguments.places, second.arguments.places
    apart = not any(scene.places.same_area(a, b) for a in mine for b in theirs)
    return (second.ordinal or 0) > 1 and bool(mine and theirs) and apart


def was_to_discuss(occurrence: Occurrence, status: str) -> bool:
    """Whether the words say what is discussed at a meeting of the status: looking back, "they said that they
    would discuss", or where people sit together, "The talks have begun. The sides are to discuss trade".
    """
    auxiliaries = (c.lower_ for c in occurrence.trigger.token.children if c.dep_ == "aux")
    back = occurrence.trigger.frame.frame == "discuss" and any(a in {"would", "were"} for a in auxiliaries)
    bare = not (occurrence.spans or occurrence.arguments.places)
    return (back and bare) or yet_to_discuss(occurrence, status)


def met_and_will_meet(first: Occurrence, second: Occurrence) -> bool:
    """Whether it is told that people met and that they will: "I have talked to X" and "I will be meeting X",
    "held talks on Monday" and "will hold working-level talks", "They agreed to hold military talks", "are
    meeting in Oslo" and "will next meet in May"; not "will hold the talks", nor "They agreed last month to
    hold talks".
    """
    pairs = ((first, second), (second, first))
    if any(a.status[0] in {"held", "ongoing"} and _meet_next(b) for a, b in pairs):
        return True
    if any(a.status == ("held", 3) and b.status == ("planned", 3) and _anew(a, b) for a, b in pairs):
        return True
    return _over_and_dated_ahead(first, second) or (
        first.status == ("held", 3) and _agreed_there(first, second)
    )


def _meet_next(ahead: Occurrence) -> bool:
    """Whether a verb tells when people meet for the next time: "will next sit down together in May", "could
    agree the next time they meet".
    """
    verb = ahead.trigger.token
    told = not ahead.trigger.nominal and ahead.trigger.family == "meeting" and ahead.status[0] in AHEAD
    next_time = verb.head.lower_ == "time" and any(c.lower_ == "next" for c in verb.head.lefts)
    return told and (next_time or any(c.lower_ == "next" and c.dep_ == "advmod" for c in verb.lefts))


def _anew(met: Occurrence, ahead: Occurrence) -> bool:
    """Whether both are told by verbs, or one is what people will hold and the other was, on its day."""
    if not ahead.trigger.nominal:
        return not met.trigger.nominal
    noun = ahead.trigger.token
    will = any(c.lower_ in _WILL for c in noun.head.lefts)
    return will and is_held(noun) and _on_its_day(met)


def _agreed_there(met: Occurrence, ahead: Occurrence) -> bool:
    """Whether what follows a meeting with its day is what came of it: "They agreed to hold military talks",
    "ended with an agreement to hold talks".
    """
    noun = ahead.trigger.token
    if not ahead.trigger.nominal or ahead.status[0] != "planned" or not is_held(noun):
        return False
    verb, near = noun.head, 0 < noun.i - met.trigger.token.i < _SOON
    agreed = verb.head if verb.dep_ in {"xcomp", "acl"} and clauses.is_infinitive(verb) else verb
    there = agreed.lemma_ in {"agree", "decide"} and agreed.tag_ == "VBD"
    there = there or agreed.lemma_ == "agreement"
    own = any(c.lower_ == "had" for c in agreed.lefts) or agreed.i + 1 < verb.left_edge.i
    return near and there and not own and _on_its_day(met)


_WILL, _SOON = frozenset({"will", "'ll", "’ll", "shall"}), 60


def _on_its_day(met: Occurrence) -> bool:
    """Whether a verb tells, with the day, that people met or what they held: "held their first talks"."""
    token = met.trigger.token
    held = token.dep_ == "dobj" and token.head.lemma_ in {"hold", "have"}
    return bool(met.spans) and (held or not met.trigger.nominal)


def _over_and_dated_ahead(first: Occurrence, second: Occurrence) -> bool:
    """Whether the first is said outright to be over, the second to come on a day of its own: "X was met in
    Lima by Y. They will hold talks on Saturday"; not "The talks will be held on Saturday".
    """
    over = first.status == ("held", 3)
    ahead = second.status[0] in AHEAD and second.status[1] >= 2
    return over and ahead and bool(second.spans) and not second.definite
