"""The label of each event: picks the parts of an event that ``kg.rdf.labels`` builds its words from."""

from __future__ import annotations

from kg.model import Act, Change, Event, Meeting, Process
from kg.rdf import labels, terms
from kg.rdf.scope import Scope


def event_label(scope: Scope, event: Event) -> str:
    """The label of an event, never empty."""
    match event:
        case Meeting():
            return _meeting(scope, event)
        case Process():
            issues = [scope.label(local) for local in event.issues]
            return labels.process_label(event.type, scope.names(event.parties), issues)
        case Change():
            return _change(scope, event)
        case Act():
            speakers = [scope.label(local) for local in event.speakers]
            return labels.act_label(event.type, speakers, content(scope, event))


def content(scope: Scope, act: Act) -> str:
    """What is said, asked or promised, in the article's words: cleaned, 300 code points at most."""
    begin, end = act.content
    return labels.shorten(terms.clean(scope.extraction.article.text[begin:end]), 300)


def _meeting(scope: Scope, meeting: Meeting) -> str:
    """From its participants (persons first, parties where nobody is named), place and dates; of a house in a
    town that is told the town.
    """
    present = [part.actor for part in meeting.participations if part.actor != meeting.body]
    persons = [local for local in present if scope.actors[local].kind == "person"]
    visitors = [part.actor for part in meeting.participations if part.role == "role-visitor"]
    hosts = [part.actor for part in meeting.participations if part.role == "role-host"]
    place = next(iter(meeting.places), None)
    town = scope.places[place].within if place is not None else None
    place = town if town in meeting.places else place
    return labels.meeting_label(
        labels.MeetingParts(
            format=meeting.format.removeprefix("format-"),
            actors=scope.names(persons if len(persons) > 1 else present or meeting.parties),
            visitors=scope.names(visitors),
            hosts=scope.names(hosts),
            body=scope.label(meeting.body) if meeting.body else "",
            ordinal=meeting.ordinal,
            place=scope.label(place) if place else "",
            earliest=meeting.time.earliest,
            latest=meeting.time.latest,
        )
    )


def _change(scope: Scope, change: Change) -> str:
    """From what it affects; another change is named by its kind only, so that circles cannot recur here."""
    affected = [scope.events[local] for local in change.affects]
    named = [
        labels.words_of(event.type) if isinstance(event, Change) else event_label(scope, event)
        for event in affected
    ]
    initiators = [scope.label(part.actor) for part in change.participations]
    return labels.change_label(change.type, named, initiators, change.time.earliest, change.time.latest)
