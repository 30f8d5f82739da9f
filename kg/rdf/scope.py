"""The nodes of one article: which IRI each local id denotes, and the names that labels are built from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.ids import digest
from kg.model import Actor, Entity, Event, Extraction, Issue, Linking, Mention, Participation, Place
from kg.rdf import labels, written
from kg.rdf.written import Written
from kg.scheme import scheme

Triple = tuple[Written, Written, Written]
Evidenced = tuple[Written, tuple[Mention, ...]]


@dataclass(frozen=True)
class Scope:
    """One article with its linking. Asking for a local id that linking does not know raises ``KeyError``."""

    extraction: Extraction
    linking: Linking

    @cached_property
    def sha16(self) -> str:
        """The first 16 digits of the article's hash, the local part of its IRIs."""
        return self.extraction.article.digest[:16]

    @cached_property
    def article(self) -> Written:
        """The article's node."""
        return written.in_namespace("art", self.sha16)

    @cached_property
    def graph(self) -> Written:
        """The name of the graph that holds all that is drawn from the article."""
        return written.in_namespace("graph", self.sha16)

    @property
    def language(self) -> str:
        """Language tag of words taken from the article."""
        return self.extraction.article.language

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by local id."""
        return {actor.id: actor for actor in self.extraction.actors}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by local id."""
        return {place.id: place for place in self.extraction.places}

    @cached_property
    def issues(self) -> dict[str, Issue]:
        """Issues by local id."""
        return {issue.id: issue for issue in self.extraction.issues}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Meetings, processes, changes and acts by local id."""
        return {event.id: event for event in self.extraction.events()}

    @cached_property
    def _entity_nodes(self) -> dict[str, Written]:
        return {}

    @cached_property
    def _event_nodes(self) -> dict[str, Written]:
        return {}

    def entity(self, local: str) -> Entity:
        """The entity of an actor, place, office or issue; a country as place is its actor's."""
        place = self.places.get(local)
        return self.linking.entities[place.actor if place is not None and place.actor else local]

    def entity_node(self, local: str) -> Written:
        """The node of an actor, place, office or issue."""
        found = self._entity_nodes.get(local)
        if found is None:
            prefix = "issue" if local in self.issues else "id"
            found = self._entity_nodes[local] = written.in_namespace(prefix, self.entity(local).local)
        return found

    def event_node(self, local: str) -> Written:
        """The node of a meeting, process, change or act."""
        found = self._event_nodes.get(local)
        if found is None:
            found = self._event_nodes[local] = written.in_namespace("ev", self.linking.events[local])
        return found

    def holding_node(self, local: str) -> Written:
        """The node of a holding."""
        return written.in_namespace("hold", self.linking.holdings[local])

    def any_node(self, local: str) -> Written:
        """The node of anything with a local id: a stance may be taken toward all of them."""
        if local in self.linking.events:
            return self.event_node(local)
        return self.holding_node(local) if local in self.linking.holdings else self.entity_node(local)

    def participation_node(self, event: str, part: Participation) -> Written:
        """The node of one actor's part in an event: hash of event, actor and role."""
        key = (self.linking.events[event], self.entity(part.actor).local, part.role)
        return written.in_namespace("pt", digest(*key))

    def entity_nodes(self, locals_: Iterable[str]) -> Iterator[Written]:
        """The nodes of actors, places, offices or issues, in the order given."""
        return (self.entity_node(local) for local in locals_)

    def event_nodes(self, locals_: Iterable[str]) -> Iterator[Written]:
        """The nodes of events, in the order given."""
        return (self.event_node(local) for local in locals_)

    def label(self, local: str) -> str:
        """The canonical name of an actor, place, office or issue; of a curated issue that in the scheme."""
        issue = self.issues.get(local)
        if issue is not None and issue.concept:
            return scheme()[issue.concept].label
        return self.entity(local).label

    def name(self, local: str) -> labels.Name:
        """An actor's name with the short form that may stand in a pair."""
        entity, actor = self.entity(local), self.actors[local]
        aliases = (*entity.names, *actor.names)
        return labels.Name(
            labels.shorten(entity.label, 60), labels.short_name(actor.kind, entity.label, aliases)
        )

    def names(self, locals_: Iterable[str]) -> list[labels.Name]:
        """The names of several actors."""
        return [self.name(local) for local in locals_]
