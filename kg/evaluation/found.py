"""What a graph says, as frozen values in the terms of the gold annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg.evaluation.forms import Bounds, Span, comparable, content_words
from kg.vocab import DIP, PREFIXES

_CODE = PREFIXES["dipc"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel")
ACTOR_KINDS = {
    "Person": "person",
    "Country": "country",
    "Organization": "organization",
    "Group": "group",
    "Delegation": "group",
}
_LINKS = ("hasParticipant", "hasParty", "participant", "speaker", "addressee", "holder")


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting of the graph; names are in the form of ``comparable``, actors are IRIs."""

    iri: str
    spans: tuple[Span, ...]
    participants: frozenset[str]
    parties: frozenset[str]
    places: frozenset[str]
    bounds: Bounds | None
    statuses: frozenset[str]
    formats: frozenset[str]
    issues: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class FoundAct:
    """An act or change: ``kind`` is "commitment", "request", "statement" or "change"."""

    iri: str
    kind: str
    spans: tuple[Span, ...]
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundHolding:
    """Who holds an office, and the content words of the office's names."""

    iri: str
    holder: str | None
    words: frozenset[str]


class Found:
    """Actors, meetings, offices and acts of one graph, read when asked for, sorted by IRI."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def actors(self) -> dict[str, str]:
        """IRI of each actor to its kind; delegations count as groups."""
        kinds: dict[str, str] = {}
        for name, kind in ACTOR_KINDS.items():
            for iri in self._instances(name):
                kinds.setdefault(iri, kind)
        return dict(sorted(kinds.items()))

    @cached_property
    def linked(self) -> frozenset[str]:
        """IRIs of the nodes that take part in an event, speak, are spoken to, or hold an office."""
        quads = (
            q for name in _LINKS for q in self._store.quads_for_pattern(None, NamedNode(DIP[name]), None)
        )
        return frozenset(q.object.value for q in quads if isinstance(q.object, NamedNode))

    @cached_property
    def meetings(self) -> list[FoundMeeting]:
        """Every dip:Meeting."""
        return [self._meeting(iri) for iri in self._instances("Meeting")]

    @cached_property
    def holdings(self) -> list[FoundHolding]:
        """Every dip:PositionHolding."""
        return [
            FoundHolding(
                iri,
                next(self._nodes(iri, "holder"), None),
                frozenset(
                    w for p in self._nodes(iri, "position") for n in self.names(p) for w in content_words(n)
                ),
            )
            for iri in self._instances("PositionHolding")
        ]

    def acts(self, *classes: str) -> list[FoundAct]:
        """Every instance of these classes of acts or changes."""
        pairs = sorted((iri, name) for name in classes for iri in self._instances(name))
        return [
            FoundAct(
                iri,
                "change" if name == "StatusChange" else name.lower(),
                self.spans(iri),
                frozenset(self._nodes(iri, "speaker")),
            )
            for iri, name in pairs
        ]

    def names(self, iri: str) -> frozenset[str]:
        """The labels of a node and the quotes of its mentions, in the form of ``comparable``."""
        quotes = {value for m in self._mentions.get(iri, ()) for value in self._literals(m, DIP.quote)}
        return self.labels(iri) | frozenset(filter(None, map(comparable, quotes)))

    def labels(self, iri: str) -> frozenset[str]:
        """The labels of a node alone, in the form of ``comparable``."""
        labels = {value for predicate in _LABELS for value in self._literals(iri, predicate)}
        return frozenset(filter(None, map(comparable, labels)))

    def spans(self, iri: str) -> tuple[Span, ...]:
        """The offsets of the mentions of a node, sorted."""
        found = []
        for mention in self._mentions.get(iri, ()):
            begin = next(self._literals(mention, DIP.begin), None)
            end = next(self._literals(mention, DIP.end), None)
            if begin is not None and end is not None:
                found.append((int(begin), int(end)))
        return tuple(sorted(found))

    @cached_property
    def _mentions(self) -> dict[str, list[str]]:
        mentions: dict[str, list[str]] = {}
        for iri in self._instances("Mention"):
            for node in self._nodes(iri, "mentionOf"):
                mentions.setdefault(node, []).append(iri)
        return mentions

    def _meeting(self, iri: str) -> FoundMeeting:
        places = set(self._nodes(iri, "takesPlaceAt"))
        landmarks = {near for place in places for near in self._nodes(place, "near")}
        earliest = next(self._literals(iri, DIP.earliest), None)
        latest = next(self._literals(iri, DIP.latest), None)
        issues = [
            frozenset(w for n in self.names(i) for w in content_words(n)) for i in self._nodes(iri, "about")
        ]
        return FoundMeeting(
            iri=iri,
            spans=self.spans(iri),
            participants=frozenset(a for a in self._participants(iri) if a in self.actors),
            parties=frozenset(a for a in self._nodes(iri, "hasParty") if a in self.actors),
            places=frozenset(name for place in places | landmarks for name in self.names(place)),
            bounds=(earliest, latest) if earliest or latest else None,
            statuses=self._codes(iri, "status"),
            formats=self._codes(iri, "meetingFormat"),
            issues=tuple(issues),
        )

    def _participants(self, iri: str) -> Iterator[str]:
        yield from self._nodes(iri, "hasParticipant")
        for participation in self._nodes(iri, "hasParticipation"):
            yield from self._nodes(participation, "participant")

    def _codes(self, iri: str, name: str) -> frozenset[str]:
        return frozenset(c.removeprefix(_CODE).split("-", 1)[-1] for c in self._nodes(iri, name))

    def _instances(self, name: str) -> list[str]:
        quads = self._store.quads_for_pattern(None, _TYPE, NamedNode(DIP[name]))
        return sorted({q.subject.value for q in quads if isinstance(q.subject, NamedNode)})

    def _nodes(self, iri: str, name: str) -> Iterator[str]:
        quads = self._store.quads_for_pattern(NamedNode(iri), NamedNode(DIP[name]), None)
        yield from sorted({q.object.value for q in quads if isinstance(q.object, NamedNode)})

    def _literals(self, iri: str, predicate: str) -> Iterator[str]:
        quads = self._store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        yield from sorted({q.object.value for q in quads if isinstance(q.object, Literal)})


def found_in(path: Path) -> Found:
    """What the graph of a file says; GraphError names path and line of what cannot be read."""
    from kg.rdf.query import load

    return Found(load(path))
