"""Small articles and quads for tests of stores: no model is needed to make them."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article
from kg.stores.entry import graph_of
from kg.stores.manifest import Versions
from kg.vocab import DIP, PREFIXES

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
NOW = Versions("0.1.0", "model 3.7.1", "aaaa", "bbbb")
OLD = Versions("0.0.9", "model 3.7.1", "aaaa", "bbbb")


def article(number: int, words: str = "") -> Article:
    """The article of this number; ``words`` make it another text."""
    return Article(
        id=f"a{number:04}",
        text=f"Talks number {number} in Vienna\n\nThe envoys met. {words}\n",
        title=f"Talks number {number} in Vienna",
        published=date(2024, 1, 1 + number % 28),
        url=f"https://news.example/{number}",
        title_in_text=True,
        place=f"news.jsonl, line {number}",
    )


def quads(it: Article, size: int = 12, salt: str = "") -> list[Quad]:
    """Quads like those of an article: most in its graph, one about the graph, one that all articles share."""
    graph, here = graph_of(it.digest), it.digest[:16]
    node = NamedNode(f"https://w3id.org/diplokg/event/{here}{salt}")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    found = [
        Quad(node, NamedNode(f"https://w3id.org/diplokg/ns#p{i}"), Literal(str(i), datatype=integer), graph)
        for i in range(size)
    ]
    shared = NamedNode("https://w3id.org/diplokg/id/Q40")
    found.append(Quad(shared, label, Literal("Austria", language="en"), graph))
    found.append(Quad(graph, label, Literal(f"Statements drawn from {it.id}")))
    return found


def drawn(it: Article, salt: str = "") -> list[Quad]:
    """Quads with a meeting and the words that say so, which ``kg verify`` proves."""
    graph, here = graph_of(it.digest), it.digest[:16]
    base = "https://w3id.org/diplokg/"
    source, meeting = NamedNode(f"{base}article/{here}"), NamedNode(f"{base}event/{here}{salt}")
    mention = NamedNode(f"{base}mention/{here}{salt}")
    begin = it.text.index("The envoys")
    end = begin + len("The envoys met")
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    said = [
        (source, _TYPE, NamedNode(PREFIXES["schema"] + "NewsArticle")),
        (source, NamedNode(PREFIXES["dcterms"] + "identifier"), Literal(f"sha256:{it.digest}")),
        (meeting, _TYPE, NamedNode(DIP.Meeting)),
        (mention, _TYPE, NamedNode(DIP.Mention)),
        (mention, NamedNode(DIP.mentionOf), meeting),
        (mention, NamedNode(DIP.inArticle), source),
        (mention, NamedNode(DIP.begin), Literal(str(begin), datatype=integer)),
        (mention, NamedNode(DIP.end), Literal(str(end), datatype=integer)),
        (mention, NamedNode(DIP.quote), Literal(it.text[begin:end])),
    ]
    return [*quads(it, 40, salt), *(Quad(*triple, graph) for triple in said)]
