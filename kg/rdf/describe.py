"""Extraction and linking to quads: the only module that knows both what was found and what RDF is.

All that is drawn from an article stands in a graph of its own, ``graph/{article}``, with the article and
the run that read it; what is said about that graph itself stands in the default graph. There are no blank
nodes, and the same input gives the same quads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from kg.codes import DIPC
from kg.ids import digest, slug
from kg.model import Actor, Extraction, Issue, Linking, Mention, Office, Place
from kg.rdf import describe_events, describe_nodes, terms
from kg.rdf.describe_nodes import ACTOR_CLASS, LABEL, TYPE
from kg.rdf.scope import Evidenced, Scope, Triple
from kg.vocab import DIP, shortened

#: Properties of which a node of one article gets the first value only: two local ids may denote one node.
SINGLE = frozenset(
    terms.node(iri)
    for iri in (LABEL.value, describe_nodes.PREF_LABEL.value, DIP.content, DIP.changeType, DIP.actType)
)
_ACTOR_CLASSES = frozenset(terms.node(iri) for iri in ACTOR_CLASS.values())
_MENTION, _MENTION_OF, _IN_ARTICLE, _BEGIN, _END, _QUOTE, _CONFIDENCE, _FACTUAL = (
    terms.node(iri)
    for iri in (
        DIP.Mention,
        DIP.mentionOf,
        DIP.inArticle,
        DIP.begin,
        DIP.end,
        DIP.quote,
        DIP.confidence,
        DIP.factuality,
    )
)
_GENERATED_BY = terms.in_namespace("prov", "wasGeneratedBy")
_FACTUALITY = ("negated", "hypothetical", "future", "alleged", "attributed", "asserted")
_FACT = {name: terms.node(DIPC[f"fact-{name}"]) for name in _FACTUALITY}


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What read the article: versions of the software, the language model and the ontology; the digest of the
    user's own lexicon, and names and versions of plug-ins; "" where only what ships was used.

    ``ended`` is when, only where the caller gives a time; without it the same input gives the same bytes.
    """

    version: str
    model: str = ""
    model_version: str = ""
    ontology: str = ""
    software: str = "diplokg"
    lexicon: str = ""
    plugins: str = ""
    ended: datetime | None = None


def describe(extraction: Extraction, linking: Linking, run: RunInfo) -> Iterator[Quad]:
    """The distinct quads of one article, nodes in document order.

    Raises ``KeyError`` for a local id that linking does not know and ``AttributeError`` for a code that the
    ontology lacks: both are errors of a stage before, not of the article.
    """
    scope = Scope(extraction, linking)
    activity = run_node(scope, run)
    graph = scope.graph
    for one, has, other in _single_valued(_statements(scope, run, activity)):
        yield Quad(one, has, other, graph)
    for one, has, other in _mentions(scope, run, activity):
        yield Quad(one, has, other, graph)
    yield from (Quad(*triple) for triple in _graph(scope, activity))


def run_node(scope: Scope, run: RunInfo) -> NamedNode:
    """``run/{article}-{hash}``: one node per article and set of versions."""
    versions = [run.software, run.version, run.model, run.model_version, run.ontology]
    versions += [it for it in (run.lexicon, run.plugins) if it]
    return terms.in_namespace("run", f"{scope.sha16}-{digest(*versions)}")


def _statements(scope: Scope, run: RunInfo, activity: NamedNode) -> Iterator[Triple]:
    found = scope.extraction
    yield from _article(scope)
    yield from _run(scope, run, activity)
    for meeting in found.meetings:
        yield from describe_events.meeting(scope, meeting)
    for process in found.processes:
        yield from describe_events.process(scope, process)
    for change in found.changes:
        yield from describe_events.change(scope, change)
    for act in found.acts:
        yield from describe_events.act(scope, act)
    for actor in found.actors:
        yield from describe_nodes.actor(scope, actor)
    for place in found.places:
        yield from describe_nodes.place(scope, place)
    for office in found.offices:
        yield from describe_nodes.office(scope, office)
    for holding in found.holdings:
        yield from describe_nodes.holding(scope, holding)
    for issue in found.issues:
        yield from describe_nodes.issue(scope, issue)


def _mentions(scope: Scope, run: RunInfo, activity: NamedNode) -> Iterator[Triple]:
    """The distinct triples of all mentions. Each is a node of its own but for equal hashes, so its triples
    need not be compared with others.
    """
    own = shortened(activity.value) if run.plugins else ""
    known: dict[NamedNode, tuple[Triple, ...]] = {}
    for of, mention in _best(scope):
        me = terms.mention_node(scope.sha16, mention.start, mention.end, of, own)
        triples = _mention(scope, me, of, mention, activity)
        if me in known:
            triples = tuple(it for it in triples if it not in known[me])
            known[me] += triples
        else:
            known[me] = triples
        yield from triples


def _article(scope: Scope) -> Iterator[Triple]:
    """Title, language, length in words, date, address, publisher, hash, and the id its source gives it."""
    me, article = scope.article, scope.extraction.article
    yield me, TYPE, terms.in_namespace("schema", "NewsArticle")
    yield me, TYPE, terms.in_namespace("prov", "Entity")
    if article.title and terms.clean(article.title):
        yield me, terms.in_namespace("schema", "headline"), terms.text(article.title, article.language)
    identifier = terms.in_namespace("dcterms", "identifier")
    yield me, identifier, terms.string(f"sha256:{article.digest}")
    if terms.clean(article.id):
        yield me, identifier, terms.string(terms.clean(article.id))
    yield me, terms.in_namespace("schema", "inLanguage"), terms.string(terms.clean(article.language) or "und")
    yield me, terms.in_namespace("schema", "wordCount"), terms.integer(len(article.text.split()))
    if article.published:
        yield me, terms.in_namespace("schema", "datePublished"), terms.day(article.published)
    if article.url and terms.clean(article.url):
        yield me, terms.in_namespace("schema", "url"), terms.uri(terms.clean(article.url))
    if article.publisher and terms.clean(article.publisher):
        yield me, terms.in_namespace("schema", "publisher"), terms.string(terms.clean(article.publisher))


def _run(scope: Scope, run: RunInfo, activity: NamedNode) -> Iterator[Triple]:
    """The run and the software that it used, with their versions."""
    parts = [f"{run.software} {run.version}"]
    if run.model:
        parts.append(f"{run.model} {run.model_version}".strip())
    if run.ontology:
        parts.append(f"ontology {run.ontology}")
    if run.lexicon:
        parts.append(f"own lexicon {run.lexicon}")
    if run.plugins:
        parts.append(run.plugins)
    versions = ", ".join(parts)
    agent = terms.in_namespace("run", slug(f"software {versions}", limit=120))
    yield activity, TYPE, terms.in_namespace("prov", "Activity")
    yield activity, LABEL, terms.text(f"Extraction by {versions}")
    yield activity, terms.in_namespace("prov", "used"), scope.article
    yield activity, terms.in_namespace("prov", "wasAssociatedWith"), agent
    if run.ended:
        yield activity, terms.in_namespace("prov", "endedAtTime"), terms.moment(run.ended)
    yield agent, TYPE, terms.in_namespace("prov", "Agent")
    yield agent, TYPE, terms.in_namespace("prov", "SoftwareAgent")
    yield agent, LABEL, terms.text(versions)


def _graph(scope: Scope, activity: NamedNode) -> Iterator[Triple]:
    """What is said about the article's graph, for the default graph."""
    title = scope.extraction.article.title or scope.extraction.article.id
    yield scope.graph, TYPE, terms.in_namespace("prov", "Entity")
    yield scope.graph, TYPE, terms.in_namespace("void", "Dataset")
    yield scope.graph, LABEL, terms.text(f"Statements drawn from {terms.clean(title) or scope.sha16}")
    yield scope.graph, terms.in_namespace("prov", "wasDerivedFrom"), scope.article
    yield scope.graph, terms.in_namespace("prov", "wasGeneratedBy"), activity


def _evidence(scope: Scope) -> Iterator[Evidenced]:
    """Every node with its mentions."""
    found = scope.extraction
    for event in found.events():
        yield scope.event_node(event.id), event.mentions
        for part in getattr(event, "participations", ()):
            yield scope.participation_node(event.id, part), part.mentions
    things: list[Actor | Place | Office | Issue] = [
        *found.actors,
        *found.places,
        *found.offices,
        *found.issues,
    ]
    for thing in things:
        yield scope.entity_node(thing.id), thing.mentions
    for holding in found.holdings:
        yield scope.holding_node(holding.id), holding.mentions


def _best(scope: Scope) -> list[tuple[NamedNode, Mention]]:
    """One mention per stretch and node, in text order: the surest, then the most factual reading of each."""
    best: dict[tuple[int, int, str], tuple[NamedNode, Mention]] = {}
    for node, mentions in _evidence(scope):
        for mention in mentions:
            key = (mention.start, mention.end, node.value)
            if key not in best or _rank(mention) > _rank(best[key][1]):
                best[key] = (node, mention)
    return [best[key] for key in sorted(best)]


def _rank(mention: Mention) -> tuple[float, int]:
    return mention.confidence, _FACTUALITY.index(mention.factuality)


def _mention(
    scope: Scope, me: NamedNode, of: NamedNode, it: Mention, activity: NamedNode
) -> tuple[Triple, ...]:
    """The stretch with its exact words, how sure the extractor is and how the article presents it.

    Its node is that of every run that reads the stretch so, but of one run only where plug-ins were used.
    """
    return (
        (me, TYPE, _MENTION),
        (me, _MENTION_OF, of),
        (me, _IN_ARTICLE, scope.article),
        (me, _BEGIN, terms.integer(it.start)),
        (me, _END, terms.integer(it.end)),
        (me, _QUOTE, terms.string(scope.extraction.article.text[it.start : it.end])),
        (me, _CONFIDENCE, terms.decimal(it.confidence)),
        (me, _FACTUAL, _FACT[it.factuality]),
        (me, _GENERATED_BY, activity),
    )


def _single_valued(triples: Iterator[Triple]) -> Iterator[Triple]:
    """The distinct triples, of which only the first per node where a node has one label, class or content."""
    seen: set[Triple] = set()
    taken: set[tuple[NamedNode, object]] = set()
    for triple in triples:
        before = len(seen)
        seen.add(triple)
        if len(seen) == before:
            continue
        subject, predicate, value = triple
        slot = predicate if predicate in SINGLE else _class_slot(predicate, value)
        if slot is not None and (subject, slot) in taken:
            continue
        if slot is not None:
            taken.add((subject, slot))
        yield triple


def _class_slot(predicate: NamedNode, value: NamedNode | Literal) -> str | None:
    """Actor classes exclude each other; other types may stand side by side."""
    return "actor class" if predicate == TYPE and value in _ACTOR_CLASSES else None
