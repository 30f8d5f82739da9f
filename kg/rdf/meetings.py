"""Meetings of a graph as plain frozen objects, with who took part and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Store

from kg.notebook import ShownAsTable
from kg.rdf.terms import in_namespace, node, value_of
from kg.vocab import DIP, PREFIXES

_LABEL, _TYPE = in_namespace("rdfs", "label"), in_namespace("rdf", "type")
_KINDS = {
    node(DIP[name]): name.lower() for name in ("Person", "Country", "Organization", "Delegation", "Group")
}
_CODES = PREFIXES["dipc"]


@dataclass(frozen=True, slots=True, order=True)
class Evidence(ShownAsTable):
    """Words of an article that support a fact.

    ``article`` is the IRI of the article; ``start`` (inclusive) and ``end`` (exclusive) count code points of
    its text, so that ``text[start:end] == quote``. ``confidence`` is between 0 and 1; ``factuality`` one of
    asserted, attributed, alleged, future, hypothetical, negated.

    >>> import kg
    >>> met, = kg.meetings(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo."))
    >>> met.evidence[0].quote, met.evidence[0].start, met.evidence[0].factuality
    ('met', 20, 'asserted')
    """

    article: str
    start: int
    end: int
    quote: str
    confidence: float
    factuality: str


@dataclass(frozen=True, slots=True)
class Participant(ShownAsTable):
    """One actor's part in one meeting.

    ``iri`` is that of the actor; ``kind`` is person, country, organization, group or delegation; ``role`` a
    code of the ontology without "role-": participant, host, visitor, organizer, mediator, observer,
    initiator. ``on_behalf_of`` are names of those whom the actor spoke for; ``office`` is the one in which
    it took part.

    >>> import kg
    >>> met, = kg.meetings(kg.extract("President Berg of Norway visited Japan in May 2024."))
    >>> [(who.name, who.kind, who.role) for who in met.participants]
    [('Berg', 'person', 'visitor')]
    """

    iri: str
    name: str
    kind: str
    role: str
    on_behalf_of: tuple[str, ...]
    office: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MeetingRecord(ShownAsTable):
    """A meeting, visit or call as a graph tells it.

    ``format`` and ``status`` are codes of the ontology without prefix ("talks", "phone-call"; "held").
    ``earliest`` and ``latest`` are inclusive bounds in days, ``None`` where unknown; ``when`` the words of
    the text. ``places``, ``issues`` and ``parties`` are names in alphabetical order; parties are states and
    bodies that were represented. Where several articles report one meeting, the evidence has all of them.

    >>> import kg
    >>> met, = kg.meetings(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024."))
    >>> met.format, met.status, str(met.latest), met.places
    ('meeting', 'held', '2024-05-03', ('Oslo',))
    """

    iri: str
    label: str
    format: str
    status: str
    earliest: date | None
    latest: date | None
    when: tuple[str, ...]
    places: tuple[str, ...]
    issues: tuple[str, ...]
    parties: tuple[str, ...]
    participants: tuple[Participant, ...]
    evidence: tuple[Evidence, ...]


def meeting_records(view: Store) -> Iterator[MeetingRecord]:
    """The meetings of a merged view (``kg.rdf.load.union``) by last day, first day, label; undated last."""
    graph = _Graph(view)
    found = [graph.meeting(it) for it in graph.of_type(node(DIP.Meeting))]
    yield from sorted(
        found, key=lambda it: (it.latest or date.max, it.earliest or date.max, it.label, it.iri)
    )


class _Graph:
    """The default graph of a merged view, asked by pattern."""

    def __init__(self, view: Store) -> None:
        self._view = view

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        found = self._view.quads_for_pattern(None, _TYPE, kind, None)
        return sorted({it.subject for it in found if isinstance(it.subject, NamedNode)}, key=value_of)

    def meeting(self, me: NamedNode) -> MeetingRecord:
        """All that is said of one meeting."""
        parts = [self.participant(it) for it in self._nodes(me, DIP.hasParticipation)]
        return MeetingRecord(
            iri=me.value,
            label=self._name(me),
            format=self._code(me, DIP.meetingFormat, "format-"),
            status=self._code(me, DIP.status, "status-"),
            earliest=self._day(me, DIP.earliest),
            latest=self._day(me, DIP.latest),
            when=self._texts(me, DIP.timeExpression),
            places=self._names(me, DIP.takesPlaceAt),
            issues=self._names(me, DIP.about),
            parties=self._names(me, DIP.hasParty),
            participants=tuple(sorted(parts, key=_first_evidence)),
            evidence=self.evidence(me),
        )

    def participant(self, me: NamedNode) -> Participant:
        """The part of one actor."""
        actor = next(iter(self._nodes(me, DIP.participant)), me)
        capacity = self._nodes(me, DIP.inCapacity)
        office = self._names(capacity[0], DIP.position) if capacity else ()
        return Participant(
            iri=actor.value,
            name=self._name(actor),
            kind=next((_KINDS[it] for it in self._nodes(actor, _TYPE.value) if it in _KINDS), "actor"),
            role=self._code(me, DIP.role, "role-"),
            on_behalf_of=self._names(me, DIP.onBehalfOf),
            office=office[0] if office else None,
            evidence=self.evidence(me),
        )

    def evidence(self, me: NamedNode) -> tuple[Evidence, ...]:
        """The mentions of a node by article and place."""
        found = self._view.quads_for_pattern(None, node(DIP.mentionOf), me, None)
        mentions = {it.subject for it in found if isinstance(it.subject, NamedNode)}
        return tuple(sorted(self._mention(it) for it in mentions))

    def _mention(self, me: NamedNode) -> Evidence:
        return Evidence(
            article=next(iter(self._nodes(me, DIP.inArticle)), me).value,
            start=int(self._texts(me, DIP.begin)[0]),
            end=int(self._texts(me, DIP.end)[0]),
            quote=self._texts(me, DIP.quote)[0],
            confidence=float(self._texts(me, DIP.confidence)[0]),
            factuality=self._code(me, DIP.factuality, "fact-"),
        )

    def _objects(self, me: NamedNode, property_: str) -> set[NamedNode | Literal]:
        found = self._view.quads_for_pattern(me, node(property_), None, None)
        return {it.object for it in found if isinstance(it.object, NamedNode | Literal)}

    def _nodes(self, me: NamedNode, property_: str) -> list[NamedNode]:
        found = (it for it in self._objects(me, property_) if isinstance(it, NamedNode))
        return sorted(found, key=value_of)

    def _texts(self, me: NamedNode, property_: str) -> tuple[str, ...]:
        return tuple(sorted({it.value for it in self._objects(me, property_) if isinstance(it, Literal)}))

    def _name(self, me: NamedNode) -> str:
        return next(iter(self._texts(me, _LABEL.value)), me.value)

    def _names(self, me: NamedNode, property_: str) -> tuple[str, ...]:
        return tuple(sorted({self._name(it) for it in self._nodes(me, property_)}))

    def _code(self, me: NamedNode, property_: str, prefix: str) -> str:
        codes = [it.value.removeprefix(_CODES) for it in self._nodes(me, property_)]
        return codes[0].removeprefix(prefix) if codes else ""

    def _day(self, me: NamedNode, property_: str) -> date | None:
        days = self._texts(me, property_)
        return date.fromisoformat(days[0]) if days else None


def _first_evidence(it: Participant) -> tuple[int, str]:
    return (it.evidence[0].start if it.evidence else 0, it.iri)
