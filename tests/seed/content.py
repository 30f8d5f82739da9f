"""What a graph of the seed article says, in words: rows (subject, property, value) without any IRI.

Two graphs that say the same give the same rows however their nodes are called. An event is known by its
class, its code and the stretch of the article that it must have a mention on; everything else by its label.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

Row = tuple[str, str, str]

#: Class of event to the property that holds its code.
CODES = {
    "Meeting": "meetingFormat",
    "Process": "processType",
    "StatusChange": "changeType",
    "Commitment": "actType",
    "Request": "actType",
    "Statement": "actType",
}
ACTORS = ("Person", "Country", "Organization", "Group", "Delegation")
#: Properties that are compared, by class; ``type`` is the class itself, ``participation`` a role with its owner.
EVENT_PROPERTIES = (
    "type", "status", "timeExpression", "earliest", "latest", "edtf", "duration", "position", "partOf",
    "precedes", "hasParty", "hasParticipant", "hasParticipation", "takesPlaceAt", "about", "affects",
    "inResponseTo", "speaker", "addressee", "reportedBy", "madeAt", "envisages", "stance", "stanceToward",
    "contentLocation", *sorted(set(CODES.values())),
)  # fmt: skip
NODE_PROPERTIES = {
    **dict.fromkeys(ACTORS, ("type", "actorType", "country", "represents", "hasMember", "sameAs")),
    "Place": ("type", "country", "near", "sameAs"),
    "Position": ("type", "positionIn", "sameAs"),
    "PositionHolding": ("type", "holder", "position", "holdingStatus"),
}


@dataclass(frozen=True)
class Anchor:
    """How one event of the article is known: its class, its code, and words that a mention of it overlaps."""

    kind: str
    code: str
    words: str


class Content:
    """The rows of one graph of ``text``. ``aliases`` give nodes whose label varies one name."""

    def __init__(
        self, quads: Iterable[Quad], text: str, anchors: Mapping[str, Anchor], aliases: Mapping[str, str]
    ) -> None:
        self.text = text
        self.anchors = anchors
        self.aliases = aliases
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            subject, value = quad.subject, quad.object
            assert isinstance(subject, NamedNode), "the graph holds a blank node"
            assert isinstance(value, NamedNode | Literal)
            held = self.values[subject.value][_local(quad.predicate.value)]
            if value.value not in held:
                held.append(value.value)

    def of(self, node: str, name: str) -> list[str]:
        """The values of a property, IRIs and lexical forms, sorted."""
        return sorted(self.values.get(node, {}).get(name, ()))

    def classes(self, node: str) -> set[str]:
        """The local names of the classes of a node."""
        return {_local(value) for value in self.of(node, "type")}

    def mentions(self, node: str) -> list[tuple[int, int]]:
        """The stretches of the article that a node has mentions on, in order."""
        return self.mentioned.get(node, [])

    @cached_property
    def mentioned(self) -> dict[str, list[tuple[int, int]]]:
        """The stretches of every node that has some."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for node in self.values:
            if "Mention" in self.classes(node):
                stretch = (int(self.of(node, "begin")[0]), int(self.of(node, "end")[0]))
                for target in self.of(node, "mentionOf"):
                    found[target].append(stretch)
        return {target: sorted(stretches) for target, stretches in found.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of every event, actor, place, office and holding; equal names get the words they stand on."""
        nodes = [node for node in self.values if self.classes(node) & {*CODES, *NODE_PROPERTIES}]
        found: dict[str, str] = {}
        for node in sorted(nodes, key=lambda node: (self.mentions(node), node)):
            name = self._name(node)
            if name in found.values():
                name = f"{name} ({self._first_words(node)})"
            assert name not in found.values(), f"two nodes are called {name!r}"
            found[node] = name
        return found

    def _name(self, node: str) -> str:
        classes = self.classes(node)
        if classes & set(CODES):
            return self._event_name(node, *(classes & set(CODES)))
        if near := self.of(node, "near"):
            return f"near {self._name(near[0])}"
        if "PositionHolding" in classes:
            return f"{self._label(self.of(node, 'holder')[0])}: {self._label(self.of(node, 'position')[0])}"
        return self._label(node)

    def _event_name(self, node: str, kind: str) -> str:
        code = _bare(self.of(node, CODES[kind])[0])
        for name, anchor in self.anchors.items():
            begin = self.text.index(anchor.words)
            end = begin + len(anchor.words)
            if (anchor.kind, anchor.code) == (kind, code) and any(
                start < end and stop > begin for start, stop in self.mentions(node)
            ):
                return name
        return f"unexpected {kind} {code}: {self._first_words(node)}"

    def _first_words(self, node: str) -> str:
        stretches = self.mentions(node)
        return self.text[slice(*stretches[0])] if stretches else "no mention"

    def _label(self, node: str) -> str:
        labels = self.of(node, "label")
        label = labels[0] if labels else _local(node)
        return self.aliases.get(label, label)

    @cached_property
    def rows(self) -> frozenset[Row]:
        """All rows of events, actors, places, offices and holdings."""
        found: set[Row] = set()
        for node, name in self.names.items():
            (kind,) = self.classes(node) & {*CODES, *NODE_PROPERTIES}
            for property_ in NODE_PROPERTIES.get(kind, EVENT_PROPERTIES):
                found.update((name, property_, shown) for shown in self._shown(node, property_, kind))
        return frozenset(found)

    def _shown(self, node: str, property_: str, kind: str) -> list[str]:
        if property_ == "type":
            return [kind]
        values = self.of(node, property_)
        if property_ == "hasParticipation":
            return [self._participation(value) for value in values]
        return [self._value(value) for value in values]

    def _value(self, value: str) -> str:
        if value in self.names:
            return self.names[value]
        return _bare(value) if value.startswith("http") else value

    def _participation(self, node: str) -> str:
        actor, role = (self.of(node, name)[0] for name in ("participant", "role"))
        behalf = [f"for {self._value(value)}" for value in self.of(node, "onBehalfOf")]
        capacity = [f"as {self.names[value].split(': ')[1]}" for value in self.of(node, "inCapacity")]
        return ", ".join([self._value(actor), _bare(role), *behalf, *capacity])


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _bare(iri: str) -> str:
    """The local name without the prefix of its code list: ``status-held`` is ``held``."""
    local = _local(iri)
    if "/code/" not in iri:
        return local
    return local.partition("-")[2]
