"""The front door and what a search finds."""

from __future__ import annotations

from collections.abc import Sequence

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
from kg.views.index import GROUPS
from kg.views.indexed import Entry, Index
from kg.views.lookup import COUNTED, Hits, search

FEW, STEP = 6, 40
_FRONT = ("state", "organization", "person", "issue", "place")


def home_page(site: Site, index: Index) -> str:
    """What is here: counts, who met most, the latest meetings, where to begin."""
    counts = {
        str(kind): int(str(last)) - int(str(first)) + 1
        for kind, first, last in index.ask("SELECT kind, first, last FROM groups")
    }
    rows = [
        tag("li", tag("b", f"{counts[kind]:,}"), f" {KIND_WORDS[kind][counts[kind] != 1].lower()}")
        for kind in GROUPS
        if counts.get(kind)
    ]
    latest = index.leading("meeting", 8)
    articles = index.leading("article", 6)
    columns = [_most(index, kind) for kind in _FRONT if counts.get(kind)]
    if not site.articles:
        empty = tag(
            "p",
            "No article is in this workspace yet. Add some with ",
            tag("code", "kg add FILE --workspace FOLDER"),
            "; they appear here within seconds.",
            class_="note",
        )
        return page(site, "", tag("h1", "Who met whom, about what, and on whose word"), empty)
    return page(
        site,
        "",
        tag("h1", "Who met whom, about what, and on whose word"),
        tag("ul", rows, class_="figures"),
        tag(
            "p",
            tag("a", "Open the most met as matrix", class_="tool", href="/view"),
            tag("a", "Network", class_="tool", href="/view?view=network"),
            tag("a", "Two parties", class_="tool", href="/between"),
            tag("a", "SPARQL and questions", class_="tool", href="/ask"),
            class_="actions",
        ),
        tag("div", columns, class_="columns"),
        part("Latest meetings", tag("ul", [_row(it) for it in latest], class_="plain rows"), id_="latest")
        if latest
        else None,
        part("Latest articles", tag("ul", [_row(it) for it in articles], class_="plain rows"), id_="articles")
        if articles
        else None,
    )


def _most(index: Index, kind: str) -> Safe:
    found = index.leading(kind, 8)
    rows = [
        tag("li", with_glyph(it, 60), tag("span", plural(it.meetings, "meeting"), class_="count"))
        for it in found
    ]
    return part(KIND_WORDS[kind][1], tag("ul", rows, class_="plain counted"), id_=f"most-{kind}")


def _row(it: Entry) -> Safe:
    about = it.day if it.is_event or it.kind == "article" else plural(it.meetings, "meeting")
    status = tag("span", it.status, class_="tag") if it.status not in ("", "held") else None
    return tag("li", with_glyph(it, 160), tag("span", about or "undated", class_="count"), status)


def search_page(site: Site, index: Index, asked: str, kind: str = "", start: int = 0) -> str:
    """What was found by kind, a few of each; all of one kind where that is asked for."""
    asked = " ".join(asked.split())[:200]
    one = kind in GROUPS
    hits = search(index, asked, STEP if one else FEW, (kind,) if one else GROUPS, start if one else 0)
    title = f"“{asked}”" if asked else "Search"
    body: list[object] = [tag("h1", "Found for ", bdi(title, 120)) if asked else tag("h1", "Search")]
    if not asked:
        body.append(
            tag(
                "p",
                "Type a name, in any spelling: an actor, a meeting, an issue, a place, a headline.",
                class_="note",
            )
        )
    elif not hits:
        body.append(
            tag(
                "p",
                "Nothing has these words in its names. Fewer words, or the beginning of one, find more.",
                class_="note",
            )
        )
    if one:
        body.append(tag("p", tag("a", "← All kinds", href=address("/search", q=asked))))
    if asked and hits:
        body.append(
            tag(
                "p",
                tag("a", "Open these as matrix", class_="tool", href=address("/view", q=asked)),
                tag("a", "Network", class_="tool", href=address("/view", q=asked, view="network")),
                class_="actions",
            )
        )
    body += [_group(it, asked, one, start) for it in hits]
    if asked and hits:
        body.append(behind("search", words=asked))
    return page(site, title, *body, asked=asked)


def _group(hits: Hits, asked: str, one: bool, start: int) -> Safe:
    many = f"{COUNTED:,} or more" if hits.of >= COUNTED else f"{hits.of:,}"
    title = tag("span", glyph(hits.kind), KIND_WORDS[hits.kind][1])
    rows = tag("ul", [_row(it) for it in hits.entries], class_="plain rows")
    if one:
        more: object = paging(
            "/search", {"q": asked, "kind": hits.kind}, start, len(hits.entries), hits.of, STEP
        )
    else:
        more = (
            tag("p", tag("a", f"All {many}", href=address("/search", q=asked, kind=hits.kind)))
            if hits.of > len(hits.entries)
            else None
        )
    return tag("section", tag("h2", title, tag("small", many)), rows, more)


def missing_page(site: Site, iri: str) -> str:
    """Of an address that names nothing: what it may have been, and where to go on."""
    return page(
        site,
        "Not found",
        tag("h1", "Nothing is known of this address"),
        tag("p", tag("code", bdi(iri, 300))),
        tag(
            "p",
            "What it named may have been removed with its article, or be in another workspace. Search for its"
            " name, or ",
            tag("a", "begin at the front page", href="/"),
            ".",
            class_="note",
        ),
    )


def suggestions(entries: Sequence[Entry]) -> list[dict[str, str]]:
    """What the search box lists while one types."""
    return [
        {
            "path": path_of(it.iri),
            "iri": it.iri,
            "kind": it.kind,
            "label": it.label[:160],
            "about": f"{KIND_WORDS[it.kind][0]} · "
            + (
                it.day or "undated" if it.is_event or it.kind == "article" else plural(it.meetings, "meeting")
            ),
        }
        for it in entries
        if path_of(it.iri)
    ]
