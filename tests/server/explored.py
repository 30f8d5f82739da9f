"""Workspaces for the explorer: hostile words in every field, the seed article, nothing, one node."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.model import Article
from kg.pipeline import process, versions
from kg.sources.read import read
from kg.stores.entry import graph_of
from kg.stores.writer import open_writer
from tests.views import graphs

ROOT = Path(__file__).resolve().parents[2]
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def _by_hand(graph: graphs.Graph) -> tuple[Article, list[Quad]]:
    """A graph made by hand as that of an article: in the article's own graph, by the article's own name."""
    text = graph.text or f"{graph.title}\n"
    article = Article(
        id=graph.name,
        text=text,
        title=graph.title,
        published=date(2024, 6, 1),
        url=graph.url,
        publisher=graph.title,
    )
    name, own = graph_of(article.digest), NamedNode(f"{graphs.BASE}article/{article.digest[:16]}")
    old, found = NamedNode(graph.article), []
    for quad in graph.store.quads_for_pattern(None, None, None, DefaultGraph()):
        value = quad.object
        if isinstance(value, Literal) and value.value.startswith("sha256:"):
            value = Literal(f"sha256:{article.digest}")
        subject = own if quad.subject == old else quad.subject
        found.append(Quad(subject, quad.predicate, own if value == old else value, name))
    return article, found


def hostile() -> list[tuple[Article, list[Quad]]]:
    """All that a page shows, hostile: labels, other names, offices, types, content, date words, sources."""
    graph = graphs.hostile()
    for n, words in enumerate((*graphs.HOSTILE, graphs.LONG)):
        event = f"{graphs.BASE}event/m{n}"
        graph.add(event, graphs.DIP + "content", Literal(words))
        graph.add(event, graphs.DIP + "takesPlaceAt", graph.thing(f"place{n}", "Place", words))
        part = f"{graphs.BASE}participation/{n}"
        graph.add(event, graphs.DIP + "hasParticipation", part)
        graph.add(part, graphs.DIP + "participant", f"{graphs.BASE}id/p{n % 5}")
        position, holding = f"{graphs.BASE}id/position{n}", f"{graphs.BASE}holding/{n}"
        graph.add(position, graphs.LABEL, Literal(words))
        graph.add(position, graphs.DIP + "positionIn", f"{graphs.BASE}id/s0")
        graph.add(holding, graphs.DIP + "holder", f"{graphs.BASE}id/p{n % 5}")
        graph.add(holding, graphs.DIP + "position", position)
        graph.add(part, graphs.DIP + "inCapacity", holding)
        graph.add(f"{graphs.BASE}id/p{n % 5}", _SKOS + "altLabel", Literal(words))
        graph.mention(event, f"{words[:400]}. ", "attributed")
        graph.mention(part, f"{words[:300]} too. ")
    graph.done()
    mention, of = f"{graphs.BASE}mention/{graph.name}-0", graphs.DIP + "mentionOf"
    graph.add(mention, of, f"{graphs.BASE}id/place0")  # the same words stand for two
    return [_by_hand(graph)]


def seed() -> list[tuple[Article, list[Quad]]]:
    """The seed article and two others as they are read today, and one more reading of the seed in other words."""
    names = ("seed-article.txt", "japan-visit-postponed.txt", "brussels-border-mediation.txt")
    return [
        (article, list(process(article).quads))
        for article in read([ROOT / "examples" / name for name in names])
    ]


def many(count: int) -> list[tuple[Article, list[Quad]]]:
    """Two states with so many meetings, one a month, and a third that one of them met once."""
    graph = graphs.Graph(title="Many meetings")
    norland, sudland, far = (
        graph.thing(n, "Country", n.capitalize()) for n in ("norland", "sudland", "farland")
    )
    for n in range(count):
        day = f"{2000 + n // 12}-{n % 12 + 1:02}-10"
        graph.meeting(f"m{n}", f"Round {n} of talks", parties=[norland, sudland], days=(day, day))
    graph.meeting("last", "A visit to Farland", parties=[sudland, far], days=("2023-05-01", "2023-05-01"))
    graph.done()
    return [_by_hand(graph)]


def single() -> list[tuple[Article, list[Quad]]]:
    """One meeting of nobody."""
    return [_by_hand(graphs.single())]


def astral() -> list[tuple[Article, list[Quad]]]:
    """Characters beyond the first plane around every quote."""
    return [_by_hand(graphs.astral())]


CASES: dict[str, Callable[[], list[tuple[Article, list[Quad]]]]] = {
    "hostile": hostile,
    "seed": seed,
    "many": lambda: many(50),
    "single": single,
    "astral": astral,
    "empty": list,
}


def workspace(folder: Path, name: str) -> Path:
    """The workspace of a case."""
    with open_writer(folder, create=True) as writer:
        writer.add(CASES[name](), versions())
    return folder
