"""What a view shows: nodes, statements with their evidence, and sources. Frozen values, in fixed orders."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Kinds of nodes in the order of legends. Everything from "meeting" to "process" is an event.
KINDS = (
    "state",
    "organization",
    "person",
    "group",
    "meeting",
    "act",
    "change",
    "process",
    "issue",
    "place",
)
ACTORS = frozenset({"state", "organization", "person", "group"})
EVENTS = frozenset({"meeting", "act", "change", "process"})

#: Relation -> words from subject to object, words from object to subject.
RELATIONS: dict[str, tuple[str, str]] = {
    "participant": ("took part in", "had as participant"),
    "participant-planned": ("is to take part in", "is to have as participant"),
    "participant-off": ("was to take part in", "was to have as participant"),
    "party": ("was party to", "had as party"),
    "party-planned": ("is to be party to", "is to have as party"),
    "party-off": ("was to be party to", "was to have as party"),
    "speaker": ("is the speaker of", "has as speaker"),
    "addressee": ("was addressed by", "was addressed to"),
    "reporter": ("reported", "was reported by"),
    "about": ("was about", "was dealt with in"),
    "place": ("took place at", "was the place of"),
    "place-planned": ("is to take place at", "is to be the place of"),
    "place-off": ("was to take place at", "was to be the place of"),
    "concerns": ("speaks of", "is spoken of in"),
    "part": ("is part of", "includes"),
    "before": ("came before", "came after"),
    "answer": ("was in response to", "was answered by"),
    "affects": ("affected", "was affected by"),
    "made-at": ("was made at", "was the occasion of"),
    "envisages": ("envisages", "is envisaged by"),
    "stance": ("takes a stance on", "is judged in"),
    "represents": ("represents", "is represented by"),
    "country": ("belongs to", "is the country of"),
    "near": ("is near", "is near"),
    "office": ("holds an office of", "has as office holder"),
}
#: Relations that tie an actor to an event, strongest first.
TIES = ("participant", "speaker", "addressee", "reporter", "party")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of an article: its source (place in ``Contents.sources``), offsets in code points, words.

    ``said_by`` is whom the article names for what stands there, where it is not said in its own voice.
    """

    source: int
    begin: int
    end: int
    quote: str
    confidence: float | None = None
    factuality: str = "asserted"
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What several sources say of one property: the value and the places of the sources that give it."""

    property: str
    value: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, event, issue or place.

    ``type`` is the code's word ("summit", "pledge", "ministry"); ``side`` the IRI of the country that an
    actor belongs to, or its own; ``earliest`` and ``latest`` are ISO days or ``""``; ``when`` what a reader
    is told; ``inferred`` says why the date is more than the article's words, ``""`` where it is not.
    """

    iri: str
    kind: str
    label: str
    type: str = ""
    names: tuple[str, ...] = ()
    side: str = ""
    status: str = ""
    earliest: str = ""
    latest: str = ""
    edtf: str = ""
    words: tuple[str, ...] = ()
    when: str = ""
    inferred: str = ""
    content: str = ""
    stance: str = ""
    offices: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    meetings: int = 0

    @property
    def is_event(self) -> bool:
        """Whether it stands in the rows of the matrix."""
        return self.kind in EVENTS

    @property
    def is_actor(self) -> bool:
        """Whether it stands in the columns of the matrix."""
        return self.kind in ACTORS

    @property
    def day(self) -> str:
        """The ISO day by which an event is sorted, ``""`` for an undated one."""
        return self.earliest or self.latest


@dataclass(frozen=True, slots=True)
class Statement:
    """One tie between two nodes: IRIs, a key of ``RELATIONS``, details in words, and the evidence.

    ``detail`` is the role or office; ``behalf`` the labels of the principals for whom an actor took part.
    """

    subject: str
    relation: str
    object: str
    detail: str = ""
    behalf: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def tie(self) -> str:
        """The relation without its tense."""
        return self.relation.removesuffix("-planned").removesuffix("-off")


@dataclass(frozen=True, slots=True)
class Source:
    """An article: what is known of it, and its text where that is at hand."""

    iri: str
    id: str = ""
    digest: str = ""
    title: str = ""
    url: str = ""
    published: str = ""
    publisher: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """Nodes by rank (the most met first), statements between them, sources; of how many nodes in all.

    ``notes`` are words for the user about what was left out.
    """

    nodes: tuple[Node, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    total: int = 0
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
