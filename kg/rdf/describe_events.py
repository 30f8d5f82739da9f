"""Triples of meetings, processes, status changes, acts and participations: one short function per class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.codes import DIPC
from kg.model import Act, Change, Event, Meeting, Participation, Process, Time
from kg.rdf import written
from kg.rdf.describe_nodes import LABEL, TYPE
from kg.rdf.event_labels import content, event_label
from kg.rdf.scope import Scope, Triple
from kg.rdf.written import Written
from kg.vocab import DIP

DURATION = written.in_namespace("schema", "duration")
POSITION = written.in_namespace("schema", "position")
CONTENT_LOCATION = written.in_namespace("schema", "contentLocation")

ACT_CLASS = {"commitment": DIP.Commitment, "request": DIP.Request, "statement": DIP.Statement}


def meeting(scope: Scope, it: Meeting) -> Iterator[Triple]:
    """Format, status, number in its series, place, order; who, what about and when."""
    me = scope.event_node(it.id)
    yield me, TYPE, written.node(DIP.Meeting)
    yield me, written.node(DIP.meetingFormat), written.node(DIPC[it.format])
    if it.ordinal is not None:
        yield me, POSITION, written.integer(it.ordinal)
    yield from _each(me, DIP.takesPlaceAt, scope.entity_nodes(it.places))
    yield from _each(me, DIP.partOf, scope.event_nodes(it.part_of))
    yield from _each(me, DIP.precedes, scope.event_nodes(it.precedes))
    yield from _shared(scope, it, it.participations)


def process(scope: Scope, it: Process) -> Iterator[Triple]:
    """Type, status, the larger process; parties, issues and time."""
    me = scope.event_node(it.id)
    yield me, TYPE, written.node(DIP.Process)
    yield me, written.node(DIP.processType), written.node(DIPC[it.type])
    yield from _each(me, DIP.partOf, scope.event_nodes(it.part_of))
    yield from _shared(scope, it, ())


def change(scope: Scope, it: Change) -> Iterator[Triple]:
    """Type, what it affects, what it answers; initiators, parties, issues and time."""
    me = scope.event_node(it.id)
    yield me, TYPE, written.node(DIP.StatusChange)
    yield me, written.node(DIP.changeType), written.node(DIPC[it.type])
    yield from _each(me, DIP.affects, scope.event_nodes(it.affects))
    yield from _each(me, DIP.inResponseTo, scope.event_nodes(it.in_response_to))
    yield from _each(me, DIP.precedes, scope.event_nodes(it.precedes))
    yield from _shared(scope, it, it.participations)


def act(scope: Scope, it: Act) -> Iterator[Triple]:
    """Type, content, who says it to whom on whose word, the occasion, what it envisages and answers."""
    me = scope.event_node(it.id)
    yield me, TYPE, written.node(ACT_CLASS[it.kind])
    yield me, written.node(DIP.actType), written.node(DIPC[it.type])
    yield me, written.node(DIP.content), written.text(content(scope, it), scope.language)
    for property_, actors in (
        (DIP.speaker, it.speakers),
        (DIP.addressee, it.addressees),
        (DIP.hasParticipant, it.speakers + it.addressees),
        (DIP.reportedBy, it.reported_by),
    ):
        yield from _each(me, property_, scope.entity_nodes(actors))
    yield from _each(me, DIP.madeAt, scope.event_nodes(it.made_at))
    yield from _each(me, DIP.envisages, scope.event_nodes(it.envisages))
    yield from _each(me, DIP.inResponseTo, scope.event_nodes(it.in_response_to))
    yield from ((me, CONTENT_LOCATION, place) for place in scope.entity_nodes(it.places))
    if it.kind == "statement":  # the ontology gives a stance to statements only
        yield from _stance(scope, it)
    yield from _shared(scope, it, it.participations)


def _stance(scope: Scope, it: Act) -> Iterator[Triple]:
    me = scope.event_node(it.id)
    if it.stance:
        yield me, written.node(DIP.stance), written.node(DIPC[it.stance])
        yield from _each(me, DIP.stanceToward, (scope.any_node(local) for local in it.stance_toward))


def participation(scope: Scope, event: str, it: Participation) -> Iterator[Triple]:
    """The part of one actor in an event, with the plain links that it implies."""
    me, whole = scope.participation_node(event, it), scope.event_node(event)
    actor = scope.entity_node(it.actor)
    yield whole, written.node(DIP.hasParticipation), me
    yield whole, written.node(DIP.hasParticipant), actor
    yield me, TYPE, written.node(DIP.Participation)
    yield me, written.node(DIP.participant), actor
    yield me, written.node(DIP.role), written.node(DIPC[it.role])
    for principal in scope.entity_nodes(it.on_behalf_of):
        yield me, written.node(DIP.onBehalfOf), principal
        yield whole, written.node(DIP.hasParty), principal
    if it.capacity:
        yield me, written.node(DIP.inCapacity), scope.holding_node(it.capacity)


def _shared(scope: Scope, it: Event, parts: Iterable[Participation]) -> Iterator[Triple]:
    """What every event has: label, status, parties, issues, time, participations."""
    me = scope.event_node(it.id)
    yield me, LABEL, written.text(event_label(scope, it))
    if it.status:
        yield me, written.node(DIP.status), written.node(DIPC[it.status])
    yield from _each(me, DIP.hasParty, scope.entity_nodes(it.parties))
    yield from _each(me, DIP.about, scope.entity_nodes(it.issues))
    yield from _time(me, it.time, scope.language)
    for part in parts:
        yield from participation(scope, it.id, part)


def _time(me: Written, time: Time, language: str) -> Iterator[Triple]:
    """Bounds, EDTF, the words and the duration, each only where known."""
    if time.earliest:
        yield me, written.node(DIP.earliest), written.day(time.earliest)
    if time.latest:
        yield me, written.node(DIP.latest), written.day(time.latest)
    if time.edtf:
        yield me, written.node(DIP.edtf), written.string(time.edtf)
    for words in time.expressions:
        yield me, written.node(DIP.timeExpression), written.text(words, language)
    if time.duration:
        yield me, DURATION, written.duration(time.duration)


def _each(me: Written, property_: str, nodes: Iterable[Written]) -> Iterator[Triple]:
    """One triple per node; a link of a node to itself, left by merging two local ids, is dropped."""
    return ((me, written.node(property_), other) for other in nodes if other != me)
