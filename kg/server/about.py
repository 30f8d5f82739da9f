"""What the service says of itself: SPARQL 1.1 Service Description, VoID and DCAT, and pages for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.ids import BASE
from kg.rdf.terms import value_of
from kg.vocab import PREFIXES, shortened

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_DCAT = "http://www.w3.org/ns/dcat#"
_A = NamedNode(PREFIXES["rdf"] + "type")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
            "N-Triples", "RDF_XML", "JSON-LD")  # fmt: skip


def description(root: str, articles: int, triples: int | None) -> list[Triple]:
    """The triples of the service at ``root`` and of the data set that it serves."""
    sparql, data = NamedNode(root + "sparql"), NamedNode(root + "#dataset")
    node = NamedNode
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (sparql, _A, node(_SD + "Service")),
        (sparql, node(_SD + "endpoint"), sparql),
        (sparql, node(_SD + "supportedLanguage"), node(_SD + "SPARQL11Query")),
        (sparql, node(_SD + "defaultDataset"), data),
        *((sparql, node(_SD + "resultFormat"), node(_FORMATS + it)) for it in _RESULTS),
        (data, _A, node(_SD + "Dataset")),
        (data, _A, node(PREFIXES["void"] + "Dataset")),
        (data, _A, node(_DCAT + "Dataset")),
        (data, node(_SD + "defaultGraph"), node(root + "#default-graph")),
        (node(root + "#default-graph"), _A, node(_SD + "Graph")),
        (
            data,
            node(PREFIXES["dcterms"] + "title"),
            Literal("Actors, meetings and issues in the news", language="en"),
        ),
        (data, node(PREFIXES["dcterms"] + "conformsTo"), node(BASE + "ns")),
        (data, node(PREFIXES["void"] + "sparqlEndpoint"), sparql),
        (data, node(PREFIXES["void"] + "uriSpace"), Literal(BASE)),
        (data, node(PREFIXES["void"] + "vocabulary"), node(BASE + "ns#")),
        (data, node(PREFIXES["void"] + "documents"), Literal(articles)),
        (data, node(_DCAT + "distribution"), node(root + "#endpoint")),
        (node(root + "#endpoint"), _A, node(_DCAT + "Distribution")),
        (node(root + "#endpoint"), node(_DCAT + "accessURL"), sparql),
    ]
    if triples is not None:
        said.append((data, node(PREFIXES["void"] + "triples"), Literal(triples)))
    return [Triple(*it) for it in said]


def written(triples: Iterable[Triple], media: str) -> bytes:
    """The triples in Turtle, N-Triples, RDF/XML or JSON-LD."""
    format = RdfFormat.from_media_type(media) or RdfFormat.TURTLE
    prefixes = {**PREFIXES, "sd": _SD, "dcat": _DCAT}
    return (
        serialize(
            [Quad(t.subject, t.predicate, t.object) for t in sorted(triples, key=str)],
            format=format,
            prefixes=prefixes,
        )
        or b""
    )


def node_page(iri: str, triples: Iterable[Triple], root: str) -> str:
    """A page with what the graph says of one node, and what points at it; links stay on this server."""
    known = list(triples)
    names = {
        value_of(t.subject): value_of(t.object)
        for t in known
        if t.predicate.value == PREFIXES["rdfs"] + "label"
    }
    said = sorted(
        {
            (_link(t.predicate, names, root), _link(t.object, names, root))
            for t in known
            if value_of(t.subject) == iri
        }
    )
    pointing = sorted(
        {
            (_link(t.subject, names, root), _link(t.predicate, names, root))
            for t in known
            if value_of(t.object) == iri and isinstance(t.object, NamedNode)
        }
    )
    title = names.get(iri) or shortened(iri)
    body = f"<h1>{escape(title)}</h1><p><code>{escape(iri)}</code></p>" + _table(said, ("property", "value"))
    if pointing:
        body += "<h2>Named by</h2>" + _table(pointing, ("node", "property"))
    return _page(title, body)


def waiting(trouble: str = "") -> str:
    """What there is to say while the first view of the workspace is being made, or could not be."""
    if trouble:
        return f"nothing can be served yet: {trouble}; it is tried again"
    return "what is served here is being made from the workspace; come back in a minute"


def waiting_page(seconds: int, trouble: str = "") -> str:
    """The same as a page that asks again after so many seconds."""
    again = f'<meta http-equiv="refresh" content="{seconds}">'
    words = waiting(trouble)
    body = f"<h1>Not ready yet</h1><p>{escape(words[0].upper() + words[1:])}.</p>"
    return _page("Not ready yet", f"{body}<p>This page asks again every {seconds} seconds.</p>", again)


def _table(rows: Iterable[tuple[str, str]], heads: tuple[str, str]) -> str:
    lines = (f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in rows)
    head = "".join(f'<th scope="col">{it}</th>' for it in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _link(term: object, names: dict[str, str], root: str) -> str:
    if not isinstance(term, NamedNode):
        return escape(value_of(term)) if isinstance(term, (Literal, BlankNode)) else ""
    words = escape(names.get(term.value) or shortened(term.value))
    if term.value.startswith(BASE):
        return f'<a href="{escape(root + term.value.removeprefix(BASE), quote=True)}">{words}</a>'
    if term.value.startswith(("http://", "https://")):
        return f'<a rel="noreferrer" href="{escape(term.value, quote=True)}">{words}</a>'
    return words


def _page(title: str, body: str, head: str = "") -> str:
    style = (
        ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;"
        "margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
        "textarea{width:100%;font:14px/1.4 monospace;box-sizing:border-box}"
        "table{border-collapse:collapse;width:100%}"
        "td,th{border-bottom:1px solid #ddd;padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top;"
        "overflow-wrap:anywhere}dt{font-weight:600}dd{margin:0 0 .5rem}code{font-size:.9em}"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"{head}<title>{escape(title)}</title><style>{style}</style></head><body>{body}</body></html>"
    )


def metrics(figures: Iterable[tuple[str, str, float]]) -> Iterator[str]:
    """Lines in the text format of Prometheus; each figure is name, kind and number."""
    for name, kind, number in figures:
        yield f"# TYPE kg_{name} {kind}\nkg_{name} {number:g}\n"
