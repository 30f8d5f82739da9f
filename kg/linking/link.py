"""Links one extraction: entities first, then meetings, then what depends on them."""

from __future__ import annotations

from kg.gazetteer import Entry
from kg.ids import digest
from kg.linking import entities as found
from kg.linking.entities import Known
from kg.linking.events import (
    Minter,
    act_key,
    change_key,
    in_text_order,
    meeting_key,
    process_key,
)
from kg.linking.persons import person_entity
from kg.model import Actor, Entity, Extraction, Linking, Office, Place, Process


def link(extraction: Extraction) -> Linking:
    """The entity of every actor, place, office and issue, and the IRI local part of every event and holding.

    A pure function of the extraction: neither the order of its tuples nor its local ids matter. It looks
    at this one article only; decisions by people and alignment across articles come after it, over the
    graph, by statements that say which node another is replaced by.
    """
    known = Known(extraction, actors={a.id: a for a in extraction.actors})
    _countries(known)
    _organizations(known)
    _offices(known)
    _persons(known)
    for actor in _of_kind(known, "group"):
        known.entities[actor.id] = found.group_entity(actor, known)
    _places(known)
    for issue in extraction.issues:
        known.entities[issue.id] = found.issue_entity(issue)
    events = _events(known)
    holdings = {
        h.id: digest(f"id:{known.entities[h.person].local}", f"id:{known.entities[h.office].local}")
        for h in extraction.holdings
        if h.person in known.entities and h.office in known.entities
    }
    return Linking(known.entities, events, holdings)


def _of_kind(known: Known, kind: str) -> list[Actor]:
    return [a for a in known.extraction.actors if a.kind == kind]


def _keep(known: Known, local_id: str, pair: tuple[Entity, Entry | None]) -> None:
    entity, entry = pair
    known.entities[local_id] = entity
    if entry is not None:
        known.entries[local_id] = entry


def _countries(known: Known) -> None:
    for actor in _of_kind(known, "country"):
        _keep(known, actor.id, found.country_entity(actor))


def _organizations(known: Known) -> None:
    """Bodies without members before those with members, whose names may depend on them."""
    for actor in sorted(_of_kind(known, "organization"), key=lambda a: bool(a.members)):
        _keep(known, actor.id, found.organization_entity(actor, known))


def _offices(known: Known) -> None:
    for office in known.extraction.offices:
        known.entities[office.id] = found.office_entity(office, known)


def _persons(known: Known) -> None:
    offices: dict[str, Office] = {o.id: o for o in known.extraction.offices}
    for actor in _of_kind(known, "person"):
        own = [h.office for h in known.extraction.holdings if h.person == actor.id]
        held = [offices[o] for o in own if o in offices]
        _keep(known, actor.id, person_entity(actor, known, held))


def _places(known: Known) -> None:
    """Places after those that they lie in or near; a circle is cut at the first of its places."""
    places: dict[str, Place] = {p.id: p for p in known.extraction.places}

    def visit(place: Place, above: frozenset[str]) -> None:
        for other in (place.within, place.near):
            if other in places and other not in known.entities and other not in above:
                visit(places[other], above | {place.id})
        if place.id not in known.entities:
            _keep(known, place.id, found.place_entity(place, known))

    for place in known.extraction.places:
        visit(place, frozenset({place.id}))


def _events(known: Known) -> dict[str, str]:
    """Local parts of all events, in the order of the extraction; delegations are linked on the way."""
    extraction = known.extraction
    minter = Minter(known)
    out: dict[str, str] = {}
    for meeting in in_text_order(extraction.meetings):
        out[meeting.id] = minter.mint(meeting, *meeting_key(meeting, known))
    _delegations(known, out)
    _processes(known, minter, out)
    for act in in_text_order(extraction.acts):
        out[act.id] = minter.mint(act, *act_key(act, known))
    for change in in_text_order(extraction.changes):
        affected = [out[a] for a in change.affects if a in out]
        out[change.id] = minter.mint(change, *change_key(change, known, affected))
    return {event.id: out[event.id] for event in extraction.events()}


def _processes(known: Known, minter: Minter, out: dict[str, str]) -> None:
    """Processes of one key are one node, unless one is part of the other."""
    given: dict[tuple[str, str], Process] = {}
    for process in in_text_order(known.extraction.processes):
        key = process_key(process, known)
        twin = given.get(key)
        if twin is not None and twin.id not in process.part_of and process.id not in twin.part_of:
            out[process.id] = out[twin.id]
            continue
        given.setdefault(key, process)
        out[process.id] = minter.mint(process, *key)


def _delegations(known: Known, meetings: dict[str, str]) -> None:
    """Delegations within their meeting: the one they name as scope, else the only one they take part in."""
    attended: dict[str, list[str]] = {}
    for meeting in known.extraction.meetings:
        for part in meeting.participations:
            attended.setdefault(part.actor, []).append(meeting.id)
    for actor in _of_kind(known, "delegation"):
        of = actor.scope if actor.scope in meetings else None
        several = list(dict.fromkeys(attended.get(actor.id, [])))
        of = of or (several[0] if len(several) == 1 else None)
        known.entities[actor.id] = found.delegation_entity(actor, known, meetings[of] if of else None)
