"""Extraction and linking to quads: the only module that knows both what was found and what RDF is.

All that is drawn from an article stands in a graph of its own, ``graph/{article}``, with the article and
the run that read it; what is said about that graph itself stands in the default graph. There are no blank
nodes, and the same input gives the same quads.

What is made are lines of N-Quads, as pyoxigraph writes them (``written``): quads take twice as long, and most
who ask want lines. Quads are read from these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.codes import DIPC
from kg.ids import digest, slug
from kg.model import Actor, Extraction, Issue, Linking, Mention, Office, Place
from kg.rdf import describe_events, describe_nodes, terms, written
from kg.rdf.describe_nodes import ACTOR_CLASS, LABEL, TYPE
from kg.rdf.scope import Evidenced, Scope, Triple
from kg.rdf.written import Written, iri_of
from kg.vocab import DIP, shortened

#: Properties of which a node of one article gets the first value only: two local ids may denote one node.
SINGLE = frozenset(
    (LABEL, describe_nodes.PREF_LABEL, *map(written.node, (DIP.content, DIP.changeType, DIP.actType)))
)
_ACTOR_CLASSES = frozenset(written.node(iri) for iri in ACTOR_CLASS.values())
_MENTION, _MENTION_OF, _IN_ARTICLE, _BEGIN, _END, _QUOTE, _CONFIDENCE, _FACTUAL = map(
    written.node,
    (
        DIP.Mention,
        DIP.mentionOf,
        DIP.inArticle,
        DIP.begin,
        DIP.end,
        DIP.quote,
        DIP.confidence,
        DIP.factuality,
    ),
)
_GENERATED_BY = written.in_namespace("prov", "wasGeneratedBy")
_INTEGER = written.in_namespace("xsd", "integer")
_FACTUALITY = ("negated", "hypothetical", "future", "alleged", "attributed", "asserted")
_FACT = {name: written.node(DIPC[f"fact-{name}"]) for name in _FACTUALITY}
_RANK = {name: rank for rank, name in enumerate(_FACTUALITY)}


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
    yield from pyoxigraph.parse(in_lines(extraction, linking, run), format=RdfFormat.N_QUADS)


def in_lines(extraction: Extraction, linking: Linking, run: RunInfo) -> bytes:
    """The quads of ``describe`` as N-Quads, in the same order; raises what it raises."""
    scope = Scope(extraction, linking)
    activity = run_node(scope, run)
    end = f" {scope.graph} .\n"
    lines = [
        f"{one} {has} {other}{end}" for one, has, other in _single_valued(_statements(scope, run, activity))
    ]
    lines += _mentions(scope, run, activity)
    lines += [f"{one} {has} {other} .\n" for one, has, other in _graph(scope, activity)]
    return "".join(lines).encode()


def run_node(scope: Scope, run: RunInfo) -> Written:
    """``run/{article}-{hash}``: one node per article and set of versions."""
    versions = [run.software, run.version, run.model, run.model_version, run.ontology]
    versions += [it for it in (run.lexicon, run.plugins) if it]
    return written.in_namespace("run", f"{scope.sha16}-{digest(*versions)}")


def _statements(scope: Scope, run: RunInfo, activity: Written) -> list[Triple]:
    found = scope.extraction
    out = [*_article(scope), *_run(scope, run, activity)]
    for meeting in found.meetings:
        out += describe_events.meeting(scope, meeting)
    for process in found.processes:
        out += describe_events.process(scope, process)
    for change in found.changes:
        out += describe_events.change(scope, change)
    for act in found.acts:
        out += describe_events.act(scope, act)
    for actor in found.actors:
        out += describe_nodes.actor(scope, actor)
    for place in found.places:
        out += describe_nodes.place(scope, place)
    for office in found.offices:
        out += describe_nodes.office(scope, office)
    for holding in found.holdings:
        out += describe_nodes.holding(scope, holding)
    for issue in found.issues:
        out += describe_nodes.issue(scope, issue)
    return out


def _mentions(scope: Scope, run: RunInfo, activity: Written) -> Iterator[str]:
    """The distinct lines of each mention. Each is a node of its own but for equal hashes, so its lines need
    not be compared with others.

    They say the stretch with its exact words, how sure the extractor is and how the article presents it. The
    node is that of every run that reads the stretch so, but of one run only where plug-ins were used.
    """
    own = shortened(iri_of(activity)) if run.plugins else ""
    text, end = scope.extraction.article.text, f" {scope.graph} .\n"
    is_mention = f" {TYPE} {_MENTION}{end}"
    in_article = f" {_IN_ARTICLE} {scope.article}{end}"
    by_run = f" {_GENERATED_BY} {activity}{end}"
    known: dict[Written, str] = {}
    for of, it in _best(scope):
        me = mention_node(scope.sha16, it.start, it.end, of, own)
        lines = (
            f"{me}{is_mention}"
            f"{me} {_MENTION_OF} {of}{end}"
            f"{me}{in_article}"
            f'{me} {_BEGIN} "{it.start}"^^{_INTEGER}{end}'
            f'{me} {_END} "{it.end}"^^{_INTEGER}{end}'
            f"{me} {_QUOTE} {written.string(text[it.start : it.end])}{end}"
            f"{me} {_CONFIDENCE} {written.decimal(it.confidence)}{end}"
            f"{me} {_FACTUAL} {_FACT[it.factuality]}{end}"
            f"{me}{by_run}"
        )
        if me in known:
            before = set(known[me].split("\n"))
            lines = "".join(f"{line}\n" for line in lines.split("\n") if line and line not in before)
        known[me] = known.get(me, "") + lines
        yield lines


def mention_node(article: str, begin: int, end: int, of: Written, run: str = "") -> Written:
    """``m:{article}-{begin}-{end}-{hash6}``; the hash is that of the prefixed name of the node evidenced, and
    of the run where plug-ins read the article: what two readings say of one stretch stays two mentions.
    """
    return written.in_namespace("m", f"{article}-{begin}-{end}-{_of_what(of, run)}")


@lru_cache(maxsize=4096)
def _of_what(of: Written, run: str) -> str:
    return digest(*filter(None, (shortened(iri_of(of)), run)), length=6)


def _article(scope: Scope) -> Iterator[Triple]:
    """Title, language, length in words, date, address, publisher, hash, and the id its source gives it."""
    me, article = scope.article, scope.extraction.article
    yield me, TYPE, written.in_namespace("schema", "NewsArticle")
    yield me, TYPE, written.in_namespace("prov", "Entity")
    if article.title and terms.clean(article.title):
        yield me, written.in_namespace("schema", "headline"), written.text(article.title, article.language)
    identifier = written.in_namespace("dcterms", "identifier")
    yield me, identifier, written.string(f"sha256:{article.digest}")
    if terms.clean(article.id):
        yield me, identifier, written.string(terms.clean(article.id))
    yield (
        me,
        written.in_namespace("schema", "inLanguage"),
        written.string(terms.clean(article.language) or "und"),
    )
    yield me, written.in_namespace("schema", "wordCount"), written.integer(len(article.text.split()))
    if article.published:
        yield me, written.in_namespace("schema", "datePublished"), written.day(article.published)
    if article.url and terms.clean(article.url):
        yield me, written.in_namespace("schema", "url"), written.uri(terms.clean(article.url))
    if article.publisher and terms.clean(article.publisher):
        yield me, written.in_namespace("schema", "publisher"), written.string(terms.clean(article.publisher))


def _run(scope: Scope, run: RunInfo, activity: Written) -> Iterator[Triple]:
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
    agent = written.in_namespace("run", slug(f"software {versions}", limit=120))
    yield activity, TYPE, written.in_namespace("prov", "Activity")
    yield activity, LABEL, written.text(f"Extraction by {versions}")
    yield activity, written.in_namespace("prov", "used"), scope.article
    yield activity, written.in_namespace("prov", "wasAssociatedWith"), agent
    if run.ended:
        yield activity, written.in_namespace("prov", "endedAtTime"), written.moment(run.ended)
    yield agent, TYPE, written.in_namespace("prov", "Agent")
    yield agent, TYPE, written.in_namespace("prov", "SoftwareAgent")
    yield agent, LABEL, written.text(versions)


def _graph(scope: Scope, activity: Written) -> Iterator[Triple]:
    """What is said about the article's graph, for the default graph."""
    title = scope.extraction.article.title or scope.extraction.article.id
    yield scope.graph, TYPE, written.in_namespace("prov", "Entity")
    yield scope.graph, TYPE, written.in_namespace("void", "Dataset")
    yield scope.graph, LABEL, written.text(f"Statements drawn from {terms.clean(title) or scope.sha16}")
    yield scope.graph, written.in_namespace("prov", "wasDerivedFrom"), scope.article
    yield scope.graph, written.in_namespace("prov", "wasGeneratedBy"), activity


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


def _best(scope: Scope) -> list[tuple[Written, Mention]]:
    """One mention per stretch and node, in text order: the surest, then the most factual reading of each."""
    best: dict[tuple[int, int, str], tuple[Written, Mention]] = {}
    for node, mentions in _evidence(scope):
        iri = iri_of(node)
        for mention in mentions:
            key = (mention.start, mention.end, iri)
            if key not in best or _rank(mention) > _rank(best[key][1]):
                best[key] = (node, mention)
    return [best[key] for key in sorted(best)]


def _rank(mention: Mention) -> tuple[float, int]:
    return mention.confidence, _RANK[mention.factuality]


def _single_valued(triples: list[Triple]) -> list[Triple]:
    """The distinct triples, of which only the first per node where a node has one label, class or content."""
    out: list[Triple] = []
    taken: set[tuple[Written, Written]] = set()
    for triple in dict.fromkeys(triples):
        subject, predicate, value = triple
        # actor classes exclude each other; other types may stand side by side
        if predicate in SINGLE or (predicate == TYPE and value in _ACTOR_CLASSES):
            if (subject, predicate) in taken:
                continue
            taken.add((subject, predicate))
        out.append(triple)
    return out
