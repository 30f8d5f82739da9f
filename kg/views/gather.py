"""The contents of a view, gathered from a graph by the queries of ``kg/views/queries``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from pyoxigraph import Store

from kg.rdf.load import union
from kg.views.asked import Rows, asked, shown
from kg.views.contents import Contents, Node, Reading, Source, Statement
from kg.views.evidence import Mentions
from kg.views.rank import ranked
from kg.views.ties import Told, tied
from kg.views.when import inferred, when
from kg.vocab import DIP, PREFIXES, shortened

KIND_OF = {
    str(DIP.Country): "state",
    str(DIP.Person): "person",
    str(DIP.Organization): "organization",
    str(DIP.Group): "group",
    str(DIP.Delegation): "group",
    str(DIP.Meeting): "meeting",
    str(DIP.Process): "process",
    str(DIP.StatusChange): "change",
    str(DIP.Commitment): "act",
    str(DIP.Request): "act",
    str(DIP.Statement): "act",
    str(DIP.Place): "place",
}
#: Properties that say of what type a node is.
TYPES = (DIP.meetingFormat, DIP.processType, DIP.changeType, DIP.actType, DIP.actorType)
_COMPARED = (
    (DIP.status, "status"),
    (DIP.meetingFormat, "format"),
    (DIP.edtf, "date"),
    (DIP.earliest, "earliest day"),
    (DIP.latest, "latest day"),
)
#: Stands among the places of sources for the merged view.
MERGED = -1
_SCHEMA, _IDENTIFIER, _HASH = PREFIXES["schema"], PREFIXES["dcterms"] + "identifier", "sha256:"
Facts = Mapping[str, Mapping[str, Mapping[str, set[int]]]]


def gather(store: Store | Rows, text_of: Callable[[Source], str | None] | None = None) -> Contents:
    """Everything that a view can show, nodes by rank.

    ``text_of`` gives the text of a source, or ``None``; it must be the very text that the offsets count.
    Costs a merge of the graph with the ontology; a merged view (``kg.rdf.load.union``) is taken as it is, and
    so are rows that are kept elsewhere.
    """
    view = union(store) if isinstance(store, Store) else store
    sources = _sources(view, text_of)
    places = {source.iri: place for place, source in enumerate(sources)}
    told = Told({_graph_of(iri): place for iri, place in places.items()})
    mentions = Mentions(view, places)
    nodes = _nodes(view, told, mentions)
    statements, offices = tied(view, nodes, told, mentions)
    sides = _sides(nodes, statements)
    nodes = {
        iri: replace(node, side=sides.get(iri, ""), offices=tuple(offices.get(iri, ())))
        for iri, node in nodes.items()
    }
    return ranked(Contents(tuple(nodes.values()), statements, sources, len(nodes), _above(view, nodes)))


def _graph_of(article: str) -> str:
    """The named graph in which an article's statements stand."""
    return PREFIXES["graph"] + article.rsplit("/", 1)[-1]


def _sources(view: Store | Rows, text_of: Callable[[Source], str | None] | None) -> tuple[Source, ...]:
    """In order of publication, then title and IRI; undated ones last."""
    known: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for article, property_, value in asked(view, "articles"):
        known[article][property_].append(value)
    found = []
    for iri, of in known.items():
        first = {key: min(values) for key, values in of.items() if key}
        names = sorted(of.get(_IDENTIFIER, ()))
        source = Source(
            iri,
            id=shown(next((name for name in names if not name.startswith(_HASH)), "")),
            digest=next((it.removeprefix(_HASH) for it in names if it.startswith(_HASH)), ""),
            title=shown(first.get(_SCHEMA + "headline", "")),
            url=shown(first.get(_SCHEMA + "url", "")),
            published=first.get(_SCHEMA + "datePublished", "")[:10],
            publisher=shown(first.get(_SCHEMA + "publisher", "")),
        )
        found.append(replace(source, text=text_of(source)) if text_of else source)
    return tuple(sorted(found, key=lambda it: (it.published or "9999", it.title, it.iri)))


def _nodes(view: Store | Rows, told: Told, mentions: Mentions) -> dict[str, Node]:
    kinds: dict[str, str] = {}
    labels: dict[str, list[str]] = defaultdict(list)
    for iri, class_, label in asked(view, "nodes"):
        if kinds.get(iri, "place") == "place":  # a country is a place too: the actor is drawn
            kinds[iri] = KIND_OF[class_]
        labels[iri].append(label)
    for iri, label in asked(view, "issues"):
        kinds.setdefault(iri, "issue")
        labels[iri].append(label)
    names: dict[str, list[str]] = defaultdict(list)
    for iri, name in asked(view, "names"):
        if iri in kinds:
            names[iri].append(shown(name))
    facts = _facts(view, told)
    return {
        iri: _node(iri, kinds[iri], labels[iri], names[iri], facts.get(iri, {}), mentions)
        for iri in sorted(kinds)
    }


def _facts(view: Store | Rows, told: Told) -> Facts:
    """Node -> property -> value in words -> the sources that state it, ``MERGED`` among them where the merged
    view has it: an alignment has one value there for several articles.
    """
    facts: dict[str, dict[str, dict[str, set[int]]]] = defaultdict(lambda: defaultdict(dict))
    for iri, property_, value, words, graph in asked(view, "facts"):
        sources = facts[iri][property_].setdefault(shown(words or value), set())
        if graph in told.place_of:
            sources.add(told.place_of[graph])
        elif not graph:
            sources.add(MERGED)
    return facts


def _node(
    iri: str,
    kind: str,
    labels: list[str],
    names: list[str],
    facts: Mapping[str, Mapping[str, set[int]]],
    mentions: Mentions,
) -> Node:
    def one(property_: str) -> str:
        """The merged value; of several the one that most sources give, of equals the first in order."""
        values = facts.get(str(property_), {})
        return min(values, key=lambda it: (MERGED not in values[it], -len(values[it]), it), default="")

    label = max(dict.fromkeys(map(shown, labels)), key=lambda it: (len(it), it), default="")
    words = tuple(sorted(facts.get(str(DIP.timeExpression), {})))
    earliest, latest = one(DIP.earliest)[:10], one(DIP.latest)[:10]
    event = kind in {"meeting", "act", "change", "process"}
    return Node(
        iri,
        kind,
        label or shortened(iri),
        type=next(filter(None, (one(it) for it in TYPES)), ""),
        names=tuple(name for name in dict.fromkeys(names) if name and name != label),
        status=one(DIP.status),
        earliest=earliest,
        latest=latest,
        edtf=one(DIP.edtf),
        words=words,
        when=when(earliest, latest, words) if event else "",
        inferred=inferred(earliest, latest, words) if event else "",
        content=one(DIP.content),
        stance=one(DIP.stance),
        readings=tuple(_readings(facts)),
        evidence=tuple(mentions.of(iri)),
    )


def _readings(facts: Mapping[str, Mapping[str, set[int]]]) -> list[Reading]:
    """Values of single-valued properties on which sources differ, the most shared first."""
    found: list[Reading] = []
    for property_, words in _COMPARED:
        if words.endswith("day") and any(it.property == "date" for it in found):
            continue  # the date says it
        values = {value: sources - {MERGED} for value, sources in facts.get(str(property_), {}).items()}
        if any(values.values()):
            values = {value: sources for value, sources in values.items() if sources}
        if len(values) > 1:
            order = sorted(values, key=lambda value: (-len(values[value]), value))
            found += [Reading(words, value, tuple(sorted(values[value]))) for value in order]
    return found


def _sides(nodes: Mapping[str, Node], statements: tuple[Statement, ...]) -> dict[str, str]:
    """Actor -> the state that it belongs to: itself, its country, or whom it represents."""
    sides = {iri: iri for iri, node in nodes.items() if node.kind == "state"}
    for relation in ("country", "represents"):
        belongs: dict[str, set[str]] = defaultdict(set)
        for statement in statements:
            if statement.relation == relation and statement.subject in nodes:
                belongs[statement.subject].add(sides.get(statement.object, ""))
        for iri, countries in belongs.items():
            if nodes[iri].is_actor and iri not in sides and len(countries) == 1 and "" not in countries:
                sides[iri] = countries.pop()
    return sides


def _above(view: Store | Rows, nodes: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    """Each issue with all issues above it, nearest first."""
    direct: dict[str, list[str]] = defaultdict(list)
    for iri, above in asked(view, "broader"):
        direct[iri].append(above)
    found: dict[str, tuple[str, ...]] = {}
    for iri, node in nodes.items():
        if node.kind == "issue":
            above_all: dict[str, None] = {}
            waiting = list(direct.get(iri, ()))
            while waiting:
                if (issue := waiting.pop(0)) not in above_all:
                    above_all[issue] = None
                    waiting += direct.get(issue, ())
            found[iri] = tuple(above_all)
    return found
