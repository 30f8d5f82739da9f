"""The place of each meeting that its own phrase does not tell, by the surest rule that reads one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.details import margins, sole_places, stays
from kg.extraction.details.goes_on import after_that, moved_to, there_too
from kg.extraction.details.reported_arrivals import where_reported
from kg.extraction.details.same_stay import on_same_stay, onward_only
from kg.extraction.grammar import clauses
from kg.extraction.meetings import borrowed_places, journeys
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.states_visited import stop_of
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.occasion_verbs import begun_with
from kg.extraction.triggers.venues import STAGES


def fill_places(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Fills empty places in place, leaves the finest of several, and takes those of calls away."""
    for draft in meetings:
        if draft.family == "remote":
            draft.places.clear()  # "discussed the fighting in Syria by phone"
        elif (moved := moved_to(scene, draft)) is not None:
            draft.places[:] = [moved]
        elif len(draft.places) > 1 and draft.family != "visit":
            draft.places[:] = scene.places.finest(draft.places)  # "met in Peru. Their talks in Lima"
        elif not draft.places:
            others = {i for m in meetings if m is not draft for i in m.tokens}
            found = (
                journeys.goal(scene, draft)
                or where_it_was(scene, draft)
                or borrowed_places.after_partner(scene, draft)
                or borrowed_places.of_host(scene, draft)
                or margins.beside(scene, draft, meetings)
                or borrowed_places.of_clause_before(scene, draft, meetings)
                or borrowed_places.of_company(scene, draft)
                or borrowed_places.of_where(scene, draft)
                or borrowed_places.before_leaving(scene, draft)
                or borrowed_places.of_stay_before(scene, draft)
                or stays.where_welcomed(scene, draft)
                or sole_places.in_sentence(scene, draft, others)
                or after_that(scene, draft, meetings)
                or _visited(scene, draft, meetings)
                or stays.on_visit_told(scene, draft, meetings)
                or where_reported(scene, draft)
                or stays.at_home(scene, draft, meetings)
                or stays.near_the_report(scene, draft, meetings)
                or there_too(scene, draft, meetings)
                or on_same_stay(scene, draft, meetings)
            )
            draft.places.extend(_town_told(scene, draft, found, others) or found)


def where_it_was(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The place of which a sentence tells what took place there: "[Oslo] was where X received Y", "[Oslo]
    will be the setting when X meets Y"; not "Oslo was quiet when X met Y".
    """
    for token in (o.trigger.token for o in draft.occurrences):
        for told in (t for t in token.ancestors if t.lemma_ == "be" and t.i < token.i):
            between = [t for t in token.doc[told.i + 1 : token.i] if t.lower_ in {"where", "when"}]
            stage = any(c.dep_ == "attr" and c.lemma_ in STAGES | {"place", "spot"} for c in told.rights)
            just_behind = between[:1] == [told.nbor()] and told.nbor().lower_ == "where"
            if between and (just_behind or stage):
                subject = next((c for c in told.lefts if c.dep_ == "nsubj"), told)
                place = scene.places.standing(subject)
                return [] if place is None else [place]
    return []


def _town_told(scene: Scene, draft: MeetingDraft, found: list[str], others: set[int]) -> list[str]:
    """The town that the sentence of a meeting tells in the state where it is: "went to Peru for a meeting of
    ministers in Lima".
    """
    drafts, state = scene.places.drafts, scene.places.drafts[found[0]].actor if found else None
    town = sole_places.in_sentence(scene, draft, others) if state is not None else []
    return town if town and drafts[town[0]].country == state else []


def _occasions(token: Token) -> Iterator[Token]:
    """The nouns that say on which occasion a verb happens: "met X during a visit to Y", "upon her arrival in
    Y", "began a visit to Y with talks with X".
    """
    if (begun := begun_with(token)) is not None:
        yield from clauses.objects(begun)
    for host in {token.i: token, token.head.i: token.head}.values():
        for prep in host.children:
            if prep.dep_ == "prep" and prep.lower_ in {"during", "on", "upon"}:
                yield from (c for c in prep.children if c.dep_ == "pobj")
            elif prep.dep_ == "prep" and prep.lower_ in {"after", "following"}:
                yield from (c for c in prep.children if c.dep_ == "pobj" and c.lemma_ == "arrival")
            elif prep.dep_ == "prep" and prep.lower_ in {"as", "within", "in"}:
                parts = (c for c in prep.children if c.dep_ == "pobj" and c.lemma_ in _WITHIN)
                yield from (o for c in parts for o in clauses.prepositional(c, "of"))
    yield from _asides(token)


_WITHIN = frozenset({"part", "framework", "course", "context"})
_NTH = frozenset("first second third fourth fifth last latest a her his their".split())


def _asides(token: Token) -> Iterator[Token]:
    """The journey that an aside on a meeting names: "met X, the first visit to Lima by a minister"."""
    verb = clauses.clause_of(token)
    for noun in token.sent:
        if noun.i > token.i and noun.lemma_ in {"visit", "trip"} and noun.dep_ in {"appos", "npadvmod"}:
            comma = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == ","
            if comma and clauses.clause_of(noun).i == verb.i and _NTH & {c.lower_ for c in noun.lefts}:
                yield noun


def _visited(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> list[str]:
    """The place of a visit by one participant to the country of another, told of in the same article."""
    if draft.family != "meeting":
        return []
    for occurrence in draft.occurrences:
        for noun in _occasions(occurrence.trigger.token):
            visit = next((v for v in meetings if noun.i in v.tokens and v.family == "visit"), None)
            if visit is not None and visit.places and not times.disjoint(draft.time, visit.time, days=3):
                own = [p for n in clauses.prepositional(noun, "to", "in") if (p := scene.places.at(n))]
                guests = [i for i, r in visit.participants.items() if r == "role-visitor"]
                return own[:1] or stop_of(scene, visit, [i for i in draft.participants if i not in guests])
    for visit in meetings:
        if visit.family != "visit" or not visit.places or not _during(draft, visit) or onward_only(visit):
            continue
        visitors = {i for i, r in visit.participants.items() if r == "role-visitor"}
        others = [i for i in draft.participants if i not in visitors]
        where = stop_of(scene, visit, others)
        country = scene.places.drafts[where[0]].state if where else None
        if visitors & set(draft.participants) and country is not None and country in scene.principals(others):
            return where
    return journeys.journey_told(scene, draft, meetings)


def _during(draft: MeetingDraft, visit: MeetingDraft) -> bool:
    """Whether a meeting can be part of a visit: both take place, at times that do not exclude each other."""
    if not {draft.status, visit.status} <= {"held", "ongoing", "planned"}:
        return draft.status == visit.status
    apart = {draft.status, visit.status} == {"held", "planned"} or (draft.status, visit.status) == _AHEAD
    if apart or stays.had_been(visit):
        return False  # what goes on now is not on a visit to come, nor where somebody "had been"
    mine, theirs = draft.time, visit.time
    known = all((mine.earliest, mine.latest, theirs.earliest, theirs.latest))
    return not known or not times.disjoint(mine, theirs, days=3)


_AHEAD = ("ongoing", "planned")
