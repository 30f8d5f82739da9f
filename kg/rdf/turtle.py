"""Turtle and TriG for people: the same bytes for the same statements, grouped by node, articles first.

Subclasses of rdflib's serializers; only the order, the prefixes, the escapes and the headings are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from re import compile as pattern
from typing import IO, Any

from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD
from rdflib.plugins.serializers.trig import TrigSerializer
from rdflib.plugins.serializers.turtle import VERB, TurtleSerializer
from rdflib.term import BNode, Identifier, Literal, Node, URIRef

from kg.vocab import DIP, PREFIXES

_SCHEMA = PREFIXES["schema"]

#: Groups of nodes in the order in which they are written, with their headings.
SECTIONS: tuple[tuple[str, tuple[URIRef, ...]], ...] = (
    ("Articles", (URIRef(_SCHEMA + "NewsArticle"),)),
    ("Runs and graphs", (PROV.Activity, PROV.Agent, VOID.Dataset)),
    ("Meetings", (DIP.Meeting,)),
    ("Processes", (DIP.Process,)),
    ("Status changes", (DIP.StatusChange,)),
    ("Acts", (DIP.Commitment, DIP.Request, DIP.Statement)),
    ("Participations", (DIP.Participation,)),
    ("Actors", (DIP.Country, DIP.Person, DIP.Organization, DIP.Delegation, DIP.Group)),
    ("Places", (DIP.Place,)),
    ("Offices", (DIP.Position,)),
    ("Holdings", (DIP.PositionHolding,)),
    ("Issues", (DIP.Issue,)),
    ("Alignment", (DIP.Disagreement, RDF.Statement, DIP.IdentityJudgement, DIP.IdentityReason)),
    ("Mentions", (DIP.Mention,)),
)
RANK = {
    cls: (number, place) for number, (_, classes) in enumerate(SECTIONS) for place, cls in enumerate(classes)
}
MENTIONS = RANK[DIP.Mention][0]
BY_EVIDENCE = {
    RANK[cls][0] for cls in (DIP.Meeting, DIP.Process, DIP.StatusChange, DIP.Statement, DIP.Participation)
}
OTHER = (len(SECTIONS), 0)

#: Properties in the order in which a reader wants them; others follow alphabetically.
PREDICATES: tuple[URIRef, ...] = (
    RDF.type,
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    URIRef(_SCHEMA + "headline"),
    DIP.mentionOf,
    DIP.inArticle,
    DIP.begin,
    DIP.end,
    DIP.quote,
    DIP.meetingFormat,
    DIP.processType,
    DIP.changeType,
    DIP.actType,
    DIP.status,
    URIRef(_SCHEMA + "position"),
    DIP.timeExpression,
    DIP.edtf,
    DIP.earliest,
    DIP.latest,
    URIRef(_SCHEMA + "duration"),
    DIP.takesPlaceAt,
    DIP.speaker,
    DIP.addressee,
    DIP.reportedBy,
    DIP.content,
    DIP.stance,
    DIP.stanceToward,
    DIP.hasParty,
    DIP.hasParticipant,
    DIP.hasParticipation,
    DIP.about,
    DIP.partOf,
    DIP.madeAt,
    DIP.affects,
    DIP.envisages,
    DIP.inResponseTo,
    DIP.precedes,
    DIP.participant,
    DIP.role,
    DIP.inCapacity,
    DIP.onBehalfOf,
    DIP.holder,
    DIP.position,
    DIP.holdingStatus,
    DIP.positionIn,
    DIP.actorType,
    DIP.country,
    DIP.represents,
    ORG.hasMember,
    DIP.near,
    SKOS.inScheme,
    DIP.confidence,
    DIP.factuality,
    PROV.wasGeneratedBy,
    OWL.sameAs,
    DCTERMS.identifier,
)

LOCAL_NAME = pattern(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def quoted(text: str) -> str:
    """The text as a Turtle string on one line; invisible characters and line separators as escapes."""
    return '"' + "".join(_ESCAPES.get(char) or _visible(char) for char in text) + '"'


def _visible(char: str) -> str:
    if char.isprintable() or char == "\u00a0":
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


class _Readable(TurtleSerializer):
    """What both serializers share; ``order`` ranks subjects and is set before writing."""

    predicateOrder = list(PREDICATES)  # noqa: N815, RUF012 - as rdflib's serializer has it
    indentString = "    "  # noqa: N815 - likewise

    def __init__(self, store: Graph) -> None:
        super().__init__(store)
        self.order: Mapping[Node, tuple[Any, ...]] = {}
        self._section = -1

    def get_pname(self, uri: Node, gen_prefix: bool = True) -> str | None:  # noqa: ARG002 - rdflib's
        """``id:Q30`` for an IRI in a known namespace with a plain local name, else ``None`` (``<...>``)."""
        if not isinstance(uri, URIRef):
            return None
        cut = max(uri.rfind("/"), uri.rfind("#")) + 1
        prefix, local = PREFIX_OF.get(uri[:cut]), uri[cut:]
        if prefix is None or not LOCAL_NAME.fullmatch(local):
            return None
        self.addNamespace(prefix, URIRef(uri[:cut]))
        return f"{prefix}:{local}"

    def label(self, node: Node, position: int) -> str:
        """A node or literal as Turtle writes it."""
        if isinstance(node, Literal):
            return self._literal(node)
        if node == RDF.type and position == VERB:
            return "a"
        return self.get_pname(node) or str(node.n3())

    def _literal(self, it: Literal) -> str:
        words = str(it)
        if it.datatype == XSD.integer and words.isascii() and words.removeprefix("-").isdecimal():
            return words
        if it.datatype == XSD.decimal and NUMBER.fullmatch(words):
            return words if "." in words else f"{words}.0"
        if it.language:
            return f"{quoted(words)}@{it.language}"
        if it.datatype and it.datatype != XSD.string:
            return f"{quoted(words)}^^{self.get_pname(it.datatype) or it.datatype.n3()}"
        return quoted(words)

    def orderSubjects(self) -> list[Node]:  # noqa: N802 - the name that rdflib calls
        """Subjects by section, then by evidence or label, then by IRI."""
        return sorted(self._subjects, key=lambda node: self.order[node])

    def sortProperties(self, properties: Mapping[Any, list[Any]]) -> list[Any]:  # noqa: N802 - likewise
        """Known properties in their order, the rest by IRI; values by kind and text."""
        for values in properties.values():
            values.sort(key=_value_key)
        known = [it for it in self.predicateOrder if it in properties]
        return known + sorted(set(properties) - set(known), key=str)

    def startDocument(self) -> None:  # noqa: N802 - likewise
        """The prefixes in use, in the order of ``kg.vocab``."""
        for prefix, namespace in PREFIXES.items():
            if prefix in self.namespaces:
                self.write(f"@prefix {prefix}: <{namespace}> .\n")

    def statement(self, subject: Any) -> bool:
        """One node, under the heading of its section where that begins."""
        section = self.order[subject][0]
        if section != self._section and section < len(SECTIONS):
            self.write(f"\n{self.indent()}# --- {SECTIONS[section][0]}\n")
        self._section = section
        return bool(super().statement(subject))


NUMBER = pattern(r"[+-]?\d+(?:\.\d+)?")


class ReadableTurtle(_Readable):
    """One graph as Turtle."""


class ReadableTrig(_Readable, TrigSerializer):
    """A dataset as TriG: the default graph first, then the named graphs by IRI."""

    def __init__(self, store: Dataset) -> None:
        super().__init__(store)
        named = {context.identifier: context for context in self.contexts}
        self.contexts = [
            named[key] for key in sorted(named, key=lambda key: (key != DATASET_DEFAULT_GRAPH_ID, key))
        ]

    def preprocess(self) -> None:
        """Orders each graph's subjects and collects the prefixes."""
        self._section = -1
        super().preprocess()


def write_turtle(graph: Graph, stream: IO[bytes]) -> None:
    """Writes the graph as Turtle in UTF-8."""
    serializer = ReadableTurtle(graph)
    serializer.order = ranks(graph)
    _finish(serializer, stream)


def write_trig(dataset: Dataset, stream: IO[bytes]) -> None:
    """Writes the dataset as TriG in UTF-8."""
    serializer = ReadableTrig(dataset)
    serializer.order = ranks((s, p, o) for s, p, o, _ in dataset.quads())
    _finish(serializer, stream)


def _finish(serializer: _Readable, stream: IO[bytes]) -> None:
    """Without the blank lines that rdflib leaves at the end."""
    buffer = BytesIO()
    serializer.serialize(buffer)
    stream.write(buffer.getvalue().strip(b"\n") + b"\n")


def ranks(triples: Iterable[tuple[Node, Node, Node]]) -> dict[Node, tuple[Any, ...]]:
    """The key by which each subject is sorted: section, place in it, first evidence or label, IRI.

    Mentions stand in text order within their article; events and participations in the order of their first
    mention; everything else by label.
    """
    section: dict[Node, tuple[int, int]] = {}
    values: dict[Node, dict[Node, Node]] = {}
    for subject, predicate, value in triples:
        section.setdefault(subject, OTHER)
        if predicate == RDF.type:
            section[subject] = min(section[subject], RANK.get(value, OTHER))  # type: ignore[call-overload]
        elif predicate in _SORTING:
            slot = values.setdefault(subject, {})
            slot[predicate] = min(slot.get(predicate, value), value, key=str)
    place = {node: _place(slot) for node, slot in values.items() if DIP.begin in slot}
    first: dict[Node, tuple[str, int, int]] = {}
    for mention, where in place.items():
        target = values[mention].get(DIP.mentionOf, mention)
        first[target] = min(first.get(target, where), where)
    return {node: _key(node, rank, values.get(node, {}), place, first) for node, rank in section.items()}


_SORTING = {RDFS.label, DIP.begin, DIP.end, DIP.inArticle, DIP.mentionOf}


def _place(slot: Mapping[Node, Node]) -> tuple[str, int, int]:
    numbers = [
        int(str(slot[key])) if str(slot.get(key, "")).isdecimal() else 0 for key in (DIP.begin, DIP.end)
    ]
    return str(slot.get(DIP.inArticle, "")), numbers[0], numbers[1]


def _key(
    node: Node,
    rank: tuple[int, int],
    slot: Mapping[Node, Node],
    place: Mapping[Node, tuple[str, int, int]],
    first: Mapping[Node, tuple[str, int, int]],
) -> tuple[Any, ...]:
    blank = isinstance(node, BNode)
    if rank[0] == MENTIONS:
        return (rank[0], 0, blank, place.get(node, ("", 0, 0)), "", str(node))
    if rank[0] in BY_EVIDENCE:
        return (rank[0], 0, blank, first.get(node, ("\uffff", 0, 0)), "", str(node))
    return (*rank, blank, ("", 0, 0), str(slot.get(RDFS.label, "")).casefold(), str(node))


def _value_key(value: Identifier) -> tuple[Any, ...]:
    if isinstance(value, Literal):
        return (1, str(value), value.language or "", str(value.datatype or ""))
    return (0, str(value), "", "")
