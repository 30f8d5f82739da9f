"""The values that pass between the stages: what an article is and what was found in it.

All types are frozen and hold only standard values, so that they can be compared, hashed, pickled and
written as golden files. Offsets are code points into ``Article.text``, begin inclusive, end exclusive. Things
refer to each other by *local id* (``"a1"``, ``"m2"``), never by IRI: linking mints these.

Codes (``"actor-legislature"``, ``"format-summit"``, ``"status-held"`` ...) are the local names of the
concepts in the ontology's code lists; ``kg.codes`` has them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kg.notebook import ShownAsEvents, ShownAsTable

ActorKind = Literal["person", "country", "organization", "group", "delegation"]
ActKind = Literal["commitment", "request", "statement"]
Factuality = Literal["asserted", "attributed", "alleged", "future", "hypothetical", "negated"]


@dataclass(frozen=True, slots=True)
class Article(ShownAsTable):
    """One text with what its source says about it.

    ``text`` is NFC with LF line ends; every offset in the package counts its code points. ``id`` is
    what the source calls it (file stem, JSON id). ``title`` is the headline; ``title_in_text`` says
    that the text begins with it. ``published`` is the only date that relative words are resolved
    against, and ``None`` leaves them open. ``place`` is where it was read ("news.jsonl, line 12"), for
    messages; ``copy_of`` is the id of the article, read before, whose text this prints, too. Neither counts.

    >>> article = Article(id="a", text="They met.", published=date(2024, 5, 3))
    >>> article.language, article.digest[:8]
    ('en', 'ab226026')
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    publisher: str | None = None
    language: str = "en"
    title_in_text: bool = False
    place: str | None = field(default=None, compare=False)
    copy_of: str | None = field(default=None, compare=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the UTF-8 text, 64 hexadecimal digits: the identity of the article."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of the article that evidences one thing, with how it is presented and how sure we are."""

    start: int
    end: int
    factuality: Factuality = "asserted"
    confidence: float = 0.9


Evidence = tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, country, organization, group or delegation, with all its mentions in the article.

    ``name`` is the fullest form; ``names`` the other surface forms. ``key`` is the gazetteer's key where
    a table knows the actor (``"country:US"``, ``"body:NATO"``), else ``None``. ``country``,
    ``represents`` and ``members`` are local ids of actors; ``scope`` is the local id of the meeting for
    which a delegation was sent.
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...] = ()
    key: str | None = None
    type: str | None = None
    country: str | None = None
    represents: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    scope: str | None = None
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is not only an actor: a city, a venue, a country as location.

    A country that serves as location has ``actor`` set to the local id of its country actor, and
    is described as that node. ``near`` is the local id of the landmark of a place known by vicinity;
    ``within`` that of the place that contains a venue.
    """

    id: str
    name: str
    key: str | None = None
    actor: str | None = None
    near: str | None = None
    within: str | None = None
    country: str | None = None
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A position apart from its holder: ``title`` ("minister of public security") and ``body``,
    the local id of the actor (country or organization) whose office it is, or ``None``.
    """

    id: str
    title: str
    body: str | None = None
    key: str | None = None
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """That a person holds an office; ``status`` is a holding-status code (``"holding-then"``)."""

    id: str
    person: str
    office: str
    status: str = "holding-current"
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter; ``concept`` is the slug in the issue scheme, ``None`` when the scheme lacks it."""

    id: str
    label: str
    concept: str | None = None
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Time:
    """What the words say of when: inclusive day bounds, EDTF, the words themselves.

    Unknown bounds are ``None``; nothing is ever filled in by default. ``duration`` is ISO 8601.
    """

    earliest: date | None = None
    latest: date | None = None
    edtf: str | None = None
    expressions: tuple[str, ...] = ()
    duration: str | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """One actor's part in one event. ``capacity`` is the local id of a holding."""

    actor: str
    role: str = "role-participant"
    on_behalf_of: tuple[str, ...] = ()
    capacity: str | None = None
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Direct contact between actors, in person or remote, visits included."""

    id: str
    format: str = "format-meeting"
    status: str = "status-held"
    time: Time = Time()
    participations: tuple[Participation, ...] = ()
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    ordinal: int | None = None
    body: str | None = None
    part_of: tuple[str, ...] = ()
    precedes: tuple[str, ...] = ()
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A dialogue, negotiation, field of cooperation, dispute, or relations as a whole."""

    id: str
    type: str
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    status: str | None = None
    time: Time = Time()
    part_of: tuple[str, ...] = ()
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An event that starts, halts, restores, worsens, improves or ends others.

    ``affects`` and ``in_response_to`` are local ids of meetings, processes, acts or changes;
    ``participations`` hold the initiators.
    """

    id: str
    type: str
    affects: tuple[str, ...] = ()
    participations: tuple[Participation, ...] = ()
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    status: str = "status-held"
    time: Time = Time()
    in_response_to: tuple[str, ...] = ()
    precedes: tuple[str, ...] = ()
    mentions: Evidence = ()


@dataclass(frozen=True, slots=True)
class Act:
    """A commitment, request or statement.

    ``content`` is the stretch of the article (start, end) that says what is said, asked or promised.
    No speaker means the article's own voice. ``envisages`` and ``in_response_to`` are local ids of
    events; ``stance_toward`` of anything. ``places`` are places spoken of.
    """

    id: str
    kind: ActKind
    type: str
    content: tuple[int, int]
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    participations: tuple[Participation, ...] = ()
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    status: str = "status-held"
    time: Time = Time()
    made_at: tuple[str, ...] = ()
    envisages: tuple[str, ...] = ()
    in_response_to: tuple[str, ...] = ()
    stance: str | None = None
    stance_toward: tuple[str, ...] = ()
    mentions: Evidence = ()


Event = Meeting | Process | Change | Act


@dataclass(frozen=True, slots=True)
class Extraction(ShownAsEvents):
    """Everything found in one article, each tuple in the order of first mention.

    Things refer to each other by local id; ``article.text[mention.start : mention.end]`` is always a quote.

    >>> import kg
    >>> found = kg.extract("President Anna Berg met Minister Kenji Ito in Oslo.")
    >>> actors = {actor.id: actor.name for actor in found.actors}
    >>> [actors[part.actor] for part in found.meetings[0].participations]
    ['Anna Berg', 'Kenji Ito']
    """

    article: Article
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    offices: tuple[Office, ...] = ()
    holdings: tuple[Holding, ...] = ()
    issues: tuple[Issue, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    processes: tuple[Process, ...] = ()
    changes: tuple[Change, ...] = ()
    acts: tuple[Act, ...] = ()

    def events(self) -> Iterator[Event]:
        """Meetings, processes, changes and acts, in that order."""
        yield from self.meetings
        yield from self.processes
        yield from self.changes
        yield from self.acts


@dataclass(frozen=True, slots=True)
class Entity:
    """What an actor, place, office or issue is beyond its article.

    ``key`` is the string that the IRI is minted from, so equal keys are one node in every run;
    ``local`` the local part of that IRI (``"Q30"``, ``"jen-daskal-2325a89684"``); ``same_as`` a
    Wikidata id or ``None``; ``label`` the canonical name and ``names`` alternative ones.
    """

    key: str
    kind: str
    label: str
    local: str
    names: tuple[str, ...] = ()
    same_as: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Linking:
    """Which entity each local id denotes, and the IRI local part and label of each event and holding.

    ``entities`` maps local ids of actors, places, offices and issues. ``events`` maps local ids of
    meetings, processes, changes and acts to the local part of their IRI below ``event/``;
    ``holdings`` to that below ``holding/``. Two local ids may denote one entity.
    """

    entities: Mapping[str, Entity] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    holdings: Mapping[str, str] = field(default_factory=dict)
