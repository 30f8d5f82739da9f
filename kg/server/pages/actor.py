"""The page of an actor, an issue or a place: offices, whom it met, about what, its events, its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.server.pages.bars import bars
from kg.server.pages.evidence import event_item, passages, source_line
from kg.server.pages.frame import (
    KIND_WORDS,
    Site,
    address,
    glyph,
    page,
    paging,
    part,
    path_of,
    plural,
    with_glyph,
)
from kg.server.pages.markup import Safe, bdi, tag
from kg.server.pages.queries import behind
from kg.views import neighbours
from kg.views.contents import ACTORS, EVENTS, RELATIONS, Contents, Node
from kg.views.indexed import Entry, Index
from kg.views.neighbours import Filter
from kg.views.offices import Tenure, tenures
from kg.views.quotes import Quotes

STEP = 20
BESIDE = 12
SOURCES = 10
OFFICES = 40
_NODES = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """Which stretch of a page is shown: the filter of its events, the relation opened, from where on."""

    only: Filter = field(default_factory=Filter)
    relation: str = ""
    start: int = 0


def actor_page(site: Site, index: Index, entry: Entry, shown: Shown) -> str:
    """The page as HTML."""
    found = neighbours.events(index, entry.number, shown.only, STEP, shown.start)
    numbers = [it.number for it in found.entries]
    nodes, _ = neighbours.around(index, numbers, _NODES)
    first = neighbours.articles(index, entry.number, 3)
    contents = index.contents([entry.number, *nodes], articles=first)
    by_iri = {node.iri: node for node in contents.nodes}
    node = by_iri[entry.iri]
    title = entry.label or entry.iri
    body = [
        tag(
            "p",
            glyph(entry.kind),
            KIND_WORDS[entry.kind][0],
            f" · {node.type}" if node.type else "",
            class_="kind",
        ),
        tag("h1", bdi(title, 400)),
        _facts(node, by_iri, index),
        _actions(entry),
        _offices(index, entry.number, node, contents, by_iri) if entry.kind in ACTORS else None,
        tag(
            "div",
            _met(index, entry),
            _beside(index, entry, "issue"),
            _beside(index, entry, "place"),
            class_="columns",
        ),
        _expand(index, entry, shown),
        _events(index, entry, found, contents, by_iri, shown),
        _sources(index, entry),
        behind(
            "issue" if entry.kind == "issue" else "place" if entry.kind == "place" else "actor",
            node=entry.iri,
        ),
    ]
    return page(site, title, *body)


def _facts(node: Node, nodes: Mapping[str, Node], index: Index) -> Safe:
    lines: list[object] = []
    if node.side and node.side != node.iri:
        side = nodes.get(node.side) or index.entry(node.side)
        if side:
            lines.append(tag("p", tag("b", "Country "), with_glyph(side, 80)))
    if node.names:
        lines.append(tag("p", tag("b", "Also "), bdi(", ".join(node.names), 400)))
    local = node.iri.rsplit("/", 1)[-1]
    if local[:1] == "Q" and local[1:].isdigit():
        outside = tag(
            "a", f"Wikidata {local}", href=f"https://www.wikidata.org/wiki/{local}", rel="noopener noreferrer"
        )
        lines.append(tag("p", outside))
    return tag("div", lines, class_="facts")


def _actions(entry: Entry) -> Safe:
    links = [
        tag("a", words, class_="tool", href=address("/view", focus=entry.iri, view=view))
        for view, words in (
            ("matrix", "Open as matrix"),
            ("columns", "Who · what · why"),
            ("network", "Network"),
        )
    ]
    if entry.kind in ACTORS:
        links.append(tag("a", "With another party …", class_="tool", href=address("/between", a=entry.iri)))
    counts = f"{plural(entry.meetings, 'meeting')} · {plural(entry.articles, 'article')}"
    return tag("p", tag("span", counts, class_="counts"), links, class_="actions")


def _offices(
    index: Index, number: int, node: Node, contents: Contents, nodes: Mapping[str, Node]
) -> Safe | None:
    """Offices by the days told of, with the words that say so; of a body or state, who holds them."""
    statements = [it for it in contents.statements if it.relation == "office" and it.subject == node.iri]
    held = tenures(index, number)
    if held:
        told = Quotes(contents).of(statements)
        words = tag("summary", plural(len(told), "passage"), tag("span", " on offices", class_="sr"))
        opened = tag("details", words, passages(told, nodes)) if told else None
        return part(
            "Offices",
            tag("ul", [_tenure(it) for it in held[:OFFICES]], class_="plain"),
            opened,
            id_="offices",
            note=_of(min(len(held), OFFICES), len(held)),
        )
    found, of = neighbours.holders(index, number, BESIDE)
    items = [tag("li", with_glyph(who, 80), tag("small", " ", bdi(what, 100))) for who, what in found]
    if not items:
        return None
    return part("Office holders", tag("ul", items, class_="plain"), id_="holders", note=_of(len(items), of))


def _tenure(it: Tenure) -> Safe:
    """``"President of France · told of 2021 to 2023, in 4 events"``."""
    days = " to ".join(dict.fromkeys(filter(None, (it.first, it.last))))
    seen = f"in {plural(it.events, 'event')}" if it.events else ""
    told = f"told of {days or seen}" + (f", {seen}" if days and seen else "") if days or seen else ""
    how = "" if it.how in ("", "current") else it.how
    return tag("li", bdi(it.office, 160), tag("small", " · ".join(filter(None, ("", how, told)))))


def _of(shown: int, of: int) -> str:
    return f"showing {shown:,} of {of:,}" if shown < of else ""


def _met(index: Index, entry: Entry) -> Safe | None:
    if entry.kind not in ACTORS:
        return _beside(index, entry, "state", "States")
    found, of = neighbours.met(index, entry.number, BESIDE)
    rows = [
        tag(
            "li",
            with_glyph(it, 70),
            tag(
                "a", plural(many, "meeting"), class_="count", href=address("/between", a=entry.iri, b=it.iri)
            ),
        )
        for it, many in found
    ]
    return (
        part("Met with", tag("ul", rows, class_="plain counted"), id_="met", note=_of(len(found), of))
        if rows
        else None
    )


def _beside(index: Index, entry: Entry, kind: str, title: str = "") -> Safe | None:
    found, of = neighbours.beside(index, entry.number, kind, BESIDE)
    rows = [
        tag(
            "li",
            with_glyph(it, 70),
            tag("a", plural(many, "event"), class_="count", href=address("/between", a=entry.iri, b=it.iri)),
        )
        for it, many in found
    ]
    return (
        part(
            title or KIND_WORDS[kind][1],
            tag("ul", rows, class_="plain counted"),
            id_=kind,
            note=_of(len(found), of),
        )
        if rows
        else None
    )


def _expand(index: Index, entry: Entry, shown: Shown) -> Safe | None:
    """Every relation with its count; one of them opened."""
    path = path_of(entry.iri)
    rows, opened = [], None
    for relation, forward, kind, many in neighbours.relations(index, entry.number):
        key = f"{relation}.{int(forward)}.{kind}"
        words = (
            f"{RELATIONS[relation][0 if forward else 1]} · {KIND_WORDS[kind][0 if many == 1 else 1].lower()}"
        )
        current = key == shown.relation
        rows.append(
            tag(
                "li",
                tag(
                    "a",
                    words,
                    tag("b", f" {many:,}"),
                    href=address(path, open=key) + "#ties",
                    class_="chip",
                    aria_current="true" if current else None,
                ),
            )
        )
        if current:
            some = neighbours.tied(index, entry.number, relation, forward, kind, STEP, shown.start)
            items = [
                tag("li", with_glyph(it, 120), tag("small", f" {it.day}" if it.day else ""))
                for it in some.entries
            ]
            opened = tag(
                "div",
                tag("h3", words),
                tag("ul", items, class_="plain"),
                paging(path, {"open": key}, shown.start, len(some.entries), some.of, STEP),
            )
    if not rows:
        return None
    return part("All ties, counted", tag("ul", rows, class_="chips"), opened, id_="ties")


def _events(
    index: Index,
    entry: Entry,
    found: neighbours.Found,
    contents: Contents,
    nodes: Mapping[str, Node],
    shown: Shown,
) -> Safe:
    quotes = Quotes(contents)
    items = [
        event_item(nodes[it.iri], contents, nodes, quotes, entry.iri)
        for it in found.entries
        if it.iri in nodes
    ]
    only = shown.only
    fields = {"kind": only.kind, "relation": only.relation, "since": only.since, "until": only.until}
    path = path_of(entry.iri)
    choices = [tag("option", "All events", value="")]
    choices += [
        tag("option", KIND_WORDS[kind][1], value=kind, selected=kind == only.kind) for kind in sorted(EVENTS)
    ]
    form = tag(
        "form",
        tag("label", "Kind ", tag("select", choices, name="kind")),
        tag(
            "label",
            "From ",
            tag("input", name="since", value=only.since, size=10, placeholder="2023-05", maxlength=10),
        ),
        tag(
            "label",
            "to ",
            tag("input", name="until", value=only.until, size=10, placeholder="2024", maxlength=10),
        ),
        tag("button", "Show", class_="tool"),
        action=path + "#events",
        class_="filter",
    )
    pages = paging(path, dict(fields), 0 if shown.relation else shown.start, len(items), found.of, STEP)
    none = tag("p", "No event passes." if any(fields.values()) else "No event is told of it.", class_="note")
    return part(
        "Events, the latest first",
        bars(neighbours.years(index, entry.number), path, only.since, only.until),
        form,
        tag("ol", items, class_="events") if items else none,
        pages,
        id_="events",
        note=f"showing {len(items):,} of {found.of:,}" if found.of else "",
    )


def _sources(index: Index, entry: Entry) -> Safe | None:
    sources = index.sources(neighbours.articles(index, entry.number, SOURCES))
    if not sources:
        return None
    return part(
        "Sources",
        *(source_line(it) for it in reversed(sources)),
        id_="sources",
        note=_of(len(sources), entry.articles),
    )
