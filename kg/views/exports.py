"""Contents as files for other programs: GraphML, GEXF, DOT and CSV, every attribute a plain scalar."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from xml.etree import ElementTree

import networkx as nx

from kg.views.contents import RELATIONS, Contents, Evidence, Node, Statement

#: What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Fill colours of kinds, dark enough on white; shapes of kinds for Graphviz.
COLOURS = {
    "state": "#0072B2",
    "organization": "#5B4B9A",
    "person": "#0B6E99",
    "group": "#4A6B8A",
    "meeting": "#D55E00",
    "act": "#B8860B",
    "change": "#B8432F",
    "process": "#8A6D3B",
    "issue": "#007A5A",
    "place": "#A23E76",
}
SHAPES = {
    "state": "square",
    "organization": "diamond",
    "person": "circle",
    "group": "hexagon",
    "meeting": "box",
    "act": "box",
    "change": "box",
    "process": "box",
    "issue": "triangle",
    "place": "invtriangle",
}
CSV_COLUMNS = (
    "subject",
    "subject kind",
    "relation",
    "object",
    "object kind",
    "detail",
    "on behalf of",
    "earliest",
    "latest",
    "when",
    "status",
    "confidence",
    "factuality",
    "quotes",
    "offsets",
    "sources",
    "subject iri",
    "object iri",
)


def multigraph(contents: Contents) -> nx.MultiDiGraph:
    """A networkx graph: nodes by IRI, an edge for each statement, attributes strings and numbers."""
    graph = nx.MultiDiGraph()
    for node in contents.nodes:
        graph.add_node(xml(node.iri), **node_attributes(node))
    for number, it in enumerate(contents.statements):
        attributes = _edge_attributes(it, contents)
        graph.add_edge(xml(it.subject), xml(it.object), key=f"s{number}", **attributes)
    return graph


def graphml(contents: Contents) -> bytes:
    """GraphML with typed keys; Gephi, Cytoscape and yEd read it."""
    out = io.BytesIO()
    nx.write_graphml_xml(multigraph(contents), out, named_key_ids=False)
    return out.getvalue().rstrip() + b"\n"


def gexf(contents: Contents) -> bytes:
    """GEXF 1.2 with a colour for each kind; no date of writing: equal contents give equal bytes."""
    graph = multigraph(contents)
    for iri, kind in graph.nodes(data="kind"):
        red, green, blue = (int(COLOURS[kind][place : place + 2], 16) for place in (1, 3, 5))
        graph.nodes[iri]["viz"] = {"color": {"r": red, "g": green, "b": blue}}
    text = "\n".join(nx.generate_gexf(graph, prettyprint=True))
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    text = re.sub(r'(<viz:color [^>]*) a="1.0"', r"\1", text)  # with an alpha, Gephi Lite shows all in grey
    ElementTree.fromstring(text)  # noqa: S314 - our own output: it must parse before anyone gets it
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def dot(contents: Contents) -> str:
    """Graphviz DOT: a shape and colour for each kind, the relation on each edge."""
    lines = ["digraph diplokg {", '  graph [rankdir="LR"];', '  node [fontname="Helvetica"];']
    ids = {node.iri: f"n{number}" for number, node in enumerate(contents.nodes)}
    for node in contents.nodes:
        label = "\n".join(filter(None, (node.label, node.when)))
        attributes = {
            "label": label,
            "shape": SHAPES[node.kind],
            "color": COLOURS[node.kind],
            "tooltip": node.type or node.kind,
        }
        lines.append(f"  {ids[node.iri]} [{_listed(attributes)}];")
    for it in contents.statements:
        words = RELATIONS[it.relation][0] + (f" ({it.detail})" if it.detail else "")
        lines.append(f"  {ids[it.subject]} -> {ids[it.object]} [{_listed({'label': words})}];")
    return "\n".join([*lines, "}", ""])


def table(contents: Contents) -> str:
    """CSV with a header: one row per statement, its quotes, offsets and sources joined by ``" | "``.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    nodes = {node.iri: node for node in contents.nodes}
    for it in contents.statements:
        writer.writerow(map(_cell, _row(it, nodes, contents)))
    return out.getvalue()


def _row(it: Statement, nodes: dict[str, Node], contents: Contents) -> Iterable[str]:
    subject, object_ = nodes[it.subject], nodes[it.object]
    event = object_ if object_.is_event else subject
    attributes = _edge_attributes(it, contents)
    return (
        subject.label,
        subject.kind,
        RELATIONS[it.relation][0],
        object_.label,
        object_.kind,
        it.detail,
        " | ".join(it.behalf),
        event.earliest,
        event.latest,
        event.when,
        event.status,
        str(attributes.get("confidence", "")),
        str(attributes["factuality"]),
        str(attributes["quotes"]),
        str(attributes["offsets"]),
        str(attributes["sources"]),
        subject.iri,
        object_.iri,
    )


def _cell(words: str) -> str:
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words


def node_attributes(node: Node) -> dict[str, str | int]:
    """What is known of a node as plain strings and numbers."""
    found: dict[str, str | int] = {
        "label": node.label,
        "kind": node.kind,
        "type": node.type,
        "side": node.side,
        "status": node.status,
        "earliest": node.earliest,
        "latest": node.latest,
        "edtf": node.edtf,
        "when": node.when,
        "inferred": node.inferred,
        "time_words": " | ".join(node.words),
        "names": " | ".join(node.names),
        "offices": " | ".join(node.offices),
        "content": node.content,
        "stance": node.stance,
        "readings": " | ".join(f"{it.property}: {it.value}" for it in node.readings),
        "meetings": node.meetings,
        "mentions": len(node.evidence),
    }
    return {key: xml(value) if isinstance(value, str) else value for key, value in found.items()}


def _edge_attributes(it: Statement, contents: Contents) -> dict[str, str | float]:
    found = {
        "label": RELATIONS[it.relation][0],
        "relation": it.relation,
        "detail": it.detail,
        "on_behalf_of": " | ".join(it.behalf),
    }
    return {key: xml(value) for key, value in found.items()} | evidence_attributes(it.evidence, contents)


def evidence_attributes(evidence: tuple[Evidence, ...], contents: Contents) -> dict[str, str | float]:
    """Evidence as attributes: quotes, offsets (code points) and what else is known, each joined by " | "."""
    sure = [stretch.confidence for stretch in evidence if stretch.confidence is not None]
    sources = dict.fromkeys(contents.sources[stretch.source] for stretch in evidence)
    found: dict[str, str | float] = {
        "factuality": " | ".join(dict.fromkeys(stretch.factuality for stretch in evidence)),
        "said_by": " | ".join(dict.fromkeys(stretch.said_by for stretch in evidence if stretch.said_by)),
        "quotes": " | ".join(" ".join(stretch.quote.split()) for stretch in evidence),
        "offsets": " | ".join(f"{stretch.begin}-{stretch.end}" for stretch in evidence),
        "sources": " | ".join(source.title or source.id or source.iri for source in sources),
    }
    if sure:
        found["confidence"] = max(sure)
    return {key: xml(value) if isinstance(value, str) else value for key, value in found.items()}


def xml(words: str) -> str:
    """The words with characters that XML cannot hold shown as U+FFFD."""
    return _NOT_XML.sub("\ufffd", words)


def _listed(attributes: dict[str, str]) -> str:
    return ", ".join(f'{key}="{_quoted(value)}"' for key, value in attributes.items())


def _quoted(words: str) -> str:
    escaped = xml(words).replace("\\", "\\\\").replace('"', '\\"')
    return " ".join(escaped.split(" ")).replace("\r", " ").replace("\n", "\\n")
