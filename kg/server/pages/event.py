"""The page of a meeting, an act, a change or a process: who, when, where, about what, on whose word."""

from __future__ import annotations

from collections.abc import Mapping

from kg.server.pages.evidence import agreement, of_event, passages, sentence, when_line
from kg.server.pages.frame import KIND_WORDS, Site, address, glyph, page, part, plural, with_glyph
from kg.server.pages.markup import Safe, bdi, tag
from kg.server.pages.queries import behind
from kg.views import neighbours
from kg.views.contents import TIES, Node, Statement
from kg.views.indexed import Entry, Index
from kg.views.quotes import Quotes, sureness

_NODES = 400
_WORDS = {
    "participant": "Took part",
    "speaker": "Speaker",
    "addressee": "Addressed",
    "reporter": "Reported by",
    "party": "Parties",
}


def event_page(site: Site, index: Index, entry: Entry) -> str:
    """The page as HTML."""
    nodes, of = neighbours.around(index, [entry.number], _NODES)
    near = [
        int(str(row[0]))
        for row in index.ask(
            "SELECT DISTINCT other FROM ties JOIN entries ON number = other WHERE node = ? AND ties.kind IN"
            " ('meeting', 'act', 'change', 'process') ORDER BY ties.day DESC, other LIMIT 40",
            entry.number,
        )
    ]
    contents = index.contents([*nodes, *near], articles=neighbours.articles(index, entry.number, 12))
    by_iri = {node.iri: node for node in contents.nodes}
    event = by_iri[entry.iri]
    statements = of_event(event, contents)
    told = Quotes(contents).of(statements, event.evidence)
    articles = plural(entry.articles, "article")
    body = [
        tag(
            "p",
            glyph(event.kind),
            KIND_WORDS[event.kind][0],
            f" · {event.type}" if event.type not in ("", event.kind) else "",
            class_="kind",
        ),
        tag("h1", bdi(event.label, 400)),
        tag(
            "p",
            when_line(event),
            tag("span", f" · {sureness(event.evidence)}" if event.evidence else ""),
            f" · {articles}",
        ),
        tag(
            "p",
            "In the words of the article: ",
            bdi(", ".join(f"“{it}”" for it in event.words), 300),
            class_="note",
        )
        if event.words
        else None,
        tag("p", tag("b", "Content "), bdi(event.content, 1000)) if event.content else None,
        tag("p", tag("b", "Stance "), bdi(event.stance, 100)) if event.stance else None,
        agreement(event, contents),
        tag(
            "p",
            tag("a", "Open as matrix", class_="tool", href=address("/view", focus=entry.iri)),
            tag("a", "Network", class_="tool", href=address("/view", focus=entry.iri, view="network")),
            class_="actions",
        ),
        _who(statements, event, by_iri),
        _list("About", [it for it in statements if it.tie == "about"], event, by_iri),
        _list("Where", [it for it in statements if it.tie in ("place", "concerns")], event, by_iri),
        _list("Tied to", [it for it in statements if _event_tie(it, event, by_iri)], event, by_iri),
        part("Evidence", passages(told, by_iri, most=60), id_="evidence", note=plural(len(told), "passage")),
        tag("p", f"Showing {len(nodes):,} of {of:,} names tied to it.", class_="note")
        if len(nodes) < of
        else None,
        behind("event", node=entry.iri),
    ]
    return page(site, event.label, *body)


def _event_tie(it: Statement, event: Node, nodes: Mapping[str, Node]) -> bool:
    other = it.object if it.subject == event.iri else it.subject
    return nodes[other].is_event or it.tie == "stance"


def _who(statements: list[Statement], event: Node, nodes: Mapping[str, Node]) -> Safe | None:
    rows: list[object] = []
    for tie in TIES:
        own = [it for it in statements if it.tie == tie and it.object == event.iri]
        if own:
            rows.append(tag("dt", _WORDS[tie]))
            rows += [
                tag(
                    "dd", with_glyph(nodes[it.subject], 120), _details(it), _country(nodes[it.subject], nodes)
                )
                for it in own
            ]
    return part("Who", tag("dl", rows, class_="who"), id_="who") if rows else None


def _details(it: Statement) -> Safe | None:
    told = "; ".join(filter(None, (it.detail, f"for {', '.join(it.behalf)}" if it.behalf else "")))
    surely = sureness(it.evidence)
    return (
        tag("small", " ", bdi(told, 160), " · " if told and surely else "", surely)
        if told or surely
        else None
    )


def _country(node: Node, nodes: Mapping[str, Node]) -> Safe | None:
    if not node.side or node.side == node.iri or node.side not in nodes:
        return None
    return tag("small", " · ", bdi(nodes[node.side].label, 60))


def _list(title: str, statements: list[Statement], event: Node, nodes: Mapping[str, Node]) -> Safe | None:
    if not statements:
        return None
    if title == "Tied to":
        rows = [tag("li", sentence(it, nodes, 140)) for it in statements]
    else:
        rows = [
            tag("li", with_glyph(nodes[it.object if it.subject == event.iri else it.subject], 120))
            for it in statements
        ]
    return part(title, tag("ul", rows, class_="plain"), id_=title.lower().replace(" ", "-"))
