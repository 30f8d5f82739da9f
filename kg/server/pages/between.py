"""The page of two nodes: their events in time, and the ways from one to the other, told as sentences."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from kg.server.pages.bars import bars
from kg.server.pages.evidence import event_item, passages, sentence
from kg.server.pages.frame import KIND_WORDS, Site, address, page, paging, part, plural, with_glyph
from kg.server.pages.markup import Safe, bdi, tag
from kg.server.pages.queries import behind
from kg.views import neighbours
from kg.views.contents import ACTORS, TIES, Contents, Node, Statement
from kg.views.dyads import dyads
from kg.views.indexed import Entry, Index
from kg.views.lookup import best
from kg.views.neighbours import Filter
from kg.views.quotes import Quotes

STEP, PAIRS = 20, 12
_NODES = 400


def resolved(index: Index, words: str) -> Entry | None:
    """The node of an IRI, else the best that has this name."""
    if not words.strip():
        return None
    return index.entry(words.strip()) or next(
        (it for it in best(index, words) if not it.is_event and it.kind != "article"), None
    )


def between_page(
    site: Site, index: Index, one: str, other: str, start: int = 0, only: Filter | None = None
) -> str:
    """The page as HTML; a form where a name is missing or nobody has it."""
    a, b = resolved(index, one), resolved(index, other)
    form = _form(a.label if a else one, b.label if b else other)
    if a is None or b is None or a == b:
        lacking = [words for words, it in ((one, a), (other, b)) if words.strip() and it is None]
        told: object = [
            tag("p", "Nobody is called ", bdi(f"“{words}”", 80), ".", class_="note") for words in lacking
        ]
        if a is not None and a == b:
            told = tag("p", "Both names mean ", with_glyph(a, 80), ". Name two.", class_="note")
        return page(site, "Two parties", tag("h1", "Two parties"), form, told, _most(index))
    only = only or Filter()
    found = neighbours.together(index, a.number, b.number, STEP, start, only)
    ways = neighbours.ways(index, a.number, b.number) if {a.kind, b.kind} <= ACTORS else []
    events = [it.number for it in found.entries]
    nodes, _ = neighbours.around(index, events, _NODES)
    steps = [number for way in ways for number in way]
    contents = index.contents([a.number, b.number, *nodes, *steps])
    by_iri = {node.iri: node for node in contents.nodes}
    quotes = Quotes(contents)
    items = [event_item(by_iri[it.iri], contents, by_iri, quotes) for it in found.entries if it.iri in by_iri]
    fields = {"a": a.iri, "b": b.iri}
    title = f"{a.label} and {b.label}"
    none = tag("p", "No event is told of with both.", class_="note")
    body = [
        tag("h1", with_glyph(a, 120), " and ", with_glyph(b, 120)),
        form,
        tag(
            "p",
            tag("span", plural(found.of, "event"), " with both", class_="counts"),
            tag("a", "Open as matrix", class_="tool", href=address("/view", **fields)),
            tag("a", "Network", class_="tool", href=address("/view", **fields, view="network")),
            class_="actions",
        ),
        part(
            "In time, the latest first",
            bars(neighbours.years(index, a.number, b.number), "/between", only.since, only.until, **fields),
            tag("ol", items, class_="events") if items else none,
            paging(
                "/between",
                {**fields, "since": only.since, "until": only.until},
                start,
                len(items),
                found.of,
                STEP,
            ),
            id_="events",
            note=f"showing {len(items):,} of {found.of:,}" if found.of else "",
        ),
        _ways(index, ways, contents, by_iri, quotes, a, b) if {a.kind, b.kind} <= ACTORS else None,
        behind("between", a=a.iri, b=b.iri),
    ]
    return page(site, title, *body)


def _form(one: str, other: str) -> Safe:
    return tag(
        "form",
        tag(
            "label",
            "One party ",
            tag("input", name="a", value=one, autocomplete="off", data_suggest="actors", maxlength=200),
        ),
        tag(
            "label",
            "another ",
            tag("input", name="b", value=other, autocomplete="off", data_suggest="actors", maxlength=200),
        ),
        tag("button", "Show", class_="tool"),
        action="/between",
        class_="filter two",
    )


def _most(index: Index) -> Safe | None:
    """Whom to begin with: the states and the persons who met each other most."""
    columns = []
    for kind in ("state", "person"):
        rows = [
            tag(
                "li",
                tag("span", with_glyph(one, 50), " and ", with_glyph(other, 50)),
                tag(
                    "a",
                    plural(many, "meeting"),
                    tag("span", f" of {one.label[:80]} and {other.label[:80]}", class_="sr"),
                    class_="count",
                    href=address("/between", a=one.iri, b=other.iri),
                ),
            )
            for one, other, many in dyads(index, kind, PAIRS)
        ]
        if rows:
            title = f"{KIND_WORDS[kind][1]} who met most"
            columns.append(part(title, tag("ul", rows, class_="plain counted"), id_=f"pairs-{kind}"))
    return tag("div", columns, class_="columns") if columns else None


def _ways(
    index: Index,
    ways: Sequence[Sequence[int]],
    contents: Contents,
    nodes: Mapping[str, Node],
    quotes: Quotes,
    a: Entry,
    b: Entry,
) -> Safe:
    entries = index.numbered(number for way in ways for number in way)
    items = []
    for way in ways:
        steps = _steps([entries[it].iri for it in way if it in entries], contents)
        told = quotes.of(steps)
        items.append(
            tag(
                "li",
                tag("ol", [tag("li", sentence(it, nodes, 140)) for it in steps], class_="steps"),
                tag(
                    "details",
                    tag("summary", plural(len(told), "passage"), tag("span", " of this way", class_="sr")),
                    passages(told, nodes),
                )
                if told
                else None,
            )
        )
    head = f"How {a.label} and {b.label} are connected"
    if not items:
        return part(
            head,
            tag("p", "No chain of meetings leads from one to the other within four.", class_="note"),
            id_="ways",
        )
    return part(
        "How the two are connected",
        tag("ol", items, class_="ways"),
        id_="ways",
        note="by the fewest meetings",
    )


def _steps(iris: Sequence[str], contents: Contents) -> list[Statement]:
    """The statements along a way: actor to meeting, meeting to actor."""
    found = []
    for one, other in itertools.pairwise(iris):
        ends = {one, other}
        own = [it for it in contents.statements if {it.subject, it.object} == ends and it.tie in TIES]
        found += sorted(own, key=lambda it: TIES.index(it.tie))[:1]
    return found
