"""What every page of the explorer has: the head with the search, links to nodes, glyphs, parts and counts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kg.ids import BASE
from kg.server.pages.markup import Safe, bdi, joined, tag
from kg.views.contents import Node
from kg.views.indexed import Entry

KIND_WORDS = {
    "state": ("State", "States"),
    "organization": ("Organisation", "Organisations"),
    "person": ("Person", "Persons"),
    "group": ("Group", "Groups"),
    "meeting": ("Meeting", "Meetings"),
    "act": ("Act or statement", "Acts and statements"),
    "change": ("Change", "Changes"),
    "process": ("Process", "Processes"),
    "issue": ("Issue", "Issues"),
    "place": ("Place", "Places"),
    "article": ("Article", "Articles"),
}
#: The shape of each kind around 0,0, as the page of ``kg view`` draws it.
_SHAPES = {
    "state": "M-6 -6H6V6H-6Z",
    "organization": "M0 -8L8 0L0 8L-8 0Z",
    "person": "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0Z",
    "group": "M-7 0L-3.5 -6H3.5L7 0L3.5 6H-3.5Z",
    "issue": "M0 -6.5L7 5.5H-7Z",
    "place": "M0 6.5L7 -5.5H-7Z",
    "article": "M-5 -7H3L6 -4V7H-6V-7Z",
}
_EVENT = "M-8 -5H8V5H-8Z"


@dataclass(frozen=True, slots=True)
class Site:
    """What pages say of the whole: the name of the workspace, articles, the tool, versions of built files."""

    name: str
    articles: int
    tool: str
    style: str
    script: str


def glyph(kind: str) -> Safe:
    """The shape of a kind; its word stands beside it, so it is hidden from screen readers."""
    shape = tag("path", d=_SHAPES.get(kind, _EVENT), class_="shape")
    return tag("svg", shape, class_=f"glyph k-{kind}", viewBox="-9 -9 18 18", aria_hidden="true")


def path_of(iri: str) -> str:
    """The address of a node's page on this server, ``""`` for a node of elsewhere."""
    return "/" + quote(iri.removeprefix(BASE), safe="/") if iri.startswith(BASE) else ""


def link(it: Entry | Node, most: int = 0) -> Safe:
    """A name that leads to the page of its node."""
    words = bdi(it.label or it.iri.rsplit("/", 1)[-1], most)
    address = path_of(it.iri)
    return tag("a", words, href=address, class_="node") if address else words


def with_glyph(it: Entry | Node, most: int = 0) -> Safe:
    """A glyph and a name."""
    return tag("span", glyph(it.kind), link(it, most), class_="named")


def address(path: str, **fields: object) -> str:
    """A path with its query; empty fields are left out."""
    kept = {key: value for key, value in fields.items() if value not in ("", None, 0)}
    return f"{path}?{urlencode(kept)}" if kept else path


def plural(count: int, one: str, many: str = "") -> str:
    """``"1 meeting"``, ``"2,000 meetings"``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def part(title: str, *children: object, id_: str = "", note: str = "") -> Safe:
    """A part of a page under a heading."""
    head = tag("h2", title, tag("small", note) if note else None, id=f"{id_}-head" if id_ else None)
    return tag("section", head, *children, id=id_ or None, aria_labelledby=f"{id_}-head" if id_ else None)


def paging(path: str, fields: dict[str, object], start: int, shown: int, of: int, step: int) -> Safe:
    """``"1-20 of 412"`` with links to the stretches before and after."""
    if of <= shown and not start:
        return Safe("")
    words = f"{start + 1:,}–{start + shown:,} of {of:,}" if shown else f"none of {of:,}"
    before = tag("a", "← Before", href=address(path, **fields, start=max(0, start - step))) if start else None
    more = start + shown < of
    after = tag("a", "After →", href=address(path, **fields, start=start + step)) if more else None
    return tag("nav", tag("span", words), before, after, class_="paging", aria_label="Pages")


def page(
    site: Site, title: str, *body: object, asked: str = "", wide: bool = False, more: object = None
) -> str:
    """A whole page; ``asked`` stands in the search box, ``more`` in the head."""
    form = tag(
        "form",
        tag("label", "Search", for_="search", class_="sr"),
        tag(
            "input",
            type="search",
            name="q",
            id="search",
            value=asked,
            autocomplete="off",
            spellcheck="false",
            maxlength=200,
            placeholder="Search actors, meetings, issues, places, articles  /",
        ),
        tag("button", "Search", class_="tool"),
        action="/search",
        role="search",
        class_="find",
    )
    head = tag(
        "header",
        tag("a", "DiploKG", href="/", class_="home"),
        form,
        tag(
            "nav",
            tag("a", "Two parties", href="/between"),
            tag("a", "SPARQL", href="/ask"),
            class_="menu",
            aria_label="Main",
        ),
        tag(
            "button",
            "◐",
            type="button",
            class_="tool theme",
            aria_label="Light or dark",
            title="Light or dark",
            hidden=True,
        ),
    )
    foot = tag(
        "footer",
        tag(
            "p",
            bdi(site.name),
            f" · {plural(site.articles, 'article')} · {site.tool} · ",
            tag("a", "data", href="/.well-known/void"),
        ),
    )
    return joined(
        (
            Safe('<!doctype html>\n<html lang="en" data-theme="auto">'),
            tag(
                "head",
                tag("meta", charset="utf-8"),
                tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                tag("meta", name="referrer", content="no-referrer"),
                tag("title", f"{title} · DiploKG" if title else "DiploKG"),
                tag("link", rel="icon", href="data:,"),
                tag("link", rel="stylesheet", href=f"/static/explorer.css?v={site.style}"),
                tag("script", src=f"/static/explorer.js?v={site.script}", defer=True),
                more,
            ),
            Safe("<body>"),
            tag("a", "Skip to the content", href="#main", class_="skip"),
            head,
            tag("main", *body, id="main", tabindex="-1", class_="wide" if wide else None),
            foot,
            Safe("</body></html>\n"),
        )
    )
