"""Who an event is about: the principal participants, and the parties behind them, as IRI local parts."""

from __future__ import annotations

from collections.abc import Iterable

from kg.linking.entities import Known
from kg.model import Act, Actor, Change, Event, Meeting, Participation

_SIDE_ROLES = frozenset({"role-organizer", "role-observer", "role-mediator"})


def principals(meeting: Meeting, known: Known) -> tuple[str, ...]:
    """The most specific named participants, sorted; countries only when nobody else is named.

    A delegation or group counts as those whom it represents, because its own IRI depends on the meeting.
    Organizers, observers and mediators count only where there are no others.
    """
    main = [p for p in meeting.participations if p.role not in _SIDE_ROLES] or list(meeting.participations)
    persons: set[str] = set()
    bodies: set[str] = set()
    countries: set[str] = set()
    for part in main:
        for actor in _unfolded(known.actors.get(part.actor), known):
            place = {"person": persons, "country": countries}.get(actor.kind, bodies)
            place.add(known.local(actor.id))
    parties = (known.actors[a] for a in meeting.parties if a in known.actors)
    countries.update(known.local(a.id) for a in parties if a.kind == "country")
    found = persons | bodies or countries
    return tuple(sorted(found - {""}))


def _unfolded(actor: Actor | None, known: Known) -> tuple[Actor, ...]:
    """The actor; for a group or delegation those that it represents, or a group without any itself."""
    if actor is None:
        return ()
    if actor.kind in ("group", "delegation"):
        stands_for = tuple(known.actors[r] for r in actor.represents if r in known.actors)
        named = tuple(a for a in stands_for if a.kind not in ("group", "delegation"))
        return named or ((actor,) if actor.kind == "group" else ())
    return (actor,)


def named_locals(actors: Iterable[str], known: Known) -> tuple[str, ...]:
    """The distinct local parts of actors that are linked, sorted."""
    return tuple(sorted({known.local(a) for a in actors} - {""}))


def countries_of(participations: Iterable[Participation], known: Known) -> tuple[str, ...]:
    """The local parts of the countries or bodies for which actors take part, sorted."""
    found: set[str] = set()
    for part in participations:
        actor = known.actors.get(part.actor)
        behind = part.on_behalf_of or ((actor.country,) if actor and actor.country else ())
        found.update(known.local(a) for a in behind)
        if actor is not None and actor.kind in ("country", "organization"):
            found.add(known.local(actor.id))
    return tuple(sorted(found - {""}))


def parties_of(event: Change | Act, known: Known) -> tuple[str, ...]:
    """The parties of a change or act; where none are said, those behind its participants."""
    return named_locals(event.parties, known) or countries_of(event.participations, known)


def first_offset(event: Event) -> int:
    """The begin of the first evidence of an event, 0 where it has none."""
    return min((mention.start for mention in event.mentions), default=0)
