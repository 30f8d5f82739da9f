"""Proof of the evidence: every quote re-sliced from its source by hash and offsets.

A graph is proved when each of its mentions names an article whose text is at hand, the hash of that text
is the one that the graph holds, the offsets cut out exactly the quote, and no event, participation,
holding, actor, place, office or issue found is without a mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.model import Article
from kg.rdf.findings import Finding, in_order
from kg.rdf.load import TERM_GRAPHS, term_quads
from kg.rdf.terms import value_of
from kg.vocab import DIP, FOUND_SCHEME, PREFIXES

#: Classes of which every node needs a mention.
EVIDENCED = (
    DIP.Meeting,
    DIP.Process,
    DIP.StatusChange,
    DIP.Commitment,
    DIP.Request,
    DIP.Statement,
    DIP.Participation,
    DIP.PositionHolding,
    DIP.Position,
    DIP.Person,
    DIP.Country,
    DIP.Organization,
    DIP.Group,
    DIP.Delegation,
    DIP.Place,
)
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_IDENTIFIER = PREFIXES["dcterms"] + "identifier"
_IN_SCHEME = PREFIXES["skos"] + "inScheme"
_ARTICLE = PREFIXES["schema"] + "NewsArticle"
_HASH = "sha256:"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the graph says of each node: property IRI to its values as text."""

    of: Mapping[str, Mapping[str, tuple[str, ...]]]

    def one(self, node: str, property_: str) -> str:
        values = self.of.get(node, {}).get(property_, ())
        return min(values) if values else ""

    def typed(self, *classes: str) -> Iterator[str]:
        wanted = {str(it) for it in classes}
        return (node for node in sorted(self.of) if wanted & set(self.of[node].get(_TYPE, ())))


def verify(store: Store, sources: Mapping[str, Article] | Iterable[Article]) -> list[Finding]:
    """Findings in order, all violations; an empty list proves every mention of the graph.

    ``sources`` are the articles at hand, or a mapping of ``Article.digest`` to them (the keys are not
    trusted: the text is hashed again). An article is found by the hash of its text, else by its id: then
    its text has changed. Sources that the graph does not use are no finding.
    """
    facts = _facts(store)
    articles = list(sources.values() if isinstance(sources, Mapping) else sources)
    by_hash = {article.digest: article for article in articles}
    by_id = {article.id: article for article in articles}
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for node in facts.typed(_ARTICLE):
        article, problem = _source(facts, node, by_hash, by_id)
        if article is not None:
            texts[node] = article.text
        if problem is not None:
            findings.append(problem)
    mentioned: set[str] = set()
    for mention in facts.typed(DIP.Mention):
        mentioned.update(facts.of[mention].get(str(DIP.mentionOf), ()))
        findings += _mention(facts, mention, texts)
    findings += _unevidenced(facts, mentioned)
    return in_order(findings)


def mention_count(store: Store) -> int:
    """How many mentions a proof covers."""
    kind = NamedNode(_TYPE)
    return len({quad.subject for quad in store.quads_for_pattern(None, kind, NamedNode(DIP.Mention), None)})


def _facts(store: Store) -> _Facts:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in store:
        if quad.graph_name not in TERM_GRAPHS and isinstance(quad.subject, NamedNode):
            value = quad.object.value if isinstance(quad.object, (NamedNode, Literal)) else ""
            found[quad.subject.value][quad.predicate.value].add(value)
    return _Facts({node: {key: tuple(values) for key, values in of.items()} for node, of in found.items()})


def _source(
    facts: _Facts, node: str, by_hash: Mapping[str, Article], by_id: Mapping[str, Article]
) -> tuple[Article | None, Finding | None]:
    """The source of an article node whose text may be trusted, or what is wrong with it."""
    identifiers = sorted(facts.of[node].get(_IDENTIFIER, ()))
    hashes = [name.removeprefix(_HASH) for name in identifiers if name.startswith(_HASH)]
    names = [name for name in identifiers if not name.startswith(_HASH)]
    label = facts.one(node, PREFIXES["schema"] + "headline") or ", ".join(names)
    problem: tuple[str, str] | None = None
    article = by_hash.get(hashes[0]) if len(hashes) == 1 else None
    if len(hashes) != 1:
        problem = ("has not exactly one hash of its text", ", ".join(hashes))
    elif not node.endswith("/" + hashes[0][:16]):
        problem = ("the hash of its text is not the one in its IRI", hashes[0])
    elif article is None:
        changed = next((by_id[name] for name in names if name in by_id), None)
        if changed is not None:
            problem = ("changed text: the source of this id has another hash", f"{_HASH}{changed.digest}")
        else:
            problem = ("missing source: no text with this hash was given", f"{_HASH}{hashes[0]}")
    if problem is None:
        return article, None
    return None, Finding("violation", node, label, "dcterms:identifier", problem[0], problem[1])


def _mention(facts: _Facts, node: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with one mention; nothing where its article is already a finding."""
    articles, quotes = (facts.of[node].get(str(it), ()) for it in (DIP.inArticle, DIP.quote))
    offsets = [facts.of[node].get(str(it), ()) for it in (DIP.begin, DIP.end)]
    if any(len(values) != 1 for values in (articles, quotes, *offsets)):
        yield _wrong(node, quotes, "dip:quote", "needs exactly one article, begin, end and quote")
        return
    article, quote = articles[0], quotes[0]
    if _ARTICLE not in facts.of.get(article, {}).get(_TYPE, ()):
        yield _wrong(
            node, quotes, "dip:inArticle", "is in an article that the graph does not describe", article
        )
    if article not in texts:
        return
    if not all(values[0].isascii() and values[0].isdigit() for values in offsets):
        yield _wrong(
            node, quotes, "dip:begin", "offsets are not whole numbers", f"{offsets[0][0]}-{offsets[1][0]}"
        )
        return
    begin, end = (int(values[0]) for values in offsets)
    text = texts[article]
    if not 0 <= begin < end <= len(text):
        yield _wrong(
            node,
            quotes,
            "dip:begin",
            f"offsets lie outside the text of {len(text)} characters",
            f"{begin}-{end}",
        )
    elif text[begin:end] != quote:
        yield _wrong(
            node, quotes, "dip:quote", "wrong quote: the source has other words there", text[begin:end]
        )


def _wrong(node: str, quotes: Iterable[str], path: str, message: str, value: str = "") -> Finding:
    return Finding("violation", node, next(iter(sorted(quotes)), ""), path, message, value)


def _unevidenced(facts: _Facts, mentioned: set[str]) -> Iterator[Finding]:
    """Nodes that no mention evidences, and mentions of nodes that the graph does not describe."""
    needing = {*facts.typed(*EVIDENCED), *_issues(facts)}
    for node in sorted(needing - mentioned):
        yield Finding(
            "violation", node, facts.one(node, _LABEL), "^dip:mentionOf", "no mention evidences this node"
        )
    curated = {value_of(quad.subject) for quad in term_quads()}
    for node in sorted(mentioned - curated):
        if not facts.of.get(node, {}).get(_TYPE):
            yield Finding("violation", node, "", "rdf:type", "is mentioned but not described")


def _issues(facts: _Facts) -> Iterator[str]:
    """Issues found in articles, and those that an event is about."""
    for node, of in facts.of.items():
        yield from of.get(str(DIP.about), ())
        if str(FOUND_SCHEME) in of.get(_IN_SCHEME, ()):
            yield node
