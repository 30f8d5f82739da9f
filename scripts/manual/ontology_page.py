"""The ontology as Markdown: every term with its definition, its example and the questions that use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.rdf.questions import questions
from kg.resources import ontology_file
from kg.vocab import PREFIXES
from scripts.manual.questions_page import anchor

DIP, DIPC = PREFIXES["dip"], PREFIXES["dipc"]
MOST = 6
INTRODUCTION = """# Ontology

Made from `ontology/diplokg.ttl`. Namespaces: `dip:` is `{dip}`, `dipc:` is `{dipc}`. An example in *italics* is from the
ontology itself; "asked by" names questions that use the term, or else what it is nearest to.

The issues of `ontology/issues.ttl` are a scheme of their own: {issues} of them, by `kg query issue-rollup`.

"""


def page() -> str:
    """Classes, properties of either kind, code lists."""
    graph = Graph().parse(ontology_file("diplokg.ttl"), format="turtle")
    issues = len(
        set(Graph().parse(ontology_file("issues.ttl"), format="turtle").subjects(RDF.type, SKOS.Concept))
    )
    parts = [INTRODUCTION.format(dip=DIP, dipc=DIPC, issues=issues)]
    for title, kind in (
        ("Classes", OWL.Class),
        ("Properties between nodes", OWL.ObjectProperty),
        ("Properties with values", OWL.DatatypeProperty),
    ):
        parts.append(f"## {title}\n\n")
        parts += [_term(graph, it) for it in _own(graph.subjects(RDF.type, kind), DIP)]
    parts.append("## Code lists\n\n")
    parts += [_list(graph, it) for it in _own(graph.subjects(RDF.type, SKOS.ConceptScheme), DIPC)]
    return "".join(parts)


def _own(found: Iterable[object], namespace: str) -> list[URIRef]:
    return sorted(it for it in set(found) if isinstance(it, URIRef) and it.startswith(namespace))


def _term(graph: Graph, term: URIRef) -> str:
    rows = [
        ("example", "; ".join(f"*{_plain(it)}*" for it in sorted(graph.objects(term, SKOS.example)))),
        ("kind of", _names(graph, RDFS.subClassOf, term)),
        ("of", _names(graph, RDFS.domain, term)),
        ("value", _names(graph, RDFS.range, term)),
        ("note", " ".join(_plain(it) for it in sorted(graph.objects(term, SKOS.scopeNote)))),
        ("near to", _names(graph, SKOS.closeMatch, term)),
        ("asked by", _asked(graph, term)),
    ]
    lines = [f"({_anchor(term)})=", f"### dip:{term.removeprefix(DIP)}", ""]
    lines += [_plain(it) for it in sorted(graph.objects(term, SKOS.definition))]
    lines += ["", *(f"- {name}: {words}" for name, words in rows if words), ""]
    return "\n".join(lines) + "\n"


def _list(graph: Graph, scheme: URIRef) -> str:
    pointing = [
        p for p in _own(graph.subjects(RDF.type, OWL.ObjectProperty), DIP) if _lists(graph, p, scheme)
    ]
    codes = _own(graph.subjects(SKOS.inScheme, scheme), DIPC)
    lines = [f"### {_plain(graph.value(scheme, SKOS.prefLabel))}", ""]
    if pointing:
        lines += [f"Values of {', '.join(_link(graph, p) for p in pointing)}.", ""]
    lines += ["| code | is | note |", "| --- | --- | --- |"]
    for code in codes:
        note = " ".join(_plain(it) for it in sorted(graph.objects(code, SKOS.note)))
        under = _names(graph, SKOS.broader, code)
        label = _plain(graph.value(code, SKOS.prefLabel))
        lines.append(
            f"| `dipc:{code.removeprefix(DIPC)}` | {label}{f', under {under}' if under else ''} | {note} |"
        )
    return "\n".join(lines) + "\n\n"


def _lists(graph: Graph, prop: URIRef, scheme: URIRef) -> bool:
    """Whether the property takes its values from the list: by its name, or as a note or definition says."""
    name = re.sub(r"([A-Z])", r"-\1", prop.removeprefix(DIP)).lower()
    words = " ".join(
        str(it) for p in (RDFS.range, SKOS.scopeNote, SKOS.definition) for it in graph.objects(prop, p)
    )
    local = scheme.removeprefix(DIPC)
    return name == local or local in words or (name == "status" and local.endswith("event-status"))


def _asked(graph: Graph, term: URIRef) -> str:
    """Links to the questions that use the term; where none does, those of its properties, parts and wider terms."""
    near: list[Iterable[object]] = [
        [term],
        [*graph.subjects(RDFS.range, term), *graph.subjects(RDFS.domain, term)],
        [
            *graph.subjects(RDFS.subClassOf, term),
            *graph.objects(term, RDFS.domain),
            *graph.objects(term, RDFS.subClassOf),
        ],
        [s for wide in graph.objects(term, RDFS.domain) for s in graph.subjects(RDFS.subClassOf, wide)],
        [s for wide in graph.objects(term, RDFS.domain) for s in graph.subjects(RDFS.range, wide)],
    ]
    for terms in near:
        found = [name for it in _own(terms, DIP) for name in _using(it.removeprefix(DIP))]
        if found:
            names = list(dict.fromkeys(found))
            more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
            return ", ".join(f"[{name}](questions.md#{anchor(name)})" for name in names[:MOST]) + more
    return ""


def _using(name: str) -> Iterator[str]:
    pattern = re.compile(rf"\bdip:{name}\b")
    return (question.name for question in questions() if pattern.search(question.text))


def _names(graph: Graph, predicate: URIRef, term: URIRef) -> str:
    found = sorted(it for it in graph.objects(term, predicate) if isinstance(it, URIRef))
    return ", ".join(_link(graph, it) for it in found)


def _link(graph: Graph, term: URIRef) -> str:
    if term.startswith(DIP):
        return f"[dip:{term.removeprefix(DIP)}](#{_anchor(term)})"
    return f"`{graph.namespace_manager.normalizeUri(term).strip('<>')}`"


def _anchor(term: URIRef) -> str:
    kind = "class" if term.removeprefix(DIP)[0].isupper() else "property"
    return f"{kind}-{term.removeprefix(DIP).lower()}"


def _plain(text: object) -> str:
    return re.sub(r"([*_<>\[\]|`])", r"\\\1", " ".join(str(text or "").split()))
