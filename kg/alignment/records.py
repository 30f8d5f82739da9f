"""The values that are aligned: what one article says of its entities and meetings, read out of its graph.

Frozen and small, so that ten thousand articles fit in memory. Nodes are named by their IRIs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

EntityKind = Literal["person", "country", "organization", "group", "delegation", "place", "position"]


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """What one article says of an entity.

    ``countries`` are those that it belongs to; of an office the actors whose office it is. ``within`` are
    places that contain a place, ``represents`` those for whom a group or delegation stands.
    """

    node: str
    kind: EntityKind
    label: str
    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    represents: tuple[str, ...] = ()
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class PartRecord:
    """One actor's part in a meeting."""

    node: str
    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """What one article says of a meeting; ``format`` and ``status`` are codes without their list's name."""

    node: str
    label: str
    format: str
    status: str
    earliest: date | None = None
    latest: date | None = None
    edtf: str | None = None
    ordinal: int | None = None
    places: tuple[str, ...] = ()
    parts: tuple[PartRecord, ...] = ()
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldingRecord:
    """That a person holds an office, by an article."""

    node: str
    person: str
    position: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What one article says that bears on identity; ``article`` is its IRI, ``graph`` that of its graph.

    ``other_parts`` are parts in events that are no meetings, each with its event.
    """

    article: str
    graph: str
    published: date | None = None
    entities: tuple[EntityRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    holdings: tuple[HoldingRecord, ...] = ()
    other_parts: tuple[tuple[str, PartRecord], ...] = ()

    def labels(self) -> Iterator[tuple[str, str]]:
        """Each entity and meeting with its label."""
        yield from ((record.node, record.label) for record in self.entities)
        yield from ((record.node, record.label) for record in self.meetings)
