"""The rows of the queries of a view, read from a graph of any size in one pass and in no order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.rdf.aligned import rewriting
from kg.rdf.terms import value_of
from kg.views.asked import query
from kg.views.ties import LINKS
from kg.vocab import DIP, ONTOLOGY, PREFIXES

#: Columns of the rows of each query; those in ``NUMBERED`` hold the number of an IRI, 0 for none.
TABLES: dict[str, tuple[str, ...]] = {
    "articles": ("article", "property", "value"),
    "broader": ("node", "above"),
    "facts": ("node", "property", "value", "words", "graph"),
    "holdings": ("holding", "holder", "office", "body", "status", "earliest", "latest", "graph"),
    "issues": ("node", "label"),
    "links": ("source", "property", "target", "graph"),
    "mentions": ("node", "article", "begin", "end", "quote", "confidence", "factuality"),
    "names": ("node", "name"),
    "nodes": ("node", "class", "label"),
    "participations": ("part", "event", "actor", "role", "behalf", "office", "how", "graph"),
}
NUMBERED = frozenset(
    "article property node above graph holding holder body source target class part event actor"
    " behalf".split()
)
#: The properties of ``facts.rq``.
FACTS = tuple(
    str(DIP[it])
    for it in "actorType meetingFormat processType changeType actType status stance earliest latest edtf"
    " timeExpression content".split()
)
_PREFERRED = NamedNode(PREFIXES["skos"] + "prefLabel")
_MENTION = tuple(str(DIP[it]) for it in "mentionOf inArticle begin end quote confidence factuality".split())
_MENTION_OF, _CONFIDENCE, _FACTUALITY = _MENTION[0], _MENTION[5], _MENTION[6]
_ORDERED = re.compile(r"\bORDER BY[^{}]*\Z")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The quads of each article of a view as sorted lines of N-Quads (``kg.rdf.lines``), and the alignment
    that the view applies. What is read off them need not be sought in the store.
    """

    texts: Iterable[bytes]
    alignment: Sequence[Quad] = ()


def streamed(view: Store, name: str, drawn: Drawn | None = None) -> Iterator[tuple[str, ...]]:
    """The rows of a query in any order, some maybe twice: a million need no room at once.

    They are the same with ``drawn``, and come in a fraction of the time.
    """
    if drawn is not None and name == "mentions":
        yield from _mention_rows(view, _drawn(drawn, _MENTION))
        return
    own = {"facts": _facts, "links": _links, "mentions": _mentions}.get(name)
    if own is not None:
        yield from own(view)
        return
    text = _ORDERED.sub("", query(name)).replace("SELECT DISTINCT", "SELECT")
    for row in view.query(text, prefixes=PREFIXES):  # type: ignore[union-attr]
        yield tuple(str(getattr(term, "value", "")) for term in row)


def _facts(view: Store) -> Iterator[tuple[str, ...]]:
    """As ``facts.rq``, which would look each value up by itself."""
    words: dict[str, list[str]] = {}
    for quad in view.quads_for_pattern(None, _PREFERRED, None, DefaultGraph()):
        words.setdefault(value_of(quad.subject), []).append(value_of(quad.object))
    for quad in _of(view, FACTS):
        value = value_of(quad.object)
        for said in words.get(value, [""]):
            yield value_of(quad.subject), quad.predicate.value, value, said, _graph(quad)


def _links(view: Store) -> Iterator[tuple[str, ...]]:
    """As ``links.rq``, with a row for the merged graph as well."""
    for quad in _of(view, LINKS):
        if isinstance(quad.object, NamedNode):
            yield value_of(quad.subject), quad.predicate.value, quad.object.value, _graph(quad)


def _of(view: Store, properties: Iterable[str]) -> Iterator[Quad]:
    for property_ in properties:
        yield from view.quads_for_pattern(None, NamedNode(property_), None, None)


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _mentions(view: Store) -> Iterator[tuple[str, ...]]:
    """As ``mentions.rq``: the triples of a subject stand together, so one pass does instead of many joins."""
    return _mention_rows(view, view.quads_for_pattern(None, None, None, DefaultGraph()))


def _drawn(drawn: Drawn, properties: Iterable[str]) -> Iterator[Quad]:
    """What the default graph of the view has of these properties from the articles, theirs one by one."""
    by = rewriting(drawn.alignment)
    wanted = frozenset(f"<{iri}>".encode() for iri in properties)
    for text in drawn.texts:
        some = (line for line in text.splitlines() if line.split(b" ", 2)[1] in wanted)
        yield from by.flat(pyoxigraph.parse(b"\n".join(some), format=RdfFormat.N_QUADS))


def _mention_rows(view: Store, every: Iterable[Quad]) -> Iterator[tuple[str, ...]]:
    coded = {
        value_of(quad.subject): value_of(quad.object)
        for quad in view.quads_for_pattern(None, _PREFERRED, None, NamedNode(ONTOLOGY))
    }
    for _, quads in groupby(every, key=lambda quad: quad.subject):
        of: dict[str, list[str]] = {}
        for quad in quads:
            of.setdefault(quad.predicate.value, []).append(value_of(quad.object))
        if _MENTION_OF in of:
            of[_FACTUALITY] = [coded[it] for it in of.get(_FACTUALITY, ()) if it in coded] or [""]
            of.setdefault(_CONFIDENCE, [""])
            yield from product(*(of.get(it, ()) for it in _MENTION))
