"""The SPARQL page: a field, the shipped questions, results as a table that leads to pages and drawings."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from kg.rdf.algebra import missing_prefixes
from kg.rdf.query import questions
from kg.server.pages.frame import Site, address, page, part, path_of, plural
from kg.server.pages.markup import Safe, bdi, tag
from kg.server.pages.queries import example
from kg.vocab import DIP, PREFIXES, shortened

#: Rows of a table on a page; the endpoint gives them all.
ROWS = 500
_START = """SELECT ?meeting ?label ?day WHERE {
  ?meeting a dip:Meeting ; rdfs:label ?label .
  OPTIONAL { ?meeting dip:earliest ?day }
}
ORDER BY DESC(?day)
LIMIT 50
"""


def starting() -> str:
    """The query that an empty page begins with, prefixes declared."""
    known = ("dip", "dipc", "rdfs", "skos", "schema", "dcterms")
    return "".join(f"PREFIX {it}: <{PREFIXES[it]}>\n" for it in known) + "\n" + _START


@cache
def _terms() -> str:
    """What the editor completes, as JSON: prefixes, the classes and the properties of the ontology."""
    names = sorted(DIP.__annotations__)
    found = {
        "prefixes": PREFIXES,
        "class": [str(DIP[it]) for it in names if it[:1].isupper()],
        "property": [str(DIP[it]) for it in names if not it[:1].isupper()],
    }
    return json.dumps(found)


def ask_page(site: Site, query: str, answer: bytes | None, trouble: str, editor: str, style: str) -> str:
    """The page as HTML; ``answer`` is SPARQL JSON; ``editor`` and ``style`` are versions of its files."""
    # The editor marks a prefix that is not declared as a mistake, which it is not here. A message of what is
    # wrong counts the lines as they were typed.
    declared = query if trouble else missing_prefixes(query) + query
    shown = declared or starting()
    area = tag(
        "textarea",
        "\n" + shown,
        name="query",
        id="query",
        rows=14,
        spellcheck="false",
        aria_label="SPARQL query",
    )
    form = tag(
        "form",
        area,
        tag(
            "p",
            tag("button", "Ask", class_="tool main"),
            tag("a", "The endpoint", href="/sparql"),
            class_="actions",
        ),
        action="/ask",
        class_="ask",
        id="ask",
    )
    rows = [
        tag(
            "li",
            tag("a", it.title, href=address("/ask", query=example(it))),
            tag("small", " ", it.description),
        )
        for it in questions()
    ]
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    body = [
        tag("h1", "Ask in SPARQL"),
        form,
        tag("div", id="editor", hidden=True, data_query=shown, data_terms=_terms()),
        tag("p", trouble, class_="trouble", role="alert") if trouble else None,
        results(query, answer) if answer is not None else None,
        part(
            "Questions",
            tag("p", "Each is a query to begin with.", class_="note"),
            tag("ul", rows, class_="plain questions"),
            id_="questions",
        ),
        tag(
            "details",
            tag("summary", "Prefixes that are known"),
            tag("pre", tag("code", prefixes), tabindex="0"),
        ),
    ]
    more = [
        tag("link", rel="stylesheet", href=f"/static/sparql.css?v={style}"),
        tag("script", src=f"/static/sparql.js?v={editor}", defer=True),
    ]
    return page(site, "SPARQL", *body, wide=True, more=more)


def results(query: str, answer: bytes) -> Safe:
    """A table of bindings, a yes or no; whatever of it names nodes can be drawn."""
    found: dict[str, Any] = json.loads(answer)
    if "boolean" in found:
        return part("Answer", tag("p", tag("b", "Yes" if found["boolean"] else "No")), id_="results")
    names = found["head"]["vars"]
    rows = found["results"]["bindings"]
    head = tag("thead", tag("tr", [tag("th", bdi(name, 60), scope="col") for name in names]))
    lines = [tag("tr", [tag("td", _cell(row.get(name))) for name in names]) for row in rows[:ROWS]]
    note = plural(len(rows), "row") if len(rows) <= ROWS else f"showing {ROWS:,} of {len(rows):,} rows"
    draw = None
    if rows:
        draw = tag(
            "p",
            tag("a", "Open these results as matrix", class_="tool", href=address("/view", query=query)),
            tag("a", "as network", class_="tool", href=address("/view", query=query, view="network")),
            class_="actions",
        )
    table = tag(
        "div",
        tag("table", head, tag("tbody", lines)),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Results",
    )
    return part(
        "Results", draw, table if rows else tag("p", "No row.", class_="note"), id_="results", note=note
    )


def _is_node(term: dict[str, str]) -> bool:
    return term["type"] == "uri" and bool(path_of(term["value"]))


def _cell(term: dict[str, str] | None) -> Safe:
    if term is None:
        return Safe("")
    value = term["value"]
    if term["type"] == "uri":
        if path_of(value):
            return tag("a", bdi(shortened(value), 90), href=path_of(value))
        if value.startswith(("http://", "https://")):
            return tag("a", bdi(shortened(value), 90), href=value, rel="noopener noreferrer")
    return bdi(value, 400)


def nodes_of(answer: bytes) -> tuple[str, ...]:
    """The IRIs of this server that an answer in SPARQL JSON names, in its order; without any, its words.

    The shipped questions answer in names, so that people can read them; ``drawn_page`` knows whose these are.
    """
    found: dict[str, Any] = json.loads(answer)
    terms = [it for row in found.get("results", {}).get("bindings", []) for it in row.values()]
    iris = dict.fromkeys(it["value"] for it in terms if _is_node(it))
    return tuple(iris or dict.fromkeys(it["value"] for it in terms if it["type"] == "literal"))
