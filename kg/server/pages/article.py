"""The page of an article: its text with every span marked by kind, and what was read from it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from kg.server.pages.evidence import event_item, source_line
from kg.server.pages.frame import KIND_WORDS, Site, address, glyph, page, part, path_of, plural, with_glyph
from kg.server.pages.markup import Safe, bdi, tag
from kg.server.pages.queries import behind
from kg.views import neighbours
from kg.views.contents import KINDS, Contents, Evidence, Node
from kg.views.indexed import Entry, Index
from kg.views.quotes import Quotes

#: Nodes and events of one article that its page lists.
MOST, EVENTS_SHOWN = 600, 60


def article_page(site: Site, index: Index, entry: Entry) -> str:
    """The page as HTML."""
    numbers = neighbours.told_in(index, entry.number)
    contents = index.only(numbers[:MOST], entry.number)
    source = contents.sources[0]
    nodes = {node.iri: node for node in contents.nodes}
    spans = [(it, node) for node in contents.nodes for it in node.evidence]
    events = sorted(
        (it for it in contents.nodes if it.is_event),
        key=lambda it: min((e.begin for e in it.evidence), default=0),
    )
    quotes = Quotes(contents)
    kinds = [kind for kind in KINDS if any(node.kind == kind for node in contents.nodes)]
    legend = tag(
        "ul",
        [tag("li", tag("span", KIND_WORDS[kind][1], class_=f"span k-{kind}")) for kind in kinds],
        class_="legend",
    )
    text = source.text
    if text is None:
        words: object = tag("p", "The text is not at hand; the quotes below are.", class_="note")
    else:
        words = tag("div", _marked(text, spans), class_="text", lang=None)
    title = source.title or source.id or "Untitled article"
    body = [
        tag("p", glyph("article"), "Article", f" · {source.id}" if source.id else "", class_="kind"),
        tag("h1", bdi(title, 400)),
        source_line(source, titled=False),
        tag(
            "p",
            tag("a", "Open as matrix", class_="tool", href=address("/view", article=entry.iri)),
            tag(
                "a",
                "Who · what · why",
                class_="tool",
                href=address("/view", article=entry.iri, view="columns"),
            ),
            tag("a", "Network", class_="tool", href=address("/view", article=entry.iri, view="network")),
            class_="actions",
        ),
        tag("div", part("Text", legend, words, id_="text"), _list(contents, kinds), class_="reading"),
        part(
            "Events read from it",
            tag(
                "ol",
                [event_item(it, contents, nodes, quotes) for it in events[:EVENTS_SHOWN]],
                class_="events",
            ),
            id_="events",
            note=f"{len(events):,}"
            if len(events) <= EVENTS_SHOWN
            else f"showing {EVENTS_SHOWN} of {len(events):,}",
        )
        if events
        else tag("p", "No diplomatic event was found in this article.", class_="note"),
        behind("article", node=entry.iri),
    ]
    return page(site, title, *body, wide=True)


def _marked(text: str, spans: Sequence[tuple[Evidence, Node]]) -> list[object]:
    """The text in pieces: a piece within a name leads to its page, one within an event is shaded."""
    sound = [(it, node) for it, node in spans if 0 <= it.begin < it.end <= len(text)]
    cuts = sorted({0, len(text), *(edge for it, _ in sound for edge in (it.begin, it.end))})
    starting: dict[int, list[tuple[Evidence, Node]]] = defaultdict(list)
    for it, node in sound:
        starting[it.begin].append((it, node))
    found: list[object] = []
    active: list[tuple[Evidence, Node]] = []
    named: set[str] = set()
    for begin, end in itertools.pairwise(cuts):
        active = [(it, node) for it, node in active if it.end > begin] + starting[begin]
        found.append(_piece(text[begin:end], active, named))
    return found


def _piece(words: str, active: Sequence[tuple[Evidence, Node]], named: set[str]) -> object:
    if not active:
        return words
    order = sorted(active, key=lambda it: (it[0].end - it[0].begin, it[1].is_event, it[1].iri))
    _, inner = order[0]
    kinds = dict.fromkeys(node.kind for _, node in order)
    anchors = list(dict.fromkeys(_anchor(node) for _, node in order if node.iri not in named))
    named.update(node.iri for _, node in order)
    told = "; ".join(dict.fromkeys(f"{KIND_WORDS[node.kind][0]}: {node.label}" for _, node in order))[:600]
    classes = " ".join(
        [
            "span",
            f"k-{inner.kind}",
            *(["within"] if any(k in ("meeting", "act", "change", "process") for k in kinds) else []),
        ]
    )
    nodes = " ".join(dict.fromkeys(_anchor(node) for _, node in order))
    href = path_of(inner.iri)
    return tag(
        "a" if href else "span",
        [tag("span", id=it) for it in anchors[1:]],
        words,
        class_=classes,
        href=href or None,
        id=anchors[0] if anchors else None,
        title=told,
        data_of=nodes,
    )


def _anchor(node: Node) -> str:
    return (
        "s-"
        + "".join(char if char.isalnum() and char.isascii() else "-" for char in node.iri.rsplit("/", 1)[-1])[
            :80
        ]
    )


def _list(contents: Contents, kinds: Sequence[str]) -> Safe:
    """What the article names, by kind, with the number of places; the name leads to its page."""
    groups: list[object] = []
    for kind in kinds:
        own = [node for node in contents.nodes if node.kind == kind and node.evidence]
        own.sort(key=lambda it: (-len(it.evidence), it.label, it.iri))
        rows = [
            tag(
                "li",
                with_glyph(it, 70),
                tag(
                    "a",
                    plural(len(it.evidence), "time"),
                    href=f"#{_anchor(it)}",
                    class_="count",
                    aria_label=f"{plural(len(it.evidence), 'time')} of {it.label}"[:200],
                ),
            )
            for it in own[:40]
        ]
        if rows:
            more = f" · showing 40 of {len(own)}" if len(own) > 40 else ""
            groups.append(
                tag(
                    "details",
                    tag("summary", KIND_WORDS[kind][1], tag("b", f" {len(own)}"), more),
                    tag("ul", rows, class_="plain counted"),
                    open=kind not in ("act", "change", "process"),
                )
            )
    return tag("aside", tag("h2", "What it names"), groups, aria_label="What the article names")
