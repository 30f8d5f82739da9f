"""Whether two mentions speak of one visit: the same visitors, of the same state, or talks that it is for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.arguments.last_meetings import summed_up
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft, is_aim
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.triggers.verb_guards import was_last


def fit_visit(
    scene: Scene, draft: MeetingDraft, occurrence: Occurrence, new: set[str], old: set[str]
) -> float:
    """How well a mention of a visit fits a visit, by the visitors; 0 means not at all."""
    visitors = {i for i, r in occurrence.arguments.actors.items() if r == "role-visitor"}
    known = {i for i, r in draft.participants.items() if r == "role-visitor"}
    if visitors & known:
        return 2.6 if _goes_on(draft.occurrences[0].trigger.token) else 2.5
    countries_new, countries_old = set(scene.principals(visitors)), set(scene.principals(known))
    people = any(scene.actor(i).kind == "person" for i in visitors) and any(
        scene.actor(i).kind == "person" for i in known
    )
    kinds = {scene.actor(i).kind for i in visitors | known}
    if (
        countries_new & countries_old
        and not people
        and len(kinds) == 1
        and (occurrence.definite or (occurrence.arguments.places and draft.places))
    ):
        return 1.2
    if not known or not visitors:
        hosts = bool(new) and not visitors and set(scene.principals(new)) <= set(draft.extra_parties)
        return 1.0 if (new & old or not old or hosts) and occurrence.definite else 0.0
    return 0.0


def _goes_on(verb: Token) -> bool:
    """Whether a verb tells of the next stop of who has been elsewhere: "[then] went to Oslo. The visit";
    not "had been in Oslo before".
    """
    said = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    return verb.tag_ == "VBD" and not _NEXT.isdisjoint(said)


_NEXT = frozenset("then also later next afterwards subsequently".split())


def without_stops(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """The mentions of a visit without the stops that it still leads to: "is on a visit to Chile. She will
    visit Valparaiso today" is under way, and not of today alone.
    """
    there = next((o for o in occurrences if o.status[0] == "ongoing" and o.status[1]), None)
    if there is None or there.trigger.family != "visit":
        return list(occurrences)
    first = there.trigger.token.i
    return [
        o for o in occurrences if o.trigger.nominal or o.status[0] != "planned" or o.trigger.token.i <= first
    ]


def same_stay(first: Occurrence, second: Occurrence) -> bool:
    """Whether a visitor told to have come to a place is told to be there: "arrived in X", "is in X"; or a
    noun says which visit it was: "was in X on Monday, [his first visit] in years".
    """
    if first.trigger.family != "visit":
        return _met_on(first, second)
    if second.trigger.family == "visit" and calls(second.trigger.token, first.trigger.token):
        return True
    if second.trigger.frame.frame != "stay":
        return False
    who, known = second.arguments.actors, first.arguments.actors
    same = any(r == known.get(i) == "role-visitor" for i, r in who.items())
    return same and bool(set(first.arguments.places) & set(second.arguments.places))


def one_stay(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether the same guests are told of again in the land where they have come: "arrived in Lima on Monday.
    He is visiting Peru at the invitation of X"; not "will visit Peru", nor what has a day of its own.
    """
    if not first.trigger.family == second.trigger.family == "visit" or second.spans:
        return False
    if first.trigger.nominal or not {first.status[0], second.status[0]} <= _THERE:
        return False
    roles = (o.arguments.actors.items() for o in (first, second))
    guests, again = ({i for i, r in told if r == "role-visitor"} for told in roles)
    lands, there = (scene.places.states(o.arguments.places) for o in (first, second))
    return bool(guests & again) and lands == there and len(lands - {None}) == 1


_THERE = frozenset({"held", "ongoing"})


def of_other_state(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether two mentions are of visits to two states: "visited Kenya ... also visited Namibia"."""
    if not first.trigger.family == second.trigger.family == "visit":
        return False
    mine, theirs = (scene.places.states(o.arguments.places) for o in (first, second))
    return bool(mine and theirs) and None not in mine | theirs and not mine & theirs


def of_last_stay(first: Occurrence, second: Occurrence) -> bool:
    """Whether one of two visits is the last one before the other: "X is in Lima. No minister has come since Y
    was last in the country"; not "visited Lima in May. He was last there in May". So is one that was called
    off: "will be in Lima on Monday. A visit planned for July was called off".
    """
    if not first.trigger.family == second.trigger.family == "visit":
        return False
    off = second.trigger.nominal and second.indefinite and second.status[0] in {"cancelled", "postponed"}
    if off and first.spans and second.spans:
        return True
    before = [o.trigger.frame.frame == "stay" and was_last(o.trigger.token) for o in (first, second)]
    return before[0] != before[1] and (second if before[0] else first).status[0] != "held"


def calls(noun: Token, verb: Token) -> bool:
    """Whether a noun says which visit a verb tells of: "will visit Oslo on Monday, [his first trip] abroad",
    "is scheduled to visit Oslo, [his first trip] to Europe".
    """
    over = verb.head if verb.dep_ == "xcomp" else verb
    return noun.dep_ in _CALLING and noun.head in (verb, over)


_CALLING = frozenset({"attr", "appos", "npadvmod"})


def came_for(scene: Scene, visit: Occurrence, talks: Occurrence) -> bool:
    """The same where those who came are of one state or body; those of two may meet each other there. Or a
    noun calls a meeting a visit: "met X in Oslo on Monday, [his second visit] in a year".
    """
    if _met_on(visit, talks):
        return True
    return is_aim(visit, talks) and len(scene.principals(visit.arguments.actors)) == 1


def _met_on(first: Occurrence, second: Occurrence) -> bool:
    """Whether a noun sums up what is told: "met X on Monday, [his second visit]", "held talks on Monday,
    [a meeting] that lasted for hours", "will go to Oslo, [a trip] to win support"; not "went to Oslo, the
    third meeting".
    """
    word, noun = first.trigger.token, second.trigger.token
    if (first.trigger.family, second.trigger.family) not in _SUMMED or not second.trigger.nominal:
        return False
    return (not first.trigger.nominal and calls(noun, word)) or word.i in summed_up(noun)


_SUMMED = frozenset({("meeting", "visit"), ("meeting", "meeting"), ("visit", "visit"), ("remote", "remote")})


def back_to_aim(draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether "the talks" are those that a visit was for: "arrived in Lima for talks. The talks lasted"."""
    first = draft.occurrences[0]
    bare = occurrence.trigger.nominal and occurrence.definite and not occurrence.arguments.actors
    return bare and any(
        is_aim(first, o) and o.trigger.frame.frame == occurrence.trigger.frame.frame
        for o in draft.occurrences
    )


def on_day_of(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Who does something in the course of a visit: "X met Y on Monday, the second day of a visit"."""
    day = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if day.lemma_.lower() not in _COURSE:
        return ()
    doers = [s for s in clauses.doers(clauses.clause_of(day)) if s.i < noun.i]
    return tuple(i for s in doers for i in scene.resolve(s) if scene.actor(i).kind == "person")


_COURSE = frozenset("day leg stage stop end start beginning eve".split())


def of_last_doer(scene: Scene, occurrence: Occurrence) -> tuple[str, ...]:
    """Whose a visit is of which the words name nobody: who does what the sentence before tells, if he is one
    and of another state: "X met Y in Oslo. A trip to Rome was cancelled" -> X; "X's office said a visit to
    Rome was planned".
    """
    token, index = occurrence.trigger.token, scene.index
    sent, before = token.sent, sentence_before(token)
    lands = scene.places.states(occurrence.arguments.places)
    said = clauses.clause_of(token)
    doers = clauses.subjects(said.head) if said.dep_ == "ccomp" else []
    named = [o for a, _, o in index.spans if sent.start <= a < sent.end and scene.actor(o).kind == "person"]
    if not doers and not named and before is not None:
        doers = clauses.subjects(before.root)
    whose = [c for s in doers for c in s.lefts if c.dep_ == "poss" and s.lemma_.lower() in _STAFF]
    people = [i for s in whose or doers for i in scene.resolve(s)]
    one = len(people) == 1 and scene.actor(people[0]).kind == "person"
    one = one and occurrence.indefinite and not clauses.prepositional(token, "by", "of")
    return tuple(people) if one and lands and scene.actor(people[0]).country not in {None, *lands} else ()


_STAFF = frozenset("office spokesman spokeswoman spokesperson aide".split())
